"""Which part of one sector is in another, both ways, and what the two come to together.

    of the first:  R = T(in both) / T(first)         of the second:  T(in both) / T(second)

Each T is estimated as a size is (`sector.estimator`): what is known, what the model expects of the
rest, and the audit's correction of that. So a wrong guess of joint membership costs precision and
not truth. How it was derived, and where it fails: docs/explanation/overlap.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.definition import Definition
from sectorscope.sector.joint import Pair, Weighing, share
from sectorscope.sector.margins import Weights
from sectorscope.sector.reviewed import Reviewed
from sectorscope.sector.size import Sized, size
from sectorscope.statistics.intervals import clopper_pearson

Floats = NDArray[np.float64]

WIDEST = 0.5
"""An interval wider than this much of the whole says too little of a share to be told."""
FEW = 3
"""Companies that must have been read and found in both, or nothing is said of the pair."""


@dataclass(frozen=True)
class Share:
    """A share of one target's people that is in the other, with its 95 % interval; 0 to 1.

    worth: companies of a simple random sample that would tell as much.
    """

    value: float
    low: float
    high: float
    worth: float


@dataclass(frozen=True)
class Overlap:
    """How two targets overlap.

    both, either: people in both, and in one or the other, as sizes. of_first, of_second: shares;
    None where they cannot be said, and `withheld` says why. members: companies read and found in
    both, wholly or in part. audited: companies of the audit that were read.
    """

    both: Sized
    either: Sized
    of_first: Share | None
    of_second: Share | None
    members: int
    audited: int
    withheld: str


def segments(whole: Reviewed, first: Reviewed, second: Reviewed) -> Pair:
    """Two segments of one sector, each ruled on.

    What is expected of the unread: given that a company is in the sector, and its features, being
    in one says nothing of the other, p₁₂ = p₁·p₂/p. The audit corrects what that gets wrong.
    """
    both = np.minimum(first.p * second.p / np.maximum(whole.p, 1e-12), 1.0)
    both = np.minimum(both, np.minimum(first.p, second.p))
    z = np.where(np.isnan(first.z), np.nan, np.fmin(first.z, second.z))
    return Pair(first, second, both, z)


def neighbour(whole: Reviewed, inside: Floats) -> Pair:
    """The sector and a neighbour that nobody reviewed.

    Args:
        whole: the sector.
        inside: (N,) whether each company is in the neighbour by its definition; or calibrated
            probabilities, taken to be independent of being in the sector given the features.
    """
    second = replace(whole, p=inside, z=inside)
    return Pair(whole, second, whole.p * inside, whole.z * inside, by_rule=True)


def by_codes(
    sics: Sequence[Sequence[str]], definition: Definition, target: str, *, first: bool = False
) -> Floats:
    """(N,) 1 where a company's SIC codes are among those of a neighbour, else 0.

    Args:
        sics: each company's codes as digits, as listed.
        definition: has the neighbour.
        target: its id.
        first: look at the code listed first alone.
    """
    lists = definition.industries_of(target)
    codes = [tuple(c)[:1] if first else tuple(c) for c in sics]
    known = {one: float(any(lists.hint(c) for c in one)) for one in set(codes)}
    return np.array([known[one] for one in codes], np.float64)


def overlap(pair: Pair, weights: Weights | None = None) -> Overlap:
    """How two targets overlap, with what may be said of it.

    Args:
        pair: from `segments` or `neighbour`.
        weights: to official margins, as the size has them.
    """
    audited = int(pair.first.audited.sum())
    members = int((np.nan_to_num(pair.z) > 0).sum())
    both, either = size(pair.joint, weights), size(pair.either, weights)
    shares = intervals(pair)
    why = _withheld(audited, members, shares)
    return Overlap(both, either, *((None, None) if why else shares), members, audited, why)


def _withheld(audited: int, members: int, shares: tuple[Share | None, Share | None]) -> str:
    if not audited:
        return "no company of the audit has been reviewed"
    if None in shares:
        return "no member was found, and none is expected"
    wide = max(s.high - s.low for s in shares if s)
    if wide > WIDEST:
        return f"the interval of a share is {100 * wide:.0f} points wide, over {100 * WIDEST:.0f}"
    if members < FEW:
        return f"fewer than {FEW} companies were read and found in both"
    return ""


_FIRST, _SECOND = Weighing(first=1.0), Weighing(second=1.0)


def intervals(pair: Pair) -> tuple[Share | None, Share | None]:
    """The share of the first's people in both, and of the second's, whether or not to be told."""
    found = (share(pair, of) for of in (_FIRST, _SECOND))
    first, second = (_interval(*one) if one else None for one in found)
    return first, second


def _interval(value: float, variance: float) -> Share:
    """Clopper and Pearson's interval at the sample size the design is worth (Korn, Graubard 1998).

    A variance of nought is a share that is known.
    """
    if variance <= 0:
        return Share(value, value, value, float("inf"))
    n = max(value * (1 - value) / variance, 1.0)
    ends = clopper_pearson(min(n, value * n), n)
    return Share(value, min(ends.low, value), max(ends.high, value), n)
