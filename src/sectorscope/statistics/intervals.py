"""Intervals of a share: k of n, from a sample of a large or of a finite population, or by strata.

Each says what it assumes. None of them knows that businesses chose whether to take part; that is
`selection`. There is no Wald interval here: at n = 8 to 40 it covers far less than it says
(Brown, Cai & DasGupta 2001, Statistical Science 16).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist
from typing import Literal

Side = Literal["two", "lower", "upper"]


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, at a level, by a method; one-sided ones end at the scale's end."""

    low: float
    high: float
    level: float
    method: str
    side: Side = "two"

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError("an interval's low end cannot lie above its high end")
        check_level(self.level)


@lru_cache(maxsize=4096)
def wilson(k: int, n: int, level: float = 0.95) -> Interval:
    """The score interval of Wilson 1927 (JASA 22), without continuity correction: for display.

    Centre (k + z²/2) / (n + z²), half-width z/(n + z²) · sqrt(k(n−k)/n + z²/4).

    Raises:
        ValueError: k and n cannot be, or the level is none.
    """
    check_counts(k, n)
    check_level(level)
    z = NormalDist().inv_cdf(0.5 + level / 2)
    middle = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(k * (n - k) / n + z * z / 4)
    low = 0.0 if k == 0 else middle - half  # exact there, where floating point is not
    high = 1.0 if k == n else middle + half
    return Interval(low, high, level, "Wilson")


def clopper_pearson(k: float, n: float, level: float = 0.95, side: Side = "two") -> Interval:
    """The exact interval of Clopper & Pearson 1934 (Biometrika 26), as quantiles of beta.

    It covers at least as often as it says, for every true share. Counts need not be whole:
    effective ones are not.

    Raises:
        ValueError: k and n cannot be, or the level is none.
    """
    check_counts(k, n)
    return _from_lower(lambda x, alpha: _exact_lower(x, n, alpha), k, n, level, side)


def binomial_tail(k: float, n: float, share: float) -> float:
    """P(X ≥ k) for X binomial of n and a share: at most alpha where the lower bound reaches it.

    Raises:
        ValueError: k and n cannot be, or the share is none.
    """
    from scipy.special import betainc

    check_counts(k, n)
    check_share(share)
    return 1.0 if k == 0 else float(betainc(k, n - k + 1, share))


def jeffreys(k: float, n: float, level: float = 0.95, side: Side = "two") -> Interval:
    """Quantiles of the posterior under Jeffreys' prior, Beta(½, ½).

    Raises:
        ValueError: k and n cannot be, or the level is none.
    """
    from scipy.special import betaincinv

    def lower(x: float, alpha: float) -> float:
        return float(betaincinv(x + 0.5, n - x + 0.5, alpha))

    check_counts(k, n)
    return _from_lower(lower, k, n, level, side, method="Jeffreys")


def jeffreys_above(k: float, n: float, share: float) -> float:
    """P(true share > `share` | k of n) under Jeffreys' prior, Beta(½, ½).

    Raises:
        ValueError: k and n cannot be, or the share is none.
    """
    return posterior_above(k, n, share, (0.5, 0.5))


def posterior_above(k: float, n: float, share: float, prior: tuple[float, float]) -> float:
    """P(true share > `share` | k of n) under the prior Beta(yes, no).

    Raises:
        ValueError: k and n cannot be, the share is none, or the prior is not proper.
    """
    from scipy.special import betainc

    check_counts(k, n)
    check_share(share)
    check_prior(prior)
    return float(betainc(n - k + prior[1], k + prior[0], 1 - share))


def reaching(share: Fraction, population: int, *, strictly: bool) -> int:
    """The fewest of a population that are at least (or more than) a share of it."""
    exact = share * population
    return math.floor(exact) + 1 if strictly else math.ceil(exact)


def tail(level: float, side: Side) -> float:
    """What a level leaves beyond each end; rounded, because 1 − 0.8 is below 0.2 to a computer.

    Raises:
        ValueError: the level is none.
    """
    check_level(level)
    return round((1 - level) / 2 if side == "two" else 1 - level, 12)


def check_counts(k: float, n: float) -> None:
    """Refuse k of n that cannot be.

    Raises:
        ValueError: nobody was asked, or not 0 <= k <= n.
    """
    if not (n > 0 and 0 <= k <= n):
        raise ValueError("k of n needs n above nought and k from nought to n")


def check_level(level: float) -> None:
    """Refuse a level that is none.

    Raises:
        ValueError: not strictly between nought and one.
    """
    if not 0 < level < 1:
        raise ValueError(f"{level:g} is no level: it lies between nought and one")


def check_share(share: float) -> None:
    """Refuse a share that is none.

    Raises:
        ValueError: not from nought to one.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"{share:g} is no share: it lies from nought to one")


def check_prior(prior: tuple[float, float]) -> None:
    """Refuse a beta distribution that is none.

    Raises:
        ValueError: a parameter is not above nought.
    """
    if not min(prior) > 0:
        raise ValueError("both parameters of a beta prior lie above nought")


def _exact_lower(k: float, n: float, alpha: float) -> float:
    from scipy.special import betaincinv

    return 0.0 if k == 0 else float(betaincinv(k, n - k + 1, alpha))


def _from_lower(
    lower: Callable[[float, float], float],
    k: float,
    n: float,
    level: float,
    side: Side,
    method: str = "Clopper-Pearson",
) -> Interval:
    """Both ends from the rule for the lower one: the upper is the lower of those who did not."""
    alpha = tail(level, side)
    low = 0.0 if side == "upper" else lower(k, alpha)
    high = 1.0 if side == "lower" else 1 - lower(n - k, alpha)
    return Interval(low, high, level, method, side)
