"""From a locator back to the bytes: what stands there, as it stands.

The grammar is the one `schema/evidence.py` declares: `bytes=a-b` is `data[a:b]` (b exclusive);
`;field=NAME` is one column of the CSV record that stands there; `;chars=s-e` are code points of
that column's decoded text; `sheet=S;cell=F7` is one cell of a workbook. A `;` or `%` within a
name is written `%3B`, `%25`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from sectorscope.errors import EvidenceRefused, TraceError
from sectorscope.evidence.refusal import nearest
from sectorscope.evidence.rows import Header, Row, cells, decode, rows_with_offsets
from sectorscope.evidence.workbook import open_workbook

__all__ = ["Header", "Located", "Locator", "Row", "resolve", "rows_with_offsets"]

_BYTES = re.compile(
    r"bytes=(?P<start>\d+)-(?P<end>\d+)"
    r"(?:;field=(?P<field>[^;]*)(?:;chars=(?P<first>\d+)-(?P<last>\d+))?)?"
)
_CELL = re.compile(r"sheet=(?P<sheet>[^;]+);cell=(?P<cell>[A-Z]{1,3}[1-9]\d*)")


@dataclass(frozen=True)
class Located:
    """What stands at a locator: text, the bytes it lies in (None for a cell), and what it is."""

    text: str
    start: int | None
    end: int | None
    note: str


@dataclass(frozen=True)
class Locator:
    """A locator in parts; `str` writes it and `parse` reads it back.

    start, end: bytes, end exclusive. chars: code points within the field, end exclusive.
    """

    start: int | None = None
    end: int | None = None
    field: str | None = None
    chars: tuple[int, int] | None = None
    sheet: str | None = None
    cell: str | None = None

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read a locator.

        Raises:
            TraceError: it is none of the four shapes.
        """
        if found := _CELL.fullmatch(text):
            return cls(sheet=unquote(found["sheet"]), cell=found["cell"])
        found = _BYTES.fullmatch(text)
        if found is None:
            raise TraceError(f"{text!r} is no locator", expected="bytes=a-b or sheet=S;cell=F7")
        chars = (int(found["first"]), int(found["last"])) if found["first"] else None
        field = None if found["field"] is None else unquote(found["field"])
        return cls(int(found["start"]), int(found["end"]), field, chars)

    def __str__(self) -> str:
        if self.sheet is not None:
            return f"sheet={_escaped(self.sheet)};cell={self.cell}"
        text = f"bytes={self.start}-{self.end}"
        if self.field is not None:
            text += f";field={_escaped(self.field)}"
        return text + (f";chars={self.chars[0]}-{self.chars[1]}" if self.chars else "")


def _escaped(name: str) -> str:
    return name.replace("%", "%25").replace(";", "%3B").replace("\r", "%0D").replace("\n", "%0A")


def resolve(data: bytes, locator: str) -> Located:
    """Go to the bytes and return what stands there.

    Args:
        data: The snapshot's bytes.
        locator: A locator, as a record carries it.

    Raises:
        TraceError: the locator leads nowhere in these bytes.
    """
    where = Locator.parse(locator)
    try:
        return _in_cell(data, where) if where.sheet is not None else _in_bytes(data, where)
    except EvidenceRefused as why:
        raise TraceError(f"locator {locator!r} leads to nothing readable: {why.found}") from why


def _in_cell(data: bytes, where: Locator) -> Located:
    sheet, cell = str(where.sheet), str(where.cell)
    book = open_workbook(data)
    if sheet not in book.sheets:
        raise TraceError(f"there is no sheet {sheet!r}", hint=nearest(sheet, book.sheets))
    found = book.cells(sheet).get(cell)
    if found is None:
        raise TraceError(f"cell {cell} of sheet {sheet!r} is empty")
    return Located(found, None, None, f"sheet {sheet}, cell {cell}")


def _in_bytes(data: bytes, where: Locator) -> Located:
    start, end = int(where.start or 0), int(where.end or 0)
    if not start <= end <= len(data):
        raise TraceError(f"bytes {start}-{end} lie outside", expected=f"0 to {len(data)}")
    if where.field is None:
        text = _slice(data, start, end, decode(data)[1])
        return Located(text, start, end, f"bytes {start} to {end}")
    header, _ = rows_with_offsets(data)
    text = _field(_slice(data, start, end, header.encoding), header, where.field)
    if where.chars is None:
        return Located(text, start, end, f"column {where.field}")
    first, last = where.chars
    if not first <= last <= len(text):
        raise TraceError(f"characters {first}-{last} lie outside", expected=f"0 to {len(text)}")
    return Located(text[first:last], start, end, f"column {where.field}, from {first} to {last}")


def _slice(data: bytes, start: int, end: int, encoding: str) -> str:
    try:
        return data[start:end].decode(encoding)
    except UnicodeDecodeError as why:
        raise TraceError(f"bytes {start}-{end} cut a character in two") from why


def _field(record: str, header: Header, field: str) -> str:
    if field not in header.names:
        raise TraceError(f"there is no column {field!r}", hint=nearest(field, header.names))
    values = cells(record, header.delimiter)
    if len(values) != len(header.names):
        raise TraceError(f"the record has {len(values)} fields", expected=str(len(header.names)))
    return values[header.names.index(field)]
