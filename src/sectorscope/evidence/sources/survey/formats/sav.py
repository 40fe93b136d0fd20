"""SPSS data files (`.sav`, `.zsav`): answers by their value labels, missing values kept apart.

A cell reads as its value's label; system-missing is blank. A value that the file declares missing
keeps its label ("Don't know"), and without one reads `missing 99`, so that nothing takes it for
a number. Format: PSPP's description of system files; the bytes are read by pyreadstat (ReadStat).
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.survey.formats.sheet import Column, Line, Sheet

MAGIC = (b"$FL2", b"$FL3")


@lru_cache(maxsize=2)
def sheet(data: bytes) -> Sheet:
    """Columns and rows of an SPSS file.

    Raises:
        GateRefused: gate `archive`, where the bytes cannot be read as one.
    """
    values, about = _read(data)
    names = list(about.column_names)
    texts = dict(zip(names, about.column_labels, strict=True))
    sets = _sets(about)
    columns = tuple(_column(name, texts[name] or name, sets.get(name)) for name in names)
    drawn = [_texts(name, list(values[name]), about) for name in names]
    rows = tuple(Line(n, cells) for n, cells in enumerate(zip(*(d for d, _ in drawn)), 1))  # noqa: B905 - one length
    missing = {i: absent for i, (_, absent) in enumerate(drawn) if absent}
    if not rows:
        raise GateRefused("no_rows", "the SPSS file holds no row", expected="at least one")
    where = f"row=1;field={names[0]}"  # its header is no text; the first row stands for the table
    return Sheet("spss", "sav", columns, rows, (where, None), missing=missing)


def cell(data: bytes, row: int, name: str) -> str:
    """The text of one cell, rows counted from one.

    Raises:
        GateRefused: gate `columns` or `rows`: there is no such cell.
    """
    found = sheet(data)
    index = next((i for i, c in enumerate(found.columns) if c.name == name), None)
    if index is None:
        raise GateRefused("columns", f"the file has no variable {name!r}")
    if not 1 <= row <= len(found.rows):
        raise GateRefused("rows", f"the file has no row {row:,}")
    return found.rows[row - 1].cells[index]


def _read(data: bytes) -> tuple[dict[str, Any], Any]:
    try:
        import pyreadstat  # reading is its whole job, and it takes a third of a second to import
    except ImportError as why:
        raise GateRefused(
            "archive",
            "an SPSS file, and pyreadstat is not installed",
            hint="install pyreadstat, or save the file as CSV with value labels",
        ) from why
    try:
        read: Any = pyreadstat.read_sav(  # pyright: ignore[reportUnknownMemberType]
            io.BytesIO(data), output_format="dict", user_missing=True
        )
    except Exception as why:  # a C library's errors: none of them may carry a cell into a log
        raise GateRefused(
            "archive", "the SPSS file cannot be read", expected="a whole .sav file"
        ) from why
    return read


def _sets(about: Any) -> dict[str, tuple[str, str]]:  # noqa: ANN401 - pyreadstat's own type
    """For each column of a multiple-response set: the set's name and its text."""
    found: dict[str, tuple[str, str]] = {}
    for name, one in (about.mr_sets or {}).items():
        if one.get("is_dichotomy"):
            text = str(one.get("label") or name)
            found |= dict.fromkeys(one.get("variable_list", ()), (name, text))
    return found


def _column(name: str, text: str, of: tuple[str, str] | None) -> Column:
    return Column(name, of[1], text, of[0]) if of else Column(name, text)


def _texts(name: str, values: list[Any], about: Any) -> tuple[list[str], frozenset[str]]:  # noqa: ANN401
    labels = {_key(k): str(v) for k, v in (about.variable_value_labels.get(name) or {}).items()}
    ranges = about.missing_ranges.get(name) or ()
    texts: list[str] = []
    absent: set[str] = set()
    for value in values:
        plain = _plain(value)
        text = labels.get(_key(value), plain)
        if plain and _declared_missing(value, ranges):
            text = labels.get(_key(value), f"missing {plain}")
            absent.add(text)
        texts.append(text)
    return texts, frozenset(absent)


def _key(value: object) -> object:
    return float(value) if isinstance(value, (int, float)) else value


def _plain(value: object) -> str:
    if value is None or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _declared_missing(value: Any, ranges: Any) -> bool:  # noqa: ANN401 - as pyreadstat gives it
    for one in ranges:
        low, high = (one["lo"], one["hi"]) if isinstance(one, dict) else (one, one)
        try:
            if low <= value <= high:
                return True
        except TypeError:  # a range of numbers against a text
            continue
    return False
