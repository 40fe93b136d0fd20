"""What the columns of a look-up are: codes with their names, dates, and what is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sectorscope.evidence.area_codes import code_name, kind_of, year_of
from sectorscope.evidence.refusal import GateRefused, nearest

DATED = "dated"
"""The version of a list whose rows have dates instead of a year in the header."""
_WORDS = {
    "lad": "district",
    "lsip": "LSIP area",
    "local_enterprise_partnership": "local enterprise partnership",
    "english_devolved_area": "devolved area",
    "region": "region",
}
_SINCE = ("date_of_operation", "date_of_introduction", "first_available_year_included")
_UNTIL = ("date_of_termination", "most_recent_year_included")
_UNUSED = (
    *("fid", "objectid", "globalid", "column4", "old_la_code"),
    "new lsip geography (4 london areas)",  # names without codes
)
_NAMES = re.compile(r"[A-Z]+\d{0,2}NMW", re.IGNORECASE)


@dataclass(frozen=True)
class Coded:
    """A column of codes, the one of names beside it, and what they are of."""

    code: str
    name: str
    kind: str
    version: str


@dataclass(frozen=True)
class Columns:
    """A look-up's header understood: the part first, then what it is a part of, or became."""

    coded: tuple[Coded, ...]
    since: str
    until: str
    status: str


def understood(header: Sequence[str], name: str, *, overruled: bool = False) -> Columns:
    """The roles of a header's columns.

    Args:
        header: names of the columns.
        name: the file's name, for messages.
        overruled: whether a column that is not known is passed over.

    Raises:
        GateRefused: gate `columns`: no column of codes with one of names, or one that is unknown.
    """
    coded = [c for column in header if (c := _coded(column, header))]
    if not coded:
        raise GateRefused(
            "columns",
            f"{name} has no column of codes with one of names beside it",
            expected="LAD23CD and LAD23NM, or lad_code and lad_name, or the like",
            hint="its columns are " + ", ".join(header[:8]),
        )
    coded.sort(key=lambda c: c.kind == "region")  # there the whole stands first
    since, until, status = (_first(header, n) for n in (_SINCE, _UNTIL, ("status",)))
    used = {n for c in coded for n in (c.code, c.name)} | {since, until, status}
    for column in header:
        known = column in used or column.casefold() in _UNUSED or _NAMES.fullmatch(column)
        if not (known or overruled or not column):
            raise GateRefused(
                "columns",
                f"{name} has a column {column!r} that this source does not know",
                expected="codes, names and dates of areas",
                hint=nearest(column, (*_SINCE, *_UNTIL, *(f"{w}_code" for w in _WORDS))),
            )
    return Columns(tuple(coded), since, until, status)


def _coded(column: str, header: Sequence[str]) -> Coded | None:
    if column == "new_la_code" and "la_name" in header:
        return Coded(column, "la_name", "district", DATED)
    word = column.removesuffix("_code")
    if word in _WORDS and f"{word}_name" in header:
        return Coded(column, f"{word}_name", _WORDS[word], DATED)
    beside = column[:-2] + ("nm" if column.endswith("cd") else "NM")
    if code_name(column) and beside in header:
        return Coded(column, beside, kind_of(column), year_of(column))
    return None


def _first(header: Sequence[str], names: Sequence[str]) -> str:
    return next((n for n in names if n in header), "")
