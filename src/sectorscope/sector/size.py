"""The size of a sector as an analyst may say it: estimate, interval, readings, and when not to.

One part (all, a segment, a place) by one reading is one `Sized`. A part is the whole with everyone
outside it counted as nobody, so that a small part has the wide interval it deserves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.estimator import Beyond, Estimated, errors, estimate
from sectorscope.sector.learning import bounded
from sectorscope.sector.margins import Weights, likelier, v_frame, v_margin
from sectorscope.sector.margins.variance import by_cell
from sectorscope.sector.reviewed import Held, Reviewed, recalibrated

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

WIDEST = 0.5
"""Half of the interval over the estimate beyond which no estimate is said (design, section 6)."""
FALSE, MISSED = 0.0025, 0.05
"""Mistakes of reviewers whose effect is shown: outsiders taken for members, members missed."""


@dataclass(frozen=True)
class Withheld:
    """Why no estimate is said, and how many further reviews would change that (None: no number)."""

    reason: str
    reviews_needed: int | None


@dataclass(frozen=True)
class Sized:
    """One part of a sector by one reading.

    made: the estimate with all that its interval is made of. withheld: None where it may be said.
    members: companies that were read and found to be in it, wholly or in part.
    """

    made: Estimated
    withheld: Withheld | None
    members: int


def businesses(held: Reviewed) -> Reviewed:
    """Count companies that are in the sector, wholly or in part, not the people in them.

    The count is of companies on the list, each as one: weights to official employment say nothing
    of how many businesses are missing (decision 0018).
    """
    one = np.ones(len(held.s))
    member = np.where(np.isnan(held.z), np.nan, (held.z > 0).astype(np.float64))
    unknown = np.full(len(one), np.nan)
    return replace(held, s=one, w=one, square=one, z=member, verified=unknown)


def as_read(held: Reviewed, central: Reviewed) -> Reviewed:
    """A strict or broad reading, with probabilities scaled from those of the central one.

    By how much of the members ruled on it keeps or adds: any p leaves the estimate unbiased, and a
    fitting one makes it precise.
    """
    on = ~np.isnan(central.z) & ~np.isnan(held.z)
    members = float(central.z[on].sum())
    ratio = float(held.z[on].sum()) / members if members > 0 else 1.0
    return replace(held, p=bounded(central.p * ratio))


def within(held: Reviewed, inside: Flags) -> Reviewed:
    """The part of it that lies inside; everyone else is known to be no part of it.

    Of the audited outside that nobody could tell z stays unknown, so that the class weights of
    those inside are what they were; with p of nought they count for nothing.
    """
    kept = inside | (held.audited & np.isnan(held.z))
    return replace(held, p=np.where(inside, held.p, 0.0), z=np.where(kept, held.z, 0.0))


def size(
    held: Reviewed, weights: Weights | None = None, *, level: float = 0.95, read: int | None = None
) -> Sized:
    """Size one part.

    Args:
        held: what the review found.
        weights: to official margins; None where none are held: then no variance for companies
            missing from the frame is known, and coverage says so.
        level: of the interval.
        read: companies read in the audit, of which further reviews are reckoned.
    """
    made = estimate(held, beyond(held, weights), level=level)
    members = int((np.nan_to_num(held.z) > 0).sum())
    read = made.audited if read is None else read
    return Sized(made, withheld(made, read, level, rest=int(held.rest.sum())), members)


def nested(reading: Sized, central: Sized, *, broad: bool) -> Sized:
    """A strict or broad reading that lies on its side of the central one.

    Every company of the strict reading is in the central one, and every one of that in the broad:
    their totals are so ordered whatever the audit's sample made of each. So an estimate is no more
    (of the broad: no less) than the central one, and neither is that end of its interval, which
    loses no truth by it that the central one's holds. Beside one that is withheld nothing is moved,
    for it would show what was withheld.
    """
    if central.withheld is not None:
        return reading
    made, other = reading.made, central.made
    pick = max if broad else min
    total = pick(made.total, other.total)
    low = max(made.low, other.low) if broad else min(made.low, total)
    high = max(made.high, total) if broad else min(made.high, other.high)
    return replace(reading, made=replace(made, total=total, low=low, high=high))


def beyond(held: Reviewed, weights: Weights | None) -> Beyond:
    """Variance from companies missing from the frame and from imprecise margins."""
    if weights is None or not weights.known:
        return Beyond()
    told, p = ~np.isnan(held.z), recalibrated(held)
    z, v = np.where(told, held.z, p), np.where(told, 0.0, p * (1 - p))
    verified = ~np.isnan(held.verified)
    found = np.where(verified, held.verified, held.s)
    square = np.where(verified, held.verified**2, held.square)
    frame = v_frame(found, z, v, weights.cell, weights.margin, square)
    on = weights.cell >= 0
    people = by_cell(weights.cell[on], (held.w * found * z)[on], len(weights.margin))
    share = people / np.where(weights.margin > 0, weights.margin, 1)
    margin = v_margin(share, weights.terms, weights.variance)
    return Beyond(frame=frame, margin=margin, whole=float((held.w * found).sum()))


def withheld(
    made: Estimated, read: int, level: float = 0.95, *, rest: int = 2**63
) -> Withheld | None:
    """Whether an estimate must not be said, and what it takes.

    `rest` is how many companies an audit can read: where everybody was read before one there is
    nothing to wait for, and no number of reviews is told that there are no companies for.

    The audit's variance falls as one over its reviews; that of missing companies and of margins
    does not. The reviews count from those that were read, and hold those still unread of the draw.
    """
    if rest and not read:
        return Withheld("no company of the audit has been reviewed", None)
    if made.total <= 0:
        return Withheld("no member was found, and none is expected", None)
    if made.relative <= WIDEST:
        return None
    reason = _too_wide(made.relative)
    allowed = (
        (WIDEST * made.total / errors(level, made.freedom)) ** 2 - made.v_frame - made.v_margin
    )
    if allowed <= 0 or made.v_audit <= 0 or not rest:
        return Withheld(reason + "; what the frame and the margins leave open is too much", None)
    needed = max(math.ceil(read * (made.v_audit / allowed - 1)), 1)
    return Withheld(reason, needed if needed <= rest - read else None)


def _too_wide(relative: float) -> str:
    if relative > 1:
        return "half of the interval is more than the estimate itself"
    return f"half of the interval is {relative:.0%} of the estimate, over {WIDEST:.0%}"


@dataclass(frozen=True)
class Sensitivity:
    """Where the estimate lands under another assumption; people."""

    assumption: str
    low: float
    high: float


def sensitivities(held: Reviewed, made: Estimated, weights: Weights | None) -> list[Sensitivity]:
    """The estimate if reviewers err, were members likelier in the frame, and as the untold may be.

    Reviewers who take a share f of outsiders for members and miss a share m of members report, of
    T members among S people, T(1−m) + f(S−T): what they found is undone by that.
    """
    found = np.where(np.isnan(held.verified), held.s, held.verified)
    whole = float((held.w * found).sum())
    total = made.total
    true = max((total - FALSE * whole) / (1 - FALSE), 0.0)
    told = [
        Sensitivity(f"reviewers took {FALSE:.2%} of outsiders for members", true, total),
        Sensitivity(f"reviewers missed {MISSED:.0%} of members", total, total / (1 - MISSED)),
    ]
    if weights is not None and weights.known:
        z = np.where(np.isnan(held.z), held.p, held.z)
        spread = likelier(found, z, weights.cell, weights.margin)
        moved = [total - spread.estimate + end for end in (spread.low, spread.high)]
        told.append(
            Sensitivity("members were 1.3 times likelier to be in the frame, or less", *moved)
        )
    if made.bounds is not None:
        ends = (Held.of(held.settled(as_)).total() for as_ in (0.0, 1.0))
        out, all_in = (max(end, made.floor) for end in ends)
        told.append(Sensitivity("all that could not be told are out, or in", out, all_in))
    return told
