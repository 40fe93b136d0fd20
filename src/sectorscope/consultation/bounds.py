"""The gates of a claim about the sector, kind by kind: what each says, and how it is read.

All kinds are read on one scale, that of those the claim counts: "a few say so" is "more than 85 %
do not". So there is one direction of bound, of posterior and of p-value.

The sceptics are four published priors for the sector's share, and a claim has to convince each:
Bayes' Beta(1, 1), Jeffreys' Beta(½, ½), the two and two of Agresti & Coull 1998 (The American
Statistician 52), and one that expects the share *at* the threshold. That one's weight: a sceptic's
prior is centred on no effect and leaves 5 % beyond the effect worth having (Spiegelhalter,
Freedman & Parmar 1994, JRSS A 157). For a majority the next word is "most", at 75 %, and Beta(5, 5)
leaves 4.9 % there: ten businesses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

from sectorscope.statistics import finite, intervals

LEVEL = 0.95
POSTERIOR = 0.95
SCEPTIC_LEVEL = 0.95
SCEPTIC_WEIGHT = 10

UNIFORM = (1.0, 1.0)
JEFFREYS = (0.5, 0.5)
CENTRAL = (2.0, 2.0)


@dataclass(frozen=True, eq=False)  # each is one of a kind, and a quick key
class Kind:
    """A word of quantity as a claim about the sector.

    threshold: the share it speaks of. side: `lower`, the share is above it (or at it, where not
    `strict`); `upper`, below. least: businesses asked, as for the same word about the consulted.
    by_posterior: gated on Jeffreys' posterior instead of a bound.
    """

    name: str
    threshold: Fraction
    side: Literal["lower", "upper"]
    strict: bool
    least: int
    by_posterior: bool = False

    @cached_property
    def limit(self) -> float:
        """The threshold as floating point has it."""
        return float(self.threshold)

    @cached_property
    def over(self) -> Fraction:
        """The threshold on the scale of those the claim counts: for `upper`, those not saying."""
        return self.threshold if self.side == "lower" else 1 - self.threshold

    @property
    def level(self) -> float:
        """The one-sided level of the first gate."""
        return POSTERIOR if self.by_posterior else LEVEL

    @cached_property
    def sceptics(self) -> tuple[tuple[float, float], ...]:
        """The priors that a claim has to convince, on that scale."""
        near = float(SCEPTIC_WEIGHT * self.over), float(SCEPTIC_WEIGHT * (1 - self.over))
        return UNIFORM, JEFFREYS, CENTRAL, near


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("almost all", Fraction(9, 10), "lower", strict=False, least=10),
        Kind("most", Fraction(3, 4), "lower", strict=False, least=5),
        Kind("the majority", Fraction(1, 2), "lower", strict=True, least=5, by_posterior=True),
        Kind("a minority", Fraction(1, 2), "upper", strict=True, least=5, by_posterior=True),
        Kind("a few", Fraction(3, 20), "upper", strict=True, least=5),
    )
}
"""What can be claimed. Not "several" (a bound at both ends), nor "half", "all" or "none": no
sample shows those of a sector."""


@dataclass(frozen=True)
class Reading:
    """The gating bound on that scale, its p-value, and the least of the sceptics' posteriors."""

    bound: float
    method: str
    p: float
    sceptic: float


UNREAD = Reading(0.0, "", 1.0, 0.0)


@lru_cache(maxsize=4096)
def of_many(kind: Kind, said: float, n: float, *, designed: bool = False) -> Reading:
    """As a random sample of a sector without end; designed: the counts are effective ones."""
    over = float(kind.over)
    sceptic = min(intervals.posterior_above(said, n, over, prior) for prior in kind.sceptics)
    if kind.by_posterior:
        bound = intervals.jeffreys(said, n, POSTERIOR, "lower").low
        p = 1 - intervals.jeffreys_above(said, n, over)
        return Reading(bound, "Jeffreys, effective size" if designed else "Jeffreys", p, sceptic)
    bound = intervals.clopper_pearson(said, n, LEVEL, "lower").low
    method = "Korn-Graubard" if designed else "Clopper-Pearson"
    return Reading(bound, method, intervals.binomial_tail(said, n, over), sceptic)


@lru_cache(maxsize=4096)
def of_finite(kind: Kind, said: int, n: int, population: int) -> Reading:
    """As a sample drawn from a population of that size."""
    least = intervals.reaching(kind.over, population, strictly=kind.strict)
    sceptic = min(finite.finite_above(said, n, population, least, p) for p in kind.sceptics)
    if kind.by_posterior:
        bound = finite.finite_lower(
            said, n, population, intervals.tail(POSTERIOR, "lower"), JEFFREYS
        )
        p = max(0.0, 1 - finite.finite_above(said, n, population, least, JEFFREYS))
        return Reading(bound, "Jeffreys, finite", p, sceptic)
    bound = finite.hypergeometric(said, n, population, LEVEL, "lower").low
    p = finite.hypergeometric_tail(said, n, least - 1, population)
    return Reading(bound, "hypergeometric", p, sceptic)
