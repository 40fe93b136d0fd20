"""Cells that registers of qualifications and lists of courses have in common."""

from __future__ import annotations

import re
from functools import lru_cache

from sectorscope.concepts.subject_areas import area_of
from sectorscope.evidence.companies.cells import day
from sectorscope.evidence.refusal import GateRefused

NUMBER = re.compile(r"[0-9A-Z]{8}")
"""A qualification's or a learning aim's number without its strokes."""
_UKPRN = re.compile(r"\d{8}")
_LEVEL = re.compile(r"(?:level )?([1-8])(?:\.0)?")
_LEVELS = {
    **dict.fromkeys(("e", "entry", "entry level"), "Entry"),
    **dict.fromkeys(("1.5", "1/2", "level 1/2", "level 1/level 2", "level 1 and 2"), "1/2"),
    **dict.fromkeys(("h", "higher", "higher level"), "Higher"),
    **dict.fromkeys(("m", "mixed", "mixed level"), "Mixed"),
}
_FOREVER = "2500"
"""The register of learning aims writes an end that nobody has set as a day of the year 2600."""


def number(text: str) -> str:
    """A number without strokes and blanks.

    Raises:
        GateRefused: gate `values`: it is none.
    """
    plain = re.sub(r"[/\s]", "", text).upper()
    if not NUMBER.fullmatch(plain):
        raise GateRefused(
            "values",
            f"a qualification has the number {text[:20]!r}",
            expected="eight digits or letters, such as 603/4162/2 or 60341622",
            hint="a spreadsheet may have taken noughts off, or written it as 6.0E+07.",
        )
    return plain


def provider(text: str) -> str:
    """A UKPRN.

    Raises:
        GateRefused: gate `values`: it is none.
    """
    plain = text.strip()
    if not _UKPRN.fullmatch(plain):
        raise GateRefused(
            "values", f"a provider has the number {text[:20]!r}", expected="a UKPRN, eight digits"
        )
    return plain


@lru_cache(maxsize=10_000)  # a register writes the same few thousands of times
def level(text: str) -> str | None:
    """A level as the tables have it; None where none is stated, or one that nobody knows."""
    plain = " ".join(text.casefold().split())
    if found := _LEVEL.fullmatch(plain):
        return found[1]
    return _LEVELS.get(plain)


@lru_cache(maxsize=10_000)
def tiers(text: str) -> tuple[str | None, str | None]:
    """Subject area of tier 1 and of tier 2; the latter None where the text states tier 1 alone."""
    code = area_of(text)
    if code is None:
        return None, None
    return code.partition(".")[0], code if "." in code else None


@lru_cache(maxsize=10_000)
def date_of(text: str, column: str) -> str | None:
    """A day as ISO date; None where nothing stands, or an end that nobody has set.

    Raises:
        GateRefused: gate `values`: it is no day.
    """
    read = day(text)
    if not read.text and text.strip():
        raise GateRefused("values", f"{column} is {text[:30]!r}", expected="a date")
    return read.text if read.text and read.text < _FOREVER else None


@lru_cache(maxsize=10_000)
def hours(text: str, column: str) -> float | None:
    """Hours; None where nothing stands.

    Raises:
        GateRefused: gate `values`: no number, or less than none.
    """
    plain = text.strip().replace(",", "")
    if not plain:
        return None
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        raise GateRefused("values", f"{column} is {text[:30]!r}", expected="hours, or nothing")
    return float(plain)


@lru_cache(maxsize=10_000)
def truth(text: str, column: str) -> bool | None:
    """Yes or no; None where nothing stands, or that it is not known.

    Raises:
        GateRefused: gate `values`: it is neither.
    """
    plain = text.strip().casefold()
    if plain in ("", "-1", "-2", "null"):
        return None
    if plain not in _TRUE | _FALSE:
        raise GateRefused("values", f"{column} is {text[:30]!r}", expected="yes or no")
    return plain in _TRUE


_TRUE, _FALSE = frozenset({"true", "yes", "y", "1"}), frozenset({"false", "no", "n", "0"})
