"""A size is above nought for every company, and it is said how it was come by."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.sector.headcounts import LEAST, Sizes, sizes

NAN = np.nan


def sized(
    headcount: list[float],
    low: list[float] | None = None,
    high: list[float] | None = None,
    division: str = "32",
    district: str = "E1",
) -> Sizes:
    n = len(headcount)
    return sizes(
        headcount=np.array(headcount),
        low=np.array(low or [NAN] * n),
        high=np.array(high or [NAN] * n),
        divisions=[division] * n,
        districts=[district] * n,
        donors=np.ones(n, np.bool_),
    )


@pytest.mark.parametrize(
    ("low", "high", "size", "how"),
    [
        (50, 249, np.sqrt(50 * 249), "interval"),
        (0, 9, 3.0, "interval"),
        (0, 0, 1.0, "interval"),
        (250, np.inf, 500.0, "open interval"),
        (250, NAN, 500.0, "open interval"),
    ],
)
def test_an_interval_is_its_geometric_middle(low: float, high: float, size: float, how: str):
    found = sized([NAN], [low], [high])
    assert found.size.tolist() == pytest.approx([size])
    assert found.how == (how,)
    assert found.imputed.all()


def test_a_known_figure_is_kept_and_nought_is_a_half():
    found = sized([12, 0, 0.5])
    assert found.size.tolist() == [12, 0.5, 0.5]
    assert found.how == ("known", "nought", "known")
    assert found.imputed.tolist() == [False, True, False]


def test_a_missing_one_is_the_median_of_the_closest_group_that_is_large_enough():
    n = LEAST
    headcount = np.array([*[4.0] * n, *[8.0] * n, *[100.0] * n, NAN, NAN, NAN, NAN])
    divisions = ["32"] * 2 * n + ["62"] * n + ["32", "32", "33", "01"]
    districts = ["E1"] * n + ["E2"] * n + ["E1"] * n + ["E1", "E9", "E1", "E1"]
    found = sizes(
        headcount=headcount,
        low=np.full(len(headcount), NAN),
        high=np.full(len(headcount), NAN),
        divisions=divisions,
        districts=districts,
        donors=np.ones(len(headcount), np.bool_),
    )
    assert found.size[-4:].tolist() == [4, 6, 6, 8]
    assert found.how[-4:] == ("division and district", "division", "section", "all")


def test_a_company_that_does_not_count_speaks_for_nobody():
    headcount = np.array([1000.0, 2.0, NAN])
    found = sizes(
        headcount=headcount,
        low=np.full(3, NAN),
        high=np.full(3, NAN),
        divisions=["", "", ""],
        districts=["", "", ""],
        donors=np.array([False, True, True]),
    )
    assert found.size[2] == 2


def test_where_nothing_is_known_of_anybody_each_is_one():
    assert sized([NAN, NAN]).size.tolist() == [1, 1]
    assert len(sized([]).size) == 0


_COUNTS = st.one_of(st.just(NAN), st.integers(0, 10**6).map(float))


@given(
    st.lists(_COUNTS, max_size=40), st.lists(st.tuples(_COUNTS, _COUNTS), min_size=40, max_size=40)
)
def test_every_size_is_above_nought_and_a_known_one_is_never_changed(
    counts: list[float], ends: list[tuple[float, float]]
):
    low, high = ([e[i] for e in ends[: len(counts)]] for i in range(2))
    found = sized(counts, low, high)
    assert (found.size > 0).all()
    assert np.isfinite(found.size).all()
    for size, imputed, count in zip(found.size, found.imputed, counts, strict=True):
        assert imputed == (not count > 0)
        assert imputed or size == count
