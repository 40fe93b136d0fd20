"""How much likelier to take part the yes-sayers must have been for a claim to fail."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.statistics.selection import r_star

shares = st.floats(0.01, 0.99)


def test_worked_by_hand():
    assert r_star(0.75, 0.5) == pytest.approx(3)
    assert r_star(0.9, 0.75) == pytest.approx(3)
    assert r_star(0.4, 0.5) == pytest.approx(2 / 3)
    assert r_star(0.05, 0.15, "upper") == pytest.approx((0.95 / 0.05) / (0.85 / 0.15))


@given(shares, shares)
def test_so_many_times_the_odds_bring_the_bound_to_the_threshold(bound: float, threshold: float):
    odds = bound / (1 - bound) / r_star(bound, threshold)
    assert odds / (1 + odds) == pytest.approx(threshold)
    assert r_star(bound, threshold) == pytest.approx(r_star(1 - bound, 1 - threshold, "upper"))
    assert (r_star(bound, threshold) > 1) == (bound > threshold) or bound == pytest.approx(
        threshold
    )


def test_the_ends():
    assert r_star(0, 0.5) == 0
    assert r_star(1, 0.5) == math.inf
    assert r_star(0, 0.15, "upper") == math.inf


def test_what_cannot_be_is_refused():
    for bound, threshold in ((1.1, 0.5), (-0.1, 0.5), (0.5, 0), (0.5, 1)):
        with pytest.raises(ValueError, match="lies"):
            r_star(bound, threshold)
