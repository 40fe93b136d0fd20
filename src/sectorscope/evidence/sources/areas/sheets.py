"""A look-up's rows as text, each cell with its locator, from CSV or from a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sectorscope.evidence.area_codes import code_name
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.rows import rows_with_offsets
from sectorscope.evidence.unpacking import ZIP
from sectorscope.evidence.workbook import Workbook, by_row, open_workbook


@dataclass(frozen=True)
class Line:
    """One row: its cells by column name, and the locator of each."""

    values: Mapping[str, str]
    at: Callable[[str], str]


@dataclass(frozen=True)
class Sheet:
    """One table of a file: its column names and rows."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]


def sheets(data: bytes, name: str) -> Iterator[Sheet]:
    """The tables of a file that have columns of codes; of a CSV file its one table.

    Raises:
        GateRefused: gates on bytes (see `gates.inspect`), `archive`, `rows`.
    """
    if data.startswith(ZIP):
        book = open_workbook(data)
        made = (_of_workbook(book, title) for title in book.sheets)
        yield from (s for s in made if any(code_name(n) or n.endswith("_code") for n in s.header))
        return
    inspect(data, name)
    header, rows = rows_with_offsets(data)
    yield Sheet(header.names, tuple(_csv_line(r.values, r.start, r.end) for r in rows))


def _csv_line(values: Mapping[str, str], start: int, end: int) -> Line:
    return Line(values, lambda column: str(Locator(start, end, column)))


def _of_workbook(book: Workbook, title: str) -> Sheet:
    """A sheet whose first filled row is its header."""
    rows = by_row(book.cells(title))
    if not rows:
        return Sheet((), ())
    head = min(rows)
    names = {letter: text.strip() for letter, text in rows[head].items()}
    lines = (_sheet_line(title, n, row, names) for n, row in sorted(rows.items()) if n != head)
    return Sheet(tuple(names.values()), tuple(lines))


def _sheet_line(title: str, number: int, row: Mapping[str, str], names: Mapping[str, str]) -> Line:
    letters = {name: letter for letter, name in names.items()}
    values = {name: row.get(letter, "") for letter, name in names.items()}
    return Line(values, lambda column: str(Locator(sheet=title, cell=f"{letters[column]}{number}")))
