"""Gate `units`: thousands among units, and amounts of money in several scales."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import records_of

_SCALES = {
    "": 1.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "billion": 1e9,
}
_MONEY = re.compile(r"£\s*(\d[\d,]*(?:\.\d+)?)\s*([a-z]*)", re.IGNORECASE)
_WORDED = re.compile(r"£\s*\d[\d,.]*\s*(?:k|thousand|mn?|million|bn?|billion)\b", re.IGNORECASE)
_APART = (300.0, 3_000.0)
"""Two neighbouring years of one series that are about a thousand times apart."""
_INHABITANTS = 66_940_000
"""People in the United Kingdom at the censuses of 2021 and 2022 (Office for National Statistics,
National Records of Scotland, Northern Ireland Statistics and Research Agency)."""
_KEY = ("measure", "area_code", "dimension", "code", "period")


def amount(text: str) -> float:
    """Pounds in a text such as `£1.4 million`.

    Raises:
        GateRefused: gate `units`: no amount, or of a scale that is not known.
    """
    found = _MONEY.fullmatch(text.strip())
    scale = _SCALES.get(found.group(2).casefold()) if found else None
    if found is None or scale is None:
        raise GateRefused(
            "units",
            f"{text[:40]!r} is no amount of pounds",
            expected="one like £250,000, £1.4 million or £5.2 billion",
        )
    return float(found.group(1).replace(",", "")) * scale


def one_scale(texts: Iterable[str], column: str) -> str:
    """The scale that all amounts of a column are written in.

    Args:
        texts: the cells; those that are empty are passed over.
        column: its name.

    Raises:
        GateRefused: gate `units`: `£1.4 million` stands beside `£5.2 billion`, and whoever drops
            the words ranks the first above the second by mistake.
    """
    by_scale: dict[str, str] = {}
    for text in texts:
        found = _MONEY.fullmatch(text.strip())
        if found:
            by_scale.setdefault(found.group(2).casefold(), text.strip())
    if len(by_scale) > 1:
        raise GateRefused(
            "units",
            f"column {column!r} holds {' beside '.join(sorted(by_scale.values())[:2])}",
            expected="one scale a column",
            hint="read each amount with its own scale (gates.scales.amount), or overrule it.",
        )
    return next(iter(by_scale), "")


def scales_agree(text: str) -> None:
    """Pass a table of which each column writes its amounts of money in one scale.

    Args:
        text: the file, decoded.

    Raises:
        GateRefused: gate `units`.
    """
    if "£" not in text or not _WORDED.search(text):
        return
    header, *records = list(records_of(text))
    for at, column in enumerate(header):
        one_scale((cells[at] for cells in records if at < len(cells)), column)


def units(rows: pa.Table) -> None:
    """Refuse a series of which one year is in thousands and the next in units, or all are.

    Args:
        rows: table `statistic`.

    Raises:
        GateRefused: gate `units`: half or more of the series of one year are a thousand times
            those of the year before, or the other way about; or an area has more jobs than the
            United Kingdom has inhabitants.
    """
    _inhabited(rows)
    columns = ("dataset", "measure", "area_code", "dimension", "code", "period", "value")
    series: dict[tuple[str, ...], dict[str, float]] = defaultdict(dict)
    for row in rows.select(columns).to_pylist():
        if row["value"]:
            series[tuple(row[c] for c in columns[:5])][row["period"]] = row["value"]
    tried: dict[tuple[str, str], list[float]] = defaultdict(list)
    for by_period in series.values():
        ordered = sorted(by_period)
        for before, after in pairwise(ordered):
            tried[before, after].append(_times(by_period[before], by_period[after]))
    for (before, after), ratios in tried.items():
        odd = sum(_APART[0] < times < _APART[1] for times in ratios)
        if odd * 2 > len(ratios):
            raise GateRefused(
                "units",
                f"{odd} of {len(ratios)} figures of {after} are about a thousand times or a "
                f"thousandth of those of {before}",
                expected="one unit throughout",
                hint="one year may be in thousands; ask for both again in one unit.",
            )


def _inhabited(rows: pa.Table) -> None:
    """Refuse more jobs of one area than there are people in the country."""
    columns = ("unit", "measure", "area", "period", "value")
    for row in rows.select(columns).to_pylist():
        counted = row["unit"] == "jobs" or row["measure"] == "employment"
        if counted and (row["value"] or 0) > _INHABITANTS:
            raise GateRefused(
                "units",
                f"{row['measure'].replace('_', ' ')} of {row['area']} in {row['period']} is "
                f"{row['value']:,.0f}",
                expected=f"no more than the United Kingdom has inhabitants ({_INHABITANTS:,})",
                hint="units may have been taken for thousands and multiplied; look at the source.",
            )


def alike(
    ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]], name: str, other: str
) -> None:
    """Refuse a file whose figures are a thousand times, or a thousandth of, another file's.

    Args:
        ours: rows of table `statistic` of the file.
        theirs: those of another file of the same source.
        name: what the file is called.
        other: what the other is called.

    Raises:
        GateRefused: gate `units`: more than half of the figures that both give are.
    """
    held = {tuple(row[c] for c in _KEY): row["value"] for row in theirs if row["value"]}
    ratios = [
        _times(row["value"], held[key])
        for row in ours
        if row["value"] and (key := tuple(row[c] for c in _KEY)) in held
    ]
    odd = sum(_APART[0] < times < _APART[1] for times in ratios)
    if odd * 2 > len(ratios):
        raise GateRefused(
            "units",
            f"{odd} of {len(ratios)} figures that both {name} and {other} give are about a "
            "thousand times apart",
            expected="one unit throughout",
            hint="one of them may have been multiplied; the publisher's own file says its unit.",
        )


def _times(one: float, other: float) -> float:
    """How many times the smaller the larger is, whichever comes first; neither is nought."""
    small, large = sorted((abs(one), abs(other)))
    return large / small if large < small * 2 * _APART[1] else 2 * _APART[1]
