"""Which skills and qualifications matter most: what was raised, and where in the sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told import told
from sectorscope.profile import Block, Cell, Data, DataColumn, Figure

Row = Mapping[str, Any]


def skills(desk: Desk) -> Iterable[Block]:
    """What was raised, then the same by segment."""
    yield from told(desk, "skills")
    for question in desk.consultation.with_role("skills"):
        yield from _by_segment(desk, question)


def _by_segment(desk: Desk, question: Row) -> Iterator[Block]:
    """Skills in rows, segments in columns, each cell the businesses that raised it."""
    held = desk.consultation
    codes = [c for c in held.leaves(question["id"]) if held.count(question["id"], c["code"]).k]
    segments = [s for s in desk.config.sector.segment if held.in_segment(s.id)]
    if not codes or not segments:
        return
    count = held.count(question["id"])
    refs = tuple({r.id: r for r in map(desk.voice.refs, count.rows)}.values())
    yield Figure(
        id=f"segments-{question['id'].replace('_', '-')}",
        mark="matrix",
        title="Where in the sector each skill was raised",
        subtitle=f"Of the {desk.voice.noun} in each segment that were asked, those that raised it; "
        "a business may stand in two segments",
        alt="; ".join(_alt(desk, question, c) for c in codes) + ".",
        data=Data(
            columns=(
                DataColumn(name="skill", title="Skill"),
                *(DataColumn(name=s.id, title=_capital(s.label), align="right") for s in segments),
                DataColumn(name="total", title="Everyone asked", align="right"),
            ),
            rows=tuple(
                (
                    Cell(text=_capital(c["label"])),
                    *(_cell(desk, question, c, s.id) for s in segments),
                    _cell(desk, question, c, None),
                )
                for c in codes
            ),
        ),
        evidence=refs,
        disclosure=desk.disclosure(refs),
    )


def _cell(desk: Desk, question: Row, code: Row, segment: str | None) -> Cell:
    count = desk.consultation.count(
        question["id"], code["code"], among=desk.consultation.in_segment(segment)
    )
    return Cell(text=f"{count.k} of {count.n}", value=count.k)


def _alt(desk: Desk, question: Row, code: Row) -> str:
    count = desk.consultation.count(question["id"], code["code"])
    return f"{code['label']}: {count.k} of {count.n} asked"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
