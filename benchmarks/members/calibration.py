"""Whether probabilities are what they say: Brier score and expected calibration error."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_BINS = 10


def brier(p: np.ndarray, z: np.ndarray) -> float:
    """Mean squared distance of probability and truth."""
    return float(((p - z) ** 2).mean())


def error(p: np.ndarray, z: np.ndarray) -> float:
    """Mean distance of probability and share of members over ten groups of equal numbers."""
    groups = np.array_split(np.argsort(p, kind="stable"), _BINS)
    return float(sum(len(g) * abs(p[g].mean() - z[g].mean()) for g in groups if len(g)) / len(p))


def expected(p: np.ndarray, z: np.ndarray) -> float:
    """Members the probabilities expect over those there are."""
    return float(p.sum() / max(z.sum(), 1))


def interval(values: Sequence[float], seed: int = 0, draws: int = 2000) -> tuple[float, float]:
    """95 % bootstrap interval of the mean over populations."""
    rng = np.random.default_rng(seed)
    held = np.asarray(values)
    means = held[rng.integers(0, len(held), (draws, len(held)))].mean(1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))
