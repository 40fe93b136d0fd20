"""When a period ended, by its name: the earliest day that it can have.

Publishers write a year, two with a stroke, a month or a quarter, and do not say whether a year is a
calendar's, an academic one or one of accounts. So a period is called over only as late as its name
allows no other reading: `2026` may be a day in January.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(\d{4})[/–-](\d{4}|\d{2})\b")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_QUARTER = re.compile(r"\bQ([1-4])\b", re.IGNORECASE)
_AUGUST, _MARCH, _DECEMBER = 8, 3, 12


def earliest_end(period: str) -> date | None:
    """The earliest day on which a period of that name can have ended; None where it names no year.

    `2024/25` may be a year of accounts, which ends in March; with a month named, as in
    `2025/26 (Aug to Apr)`, it ends with that month, of which August begins the second half.
    """
    years = [int(y) for y in _YEAR.findall(period)]
    if not years:
        return None
    span = _span(period)
    month = _last_month(period)
    if span and month:
        return _last_day(span[0] if month >= _AUGUST else span[1], month)
    if span:
        quarter = _QUARTER.search(period)
        return _last_day(span[0], 6) if quarter else _last_day(span[1], _MARCH)
    if month:
        return _last_day(max(years), month)
    return date(max(years), 1, 1)


def _span(period: str) -> tuple[int, int] | None:
    """Two years with a stroke between, the second the one after the first, or later."""
    found = _SPAN.search(period)
    if not found:
        return None
    first, last = int(found[1]), int(found[2])
    last += first // 100 * 100 if len(found[2]) == 2 else 0  # noqa: PLR2004 - digits of a year
    last += 100 * (last < first and len(found[2]) == 2)  # noqa: PLR2004 - 1999/00
    is_month = last <= first or ("-" in found[0] and 1 <= int(found[2]) <= _DECEMBER)
    return None if is_month else (first, last)


def _last_month(period: str) -> int:
    """The last month that is named, in letters, by its number or as a quarter; nought if none."""
    if named := _NAMED.findall(period):
        return _MONTHS.index(named[-1][:3].lower()) + 1
    numbered = re.search(r"\b\d{4}-(0[1-9]|1[0-2])\b", period)
    if numbered:
        return int(numbered[1])
    quarter = _QUARTER.search(period)
    return 3 * int(quarter[1]) if quarter and not _span(period) else 0


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
