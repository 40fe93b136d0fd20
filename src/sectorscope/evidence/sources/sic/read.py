"""The classification of industries: what is done under each code, or how the codes are built.

The index is what a company's code is understood by where its words say little: the model of
membership reads it (`sector/membership`). Codes are checked against those of SIC 2007 that ship; a
file in which many are not among them is of another version, one with few has been spoilt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sectorscope.concepts.industries import titles
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.rows import Row, rows_with_offsets
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.study.sector import SECTIONS, digits

VERSION = "SIC 2007"
INDEX = ("sic5", "activity", "kind")
STRUCTURE = ("level", "code", "description")
_ABOVE = ("section", "division", "group", "class", "subclass")
_LEVELS = {"section": 1, "division": 2, "group": 3, "class": 5, "subclass": 5}
"""Letters or digits of a code by level; a class is written with a nought at its end."""
OTHER = 0.02
"""Share of codes that are not SIC 2007's from which a file is taken for another version, and below
which for a spoilt one: stated, not measured."""
_KINDS = ("heading", "index")

Made = dict[str, Any]


@dataclass(frozen=True)
class _File:
    """table: which one it fills. again: rows that say what another says."""

    table: str
    rows: tuple[Made, ...]
    again: int


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[Made]]]:
    """Rows of table `activity` or `industry_code`.

    Raises:
        GateRefused: gates `encoding`, `no_rows`, `rows`, `columns`, `values`, `version`,
            `classification`.
    """
    found = _opened(data, snapshot.name, snapshot.overridden)
    yield found.table, [row | {"snapshot": snapshot.sha256} for row in found.rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Codes that the file says nothing of, and entries that stand twice."""
    found = _opened(data, snapshot.name, snapshot.overridden)
    dropped = (Dropped("entries that stand again", found.again),) if found.again else ()
    if found.table != "activity":
        return Remarks((), dropped)
    told = {row["code"] for row in found.rows}
    silent = sum(code not in told for code in titles())
    return Remarks((f"{silent:,} codes that companies may give have no entry",), dropped)


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overridden: frozenset[str]) -> _File:
    header, rows = rows_with_offsets(data)
    index = INDEX[0] in header.names
    needed = INDEX if index else STRUCTURE
    known = INDEX if index else (*STRUCTURE, *_ABOVE)
    found = [n for n in header.names if n in known] if "columns" in overridden else header.names
    check_columns(found, needed=needed, known=known, name=name)
    every = [_activity(row) if index else _code(row) for row in rows]
    _check_version((row["code"] for row in every), overridden)
    table = "activity" if index else "industry_code"
    return _once(table, every, ("code", "activity") if index else ("code", "level"))


def _activity(row: Row) -> Made:
    """An entry; its code without dots and strokes."""
    code, said = digits(row.values["sic5"].strip()), " ".join(row.values["activity"].split())
    if not said or row.values["kind"] not in _KINDS:
        raise GateRefused(
            "values",
            f"an entry of {code[:20]!r} has "
            + (f"the kind {row.values['kind'][:20]!r}" if said else "no words"),
            expected="words, and the kind heading or index",
        )
    return {"code": code, "activity": said, "kind": row.values["kind"]} | _stands(row, "sic5")


def _code(row: Row) -> Made:
    level = row.values["level"].replace(" ", "").casefold()
    code, title = digits(row.values["code"].strip()), " ".join(row.values["description"].split())
    if level not in _LEVELS or len(code) != _LEVELS[level] or not title:
        raise GateRefused(
            "values",
            f"{code[:20]!r} stands as a {row.values['level'][:20]!r}"
            + ("" if title else " without a title"),
            expected="a section's letter, or two, three or five digits, by its level",
            hint="a spreadsheet may have taken noughts away.",
        )
    return {"code": code, "level": level, "title": title} | _stands(row, "code")


def _stands(row: Row, field: str) -> Made:
    where = str(Locator(row.start, row.end, field))
    return {"version": VERSION, "locator": where, "raw": row.values[field]}


def _check_version(codes: Iterable[str], overridden: frozenset[str]) -> None:
    """Refuse codes that SIC 2007 has not.

    Raises:
        GateRefused: gate `version` where many are not, `classification` where few are.
    """
    given, known = set(codes), _every_code()
    unknown = sorted(given - known)
    if not unknown:
        return
    other = sum("0" + code not in known for code in unknown)  # else it lost its nought
    gate = "version" if other > OTHER * len(given) else "classification"
    if gate in overridden:
        return
    raise GateRefused(
        gate,
        f"{len(unknown):,} of {len(given):,} codes are not of {VERSION}, such as {unknown[0][:20]}",
        expected=f"codes of {VERSION}",
        hint="look which version the file is of."
        if gate == "version"
        else "a spreadsheet may have spoilt them.",
    )


def _every_code() -> frozenset[str]:
    full = titles()
    return frozenset((*SECTIONS, *(code[:n] for code in full for n in (2, 3, 5))))


def _once(table: str, rows: list[Made], key: tuple[str, ...]) -> _File:
    """The first of entries that say the same; refuse one code with two titles."""
    seen: dict[tuple[str, ...], Made] = {}
    for row in rows:
        first = seen.setdefault(tuple(row[k] for k in key), row)
        if first.get("title") != row.get("title"):
            raise GateRefused(
                "values", f"{row['code']} has two titles", expected="one title for a code"
            )
    return _File(table, tuple(seen.values()), len(rows) - len(seen))
