"""From a locator back to the bytes: what stands there, as it stands.

The grammar is the one `schema/evidence.py` declares: `bytes=a-b` is `data[a:b]` (b exclusive), of
the file within where the bytes are a gzip or zip; `;field=NAME` is one column of the CSV record
that stands there; `sheet=S;cell=F7` is one cell of a workbook; `row=N;field=NAME` one of an SPSS
or Parquet file, rows counted from one; `text` is a document's whole text. Of a zip of many files
`part=NAME;` before `bytes` names one. Each may end in `;chars=s-e`: code points of what stands
there. A `;` or `%` within a name is written `%3B`, `%25`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from sectorscope.errors import EvidenceRefused, TraceError
from sectorscope.evidence.columns import PARQUET, parquet_cell
from sectorscope.evidence.large import Large, large
from sectorscope.evidence.refusal import nearest
from sectorscope.evidence.rows import Header, Row, cells, decode, header_of, rows_with_offsets
from sectorscope.evidence.unpacking import part, unpacked
from sectorscope.evidence.workbook import open_workbook

__all__ = ["Header", "Located", "Locator", "Row", "escaped", "resolve", "rows_with_offsets"]

_BYTES = re.compile(
    r"(?:part=(?P<part>[^;]+);)?bytes=(?P<start>\d+)-(?P<end>\d+)"
    r"(?:;field=(?P<field>[^;]*))?"
)
_CELL = re.compile(r"sheet=(?P<sheet>[^;]+);cell=(?P<cell>[A-Z]{1,3}[1-9]\d*)")
_ROW = re.compile(r"row=(?P<row>[1-9]\d*);field=(?P<field>[^;]*)")
_CHARS = re.compile(r";chars=(\d+)-(\d+)$")
_TEXT = "text"
_HEAD = 1 << 16
"""Bytes at a large file's beginning among which its header stands."""


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

    start, end: bytes, end exclusive. chars: code points of what stands there, end exclusive.
    row: of an SPSS file, from one. part: the file of a zip of many that bytes are counted in. A
    locator with none of them but chars is a document's text.
    """

    start: int | None = None
    end: int | None = None
    field: str | None = None
    chars: tuple[int, int] | None = None
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    part: str | None = None

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read a locator.

        Raises:
            TraceError: it is none of the shapes.
        """
        within = _CHARS.search(text)
        chars = (int(within[1]), int(within[2])) if within else None
        place = text[: within.start()] if within else text
        if place == _TEXT:
            return cls(chars=chars)
        if found := _CELL.fullmatch(place):
            return cls(sheet=unquote(found["sheet"]), cell=found["cell"], chars=chars)
        if found := _ROW.fullmatch(place):
            return cls(row=int(found["row"]), field=unquote(found["field"]), chars=chars)
        found = _BYTES.fullmatch(place)
        if found is None or (chars and found["field"] is None):
            raise TraceError(f"{text!r} is no locator", expected="bytes=a-b or sheet=S;cell=F7")
        field = None if found["field"] is None else unquote(found["field"])
        within = None if found["part"] is None else unquote(found["part"])
        return cls(int(found["start"]), int(found["end"]), field, chars, part=within)

    def __str__(self) -> str:
        return self._place() + (f";chars={self.chars[0]}-{self.chars[1]}" if self.chars else "")

    def _place(self) -> str:
        if self.sheet is not None:
            return f"sheet={escaped(self.sheet)};cell={self.cell}"
        if self.row is not None:
            return f"row={self.row};field={escaped(self.field or '')}"
        if self.start is None:
            return _TEXT
        text = f"part={escaped(self.part)};" if self.part is not None else ""
        text += f"bytes={self.start}-{self.end}"
        return text + (f";field={escaped(self.field)}" if self.field is not None else "")


def escaped(name: str) -> str:
    """A name as it stands in a locator."""
    return name.replace("%", "%25").replace(";", "%3B").replace("\r", "%0D").replace("\n", "%0A")


def resolve(data: bytes, locator: str, name: str = "") -> Located:
    """Go to the bytes and return what stands there.

    Args:
        data: The snapshot's bytes.
        locator: A locator, as a record carries it.
        name: The file name they came under, which helps to tell what kind of document it is.

    Raises:
        TraceError: the locator leads nowhere in these bytes.
    """
    where = Locator.parse(locator)
    try:
        return _cut(_at(data, where, name), where.chars)
    except EvidenceRefused as why:
        raise TraceError(f"locator {locator!r} leads to nothing readable: {why.found}") from why


def _at(data: bytes, where: Locator, name: str) -> Located:
    if where.sheet is not None:
        return _in_cell(data, where)
    if where.row is not None and data.startswith(PARQUET):
        return _in_parquet(data, where)
    if where.row is not None or re.fullmatch(r"#\d+", where.field or ""):
        return _in_questionnaire(data, where)
    if where.start is None:
        from sectorscope.evidence.documents import whole_text

        return Located(whole_text(data, name), None, None, "the document's text")
    return _in_bytes(data, where)


def _in_questionnaire(data: bytes, where: Locator) -> Located:
    """A cell that only a questionnaire's own reader finds: of an SPSS file, or by its number."""
    from sectorscope.evidence.sources.survey.formats import stands

    text = stands(data, str(replace(where, chars=None)))
    row = f"row {where.row}, " if where.row else ""
    return Located(text or "", where.start, where.end, f"{row}column {where.field}")


def _in_parquet(data: bytes, where: Locator) -> Located:
    text = parquet_cell(data, int(where.row or 0), where.field or "")
    if text is None:
        raise TraceError(f"the file has no row {where.row} with a column {where.field!r}")
    return Located(text, None, None, f"row {where.row}, column {where.field}")


def _cut(found: Located, chars: tuple[int, int] | None) -> Located:
    """Some characters of what stands there; all of them for None."""
    if chars is None:
        return found
    first, last = chars
    if not first <= last <= len(found.text):
        raise TraceError(
            f"characters {first}-{last} lie outside", expected=f"0 to {len(found.text)}"
        )
    note = f"{found.note}, from {first} to {last}"
    return Located(found.text[first:last], found.start, found.end, note)


def _in_cell(data: bytes, where: Locator) -> Located:
    sheet, cell = str(where.sheet), str(where.cell)
    book = open_workbook(data)
    if sheet not in book.sheets:
        raise TraceError(f"there is no sheet {sheet!r}", hint=nearest(sheet, book.sheets))
    found = book.cells(sheet).get(cell, "")  # a blank answer is an empty cell
    return Located(found, None, None, f"sheet {sheet}, cell {cell}")


def _in_bytes(packed: bytes, where: Locator) -> Located:
    start, end = int(where.start or 0), int(where.end or 0)
    if where.part is None and (file := large(packed)):
        return _in_large(file, start, end, where.field)
    data = unpacked(packed) if where.part is None else part(packed, where.part)
    if not start <= end <= len(data):
        raise TraceError(f"bytes {start}-{end} lie outside", expected=f"0 to {len(data)}")
    if where.field is None:
        text = _slice(data, start, end, decode(data)[1])
        return Located(text, start, end, f"bytes {start} to {end}")
    header, _ = rows_with_offsets(data)
    text = _field(_slice(data, start, end, header.encoding), header, where.field)
    return Located(text, start, end, f"column {where.field}")


def _in_large(file: Large, start: int, end: int, field: str | None) -> Located:
    """As in any file; it was read as UTF-8, with its header in the first few lines."""
    if not start <= end <= file.size:
        raise TraceError(f"bytes {start}-{end} lie outside", expected=f"0 to {file.size}")
    record = file.cut(start, end)
    text = _slice(record, 0, len(record), "utf-8")
    if field is None:
        return Located(text, start, end, f"bytes {start} to {end}")
    head = file.cut(0, min(_HEAD, file.size))
    header = header_of(head[: head.rfind(b"\n") + 1])
    return Located(_field(text, header, field), start, end, f"column {field}")


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
