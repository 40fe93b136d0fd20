"""Balance and diffusion of expectations, and ranges that were elicited."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.statistics.balance import Range, Ranges, balance, ranges

directions = st.tuples(*[st.integers(0, 40)] * 4)


@pytest.mark.parametrize("counts", [(7, 5, 2), (0, 0, 3), (1, 0, 0), (20, 60, 11), (0, 9, 0)])
def test_the_quadrature_agrees_with_draws(counts: tuple[int, int, int]):
    up, same, down = counts
    draws = np.random.default_rng(3).dirichlet(np.array(counts) + 0.5, 400_000)
    low, high = np.quantile(draws[:, 0] - draws[:, 2], [0.025, 0.975])
    made = balance(up, same, down, up + same + down)
    assert made.interval is not None
    assert made.balance is not None
    assert made.interval.low == pytest.approx(min(low, made.balance), abs=4e-3)
    assert made.interval.high == pytest.approx(max(high, made.balance), abs=4e-3)


@settings(deadline=None, max_examples=40)
@given(directions)
def test_what_always_holds(counts: tuple[int, int, int, int]):
    up, same, down, unknown = counts
    made = balance(up, same, down, up + same + down + unknown)
    turned = balance(down, same, up, up + same + down + unknown)
    assert made.undirected == unknown
    if not made.directed:
        assert (made.balance, made.diffusion, made.interval, made.diffusion_interval) == (None,) * 4
        return
    assert made.balance is not None
    assert made.diffusion == pytest.approx(0.5 + made.balance / 2)
    assert made.interval is not None
    assert turned.interval is not None
    assert -1 <= made.interval.low <= made.balance <= made.interval.high <= 1
    assert made.interval.low == pytest.approx(-turned.interval.high, abs=1e-6)
    scaled = made.diffusion_interval
    assert scaled is not None
    assert made.diffusion is not None
    assert 0 <= scaled.low <= made.diffusion <= scaled.high <= 1


def test_dont_know_stays_in_n_and_out_of_the_composition():
    knowing, doubting = balance(6, 3, 1, 10), balance(6, 3, 1, 25)
    assert (knowing.balance, doubting.balance) == (0.5, 0.5)
    assert (doubting.asked, doubting.directed, doubting.undirected) == (25, 10, 15)
    assert doubting.interval == knowing.interval


def test_more_answers_and_lower_levels_narrow():
    few, many, less = balance(6, 3, 1, 10), balance(60, 30, 10, 100), balance(6, 3, 1, 10, 0.5)
    widths = [i.high - i.low for i in (few.interval, many.interval, less.interval) if i]
    assert widths[1] < widths[0] / 2
    assert widths[2] < widths[0] / 2


def test_directions_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="by nobody else"):
        balance(5, 5, 5, 14)
    with pytest.raises(ValueError, match="by nobody else"):
        balance(-1, 5, 5, 14)


def test_ranges_side_by_side():
    given_ranges = [Range(2, 5, 9), Range(1, 2, 3), Range(likely=4), Range(low=0.5), Range()]
    assert ranges(given_ranges, 8) == Ranges(8, 4, 3, 4, 0.5, 9)
    assert ranges([], 3) == Ranges(3, 3, 0, None, None, None)


def test_a_single_number_is_lowest_and_highest_where_nothing_goes_beyond_it():
    given_ranges = [Range(5, None, 10), Range(likely=20)]
    assert ranges(given_ranges, 2) == Ranges(2, 0, 1, 20, 5, 20)


def test_ranges_that_cannot_be_are_refused():
    for wrong in ((3, 2, 4), (1, 5, 4), (5, None, 4), (1, float("nan"), 3)):
        with pytest.raises(ValueError, match="from the lowest"):
            Range(*wrong)
    with pytest.raises(ValueError, match="by nobody else"):
        ranges([Range(1, 2, 3)] * 3, 2)
