"""The Vacancy Survey's workbooks: vacancies of the United Kingdom, averages of three months.

VACS01 sets them beside the unemployed, VACS02 tells them by section of industry, VACS03 by size of
business. Levels are read, in single vacancies with what rounding leaves open; ratios are not. The
survey asks employers of Great Britain, but not agencies of employment nor agriculture, and is
weighted to the United Kingdom (the publisher's page on quality and methods); no place within it is
told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sectorscope.evidence.gates import inspect
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.ons_vacancies.layout import (
    ALL,
    RATIO,
    UNEMPLOYED,
    VACANCIES,
    Layout,
    Series,
    layout_of,
)
from sectorscope.evidence.workbook import open_workbook

DATASETS = {
    "VACS01": "Vacancy Survey: vacancies and unemployment (VACS01)",
    "VACS02": "Vacancy Survey: vacancies by industry (VACS02)",
    "VACS03": "Vacancy Survey: vacancies by size of business (VACS03)",
}
UNITS = {VACANCIES: "vacancies", UNEMPLOYED: "people", RATIO: "people per vacancy"}
ADJUSTED = "seasonally adjusted"
_COVERAGE = "average of three months; weighted from employers of Great Britain"
_PLACE = {"area_code": "K02000001", "area": "United Kingdom", "geography": "United Kingdom"}

_OLD = b"\xd0\xcf\x11\xe0"
"""What a workbook of before 2007 begins with: the publisher's issues were such for years."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PERIOD = re.compile(
    r"([a-z]{3})[a-z]*\s*[-–]\s*([a-z]{3})[a-z]*\.?\s+((?:19|20)\d\d)", re.IGNORECASE
)
_AVERAGED = 3  # months
_FLAGS = {"": "normal", "(p)": "provisional", "p": "provisional", "(r)": "normal", "r": "normal"}
_SUPPRESSED = frozenset({"*", "c", "[c]"})
_NO_FIGURE = frozenset(
    {"", ".", "..", "-", "–", ":", "x", "[x]", "u", "[u]", "z", "[z]", "low", "[low]"}
)
"""By the Government Statistical Service; a dash is nought or too little to show, so no figure."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_FINEST = 3  # decimals of thousands beyond which a figure was not rounded
_BETWEEN = (100.0, 2_000.0)
"""Thousands of all vacancies: from 2001 to 2026 they lay between some 330 and some 1,300."""


@dataclass(frozen=True)
class _Opened:
    layout: Layout
    rows: tuple[dict[str, Any], ...]
    passed: tuple[str, ...]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `statistic`.

    Raises:
        GateRefused: gates `archive` (a workbook of before 2007, too), `html`, `dataset`, `columns`,
            `classification`, `values`, `rows` (a period twice), `units` (no thousands).
    """
    opened = _opened(data, snapshot.name)
    if "units" not in snapshot.overridden:
        _check_units(opened.rows, snapshot.name)
    yield "statistic", [row | {"snapshot": snapshot.sha256} for row in opened.rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What the sheet does not say, what of it is not read, and months that are not there."""
    opened = _opened(data, snapshot.name)
    layout, said = opened.layout, list[str]()
    if "thousand" not in layout.everything:
        said.append("the sheet does not say that it counts thousands; all vacancies tell")
    if ADJUSTED not in layout.everything:
        said.append("the sheet does not say whether it is seasonally adjusted")
    if layout.unread:
        said.append(f"columns that are not read: {', '.join(layout.unread)}")
    if opened.passed:
        said.append(f"rows that are no period, and are not read: {', '.join(opened.passed)}")
    if gap := _gap(opened.rows):
        said.append(f"no figures for {gap}")
    return Remarks(tuple(said))


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str) -> _Opened:
    inspect(data, name, table=False)
    if data.startswith(_OLD):
        raise GateRefused(
            "archive",
            f"{name} is a workbook in the format of before 2007",
            expected="an .xlsx workbook",
            hint="open it in a spreadsheet and save it as .xlsx, or take a newer issue.",
        )
    layout = layout_of(open_workbook(data), name)
    rows: list[dict[str, Any]] = []
    passed: list[str] = []
    seen: set[str] = set()
    for number in sorted(n for n in layout.grid if n > layout.head):
        told = " ".join(layout.grid[number].get("A", "").split())
        period = _period(told)
        if period is None:
            beside = "".join(layout.grid[number].get(s.column, "") for s in layout.series)
            passed += [told[:40] or f"row {number}"] if re.search(r"\d", beside) else []
            continue
        if period in seen:
            raise GateRefused("rows", f"{name} gives {told} twice", expected="each period once")
        seen.add(period)
        rows += (_row(layout, series, number, period) for series in layout.series)
    if not rows:
        raise GateRefused(
            "columns", f"{name} has no row of three months", expected="“Jun-Aug 2026”"
        )
    return _Opened(layout, tuple(rows), tuple(dict.fromkeys(passed)))


def _period(text: str) -> str | None:
    """`three months to 2026-08` for `Jun-Aug 2026`; None for what is no period."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return None
    try:
        first, last = (_MONTHS.index(found[n].casefold()) for n in (1, 2))
    except ValueError:
        return None
    if (last - first) % 12 != _AVERAGED - 1:
        return None
    return f"three months to {found[3]}-{last + 1:02d}"


def _row(layout: Layout, series: Series, number: int, period: str) -> dict[str, Any]:
    cells = layout.grid[number]
    raw = cells.get(series.column, "")
    flag = " ".join(cells.get("B", "").split()).casefold()
    value, low, high, status = _figure(raw, series, number)
    if flag not in _FLAGS and not _is_number(flag):
        raise GateRefused(
            "values", f"cell B{number} is {flag[:20]!r}", expected="(p), (r) or nothing"
        )
    symbol = raw.strip() if value is None else flag if flag in _FLAGS else ""
    return {
        "dataset": DATASETS[layout.dataset],
        "measure": series.measure,
        **_PLACE,
        "dimension": series.dimension,
        "code": series.code,
        "label": series.label,
        "period": period,
        "unit": UNITS[series.measure],
        "basis": f"{_COVERAGE}; {_adjusted(layout, series)}",
        "value": value,
        "low": low,
        "high": high,
        "status": _FLAGS.get(flag, "normal") if status == "normal" else status,
        "symbol": symbol or None,
        "advice": None,
        "locator": str(Locator(sheet=layout.sheet, cell=f"{series.column}{number}")),
        "raw": raw,
    }


def _adjusted(layout: Layout, series: Series) -> str:
    """What the sheet says of the series: in a note of its own, or above the figures."""
    if f"not {ADJUSTED}" in layout.notes().get(series.note, "").casefold():
        return f"not {ADJUSTED}"
    if f"not {ADJUSTED}" in layout.above:
        return f"not {ADJUSTED}"
    return ADJUSTED if ADJUSTED in layout.above else "seasonal adjustment not stated in the file"


def _figure(
    raw: str, series: Series, number: int
) -> tuple[float | None, float | None, float | None, str]:
    """Value, the least and the greatest that rounds to it, and the cell's standing."""
    plain = raw.strip()
    if plain.casefold() in _SUPPRESSED:
        return None, None, None, "suppressed"
    if plain.casefold() in _NO_FIGURE:
        return None, None, None, "not_available"
    if not _is_number(plain):
        raise GateRefused(
            "values",
            f"cell {series.column}{number} is {raw[:20]!r}",
            expected="a number, or a symbol such as ..",
        )
    scale = 1.0 if series.measure == RATIO else 1_000.0
    written = float(plain)
    _, _, decimals = f"{written:.10f}".rstrip("0").partition(".")
    value = round(written * scale, 6)
    status = "normal" if value else "zero"
    if len(decimals) > _FINEST:
        return value, None, None, status
    half = scale * 10.0 ** -len(decimals) / 2
    return value, max(0.0, round(value - half, 6)), round(value + half, 6), status


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.strip())) and math.isfinite(float(text))


def _check_units(rows: tuple[dict[str, Any], ...], name: str) -> None:
    """Refuse figures that are no thousands: all vacancies are known to within a few times."""
    whole = (r for r in rows if (r["measure"], r["code"]) == (VACANCIES, ALL))
    for row in whole:
        if row["value"] is not None and not _BETWEEN[0] <= row["value"] / 1_000 <= _BETWEEN[1]:
            raise GateRefused(
                "units",
                f"all vacancies of the {row['period']} in {name} would be {row['value']:,.0f}",
                expected=f"{_BETWEEN[0] * 1e3:,.0f} to {_BETWEEN[1] * 1e3:,.0f}",
                hint="figures may have been turned from thousands into units, or columns moved.",
            )


def _gap(rows: tuple[dict[str, Any], ...]) -> str:
    """The first month of which there should be figures between others, and are none."""
    months = sorted({int(r["period"][-7:-3]) * 12 + int(r["period"][-2:]) - 1 for r in rows})
    due = next((m + 1 for m, after in pairwise(months) if after > m + 1), None)
    return "" if due is None else f"the three months to {due // 12}-{due % 12 + 1:02d}"
