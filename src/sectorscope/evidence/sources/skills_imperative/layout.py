"""Where the figures of a projections workbook stand, found by its headings, not by address."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.workbook import by_row

_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d")
_CHANGES = {
    "Net Change": "net_change",
    "Replacement Demand": "replacement_demand",
    "Total Requirement": "total_requirement",
}
_MIN_YEARS = 3  # years side by side that make a heading; a row of figures has none

_CODED = re.compile(r"(?P<code>\d{2}|RQF\d) +(?P<label>.+)")

BASIS = "all in employment; workplace or residence not stated"
UNIT = "jobs"

_Grid = dict[int, dict[str, str]]


@dataclass(frozen=True)
class Layout:
    """A table of the workbook: its sheet, what it classifies, and how many categories it has."""

    sheet: str
    dimension: str
    categories: int
    changes: bool


TABLES = (
    Layout("Ind T1", "industry_6", 6, changes=True),
    Layout("Ind T2", "industry_22", 22, changes=False),
    Layout("Occ T2", "occupation_26", 26, changes=True),
    Layout("Qual T1", "qualification_9", 9, changes=False),
)
"""The tables that are read; the numbers of categories are those in the tables' own headings."""


@dataclass(frozen=True)
class Figure:
    """One cell: its category, measure and period, and the figure in jobs (None if it is none)."""

    label: str
    measure: str
    period: str
    cell: str
    raw: str

    @property
    def jobs(self) -> float | None:
        """The workbook's thousands in single jobs, to six decimals, below which is only noise."""
        return in_jobs(self.raw)

    @property
    def status(self) -> str:
        """Standing of the cell in table `statistic`."""
        if self.jobs is None:
            return "not_available"
        return "normal" if self.jobs else "zero"


def category(label: str) -> tuple[str, str]:
    """Code and label: the code the label begins with (SOC 2020, RQF level), else the label."""
    if label.startswith("All "):
        return "all", label
    coded = _CODED.fullmatch(label)
    return (coded["code"], coded["label"]) if coded else (label, label)


def in_jobs(thousands: str) -> float | None:
    """Thousands, as written, in single jobs; None if it is no number."""
    try:
        value = Decimal(thousands) * 1000
    except InvalidOperation:
        return None
    made = float(value)
    return round(made, 6) if math.isfinite(made) else None


def figures(cells: dict[str, str], layout: Layout, area: str) -> list[Figure]:
    """The figures of a sheet's first table, in levels.

    Raises:
        GateRefused: gate `columns`: title, years, unit or changes are not where headings say;
            gate `classification`: more or fewer categories than the table should have.
    """
    grid = by_row(cells)
    head = _heading(grid, layout, area)
    columns = _columns(grid, head, layout)
    found: list[Figure] = []
    labels = 0
    for row in _body(grid, head):
        label = grid[row]["A"].strip()
        labels += not label.startswith("All ")
        found.extend(_figure(grid, row, column, what) for column, what in columns.items())
    if labels != layout.categories:
        raise GateRefused(
            "classification",
            f"sheet {layout.sheet!r} holds {labels} categories",
            expected=str(layout.categories),
        )
    return found


def _figure(grid: _Grid, row: int, column: str, what: tuple[str, str]) -> Figure:
    raw = grid[row].get(column)
    if raw is None:
        raise GateRefused("values", f"cell {column}{row} is empty", expected="a figure")
    return Figure(grid[row]["A"].strip(), *what, f"{column}{row}", raw)


def _heading(grid: _Grid, layout: Layout, area: str) -> int:
    """Row of the years; the title must name the area, and the unit must be thousands."""
    for row in sorted(grid):
        if sum(bool(_YEAR.fullmatch(t)) for t in grid[row].values()) >= _MIN_YEARS and (
            "B" in grid[row] and _YEAR.fullmatch(grid[row]["B"])
        ):
            _check_title(grid, row, layout, area)
            return row
    raise _strange(layout, "has no heading with years")


def _check_title(grid: _Grid, head: int, layout: Layout, area: str) -> None:
    title = grid.get(1, {}).get("A", "")
    if not title.rstrip().endswith(area):
        raise _strange(layout, f"is titled {title[:80]!r}", f"a title that ends in {area!r}")
    above = " ".join(t for row in sorted(grid) if row <= head + 1 for t in grid[row].values())
    if "thousands" not in above and "(000s)" not in above:
        raise _strange(layout, "does not state its unit", "thousands")


def _columns(grid: _Grid, head: int, layout: Layout) -> dict[str, tuple[str, str]]:
    """Measure and period by column: the first table of the sheet is the one furthest left."""
    years = {c: ("employment", t) for c, t in grid[head].items() if _YEAR.fullmatch(t)}
    first = dict(_leftmost(years))
    if layout.changes:
        first |= _changes(grid, head, layout)
    return first


def _leftmost(columns: dict[str, tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Columns until a heading repeats: that is the next table, for males or as a chart's data."""
    seen: set[tuple[str, str]] = set()
    for column, what in columns.items():
        if what in seen:
            return
        seen.add(what)
        yield column, what


def _changes(grid: _Grid, head: int, layout: Layout) -> dict[str, tuple[str, str]]:
    """Change columns: their heading is spread over the rows above the years and the years' own."""
    periods = [t for r in sorted(grid) if r <= head for t in grid[r].values() if _is_period(t)]
    found: dict[str, tuple[str, str]] = {}
    for column in grid[head]:
        words = " ".join(grid.get(row, {}).get(column, "") for row in (head - 1, head))
        measure = _CHANGES.get(words.strip())
        if measure and periods and measure not in {m for m, _ in found.values()}:
            found[column] = (measure, periods[0])
    if len(found) != len(_CHANGES):
        raise _strange(layout, f"shows {len(found)} of the changes", ", ".join(_CHANGES))
    return found


def _is_period(text: str) -> bool:
    return bool(_PERIOD.fullmatch(text))


def _body(grid: _Grid, head: int) -> Iterator[int]:
    """Rows of figures below the heading, to the one that begins with `All`."""
    for row in sorted(r for r in grid if r > head):
        if "A" in grid[row] and "B" in grid[row]:
            yield row
            if grid[row]["A"].startswith("All "):
                return


def _strange(layout: Layout, found: str, expected: str = "as published in 2023") -> GateRefused:
    return GateRefused("columns", f"sheet {layout.sheet!r} {found}", expected=expected)
