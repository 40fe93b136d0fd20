"""Future prospects: what the consulted expect, who recognises the sector, what is projected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.facts import tell, words
from sectorscope.chapters.projections import projections
from sectorscope.chapters.told import OPTION_LABELS, told
from sectorscope.profile import Block, Cell, Data, DataColumn, Figure, Paragraph


def prospects(desk: Desk) -> Iterable[Block]:
    """What the consulted said, drawn as businesses; recognition; projections."""
    yield from told(desk, "prospects")
    yield from _expectations(desk)
    recognised = tuple(
        tell(
            desk,
            fact,
            "The sector is recognised in {label}, {detail}.",
            words(label=fact["label"], detail=fact["detail"]),
            kind="link",
        )
        for fact in desk.facts("recognition")
    )
    if recognised:
        yield Paragraph(statements=recognised)
    yield from projections(desk)


def _expectations(desk: Desk) -> Iterator[Block]:
    """Expected change in staff, a mark a business; hatched where no number could be given."""
    for question in desk.consultation.with_role("expectation"):
        count = desk.consultation.count(question["id"])
        if not count.n:
            continue
        chosen = desk.consultation.options(question["id"])
        rows = []
        for option, number in chosen.items():
            unsaid = sum(_unquantified(desk, question["id"], option))
            rows += [(OPTION_LABELS.get(option, option), number - unsaid, "solid")]
            rows += [(f"{option}, but gave no number", unsaid, "hatched")]
        rows = [r for r in rows if r[1]]
        yield Figure(
            id=f"expect-{question['id'].replace('_', '-')}",
            mark="businesses",
            title="What they expect, business by business",
            subtitle=f"{question['text']} Each mark is one of the {desk.voice.noun} asked",
            alt="; ".join(f"{label}: {number}" for label, number, _ in rows)
            + f"; of {count.n} asked.",
            data=Data(
                columns=(
                    DataColumn(name="label", title="Answer"),
                    DataColumn(name="value", title="Businesses", align="right"),
                    DataColumn(name="pattern", title="Drawn"),
                ),
                rows=tuple(
                    (Cell(text=label), Cell(text=str(number), value=number), Cell(text=pattern))
                    for label, number, pattern in rows
                ),
            ),
            evidence=tuple({r.id: r for r in map(desk.voice.refs, count.rows)}.values()),
            disclosure="fictional" if desk.scope.reconstruction else "open",
        )


def _unquantified(desk: Desk, question: str, option: str) -> Iterator[bool]:
    """For each business that chose the option: whether it was asked for a number and gave none."""
    chose = {r["business"] for r in desk.consultation.count(question).rows if r["option"] == option}
    gated = [
        q
        for q in desk.consultation.questions
        if q["gate"] == question and q["form"] == "gave_number"
    ]
    for follow_up in gated:
        for row in desk.consultation.count(follow_up["id"]).rows:
            yield row["business"] in chose and row["state"] == "unquantified"
