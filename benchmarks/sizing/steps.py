"""What each part of V_frame does to the interval, added one after the other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sectorscope.sector.margins.variance import (
    OWN,
    Cells,
    by_cell,
    missing_squares,
    spread_of_membership,
    summed,
    typical_squares,
)

Floats = npt.NDArray[np.float64]
STEPS = (
    "residuals, as before",
    "members' variance by headcount",
    "the missing in part as the whole frame's",
    "one company more in a cell",
    "one giant: V_frame",
)


def residuals(size: Floats, z: Floats, cell: npt.NDArray[np.int64], margin: Floats) -> float:
    """What was tried before: Σ w(w-1) s²(z - share of the cell)², where w is above one."""
    sums = summed(size, z, np.zeros_like(z), cell, margin)
    w = margin / np.where(sums.frame > 0, sums.frame, 1)
    squared = by_cell(cell, size**2 * (z - sums.mean[cell]) ** 2, len(margin))
    return float(np.sum(w * np.maximum(w - 1, 0) * squared))


def steps(size: Floats, z: Floats, cell: npt.NDArray[np.int64], margin: Floats) -> dict[str, float]:
    """The variance after each of `STEPS`; every company has a cell and a known membership."""
    cells = summed(size, z, np.zeros_like(z), cell, margin)
    plain = cells.mean * (1 - cells.mean)
    mixed = spread_of_membership(cells, margin)
    same = cells.missing / np.where(cells.frame > 0, cells.frame, 1) * cells.squares
    own = cells.companies / (cells.companies + OWN)
    larger = own * np.minimum(same, cells.missing**2) + (1 - own) * typical_squares(size, cells)
    giant = missing_squares(size, cells)
    spreads = ((plain, same), (plain, larger), (mixed, larger), (mixed, giant))
    made = [float(np.sum(u * (q + _share(cells)))) for u, q in spreads]
    return dict(zip(STEPS, [residuals(size, z, cell, margin), *made], strict=True))


def _share(cells: Cells) -> Floats:
    return cells.missing**2 * cells.squares / np.where(cells.frame > 0, cells.frame, 1) ** 2
