"""The method box of adverts: how many are held, which count, and by which rule they are whose."""

from __future__ import annotations

from collections.abc import Iterator

from sectorscope.chapters.demanded_rows import CAVEAT, WHOLE, Row, base
from sectorscope.chapters.desk import Desk, unique
from sectorscope.profile import Block, Cell, Data, DataColumn, DataTable
from sectorscope.sector.skilled import LEAST, PRIOR

RULES = {
    "employer": "its employer, by company number or by a name that one company alone has, was "
    "ruled to be in it for at least half its people, or is on the final list of a sector under "
    "review",
    "occupation": "its stated occupation is one of the unit groups that the definition lists",
}
UNSETTLED = (
    "Not told by their occupation: it is of another version of SOC than the definition's, and no "
    "coding index held has it all within the definition or all outside"
)
NEIGHBOUR = "its employer lists one of the industry codes of the neighbour's definition"
COUNTED = (
    "a skill of the vocabulary that is marked, not negated, and outside what tells of the "
    "employer, benefits, equality and how to apply; once an advert"
)


def adverts_box(desk: Desk) -> Iterator[Block]:
    """The box, where any advert is held."""
    rows = base(desk)
    if WHOLE not in rows:
        return
    refs = unique(desk.ref("demand_base", r) for r in rows.values())
    yield DataTable(
        id="method-adverts",
        title="How adverts were read",
        subtitle="Which adverts count, whose they are, and what is compared",
        data=Data(
            columns=(
                DataColumn(name="item", title="Item"),
                DataColumn(name="value", title="As recorded"),
            ),
            rows=tuple((Cell(text=k), Cell(text=v)) for k, v in _lines(desk, rows[WHOLE])),
        ),
        evidence=refs,
        disclosure=desk.disclosure(refs),
        caveat=CAVEAT,
    )


def _lines(desk: Desk, row: Row) -> Iterator[tuple[str, str]]:
    config = desk.config
    rules = [RULES[r] for r in config.sector.crosswalk.adverts]
    yield "Different adverts with a text", f"{row['total']:,}"
    yield "Left out as put up again (employer, title and text alike)", f"{row['repeats']:,}"
    yield "Left out without a text", f"{row['textless']:,}"
    if row["unsettled"]:
        yield UNSETTLED, f"{row['unsettled']:,}"
    yield f"An advert is of {row['label']} if", "; or ".join(rules) or "by no rule: none is"
    yield "Of it", f"{row['n']:,}, which name {row['employers']:,} employers"
    if config.sector.neighbour:
        yield "An advert is of a neighbour if", NEIGHBOUR
    yield "Counted as asked for", COUNTED
    yield "Compared with", "the adverts held, those of the sector among them"
    yield "Not ranked", f"under {LEAST} adverts of it, or {LEAST} others"
    yield "Drawn towards the usual share", f"as by {PRIOR:.0f} adverts that ask as often"
