"""Sizes drawn: figures on one scale with their intervals, and the sentence filled from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.sized_rows import shown
from sectorscope.profile import (
    Cell,
    Data,
    DataColumn,
    Estimate,
    Figure,
    Slot,
    Statement,
)
from sectorscope.wording.realise import About, Draft, finish

Row = Mapping[str, Any]


def finished(
    desk: Desk,
    template: str,
    slots: dict[str, Slot],
    estimates: Sequence[Estimate],
    question: str,
    subject: str,
) -> Statement:
    """A statement on size: of the model, corrected by the audit."""
    used = {k: s for k, s in slots.items() if "{" + k + "}" in template}
    draft = Draft(template, used, tuple(estimates))
    about = About("sector", f"size:{question}", subject)
    return finish(draft, about, desk.voice, kind="size", basis="model")


def interval_figure(
    identity: str,
    title: str,
    subtitle: str,
    rows: Sequence[tuple[Cell, ...]],
    refs: tuple[Any, ...],
    desk: Desk,
) -> Figure:
    """Figures on one scale with their intervals."""
    said = "; ".join(
        f"{r[0].text} {r[1].text}" + (f", {r[2].text} to {r[3].text}" if r[2].text else "")
        for r in rows
    )
    names = (("label", "What"), ("value", "People"), ("low", "Low"), ("high", "High"))
    columns = [
        DataColumn(name=n, title=t, align="left" if n == "label" else "right") for n, t in names
    ]
    columns += [DataColumn(name="kind", title="Kind"), DataColumn(name="note", title="Note")]
    return Figure(
        id=identity,
        mark="interval",
        title=title,
        subtitle=subtitle,
        alt=f"{title}: {said}.",
        data=Data(columns=tuple(columns), rows=tuple(rows)),
        evidence=refs,
        disclosure=desk.disclosure(refs),
    )


def figure_row(label: str, made: Estimate | None, kind: str, note: str) -> tuple[Cell, ...]:
    """A row of such a figure; withheld where there is no estimate."""
    if made is None:
        empty = Cell(text="", state="withheld")
        return (Cell(text=label), Cell(text="withheld", state="withheld"), empty, empty,
                Cell(text=""), Cell(text=""))  # fmt: skip
    ends = (made.uncertainty.low or 0.0, made.uncertainty.high or 0.0)
    value, low, high = (Cell(text=shown(v, 0).text, value=v) for v in (made.value, *ends))
    return (Cell(text=label), value, low, high, Cell(text=kind), Cell(text=note))
