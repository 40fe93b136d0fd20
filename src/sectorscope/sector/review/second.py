"""Which companies are read twice: surprises, and one in ten of the others that are audited.

A surprise is a company whose first look and a model that had not seen it lie more than `SURPRISE`
apart: there one wrong ruling moves the total most. One in ten of the others says how far readers
agree where nobody is surprised; which they are is set by the draw's seed, before anybody looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sectorscope.sector.review.drawn import Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.reading import UNRESOLVED, member

SURPRISE = 0.8
ONE_IN = 10


@dataclass(frozen=True)
class Twice:
    """What second looks an audit asks for, companies in the order of review.

    due: to be read twice, read or not. left: of these, those that were read once so far.
    disputed: read twice or more, differently, and not settled.
    """

    due: tuple[str, ...]
    left: tuple[str, ...]
    disputed: tuple[str, ...]


def twice(drawn: Drawn, rulings: Mapping[str, Ruling]) -> Twice:
    """The second looks an audit asks for, so far as it has been read.

    Surprises among what was known before the audit are read twice as well: a wrong ruling on one
    of them is in the estimate as it is.

    Args:
        drawn: the audit.
        rulings: by company.
    """
    before = [drawn.companies[i] for i in np.flatnonzero(drawn.known)]
    read = [c for c in (*drawn.queue, *before) if c in rulings]
    due = tuple(c for c in read if surprising(drawn, rulings[c]) or lot(drawn, c))
    left = tuple(c for c in due if rulings[c].settled and len(rulings[c].looks) < 2)  # noqa: PLR2004 - twice
    return Twice(due, left, tuple(c for c in read if not rulings[c].settled))


def surprising(drawn: Drawn, ruling: Ruling) -> bool:
    """Whether the first look and the model lie more than `SURPRISE` apart."""
    first = ruling.looks[0] if ruling.looks else ruling.readings[0]
    if first.ruling == UNRESOLVED:
        return False
    gap = member(first, drawn.target) - float(drawn.p[drawn.row_of[ruling.company]])
    return abs(gap) > SURPRISE


def lot(drawn: Drawn, company: str) -> bool:
    """Whether a company of the audit is the one in ten of its ten in the order of review."""
    order = int(drawn.order[drawn.row_of[company]])
    return order > 0 and order % ONE_IN == drawn.seed % ONE_IN
