"""Tables in a workbook or a CSV, found by their columns: cells by simple names, each at its place.

ONS titles sheets and columns otherwise from issue to issue (`SOC_2020`, `SOC 2020`), so names are
compared without signs, blanks and capitals, and a sheet is known by its columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sectorscope.evidence.gates import inspect
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import rows_with_offsets
from sectorscope.evidence.unpacking import is_workbook
from sectorscope.evidence.workbook import by_row, open_workbook

HEADER_WITHIN = 20
"""Filled rows among which a header is looked for: ONS puts a title and notes above some."""
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
"""How an .xls begins, which the index of SOC 2010 was published as."""
_BLANK = "<blank>"


def simple(name: str) -> str:
    """A column's name without signs, blanks and capitals."""
    return re.sub(r"[\W_]", "", name).casefold()


@dataclass(frozen=True)
class Line:
    """A row. cells: by simple name. number: of the row, from one. place: where a cell stands."""

    cells: Mapping[str, str]
    number: int
    place: Callable[[str], str]

    def told(self, *names: str) -> str:
        """The first of some columns that says something, else ""."""
        told = (" ".join(self.cells.get(name, "").split()) for name in names)
        return next((t for t in told if t and t != _BLANK), "")

    def stands(self, name: str) -> dict[str, str]:
        """Locator and raw text of a cell."""
        return {"locator": self.place(name), "raw": self.cells[name]}


@dataclass(frozen=True)
class Sheet:
    """A table. title: of the sheet, or the file's name. columns: simple names."""

    title: str
    columns: frozenset[str]
    lines: tuple[Line, ...]


def sheets(data: bytes, name: str, wanted: Callable[[frozenset[str]], bool]) -> Iterator[Sheet]:
    """The tables with columns that are wanted: of a workbook, or the one of a CSV.

    Raises:
        GateRefused: gate `archive`: an .xls, or no sound workbook; gates of a CSV.
    """
    if data.startswith(OLD_WORKBOOK):
        raise GateRefused(
            "archive",
            f"{name} is an .xls, a workbook of before 2007",
            expected="an .xlsx, or a CSV of the sheet",
            hint="open it in a spreadsheet and save it as .xlsx.",
        )
    made = _of_workbook(data, wanted) if is_workbook(data) else _of_csv(data, name)
    return (sheet for sheet in made if wanted(sheet.columns))


def _of_workbook(data: bytes, wanted: Callable[[frozenset[str]], bool]) -> Iterator[Sheet]:
    book = open_workbook(data)
    for title in book.sheets:
        grid = sorted(by_row(book.cells(title)).items())
        for at, (_, cells) in enumerate(grid[:HEADER_WITHIN]):
            letters = {simple(text): letter for letter, text in reversed(cells.items())}
            if wanted(frozenset(letters)):
                lines = (_line(title, letters, number, row) for number, row in grid[at + 1 :])
                yield Sheet(title, frozenset(letters), tuple(lines))
                break


def _line(title: str, letters: Mapping[str, str], number: int, row: Mapping[str, str]) -> Line:
    return Line(
        {name: row[letter] for name, letter in letters.items() if letter in row},
        number,
        lambda name: str(Locator(sheet=title, cell=f"{letters[name]}{number}")),
    )


def _of_csv(data: bytes, name: str) -> Iterator[Sheet]:
    inspect(data, name)
    header, rows = rows_with_offsets(data)
    full = {simple(n): n for n in reversed(header.names)}
    lines = (
        Line(
            {n: row.values[full[n]] for n in full},
            number,
            lambda n, row=row: str(Locator(row.start, row.end, full[n])),
        )
        for number, row in enumerate(rows, 2)
    )
    yield Sheet(name, frozenset(full), tuple(lines))
