"""The projections as a tidy CSV, derived from the workbooks by others: levels, or changes.

They carry no advice on small cells, and the levels mix two depths of a classification under one
name, so the depth is told from the labels. Rows that are no level (`% share`) are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.rows import Row, rows_with_offsets
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.skills_imperative.layout import BASIS, UNIT, category, in_jobs

_LEVELS = ("area", "dimension", "category", "year", "employment_thousands")
_YEARS = ("2015", "2019", "2020", "2025", "2035")
_CHANGES = {
    "net_change_2020_35": "net_change",
    "replacement_demand_2020_35": "replacement_demand",
    "total_requirement_2020_35": "total_requirement",
}
_WIDE = (*_LEVELS[:3], *_YEARS, *_CHANGES)
_INDUSTRY_6 = frozenset(
    {
        "Primary sector and utilities",
        "Manufacturing",
        "Construction",
        "Trade, accomod. and transport",
        "Business and other services",
        "Non-marketed services",
    }
)
_BOTH = "Construction"  # a sector and a group, with the same figure in both tables
DATASET = "Skills Imperative 2035 (tidy copy)"
DATASET_CHANGES = "Skills Imperative 2035 (tidy copy with changes)"


def read(snapshot: Snapshot, data: bytes) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `statistic`, figures in single jobs.

    Raises:
        GateRefused: gates `columns`, `classification`, `values`.
    """
    header, rows = rows_with_offsets(data)
    wide = "year" not in header.names
    needed = _WIDE if wide else _LEVELS
    check_columns(header.names, needed=needed, known=needed, name=snapshot.name)
    kept = [row for row in rows if _is_level(row)]
    found = [made for row in kept for made in (_changes(row) if wide else _level(row))]
    yield "statistic", [{**row, "snapshot": snapshot.sha256} for row in found]


def remarks(data: bytes) -> Remarks:
    """That the advice is missing, and what was left out."""
    _, rows = rows_with_offsets(data)
    gone = Counter(r.values.get("category", "") for r in rows if not _is_level(r))
    return Remarks(
        ("the file carries no advice on small cells; the published workbook does",),
        tuple(Dropped(f"category “{name}”", n) for name, n in sorted(gone.items())),
    )


def _is_level(row: Row) -> bool:
    return not row.values.get("category", "").startswith("%")


def _level(row: Row) -> Iterator[dict[str, Any]]:
    values = row.values
    for dimension in _dimensions(values["dimension"], values["category"]):
        yield _made(row, DATASET, dimension, ("employment", values["year"]), "employment_thousands")


def _changes(row: Row) -> Iterator[dict[str, Any]]:
    dimension = row.values["dimension"]
    for year in _YEARS:
        yield _made(row, DATASET_CHANGES, dimension, ("employment", year), year)
    for column, measure in _CHANGES.items():
        yield _made(row, DATASET_CHANGES, dimension, (measure, "2020-2035"), column)


def _dimensions(dimension: str, category: str) -> list[str]:
    """The classification a category belongs to, by its depth; a total belongs to the deepest."""
    if dimension == "industry":
        deep = category == _BOTH or category not in _INDUSTRY_6
        return ["industry_6"] * (category in _INDUSTRY_6) + ["industry_22"] * deep
    if dimension == "occupation":
        deep = category[:2].isdigit() or category.startswith("All ")
        return ["occupation_26" if deep else "occupation_9"]
    if dimension == "qualification":
        return ["qualification_9"]
    raise GateRefused(
        "classification",
        f"dimension {dimension!r} is unknown",
        expected="industry, occupation or qualification",
    )


def _made(
    row: Row, dataset: str, dimension: str, what: tuple[str, str], column: str
) -> dict[str, Any]:
    raw = row.values[column]
    value = in_jobs(raw)
    if value is None:
        raise GateRefused("values", f"{column} is {raw!r}", expected="thousands of jobs")
    code, name = category(row.values["category"])
    return {
        "dataset": dataset,
        "measure": what[0],
        "area_code": row.values["area"],
        "area": row.values["area"],
        "geography": "not stated",
        "dimension": dimension,
        "code": code,
        "label": name,
        "period": what[1],
        "unit": UNIT,
        "basis": BASIS,
        "value": value,
        "low": None,
        "high": None,
        "status": "normal" if value else "zero",
        "symbol": None,
        "advice": None,
        "locator": f"bytes={row.start}-{row.end};field={column}",
        "raw": raw,
    }
