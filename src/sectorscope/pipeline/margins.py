"""The official figures a study's frame is weighted to, from table `statistic`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.margins import Weights, from_statistics, weights
from sectorscope.sector.margins.sic import LEVELS
from sectorscope.store import Tables

Floats = NDArray[np.float64]

_DIMENSIONS = frozenset(f"sic_{level}" for level in LEVELS)
_SERIES = ("dataset", "measure", "basis", "unit", "period")


def margins_of(
    tables: Tables,
    places: Collection[str],
    size: Floats,
    areas: Sequence[str],
    codes: Sequence[str],
) -> Weights:
    """Weights of companies to the official employment of a region's districts.

    Args:
        tables: the study's.
        places: codes of the region's districts.
        size: (N,) headcounts above nought.
        areas: N district codes, "" where not known.
        codes: N principal SIC codes.
    """
    rows = _series([r for r in tables.rows("statistic") if _fits(r, places)])
    return weights(size, areas, codes, from_statistics(rows))


def _fits(row: dict[str, Any], places: Collection[str]) -> bool:
    return (
        row["measure"] == "employment"
        and row["dimension"] in _DIMENSIONS
        and row["area_code"] in places
    )


def _series(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of one series: the newest year; of those, the one that holds most cells."""
    by: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        by.setdefault(tuple(str(row[c]) for c in _SERIES), []).append(row)
    if not by:
        return []
    return by[max(by, key=lambda key: (key[-1], len(by[key]), key))]
