"""The final list: seeds, reviews, a cut without truth, and its F1 against the truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.members.populations import Population
from sectorscope.sector import stages
from sectorscope.sector.membership import Labels, Learner, best_cut, listed

Order = Callable[[np.ndarray, np.random.Generator], np.ndarray]


def uncertain(p: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Whose membership is least certain comes first: stage A where every company counts as one."""
    return np.sqrt(p * (1 - p))


def at_random(p: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Whoever comes."""
    return rng.random(len(p))


@dataclass(frozen=True)
class Listed:
    """f1: of the list. expected: as the cut expected it. best: by the best cut, with the truth.
    found: share of the members that were reviewed. p, known: at the end."""

    f1: float
    expected: float
    best: float
    found: float
    p: np.ndarray
    known: np.ndarray


def make(
    of: Population, seed: int, order: Order = uncertain, *, reviews: int = 200, batch: int = 20
) -> Listed:
    """A list from 100 seeds and some reviews, the model learning anew after each batch."""
    rng = np.random.default_rng(seed)
    drawn = stages.seeds(of.features.hints["sector"].keyword, 100, rng)
    rows, weight = drawn.indices, 1 / drawn.chance
    learn = Learner(of.features)
    z = of.truth.astype(np.float64)
    while True:
        p = learn(Labels(rows, {"sector": z[rows]}, weight)).p["sector"]
        known = np.zeros(len(z), np.bool_)
        known[rows] = True
        left = min(batch, 100 + reviews - len(rows))
        if left <= 0:
            return _judged(p, known, z)
        next_ = np.argsort(-np.where(known, -1, order(p, rng)), kind="stable")[:left]
        rows, weight = np.append(rows, next_), np.append(weight, np.ones(left))


def f1(chosen: np.ndarray, truth: np.ndarray) -> float:
    """2 TP / (chosen + true)."""
    return float(2 * (chosen & (truth > 0)).sum() / max(chosen.sum() + (truth > 0).sum(), 1))


def _judged(p: np.ndarray, known: np.ndarray, z: np.ndarray) -> Listed:
    cut = best_cut(p, known, z)
    ranked = np.argsort(-np.where(known, -1, p))[: int((~known).sum())]
    right = z[known].sum() + np.concatenate([[0], np.cumsum(z[ranked])])
    many = z[known].sum() + np.arange(len(right))
    best = float((2 * right / (many + z.sum())).max())
    found = float(z[known].sum() / z.sum())
    return Listed(f1(listed(p, known, z, cut.threshold), z), cut.expected, best, found, p, known)
