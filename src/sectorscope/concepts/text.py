"""Text and rows out of bytes that should be a table; what is none is named."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from sectorscope.errors import VocabularyError

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 2_000  # characters in which a web page shows itself
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]", re.IGNORECASE)
_AS_UTF8 = 'save it again as "CSV UTF-8"'
_OTHERS = (";", "\t", "|")


def text_of(data: bytes, name: str) -> str:
    """Bytes as text, without the byte-order mark.

    Raises:
        VocabularyError: empty, UTF-16, not UTF-8, binary, or a web page or JSON under a wrong name.
    """
    _some_bytes(data, name)
    try:
        text = data.removeprefix(_UTF8_MARK).decode()
    except UnicodeDecodeError as why:
        raise VocabularyError(
            f"{name} is no UTF-8: byte {why.start:,} cannot be read",
            expected="text in UTF-8",
            hint=_AS_UTF8,
        ) from why
    no_answer(text, name)
    return text


def table(
    text: str,
    name: str,
    needed: Sequence[str],
    optional: Sequence[str] = (),
    delimiter: str = ",",
) -> Iterator[list[str]]:
    """Rows below a header, as the cells of the named columns; "" for an optional one not there.

    Raises:
        VocabularyError: a needed column is missing, or a row is cut short or too long.
    """
    drawn = rows(text, name, delimiter)
    _, header = next(drawn, (0, []))
    if missing := [column for column in needed if column not in header]:
        raise VocabularyError(
            f"{name} has no column {', '.join(map(repr, missing))}",
            expected=f"it beside {some(header)}",
            hint=delimiter_hint(header, needed.__contains__),
        )
    places = [header.index(c) if c in header else len(header) for c in chain(needed, optional)]
    for _, cells in drawn:
        cells.append("")
        yield [cells[place] for place in places]


def rows(text: str, name: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Line on which a row ends, and its cells; the header first. Blank rows are passed over.

    Tabs part plain text; with any other sign, quotation marks hold what has the sign in it.

    Raises:
        VocabularyError: the quotation is broken, or a row has more or fewer cells than the header.
    """
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True)
    width = 0
    while (cells := _next(reader, name)) is not None:
        if not any(cells):
            continue
        width = width or len(cells)
        if len(cells) != width:
            raise VocabularyError(
                f"{name}, line {reader.line_num:,}: a row of {len(cells)} cells",
                expected=f"{width}, as the header has",
                hint=f"put a text with {delimiter!r} in it in quotation marks",
            )
        yield reader.line_num, cells


def _next(reader: Iterator[list[str]], name: str) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as why:
        line = getattr(reader, "line_num", 0)
        raise VocabularyError(
            f"{name}, line {line:,}: {why}",
            expected="rows of CSV",
            hint="look for a quotation mark that is not closed",
        ) from why


def _some_bytes(data: bytes, name: str) -> None:
    if not data.strip(_UTF8_MARK + b"".join(_UTF16_MARKS) + b"\x00 \t\r\n"):
        raise VocabularyError(f"{name} is empty ({len(data)} bytes)", expected="a vocabulary")
    if data.startswith(_UTF16_MARKS) or data[:_HEAD].count(0) * 4 > len(data[:_HEAD]):
        raise VocabularyError(f"{name} is UTF-16", expected="text in UTF-8", hint=_AS_UTF8)
    if 0 in data[:_HEAD]:
        raise VocabularyError(f"{name} is no text", expected="a CSV, or an ESCO zip")


def no_answer(text: str, name: str) -> None:
    """Refuse what a web service says in place of a file.

    Raises:
        VocabularyError: the text begins as a web page or as JSON.
    """
    head = text[:_HEAD]
    what = (
        "a web page"
        if _PAGE.search(head)
        else "JSON"
        if head.lstrip().startswith(("{", "["))
        else ""
    )
    if what:
        raise VocabularyError(
            f"{name} is {what}, whatever its name says",
            expected="rows of CSV under a header",
            hint="open it to see what the service answered, and download it again",
        )


def delimiter_hint(header: list[str], known: Callable[[str], bool]) -> str:
    """What to try if a header of one cell holds known columns with another sign between them."""
    for sign in _OTHERS:
        if len(header) == 1 and any(known(c.strip(' "')) for c in header[0].split(sign)[1:]):
            return f"save it with commas; this one has {sign!r} between its cells"
    return "take the file as published, its header included"


def some(names: Sequence[str], most: int = 15) -> str:
    """Names, for a message: not more than can be read."""
    shown = ", ".join(name[:60] for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown or "nothing"
