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

from sectorscope.sector.review.drawn import Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.material import Floats

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Audit:
    """An audit of N companies, rows as the draw has them.

    p, s, w: (N,) as drawn. known: (N,) reviewed before the audit was drawn. pi: (N,) chance of
    being reviewed, nan for the known. audited: (N,) reviewed in the audit, or passed over. z,
    strict, broad: (N,) share of the headcount in the target by each reading, nan where nobody
    ruled or could tell. headcount: (N,) as verified, nan where it was not. drawn, reviewed, passed
    over: how many.
    """

    p: Floats
    s: Floats
    w: Floats
    known: Flags
    pi: Floats
    audited: Flags
    z: Floats
    strict: Floats
    broad: Floats
    headcount: Floats
    drawn: int
    reviewed: int
    passed_over: int

    @property
    def stopped_early(self) -> bool:
        """Whether some that were drawn have not been come to."""
        return self.reviewed + self.passed_over < self.drawn


def audited(drawn: Drawn, rulings: Mapping[str, Ruling], target: str = "") -> Audit:
    """The arrays of an audit, as far as it was reviewed.

    Args:
        drawn: the draw of stage B.
        rulings: what stands, by company.
        target: the sector or a segment; by default the one it was drawn for.
    """
    target = target or drawn.target
    ruled = np.array([c in rulings for c in drawn.companies], np.bool_)
    reached = int(drawn.order[ruled & (drawn.order > 0)].max(initial=0))
    sample = (drawn.order > 0) & (drawn.order <= reached)
    counts = drawn.known | sample
    part = reached / len(drawn.rows) if len(drawn.rows) else 1.0

    def of(reading: str) -> Floats:
        told = (
            rulings[c].member(target, reading) if on and c in rulings else np.nan
            for c, on in zip(drawn.companies, counts, strict=True)
        )
        return np.fromiter(told, np.float64, len(drawn.companies))

    return Audit(
        p=drawn.p if target == drawn.target else drawn.others[target],
        s=drawn.s,
        w=drawn.w,
        known=drawn.known,
        pi=drawn.pi * part,
        audited=sample,
        z=of("central"),
        strict=of("strict"),
        broad=of("broad"),
        headcount=_verified(drawn, rulings, counts),
        drawn=len(drawn.rows),
        reviewed=int((sample & ruled).sum()),
        passed_over=int((sample & ~ruled).sum()),
    )


def _verified(drawn: Drawn, rulings: Mapping[str, Ruling], counts: Flags) -> Floats:
    found = np.full(len(drawn.companies), np.nan)
    for i in np.flatnonzero(counts):
        ruling = rulings.get(drawn.companies[i])
        if ruling is not None and ruling.headcount is not None:
            found[i] = ruling.headcount
    return found
