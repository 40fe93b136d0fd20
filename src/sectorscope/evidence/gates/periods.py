"""Gate `values` for periods: what a figure is of must be a time, in one of publishers' ways.

A period that is none would be told as it stands, or end a build. No reason opens this: whoever
declares what `21` is adds a file that says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import pyarrow as pa

from sectorscope.evidence.refusal import GateRefused

OF_TIME = frozenset({"statistic", "apprenticeship", "graduate", "provider_income"})
"""Tables whose figures are each of a period that the publisher wrote."""

_YEAR = r"(?:19|20)[0-9]{2}"
_PARTED = re.compile(rf"({_YEAR})(?:([-–/])({_YEAR}|[0-9]{{2}})|([0-9]{{2}}))?")
_WORD = re.compile(r"[^\W\d_]")
_MONTHS = range(1, 13)
_EXPECTED = "a year from 1900 to 2099, years such as 2024/25, or a month such as 2024-09"
_HINT = (
    "a spreadsheet, or whoever made the file, may have cut it; take it again as the publisher "
    "gives it."
)


def periods(rows: pa.Table) -> None:
    """Refuse figures of a period that is no year, years, quarter or month.

    Args:
        rows: a table with the column `period`.

    Raises:
        GateRefused: gate `values`.
    """
    check(rows["period"].unique().to_pylist(), "a period")


def check(found: Iterable[str], what: str) -> None:
    """Refuse the first text that is no period.

    Args:
        found: texts.
        what: what the file calls them, for the message.

    Raises:
        GateRefused: gate `values`.
    """
    for text in found:
        if not is_period(text):
            raise GateRefused("values", f"{what} is {text[:40]!r}", expected=_EXPECTED, hint=_HINT)


def check_dates(found: Collection[str], what: str, *, months: bool) -> None:
    """Refuse the first text that is no year, nor a month where there may be some.

    Args:
        found: texts.
        what: the column, for the message.
        months: whether the data set has figures by month or of years that end with one.

    Raises:
        GateRefused: gate `values`.
    """
    form = re.compile(rf"{_YEAR}(?:-(?:0[1-9]|1[0-2]))?" if months else _YEAR)
    for text in found:
        if not form.fullmatch(text):
            raise GateRefused(
                "values",
                f"{what} is {text[:40]!r}",
                expected="a year such as 2024" + ", or a month such as 2024-09" * months,
                hint=_HINT,
            )


def is_period(text: str) -> bool:
    """Whether a text names a period: years or a month alone, or with words beside them.

    `2025/26 (Aug to Apr)`, `Jan 2024-Dec 2024`, `2024 Q1` and `three months to 2026-06` do; `21`,
    `3021` and `Sep-25` do not.
    """
    plain = text.strip()
    if not _WORD.search(plain):
        return _is_written(plain)
    numbers = re.findall(r"[0-9]+(?:[-–/][0-9]+)*", plain)
    years = [n for n in numbers if len(n) > len("31")]
    return bool(years) and all(map(_is_written, years))


def _is_written(text: str) -> bool:
    """`2024`, `2024/25`, `2024/2025`, `2020-2035`, `202425`, `2024-09`."""
    found = _PARTED.fullmatch(text)
    if found is None:
        return False
    first, mark, last = int(found[1]), found[2], found[3] or found[4]
    if last is None:
        return True
    if len(last) == len(found[1]):
        return int(last) > first
    return int(last) == (first + 1) % 100 or (mark == "-" and int(last) in _MONTHS)
