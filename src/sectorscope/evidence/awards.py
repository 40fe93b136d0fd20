"""Cells of lists of grants: amounts, dates, texts without anybody's address, what a body is."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sectorscope.evidence.companies.cells import day, number, postcode
from sectorscope.evidence.gates.scales import amount as worded_amount
from sectorscope.evidence.gates.scales import one_scale
from sectorscope.evidence.refusal import GateRefused
from sectorscope.schema import TABLES

_PLAIN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:E[-+]?\d+)?", re.IGNORECASE)
_CONTACT = re.compile(
    r"[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}|(?:^|[^\d])(?:\+44\s?7\d{3}|07\d{3})\s?\d{3}\s?\d{3}"
)
"""An e-mail address or a mobile number: the forms gate `personal` looks for."""
_SIGNS = ("@", "07", "+44")
"""What no text of either form is without."""
_MOST = 1e12
"""Pounds no award has: the United Kingdom spends about as much in a year on everything."""
_DISTRICT = re.compile(r"E0[6-9]\d{6}|W06\d{6}|S12\d{6}|N09\d{6}")
"""Codes of districts and unitary authorities of the four countries (ONS naming of areas)."""
_KINDS = {"E12": "region", "E92": "country", "W92": "country", "S92": "country", "N92": "country"}


def pounds(text: str, column: str) -> float | None:
    """An amount in pounds; None where the cell is empty.

    Args:
        text: `1,250.50`, `£250,000`, `£1.4 million`, `1.2E+06`.
        column: where it stands, for the message.

    Raises:
        GateRefused: gate `units`: pounds in a scale that is not known; gate `values`: no amount.
    """
    plain = text.strip()
    if not plain:
        return None
    if plain.startswith("£") and plain[1:].strip()[:1].isdigit():
        return worded_amount(plain)
    if not _PLAIN.fullmatch(plain):
        raise GateRefused(
            "values", f"{column} is {plain[:40]!r}", expected="an amount in pounds, or nothing"
        )
    return in_bounds(float(plain.replace(",", "")), column)


def in_bounds(value: float, column: str) -> float:
    """The amount, if it could be one.

    Raises:
        GateRefused: gate `values`.
    """
    if not math.isfinite(value) or abs(value) > _MOST:
        raise GateRefused("values", f"{column} is {value:g}", expected="an amount in pounds")
    return value


def same_scale(texts: Iterable[str], column: str) -> None:
    """Pass amounts that are all written in one scale.

    Raises:
        GateRefused: gate `units`: `£1.4 million` stands beside `£250,000`.
    """
    one_scale(texts, column)


def given_pounds(value: object, column: str) -> float | None:
    """An amount that stands in JSON as a number; None where there is none.

    Raises:
        GateRefused: gate `values`: a text, a truth, or a number no award has.
    """
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GateRefused("values", f"{column} is {str(value)[:40]!r}", expected="a number")
    try:
        return in_bounds(float(value), column)
    except OverflowError as why:
        raise GateRefused("values", f"{column} has too many digits", expected="an amount") from why


def said(value: object) -> str | None:
    """A text of the file with its spaces put right; None where there is none.

    Raises:
        GateRefused: gate `values`: no text, or one that is cut within a character.
    """
    if value is None:
        return None
    if not isinstance(value, str):
        raise GateRefused("values", f"an entry is {str(value)[:40]!r}", expected="a text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as why:
        raise GateRefused("values", "a text is cut within a character", expected="text") from why
    return " ".join(value.split()) or None


def anonymous(text: str | None) -> str | None:
    """A long text, or None where it holds an address or a number of somebody."""
    if text is None or not any(sign in text for sign in _SIGNS):
        return text  # the pattern alone takes a thousand times as long over a long text
    return None if _CONTACT.search(text) else text


def iso(text: object) -> str | None:
    """A date in ISO 8601; None where there is none that could be read."""
    return day(text).text or None if isinstance(text, str) else None


def from_epoch(value: object) -> str | None:
    """The date of a text, or of milliseconds since 1970 (universal time); None where there is none.

    Raises:
        GateRefused: gate `values`: no number, or a moment outside the calendar.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return iso(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GateRefused("values", f"a date is {str(value)[:40]!r}", expected="milliseconds")
    try:
        return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as why:
        raise GateRefused("values", f"a date is {str(value)[:40]}", expected="one") from why


def company(text: str | None) -> str | None:
    """A company number of eight characters; None where there is none that can be used."""
    return number(text or "").text or None


def code_of_place(text: str | None) -> str | None:
    """A postcode in capitals; None where there is none that can be used."""
    return postcode(text or "").text or None


def kind_of_area(code: str | None, name: str | None) -> str | None:
    """What an area is, by its code; None where neither code nor name is given."""
    if not code:
        return "other" if name else None
    if _DISTRICT.fullmatch(code):
        return "district"
    return _KINDS.get(code[:3], "other")


def listed(texts: Iterable[str | None]) -> str | None:
    """Subjects as JSON, each once and in their order; None where there are none."""
    kept = list(dict.fromkeys(t for t in texts if t))
    return json.dumps(kept, ensure_ascii=False) if kept else None


def blank() -> dict[str, Any]:
    """A row of table `grant` in which everything that may be missing is."""
    return {c.name: None for c in TABLES["grant"].columns if c.missing}
