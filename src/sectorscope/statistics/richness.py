"""How much of a set of issues has been heard: singletons, coverage, and how many there may be.

Counts are of incidence: how many businesses named each issue. "Tended to be specific to one
business each" is a sentence about these numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

from sectorscope.statistics.intervals import Interval, check_level


@dataclass(frozen=True)
class Richness:
    """A set of issues, as far as it was heard.

    issues: named by anyone; once, twice: named by one business, by two. mentions: pairs of a
    business and an issue. coverage: None where nothing was named. least: Chao2, a lower bound of
    the number of issues. interval: None, with `why`, where the data hold none.
    """

    businesses: int
    issues: int
    once: int
    twice: int
    mentions: int
    least: float
    interval: Interval | None
    why: str

    @property
    def singleton_share(self) -> float | None:
        """The share of issues that one business alone named."""
        return self.once / self.issues if self.issues else None

    @property
    def coverage(self) -> float | None:
        """The chance that a further mention is of an issue heard already (Good 1953, Turing)."""
        return 1 - self.once / self.mentions if self.mentions else None

    @property
    def unseen_mass(self) -> float | None:
        """The chance that a further mention is of an issue not heard: once / mentions."""
        return self.once / self.mentions if self.mentions else None


def richness(named_by: Iterable[int], businesses: int, level: float = 0.95) -> Richness:
    """What the issues named say of those that were not.

    Args:
        named_by: for each issue, how many businesses named it; noughts are left out.
        businesses: those asked the question, whether they named anything or not.
        level: of the interval.

    Raises:
        ValueError: nobody was asked, or an issue was named by more businesses than were.
    """
    counts = [c for c in named_by if c]
    if businesses < 1 or not all(0 < c <= businesses for c in counts):
        raise ValueError("an issue is named by no more businesses than were asked, and by one")
    check_level(level)
    once, twice = counts.count(1), counts.count(2)
    interval, why = _interval(len(counts), once, twice, businesses, level)
    return Richness(
        businesses=businesses,
        issues=len(counts),
        once=once,
        twice=twice,
        mentions=sum(counts),
        least=len(counts) + _missing(once, twice, businesses),
        interval=interval,
        why=why,
    )


def _missing(once: int, twice: int, businesses: int) -> float:
    """Issues not heard, at least: Chao2, bias-corrected (Chao 1987, 2005; Biometrics 43).

    (m−1)/m · Q₁(Q₁−1) / (2(Q₂+1)).
    """
    return (businesses - 1) / businesses * once * (once - 1) / (2 * (twice + 1))


def _interval(
    issues: int, once: int, twice: int, businesses: int, level: float
) -> tuple[Interval | None, str]:
    """Log-normal about the number not heard, so that it never falls below the number heard.

    Chao 1987: heard + missing / C to heard + missing · C, C = exp(z · sqrt(ln(1 + V/missing²))).
    """
    missing = _missing(once, twice, businesses)
    if missing == 0:
        return None, _why_none(issues, once, businesses)
    z = NormalDist().inv_cdf(0.5 + level / 2)
    variance = _variance(issues + missing, once, twice, businesses)
    spread = math.exp(z * math.sqrt(math.log1p(variance / missing**2)))
    return Interval(issues + missing / spread, issues + missing * spread, level, "Chao2"), ""


def _why_none(issues: int, once: int, businesses: int) -> str:
    if not issues:
        return "nothing was named"
    if businesses == 1:
        return "one business was asked: no second one could repeat it"
    heard = "one issue" if once else "no issue"
    return f"{heard} was named by one business alone: too little to tell what was not heard"


def _variance(total: float, once: int, twice: int, businesses: int) -> float:
    """Of the bias-corrected Chao2; Colwell, EstimateS user's guide, appendix B (equations 11, 12).

    Without an issue named twice the last term is −A²Q₁⁴ / (4 · Chao2).
    """
    a = (businesses - 1) / businesses
    first = a * once * (once - 1) / (2 * (twice + 1))
    second = a**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
    if twice == 0:
        return first + second - a**2 * once**4 / (4 * total)
    return first + second + a**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
