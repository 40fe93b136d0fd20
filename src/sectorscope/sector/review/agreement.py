"""How far readers agree: Krippendorff's alpha on what they ruled, and the raw share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sectorscope.sector.review.effective import Ruling, alike

if TYPE_CHECKING:
    from sectorscope.statistics.agreement import Agreement

_SEED = 20_260_101
"""Of the bootstrap, the same for everybody: the interval must come out the same."""


@dataclass(frozen=True)
class Agreed:
    """Agreement on companies that were looked at twice or more.

    read: how many. same: with the same ruling in every look. alike: and the same segments, share
    and headcount. readers: who looked, by name. result: alpha with its interval, or why none.
    """

    read: int
    same: int
    alike: int
    readers: tuple[str, ...]
    result: Agreement


def agreement(rulings: Iterable[Ruling], *, level: float = 0.95) -> Agreed:
    """How far looks agree, over companies that were looked at twice or more.

    Second looks go to surprises before others, so that these companies are harder than most: what
    is found here is a lower bound for the rest, as far as it is anything.

    Args:
        rulings: of an audit.
        level: of the bootstrap interval.
    """
    from sectorscope.statistics.agreement import krippendorff_alpha

    looked = [r.looks for r in rulings if len(r.looks) > 1]
    units = [[look.ruling for look in looks] for looks in looked]
    return Agreed(
        read=len(units),
        same=sum(len(set(unit)) == 1 for unit in units),
        alike=sum(alike(looks) for looks in looked),
        readers=tuple(sorted({look.reader for looks in looked for look in looks})),
        result=krippendorff_alpha(units, seed=_SEED, level=level),
    )
