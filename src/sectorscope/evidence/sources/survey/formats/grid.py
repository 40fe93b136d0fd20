"""Rows of cells as they stand in a CSV file or on a workbook's sheet, before anything is a header.

A locator of the CSV kind names its column; where names cannot tell columns apart (two header
rows, a title above them, a name that stands twice) it says `field=#7`, the seventh column.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.rows import decode
from sectorscope.evidence.sources.survey.formats.sheet import Line
from sectorscope.evidence.workbook import open_workbook

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
_DELIMITERS = ",;\t|"
_LOOKED_AT = 40  # lines that tell the delimiter; a title above the header must not decide it
MAX_COLUMNS = 5_000


@dataclass(frozen=True)
class Grid:
    """Rows with their numbers, all as wide as the widest; kind and sheet as in `Sheet`."""

    kind: str
    lines: tuple[Line, ...]
    sheet: str = ""


def delimiter_of(text: str) -> str:
    """The sign that cuts the most of the first lines into the most cells; a comma if none."""
    lines = [m.group() for m, _ in zip(_LINE.finditer(text), range(_LOOKED_AT), strict=False)]
    first = next((line for line in lines if line.strip()), "")
    head = max(_DELIMITERS, key=first.count)
    if first.count(head) > 1:
        return head
    return max(_DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines))


def delimited(data: bytes) -> Grid:
    """The grid of a CSV or TSV file.

    Raises:
        GateRefused: gates `encoding`, `rows` (a quotation that does not end, a row with more
            cells than any header).
    """
    text, encoding, mark = decode(data)
    found = [r for r in _records(text, encoding, mark, delimiter_of(text)) if any(r.cells)]
    return Grid("csv", tuple(found))


def workbook(data: bytes, sheet: str = "") -> Grid:
    """The grid of a workbook's sheet: the one named, else the one with the most cells.

    Raises:
        GateRefused: gates `archive`, `columns` (no such sheet), `no_rows`.
    """
    book = open_workbook(data)
    if sheet and sheet not in book.sheets:
        raise GateRefused(
            "columns", f"the workbook has no sheet {sheet!r}", hint=nearest(sheet, book.sheets)
        )
    name = sheet or max(book.sheets, key=lambda s: len(book.cells(s)), default="")
    if not name or not book.cells(name):
        raise GateRefused("no_rows", "the workbook's sheet is empty", expected="a header and rows")
    rows: dict[int, dict[int, str]] = {}
    for address, value in book.cells(name).items():
        if found := _ADDRESS.fullmatch(address):
            rows.setdefault(int(found[2]), {})[_index(found[1])] = value
    width = max(max(cells) for cells in rows.values()) + 1
    if width > MAX_COLUMNS:
        raise GateRefused("columns", f"the sheet is {width:,} columns wide", expected="a table")
    lines = (
        Line(number, tuple(cells.get(i, "") for i in range(width)))
        for number, cells in sorted(rows.items())
    )
    return Grid("xlsx", tuple(line for line in lines if any(c.strip() for c in line.cells)), name)


def stands(data: bytes, locator: str) -> str | None:
    """What stands at a locator of a kind that only questionnaires use; None if it is no such one.

    Those are `row=N;field=NAME` (SPSS) and `bytes=a-b;field=#7` (CSV, by the column's number).

    Raises:
        EvidenceRefused: it leads nowhere in these bytes.
    """
    if found := re.fullmatch(r"row=(\d+);field=(.+)", locator):
        from sectorscope.evidence.sources.survey.formats.sav import cell

        return cell(data, int(found[1]), unquote(found[2]))
    found = re.fullmatch(r"bytes=(\d+)-(\d+);field=#([1-9]\d*)", locator)
    if found is None:
        return None
    start, end, column = (int(g) for g in found.groups())
    text, encoding, _ = decode(data)
    try:
        record = data[start:end].decode(encoding)
    except UnicodeDecodeError as why:
        raise EvidenceRefused(f"bytes {start}-{end} cut a character in two") from why
    cells = next(csv.reader(record.splitlines(keepends=True), delimiter=delimiter_of(text)), [])
    if column > len(cells):
        raise EvidenceRefused(f"the record has {len(cells)} fields, and no field {column}")
    return cells[column - 1]


def _index(text: str) -> int:
    index = 0
    for letter in text:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _records(text: str, encoding: str, mark: int, delimiter: str) -> Iterator[Line]:
    """Records with their bytes; here a short record is no error, since titles and notes are."""
    drawn: list[str] = []

    def lines() -> Iterator[str]:
        for match in _LINE.finditer(text):
            drawn.append(match.group())
            yield drawn[-1]

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    start, number = mark, 1
    while True:
        drawn.clear()
        try:
            cells = next(reader, None)
        except csv.Error as why:
            raise GateRefused("rows", f"line {number:,} is no CSV: {why}") from why
        if cells is None:
            return
        record = "".join(drawn)
        body = len(record.rstrip("\r\n").encode(encoding))
        yield Line(number, tuple(cells), start, start + body)
        start += len(record.encode(encoding))
        number += 1


def slice_of(data: bytes, line: Line) -> str:
    """The text of a whole record of a CSV file."""
    return data[line.start : line.end].decode(decode(data)[1])
