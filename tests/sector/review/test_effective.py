"""What the readings of a company come to."""

import math

import pytest

from sectorscope.decisions import Decision
from sectorscope.sector.review.effective import effective
from sectorscope.sector.review.reading import (
    AGAIN,
    BROAD,
    IN,
    NOT_STRICT,
    OUT,
    SETTLED,
    UNRESOLVED,
    Reading,
)
from tests.sector.review.made import DAY, reading


def kept(*readings: Reading) -> list[Decision]:
    return [r.decision(DAY) for r in readings]


def back(one: Reading) -> Decision:
    made = one.decision(DAY)
    return Decision("membership", made.body | {"ruling": "withdrawn"}, "Ann", DAY, "a slip")


def test_one_reading_stands():
    (one,) = effective(kept(reading("1", ruling=IN, headcount=12.0))).values()
    assert (one.ruling, one.z, one.headcount, one.readers, one.settled) == (
        *(IN, 1.0, 12.0, ("Ann",), True),
    )


@pytest.mark.parametrize(
    ("ruling", "z"),
    [(IN, (1, 1, 1)), (NOT_STRICT, (0, 1, 1)), (BROAD, (0, 0, 1)), (OUT, (0, 0, 0))],
)
def test_strict_central_and_broad(ruling: str, z: tuple[int, int, int]):
    (one,) = effective(kept(reading("1", ruling=ruling))).values()
    assert (one.z_strict, one.z, one.z_broad) == z


def test_a_changed_ruling_replaces_the_one_before_and_the_log_holds_both():
    decisions = kept(reading("1", ruling=IN), reading("2", ruling=IN), reading("1", ruling=OUT))
    found = effective(decisions)
    assert {c: r.ruling for c, r in found.items()} == {"1": OUT, "2": IN}
    assert len(decisions) == 3
    assert len(found["1"].readings) == 1


def test_two_who_read_alike_agree():
    decisions = kept(reading("1", ruling=IN), reading("1", "Bob", IN, headcount=9.0))
    (one,) = effective(decisions).values()
    assert (one.settled, one.disputed, one.ruling, one.headcount) == (True, False, IN, 9.0)
    assert one.readers == ("Ann", "Bob")


@pytest.mark.parametrize(
    "other",
    [
        {"ruling": OUT},
        {"ruling": UNRESOLVED},
        {"ruling": IN, "share": 0.5},
        {"ruling": IN, "segments": ("hips",)},
        {"ruling": IN, "headcount": 200.0},
    ],
)
def test_two_who_differ_leave_it_unresolved_until_a_third_look_settles_it(other: dict):
    looks = [reading("1", ruling=IN, headcount=100.0), reading("1", "Bob", **other)]
    (one,) = effective(kept(*looks)).values()
    assert (one.settled, one.unresolved, one.headcount) == (False, True, None)
    assert math.isnan(one.z)
    third = Reading("1", "Cat", SETTLED, IN, share=0.8, headcount=110.0, why="rang them")
    (one,) = effective(kept(*looks, third)).values()
    assert (one.settled, one.disputed, one.z, one.headcount) == (True, True, 0.8, 110.0)
    assert one.readers == ("Ann", "Bob", "Cat")
    assert len(one.looks) == 2


@pytest.mark.parametrize("other", [{"share": 0.55}, {"share": 0.5, "headcount": 105.0}])
def test_small_differences_are_none(other: dict):
    looks = [
        reading("1", ruling=IN, share=0.5, headcount=100.0),
        reading("1", "Bob", IN, **other),
    ]
    assert effective(kept(*looks))["1"].settled


def test_a_readers_own_second_look_counts_as_a_look():
    looks = kept(reading("1", ruling=IN), Reading("1", "Ann", AGAIN, OUT))
    assert effective(looks)["1"].disputed


def test_what_is_taken_back_is_as_if_never_ruled():
    first, second = reading("1", ruling=IN), reading("1", "Bob", OUT)
    decisions = [*kept(first, second), back(second)]
    assert effective(decisions)["1"].ruling == IN
    assert effective([*decisions, back(first)]) == {}


def test_first_is_who_looked_first_even_if_they_changed_their_mind_later():
    looks = [reading("1", ruling=IN), reading("1", "Bob", OUT), reading("1", ruling=OUT)]
    one = effective(kept(*looks))["1"]
    assert (one.readers, one.settled, one.ruling) == (("Ann", "Bob"), True, OUT)


def test_only_what_counts_is_counted():
    decisions = kept(
        reading("1", ruling=IN, definition="old"), reading("2", ruling=IN, definition="new")
    )
    assert set(effective(decisions, lambda d: d.body["definition"] == "new")) == {"2"}
