"""A weighted share stands beside the unweighted one, and small cells stop it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.statistics.weighting import Cell, post_stratified


def test_weights_come_from_the_margins():
    made = post_stratified([Cell("small", 2, 10, 900), Cell("large", 9, 10, 100)])
    assert made.unweighted == 11 / 20
    assert made.share == pytest.approx(0.9 * 0.2 + 0.1 * 0.9)
    assert made.n_eff == pytest.approx(1000**2 / (900**2 / 10 + 100**2 / 10))
    assert (made.k, made.n, made.too_small) == (11, 20, ())


def test_small_cells_stop_it_by_name_and_nothing_is_merged():
    cells = [Cell("a", 2, 10, 90), Cell("b", 1, 4, 50), Cell("c", 0, 0, 5), Cell("d", 0, 0, 0)]
    made = post_stratified(cells)
    assert (made.share, made.n_eff) == (None, None)
    assert made.too_small == ("b", "c")
    assert made.unweighted == 3 / 14
    assert post_stratified(cells[:2], minimum=4).share is not None


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(5, 30), st.integers(1, 20)), min_size=1, max_size=5))
def test_in_proportion_it_changes_nothing_and_costs_nothing(sizes: list[tuple[int, int]]):
    even = [Cell(str(i), n // 2, n, n * 7) for i, (n, _) in enumerate(sizes)]
    made = post_stratified(even)
    assert made.share == pytest.approx(made.unweighted)
    assert made.n_eff == pytest.approx(made.n)
    factors = [factor for _, factor in sizes]
    uneven = post_stratified(
        Cell(c.name, c.k, c.n, c.n * f) for c, f in zip(even, factors, strict=True)
    )
    assert uneven.n_eff is not None
    assert uneven.n_eff <= made.n + 1e-9


def test_what_cannot_be_is_refused():
    for k, n, population in ((3, 2, 10), (-1, 2, 10), (1, 2, 1)):
        with pytest.raises(ValueError, match="a cell"):
            Cell("a", k, n, population)
    with pytest.raises(ValueError, match="k of n"):
        post_stratified([Cell("a", 0, 0, 10)])
    with pytest.raises(ValueError, match="names of their own"):
        post_stratified([Cell("a", 1, 6, 10), Cell("a", 1, 6, 10)])
    with pytest.raises(ValueError, match="minimum of one"):
        post_stratified([Cell("a", 1, 6, 10)], minimum=0)
