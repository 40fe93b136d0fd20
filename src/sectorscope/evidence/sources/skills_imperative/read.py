"""The Skills Imperative 2035: projected employment by industry, occupation, qualification.

The published workbooks are read cell by cell: levels for five years and, where the table gives
them, net change, replacement demand and total requirement over the period. The publisher's advice
on small cells is looked up on the sheet `Warning` and travels with every row; a workbook without
it is refused. The same figures as a tidy CSV are read too (`tidy.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.skills_imperative import tidy
from sectorscope.evidence.sources.skills_imperative.layout import (
    BASIS,
    TABLES,
    UNIT,
    Figure,
    Layout,
    category,
    figures,
)
from sectorscope.evidence.workbook import Workbook, open_workbook

DATASET = "Skills Imperative 2035"

_ADVICE = (
    r"(?<!UN)PUBLISHED DATA: .*?per cell",
    r"UNPUBLISHED DATA: .*?per cell",
    r"For cases in between .*?needed\.",
)
"""What the sheet `Warning` says of small cells: the two rules, and what lies between them."""

_AREAS = {"LSIP name": "LSIP area, version not stated", "Country name": "country"}
"""The line of sheet `Info` that names the area, and the kind of area it then is."""


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `statistic`, figures in single jobs.

    Raises:
        GateRefused: gates `archive`, `columns`, `classification`, `values`, `advice`.
    """
    if not data.startswith(b"PK"):
        yield from tidy.read(snapshot, data)
        return
    book = open_workbook(data)
    advice, (area, kind) = _advice(book, snapshot), _area(book)
    for layout in TABLES:
        found = figures(_cells(book, layout.sheet), layout, area)
        rows = [_row(figure, layout) for figure in found]
        common = {"area_code": area, "area": area, "geography": kind, "advice": advice}
        yield "statistic", [{**row, **common, "snapshot": snapshot.sha256} for row in rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Nothing for a workbook; for a tidy CSV, what it lacks and what it mixes."""
    return Remarks() if data.startswith(b"PK") else tidy.remarks(data)


def _cells(book: Workbook, sheet: str) -> dict[str, str]:
    if sheet not in book.sheets:
        raise GateRefused(
            "columns",
            f"the workbook has no sheet {sheet!r}",
            expected="sheets " + ", ".join(t.sheet for t in TABLES),
            hint=nearest(sheet, book.sheets),
        )
    return book.cells(sheet)


def _advice(book: Workbook, snapshot: Snapshot) -> str | None:
    """The publisher's rules for small cells, as the sheet `Warning` words them."""
    cells = book.cells("Warning") if "Warning" in book.sheets else {}
    text = " ".join(" ".join(cells.values()).split())
    found = [m.group() for m in (re.search(p, text) for p in _ADVICE) if m]
    if len(found) == len(_ADVICE):
        return "; ".join(found)
    if "advice" in snapshot.overridden:
        return "; ".join(found) or None
    raise GateRefused(
        "advice",
        "the workbook's sheet 'Warning' with the advice on small cells is missing or changed",
        expected="PUBLISHED DATA: … per cell, UNPUBLISHED DATA: … per cell",
        hint="download the workbook again; a copy may have lost the sheet.",
    )


def _area(book: Workbook) -> tuple[str, str]:
    """Name and kind of the area, from the line `LSIP name` or `Country name` of sheet `Info`."""
    cells = _cells(book, "Info")
    for address, text in cells.items():
        value = cells.get(f"B{address[1:]}", "").strip()
        if address.startswith("A") and text.strip() in _AREAS and value:
            return value, _AREAS[text.strip()]
    raise GateRefused(
        "columns", "the workbook's sheet 'Info' names no area", expected="LSIP name or Country name"
    )


def _row(figure: Figure, layout: Layout) -> dict[str, Any]:
    code, name = category(figure.label)
    return {
        "dataset": DATASET,
        "measure": figure.measure,
        "dimension": layout.dimension,
        "code": code,
        "label": name,
        "period": figure.period,
        "unit": UNIT,
        "basis": BASIS,
        "value": figure.jobs,
        "low": None,
        "high": None,
        "status": figure.status,
        "symbol": None if figure.jobs is not None else figure.raw,
        "locator": f"sheet={layout.sheet};cell={figure.cell}",
        "raw": figure.raw,
    }
