"""Two targets read in one audit: what is expected of both at once, and how sure a sum of it is.

A sum over companies of y = a·z₁ + b·z₂ + c·z₁₂ (in the first, in the second, in both) is estimated
as a size is: known + expected + what the audit corrects. Totals, unions and, linearised, shares are
such sums.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.learning import bounded
from sectorscope.sector.reviewed import Held, Reviewed, moved

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Outcomes = list[tuple[Floats, Floats]]
"""Probabilities, and what y is then; both (N,)."""


@dataclass(frozen=True)
class Pair:
    """Two targets of the same N companies.

    first, second: each with its own p and z; frame, chances and audit are those of the first.
    both: (N,) probability of being in both. z: (N,) share found in both, nan where not read or
    unresolved. by_rule: membership of the second is stated for every company and was not reviewed.
    """

    first: Reviewed
    second: Reviewed
    both: Floats
    z: Floats
    by_rule: bool = False

    @property
    def joint(self) -> Reviewed:
        """Companies in both, as a target of its own."""
        return replace(self.first, p=self.both, z=self.z)

    @property
    def either(self) -> Reviewed:
        """Companies in one or the other, those in both counted once."""
        p = np.clip(self.first.p + self.second.p - self.both, 0.0, 1.0)
        return replace(self.first, p=p, z=self.first.z + self.second.z - self.z)


@dataclass(frozen=True)
class Weighing:
    """How much being in the first, in the second and in both counts: a, b and c of y."""

    first: float = 0.0
    second: float = 0.0
    both: float = 0.0

    def of(self, first: Floats, second: Floats, both: Floats) -> Floats:
        """What each company counts."""
        return self.first * first + self.second * second + self.both * both


class Sums:
    """Estimates sums over a pair, and their variance."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.held = Held.of(pair.first, pair.first.audited & ~np.isnan(pair.z))

    def total(self, y: Weighing) -> float:
        """Σ w·s·y, in people."""
        r, pair = self.held.reviewed, self.pair
        z1, z2, z12 = (np.where(np.isnan(z), p, z) for z, p in self._told())
        known = (r.w * self.held.size * y.of(z1, z2, z12))[r.known].sum()
        thought = (r.w * r.s * y.of(r.p, pair.second.p, pair.both))[~r.known].sum()
        return float(known + thought + self._errors(y).sum())

    def variance(self, y: Weighing) -> float:
        """Of that sum, in people²: pooled as decision 0020 has it, with what no audit could see."""
        held, pair, r = self.held, self.pair, self.held.reviewed
        mean, told = y.of(r.p, pair.second.p, pair.both), y.of(r.z, pair.second.z, pair.z)
        plain, likelier = self._expected(y), self._recalibrated(y)
        v = np.maximum(*(self._off(o, mean) for o in (plain, likelier)))
        middle = sum(q * value for q, value in likelier)
        fourth = held.off[1] ** 2 * sum(q * (value - middle) ** 4 for q, value in likelier)
        pooled, _ = held.pooled(held.v_design(self._errors(y)), *held.v_model(v, fourth))
        return pooled + held.v_unknown(v, pair.z) + held.v_headcount(told) + self._unseen(y)

    def _told(self) -> list[tuple[Floats, Floats]]:
        pair = self.pair
        return [(pair.first.z, pair.first.p), (pair.second.z, pair.second.p), (pair.z, pair.both)]

    def _errors(self, y: Weighing) -> Floats:
        """How far each resolved company of the audit moves the sum."""
        pair, on = self.pair, self.held.resolved
        r = pair.first
        told = y.of(r.z[on], pair.second.z[on], pair.z[on])
        thought = y.of(r.p[on], pair.second.p[on], pair.both[on])
        return r.w[on] * (self.held.size[on] * told - r.s[on] * thought) / self.held.chance[on]

    def _off(self, outcomes: Outcomes, mean: Floats) -> Floats:
        """E(s*·y/s − what was thought)²."""
        ratio, spread = self.held.off
        square = sum(q * value**2 for q, value in outcomes)
        first = sum(q * value for q, value in outcomes)
        return np.maximum(spread * square - 2 * ratio * first * mean + mean**2, 0.0)

    def _expected(self, y: Weighing) -> Outcomes:
        return self._outcomes(y, self.pair.first.p, self.pair.second.p, self.pair.both)

    def _recalibrated(self, y: Weighing) -> Outcomes:
        """With probabilities as the audit has them, where that is more."""
        p1, p2 = self._first, self.pair.second.p if self.pair.by_rule else self._second
        more = np.maximum(p1 / bounded(self.pair.first.p), p2 / bounded(self.pair.second.p))
        return self._outcomes(y, p1, p2, np.minimum(self.pair.both * more, np.minimum(p1, p2)))

    @cached_property
    def _first(self) -> Floats:
        return self._moved(self.pair.first)

    @cached_property
    def _second(self) -> Floats:
        return self._moved(self.pair.second)

    def _moved(self, r: Reviewed) -> Floats:
        return np.maximum(r.p, moved(r, self.held.chance, self.held.resolved))

    def _outcomes(self, y: Weighing, p1: Floats, p2: Floats, p12: Floats) -> Outcomes:
        if self.pair.by_rule:  # only the first is found out; the second stays what it is stated
            none = np.zeros_like(p1)
            return [(p1, y.of(none + 1, p2, p2)), (1 - p1, y.of(none, p2, none))]
        one, other = np.maximum(p1 - p12, 0.0), np.maximum(p2 - p12, 0.0)
        values = (y.first + y.second + y.both, y.first, y.second, 0.0)
        none = np.maximum(1 - p12 - one - other, 0.0)
        chances = (p12, one, other, none)
        return [(q, np.full(len(p1), v)) for q, v in zip(chances, values, strict=True)]

    def _unseen(self, y: Weighing) -> float:
        """What a stated probability of the second leaves open: no review of the first sees it."""
        pair, r = self.pair, self.pair.first
        if not pair.by_rule:
            return 0.0
        b = pair.second.p
        told = (y.second + y.both * np.nan_to_num(pair.first.z)) ** 2
        thought = r.p * (y.second + y.both) ** 2 + (1 - r.p) * y.second**2
        turn = np.where(np.isnan(pair.first.z), thought, told)
        return float(((r.w * self.held.size) ** 2 * b * (1 - b) * turn).sum())


def share(pair: Pair, base: Weighing) -> tuple[float, float] | None:
    """The share of one target's people that is in both, and its variance; None where it has none.

    The variance is that of Σ w·s·(z₁₂ − R·z), over the target's total squared: Taylor's, of a
    ratio.
    """
    sums = Sums(pair)
    below = sums.total(base)
    if below <= 0:
        return None
    value = float(np.clip(sums.total(Weighing(both=1.0)) / below, 0.0, 1.0))
    turned = Weighing(-value * base.first, -value * base.second, 1.0)
    return value, sums.variance(turned) / below**2
