"""Text and rows out of bytes, each row with the exact bytes it stands at.

Every source of CSV reads through here, so that a locator written at reading time leads back to
the same bytes, whatever the encoding, the byte-order mark, the line ends or quoted newlines.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from sectorscope.evidence.kinds import is_packed, packed
from sectorscope.evidence.refusal import GateRefused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_UNMARKED = ("utf-8", "cp1252")
"""Tried in this order: text in Windows-1252 is almost never valid UTF-8, the reverse always is."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_CONTROLS = tuple(c for c in map(chr, range(32)) if _CONTROL.match(c))
"""Looked for one by one: over a large file that is far faster than the pattern."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DELIMITERS = ",;\t|"
_SAMPLE = 4096  # bytes looked at to tell UTF-16 without a mark; enough for any header


_Record = tuple[list[str], int, int]

NOTICES = 5
"""Lines above a header, at the most, each with no more than half as many fields as the next."""


class Row(NamedTuple):
    """One record: its cells by column name, and the bytes `data[start:end]` it stands at."""

    values: dict[str, str]
    start: int
    end: int


@dataclass(frozen=True)
class Header:
    """The first record of a CSV file and how the file is written.

    start, end: bytes of the header without its line end. mark: length of the byte-order mark.
    """

    names: tuple[str, ...]
    start: int
    end: int
    encoding: str
    mark: int
    delimiter: str


def encoding_of(data: bytes) -> tuple[str, int]:
    """Encoding of a text and the length of its byte-order mark.

    Raises:
        GateRefused: gate `encoding`: not UTF-8, UTF-16 or Windows-1252; `archive`: a compressed
            file or a workbook.
    """
    if is_packed(data):
        raise packed(data, "the file", "text, as CSV or JSON")
    for mark, name in _MARKS:
        if data.startswith(mark):
            _strictly(data[len(mark) :], name)
            return name, len(mark)
    for name in (*_utf16_by_zeros(data), *_UNMARKED):
        try:
            _strictly(data, name)
        except GateRefused:
            continue
        return name, 0
    raise GateRefused(
        "encoding",
        "the bytes are no text that can be decoded",
        expected="UTF-8, UTF-16 or Windows-1252",
        hint="save the file again as UTF-8.",
    )


def _utf16_by_zeros(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows as a zero in every second byte of western text."""
    sample = data[:_SAMPLE]
    if sample[1::2].count(0) * 4 > len(sample):
        return ("utf-16-le",)
    return ("utf-16-be",) if sample[::2].count(0) * 4 > len(sample) else ()


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as why:
        raise GateRefused("encoding", f"byte {why.start:,} is not {encoding}") from why
    if any(sign in text for sign in _CONTROLS) and (odd := _CONTROL.search(text)):
        raise GateRefused(
            "encoding", f"character {odd.start():,} is a control character", expected="plain text"
        )
    return text


@lru_cache(maxsize=4)
def decode(data: bytes) -> tuple[str, str, int]:
    """Text, encoding and length of the byte-order mark.

    Raises:
        GateRefused: gate `encoding`.
    """
    encoding, mark = encoding_of(data)
    return str(memoryview(data)[mark:], encoding), encoding, mark


def rows_with_offsets(data: bytes) -> tuple[Header, Iterator[Row]]:
    """Header and rows of a CSV file, each with its exact bytes; blank lines are passed over.

    Raises:
        GateRefused: gates `encoding`, `no_rows`, `columns` (a name stands twice) and, while rows
            are drawn, `rows` (more or fewer fields than the header has, an open quotation).
    """
    text, encoding, mark = decode(data)
    delimiter = _delimiter(text)
    records = _under_notices(_records(text, encoding, mark, delimiter))
    first = next(records, None)
    if first is None:
        raise GateRefused("no_rows", "the file holds no header", expected="a header and rows")
    names = tuple(first[0])
    for twice in (n for i, n in enumerate(names) if n in names[:i]):
        raise GateRefused("columns", f"column {twice!r} stands twice", expected="each once")
    header = Header(names, first[1], first[2], encoding, mark, delimiter)
    return header, _rows(header, records)


def header_of(data: bytes) -> Header:
    """The header alone; see `rows_with_offsets`."""
    return rows_with_offsets(data)[0]


def _under_notices(records: Iterator[_Record]) -> Iterator[_Record]:
    """The records from the header on: a line of a few words above it is a notice, and no header."""
    above = next(records, None)
    for _ in range(NOTICES):
        below = next(records, None)
        if above is None or below is None or len(above[0]) * 2 > len(below[0]):
            return chain([r for r in (above, below) if r], records)
        above = below
    return chain([above] if above else [], records)


def cells(text: str, delimiter: str) -> list[str]:
    """The cells of one record's text.

    Raises:
        GateRefused: gate `rows`, if it is not exactly one record.
    """
    found = [c for c, _, _ in _records(text, "utf-8", 0, delimiter)]
    if len(found) != 1:
        raise GateRefused("rows", f"the text holds {len(found)} records", expected="one")
    return found[0]


def records_of(text: str) -> Iterator[list[str]]:
    """Cells of each record of a decoded CSV, the header first.

    Raises:
        GateRefused: gate `rows`.
    """
    return (found for found, _, _ in _records(text, "utf-8", 0, _delimiter(text)))


_PARTED = {
    sign: f"cells are parted by {called}, and one may stand within a cell that is not quoted; "
    "save the file with commas, as the publisher has it."
    for sign, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "strokes (|)"))
}
"""What to try where a file that is parted by another sign than a comma has a cell too many."""


def _rows(header: Header, records: Iterator[tuple[list[str], int, int]]) -> Iterator[Row]:
    for number, (values, start, end) in enumerate(records, start=1):
        if len(values) != len(header.names):
            raise GateRefused(
                "rows",
                f"row {number:,} has {len(values)} fields",
                expected=f"{len(header.names)}, as the header has",
                hint=_PARTED.get(header.delimiter)
                or "a download may have been cut short; fetch it again.",
            )
        yield Row(dict(zip(header.names, values, strict=True)), start, end)


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line that has any; a comma if none has."""
    lines = (m.group() for m in islice(_LINE.finditer(text), 2 * NOTICES))
    line = next((one for one in lines if any(sign in one for sign in _DELIMITERS)), "")
    return max(_DELIMITERS, key=line.count)


def _records(
    text: str, encoding: str, mark: int, delimiter: str
) -> Iterator[tuple[list[str], int, int]]:
    """Cells with start and end byte; the csv module draws as many lines as a record needs."""
    drawn: list[str] = []

    def lines() -> Iterator[str]:
        for match in _LINE.finditer(text):
            drawn.append(match.group())
            yield drawn[-1]

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    start = mark
    while True:
        drawn.clear()
        try:
            values = next(reader, None)
        except csv.Error as why:
            raise GateRefused("rows", f"line {reader.line_num:,} is no CSV: {why}") from why
        if values is None:
            return
        record = "".join(drawn)
        body = len(record.rstrip("\r\n").encode(encoding))
        if values:
            yield values, start, start + body
        start += len(record.encode(encoding))
