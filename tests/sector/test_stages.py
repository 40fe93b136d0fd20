"""Who is reviewed: seeds, the companies that move the total most, and a sample of the rest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binomtest

from sectorscope.sector.stages import FLOOR, Standing, seeds, shared, stage_a, stage_b

Flags = NDArray[np.bool_]


def standing(n: int = 60, seed: int = 1, known: int = 10) -> Standing:
    rng = np.random.default_rng(seed)
    return Standing(
        p=rng.beta(0.3, 2, n),
        s=np.exp(rng.normal(1.5, 1.5, n)),
        w=rng.uniform(0.5, 3, n),
        known=np.arange(n) < known,
    )


# --- seeds -------------------------------------------------------------------------------


@given(st.lists(st.booleans(), min_size=1, max_size=60).map(np.array), st.integers(0, 70))
def test_seeds_are_as_many_as_asked_none_twice_and_chances_sum_to_them(hits: Flags, n: int):
    drawn = seeds(hits, n, np.random.default_rng(1))
    wanted = min(n, len(hits))
    assert len(set(drawn.indices.tolist())) == len(drawn.indices) == wanted
    assert drawn.every.sum() == pytest.approx(wanted)
    assert (drawn.chance == drawn.every[drawn.indices]).all()
    assert (drawn.chance > 0).all()
    assert (drawn.every <= 1).all()


@pytest.mark.parametrize(
    ("hits", "others", "n", "inside"),
    [
        (50, 50, 20, 10),
        (50, 50, 21, 10),  # the odd one is random
        (4, 96, 20, 4),  # too few hits: others take the rest
        (96, 4, 20, 16),  # too few others
        (0, 100, 20, 0),
        (100, 0, 20, 20),
        (3, 5, 20, 3),  # fewer companies than seeds
    ],
)
def test_half_are_keyword_hits_and_where_one_half_is_short_the_other_takes_the_rest(
    hits: int, others: int, n: int, inside: int
):
    is_hit = np.arange(hits + others) < hits
    drawn = seeds(is_hit, n, np.random.default_rng(2))
    assert int(is_hit[drawn.indices].sum()) == inside
    expected = np.where(
        is_hit, inside / max(hits, 1), (len(drawn.indices) - inside) / max(others, 1)
    )
    assert drawn.every == pytest.approx(expected)


def test_inverse_chances_of_the_seeds_stand_for_all_companies():
    is_hit = np.arange(200) < 30
    drawn = seeds(is_hit, 40, np.random.default_rng(3))
    assert (1 / drawn.chance).sum() == pytest.approx(200)
    assert (1 / drawn.chance)[is_hit[drawn.indices]].sum() == pytest.approx(30)


def test_seeds_are_drawn_with_their_chances_and_read_in_any_order():
    is_hit, rng, many = np.arange(12) < 4, np.random.default_rng(4), 3000
    count, first = np.zeros(12), 0
    every = np.where(is_hit, 2 / 4, 3 / 8)
    for _ in range(many):
        drawn = seeds(is_hit, 5, rng)
        count[drawn.indices] += 1
        first += is_hit[drawn.indices[0]]
    for unit, times in enumerate(count):
        assert binomtest(int(times), many, every[unit]).pvalue > 1e-6
    assert binomtest(int(first), many, 2 / 5).pvalue > 1e-6  # two of the five are hits


# --- stage A -----------------------------------------------------------------------------


def test_the_largest_pulls_come_first_as_worked_out_by_hand():
    p = np.array([0.5, 0.1, 0.5, 0.99, 0.5])
    s = np.array([10.0, 100.0, 10.0, 400.0, 50.0])
    w = np.array([1.0, 1.0, 4.0, 1.0, 1.0])
    known = np.array([False, False, False, False, True])
    # w·s·sqrt(p(1-p)): 5, 30, 20, 39.8, (25, but known)
    at = Standing(p, s, w, known)
    assert at.pull() == pytest.approx([5, 30, 20, 400 * np.sqrt(0.0099), 25])
    assert stage_a(at, 3).tolist() == [3, 1, 2]
    assert stage_a(at, 10).tolist() == [3, 1, 2, 0]
    assert stage_a(at, 0).tolist() == []


def test_a_headcount_that_may_be_a_giants_pulls_more():
    p, s = np.array([0.5, 0.5, 1.0]), np.array([10.0, 10.0, 10.0])
    square = np.array([100.0, 900.0, 900.0])
    at = Standing(p, s, np.ones(3), np.zeros(3, bool), square)
    # sqrt(E[s*²]p − s²p²): sqrt(50 − 25), sqrt(450 − 25), sqrt(900 − 100)
    assert at.pull() == pytest.approx([5, np.sqrt(425), np.sqrt(800)])
    assert stage_a(at, 3).tolist() == [2, 1, 0]


def test_ties_are_read_in_the_order_of_the_frame_and_nobody_is_read_twice():
    at = Standing(np.full(5, 0.5), np.ones(5), np.ones(5), np.arange(5) == 0)
    assert stage_a(at, 4).tolist() == [1, 2, 3, 4]


def test_a_company_that_is_certain_to_the_model_comes_last_but_comes():
    at = Standing(np.array([0.0, 0.2, 1.0]), np.ones(3), np.ones(3), np.zeros(3, bool))
    assert stage_a(at, 3).tolist() == [1, 0, 2]


# --- stage B -----------------------------------------------------------------------------


@given(st.integers(0, 1000), st.integers(1, 60))
def test_everybody_who_is_not_known_has_a_chance_and_nobody_else(seed: int, n: int):
    at = standing(seed=seed)
    drawn = stage_b(at, n, np.random.default_rng(seed))
    assert (drawn.every[~at.known] > 0).all()
    assert np.isnan(drawn.every[at.known]).all()
    assert np.nansum(drawn.every) == pytest.approx(min(n, 50))
    assert len(set(drawn.indices.tolist())) == len(drawn.indices) == min(n, 50)
    assert not at.known[drawn.indices].any()
    assert (drawn.chance == drawn.every[drawn.indices]).all()


def test_chances_are_in_proportion_to_the_pull_with_a_floor():
    at = Standing(
        np.array([0.5, 1e-6, 0.2]), np.array([1.0, 2.0, 3.0]), np.ones(3), np.zeros(3, bool)
    )
    drawn = stage_b(at, 1, np.random.default_rng(1))
    pull = np.array([0.5, 2 * np.sqrt(FLOOR), 3 * 0.4])
    assert drawn.every == pytest.approx(pull / pull.sum())


@pytest.mark.parametrize("p", [0.0, 1e-6, 1.0])
def test_the_model_may_be_wrong_about_anybody(p: float):
    at = Standing(np.array([p, 0.5]), np.ones(2), np.ones(2), np.zeros(2, bool))
    assert stage_b(at, 1, np.random.default_rng(1)).every[0] > 0.1


def test_the_same_seed_draws_the_same_and_another_draws_another():
    one, other, third = (stage_b(standing(), 12, np.random.default_rng(s)) for s in (7, 7, 8))
    assert one.indices.tolist() == other.indices.tolist()
    assert one.indices.tolist() != third.indices.tolist()
    assert np.array_equal(one.every, third.every, equal_nan=True)


def test_where_all_are_known_nobody_is_drawn():
    at = standing(n=5, known=5)
    assert len(stage_b(at, 3, np.random.default_rng(1)).indices) == 0
    assert len(stage_a(at, 3)) == 0


@pytest.mark.parametrize("bad", [0.0, np.nan])
def test_a_company_without_a_headcount_cannot_be_drawn_and_that_is_said(bad: float):
    at = standing()
    at.s[30] = bad
    with pytest.raises(ValueError, match="positive"):
        stage_b(at, 5, np.random.default_rng(1))


@given(st.integers(0, 1000))
def test_stage_a_and_stage_b_share_all_the_reviews_and_the_audit_keeps_two(reviews: int):
    a, b = shared(reviews)
    assert a + b == reviews
    assert min(a, b) >= 0
    assert b >= min(reviews, 2)
    assert a == reviews * 2 // 5 or reviews < 4
