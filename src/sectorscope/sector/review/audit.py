"""The audit as numbers: what the estimate is made from, however much of it has been reviewed.

The order of review is random, so the first m of n drawn are a sample too, with m/n of the chances.
m is the place of the last that was ruled on; whoever before it was not ruled on could not be told,
as far as anybody knows, and counts as unresolved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sectorscope.errors import DecisionError
from sectorscope.sector.review.drawn import B, Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.material import Floats
from sectorscope.sector.reviewed import Reviewed

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Reached:
    """How far an audit was reviewed: how many were drawn, ruled on, and passed over."""

    drawn: int
    ruled: int
    passed_over: int

    @property
    def stopped_early(self) -> bool:
        """Whether some that were drawn have not been come to."""
        return self.ruled + self.passed_over < self.drawn


def reached(drawn: Drawn, rulings: Mapping[str, Ruling]) -> Reached:
    """How far an audit was reviewed; whoever comes after the last ruled on was not come to.

    Args:
        drawn: the draw of stage B.
        rulings: what stands, by company.
    """
    ruled = sum(c in rulings for c in drawn.queue)
    return Reached(len(drawn.rows), ruled, _last(drawn, rulings) - ruled)


def audited(
    drawn: Drawn, rulings: Mapping[str, Ruling], target: str = "", reading: str = "central"
) -> Reviewed:
    """What the estimate is made from, as far as the audit was reviewed; rows as the draw has them.

    What was ruled on outside the draw (by name, or in another target's) does not count: the audit
    stands for it.

    Args:
        drawn: the draw of stage B; or the last there is, where everybody has been ruled on.
        rulings: what stands, by company.
        target: the sector or a segment; by default the one it was drawn for.
        reading: strict, central or broad.

    Raises:
        DecisionError: no audit was drawn, and somebody has not been ruled on.
    """
    target = target or drawn.target
    ruled = np.array([c in rulings for c in drawn.companies], np.bool_)
    if drawn.stage != B and not ruled.all():
        raise DecisionError(
            f"no audit has been drawn; the review is in {drawn.name}",
            hint="sectorscope review membership",
        )
    known = drawn.known if drawn.stage == B else ruled
    last = _last(drawn, rulings)
    sample = ~known & (drawn.order > 0) & (drawn.order <= last)
    counts = known | sample
    p = drawn.p if target == drawn.target else drawn.others.get(target, np.full(len(ruled), np.nan))
    return Reviewed(
        p=np.where(np.isnan(p), 0.5, p),  # without a model nothing rests on it but the unresolved
        s=drawn.s,
        w=drawn.w,
        known=known,
        chance=drawn.pi * (last / max(len(drawn.rows), 1)),
        audited=sample,
        z=_told(drawn, rulings, counts, target, reading),
        verified=_verified(drawn, rulings, counts),
        square=drawn.square,
    )


def _last(drawn: Drawn, rulings: Mapping[str, Ruling]) -> int:
    """The place of the last that was ruled on, from 1; 0 if nobody was."""
    places = (place for place, c in enumerate(drawn.queue, start=1) if c in rulings)
    return max(places, default=0)


def _told(
    drawn: Drawn, rulings: Mapping[str, Ruling], counts: Flags, target: str, reading: str
) -> Floats:
    found = np.full(len(drawn.companies), np.nan)
    for i in np.flatnonzero(counts):
        ruling = rulings.get(drawn.companies[i])
        found[i] = np.nan if ruling is None else ruling.member(target, reading)
    return found


def _verified(drawn: Drawn, rulings: Mapping[str, Ruling], counts: Flags) -> Floats:
    found = np.full(len(drawn.companies), np.nan)
    for i in np.flatnonzero(counts):
        ruling = rulings.get(drawn.companies[i])
        if ruling is not None and ruling.headcount is not None:
            found[i] = ruling.headcount
    return found
