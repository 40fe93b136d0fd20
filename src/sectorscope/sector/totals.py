"""Totals of official counts over every section of industry, place by place.

A share needs the whole, and a file by section and size prints none: the sum of some eighty cells a
place. Each is made once, when tables are built, and a sentence rests on it as on one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sectorscope.schema.provision import EVERY
from sectorscope.sector.counted import (
    DIMENSIONS,
    Row,
    are_rounded,
    band_of,
    bounded_by,
    named_bands,
    section_of,
    series_of,
)
from sectorscope.statistics.rounding import total


def totals(statistics: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows of table `total` from rows of table `statistic`: over every section, and by size.

    One row a file, series, place and year: over all sizes (the printed figures over all sizes
    where they are held, else the bands), and over each band.
    """
    files: dict[tuple[str, ...], list[Row]] = {}
    for row in statistics:
        if row["dimension"] in DIMENSIONS:
            key = (row["snapshot"], *series_of(row))
            files.setdefault(key, []).append(row)
    return [made for cells in files.values() for made in _of_a_file(cells)]


def summed(cells: Iterable[Row]) -> dict[str, list[Row]]:
    """The cells of one file, series, place and year that each of its totals sums, by its code."""
    held = list(cells)
    bands = named_bands(band_of(c) for c in held)
    plain = [c for c in held if not band_of(c)]
    split = [c for c in held if band_of(c) in bands]
    return {EVERY: plain or split, **{b: [c for c in split if band_of(c) == b] for b in bands}}


def _of_a_file(cells: list[Row]) -> Iterator[dict[str, Any]]:
    rounded = are_rounded(cells)
    by: dict[tuple[str, str], list[Row]] = {}
    for cell in cells:
        by.setdefault((cell["area_code"], cell["period"]), []).append(cell)
    for held in by.values():
        for code, mine in summed(held).items():
            yield _row(mine, code, rounded=rounded)


def _row(cells: list[Row], code: str, *, rounded: bool) -> dict[str, Any]:
    first, sections = cells[0], sorted({section_of(c) for c in cells})
    summed = total(bounded_by(c, rounded=rounded) for c in cells)
    due = len(sections) * len({band_of(c) for c in cells})
    absent = summed.suppressed + summed.not_available + due - len(cells)
    return {
        **{k: first[k] for k in ("dataset", "measure", "basis", "unit", "area", "period")},
        "dimension": "sections",
        "code": code,
        "place": first["area_code"],
        "whole_year": True,
        "over": ";".join(sections),
        "value": None if absent else summed.value,
        "low": None if absent else summed.low,
        "high": None if absent else summed.high,
        "cells": len(cells),
        "absent": absent,
        **_where(first),
    }


def _where(row: Mapping[str, Any]) -> dict[str, Any]:
    """The file it is made of: as a whole, for no one place in it holds a sum."""
    return {"snapshot": row["snapshot"], "locator": "", "raw": None}
