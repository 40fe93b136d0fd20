"""The map of places: outlines where the study holds them of every district, else squares.

Which of the two it is, of which year, and what is missing for the other, stands beneath it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk, unique
from sectorscope.chapters.sized_figures import figure_row
from sectorscope.profile import Data, DataColumn, Estimate, Figure, Tile
from sectorscope.sector.ground import Ground, ground
from sectorscope.sector.tiles import Tiles, tiles
from sectorscope.wording import sized as templates
from sectorscope.wording.text import join

Row = Mapping[str, Any]

_COLUMNS = (("label", "District"), ("value", "People"), ("low", "Low"), ("high", "High"))
_SQUARES = {
    "as they lie": "Squares stand as the districts lie.",
    "by their centres": "Squares stand by the centres of the boundaries held: "
    "who lies north and who west is kept, distances are not.",
    "in order": "Squares stand in the region's order: no map.",
}


def places_map(desk: Desk, made: Sequence[tuple[Row, Estimate | None]]) -> Figure:
    """People of the sector by district, where each lies.

    Args:
        desk: the desk.
        made: rows of table `size` by district, each with its estimate, None where withheld.
    """
    codes = [row["part"] for row, _ in made]
    held = ground(desk.rows("boundary"), codes)
    laid = tiles(codes, held.centres)
    rows = tuple(figure_row(row["label"], e, "ours", templates.INTERVAL)[:4] for row, e in made)
    sector = desk.config.sector.name
    said = "; ".join(
        f"{r[0].text} {r[1].text}" + (f" ({r[2].text} to {r[3].text})" if r[2].text else "")
        for r in rows
    )
    used = held.rows if held.outlines or laid.how == "by their centres" else ()
    refs = unique(
        (*(desk.ref("size", row) for row, _ in made), *(desk.ref("boundary", r) for r in used))
    )
    shape = "in its outline" if held.outlines else "one square a district"
    return Figure(
        id="places-by-review",
        mark="tiles",
        title="Where companies of the sector are registered",
        subtitle=f"People in {sector} by district, {shape}, with the 95% interval",
        alt=f"People in {sector} by district: {said}.",
        data=Data(
            columns=tuple(
                DataColumn(name=n, title=t, align="left" if n == "label" else "right")
                for n, t in _COLUMNS
            ),
            rows=rows,
        ),
        tiles=tuple(_tile(row, laid, held) for row, _ in made),
        evidence=refs,
        disclosure=desk.disclosure(refs),
        caveat=_note(held, laid, {row["part"]: row["label"] for row, _ in made}),
    )


def _tile(row: Row, laid: Tiles, held: Ground) -> Tile:
    column, down = laid.at[row["part"]]
    outline = held.outlines.get(row["part"], "")
    return Tile(label=row["label"], column=column, row=down, outline=outline)


def _note(held: Ground, laid: Tiles, labels: Mapping[str, str]) -> str:
    """What the map is drawn from, and what keeps it from being drawn in outlines."""
    if held.outlines:
        year = f" of {held.version}" if held.version.isdecimal() else ", of a year not stated"
        return (
            f"Outlines are the boundaries held{year}, with fewer corners; a large area on the map "
            "is no large sector."
        )
    said = _SQUARES[laid.how]
    if held.missing:
        names = join([labels[code] for code in held.missing])
        said += f" Boundaries are held, and none of one year for {names}."
    return said
