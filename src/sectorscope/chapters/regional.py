"""What the region is made of, where the study holds look-ups of areas; and what of it had ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk, gap, unique
from sectorscope.profile import Block, Cell, Data, DataColumn, DataTable, EvidenceRef
from sectorscope.sector.standing import Standing, standings
from sectorscope.wording.text import capital, join

Row = Mapping[str, Any]

_COLUMNS = (
    ("district", "District"), ("code", "Code"), ("operation", "In operation"), ("part", "Part of"),
)  # fmt: skip
_WORDS = {
    "in operation": "yes",
    "ended": "until {day}",
    "not yet": "from {day}",
    "not listed": "in no list held",
    "no list": "no list is held",
}
_AFTER = "What came after a district is told by the code history that ships with Sectorscope."


def region(desk: Desk) -> Iterator[Block]:
    """The districts by the look-ups held; a gap for those that had ended on the study's day."""
    places = [(p.code, p.name) for p in desk.config.region.places]
    day = desk.config.study.as_of.isoformat()
    held = standings(desk.rows("area"), desk.rows("area_member"), places, day)
    refs = unique(ref for one in held for ref in _refs(desk, one))
    if not refs:
        return
    yield _table(desk, held, refs)
    ended = [one for one in held if one.how == "ended"]
    if ended:
        yield gap(
            "ended-districts",
            "By the look-ups held {ended} had ended by the day that the study speaks of: figures "
            "of later years are given for what came after.",
            "The region's districts as they were on that day; or, in the study, an earlier day.",
            evidence=unique(desk.ref("area", row) for one in ended for row in one.rows),
            ended=join([one.name for one in ended]),
        )


def _table(desk: Desk, held: Sequence[Standing], refs: tuple[EvidenceRef, ...]) -> DataTable:
    return DataTable(
        id="method-region",
        title="What the region is made of",
        subtitle="Districts of the study on the day it speaks of, by the look-ups of areas held",
        data=Data(
            columns=tuple(DataColumn(name=n, title=t) for n, t in _COLUMNS),
            rows=tuple(_line(one) for one in held),
        ),
        evidence=refs,
        disclosure=desk.disclosure(refs),
        caveat=_AFTER if any(one.how == "ended" and one.successor for one in held) else "",
    )


def _line(one: Standing) -> tuple[Cell, ...]:
    operation = _WORDS[one.how].format(day=one.day)
    if one.how == "ended" and one.successor:
        operation += f"; since then {one.successor}"
    wholes = "; ".join(sorted({_whole(row) for row in one.wholes})) or "not said"
    return tuple(Cell(text=t) for t in (one.name, one.code, operation, wholes))


def _whole(row: Row) -> str:
    """What a district is a part of, with the years or the version it is said of."""
    years = "–".join(dict.fromkeys(y for y in (row["since"], row["until"]) if y))
    said = years if row["version"] == "dated" else row["version"]
    return f"{capital(row['kind'])} {row['whole_name']}" + (f" ({said})" if said else "")


def _refs(desk: Desk, one: Standing) -> Iterator[EvidenceRef]:
    yield from (desk.ref("area", row) for row in one.rows)
    yield from (desk.ref("area_member", row) for row in one.wholes)
