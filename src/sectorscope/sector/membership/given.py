"""What readers ruled, made fit to learn from: each company once, each answer between 0 and 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sectorscope.errors import DecisionError
from sectorscope.sector.definition import WHOLE
from sectorscope.sector.review.material import Labels

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Given:
    """Rulings on one target; of a segment, on companies in the sector alone.

    rows: (n,) companies, each once, ascending. y: (n,) in [0, 1]. weight: (n,) positive. notes:
    what was done to make them so, in sentences.
    """

    rows: Indices
    y: Floats
    weight: Floats
    notes: tuple[str, ...] = ()

    @property
    def inside(self) -> int:
        """How many are in, wholly or in part."""
        return int((self.y > 0).sum())

    @property
    def outside(self) -> int:
        """How many are out, wholly or in part."""
        return int((self.y < 1).sum())

    def enough(self, together: int, of_each: int) -> bool:
        """Whether there are so many rulings, and so many of them in and out."""
        return len(self.y) >= together and min(self.inside, self.outside) >= of_each


def given(labels: Labels, target: str, companies: int) -> Given:
    """The rulings on a target: unresolved ones left out, of repeated ones the mean.

    Those on a segment are read for companies in the sector, as a share of what is in the sector.

    Args:
        labels: rows, answers by target (nan: unresolved), weights.
        target: the sector or a segment.
        companies: how many the frame holds.

    Raises:
        DecisionError: a ruling is on no company of the frame, is not between 0 and 1, or has no
            positive weight.
    """
    whole = _once(labels, WHOLE, companies)
    if target == WHOLE:
        return whole
    part = _once(labels, target, companies)
    _, own, other = np.intersect1d(part.rows, whole.rows, return_indices=True)
    y, sector = part.y[own], whole.y[other]
    beyond = int((y > sector).sum())
    note = f"{beyond} ruled further into it than into the sector: the sector's ruling is taken"
    inside = sector > 0
    y = np.minimum(y, sector)[inside] / sector[inside]
    notes = (*part.notes, note) if beyond else part.notes
    return Given(part.rows[own][inside], y, part.weight[own][inside], notes)


def _once(labels: Labels, target: str, companies: int) -> Given:
    rows = np.asarray(labels.rows, np.int64)
    y = np.asarray(labels.z[target], np.float64)
    weight = np.asarray(labels.weight, np.float64)
    _check(rows, y, weight, companies)
    told = ~np.isnan(y)
    kept, place = np.unique(rows[told], return_inverse=True)
    mean = np.bincount(place, y[told], minlength=len(kept)) / np.bincount(place)
    heaviest = np.zeros(len(kept))
    np.maximum.at(heaviest, place, weight[told])
    differ = len(np.unique(place[y[told] != mean[place]]))
    note = f"{differ} ruled on more than once, and differently: the mean is taken"
    return Given(kept, mean, heaviest, (note,) if differ else ())


def _check(rows: Indices, y: Floats, weight: Floats, companies: int) -> None:
    if not len(rows) == len(y) == len(weight):
        raise DecisionError(f"{len(rows)} companies, {len(y)} rulings and {len(weight)} weights")
    if len(rows) and not (rows.min() >= 0 and rows.max() < companies):
        raise DecisionError("a ruling on a company that the frame does not hold")
    if ((y < 0) | (y > 1)).any():
        raise DecisionError("a ruling that is no share", expected="0 to 1")
    if not (np.isfinite(weight).all() and (weight > 0).all()):
        raise DecisionError("a ruling without weight", expected="weights above nought")
