"""A probability for each company from few labels: regularised logistic regression, calibrated.

With a few hundred labels and many thousands of features the sums over features are done once, as a
matrix of labels by labels (the dual form); a refit then takes milliseconds. How strongly to
regularise, and how far the answers must be drawn in, is read off predictions that leave each label
out, so that no label judges itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve, cholesky, solve_triangular

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

STRENGTHS = (3.0, 10.0, 30.0, 100.0, 300.0)
"""Variances of the latent score that are tried; features have length one, so they are its scale."""
_INTERCEPT = 9.0
"""Prior variance of the intercept: a base rate of one in a thousand lies within 2.3 deviations."""
_STEPS, _CLOSE, _LEAST_STEP = 60, 1e-9, 1e-3
_HELD = np.array([1.0, 1.0 / _INTERCEPT])
"""How firmly slope and shift are held to their prior: one over its variances."""
_FLATTEST = 0.05
LEAST, MOST = 1e-6, 1 - 1e-6
"""No company is ever impossible or certain."""


@dataclass(frozen=True)
class Block:
    """Features of one kind.

    matrix: (N, d) array or scipy CSR, rows of length at most one. weight: its share of the score's
    prior variance, relative to the other blocks.
    """

    name: str
    matrix: Any
    weight: float = 1.0


@dataclass(frozen=True)
class Fitted:
    """What was learnt.

    coefficients: by block (d,), in units of the block as given. intercept, slope, shift: the
    score is `slope * (intercept + sum of block @ coefficients) + shift`, its logistic the answer.
    left_out: (n,) calibrated probability of each label as predicted without it.
    """

    coefficients: tuple[Floats, ...]
    intercept: float
    slope: float
    shift: float
    strength: float
    left_out: Floats

    def score(self, blocks: Sequence[Block]) -> Floats:
        """Calibrated log-odds, (N,)."""
        raw = self.intercept
        for block, own in zip(blocks, self.coefficients, strict=True):
            raw = raw + block.matrix @ own
        return self.slope * np.asarray(raw, np.float64) + self.shift

    def predict(self, blocks: Sequence[Block]) -> Floats:
        """Probabilities, (N,), never 0 or 1."""
        return bounded(logistic(self.score(blocks)))


def fit(  # noqa: PLR0913 - the labels are four arrays of one length, and not a thing of their own
    blocks: Sequence[Block],
    rows: Indices,
    y: Floats,
    weight: Floats,
    *,
    represents: Floats | None = None,
    gram: Floats | None = None,
    strengths: Sequence[float] = STRENGTHS,
) -> Fitted:
    """Learn from some rows.

    Args:
        blocks: features of all N companies.
        rows: (n,) which of them are labelled.
        y: (n,) in [0, 1]: a share where a company is in part.
        weight: (n,) positive, of each label in learning; scaled to a mean of one.
        represents: (n,) how many companies each label stands for, where that is not `weight`: what
            the answers are calibrated to.
        gram: (n, n) of the labelled rows if it is held already.
        strengths: prior variances to choose from by the log-loss of left-out predictions.

    Raises:
        ValueError: there is no label, or labels and weights do not fit together.
    """
    if not len(rows) or len(rows) != len(y) or len(y) != len(weight):
        raise ValueError(f"{len(rows)} rows, {len(y)} labels and {len(weight)} weights")
    scaled = np.asarray(weight, np.float64) / np.mean(weight)
    kernel = gram_of(blocks, rows) if gram is None else gram
    tried = [(_laplace(one * kernel + _INTERCEPT, y, scaled), float(one)) for one in strengths]
    best, strength = min(tried, key=lambda t: _loss(t[0].left_out, y, scaled))
    stands_for = scaled if represents is None else np.asarray(represents) / np.mean(represents)
    slope, shift = calibration(best.left_out, y, stands_for)
    own = tuple(
        np.asarray(strength * b.weight * (_rows(b.matrix, rows).T @ best.dual)) for b in blocks
    )
    return Fitted(
        own,
        float(_INTERCEPT * best.dual.sum()),
        slope,
        shift,
        strength,
        bounded(logistic(slope * best.left_out + shift)),
    )


def gram_of(blocks: Sequence[Block], rows: Indices) -> Floats:
    """The kernel of some rows with each other, (n, n)."""
    total = np.zeros((len(rows), len(rows)))
    for block in blocks:
        part = _rows(block.matrix, rows)
        product = part @ part.T
        total += block.weight * (product.toarray() if hasattr(product, "toarray") else product)
    return total


def logistic(score: Floats) -> Floats:
    """1 / (1 + exp(-score)) without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(score, np.float64)))


def log_odds(p: Floats) -> Floats:
    """The logistic's inverse; p is bounded away from 0 and 1 first."""
    held = bounded(p)
    return np.log(held) - np.log1p(-held)


def bounded(p: Floats) -> Floats:
    """Probabilities moved inside [LEAST, MOST]."""
    return np.clip(p, LEAST, MOST)


def calibration(
    score: Floats, y: Floats, weight: Floats, prior: tuple[float, float] = (1.0, 0.0)
) -> tuple[float, float]:
    """Slope and shift that make scores log-odds (Platt 1999), held to a prior of weight one.

    Args:
        score: (n,) of predictions that did not see their own label.
        y: (n,) in [0, 1].
        weight: (n,) mean one.
        prior: slope and shift that no data would leave.

    Returns:
        slope (at least 0.05, so that the order stands) and shift.
    """
    ones = np.ones((len(score), 1))
    both = np.column_stack([score, ones])
    slope, shift = _peak(_Curve(both, np.zeros(len(score)), y, weight, np.array(prior), _HELD))
    if slope >= _FLATTEST:
        return float(slope), float(shift)
    flat = _FLATTEST * np.asarray(score, np.float64)
    (shift,) = _peak(_Curve(ones, flat, y, weight, np.array(prior[1:]), _HELD[1:]))
    return _FLATTEST, float(shift)


class _Curve(NamedTuple):
    """A weighted log-likelihood of `x @ at + offset`, less a quadratic about the prior."""

    x: Floats
    offset: Floats
    y: Floats
    weight: Floats
    prior: Floats
    held: Floats

    def height(self, at: Floats) -> float:
        score = self.x @ at + self.offset
        far = at - self.prior
        return -_loss(score, self.y, self.weight) - 0.5 * float(self.held @ far**2)

    def step(self, at: Floats) -> Floats:
        """Newton's."""
        p = logistic(self.x @ at + self.offset)
        gradient = self.x.T @ (self.weight * (self.y - p)) - self.held * (at - self.prior)
        bend = self.weight * np.maximum(p * (1 - p), LEAST)
        hessian = (self.x * bend[:, None]).T @ self.x + np.diag(self.held)
        return np.asarray(np.linalg.solve(hessian, gradient), np.float64)


def _peak(curve: _Curve) -> Floats:
    """Where the curve is highest: it is concave, so halved steps climb it from anywhere."""
    at, value = curve.prior, curve.height(curve.prior)
    for _ in range(_STEPS):
        step = curve.step(at)
        while (new := curve.height(at + step)) < value and np.abs(step).max() > _CLOSE:
            step = step / 2
        if np.abs(step).max() <= _CLOSE:
            break
        at, value = at + step, new
    return at


@dataclass(frozen=True)
class _Mode:
    dual: Floats
    left_out: Floats


def _laplace(kernel: Floats, y: Floats, weight: Floats) -> _Mode:
    """The most probable scores under a Gaussian prior, and each one's score without its label.

    Rasmussen & Williams 2006, algorithm 3.1, with weights; leaving out by one Newton step from the
    mode (Rad & Maleki 2020), exact for a quadratic loss.
    """
    dual = score = np.zeros(len(y))
    value = -np.inf
    for _ in range(_STEPS):
        wanted = _newton(kernel, score, y, weight)
        dual, score, new = _uphill(kernel, dual, wanted, value, y, weight)
        done = new - value < _CLOSE * max(1.0, abs(new))
        value = new
        if done:
            break
    bend, root, lower = _curvature(kernel, score, weight)
    half = solve_triangular(lower, root[:, None] * kernel, lower=True, check_finite=False)
    spread = np.diag(kernel) - np.einsum("ij,ij->j", half, half)
    residual = weight * (y - logistic(score))
    return _Mode(dual, score - spread * residual / np.maximum(1 - bend * spread, 0.05))


def _curvature(kernel: Floats, score: Floats, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Weights W of Newton's step, their roots, and the Cholesky factor of I + W^½ K W^½."""
    p = logistic(score)
    bend = np.maximum(weight * p * (1 - p), LEAST)
    root = np.sqrt(bend)
    inside = root[:, None] * kernel
    inside *= root[None, :]
    inside[np.diag_indices_from(inside)] += 1
    lower = cholesky(inside, lower=True, overwrite_a=True, check_finite=False)
    return bend, root, np.asarray(lower, np.float64)


def _newton(kernel: Floats, score: Floats, y: Floats, weight: Floats) -> Floats:
    bend, root, lower = _curvature(kernel, score, weight)
    target = bend * score + weight * (y - logistic(score))
    solved = cho_solve((lower, True), root * (kernel @ target), check_finite=False)
    return target - root * np.asarray(solved, np.float64)


def _uphill(
    kernel: Floats, dual: Floats, wanted: Floats, value: float, y: Floats, weight: Floats
) -> tuple[Floats, Floats, float]:
    """A step, halved while it overshoots: the objective is concave, so a small one never does."""
    step = 1.0
    while True:
        trial = dual + step * (wanted - dual)
        score = kernel @ trial
        new = _objective(trial, score, y, weight)
        if new >= value - _CLOSE or step < _LEAST_STEP:
            return trial, score, new
        step /= 2


def _objective(dual: Floats, score: Floats, y: Floats, weight: Floats) -> float:
    return float(weight @ (y * score - np.logaddexp(0, score)) - 0.5 * dual @ score)


def _loss(score: Floats, y: Floats, weight: Floats) -> float:
    return float(weight @ (np.logaddexp(0, score) - y * score))


def _rows(matrix: Any, rows: Indices) -> Any:  # noqa: ANN401 - an array or a scipy matrix
    return matrix[rows]
