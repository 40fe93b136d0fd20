"""A share from strata of known size: Clopper-Pearson at the sample size the design is worth.

Korn & Graubard 1998 (Survey Methodology 24): the share and its variance are the design's; the
effective size n* = p(1−p)/variance, times (t of n−1 / t of n−strata)² because the variance is
itself estimated, takes the place of n in Clopper-Pearson. As the National Center for Health
Statistics does (Parker et al. 2017, Vital and Health Statistics 2/175), n* is never above n.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sectorscope.statistics.intervals import (
    Interval,
    Side,
    clopper_pearson,
    tail,
)

FEWEST = 2
"""Businesses a stratum needs: one alone shows no variance."""


@dataclass(frozen=True)
class Stratum:
    """k of the n asked in one stratum, and how many businesses it has in the population.

    One in which nobody was asked is a stratum too: to leave it out would make the others stand
    for it in silence.
    """

    k: int
    n: int
    population: int

    def __post_init__(self) -> None:
        if not 0 <= self.k <= self.n:
            raise ValueError("a stratum needs k from nought to n")
        if self.population < max(1, self.n):
            raise ValueError("a stratum's population cannot be smaller than those asked in it")


@dataclass(frozen=True)
class Effective:
    """What a stratified sample is worth: `k` of `n` of a simple one, neither a whole number."""

    share: float
    n: float

    @property
    def k(self) -> float:
        """Those who said yes, of an effective n."""
        return min(self.n, self.share * self.n)


def korn_graubard(strata: Iterable[Stratum], level: float = 0.95, side: Side = "two") -> Interval:
    """The design-adjusted Clopper-Pearson interval of Korn & Graubard 1998.

    Raises:
        ValueError: no stratum, one with a single business, or no such level.
    """
    worth = effective(strata, level, side)
    return replace(clopper_pearson(worth.k, worth.n, level, side), method="Korn-Graubard")


def effective(strata: Iterable[Stratum], level: float = 0.95, side: Side = "two") -> Effective:
    """The weighted share, and the effective size for an interval of that level and side.

    No finite population correction: it is for samples that were drawn, and would narrow.

    Raises:
        ValueError: no stratum, one with a single business, or no such level.
    """
    held = tuple(strata)
    alpha = tail(level, side)
    if not held or min(s.n for s in held) < FEWEST:
        raise ValueError(f"each stratum needs {FEWEST} businesses or more to show its variance")
    share = _weighted(held, [s.k / s.n for s in held])
    n = sum(s.n for s in held)
    factor = _t_ratio(n, len(held), alpha)
    return Effective(share, min(n, _size(held, share)) * factor)


def kish(cells: Iterable[tuple[int, int]]) -> float:
    """Kish's effective size (1965, Survey Sampling): (Σw)² / Σw², of cells (n, population).

    Raises:
        ValueError: a cell nobody was asked in.
    """
    held = list(cells)
    if not held or min(n for n, _ in held) <= 0:
        raise ValueError("a weight needs somebody asked in each cell")
    return sum(size for _, size in held) ** 2 / math.fsum(size * size / n for n, size in held)


def _size(strata: Sequence[Stratum], share: float) -> float:
    """p(1−p)/variance; what the weights alone leave where no stratum varies.

    Strata that are all yes or all no estimate a variance of nought, and so a sample without
    end; what unequal weights cost is known all the same.
    """
    whole = sum(s.population for s in strata)
    variance = math.fsum(
        (s.population / whole) ** 2 * (s.k / s.n) * (1 - s.k / s.n) / (s.n - 1) for s in strata
    )
    if variance == 0:
        return kish((s.n, s.population) for s in strata)
    return share * (1 - share) / variance


def _t_ratio(n: int, strata: int, alpha: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, 1 - alpha) / stdtrit(n - strata, 1 - alpha)) ** 2


def _weighted(strata: Sequence[Stratum], values: Sequence[float]) -> float:
    whole = sum(s.population for s in strata)
    return math.fsum(s.population / whole * v for s, v in zip(strata, values, strict=True))
