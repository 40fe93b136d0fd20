"""Each unit is drawn with exactly the chance that is written down, and a sample has its size."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binomtest

from sectorscope.statistics.sampling import inclusion_probabilities, systematic

sizes = st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=40).map(np.array)


@given(sizes, st.integers(1, 50))
def test_chances_sum_to_the_sample_and_none_passes_one(size: NDArray[np.float64], n: int):
    chance = inclusion_probabilities(size, n)
    assert chance.sum() == pytest.approx(min(n, len(size)))
    assert (chance > 0).all()
    assert (chance <= 1).all()


@given(sizes, st.integers(0, 50))
def test_a_larger_company_never_has_a_smaller_chance(size: NDArray[np.float64], n: int):
    assert (np.diff(inclusion_probabilities(size, n)[np.argsort(size)]) >= 0).all()


@given(sizes, st.integers(1, 50), st.floats(1e-6, 1e6))
def test_the_unit_of_size_does_not_matter(size: NDArray[np.float64], n: int, unit: float):
    own, other = inclusion_probabilities(size, n), inclusion_probabilities(unit * size, n)
    assert other == pytest.approx(own, rel=1e-9)


@given(sizes, st.integers(1, 50))
def test_those_below_one_share_in_proportion_to_size(size: NDArray[np.float64], n: int):
    chance = inclusion_probabilities(size, n)
    open_ = chance < 1 - 1e-12
    shares = chance[open_] / size[open_]
    assert shares == pytest.approx(np.full(len(shares), shares[0] if len(shares) else 0), rel=1e-9)


@pytest.mark.parametrize(
    ("size", "n", "chance"),
    [
        ([1, 2, 3, 4], 1, [0.1, 0.2, 0.3, 0.4]),
        ([1, 1, 8], 2, [0.5, 0.5, 1]),  # 8 would have 1.6
        ([1, 1, 4, 30], 3, [0.5, 0.5, 1, 1]),  # 30 is certain; then 4 of 6 for two passes one
        ([5, 5], 7, [1, 1]),
        ([1, 1e300, 1e300], 2, [0, 1, 1]),
    ],
)
def test_chances_as_worked_out_by_hand(size: list[float], n: int, chance: list[float]):
    found = inclusion_probabilities(np.array(size, float), n)
    assert found == pytest.approx(np.array(chance), abs=1e-12)
    assert (found > 0).all()


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf])
def test_a_size_that_cannot_be_drawn_is_refused(bad: float):
    with pytest.raises(ValueError, match="positive and finite"):
        inclusion_probabilities(np.array([1.0, bad, 2.0]), 2)


def test_a_sample_of_fewer_than_none_is_refused():
    with pytest.raises(ValueError, match="-1"):
        inclusion_probabilities(np.ones(3), -1)


class _Dealt:
    """A generator whose first order and whose start are given; the rest it leaves in order."""

    def __init__(self, order: Sequence[int], start: float) -> None:
        self.order, self.start = order, start

    def permutation(self, x: int | NDArray[np.int64]) -> NDArray[np.int64]:
        return np.array(self.order if isinstance(x, int) else x)

    def uniform(self) -> float:
        return self.start


def dealt(order: Sequence[int], start: float) -> np.random.Generator:
    return cast("np.random.Generator", _Dealt(order, start))


def exact(chance: NDArray[np.float64]) -> tuple[dict[int, float], set[int]]:
    """Each unit's chance, and the sizes of samples, over every order and every start."""
    drawn: Counter[int] = Counter()
    lengths: set[int] = set()
    orders = list(permutations(range(len(chance))))
    for order in orders:
        sums = np.cumsum(chance[list(order)]) % 1
        ends = np.unique(np.round(np.concatenate([[0, 1], sums, 1 - sums]), 12))
        for low, high in pairwise(ends):
            sample = systematic(chance, dealt(order, (low + high) / 2))
            lengths.add(len(sample))
            for unit in sample:
                drawn[int(unit)] += (high - low) / len(orders)
    return dict(drawn), lengths


@pytest.mark.parametrize(
    "chance", [[0.1, 0.2, 0.3, 0.4], [0.9, 0.7, 0.25, 0.15], [1.0, 0.5, 0.5, 1.0], [0.3] * 4]
)
def test_over_all_orders_and_starts_each_has_exactly_its_chance(chance: list[float]):
    found, lengths = exact(np.array(chance))
    assert [found[i] for i in range(4)] == pytest.approx(chance, abs=1e-9)
    total = sum(chance)
    assert lengths == {round(total)} if total == pytest.approx(round(total)) else {1, 2}


def test_a_start_at_either_end_draws_no_unit_too_many():
    chance = inclusion_probabilities(np.arange(1.0, 31.0), 10)
    for start in (0.0, np.nextafter(1, 0)):
        assert len(systematic(chance, dealt(range(30), start))) == 10


def test_many_draws_hold_to_the_chances_in_size_and_in_order_of_review():
    chance = inclusion_probabilities(np.array([1.0, 2, 3, 5, 8, 13, 21, 34]), 3)
    rng = np.random.default_rng(5)
    drawn, first = np.zeros(8), np.zeros(8)
    many = 3000
    for _ in range(many):
        sample = systematic(chance, rng)
        assert len(set(sample.tolist())) == len(sample) == 3
        drawn[sample] += 1
        first[sample[0]] += 1
    for unit in range(8):
        assert binomtest(int(drawn[unit]), many, min(chance[unit], 1)).pvalue > 1e-6
        # Read first one time in three that it is drawn, however large: a stopped audit is a sample.
        assert binomtest(int(first[unit]), int(drawn[unit]), 1 / 3).pvalue > 1e-6


def test_the_order_of_review_is_no_sorted_list():
    sample = systematic(inclusion_probabilities(np.ones(400), 100), np.random.default_rng(1))
    assert sample.tolist() != sorted(sample.tolist())
    assert len(sample) == 100


def test_the_same_seed_draws_the_same():
    chance = inclusion_probabilities(np.arange(1.0, 51.0), 7)
    one, other = (systematic(chance, np.random.default_rng(3)) for _ in range(2))
    assert one.tolist() == other.tolist()


def test_of_nobody_nobody_is_drawn():
    assert len(systematic(np.zeros(0), np.random.default_rng(1))) == 0
    assert len(systematic(inclusion_probabilities(np.ones(5), 0), np.random.default_rng(1))) == 0
