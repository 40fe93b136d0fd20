"""Business demography: births, deaths, active enterprises and survival by area, from its workbook.

Tables 1.1, 2.1, 3.1 and 5.1 are read, each on several sheets by years; those by industry, of
employers alone and of high growth are not. A year or a cohort is found by its heading. Counts are
control rounded to base five: to the multiple above or below, so that each may be four away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sectorscope.evidence.area_codes import is_code
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.workbook import Workbook, by_row, open_workbook

BIRTHS, DEATHS, ACTIVE, COHORT = "births", "deaths", "active", "surviving"
_TABLES = {"1": (BIRTHS, "births"), "2": (DEATHS, "deaths"), "3": (ACTIVE, "active"),
           "5": (COHORT, "survival")}  # fmt: skip
"""What each table counts, and the word its title has for it."""
_SHEET = re.compile(r"Table ([1235])\.1[a-z]?")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?")
_BORN = re.compile(r"((?:19|20)\d\d)\s+births", re.IGNORECASE)
_SURVIVED = re.compile(r"(\d)-year\s+survival", re.IGNORECASE)
_NUMBER = re.compile(r"([0-9]{1,9})(?:\.0+)?")
_NOT_YET = frozenset({":", "..", "", "-"})
_AWAY = 4.0
"""How far controlled rounding to base five may move a count of single enterprises."""
_LOOKED_AT = 12
"""Rows in which headings are looked for; those of 2024 stand in row four."""
_ESTIMATED = 2
"""Of the newest years of deaths so many are estimates (note 5 of the workbook)."""
CROWDED = (
    "the publisher's mark: more than 500 businesses are registered at one postcode of the district"
)

Grid = dict[int, dict[str, str]]


@dataclass(frozen=True)
class _Column:
    """A column of figures: period, and years survived (none of other tables)."""

    letters: str
    period: str
    survived: str = ""


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `statistic`.

    Raises:
        GateRefused: gates `archive`, `html`, `dataset` (another workbook), `columns`, `values`,
            `classification` (a table counts what another should), `rows` (an area twice).
    """
    rows = _opened(data, snapshot.name)
    yield "statistic", [row | {"snapshot": snapshot.sha256} for row in rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What of the figures is estimated or not there yet, and which districts are marked."""
    rows = _opened(data, snapshot.name)
    estimated = sorted({r["period"] for r in rows if r["status"] == "provisional"})
    marked = sorted({r["area"] for r in rows if r["symbol"] == "*"})
    said = ["counts are of enterprises of every industry, rounded so that each may be four away"]
    if estimated:
        said.append(f"deaths of {' and '.join(estimated)} are estimates, and will be revised")
    if marked:
        said.append(
            f"{len(marked):,} areas have more than 500 businesses at one postcode, among them "
            + ", ".join(marked[:3])
        )
    return Remarks(tuple(said))


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str) -> tuple[dict[str, Any], ...]:
    inspect(data, name, table=False)
    book = open_workbook(data)
    found = [(sheet, match[1]) for sheet in book.sheets if (match := _SHEET.fullmatch(sheet))]
    if not {"1", "2", "3"} <= {number for _, number in found}:
        raise GateRefused(
            "dataset",
            f"{name} is no workbook of business demography",
            expected="sheets Table 1.1a, Table 2.1a and Table 3.1a, and those of later years",
            hint="add the workbook as the Office for National Statistics publishes it.",
        )
    dataset = _dataset(book)
    rows = [row for sheet, number in found for row in _rows(book, sheet, number, dataset)]
    _check_once(rows, name)
    return tuple(_estimated(rows))


def _dataset(book: Workbook) -> str:
    """The workbook's own title with its year, from the sheet of contents."""
    cells = book.cells("Contents") if "Contents" in book.sheets else {}
    title = " ".join(cells.get("A1", "").split())
    return title if title.casefold().startswith("business demography") else "Business Demography"


def _rows(book: Workbook, sheet: str, number: str, dataset: str) -> Iterator[dict[str, Any]]:
    grid = by_row(book.cells(sheet))
    measure, word = _TABLES[number]
    title = " ".join(grid.get(1, {}).values())
    if word not in title.casefold():
        raise GateRefused(
            "classification",
            f"sheet {sheet!r} is called {title[:60]!r}",
            expected=f"a table of {word}",
            hint="tables may have been renumbered; download the workbook again.",
        )
    head, columns = _headings(grid, sheet)
    rounded = any("base 5" in t for row in range(1, head) for t in grid.get(row, {}).values())
    for row in sorted(n for n in grid if n > head):
        code = grid[row].get("A", "").strip()
        if is_code(code):
            yield from (
                _cell(grid[row], column, sheet, row, rounded=rounded)
                | _of(measure, column, dataset)
                for column in columns
                if column.letters in grid[row]
            )


def _headings(grid: Grid, sheet: str) -> tuple[int, list[_Column]]:
    """The row of headings and its columns: years, or a cohort and the years it has survived."""
    for row in sorted(grid)[:_LOOKED_AT]:
        cells = {c: " ".join(t.split()) for c, t in grid[row].items() if c not in ("A", "B")}
        born = next(((c, m[1]) for c, t in cells.items() if (m := _BORN.fullmatch(t))), None)
        if born:
            later = ((c, _SURVIVED.fullmatch(t)) for c, t in cells.items())
            return row, [
                _Column(born[0], born[1], "0"),
                *(_Column(c, born[1], m[1]) for c, m in later if m),
            ]
        if years := [_Column(c, m[1]) for c, t in cells.items() if (m := _YEAR.fullmatch(t))]:
            return row, years
    raise GateRefused(
        "columns", f"sheet {sheet!r} has no headings that are years", expected="such as 2024"
    )


def _of(measure: str, column: _Column, dataset: str) -> dict[str, Any]:
    """What a column's figures are of."""
    survived = column.survived
    label = f"born in {column.period}" + (f", active {survived} years on" if survived > "0" else "")
    return {
        "dataset": dataset,
        "measure": measure,
        "geography": "districts, counties, regions and countries by code, as of the table's year",
        "dimension": "years_survived" if survived else "all",
        "code": survived or "all",
        "label": label if survived else "every enterprise",
        "period": column.period,
        "unit": "enterprises",
        "basis": "enterprises; where they are registered",
    }


def _cell(
    cells: dict[str, str], column: _Column, sheet: str, row: int, *, rounded: bool
) -> dict[str, Any]:
    raw = cells[column.letters]
    name = " ".join(cells.get("B", "").split())
    value = _value(raw, sheet, f"{column.letters}{row}")
    ends = (max(0.0, value - _AWAY), value + _AWAY) if rounded and value is not None else None
    marked = name.endswith("*")
    return {
        "area_code": cells["A"].strip(),
        "area": name.removesuffix("*").strip() or cells["A"].strip(),
        "value": value,
        "low": ends[0] if ends else None,
        "high": ends[1] if ends else None,
        "status": "not_available" if value is None else "normal" if value else "zero",
        "symbol": raw.strip() or None if value is None else "*" if marked else None,
        "advice": CROWDED if marked else None,
        "locator": str(Locator(sheet=sheet, cell=f"{column.letters}{row}")),
        "raw": raw,
    }


def _value(raw: str, sheet: str, at: str) -> float | None:
    plain = raw.strip()
    if plain in _NOT_YET:
        return None
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise GateRefused(
            "values",
            f"{sheet}!{at} is {plain[:30]!r}",
            expected="a whole number of enterprises, or ':' where it is not known yet",
        )
    return float(found[1])


def _check_once(rows: list[dict[str, Any]], name: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(row[k] for k in ("measure", "area_code", "code", "period"))
        if key in seen:
            raise GateRefused(
                "rows", f"{name} has {' '.join(key)} twice", expected="each area and year once"
            )
        seen.add(key)


def _estimated(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows, those of the newest deaths marked as estimates."""
    newest = sorted({r["period"] for r in rows if r["measure"] == DEATHS})[-_ESTIMATED:]
    for row in rows:
        guessed = row["measure"] == DEATHS and row["period"] in newest
        known = row["status"] == "normal"
        yield row | {"status": "provisional"} if guessed and known else row
