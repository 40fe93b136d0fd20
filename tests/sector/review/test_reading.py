"""One reader's look at a company, and the decision it is kept as."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.errors import DecisionError
from sectorscope.sector.review.reading import (
    BROAD,
    IN,
    LOOKS,
    NOT_STRICT,
    OUT,
    SETTLED,
    UNRESOLVED,
    Reading,
    headcount_of,
    member,
    number,
    reading_of,
    share_of,
)
from tests.sector.review.made import DAY, reading

PARTS = st.builds(
    Reading,
    company=st.text("0123456789SC", min_size=1, max_size=8),
    reader=st.sampled_from(["Ann", "Bob"]),
    look=st.sampled_from(LOOKS),
    ruling=st.sampled_from([IN, NOT_STRICT, BROAD]),
    share=st.integers(1, 1000).map(lambda n: n / 1000),
    headcount=st.none() | st.integers(0, 1_000_000).map(float),
    segments=st.sets(st.sampled_from(["hips", "wounds"])).map(lambda s: tuple(sorted(s))),
    definition=st.just("7b15ca7460a6"),
    draw=st.just("ab"),
    why=st.just("it says so"),
)


@settings(deadline=None)
@given(PARTS)
def test_what_is_kept_comes_back(one: Reading):
    assert reading_of(one.decision(DAY)) == one


def test_a_settlement_is_nobodys_look():
    bodies = [
        Reading("1", who, SETTLED, IN, why="looked it up").decision(DAY) for who in ("Ann", "Bob")
    ]
    assert bodies[0].subject == bodies[1].subject  # so that the later replaces the earlier
    assert [d.who for d in bodies] == ["Ann", "Bob"]


@pytest.mark.parametrize(
    ("ruling", "z"),
    [(IN, (1, 1, 1)), (NOT_STRICT, (0, 1, 1)), (BROAD, (0, 0, 1)), (OUT, (0, 0, 0))],
)
def test_what_a_ruling_counts_as(ruling: str, z: tuple[int, int, int]):
    one = reading("1", ruling=ruling)
    assert tuple(member(one, reading=r) for r in ("strict", "central", "broad")) == z


def test_a_share_counts_in_the_sector_and_in_each_of_its_segments():
    one = reading("1", ruling=IN, share=0.3, segments=("hips", "wounds"))
    assert [member(one, t) for t in ("sector", "hips", "wounds", "other")] == [0.3, 0.3, 0.3, 0]


def test_what_cannot_be_told_is_no_number():
    assert math.isnan(member(reading("1", ruling=UNRESOLVED)))


@pytest.mark.parametrize(
    ("said", "value"), [("0.3", 0.3), ("30%", 0.3), ("30 %", 0.3), ("", 1.0), ("1", 1.0)]
)
def test_shares_as_people_write_them(said: str, value: float):
    assert share_of(said) == pytest.approx(value)


@pytest.mark.parametrize("said", ["0", "0%", "1.2", "30", "half", "-0.1", "nan", "1e-1", "101%"])
def test_what_is_no_share(said: str):
    with pytest.raises(DecisionError, match="no share"):
        share_of(said)


@pytest.mark.parametrize(("said", "value"), [("25", 25), ("1,200", 1200), ("", None), ("0", 0)])
def test_headcounts_as_people_write_them(said: str, value: float | None):
    assert headcount_of(said) == value


@pytest.mark.parametrize("said", ["-3", "ten", "1,20", "inf", "nan", "10-20", "1e9", "2.5.1"])
def test_what_is_no_headcount(said: str):
    with pytest.raises(DecisionError, match="no headcount"):
        headcount_of(said)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ruling": OUT, "share": 0.5}, "share of a company that is out"),
        ({"ruling": OUT, "segments": ("hips",)}, "segment of a company that is out"),
        ({"ruling": UNRESOLVED, "share": 0.5}, "share"),
        ({"ruling": IN, "share": 0.0}, "a share of 0"),
        ({"ruling": IN, "share": 1.5}, "a share of 1.5"),
        ({"ruling": IN, "headcount": -1.0}, "a headcount of -1"),
        ({"ruling": IN, "headcount": math.inf}, "a headcount of inf"),
    ],
)
def test_parts_that_contradict_each_other_are_refused(change: dict, said: str):
    with pytest.raises(DecisionError, match=said):
        reading("1", **change)


@pytest.mark.parametrize("ruling", ["maybe", "In", ""])
def test_a_ruling_that_is_none_is_refused(ruling: str):
    with pytest.raises(DecisionError):
        Reading("1", "Ann", "first", ruling).decision(DAY)


def test_numbers_are_written_plainly():
    assert [number(v) for v in (0.3, 25.0, 1_000_000.0, 0.0, 1 / 3)] == [
        *("0.3", "25", "1000000", "0", "0.333333"),
    ]
