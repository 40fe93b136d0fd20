"""Volume 1 of SOC 2020 as published: every group, and what people in the unit groups do.

The sheet is found by its columns, not by its name. Codes are checked against those that ship: a
workbook of which many are not among them is of another version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sectorscope.concepts.soc import UNIT, structure
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.unpacking import is_workbook
from sectorscope.evidence.workbook import Workbook, by_row, open_workbook

VERSION = "SOC 2020"
_LEVELS = {1: "major", 2: "submajor", 3: "minor", 4: "unit"}
_TEXTS = {
    "title": "soc2020grouptitle",
    "description": "groupdescription",
    "tasks": "tasks",
    "titles": "relatedjobtitles",
}
_NEEDED = frozenset((*(f"soc2020{n}group" for n in _LEVELS.values()), *_TEXTS.values()))
_BLANK = "<blank>"
OTHER = 0.02
"""Share of codes that SOC 2020 has not from which a workbook is taken for another version's, and
below which for a spoilt one: stated, not measured."""

Made = dict[str, Any]


class _Sheet(NamedTuple):
    """rows: cells by name of column. at: the letter of each column."""

    title: str
    at: Mapping[str, str]
    rows: Mapping[int, Mapping[str, str]]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[Made]]]:
    """Rows of table `occupation_code`.

    Raises:
        GateRefused: gates `archive`, `columns`, `values`, `version`, `classification`, `no_rows`.
    """
    found = _opened(data, snapshot.name, snapshot.overridden)
    yield "occupation_code", [row | {"snapshot": snapshot.sha256} for row in found]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many groups of the classification are not in the file."""
    found = {row["code"] for row in _opened(data, snapshot.name, snapshot.overridden)}
    absent = [code for code in structure() if code not in found]
    return Remarks((f"{len(absent):,} groups of {VERSION} are not in it",) if absent else ())


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overridden: frozenset[str]) -> tuple[Made, ...]:
    if not is_workbook(data):
        raise GateRefused(
            "archive", f"{name} is no workbook", expected=f"volume 1 of {VERSION} as .xlsx"
        )
    sheet = _sheet(open_workbook(data), name)
    made = [row for n, line in sheet.rows.items() if (row := _group(sheet, n, line))]
    if not made:
        raise GateRefused("no_rows", f"{name} describes no group", expected="at least one")
    _check_codes([row["code"] for row in made], overridden)
    return tuple(made)


def _sheet(book: Workbook, name: str) -> _Sheet:
    """The first sheet whose first filled row has the columns of the descriptions."""
    for title in book.sheets:
        grid = by_row(book.cells(title))
        if not grid:
            continue
        head = min(grid)
        at = {re.sub(r"[\W_]", "", text).casefold(): letter for letter, text in grid[head].items()}
        if at.keys() >= _NEEDED:
            return _Sheet(title, at, {n: row for n, row in sorted(grid.items()) if n != head})
    raise GateRefused(
        "columns",
        f"no sheet of {name} has the descriptions of {VERSION}",
        expected="SOC 2020 Unit Group, Group Title, Group Description, Tasks, Related Job Titles",
    )


def _group(sheet: _Sheet, number: int, line: Mapping[str, str]) -> Made | None:
    """A row's group by its finest code; None for a row without any."""

    def cell(column: str) -> str:
        text = line.get(sheet.at[column], "").strip()
        return "" if text == _BLANK else text

    columns = [f"soc2020{level}group" for level in _LEVELS.values()]
    told = [(digits, column) for digits, column in zip(_LEVELS, columns, strict=True)]
    digits, column = next(((d, c) for d, c in reversed(told) if cell(c)), (0, ""))
    if not column:
        return None
    code, title = cell(column).removesuffix(".0"), " ".join(cell(_TEXTS["title"]).split())
    if not re.fullmatch(rf"\d{{{digits}}}", code) or not title:
        raise GateRefused(
            "values",
            f"row {number:,} of the sheet has the code {code[:20]!r}"
            + ("" if title else " and no title"),
            expected=f"{digits} digits, and a title",
        )
    return {
        "code": code,
        "title": title,
        "description": " ".join(cell(_TEXTS["description"]).split()) or None,
        "tasks": _lines(cell(_TEXTS["tasks"])) if digits == UNIT else None,
        "titles": _lines(cell(_TEXTS["titles"])) if digits == UNIT else None,
        "version": VERSION,
        "locator": str(Locator(sheet=sheet.title, cell=f"{sheet.at[column]}{number}")),
        "raw": line[sheet.at[column]],
    }


def _lines(text: str) -> str | None:
    """Entries that begin with a `~`, a line each."""
    parts = (" ".join(part.split()) for part in text.split("~"))
    return "\n".join(part for part in parts if part) or None


def _check_codes(codes: list[str], overridden: frozenset[str]) -> None:
    known = structure()
    unknown = sorted(set(codes) - known.keys())
    again = sorted({code for code in codes if codes.count(code) > 1})
    if again:
        raise GateRefused("values", f"{again[0]} stands twice", expected="each group once")
    gate = "version" if len(unknown) > OTHER * len(codes) else "classification"
    if unknown and gate not in overridden:
        raise GateRefused(
            gate,
            f"{len(unknown):,} of {len(codes):,} codes are not of {VERSION}, such as {unknown[0]}",
            expected=f"groups of {VERSION}",
        )
