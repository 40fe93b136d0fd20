"""Rows of table `coverage`: how much of official employment the frame covers."""

from __future__ import annotations

from collections.abc import Iterator

from sectorscope.pipeline.margins import margins_of
from sectorscope.pipeline.sizing.base import Base, Row


def coverage(base: Base) -> Iterator[Row]:
    """One row a cell, then the companies no official figure speaks for."""
    frame, on = base.material.frame, base.material.eligible
    codes = [frame.sics[i][0] if frame.sics[i] else "" for i in on]
    areas = [frame.area_codes[i] for i in on]
    made = margins_of(base.tables, base.places, base.material.size[on], areas, codes)
    for cell in made.table:
        where, what = ", ".join(cell.areas), ", ".join(cell.codes)
        yield {
            "cell": f"{where} {what}".strip() or "all",
            "companies": cell.companies,
            "frame": float(cell.headcount),
            "official": cell.official,
            "low": cell.low,
            "high": cell.high,
            "weight": 1.0 if cell.weight is None else float(cell.weight),
            "flags": ", ".join(cell.flags),
            **base.origin,
        }
