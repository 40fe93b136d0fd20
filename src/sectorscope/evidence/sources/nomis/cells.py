"""One published cell: its figure, its standing and its category, nothing guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sectorscope.evidence.refusal import GateRefused

SECTIONS = "ABCDEFGHIJKLMNOPQRSTU"
"""The 21 sections of SIC 2007."""

_SUPPRESSED = frozenset({"!", "*", "c", "[c]"})
_MISSING = frozenset({"", ":", "..", "x", "[x]", "z", "[z]", "u", "[u]"})
"""Symbols in place of a figure: `!` is Nomis's own flag for a disclosive cell, the others are
those of the Government Statistical Service. `u`, too unreliable to print, is no figure either."""

_NORMAL = frozenset({"", "A", "B", "D", "E", "F", "I"})
_NOT_THERE = frozenset({"M", "L", "H", "O"})
"""OBS_STATUS by SDMX's code list: A normal, B break, D definition differs, E estimated,
F forecast, I imputed, P provisional; M, L, H, O missing; Q missing or suppressed, by its name."""

_FREE = frozenset({"", "F"})
"""OBS_CONF: F is free for publication; every other code of SDMX's list is a restriction."""

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]+)?(?:[eE]\+[0-9]{1,2})?")
"""What the service writes, and what a spreadsheet makes of it, which gate `mangled` refuses. No
count of anything in the country, and no sum of money, has more than fifteen digits."""


@dataclass(frozen=True)
class Cell:
    """A figure in single units, or None with the reason as a status."""

    value: float | None
    status: str
    symbol: str | None


def cell(values: Mapping[str, str]) -> Cell:
    """Read OBS_VALUE with OBS_STATUS and OBS_CONF.

    Raises:
        GateRefused: gate `values`: a figure or status the code lists do not know.
    """
    get = values.get
    return _cell(
        values["OBS_VALUE"].strip(),
        get("OBS_STATUS", "").strip(),
        get("OBS_CONF", "").strip(),
        get("OBS_STATUS_NAME", ""),
    )


def _cell(text: str, state: str, held: str, called: str) -> Cell:
    if held not in _FREE:
        return Cell(None, "suppressed", held)
    if text.casefold() in _SUPPRESSED or (state == "Q" and _withheld(called)):
        return Cell(None, "suppressed", text or state)
    if text.casefold() in _MISSING or state == "Q" or state in _NOT_THERE:
        return Cell(None, "not_available", text or state or None)
    return _figure(_number(text), state)


def _withheld(called: str) -> bool:
    name = called.casefold()
    return any(word in name for word in ("suppress", "disclos", "confiden"))


def _figure(value: float, state: str) -> Cell:
    if state == "P":
        return Cell(value, "provisional", state)
    if state not in _NORMAL:
        raise GateRefused(
            "values",
            f"OBS_STATUS {state!r} is unknown",
            expected="A, P, or another code of SDMX's list",
        )
    symbol = state if state not in ("", "A") else None
    return Cell(value, "normal" if value else "zero", symbol)


def _number(text: str) -> float:
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(value):
        raise GateRefused(
            "values",
            f"OBS_VALUE {text[:20]!r} is no count",
            expected="a number, or a symbol for suppressed or missing",
        )
    return value


def section(values: Mapping[str, str]) -> tuple[str, str]:
    """Code and label of the section of SIC 2007.

    Raises:
        GateRefused: gate `classification`: another level or version of industries.
    """
    code, name = values["INDUSTRY_CODE"].strip(), values["INDUSTRY_NAME"].strip()
    level = values.get("INDUSTRY_TYPE", "SIC 2007 section")
    if len(code) != 1 or code not in SECTIONS or level != "SIC 2007 section":
        raise GateRefused(
            "classification",
            f"industry {code!r} ({name}) is no section of SIC 2007",
            expected="letters A to U",
            hint="ask Nomis for sections.",
        )
    return code, name.removeprefix(f"{code} : ")
