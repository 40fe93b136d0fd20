"""The method box on addresses: how many of each list a directory of postcodes places, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk, unique
from sectorscope.profile import Block, Cell, Data, DataColumn, DataTable, EvidenceRef
from sectorscope.schema.places import PLACED_BY
from sectorscope.sector.placing import spelled

Row = Mapping[str, Any]

_LISTS = {
    "company": "Companies",
    "employer": "Large employers",
    "grant": "Awards of grants",
    "grant_body": "Organisations with grants",
    "organisation": "Health bodies",
}
_UNKNOWN, _NONE = "unknown", "none"
_TITLES = ("By directory", "By sector", "Sector of several", "District merged")
_COLUMNS = {
    **dict(zip(PLACED_BY, _TITLES, strict=True)),
    _UNKNOWN: "Unknown",
    _NONE: "Without",
    "ended": "Out of use",
}
SHOWN = 3
"""Rows of a directory that the box leads to, beside one of each file that is counted."""
_UNCITED = ("company",)
"""Lists whose rows tell what a firm may have said of itself in confidence: counted, not cited."""


def placed_box(desk: Desk) -> Iterator[Block]:
    """Counts of addresses by what placed them; nothing where no directory held knows any."""
    if not desk.placed:
        return
    lists = {table: _listed(desk, table) for table in _LISTS}
    held = [(_title(table, rows), _counts(desk, rows)) for table, rows in lists.items()]
    refs = unique(
        [
            *(desk.ref("placed_postcode", row) for row in list(desk.placed.values())[:SHOWN]),
            *(ref for table, rows in lists.items() for ref in _files(desk, table, rows)),
        ]
    )
    rows = tuple(
        (Cell(text=title), *(Cell(text=f"{n[k]:,}", value=n[k]) for k in _COLUMNS))
        for title, n in held
        if n
    )
    columns = (
        DataColumn(name=k.replace(" ", "-"), title=t, align="right") for k, t in _COLUMNS.items()
    )
    yield DataTable(
        id="method-postcodes",
        title="How addresses were placed",
        subtitle="Rows of each list by what the directory knows of their postcode; a list that "
        "names districts is placed by them first",
        data=Data(columns=(DataColumn(name="list", title="List"), *columns), rows=rows),
        evidence=refs,
        disclosure=desk.disclosure(refs),
        caveat="A sector of postcodes counts as in a district where all its output areas are; one "
        "of several districts is left open, and so is a district that was made of one of the "
        "region's and others. Postcodes out of use are placed where they were, and are among the "
        "others.",
    )


def _listed(desk: Desk, table: str) -> list[Row]:
    """The rows of a list; of employers, who report each year, those of the newest year."""
    rows = list(desk.rows(table))
    if table != "employer":
        return rows
    year = max((r["year"] for r in rows), default="")
    return [r for r in rows if r["year"] == year]


def _title(table: str, rows: Sequence[Row]) -> str:
    """What a list is called, with the year of one that is of a year."""
    year = rows[0]["year"] if table == "employer" and rows else ""
    return f"{_LISTS[table]}, {year}" if year else _LISTS[table]


def _files(desk: Desk, table: str, rows: Sequence[Row]) -> Iterator[EvidenceRef]:
    """A row of each file a list was read from."""
    first: dict[str, Row] = {}
    for row in rows if table not in _UNCITED else ():
        first.setdefault(row["snapshot"], row)
    for row in first.values():
        yield desk.ref(table, row)


def _counts(desk: Desk, rows: Sequence[Row]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        code = spelled(row["postcode"])
        known = desk.placed.get(code)
        found[known["how"] if known else _UNKNOWN if code else _NONE] += 1
        found["ended"] += bool(known and known["terminated"])
    return +found
