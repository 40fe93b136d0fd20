"""The size of a sector for a person, and for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sectorscope.profile import EvidenceRef
from sectorscope.sector.crude import Crude
from sectorscope.store import Tables

Row = Mapping[str, Any]

_NOTHING = {
    "estimate": None,
    "low": None,
    "high": None,
    "method": "",
    "floor": 0.0,
    "list_total": 0.0,
    "withheld": "the study holds no companies",
    "reviews_needed": None,
}
_BRIEF = ("estimate", "low", "high", "withheld", "reviews_needed")
_PART = ("target", "dimension", "part", "label", "estimate", "low", "high", "floor", "list_total",
         "withheld", "reviews_needed")  # fmt: skip
_CELL = ("cell", "companies", "frame", "official", "low", "high", "weight", "flags")
_CRUDE = ("crude_excluded", "crude_remainder", "crude_share")
_UNTOLD = EvidenceRef(id="fact", source="facts")
"""Only the figures are printed, not what they rest on."""
_READ = ("known", "drawn", "audited", "unresolved", "members")


def sized(tables: Tables) -> dict[str, Any]:
    """All that a study says of its sector's size; see `docs/how-to/size.md`."""
    rows = tables.rows("size")
    whole = _one(rows, "headcount", "central")
    told = {name: whole.get(name) for name in _NOTHING} if whole else dict(_NOTHING)
    return told | {
        "strict": _brief(_one(rows, "headcount", "strict")),
        "broad": _brief(_one(rows, "headcount", "broad")),
        "businesses": _brief(_one(rows, "businesses", "central")),
        "by": [{name: r[name] for name in _PART} for r in rows if _is_part(r)],
        "coverage": [{name: r[name] for name in _CELL} for r in tables.rows("coverage")],
        "sensitivity": json.loads(whole["sensitivity"]) if whole else [],
        "crude": _crude(tables.rows("fact")),
        "reviewed": {name: whole[name] for name in _READ} if whole else None,
        "draw": whole["draw"] or None if whole else None,
    }


def print_json(found: Mapping[str, Any]) -> None:
    """As one JSON object."""
    print(json.dumps(found, indent=2, ensure_ascii=False))


def print_size(found: Mapping[str, Any]) -> None:
    """As lines a person reads."""
    for line in _lines(found):
        print(line)


def _lines(found: Mapping[str, Any]) -> list[str]:
    told = [f"People in the sector: {_said(found)}"]
    if found["withheld"]:
        told.append(f"  withheld: {found['withheld']}{_needed(found['reviews_needed'])}")
    told.append(
        f"  confirmed by review: {found['floor']:,.0f}; the list: {found['list_total']:,.0f}"
    )
    if found["reviewed"]:
        read = found["reviewed"]
        told.append(
            f"  read: {read['known']:,} before the audit, {read['audited']:,} of {read['drawn']:,} "
            f"in it; {read['members']:,} are in, {read['unresolved']:,} could not be told"
        )
    for name in ("strict", "broad", "businesses"):
        if found[name]:
            told.append(f"{name.capitalize()}: {_said(found[name])}{_why(found[name])}")
    for part in found["by"]:
        told.append(f"{part['label']}: {_said(part)}{_why(part)}")
    for one in found["sensitivity"]:
        told.append(f"If {one['assumption']}: {one['low']:,.0f} to {one['high']:,.0f}")
    if found["crude"]:
        told.append(_crude_told(found["crude"]))
    return told


def _said(part: Mapping[str, Any]) -> str:
    if part["low"] is None:
        return "not estimated"
    between = f"{part['low']:,.0f} to {part['high']:,.0f}"
    return between if part["estimate"] is None else f"{part['estimate']:,.0f} ({between})"


def _why(part: Mapping[str, Any]) -> str:
    return f" (withheld: {part['withheld']})" if part["withheld"] else ""


def _needed(reviews: int | None) -> str:
    return f"; {reviews:,} further reviews would do" if reviews else ""


def _is_part(row: Row) -> bool:
    central = row["measure"] == "headcount" and row["reading"] == "central"
    return central and (row["target"] != "sector" or row["dimension"] != "all")


def _one(rows: list[dict[str, Any]], measure: str, reading: str) -> Row | None:
    wanted = ("sector", "all", measure, reading)
    named = ("target", "dimension", "measure", "reading")
    return next((r for r in rows if tuple(r[n] for n in named) == wanted), None)


def _brief(row: Row | None) -> dict[str, Any] | None:
    return {name: row[name] for name in _BRIEF} if row else None


def _crude(facts: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The crude subtraction as published, and how it magnifies an error of one per cent."""
    ordered = sorted(facts, key=lambda fact: fact["order"])
    held = [next((f for f in ordered if f["kind"] == kind), None) for kind in _CRUDE]
    excluded, remainder, share = held
    if excluded is None or remainder is None or share is None:
        return None
    made = Crude(excluded, remainder, share, (_UNTOLD, _UNTOLD, _UNTOLD))
    moves, step = made.moves(), made.shock()
    return {
        "excluded": excluded["value"],
        "remainder": remainder["value"],
        "share": share["value"],
        "if_excluded_is_off_by_percent": step.value,
        "remainder_moves_by_percent": round(moves.value, 1),
    }


def _crude_told(crude: Mapping[str, Any]) -> str:
    return (
        f"Crude subtraction, as published: {crude['remainder']:,.0f}, left over from "
        f"{crude['excluded']:,.0f} taken away; {crude['if_excluded_is_off_by_percent']:g} % of it "
        f"moves it by {crude['remainder_moves_by_percent']:g} %"
    )
