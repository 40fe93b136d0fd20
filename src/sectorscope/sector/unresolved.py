"""Companies that were read and nobody could tell: who stands for them, and what they might do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.margins.skewed import Ends

if TYPE_CHECKING:
    from sectorscope.sector.reviewed import Reviewed

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_CLASS = 5
"""Audited companies a class needs, resolved ones, to stand for its unresolved ones."""
_TRIED = 10
"""Unresolved companies that are tried either way, one after another, for the bounds."""


def for_unresolved(r: Reviewed, resolved: Flags) -> Floats:
    """Chances times the share that could be told, in classes of probability (class weights).

    The classes are the audit's halves by p; where one has too few that were told, all are one.
    """
    asked = r.audited
    if not (asked & ~resolved).any():
        return r.chance
    high = r.p >= np.median(r.p[asked])
    chance = r.chance.copy()
    groups = [high, ~high]
    if any((resolved & g).sum() < _CLASS for g in groups):
        groups = [np.ones(len(r.p), bool)]
    for group in groups:
        told, read = (resolved & group).sum(), (asked & group).sum()
        chance[group] *= max(told, 1) / max(read, 1)
    return chance


def furthest(reviewed: Reviewed, ends: Callable[[Reviewed], Ends]) -> Ends:
    """The low end with every unresolved company out, the high end with every one in.

    One member nobody expected raises the total, and may widen the interval by more: so those that
    may most are tried the other way, and left so where that pushes the end further out.

    Args:
        reviewed: with unresolved companies.
        ends: the interval once all are told.
    """
    pull = np.where(reviewed.audited & reviewed.unresolved, reviewed.w * reviewed.s, 0.0)
    pull = pull / np.where(pull > 0, reviewed.chance, 1.0)
    most = np.argsort(-pull, kind="stable")[: min(_TRIED, int((pull > 0).sum()))]
    return Ends(
        -_pushed(reviewed.settled(0.0), most, lambda r: -ends(r).low),
        _pushed(reviewed.settled(1.0), most, lambda r: ends(r).high),
    )


def _pushed(told: Reviewed, rows: NDArray[np.int64], end: Callable[[Reviewed], float]) -> float:
    """The greatest end met while companies are turned, one after another, and kept if it grows."""
    greatest = end(told)
    for i in rows:
        turned = replace(told, z=np.where(np.arange(len(told.z)) == i, 1 - told.z, told.z))
        if (found := end(turned)) > greatest:
            told, greatest = turned, found
    return greatest
