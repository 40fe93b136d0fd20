"""Expectations in one number: the balance of more over fewer, and ranges that were elicited.

Those who do not know stay among the asked and are counted, but give no direction: the
composition is of those who named one. To spread them over it would invent answers, and to count
them as "the same" would pull every balance towards nought.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from sectorscope.statistics.intervals import Interval, check_level

GRID = 400
"""Points of the quadrature; against 2,000,000 draws the ends agree to three places."""
STEPS = 30
PRIOR = 0.5


@dataclass(frozen=True)
class Balance:
    """Of those who named a direction, the share up less the share down, from −1 to 1.

    asked: everyone asked; directed: those who named a direction, and the base of every share.
    balance, interval: None where nobody did.
    """

    asked: int
    up: int
    same: int
    down: int
    interval: Interval | None

    @property
    def directed(self) -> int:
        """Those who named a direction."""
        return self.up + self.same + self.down

    @property
    def undirected(self) -> int:
        """Those asked who named none: don't know, refused, blank."""
        return self.asked - self.directed

    @property
    def balance(self) -> float | None:
        """Share up less share down."""
        return (self.up - self.down) / self.directed if self.directed else None

    @property
    def diffusion(self) -> float | None:
        """Share up and half the share of the same: ½ + balance/2, so it says nothing more."""
        return (self.up + self.same / 2) / self.directed if self.directed else None

    @property
    def diffusion_interval(self) -> Interval | None:
        """The balance's interval on the diffusion's scale, from 0 to 1."""
        if self.interval is None:
            return None
        low, high = (0.5 + end / 2 for end in (self.interval.low, self.interval.high))
        return Interval(low, high, self.interval.level, self.interval.method)


def balance(up: int, same: int, down: int, asked: int, level: float = 0.95) -> Balance:
    """The balance with its credible interval, under Jeffreys' prior: Dirichlet(½, ½, ½).

    Equal tails, by quadrature, so without a seed; widened to hold the balance itself where all
    say one thing, as is done for a share (Brown, Cai & DasGupta 2001).

    Raises:
        ValueError: a count is below nought, or fewer were asked than named a direction.
    """
    check_level(level)
    if min(up, same, down) < 0 or up + same + down > asked:
        raise ValueError("directions are named by those asked, and by nobody else")
    made = Balance(asked, up, same, down, None)
    if made.balance is None:
        return made
    low, high = _quantiles(up, same, down, level)
    interval = Interval(min(low, made.balance), max(high, made.balance), level, "Dirichlet")
    return Balance(asked, up, same, down, interval)


def _quantiles(up: int, same: int, down: int, level: float) -> tuple[float, float]:
    """Where the posterior of up − down has (1−level)/2 below it, and above it.

    With s the share of the same and b that of up among the rest, independent betas,
    up − down = (1−s)(2b−1): its distribution is that of b, averaged over quantiles of s.
    """
    import numpy as np
    from scipy.special import betainc, betaincinv

    points = (np.arange(GRID) + 0.5) / GRID
    rest = 1 - betaincinv(same + PRIOR, up + down + 2 * PRIOR, points)

    def below(x: float) -> float:
        share = np.clip((x / rest + 1) / 2, 0, 1)
        return float(np.mean(betainc(up + PRIOR, down + PRIOR, share)))

    def quantile(tail: float) -> float:
        low, high = -1.0, 1.0
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if below(middle) < tail else (low, middle)
        return (low + high) / 2

    return quantile((1 - level) / 2), quantile((1 + level) / 2)


@dataclass(frozen=True)
class Range:
    """What one business held to be lowest, most likely and highest; None for what it left out."""

    low: float | None = None
    likely: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        given = self.given
        if not all(map(math.isfinite, given)) or list(given) != sorted(given):
            raise ValueError("a range goes from the lowest by the most likely to the highest")

    @property
    def given(self) -> tuple[float, ...]:
        """The numbers given, in the order asked."""
        return tuple(x for x in (self.low, self.likely, self.high) if x is not None)


@dataclass(frozen=True)
class Ranges:
    """Ranges side by side. asked: businesses asked; none: those of them who gave no number.

    likely: median of the most likely values, over `likely_given` of them. low, high: the least
    lowest and the greatest highest: one business's number each, which disclosure control rules on.
    """

    asked: int
    none: int
    likely_given: int
    likely: float | None
    low: float | None
    high: float | None


def ranges(elicited: Iterable[Range], asked: int) -> Ranges:
    """Summarise what was given; nothing is pooled.

    No mean of triangular or other distributions is formed: three numbers do not say which shape
    a business had in mind, and those who gave none are not like those who did.

    Raises:
        ValueError: fewer were asked than gave a number.
    """
    given = [r for r in elicited if r.given]
    if len(given) > asked:
        raise ValueError("numbers are given by those asked, and by nobody else")
    likely = [r.likely for r in given if r.likely is not None]
    return Ranges(
        asked=asked,
        none=asked - len(given),
        likely_given=len(likely),
        likely=median(likely) if likely else None,
        low=min((v for r in given for v in r.given), default=None),
        high=max((v for r in given for v in r.given), default=None),
    )
