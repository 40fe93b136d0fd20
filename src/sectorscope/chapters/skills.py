"""Which skills and qualifications matter most: what was raised, and where in the sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sectorscope.chapters.demanded import demanded
from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told import told
from sectorscope.profile import Block, Cell, Data, DataColumn, Figure, in_title
from sectorscope.wording.text import capital

Row = Mapping[str, Any]


def skills(desk: Desk) -> Iterable[Block]:
    """What was raised, then the same by segment; what adverts ask for more often than others."""
    yield from told(desk, "skills")
    for question in desk.consultation.with_role("skills"):
        yield from _by_segment(desk, question)
    yield from demanded(desk)


def _by_segment(desk: Desk, question: Row) -> Iterator[Block]:
    """Skills in rows, segments in columns, each cell the businesses that raised it."""
    held = desk.consultation
    raised = held.named(question["id"])
    own = question["segment"]
    segments = [
        s
        for s in desk.config.sector.segment
        if held.count(question["id"], among=held.in_segment(s.id)).n and own in (None, s.id)
    ]
    if not raised or not segments:
        return
    columns = [_raised_in(desk, question, s.id) for s in segments]
    if own is None:
        columns.append(_raised_in(desk, question, None))
    total = [DataColumn(name="total", title="Everyone asked", align="right")] * (own is None)
    rows = (r for _, count in raised for r in count.rows)
    refs = tuple({r.id: r for r in map(desk.voice.refs, rows)}.values())
    yield Figure(
        id=f"segments-{question['id'].replace('_', '-')}",
        mark="matrix",
        title=_title(desk, question),
        subtitle=f"Of the {desk.voice_of(question).noun} in each segment that were asked, those "
        "that raised it" + ("; a business may stand in two segments" if len(segments) > 1 else ""),
        alt="; ".join(f"{c['label']}: {k.k} of {k.n} asked" for c, k in raised) + ".",
        data=Data(
            columns=(
                DataColumn(name="skill", title="Skill"),
                *(DataColumn(name=s.id, title=capital(s.label), align="right") for s in segments),
                *total,
            ),
            rows=tuple(
                (Cell(text=capital(c["label"])), *(_cell(column, c["label"]) for column in columns))
                for c, _ in raised
            ),
        ),
        evidence=refs,
        disclosure=desk.disclosure(refs),
    )


def _title(desk: Desk, question: Row) -> str:
    """What the figure shows: the skills of one segment, or where in the sector each was raised."""
    for segment in desk.config.sector.segment:
        if segment.id == question["segment"]:
            return f"Skills raised in {in_title(segment.label)}"
    return "Where in the sector each skill was raised"


def _raised_in(desk: Desk, question: Row, segment: str | None) -> tuple[dict[str, int], int]:
    """Businesses of a segment by what they raised, and how many of them were asked."""
    among = desk.consultation.in_segment(segment)
    named = desk.consultation.named(question["id"], among=among)
    asked = desk.consultation.count(question["id"], among=among).n
    return {code["label"]: count.k for code, count in named}, asked


def _cell(column: tuple[dict[str, int], int], label: str) -> Cell:
    named, asked = column
    return Cell(text=f"{named.get(label, 0)} of {asked}", value=named.get(label, 0))
