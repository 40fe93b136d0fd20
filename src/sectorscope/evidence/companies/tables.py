"""A file of companies as columns of text: CSV, JSON Lines, or a sheet of a workbook.

Each row keeps where it stands. Only the columns that are asked for are kept: a register has 55.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from sectorscope.evidence.columns import csv_columns, piece_columns, pieces_of
from sectorscope.evidence.companies.gated import look
from sectorscope.evidence.large import large, not_plain
from sectorscope.evidence.locate import escaped
from sectorscope.evidence.plain import plain
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.rows import decode, header_of
from sectorscope.evidence.unpacking import is_workbook, unpack
from sectorscope.evidence.workbook import by_row, open_workbook

_DATES = (36_526, 54_788)
"""1 January 2000 and 31 December 2049 as a workbook counts days."""
_SERIAL = re.compile(r"[0-9]{5}")

Wanted = Callable[[Sequence[str]], Iterable[str]]
"""Given all the column names, those to keep; it refuses a file whose columns will not do."""


@dataclass(frozen=True)
class Sheet:
    """names: all columns, as they stand. cells: the kept ones, N texts each, none missing.

    locators: where each row stands. raw: what stands there, where that is a single cell.
    """

    names: tuple[str, ...]
    cells: Mapping[str, pa.Array]
    locators: pa.Array
    raw: pa.Array

    @classmethod
    def of(
        cls,
        names: tuple[str, ...],
        cells: Mapping[str, Sequence[str]],
        locators: Sequence[str],
        raw: Sequence[str | None] | None = None,
    ) -> Sheet:
        """The same from lists."""
        none = [None] * len(locators)
        columns = {name: pa.array(held, pa.string()) for name, held in cells.items()}
        where, stands = pa.array(locators, pa.string()), pa.array(raw or none, pa.string())
        return cls(names, columns, where, stands)


def opened(data: bytes, name: str, wanted: Wanted, *, sheet: str = "") -> Sheet:
    """Read a file, compressed or not, by what it holds and not by its name.

    Args:
        data: the bytes as they came.
        name: what the file is called, for messages.
        wanted: picks the columns to keep.
        sheet: of a workbook; the first one if empty.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`.
    """
    if is_workbook(data):
        return _of_workbook(data, name, wanted, sheet)
    if large(data) is None and _is_json(inner := unpack(data)):
        return _of_json_lines(inner, name, wanted)
    return joined(list(csv_sheets(data, name, wanted)))


def csv_sheets(data: bytes, name: str, wanted: Wanted) -> Iterator[Sheet]:
    """A CSV, compressed or not; one too large to lie in memory in several parts, one by one.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`.
    """
    file = large(data)
    if file is None:
        yield _of_csv(unpack(data), name, wanted)
        return
    kept: tuple[str, ...] = ()
    for piece in pieces_of(file, name):
        above = piece.shift + piece.found.body
        look(piece.data, f"{name}, from byte {above:,} on" if kept else name, piece.found)
        names = piece.found.header.names
        kept = kept or tuple(wanted(names))
        read = piece_columns(piece, kept)
        if read is None:
            raise not_plain(name)
        yield Sheet(names, read.cells, read.places, pa.nulls(len(read), pa.string()))


def joined(every: Sequence[Sheet]) -> Sheet:
    """The parts of one file, whose columns are the same, as one."""
    if len(every) == 1:
        return every[0]
    cells = {n: pa.concat_arrays([s.cells[n] for s in every]) for n in every[0].cells}
    places = pa.concat_arrays([s.locators for s in every])
    return Sheet(every[0].names, cells, places, pa.concat_arrays([s.raw for s in every]))


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")


def _of_csv(data: bytes, name: str, wanted: Wanted) -> Sheet:
    found = plain(data)
    look(data, name, found)
    names = found.header.names if found else header_of(data).names
    read = csv_columns(data, tuple(wanted(names)), found)
    raw = pa.nulls(len(read), pa.string())
    return Sheet(names, read.cells, read.places, raw)


def _of_json_lines(data: bytes, name: str, wanted: Wanted) -> Sheet:
    _, encoding, mark = decode(data)
    if encoding != "utf-8":
        raise GateRefused("encoding", f"{name} is JSON Lines in {encoding}", expected="UTF-8")
    objects: list[dict[str, Any]] = []
    locators: list[str] = []
    start = mark
    for number, line in enumerate(data[mark:].split(b"\n"), 1):
        if line.strip():
            objects.append(_object(line, name, number))
            locators.append(f"bytes={start}-{start + len(line.rstrip())}")
        start += len(line) + 1
    names = tuple(dict.fromkeys(key for entry in objects for key in entry))
    cells = {n: [_text(entry.get(n)) for entry in objects] for n in wanted(names)}
    return Sheet.of(names, cells, locators)


def _object(line: bytes, name: str, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    raise GateRefused(
        "rows",
        f"line {number:,} of {name} is no JSON object",
        expected="JSON Lines: one object a line, a company each",
    )


def _text(value: object) -> str:
    """A value as a cell: of a list its entries with `;` between."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_text(v) for v in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _of_workbook(data: bytes, name: str, wanted: Wanted, sheet: str) -> Sheet:
    book = open_workbook(data)
    chosen = sheet or next(iter(book.sheets), "")
    if chosen not in book.sheets:
        raise GateRefused(
            "fields",
            f"{name} has no sheet {chosen!r}",
            expected="one of " + ", ".join(book.sheets),
            hint=nearest(chosen, book.sheets),
        )
    filled = {at: text for at, text in book.cells(chosen).items() if text.strip()}
    grid = by_row(filled)
    if len(grid) < 2:  # noqa: PLR2004 - a header and a row
        raise GateRefused(
            "no_rows", f"sheet {chosen!r} of {name} holds no rows", expected="a header"
        )
    header, *rows = sorted(grid)
    letters = {text.strip(): letter for letter, text in grid[header].items() if text.strip()}
    cells = {n: [grid[row].get(letters[n], "") for row in rows] for n in wanted(tuple(letters))}
    first = [min(grid[row], key=lambda c: (len(c), c)) for row in rows]
    where = [f"sheet={escaped(chosen)};cell={c}{r}" for c, r in zip(first, rows, strict=True)]
    raw = [grid[row][c] for c, row in zip(first, rows, strict=True)]
    return Sheet.of(tuple(letters), _undated(data, chosen, cells, letters, rows), where, raw)


def _undated(
    data: bytes,
    sheet: str,
    cells: dict[str, list[str]],
    letters: Mapping[str, str],
    rows: Sequence[int],
) -> dict[str, list[str]]:
    """The cells, those that the workbook shows as dates written as dates.

    A workbook keeps a date as a number of days: a band of sizes that became a date would pass for
    45,536 employees.
    """
    doubtful = {
        (rows[at], letters[name])
        for name, column in cells.items()
        for at, text in enumerate(column)
        if _SERIAL.fullmatch(text) and _DATES[0] <= int(text) <= _DATES[1]
    }
    dated = _dated(data, sheet, doubtful) if doubtful else {}
    place = {row: at for at, row in enumerate(rows)}
    columns = {letter: name for name, letter in letters.items()}
    for (row, letter), text in dated.items():
        cells[columns[letter]][place[row]] = text
    return cells


def _dated(data: bytes, sheet: str, cells: set[tuple[int, str]]) -> dict[tuple[int, str], str]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    found: dict[tuple[int, str], str] = {}
    for line in book[sheet].iter_rows():
        for cell in line:
            at = (cell.row or 0, getattr(cell, "column_letter", ""))
            if at in cells and getattr(cell, "is_date", False):
                found[at] = str(cell.value)[:10]
    return found
