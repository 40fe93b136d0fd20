"""A share weighted to the population's margins, beside the unweighted one and never instead.

Weighting mends what the cells explain and nothing else: within a cell, those who took part still
stand for those who did not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sectorscope.statistics.intervals import check_counts
from sectorscope.statistics.stratified import kish

MINIMUM = 5
"""Businesses a cell needs, the base below which the profile says no word of quantity either.

Survey organisations use 20 to 30 (Kalton & Flores-Cervantes 2003, Journal of Official Statistics
19); consultations of 8 to 40 businesses would then never be weighted at all.
"""


@dataclass(frozen=True)
class Cell:
    """k of the n asked in a cell (e.g. a size band), and its size in the population."""

    name: str
    k: int
    n: int
    population: int

    def __post_init__(self) -> None:
        if not (0 <= self.k <= self.n and self.population >= 0):
            raise ValueError("a cell needs k from nought to n, and a population")
        if self.n > self.population:
            raise ValueError("a cell's population cannot be smaller than those asked in it")


@dataclass(frozen=True)
class Weighted:
    """A post-stratified share beside the unweighted.

    share, n_eff: None where a cell is too small; `too_small` names such cells, and nothing is
    merged to get round them. n_eff: Kish's effective size, what n is worth after weighting.
    """

    unweighted: float
    k: int
    n: int
    share: float | None
    n_eff: float | None
    too_small: tuple[str, ...]
    minimum: int


def post_stratified(cells: Iterable[Cell], minimum: int = MINIMUM) -> Weighted:
    """Weight each cell's share by its share of the population.

    Raises:
        ValueError: nobody was asked, a name comes twice, or the minimum is below one.
    """
    held = tuple(cells)
    k, n = sum(c.k for c in held), sum(c.n for c in held)
    check_counts(k, n)
    if minimum < 1 or len({c.name for c in held}) < len(held):
        raise ValueError("cells have names of their own, and a minimum of one or more")
    inhabited = [c for c in held if c.population]
    too_small = tuple(c.name for c in inhabited if c.n < minimum)
    share = n_eff = None
    if not too_small:
        share, n_eff = _share(inhabited), kish((c.n, c.population) for c in inhabited)
    return Weighted(k / n, k, n, share, n_eff, too_small, minimum)


def _share(cells: Sequence[Cell]) -> float:
    whole = sum(c.population for c in cells)
    return math.fsum(c.population / whole * (c.k / c.n) for c in cells)
