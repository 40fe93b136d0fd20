"""The method box on addresses: how many of each list a directory of postcodes places, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sectorscope.chapters.desk import Desk
from sectorscope.profile import Block, Cell, Data, DataColumn, DataTable
from sectorscope.schema.places import PLACED_BY
from sectorscope.sector.placing import spelled

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
"""Rows of a directory that the box leads to."""


def placed_box(desk: Desk) -> Iterator[Block]:
    """Counts of addresses by what placed them; nothing where no directory held knows any."""
    if not desk.placed:
        return
    held = [(title, _counts(desk, table)) for table, title in _LISTS.items()]
    refs = tuple(desk.ref("placed_postcode", row) for row in list(desk.placed.values())[:SHOWN])
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


def _counts(desk: Desk, table: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in desk.rows(table):
        code = spelled(row["postcode"])
        known = desk.placed.get(code)
        found[known["how"] if known else _UNKNOWN if code else _NONE] += 1
        found["ended"] += bool(known and known["terminated"])
    return +found
