"""Codes a spreadsheet has spoilt: `1.0E+05` in a column of codes, `10-Nov` for a band, `#REF!`.

A figure may be written `1.0E+05` by a publisher; a code may not. One search over the whole text
finds what could be spoilt, and only then is it asked in which column it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import records_of

_EXPONENT = re.compile(r"-?\d(?:\.\d+)?E\+\d{2,3}")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DATED = re.compile(rf"\d{{1,2}}-(?:{_MONTHS})|(?:{_MONTHS})-\d{{2}}")
_BROKEN = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|#{3,}")
SPOILT = rf"{_EXPONENT.pattern}|{_DATED.pattern}|{_BROKEN.pattern}"
"""A cell that could be spoilt, in whatever column."""
_ANY = re.compile(rf"(?:^|[,;\t|\"])(?:{SPOILT})(?=[,;\t|\"\r\n]|$)", re.MULTILINE)
_SIGNS = ("E+", "#", *(s for m in _MONTHS.split("|") for s in (f"-{m}", f"{m}-")))
"""None of them in a text, and nothing is spoilt: a plain search is far faster."""

_CODE = re.compile(
    r"code|number|\bid\b|_id$|ref(?:erence)?\b|sic|soc|ukprn|lars|cd$", re.IGNORECASE
)
_BAND = re.compile(r"band|size|range|group|code", re.IGNORECASE)
_TIME = re.compile(r"date|time|month|period|year", re.IGNORECASE)


def unmangled(text: str, name: str) -> None:
    """Pass a table whose codes are whole.

    Args:
        text: the file, decoded.
        name: what it is called.

    Raises:
        GateRefused: gate `mangled`, with the row, the column and the cell.
    """
    if not any(sign in text for sign in _SIGNS) or not _ANY.search(text):
        return
    records = records_of(text)
    header = next(records, [])
    for number, cells in enumerate(records, 1):
        for column, cell, what in _spoilt(header, cells):
            raise GateRefused(
                "mangled",
                f"row {number:,} of {name} has {cell!r} in column {column!r}: {what}",
                expected="the cells as they were published",
                hint="take the file again and add it without opening it in a spreadsheet.",
            )


def _spoilt(header: list[str], cells: list[str]) -> Iterator[tuple[str, str, str]]:
    for column, cell in zip(header, cells, strict=False):
        if _BROKEN.fullmatch(cell):
            yield column, cell, "an error of a spreadsheet"
        elif _EXPONENT.fullmatch(cell) and _CODE.search(column):
            yield column, cell, "a code shortened to a few digits"
        elif _DATED.fullmatch(cell) and _BAND.search(column) and not _TIME.search(column):
            yield column, cell, "a band that became a date"
