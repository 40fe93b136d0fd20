"""Parts of the sector: how its definition is read, its segments, which overlap, and its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk, literal, unique
from sectorscope.chapters.sized import withheld
from sectorscope.chapters.sized_figures import figure_row, finished, interval_figure
from sectorscope.chapters.sized_map import places_map
from sectorscope.chapters.sized_rows import WHOLE, Sizes, interval
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    EvidenceRef,
    Paragraph,
    Slot,
    Statement,
    Uncertainty,
    naming,
)
from sectorscope.sector.definition import Definition, words
from sectorscope.wording import sized as templates
from sectorscope.wording.official import COMPANIES_PLACED
from sectorscope.wording.realise import About, Draft, finish
from sectorscope.wording.text import capital

Row = Mapping[str, Any]

HINTS = {
    "core": "core: most companies there are in",
    "possible": "possible: some are",
    "never": "never: none is",
    "": "no hint",
}
"""What a list of codes hints at; a hint rules on nobody."""


def readings(desk: Desk, held: Sizes) -> Iterator[Block]:
    """The definition under its readings, and its hints by industry against what was found."""
    row = held.row()
    if row is None:
        return
    ref = desk.ref("size", row)
    sector = desk.config.sector
    said = (
        ("The definition", words(sector.rubric)),
        ("Read strictly", words(sector.readings.strict)),
        ("Read broadly", words(sector.readings.broad)),
    )
    if any(text for _, text in said[1:]):
        rows = tuple((Cell(text=name), Cell(text=text)) for name, text in said if text)
        yield _table(
            "readings", ("The definition, and how far it may be stretched",
            "The study's own; the sector's size is given under each reading"),
            (("reading", "Reading"), ("words", "In words")), rows, ref,
        )  # fmt: skip
    if sector.industries.core or sector.industries.possible:
        yield from _unplaced(desk, held, ref)
        yield _hints(desk, held, ref)


def _unplaced(desk: Desk, held: Sizes, ref: EvidenceRef) -> Iterator[Paragraph]:
    """Where most companies that count are placed by nothing held, that it is so."""
    every, lost = held.companies, held.unplaced
    if not desk.config.region.places or 2 * lost <= every:
        return
    made = [
        Estimate(
            label=label,
            value=value,
            unit="companies",
            standing="counted",
            method="companies of the frame, by the district their file or a directory gives",
            uncertainty=Uncertainty(kind="exact", why="a count of the companies of a list"),
            inputs=(ref,),
        )
        for label, value in (("counting", every), ("placed", every - lost), ("not placed", lost))
    ]
    slots = {
        name: Slot(kind="number", text=f"{made[i].value:,.0f}", estimate=i)
        for i, name in enumerate(("n", "placed", "lost"))
    }
    slots["region"] = naming(desk.scope.region)
    about = About("sector", "companies", "placed", desk.scope.region)
    draft = Draft(COMPANIES_PLACED, slots, tuple(made))
    yield Paragraph(
        statements=(finish(draft, about, desk.voice, kind="list", basis="administrative"),)
    )


def _hints(desk: Desk, held: Sizes, ref: EvidenceRef) -> DataTable:
    """Codes by list: companies listed, read, and found to be in; to be argued with."""
    industries = Definition(desk.config.sector).industries
    listed, read, inside = Counter[str](), Counter[str](), Counter[str]()
    for member in desk.rows("membership"):
        if member["target"] == WHOLE and member["company"] in held.company:
            codes = held.company[member["company"]]["sics"]
            hint = industries.strongest(codes.split(";") if codes else ())
            listed[hint] += 1
            read[hint] += member["z"] is not None
            inside[hint] += bool(member["z"])
    own = desk.config.sector.industries
    codes = {"core": own.core, "possible": own.possible, "never": own.never}
    rows = tuple(
        (
            Cell(text=capital(said)),
            Cell(text=", ".join(codes.get(hint, ())) or "all others"),
            *(Cell(text=f"{c[hint]:,}", value=c[hint]) for c in (listed, read, inside)),
        )
        for hint, said in HINTS.items()
        if listed[hint] or codes.get(hint)
    )
    columns = (
        ("hint", "Hint"), ("codes", "SIC 2007 codes"), ("listed", "Companies"), ("read", "Read"),
        ("inside", "Found in"),
    )  # fmt: skip
    return _table(
        "hints", ("Where the classification hints at the sector, and what readers found there",
        "Companies that count, by the strongest hint of their codes; a hint rules on nobody"),
        columns, rows, *held.files(ref),
        caveat="The lists are a proposal, to be argued with. Companies were not read at random: "
        "those found are no share of those listed.",
    )  # fmt: skip


def segments(desk: Desk, held: Sizes) -> Iterator[Block]:
    """Each segment with its interval; they do not add up, and it is said so."""
    rows = held.segments()
    if not rows or not held.reviewed:
        return
    made = [(row, held.estimate(row)) for row in rows]
    said = [(row, estimate) for row, estimate in made if estimate]
    if said:
        overlap = finished(desk, templates.SEGMENTS, {}, [e for _, e in said], "segments", WHOLE)
        yield Paragraph(statements=(*(_part(desk, "segment", *one) for one in said), overlap))
        yield interval_figure(
            "segments-by-review",
            "How large each segment is, as far as it can be said",
            "People; segments overlap and do not add up",
            [figure_row(capital(row["label"]), e, "ours", templates.INTERVAL) for row, e in made],
            unique(desk.ref("size", row) for row in rows),
            desk,
        )
    yield from _left(held, [row for row, estimate in made if estimate is None], "segments")


def places(desk: Desk, held: Sizes) -> Iterator[Block]:
    """Each district with its interval, on a map."""
    rows = held.places()
    if not rows or not held.reviewed:
        return
    made = [(row, held.estimate(row)) for row in rows]
    said = [(row, estimate) for row, estimate in made if estimate]
    if said:
        where = finished(desk, templates.PLACES, {}, [e for _, e in said], "places", WHOLE)
        yield Paragraph(statements=(*(_part(desk, "place", *one) for one in said), where))
        yield places_map(desk, made)
    yield from _left(held, [row for row, estimate in made if estimate is None], "places")


def _left(held: Sizes, rows: Sequence[Row], what: str) -> Iterator[Block]:
    """One gap for those that cannot be said; those kept back have their own, without names."""
    hidden = [row for row in rows if row["estimate"] is not None]
    wide = [row for row in rows if row["estimate"] is None]
    for part in (hidden, wide):
        if part:
            yield withheld(held, part, what)


def _part(desk: Desk, what: str, row: Row, made: Estimate) -> Statement:
    slots = interval("estimate", made, 0) | {
        "target": naming(row["label"]),
        "interval": literal(templates.INTERVAL),
    }
    subject = row["part"] if what == "place" else row["target"]
    return finished(desk, templates.SEGMENT, slots, (made,), what, subject)


def _table(
    identity: str,
    heads: tuple[str, str],
    columns: Sequence[tuple[str, str]],
    rows: tuple[tuple[Cell, ...], ...],
    *refs: EvidenceRef,
    caveat: str = "",
) -> DataTable:
    numbers = ("listed", "read", "inside")
    return DataTable(
        id=identity,
        title=heads[0],
        subtitle=heads[1],
        data=Data(
            columns=tuple(
                DataColumn(name=n, title=t, align="right" if n in numbers else "left")
                for n, t in columns
            ),
            rows=rows,
        ),
        evidence=refs,
        disclosure="fictional" if any(r.reconstruction for r in refs) else "open",
        caveat=caveat,
    )
