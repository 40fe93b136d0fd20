"""Gates `totals`, `suppressed` and `step`: they flag, and let through."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

STEP = 0.10
"""A total of an area that moves by more in one year is flagged: of 13 districts' business counts
over 13 years the one that does (Leeds, 2015, 13 %) is a change of coverage."""

SMALL = 1_000
"""Totals under this move by more for no reason."""

_TOTAL = re.compile(r"(?:all\b.*|.*\btotal|total\b.*)", re.IGNORECASE)
_BOTH = " / "
"""Between the options of several filters, in a code and in its label."""
_SERIES = ("dataset", "measure", "area_code", "dimension")
_WHOLE_YEAR = re.compile(r"(?:19|20)\d{2}")


class _Cells(NamedTuple):
    """Figures of one table: parts by (series, period), the printed total, how many are missing."""

    parts: dict[tuple[str, ...], list[dict[str, Any]]]
    totals: dict[tuple[str, ...], dict[str, Any]]
    areas: dict[str, str]


def totals(rows: pa.Table) -> str | None:
    """Flag parts that do not sum to their printed total within the rounding of all of them.

    Returns:
        The first such total, and how many there are; None where all fit or none is printed.
    """
    cells = _cells(rows)
    wrong = [said for said in _misfits(cells) if said]
    return _first(wrong, "totals")


def suppressed(rows: pa.Table) -> str | None:
    """Flag noughts among parts that fall short of their total: they may be withheld figures."""
    cells = _cells(rows)
    found = list[str]()
    for key, total in cells.totals.items():
        parts = cells.parts.get(key, [])
        noughts = sum(part["value"] == 0 for part in parts)
        short = (total["value"] or 0) - sum(p["value"] or 0 for p in parts)
        if noughts and short > _slack(parts, total) and all(p["value"] is not None for p in parts):
            found.append(
                f"the parts of {cells.areas[key[2]]} {key[4]} fall short of their total by "
                f"{_plain(short)}, and {noughts} of them are nought: were they withheld?"
            )
    return _first(found, "areas and years")


def step(rows: pa.Table) -> str | None:
    """Flag an area's total that moves by more than `STEP` from one year to the next.

    The total is the printed one, else the sum of the parts where none is missing.
    """
    cells = _cells(rows)
    series: dict[tuple[str, ...], dict[int, float]] = defaultdict(dict)
    for key, value in _sizes(cells):
        if _WHOLE_YEAR.fullmatch(key[4]):
            series[key[:4]][int(key[4])] = value
    found = list[str]()
    for key, by_year in series.items():
        for year, value in sorted(by_year.items()):
            before = by_year.get(year - 1)
            if before and before >= SMALL and abs(value / before - 1) > STEP:
                what = f"{_counted(key[1])} of {cells.areas[key[2]]}"
                found.append(
                    f"{what} moves by {value / before - 1:+.1%} from {year - 1} to {year}: "
                    "a change of coverage or method?"
                )
    return _first(found, "steps")


def _counted(measure: str) -> str:
    """What moves, in words: a file may not say what it counts."""
    return "the total" if measure == "not stated" else measure.replace("_", " ")


def _cells(rows: pa.Table) -> _Cells:
    columns = (*_SERIES, "period", "area", "code", "label", "value", "low", "high")
    cells = _Cells(defaultdict(list), {}, {})
    for row in rows.select(columns).to_pylist():
        key = (*(row[c] for c in _SERIES), row["period"])
        cells.areas[row["area_code"]] = row["area"]
        found = _totals_in(row["code"], row["label"])
        if all(found):
            cells.totals[key] = row
        elif not any(found):
            cells.parts[key].append(row)
    return cells


def _totals_in(code: str, label: str) -> list[bool]:
    """Whether each option is a total: `Advanced / Total` is a sum itself, of one filter alone.

    Such a row is neither a part of the total nor the total, and is passed over.
    """
    codes, labels = code.split(_BOTH), label.split(_BOTH)
    if len(codes) != len(labels):
        labels = [label] if len(codes) == 1 else codes
    pairs = zip(codes, labels, strict=True)
    return [bool(_TOTAL.fullmatch(c) or _TOTAL.fullmatch(n)) for c, n in pairs]


def _misfits(cells: _Cells) -> Iterator[str]:
    for key, total in cells.totals.items():
        parts = cells.parts.get(key, [])
        if not parts or total["value"] is None or any(p["value"] is None for p in parts):
            continue
        found = sum(p["value"] for p in parts)
        if abs(found - total["value"]) > _slack(parts, total):
            ours, theirs = _apart(found, total["value"])
            yield (
                f"the {len(parts)} parts of {cells.areas[key[2]]} {key[4]} sum to {ours}, "
                f"and the total says {theirs}"
            )


def _plain(value: float) -> str:
    """A figure without a power of ten."""
    text = f"{value:,.6g}"
    return f"{value:,.0f}" if "e+" in text else text


def _apart(found: float, said: float) -> tuple[str, str]:
    """Two figures that differ, with as many digits as it takes to see it, and no power of ten."""
    short = f"{found:,.6g}", f"{said:,.6g}"
    if short[0] != short[1] and not any("e" in text for text in short):
        return short
    printed = ((f"{found:,.{places}f}", f"{said:,.{places}f}") for places in range(10))
    return next((pair for pair in printed if pair[0] != pair[1]), short)


def _slack(parts: Iterable[dict[str, Any]], total: dict[str, Any]) -> float:
    """How far parts and total may be apart by rounding; half a unit each where none is stated."""
    widths = (
        max(row["high"] - row["value"], row["value"] - row["low"])
        if row["low"] is not None and row["high"] is not None
        else 0.5
        for row in (*parts, total)
        if row["value"] is not None
    )
    return sum(widths) + 1e-9


def _sizes(cells: _Cells) -> Iterator[tuple[tuple[str, ...], float]]:
    for key in cells.parts.keys() | cells.totals.keys():
        if key in cells.totals and cells.totals[key]["value"] is not None:
            yield key, cells.totals[key]["value"]
        elif key not in cells.totals and all(p["value"] is not None for p in cells.parts[key]):
            yield key, sum(p["value"] for p in cells.parts[key])


def _first(found: list[str], what: str) -> str | None:
    if not found:
        return None
    more = f" ({len(found) - 1} more {what})" if len(found) > 1 else ""
    return sorted(found)[0] + more
