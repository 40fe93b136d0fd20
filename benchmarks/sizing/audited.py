"""The frame's error beside the audit's: seeds, stage A and stage B on a frame that lacks some.

The model is made up and calibrated: a score of each company, normal with mean `APART` for members
and nought for others, gives its probability by Bayes' rule with the prevalence.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from benchmarks.sizing.populations import Population
from benchmarks.sizing.steps import residuals
from sectorscope.sector.estimator import Beyond, estimate
from sectorscope.sector.margins import Figure, v_frame, v_margin, weights
from sectorscope.sector.margins.variance import summed
from sectorscope.sector.reviewed import Reviewed
from sectorscope.sector.stages import Standing, shared, stage_a, stage_b

Floats = npt.NDArray[np.float64]
APART = 2.5
SEEDS = 100
WAYS = ("no V_frame", "as before", "V_frame")


def probabilities(member: Floats, rng: np.random.Generator) -> Floats:
    prior = np.log(member.mean() / (1 - member.mean()))
    score = rng.normal(APART * member, 1)
    return np.clip(1 / (1 + np.exp(-(prior + APART * score - APART**2 / 2))), 1e-4, 1 - 1e-4)


def reviewed(
    size: Floats, w: Floats, z: Floats, reviews: int, rng: np.random.Generator
) -> Reviewed:
    """What seeds, stage A and stage B find."""
    n, p = len(size), probabilities(z, rng)
    known = np.zeros(n, bool)
    known[rng.choice(n, SEEDS, replace=False)] = True
    first, second = shared(reviews)
    known[stage_a(Standing(p, size, w, known), first)] = True
    drawn = stage_b(Standing(p, size, w, known), second, rng)
    audited = np.zeros(n, bool)
    audited[drawn.indices] = True
    return Reviewed(
        p=p,
        s=size,
        w=w,
        known=known,
        chance=drawn.every,
        audited=audited,
        z=np.where(known | audited, z, np.nan),
        verified=np.full(n, np.nan),
        square=size**2,
    )


def once(
    p: Population,
    figures: list[Figure],
    held: npt.NDArray[np.bool_],
    reviews: int,
    rng: np.random.Generator,
) -> dict[str, tuple[float, float, float]]:
    """Estimate, low and high by each of `WAYS`."""
    at = np.flatnonzero(held)
    size, z = p.size[at], p.member[at]
    made = weights(size, [p.areas[i] for i in at], [p.codes[i] for i in at], figures)
    found = reviewed(size, made.w, z, reviews, rng)
    read = ~np.isnan(found.z)
    thought = np.where(read, found.z, found.p)
    v = np.where(read, 0, found.p * (1 - found.p))
    sums = summed(size, thought, v, made.cell, made.margin)
    on = made.cell >= 0
    frame = {
        "no V_frame": 0.0,
        "as before": residuals(size[on], thought[on], made.cell[on], made.margin),
        "V_frame": v_frame(size, thought, v, made.cell, made.margin),
    }
    margin = v_margin(sums.mean, made.terms, made.variance)
    whole = float(np.sum(made.w * size))
    ends = {way: estimate(found, Beyond(frame[way], margin, whole)) for way in WAYS}
    return {way: (e.total, e.low, e.high) for way, e in ends.items()}
