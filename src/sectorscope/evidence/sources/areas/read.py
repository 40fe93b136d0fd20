"""Look-ups of areas: which there are and from when to when, and which is a part of which.

A file with one code a row lists areas; with several, the first is a part of each of the others, or
became it where both are districts. Dates are the publisher's: where a list has an area end on the
day its successor begins, so do we.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from sectorscope.concepts.area_changes import changes
from sectorscope.evidence.area_codes import is_code
from sectorscope.evidence.gates.places import areas
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.areas.columns import Coded, Columns, understood
from sectorscope.evidence.sources.areas.sheets import Line, sheets
from sectorscope.schema import TABLES

_NONE = frozenset({"", "z", "x"})
"""What the publisher writes for no area at all: outside England, unknown, not applicable."""
_SEVERAL = re.compile(r"[A-Z]\d{8}(?: / [A-Z]\d{8})+")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_COUNTY = "E10"
"""How codes of counties begin: look-ups of local authorities have them among the districts."""
NAMED = 3
"""Areas that a remark names, before it says that there are more."""

Row = dict[str, Any]


class _Found(NamedTuple):
    """What a file gives: its rows by table, and rows that stand for no one area, by why."""

    area: list[Row]
    member: list[Row]
    dropped: Counter[str]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[Row]]]:
    """Rows of tables `area` and `area_member`.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`, `values`,
            `areas`.
    """
    found = _opened(data, snapshot.name, snapshot.overridden)
    for table, rows in (("area", found.area), ("area_member", found.member)):
        yield table, [row | {"snapshot": snapshot.sha256} for row in rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Which areas have ended, which dates are doubtful, and which rows stand for no area."""
    found = _opened(data, snapshot.name, snapshot.overridden)
    said: list[str] = []
    ended = [row for row in found.area if row["until"]]
    if ended:
        said.append(f"{len(ended):,} of {len(found.area):,} areas have ended, or their names have")
    same = [row["name"] for row in ended if row["since"] and row["until"] <= row["since"]]
    if same:
        said.append(f"{len(same):,} end on the day they begin, or before: {_some(same)}")
    said += _other_days(ended)
    gone = [r["member_name"] for r in found.member if _merged(r["member"])]
    if gone:
        said.append(f"{len(gone):,} rows are of districts that have ended since: {_some(gone)}")
    return Remarks(tuple(said), tuple(Dropped(why, n) for why, n in found.dropped.items()))


def _other_days(ended: Iterable[Row]) -> list[str]:
    """Districts that ended on another day by the publisher's code history, which ships with us."""
    known = ((row, changes().get(row["code"])) for row in ended)
    other = [
        f"{c.name} ({row['until']} here, {c.last_day} there)"
        for row, c in known
        if c is not None and c.how != "renamed" and row["until"] != c.last_day
    ]
    if not other:
        return []
    return [f"{len(other):,} districts ended on another day by the code history: {_some(other)}"]


def _some(names: list[str]) -> str:
    return "; ".join(names[:NAMED]) + "; …" * (len(names) > NAMED)


def _merged(code: str) -> bool:
    change = changes().get(code)
    return change is not None and change.how == "merged"


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overridden: frozenset[str]) -> _Found:
    found = _Found([], [], Counter())
    for sheet in sheets(data, name):
        columns = understood(sheet.header, name, overruled="columns" in overridden)
        for line in sheet.lines:
            _take(line, columns, found)
    for table, rows in (("area", found.area), ("area_member", found.member)):
        found.dropped.update(_once(rows, TABLES[table].key))
    if not (found.area or found.member):
        raise GateRefused("no_rows", f"{name} lists no areas", expected="rows with codes")
    if "areas" not in overridden:
        _check_names(found)
    return found


def _once(rows: list[Row], key: tuple[str, ...]) -> dict[str, int]:
    """Leave out rows that say the same again, and tell how many; refuse two that differ."""
    seen: dict[tuple[Any, ...], Row] = {}
    again = 0
    for row in rows:
        first = seen.setdefault(tuple(row[k] for k in key), row)
        if any(first[k] != row[k] for k in row.keys() - {"locator"}):
            raise GateRefused(
                "values",
                "two rows differ on " + " ".join(str(row[k]) for k in key if row[k]),
                expected="one row for an area and its dates",
            )
        again += first is not row
    rows[:] = seen.values()
    return {"rows that say the same again": again} if again else {}


def _take(line: Line, columns: Columns, found: _Found) -> None:
    codes = [line.values[c.code].strip() for c in columns.coded]
    for code, column in zip(codes, columns.coded, strict=True):
        if _SEVERAL.fullmatch(code):
            found.dropped["rows of several areas in one"] += 1
            return
        if code in _NONE:
            found.dropped["rows that stand for no area"] += 1
            return
        if not is_code(code):
            raise GateRefused(
                "values",
                f"{column.code} is {code[:40]!r}",
                expected="a letter and eight digits, such as E08000035",
                hint="a spreadsheet may have spoilt it.",
            )
    first, *others = columns.coded
    if not others:
        found.area.append(_area(line, first, columns))
    found.member.extend(_member(line, first, other, columns) for other in others)


def _area(line: Line, own: Coded, columns: Columns) -> Row:
    return {
        "code": line.values[own.code].strip(),
        "name": _name(line, own),
        "kind": own.kind,
        "version": own.version,
        "since": _day(line, columns.since) or "",
        "until": _day(line, columns.until),
        "status": line.values.get(columns.status, "").strip() or None,
        "locator": line.at(own.code),
        "raw": line.values[own.code],
    }


def _member(line: Line, own: Coded, other: Coded, columns: Columns) -> Row:
    """A part and its whole; a district and what it became span two years of codes."""
    years = dict.fromkeys((own.version, other.version))
    member = line.values[own.code].strip()
    return {
        "member": member,
        "member_name": _name(line, own),
        "member_kind": "county" if member.startswith(_COUNTY) else own.kind,
        "whole": line.values[other.code].strip(),
        "whole_name": _name(line, other),
        "kind": other.kind,
        "version": " to ".join(years),
        "since": _day(line, columns.since) or "",
        "until": _day(line, columns.until),
        "locator": line.at(own.code),
        "raw": line.values[own.code],
    }


def _name(line: Line, own: Coded) -> str:
    return " ".join(line.values[own.name].split())


def _day(line: Line, column: str) -> str | None:
    """A day as ISO has it, or a year as it stands; None where the cell is empty."""
    text = line.values.get(column, "").strip()
    if not text or _YEAR.fullmatch(text):
        return text or None
    found = _DAY.fullmatch(text)
    try:
        return date.fromisoformat("-".join(found.groups()[::-1]) if found else text).isoformat()
    except ValueError as why:
        raise GateRefused(
            "values", f"{column} is {text[:40]!r}", expected="a day such as 31/03/2023, or 2023"
        ) from why


def _check_names(found: _Found) -> None:
    """Refuse a code beside another area's name."""
    pairs = {(r["code"], r["name"]) for r in found.area}
    pairs |= {(r["member"], r["member_name"]) for r in found.member}
    pairs |= {(r["whole"], r["whole_name"]) for r in found.member if r["kind"] == "district"}
    listed = [{"area_code": code, "area": name, "period": ""} for code, name in sorted(pairs)]
    areas(pa.Table.from_pylist(listed))
