"""What answers for one target: what the definition states, or what was learnt from rulings.

With too few rulings, or when all of them say the same, what the definition states answers, moved
as a whole by what the rulings have shown. Otherwise a model learns, with the hint as a feature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.learning import STRENGTHS, Fitted, fit, gram_of, logistic
from sectorscope.sector.membership.featuring import HINTS, WEIGHTS, Features
from sectorscope.sector.membership.given import Given

Floats = NDArray[np.float64]

ENOUGH = 20
"""Rulings from which a model learns."""
EACH = 2
"""Of them in, and of them out, at the least: below, there is nothing to tell apart."""
TEMPER = 0.5
"""Power of the weights in learning; the answers are calibrated to the whole weights. Inverse
chances of a hundred seeds are so unequal that at full weight most rulings would count for nothing
(chosen on development data)."""
_SHIFT = 4.0
"""Prior variance of how far the stated log-odds may be off as a whole."""
_STEPS, _CLOSE = 50, 1e-9


@dataclass(frozen=True, eq=False)
class Learnt:
    """What answers for one target.

    score: (N,) log-odds; of a segment, for a company that is in the sector. fitted: what was
    learnt; None where the definition's own answer stands. dual: (n,) how much each ruling pulls at
    the score, before calibration. shift: how far the stated log-odds were moved.
    """

    target: str
    score: Floats
    given: Given
    fitted: Fitted | None = None
    dual: Floats = field(default_factory=lambda: np.zeros(0))
    shift: float = 0.0


def learn(
    features: Features,
    target: str,
    given: Given,
    *,
    gram: Floats | None = None,
    strengths: Sequence[float] = STRENGTHS,
) -> Learnt:
    """What answers for one target, from what is given of it.

    Args:
        features: of N companies.
        target: whose hints are used.
        given: n rulings.
        gram: (n, n) of the blocks that all targets share, if it is held already.
        strengths: see `learning.fit`.
    """
    if not given.enough(ENOUGH, EACH):
        return _stated(features, target, given)
    shared = gram_of(features.blocks, given.rows) if gram is None else gram
    own = features.hints[target].column[given.rows].astype(np.float64)
    weight = tempered(given.weight)
    fitted = fit(
        features.of(target),
        given.rows,
        given.y,
        weight,
        represents=given.weight,
        gram=shared + WEIGHTS[HINTS] * own @ own.T,
        strengths=strengths,
    )
    raw = _raw(features, target, fitted)
    pull = weight / weight.mean() * (given.y - logistic(raw[given.rows]))
    return Learnt(target, fitted.slope * raw + fitted.shift, given, fitted, pull)


def tempered(weight: Floats) -> Floats:
    """Weights in learning, from how many companies each ruling stands for.

    A chosen one stands for itself alone, and says as much of what members are like as a seed does
    (the rehearsals, and what they were chosen on, have it so).
    """
    made = weight**TEMPER
    chosen = weight <= 1
    if chosen.any() and not chosen.all():
        made[chosen] = made[~chosen].mean()
    return made


def _raw(features: Features, target: str, fitted: Fitted) -> Floats:
    """Scores before calibration, (N,), in the blocks' own precision."""
    total = np.full(len(features), fitted.intercept)
    for block, own in zip(features.of(target), fitted.coefficients, strict=True):
        total += block.matrix @ own.astype(block.matrix.dtype)
    return total


def _stated(features: Features, target: str, given: Given) -> Learnt:
    """The stated log-odds with one shift for all, the most probable one (Newton's method)."""
    stated = features.hints[target].stated
    at, shift = stated[given.rows], 0.0
    weight = given.weight / max(given.weight.mean(), _CLOSE) if len(given.rows) else given.weight
    for _ in range(_STEPS):
        p = logistic(at + shift)
        gradient = float((weight * (given.y - p)).sum()) - shift / _SHIFT
        step = gradient / (float((weight * p * (1 - p)).sum()) + 1 / _SHIFT)
        shift += float(np.clip(step, -1, 1))
        if abs(step) < _CLOSE:
            break
    return Learnt(target, stated + shift, given, shift=shift)
