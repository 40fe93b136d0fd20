"""If members were likelier to be in the frame than others: what the estimate would be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sectorscope.sector.margins.variance import summed

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LIKELIER = 1.3
"""The design's assumption: by so much, in both directions."""


class Range(NamedTuple):
    """The estimate as it stands, and the lowest and highest under the assumption; jobs."""

    estimate: float
    low: float
    high: float


def likelier(size: Floats, z: Floats, cell: Ints, margin: Floats, times: float = LIKELIER) -> Range:
    """The part of the estimate that is weighted, were members `times` likelier, or less likely.

    With A the members' headcount in a cell's frame, B the others', M the margin and t the ratio
    of the two chances, members in the population have M·A / (A + t·B), but no less than A (no
    chance is above one) and no more than M - B. Where the frame exceeds the margin nothing is
    missing, and nothing changes.

    Args:
        size: float64[N], headcounts above nought.
        z: float64[N], membership (or share) where known, else its probability.
        cell: int64[N], as `Weights` has it.
        margin: float64[C], as `Weights` has it.
        times: At least 1.

    Raises:
        ValueError: `times` is below 1.
    """
    if times < 1:
        raise ValueError(f"{times:g} times likelier is less likely; give its inverse")
    cells = summed(size, z, np.zeros_like(size), cell, margin)
    members, others = cells.frame * cells.mean, cells.frame * (1 - cells.mean)
    low, high = (_shifted(members, others, margin, t) for t in (times, 1 / times))
    return Range(float(np.sum(margin * cells.mean)), float(low.sum()), float(high.sum()))


def _shifted(members: Floats, others: Floats, margin: Floats, ratio: float) -> Floats:
    frame = members + others
    held = np.where(frame > 0, members + ratio * others, 1)
    shifted = np.clip(margin * members / held, members, np.maximum(margin - others, members))
    plain = margin * members / np.where(frame > 0, frame, 1)
    return np.where(margin > frame, shifted, plain)
