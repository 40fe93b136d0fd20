"""A true random sample of a finite population: exact bounds and posteriors of how many say yes.

Only a sample that was drawn, without replacement and with equal chances, may be read so. Where
the population's size is itself uncertain, its upper limit is taken: fewer would narrow the bound.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from sectorscope.statistics.intervals import (
    Interval,
    Side,
    check_counts,
    check_prior,
    tail,
)


def hypergeometric(
    k: int, n: int, population: int, level: float = 0.95, side: Side = "two"
) -> Interval:
    """The exact interval of the population's share: hypergeometric tests inverted (Wright 1991).

    The lower end is the smallest number of yeses under which k or more would be seen with a
    chance above alpha; the upper end is that of the noes. All in whole numbers. Of almost everyone
    asked, it may leave out k/n itself, which need be no share that population can have.

    Raises:
        ValueError: k of n of the population cannot be, or the level is none.
    """
    _check(k, n, population)
    alpha = tail(level, side)
    low = 0 if side == "upper" else _fewest(k, n, population, alpha)
    noes = 0 if side == "lower" else _fewest(n - k, n, population, alpha)
    high = population - noes
    return Interval(low / population, high / population, level, "hypergeometric", side)


def hypergeometric_tail(k: int, n: int, yes: int, population: int) -> float:
    """P(k or more of n drawn say yes), if `yes` of the population do.

    Raises:
        ValueError: k of n of the population cannot be.
    """
    _check(k, n, population)
    if not 0 <= yes <= population:
        raise ValueError("those who say yes are from none to all of the population")
    no = population - yes
    seen = sum(math.comb(yes, j) * math.comb(no, n - j) for j in range(k, min(n, yes) + 1))
    return seen / math.comb(population, n)  # whole numbers of any size, rounded once


def finite_above(k: int, n: int, population: int, least: int, prior: tuple[float, float]) -> float:
    """P(at least `least` of the population say yes | k of n), under the prior Beta(yes, no).

    Those not drawn are beta-binomial, given those drawn (Ericson 1969, JRSS B 31).

    Raises:
        ValueError: k of n of the population cannot be, or the prior is not proper.
    """
    _check(k, n, population)
    check_prior(prior)
    tails = _reached(k, n, population, prior)
    more = max(0, least - k)
    return float(tails[more]) if more < len(tails) else 0.0


def finite_lower(
    k: int, n: int, population: int, alpha: float, prior: tuple[float, float]
) -> float:
    """The largest share that the population reaches with a posterior of at least 1 − alpha.

    Raises:
        ValueError: k of n of the population cannot be, or the prior is not proper.
    """

    def is_sure(yes: int) -> bool:
        return finite_above(k, n, population, yes, prior) >= 1 - alpha

    _check(k, n, population)
    first_unsure = _first(lambda yes: not is_sure(yes), k + 1, population - (n - k) + 1)
    return (first_unsure - 1) / population


@lru_cache(maxsize=256)
def _reached(k: int, n: int, population: int, prior: tuple[float, float]) -> Sequence[float]:
    """For j from nought: the chance that j or more of those not drawn say yes."""
    import numpy as np
    from scipy.special import gammaln

    yes, no, rest = k + prior[0], n - k + prior[1], population - n
    j = np.arange(rest + 1)
    logs = gammaln(j + yes) - gammaln(j + 1) + gammaln(rest - j + no) - gammaln(rest - j + 1)
    weights = np.exp(logs - logs.max())
    tails = np.cumsum(weights[::-1])[::-1]
    return tails / tails[0]


def _fewest(k: int, n: int, population: int, alpha: float) -> int:
    return _first(
        lambda yes: hypergeometric_tail(k, n, yes, population) > alpha, k, population - (n - k)
    )


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The first whole number from `low` for which a rule holds; `high` is taken to hold."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _check(k: int, n: int, population: int) -> None:
    check_counts(k, n)
    if n > population:
        raise ValueError("a sample cannot be larger than its population")
