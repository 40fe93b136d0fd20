"""Organisations of the health service in the region, where the definition names their lists.

`institutions = ["ods:etr"]` asks for the list of trusts. What is on it lies in the region by the
same rule as any address: a directory of postcodes, else how its postcode begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.employers import is_here
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    Paragraph,
    Slot,
    Statement,
    Uncertainty,
    naming,
)
from sectorscope.schema.institutions import KINDS
from sectorscope.wording import institutions as wording
from sectorscope.wording.realise import About, Draft, finish
from sectorscope.wording.text import join

Row = Mapping[str, Any]

ASKED = "ods:"
"""How an entry of the definition's institutions begins that names a list."""
SHOWN = 60
"""Organisations that are shown, by name."""
_COLUMNS = {"name": "Organisation", "list": "List", "postcode": "Postcode", "opened": "Open since"}


def health_bodies(desk: Desk) -> Iterator[Block]:
    """Those open on the study's day and in the region; a gap where none can be told."""
    asked = [i.removeprefix(ASKED) for i in desk.config.sector.institutions if i.startswith(ASKED)]
    if not asked:
        return
    held = [row for row in desk.rows("organisation") if row["kind"] in asked]
    here = sorted((r for r in held if _is_told(desk, r)), key=lambda r: (r["name"], r["code"]))
    if not here:
        because = wording.NOT_PLACED if held else wording.NOT_HELD
        takes = wording.NOT_PLACED_TAKES if held else wording.NOT_HELD_TAKES
        evidence = (desk.ref("organisation", held[0]),) if held else ()
        yield gap(
            "health-bodies", because, takes, evidence=evidence,
            region=desk.scope.region, lists=_lists(asked),
        )  # fmt: skip
        return
    yield Paragraph(statements=(_told(desk, asked, here),))
    yield _table(desk, here)


def is_open(row: Row, day: str) -> bool:
    """Whether an organisation is open on a day; the day it closes it is no longer."""
    return (row["opened"] or "") <= day and (row["closed"] is None or row["closed"] > day)


def _is_told(desk: Desk, row: Row) -> bool:
    day = desk.config.study.as_of.isoformat()
    return is_open(row, day) and is_here(desk, row["postcode"])


def _lists(asked: list[str]) -> str:
    return join([wording.THE_LIST.format(name=KINDS.get(kind, kind)) for kind in asked])


def _told(desk: Desk, asked: list[str], here: list[Row]) -> Statement:
    refs = tuple(desk.ref("organisation", row) for row in here[:SHOWN])
    count = Estimate(
        label="organisations of the health service in the region",
        value=len(here),
        unit="organisations",
        standing="counted",
        method=f"entries of the lists, open and in the region; at most {SHOWN} are cited",
        uncertainty=Uncertainty(kind="exact", why="a count of the entries of a list"),
        inputs=refs,
    )
    slots = {
        "count": Slot(kind="number", text=f"{len(here):,}", estimate=0),
        "lists": Slot(kind="literal", text=_lists(asked)),
        "region": naming(desk.scope.region),
        "sector": naming(desk.config.sector.name),
    }
    template = wording.HEALTH["one" if len(here) == 1 else "many"]
    about = About("sector", "institutions", "health", desk.scope.region)
    draft = Draft(template, slots, (count,))
    return finish(draft, about, desk.voice, kind="list", basis="administrative")


def _table(desk: Desk, here: list[Row]) -> DataTable:
    shown = here[:SHOWN]
    refs = tuple(desk.ref("organisation", row) for row in shown)
    rest = f"; the first {SHOWN:,} of {len(here):,} by name" if len(here) > SHOWN else ""
    return DataTable(
        id="health-bodies",
        title="Organisations of the health service in the region",
        subtitle=f"{desk.scope.region}, open on the day the study speaks of{rest}: a list, never "
        "counted in the sector's size",
        data=Data(
            columns=tuple(DataColumn(name=n, title=t) for n, t in _COLUMNS.items()),
            rows=tuple(_line(row) for row in shown),
        ),
        evidence=refs,
        disclosure=desk.disclosure(refs),
        caveat="An organisation is where its register has its address; its sites may be elsewhere.",
    )


def _line(row: Row) -> tuple[Cell, ...]:
    said = (row["name"], KINDS[row["kind"]], row["postcode"], row["opened"])
    return tuple(Cell(text=text or "not stated") for text in said)
