"""Issues heard and not heard: worked by hand, and against sets whose size is known."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.statistics.richness import richness

named = st.lists(st.integers(1, 20), max_size=40)


def test_a_set_worked_by_hand():
    made = richness([1, 1, 1, 1, 2, 2, 3, 5, 0], businesses=10)
    assert (made.issues, made.once, made.twice, made.mentions) == (8, 4, 2, 16)
    assert made.singleton_share == 4 / 8
    assert (made.coverage, made.unseen_mass) == (12 / 16, 4 / 16)
    missing = 0.9 * 4 * 3 / (2 * 3)
    assert made.least == pytest.approx(8 + missing)
    variance = 0.9 * 12 / 6 + 0.81 * 4 * 49 / 36 + 0.81 * 16 * 2 * 9 / (4 * 81)
    spread = math.exp(1.959964 * math.sqrt(math.log(1 + variance / missing**2)))
    assert made.interval is not None
    assert made.interval.low == pytest.approx(8 + missing / spread)
    assert made.interval.high == pytest.approx(8 + missing * spread)


def test_without_a_repeat_the_variance_has_its_own_form():
    made = richness([1] * 5, businesses=4)
    missing = 0.75 * 5 * 4 / 2
    variance = missing + 0.5625 * 5 * 81 / 4 - 0.5625 * 625 / (4 * (5 + missing))
    spread = math.exp(1.959964 * math.sqrt(math.log(1 + variance / missing**2)))
    assert made.interval is not None
    assert (made.coverage, made.singleton_share) == (0, 1)
    assert made.interval.high == pytest.approx(5 + missing * spread)


@pytest.mark.parametrize(
    ("counts", "businesses", "why"),
    [
        ([], 8, "nothing was named"),
        ([2, 3, 4], 8, "no issue"),
        ([1, 3, 4], 8, "one issue"),
        ([1, 1, 1], 1, "one business was asked"),
    ],
)
def test_where_there_is_no_interval_it_says_why(counts: list[int], businesses: int, why: str):
    made = richness(counts, businesses)
    assert made.interval is None
    assert why in made.why
    assert made.least == len(counts)


@settings(deadline=None)
@given(named, st.integers(20, 60))
def test_the_interval_starts_at_what_was_heard(counts: list[int], businesses: int):
    made = richness(counts, businesses)
    assert made.least >= made.issues
    assert (made.interval is None) == bool(made.why)
    if made.interval is not None:
        assert made.issues <= made.interval.low <= made.least <= made.interval.high


def test_alike_issues_are_covered_as_often_as_it_says():
    draw, held = random.Random(7), 0
    for _ in range(300):
        counts = [sum(draw.random() < 0.08 for _ in range(25)) for _ in range(40)]
        interval = richness(counts, 25).interval
        held += interval is not None and interval.low <= 40 <= interval.high
    assert held / 300 > 0.9


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="no more businesses than were asked"):
        richness([9], 8)
    with pytest.raises(ValueError, match="no more businesses"):
        richness([-1], 8)
    with pytest.raises(ValueError, match="no more businesses"):
        richness([], 0)
