"""A headcount as files write it: a figure, a band, an open end, or what became of one."""

from __future__ import annotations

import re
from typing import NamedTuple

_NONE = frozenset(
    {"", "-", "na", "n/a", "#n/a", "nan", "null", "none", "nil return", "not provided", "unknown"}
    | {"not known", "not stated", "not available", "not applicable", "not disclosed", "?"}
)
_UNIT = re.compile(r"\s*\b(?:employees?|people|persons?|staff|heads?|ftes?)\b\s*$")
_DATES = re.compile(
    r"\d{1,2}-[a-z]{3}(?:-\d{2,4})?|[a-z]{3}-\d{2,4}|"
    r"\d{4}-\d\d-\d\d(?:[ t].*)?|\d{1,2}/\d{1,2}/\d{2,4}"
)
"""What a spreadsheet makes of a band: `1-9` becomes 1 September, `10-49` October 1949."""
_SHORT = re.compile(r"(\d{1,9})(?:\.(\d+))?e\+?(\d{1,3})")
_FIGURE = re.compile(r"[-−]?\d{1,9}(?:\.\d+)?")
_BAND = re.compile(r"(?:between\s+|from\s+)?(\d{1,9})\s*(?:-|–|—|to|and)\s*(\d{1,9})")
_OR_MORE = re.compile(r"(\d{1,9})\s*(?:\+|or more|or over|and over|and above|and more|plus)")
_AT_LEAST = re.compile(r"(?:>=|≥|at least|from)\s*(\d{1,9})(?:\s*\+)?")
_MORE = re.compile(r"(?:>|over|more than|above)\s*(\d{1,9})")
_FEWER = re.compile(r"(?:<|less than|fewer than|under|below)\s*(\d{1,9})")
_UP_TO = re.compile(r"(?:<=|≤|up to|at most)\s*(\d{1,9})|(\d{1,9})\s*or (?:fewer|less)")
"""Of nine digits at the most: no country has so many people."""


class People(NamedTuple):
    """A single figure, or the ends of an interval (no upper end: None), and what is doubtful."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    flag: str = ""


def people(text: str) -> People:
    """Read a headcount.

    A figure shortened by a spreadsheet (`1.2E+03`) is the interval that rounds to it.
    """
    plain = _UNIT.sub("", " ".join(text.casefold().replace(",", "").split()))
    if plain in _NONE:
        return People(flag="no_headcount")
    if _DATES.fullmatch(plain):
        return People(flag="headcount_mangled")
    if short := _SHORT.fullmatch(plain):
        return _shortened(*short.groups())
    if _FIGURE.fullmatch(plain):
        return _figure(float(plain.replace("−", "-")))
    return _band(plain)


def _figure(value: float) -> People:
    if value < 0:
        return People(flag="headcount_negative")
    if value == 0:
        return People(0.0, flag="headcount_zero")
    return People(value, flag="" if value.is_integer() else "headcount_fraction")


def _shortened(whole: str, decimals: str | None, exponent: str) -> People:
    if int(exponent) > 9:  # noqa: PLR2004 - no country has so many people
        return People(flag="headcount_text")
    value = float(f"{whole}.{decimals or 0}e{exponent}")
    step = 10.0 ** (int(exponent) - len(decimals or ""))
    if step <= 1:
        return _figure(value)
    return People(None, value - step / 2, value + step / 2, "headcount_rounded")


def _band(plain: str) -> People:
    if found := _BAND.fullmatch(plain):
        return _between(float(found[1]), float(found[2]))
    if found := _OR_MORE.fullmatch(plain) or _AT_LEAST.fullmatch(plain):
        return People(None, float(found[1]), None, "headcount_band")
    if found := _MORE.fullmatch(plain):
        return People(None, float(found[1]) + 1, None, "headcount_band")
    if found := _FEWER.fullmatch(plain):
        return _between(0.0, float(found[1]) - 1)
    if found := _UP_TO.fullmatch(plain):
        return _between(0.0, float(found[1] or found[2]))
    return People(flag="headcount_text")


def _between(low: float, high: float) -> People:
    if high < low:
        return People(flag="headcount_text")
    return _figure(low) if low == high else People(None, low, high, "headcount_band")
