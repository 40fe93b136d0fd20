"""Names of columns that hold codes, as the publisher builds them, and the codes themselves."""

from __future__ import annotations

import re

_COLUMN = re.compile(r"(?P<stem>[A-Z]{2,8}?)(?P<year>\d{2})?CD", re.IGNORECASE)
_CODE = re.compile(r"[A-Z][0-9]{8}")
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_KINDS = {
    "LAD": "district",
    "CAUTH": "combined authority",
    "LEP": "local enterprise partnership",
    "LSIP": "LSIP area",
    "RGN": "region",
}


def code_name(column: str) -> re.Match[str] | None:
    """A column's name in parts, `stem` and `year`, if it is one of codes: `LAD23CD`."""
    return _COLUMN.fullmatch(column)


def is_code(value: object) -> bool:
    """Whether it is a code of an area: a letter and eight digits."""
    return isinstance(value, str) and bool(_CODE.fullmatch(value))


def kind_of(column: str) -> str:
    """What kind of area the codes of a column are."""
    found = code_name(column)
    return _KINDS.get(found["stem"].upper(), "other") if found else "other"


def year_of(column: str, name: str = "") -> str:
    """The year of the codes, by the column's name, else the file's; `not stated` without one."""
    found = code_name(column)
    if found and found["year"]:
        return f"20{found['year']}"
    in_name = _YEAR.search(name)
    return in_name.group() if in_name else "not stated"
