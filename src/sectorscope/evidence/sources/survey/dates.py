"""Dates and times as exports write them, put so that they sort: ISO 8601, the day first.

`01/03/2026` is the first of March, as the United Kingdom writes it, unless another cell of the
same column can only be read the American way. A workbook holds days since 30 December 1899.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b(.*)")
_MONTHS = 12
_EXCEL = datetime(1899, 12, 30)  # day 0 of a workbook's dates, which have no zone
_ISO = 10  # characters of an ISO date


def month_first(cells: Iterable[str]) -> bool:
    """Whether a column writes the month first: only if a day beyond 12 says so."""
    found = (_DAY.fullmatch(cell.strip()) for cell in cells)
    return any(f and int(f[2]) > _MONTHS for f in found)


def sortable(cell: str, american: bool) -> str:
    """A date and time that sorts as text; what is none of them as it stands."""
    text = cell.strip()
    if found := _DAY.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        if american:
            day, month = month, day
        clock = re.sub(r"\b(\d):", r"0\1:", found[4].strip(), count=1)
        return f"{found[3]}-{month:02}-{day:02} {clock}".strip()
    try:
        return str(_EXCEL + timedelta(days=float(text)))
    except (ValueError, OverflowError):
        return text.replace("T", " ")


def iso(cell: str, american: bool) -> str:
    """The date of a cell as ISO 8601; empty where it holds none."""
    try:
        return date.fromisoformat(sortable(cell, american)[:_ISO]).isoformat()
    except ValueError:
        return ""
