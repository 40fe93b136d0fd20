"""The cut of a list: the greatest F1 that calibrated probabilities expect."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.sector.membership import best_cut, listed


def test_by_hand():
    # Known: one in, one out. Others .9, .6, .1: with none 2·1/(1+0+1+1.6), with one
    # 2·1.9/(2+2.6), with two 2·2.5/(3+2.6), with three 2·2.6/(4+2.6).
    p = np.array([0.5, 0.5, 0.9, 0.6, 0.1])
    known = np.array([True, True, False, False, False])
    cut = best_cut(p, known, np.array([1.0, 0.0, 0.0, 0.0, 0.0]))
    assert cut.threshold == pytest.approx(0.6)
    assert cut.expected == pytest.approx(5.0 / 5.6)


def test_the_known_are_listed_by_their_ruling_whatever_their_p():
    p = np.array([0.01, 0.99, 0.7])
    known = np.array([True, True, False])
    assert listed(p, known, np.array([1.0, 0.0, 0.0]), 0.6).tolist() == [True, False, True]


def test_what_is_expected_comes_true_on_average():
    rng = np.random.default_rng(0)
    p = rng.beta(0.3, 3, 3000)
    known = np.zeros(3000, np.bool_)
    cut = best_cut(p, known, np.zeros(3000))
    made = []
    for _ in range(200):
        z = rng.random(3000) < p
        chosen = listed(p, known, z.astype(float), cut.threshold)
        made.append(2 * (chosen & z).sum() / (chosen.sum() + z.sum()))
    assert np.mean(made) == pytest.approx(cut.expected, abs=0.01)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.booleans()), max_size=30))
def test_no_other_threshold_expects_more(rows: list[tuple[float, bool, bool]]):
    p = np.array([a for a, _, _ in rows], np.float64)
    known = np.array([b for _, b, _ in rows], np.bool_)
    z = np.array([c for _, _, c in rows], np.float64)
    cut = best_cut(p, known, z)
    total = z[known].sum() + p[~known].sum()
    if np.isnan(cut.expected):
        assert total == 0
        return
    for threshold in [*p[~known], np.inf]:
        chosen = ~known & (p >= threshold)
        right = z[known].sum() + p[chosen].sum()
        assert 2 * right / (z[known].sum() + chosen.sum() + total) <= cut.expected + 1e-9


def test_nothing_expected_is_no_list():
    assert best_cut(np.zeros(3), np.zeros(3, np.bool_), np.zeros(3)).threshold == np.inf
    assert np.isnan(best_cut(np.zeros(0), np.zeros(0, np.bool_), np.zeros(0)).expected)


@pytest.mark.parametrize("p", [[1.2, 0.1], [-0.1, 0.5], [np.nan, 0.5]])
def test_what_is_no_probability_is_refused(p: list[float]):
    with pytest.raises(ValueError, match="outside"):
        best_cut(np.array(p), np.zeros(2, np.bool_), np.zeros(2))
