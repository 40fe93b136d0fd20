"""What the sector looks like: how it is defined, its published sizes, institutions, overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sectorscope.chapters import official
from sectorscope.chapters.commuting import commuting
from sectorscope.chapters.counts import businesses
from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.employers import employers
from sectorscope.chapters.facts import figure, measures, members, parts, tell, words
from sectorscope.chapters.health import health_bodies
from sectorscope.chapters.labour_market import labour_market
from sectorscope.chapters.occupations import occupations
from sectorscope.chapters.overlapping import overlaps
from sectorscope.chapters.sized import size
from sectorscope.chapters.sized_parts import places, readings, segments
from sectorscope.chapters.sized_rows import Sizes
from sectorscope.chapters.sizes import crude, published_sizes, sizes_figure
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
)
from sectorscope.wording import sized
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish
from sectorscope.wording.text import capital


def sector(desk: Desk) -> Iterable[Block]:
    """The chapter's blocks, from definition to overlaps."""
    held = Sizes(desk)
    yield from _definition(desk)
    yield from occupations(desk)
    yield from readings(desk, held)
    if held.reviewed:  # ours first; where there is none, the gap follows what others say
        yield from size(desk, held)
    yield from _paragraph(crude(desk))
    yield from _paragraph(published_sizes(desk))
    yield from sizes_figure(desk, _ours(held))
    yield from official.sections(desk)
    yield from businesses(desk)
    yield from employers(desk)
    yield from labour_market(desk)
    yield from commuting(desk)
    if not held.reviewed:
        yield from size(desk, held)
    yield from segments(desk, held)
    yield from places(desk, held)
    yield from _paragraph((*_institutions(desk), *_listed(desk, held)))
    yield from health_bodies(desk)
    yield from _paragraph(_overlaps(desk))
    yield from overlaps(desk, held)


def _paragraph(statements: Iterable[Statement]) -> Iterator[Block]:
    listed = tuple(statements)
    if listed:
        yield Paragraph(statements=listed)


def _definition(desk: Desk) -> Iterator[Block]:
    statements = (*_classification(desk), *_segments(desk))
    yield from _paragraph(statements)
    if not statements:
        yield gap(
            "no-definition",
            "What others count as {sector}: no source on it is held, and the definition is the "
            "analyst's own.",
            "Published findings on the sector, added as facts with their source.",
            sector=desk.config.sector.name,
        )
    yield from _crosswalk(desk)


def _classification(desk: Desk) -> Iterator[Statement]:
    for fact in desk.facts("classification"):
        slots = words(label=fact["label"], detail=fact["detail"])
        template = "{label} {detail}, as the published profile found."
        yield tell(desk, fact, template, slots, kind="link")


def _segments(desk: Desk) -> Iterator[Statement]:
    subs = desk.facts("segment")
    if subs:
        fragment, slots = members([f["label"] for f in subs])
        refs = tuple(desk.ref("fact", f) for f in subs)
        count = figure(desk, subs[0], "sub-sectors", len(subs), "sub-sectors").but(
            standing="counted", method="sub-sectors the source names", inputs=refs
        )
        slots["count"] = Slot(kind="number", text=number_word(len(subs)), estimate=0)
        template = f"The sector is made of {{count}} sub-sectors: {fragment}."
        yield tell(
            desk,
            subs[0],
            template,
            slots,
            kind="list",
            estimates=(count,),
            also=subs[1:],
            subject="segments",
        )
    for fact in desk.facts("cross_cutting"):
        template = "{label} cuts across the sub-sectors and is not counted as a further one."
        yield tell(desk, fact, template, words(label=capital(fact["label"])), kind="link")


def _crosswalk(desk: Desk) -> Iterator[Block]:
    """Segments beside the industry codes that the definition ties to them."""
    segments = desk.config.sector.segment
    facts = [*desk.facts("segment"), *desk.facts("cross_cutting")]
    if not any(s.industries for s in segments) or not facts:
        return
    rows = tuple(
        (
            Cell(text=capital(s.label)),
            Cell(text="cross-cutting" if s.cross_cutting else "sub-sector"),
            Cell(text=", ".join(s.industries) or "none fits"),
        )
        for s in segments
    )
    yield DataTable(
        id="crosswalk",
        title="The classification cuts across the sub-sectors",
        subtitle="Codes of SIC 2007 that the study's definition, the analyst's own, ties to each",
        data=Data(
            columns=(
                DataColumn(name="segment", title="Segment"),
                DataColumn(name="role", title="Role"),
                DataColumn(name="industries", title="SIC 2007 codes"),
            ),
            rows=rows,
        ),
        evidence=tuple(desk.ref("fact", f) for f in facts),
        disclosure="open",
        caveat="The codes are the analyst's definition, not the source's.",
    )


def _ours(held: Sizes) -> Estimate | None:
    row = held.row()
    return held.estimate(row) if row else None


def _listed(desk: Desk, held: Sizes) -> Iterator[Statement]:
    """Institutions of the definition that stand on the list of companies: named, never counted."""
    named = {n.casefold() for n in desk.config.sector.institutions}
    found = [c for c in held.company.values() if {c["id"].casefold(), c["name"].casefold()} & named]
    if found:
        fragment, slots = members([c["name"] for c in found])
        template = sized.INSTITUTIONS.replace("{list}", fragment)
        slots |= words(target=desk.config.sector.name)
        draft = Draft(template, slots, evidence=tuple(desk.ref("company", c) for c in found))
        about = About("sector", "size:institutions", "sector")
        yield finish(draft, about, desk.voice, kind="list", basis="administrative")


def _institutions(desk: Desk) -> Iterator[Statement]:
    held = desk.facts("institution")
    if held:
        template = (
            "The institutions around the sector are listed here and never counted in its size."
        )
        yield tell(desk, held[0], template, {}, kind="list", also=held[1:], subject="institutions")
    for fact in held:
        slots = words(label=fact["label"], detail=fact["detail"])
        template, estimates = "{label} {detail}", []
        listed = parts(fact)
        if listed and isinstance(listed[0], str):
            fragment, more = members(listed)
            template, slots = f"{{label}}, of {fragment}, {{detail}}", slots | more
        elif listed:
            fragment, more, estimates = measures(desk, fact)
            template, slots = f"{{label}} {{detail}}, with {fragment}", slots | more
        yield tell(desk, fact, template + ".", slots, kind="link", estimates=estimates)


def _overlaps(desk: Desk) -> Iterator[Statement]:
    for fact in desk.facts("overlap"):
        fragment, slots = members(parts(fact))
        template = f"The sector overlaps with {{label}} through {fragment}."
        yield tell(desk, fact, template, slots | words(label=fact["label"]), kind="link")
    for fact in desk.facts("carry_over"):
        fragment, slots = members(parts(fact))
        template = (
            f"What businesses of {fragment} say {{detail}}: carried over from the published "
            "profile, not heard in this consultation."
        )
        slots |= words(detail=fact["detail"])
        yield tell(desk, fact, template, slots, kind="carried_over")
