"""Expectations drawn as businesses: a mark each, hatched where no number could be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told_closed import OPTION_LABELS
from sectorscope.profile import Block, Cell, Data, DataColumn, Figure
from sectorscope.wording.text import capital

Row = Mapping[str, Any]


class Bar(NamedTuple):
    """Businesses that gave one answer, and how they are drawn."""

    label: str
    number: int
    pattern: str


def expectations(desk: Desk) -> Iterator[Block]:
    """One figure for each question on what is expected that was asked."""
    for question in desk.consultation.with_role("expectation"):
        if desk.consultation.count(question["id"]).n:
            yield _figure(desk, question)


def _figure(desk: Desk, question: Row) -> Figure:
    count = desk.consultation.count(question["id"])
    bars = _bars(desk, question)
    refs = tuple({r.id: r for r in map(desk.voice.refs, count.rows)}.values())
    return Figure(
        id=f"expect-{question['id'].replace('_', '-')}",
        mark="businesses",
        title=_title(bars),
        subtitle=f"{question['text']} Each mark is one of the {desk.voice_of(question).noun} asked",
        alt="; ".join(f"{b.label}: {b.number}" for b in bars) + f"; of {count.n} asked.",
        data=Data(
            columns=(
                DataColumn(name="label", title="Answer"),
                DataColumn(name="value", title="Businesses", align="right"),
                DataColumn(name="pattern", title="Drawn"),
            ),
            rows=tuple(
                (
                    Cell(text=b.label),
                    Cell(text=f"{b.number} of {count.n}", value=b.number),
                    Cell(text=b.pattern),
                )
                for b in bars
            ),
        ),
        evidence=refs,
        disclosure=desk.disclosure(refs),
    )


def _title(bars: list[Bar]) -> str:
    """What the figure shows, by rule: whether those who expect it could say how many."""
    unsaid = [b for b in bars if b.label.endswith("but no number")]
    said = [b for b in bars if b.pattern == "solid"]
    if unsaid and not said:
        return "Those who expect growth could not say how much"
    return (
        "Those who expect growth, and those who could say how much"
        if unsaid
        else ("What they expect, business by business")
    )


def _bars(desk: Desk, question: Row) -> list[Bar]:
    """The answer the sentence claims first, split by whether a number was given; others empty."""
    rows = desk.consultation.count(question["id"]).rows
    claimed = {r["option"] for r in rows if r["state"] == "yes"}
    bars: list[Bar] = []
    for option, number in desk.consultation.options(question["id"]).items():
        label = capital(OPTION_LABELS.get(option, option))
        if option not in claimed:
            bars.append(Bar(label, number, "empty"))
            continue
        gave, none = _gave(desk, question["id"], option)
        bars.append(Bar(f"{label}, with a number", gave, "solid"))
        bars.append(Bar(f"{label}, but no number", none, "hatched"))
        bars.append(Bar(f"{label}, not asked how many", number - gave - none, "hatched"))
    order = ("solid", "hatched", "empty")
    return sorted((b for b in bars if b.number), key=lambda b: (order.index(b.pattern), -b.number))


def _gave(desk: Desk, question: str, option: str) -> tuple[int, int]:
    """Businesses that chose the option and gave a number, and those asked that gave none."""
    chose = {r["business"] for r in desk.consultation.count(question).rows if r["option"] == option}
    follow_ups = (
        q["id"]
        for q in desk.consultation.questions
        if q["gate"] == question and q["form"] == "gave_number"
    )
    counts = [desk.consultation.count(f, among=chose) for f in follow_ups]
    gave = frozenset[str]().union(*(c.said for c in counts))
    asked = {r["business"] for c in counts for r in c.rows}
    return len(gave), len(asked - gave)
