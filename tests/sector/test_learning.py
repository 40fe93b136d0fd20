"""Few labels make probabilities: against an independent optimiser, real refits and brute force."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sectorscope.sector.learning import (
    LEAST,
    MOST,
    Block,
    calibration,
    fit,
    gram_of,
    log_odds,
    logistic,
)

Floats = NDArray[np.float64]
INTERCEPT = 9.0
"""Prior variance of the intercept, and of the calibration's shift."""


def unit(matrix: Floats) -> Floats:
    return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)


def drawn(n: int = 80, d: int = 6, seed: int = 1) -> tuple[list[Block], Floats]:
    """Two blocks, one sparse and of another weight, and labels that follow them."""
    rng = np.random.default_rng(seed)
    one, other = unit(rng.normal(size=(n, d))), unit(rng.normal(size=(n, 3)))
    score = one @ rng.normal(0, 4, d) + other @ rng.normal(0, 2, 3) - 1
    y = (rng.uniform(size=n) < logistic(score)).astype(np.float64)
    return [Block("words", one), Block("codes", csr_matrix(other), weight=0.5)], y


def penalised(
    blocks: Sequence[Block], rows: NDArray[np.int64], y: Floats, weight: Floats, strength: float
) -> tuple[list[Floats], float]:
    """Coefficients by block and intercept, from scipy on the primal problem."""
    x = [np.asarray(b.matrix[rows].todense() if hasattr(b.matrix, "todense") else b.matrix[rows])
         for b in blocks]  # fmt: skip
    every = np.concatenate([*x, np.ones((len(rows), 1))], axis=1)
    variance = np.concatenate(
        [np.full(m.shape[1], strength * b.weight) for m, b in zip(x, blocks, strict=True)]
        + [[INTERCEPT]]
    )
    w = weight / weight.mean()

    def cost(beta: Floats) -> tuple[float, Floats]:
        score = every @ beta
        value = w @ (np.logaddexp(0, score) - y * score) + 0.5 * (beta**2 / variance).sum()
        return float(value), every.T @ (w * (logistic(score) - y)) + beta / variance

    found = minimize(cost, np.zeros(every.shape[1]), jac=True, method="BFGS", tol=1e-10).x
    ends = np.cumsum([m.shape[1] for m in x])
    return np.split(found[:-1], ends[:-1]), float(found[-1])


@pytest.mark.parametrize("strength", [3.0, 30.0, 300.0])
@pytest.mark.parametrize("uneven", [False, True])
def test_coefficients_are_those_of_an_independent_optimiser(strength: float, uneven: bool):
    blocks, y = drawn()
    rows = np.arange(0, 80, 2)
    weight = np.random.default_rng(2).lognormal(size=40) if uneven else np.ones(40)
    found = fit(blocks, rows, y[rows], weight, strengths=(strength,))
    expected, intercept = penalised(blocks, rows, y[rows], weight, strength)
    for own, other in zip(found.coefficients, expected, strict=True):
        assert own == pytest.approx(other, abs=2e-4 * strength**0.5)
    assert found.intercept == pytest.approx(intercept, abs=1e-3)


def test_a_share_is_learnt_as_a_share():
    blocks, y = drawn()
    rows = np.arange(80)
    share = np.where(y > 0, 0.6, 0.1)
    found = fit(blocks, rows, share, np.ones(80), strengths=(10.0,))
    expected, _ = penalised(blocks, rows, share, np.ones(80), 10.0)
    assert found.coefficients[0] == pytest.approx(expected[0], abs=1e-3)
    assert found.predict(blocks).mean() == pytest.approx(share.mean(), abs=0.03)


def test_left_out_answers_are_close_to_refits_without_that_label():
    blocks, y = drawn(n=70)
    rows, weight = np.arange(70), np.random.default_rng(3).lognormal(0, 0.5, 70)
    whole = fit(blocks, rows, y, weight, strengths=(10.0,))
    own = (log_odds(whole.left_out) - whole.shift) / whole.slope
    scaled = weight / weight.mean()
    exact = []
    for i in rows:
        others = rows != i
        # As refit without it, at the weights the whole was fitted with: a mean of one is kept.
        least = scaled[others].mean()
        coefficients, intercept = penalised(
            [Block(b.name, b.matrix, b.weight * least) for b in blocks],
            rows[others], y[others], weight[others], 10.0,
        )  # fmt: skip
        parts = zip(blocks, coefficients, strict=True)
        exact.append(intercept + sum(float((b.matrix[[i]] @ c).item()) for b, c in parts))
    assert np.corrcoef(own, exact)[0, 1] > 0.995
    assert np.abs(logistic(own) - logistic(np.array(exact))).max() < 0.05


def test_no_label_judges_itself():
    # Each company has a word of its own: nothing else says anything, so nothing is learnt of it.
    y = np.tile([1.0, 0.0, 0.0, 0.0], 10)
    found = fit([Block("own", np.eye(40))], np.arange(40), y, np.ones(40), strengths=(300.0,))
    assert found.left_out[y > 0].mean() == pytest.approx(0.25, abs=0.1)


def test_a_label_of_twice_the_weight_is_the_label_twice():
    blocks, y = drawn(n=40)
    weight = np.where(np.arange(40) < 10, 2.0, 1.0)
    heavy = fit(blocks, np.arange(40), y, weight, strengths=(10.0,))
    twice = np.concatenate([np.arange(40), np.arange(10)])
    doubled = fit(  # a mean weight of one shrinks 40 labels to 40: the prior is scaled alike
        [Block(b.name, b.matrix, b.weight * 40 / 50) for b in blocks], twice, y[twice],
        np.ones(50), strengths=(10.0,),
    )  # fmt: skip
    for own, other in zip(heavy.coefficients, doubled.coefficients, strict=True):
        assert own == pytest.approx(other, abs=0.03 * np.abs(other).max())


def test_weights_count_in_proportion_alone():
    blocks, y = drawn(n=40)
    weight = np.random.default_rng(4).lognormal(size=40)
    one, other = (fit(blocks, np.arange(40), y, c * weight) for c in (1, 1000))
    assert other.predict(blocks) == pytest.approx(one.predict(blocks), abs=1e-6)


def test_answers_sum_to_the_labels_that_they_are_calibrated_to():
    blocks, y = drawn(n=200)
    stands = np.where(y > 0, 1.0, 6.0)  # members were looked for, and stand for fewer
    found = fit(blocks, np.arange(200), y, np.ones(200), represents=stands)
    share = (stands * y).sum() / stands.sum()
    assert (stands * found.left_out).sum() / stands.sum() == pytest.approx(share, rel=0.1)
    plain = fit(blocks, np.arange(200), y, np.ones(200))
    assert plain.left_out.mean() == pytest.approx(y.mean(), rel=0.05)
    assert found.predict(blocks).mean() < plain.predict(blocks).mean()


def test_companies_that_were_not_labelled_are_told_apart():
    blocks, y = drawn(n=400)
    p = fit(blocks, np.arange(150), y[:150], np.ones(150)).predict(blocks)[150:]
    assert p[y[150:] > 0].mean() > p[y[150:] == 0].mean() + 0.2
    assert p.mean() == pytest.approx(y[150:].mean(), abs=0.07)


def test_where_features_say_nothing_the_answer_is_the_base_rate():
    rng = np.random.default_rng(6)
    blocks = [Block("noise", unit(rng.normal(size=(2000, 50))))]
    y = np.tile([1.0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 12)
    p = fit(blocks, np.arange(120), y, np.ones(120)).predict(blocks)
    assert p.mean() == pytest.approx(0.1, abs=0.03)
    assert p.std() < 0.05


# --- what must not crash, and never says "impossible" --------------------------------------


def answers(matrix: object, y: Floats, weight: Floats | None = None) -> Floats:
    blocks = [Block("only", matrix)]
    weight = np.ones(len(y)) if weight is None else weight
    p = fit(blocks, np.arange(len(y)), y, weight).predict(blocks)
    assert ((p >= LEAST) & (p <= MOST)).all()
    return p


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_labels_that_are_all_equal_leave_room_for_the_other_kind(label: float):
    p = answers(unit(np.random.default_rng(1).normal(size=(50, 4))), np.full(30, label))
    assert np.abs(p - label).max() < 0.2
    assert np.abs(p - label).min() > 1e-4


def test_rows_that_stand_twice_and_contradict_each_other_meet_halfway():
    p = answers(np.ones((6, 3)) / np.sqrt(3), np.array([1.0, 0.0] * 3))
    assert p == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize("matrix", [np.zeros((9, 4)), csr_matrix((9, 4)), np.zeros((9, 0))])
def test_companies_without_features_have_the_base_rate(matrix: object):
    assert answers(matrix, np.array([1.0, 0, 0, 0, 0, 0])) == pytest.approx(1 / 6, abs=0.06)


@pytest.mark.parametrize("label", [0.0, 0.5, 1.0])
def test_one_label_says_little(label: float):
    p = answers(np.eye(5), np.array([label]))
    assert np.abs(p - 0.5).max() < 0.49


def test_one_label_of_enormous_weight_does_not_break_it():
    weight = np.ones(30)
    weight[3] = 1e6
    assert np.isfinite(answers(np.eye(40), (np.arange(30) < 8).astype(float), weight)).all()


def test_what_does_not_fit_together_is_refused():
    blocks, y = drawn(n=10)
    with pytest.raises(ValueError, match="0 rows"):
        fit(blocks, np.zeros(0, np.int64), y[:0], y[:0])
    with pytest.raises(ValueError, match="3 rows, 2 labels and 3 weights"):
        fit(blocks, np.arange(3), y[:2], np.ones(3))


def test_a_kernel_held_already_changes_nothing():
    blocks, y = drawn(n=30)
    rows = np.arange(30)
    own = fit(blocks, rows, y, np.ones(30))
    held = fit(blocks, rows, y, np.ones(30), gram=gram_of(blocks, rows))
    assert (held.predict(blocks) == own.predict(blocks)).all()


# --- calibration ----------------------------------------------------------------------------


def cost(slopes: Floats, shifts: Floats, score: Floats, y: Floats, weight: Floats) -> Floats:
    """Log-loss with the prior, of each slope with each shift."""
    a, b = np.meshgrid(slopes, shifts, indexing="ij")
    f = a[..., None] * score + b[..., None]
    loss = (np.logaddexp(0, f) - y * f) @ weight
    return loss + 0.5 * (a - 1) ** 2 + 0.5 * b**2 / INTERCEPT


@settings(max_examples=60)
@given(
    st.integers(0, 10_000),
    st.integers(1, 60),
    st.sampled_from([0.1, 1.0, 5.0, 15.0]),
    st.sampled_from([0.0, 3.0, -10.0]),
    st.sampled_from([0.0, 0.05, 0.5, 1.0]),
)
def test_slope_and_shift_are_the_best_there_are(
    seed: int, n: int, spread: float, middle: float, rate: float
):
    rng = np.random.default_rng(seed)
    score, y = rng.normal(middle, spread, n), (rng.uniform(size=n) < rate).astype(float)
    weight = rng.lognormal(0, 1.5, n)
    weight /= weight.mean()
    found = np.array(calibration(score, y, weight))
    assert found[0] >= 0.05
    own = cost(found[:1], found[1:], score, y, weight).item()
    coarse = cost(np.linspace(0.05, 3, 40), np.linspace(-8, 8, 41), score, y, weight)
    slopes = np.maximum(found[0] + np.linspace(-0.05, 0.05, 5), 0.05)
    near = cost(slopes, found[1] + np.linspace(-0.05, 0.05, 5), score, y, weight)
    assert own <= min(coarse.min(), near.min()) + 1e-6


def test_scores_that_are_log_odds_are_left_as_they_are():
    rng = np.random.default_rng(8)
    score = rng.normal(-1, 2, 4000)
    y = (rng.uniform(size=4000) < logistic(score)).astype(float)
    slope, shift = calibration(score, y, np.ones(4000))
    assert slope == pytest.approx(1, abs=0.1)
    assert shift == pytest.approx(0, abs=0.15)


def test_overconfident_scores_are_drawn_in():
    rng = np.random.default_rng(9)
    score = rng.normal(0, 1, 4000)
    y = (rng.uniform(size=4000) < logistic(score)).astype(float)
    slope, _ = calibration(4 * score, y, np.ones(4000))
    assert slope == pytest.approx(1 / 4, abs=0.03)


def test_where_scores_mislead_their_order_stands_and_the_base_rate_is_right():
    rng = np.random.default_rng(10)
    score = rng.normal(-2, 2, 3000)
    y = (rng.uniform(size=3000) < logistic(-score - 4)).astype(float)
    slope, shift = calibration(score, y, np.ones(3000))
    assert slope == 0.05
    assert logistic(slope * score + shift).mean() == pytest.approx(y.mean(), rel=0.02)


@given(st.floats(-800, 800))
def test_the_logistic_never_overflows(score: float):
    assert 0 <= logistic(np.array([score]))[0] <= 1


@given(st.floats(1e-5, 1 - 1e-5))
def test_log_odds_and_logistic_undo_each_other(p: float):
    assert logistic(log_odds(np.array([p])))[0] == pytest.approx(p)


def test_log_odds_of_the_impossible_are_finite():
    assert np.isfinite(log_odds(np.array([0.0, 1.0]))).all()
