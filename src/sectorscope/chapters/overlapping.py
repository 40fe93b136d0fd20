"""How the sector overlaps its neighbours, and its segments one another: both ways, never one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.chapters.demanded_alike import alike
from sectorscope.chapters.desk import Desk, gap, unique
from sectorscope.chapters.sized_figures import finished, interval_figure
from sectorscope.chapters.sized_rows import LEVEL, WHY, Sizes, interval
from sectorscope.profile import (
    Block,
    Cell,
    Estimate,
    Figure,
    Paragraph,
    Slot,
    Statement,
    Uncertainty,
    naming,
)
from sectorscope.sector.definition import Definition
from sectorscope.wording import sized as templates
from sectorscope.wording.realise import join
from sectorscope.wording.templates import PROTECTED
from sectorscope.wording.text import capital

Row = Mapping[str, Any]

NEAR = "near:"


def overlaps(desk: Desk, held: Sizes) -> Iterator[Block]:
    """Neighbours, then segments; pairs of which nothing can be said are named together.

    After the people, what adverts ask for alike.
    """
    every = list(desk.rows("overlap"))
    rows = [r for r in every if _tellable(held, r)]
    told = [r for r in rows if r["of_first"] is not None]
    for near in (True, False):
        mine = [r for r in told if _near(r) == near]
        if mine:
            yield Paragraph(statements=tuple(s for r in mine for s in _said(desk, r)))
            yield _figure(desk, mine, near=near)
    yield from _withheld(desk, [r for r in rows if r["of_first"] is None])
    if len(rows) < len(every):
        yield gap("protected-overlaps", PROTECTED)
    yield from alike(desk)


def _near(row: Row) -> bool:
    return row["second"].startswith(NEAR)


def _tellable(held: Sizes, row: Row) -> bool:
    """Whether the sizes it is made of, and the people in both, may be told.

    A neighbour's own size is drawn by public codes.
    """
    targets = [row["first"], *([] if _near(row) else [row["second"]])]
    sizes = [held.row(t) for t in targets]
    codes = None
    if _near(row):
        definition = Definition(held.desk.config.sector)
        codes = definition.industries_of(row["second"].removeprefix(NEAR))
    both = held.both_tellable(row["first"], row["second"], codes)
    return both and all(held.tellable(s) for s in sizes if s)


def _said(desk: Desk, row: Row) -> Iterator[Statement]:
    first, second = (_share(desk, row, side) for side in ("first", "second"))
    slots = {"first": naming(row["first_label"]), "second": naming(row["second_label"])}
    for at, made, name in ((0, first, "first"), (1, second, "second")):
        slots |= {
            f"of_{name}": _percent(made.value, at),
            f"{name}_low": _percent(made.uncertainty.low or 0.0, at, "low"),
            f"{name}_high": _percent(made.uncertainty.high or 0.0, at, "high"),
        }
    subject = f"{row['first']}|{row['second']}"
    yield finished(desk, templates.OVERLAP, slots, (first, second), "overlap", subject)
    if row["either"] is not None:
        either = _estimate(desk, row, "either", row["either"], "people", "in one or the other")
        named = {k: slots[k] for k in ("first", "second")} | interval("either", either, 0)
        yield finished(desk, templates.TOGETHER, named, (either,), "together", subject)


def _share(desk: Desk, row: Row, side: str) -> Estimate:
    value = 100 * row[f"of_{side}"]
    other = "second" if side == "first" else "first"
    label = f"{row[f'{side}_label']} that is in {row[f'{other}_label']} too"
    made = _estimate(desk, row, f"of_{side}", value, "%", label)
    return made.but(assumes="; ".join((row["assumes"], *_sensitivity(row, side))))


def _sensitivity(row: Row, side: str) -> Iterator[str]:
    for told in json.loads(row["sensitivity"]):
        yield f"if {told['assumption']}, it is {100 * told[f'of_{side}']:.0f}%"


def _estimate(desk: Desk, row: Row, name: str, value: float, unit: str, label: str) -> Estimate:
    times = 100 if unit == "%" else 1
    low, high = (times * row[f"{name}_{end}"] for end in ("low", "high"))
    return Estimate(
        label=label,
        value=value,
        unit=unit,
        standing="derived",
        method=row["method"],
        assumes=row["assumes"],
        uncertainty=Uncertainty(
            kind="sampling",
            low=min(low, value),
            high=max(high, value),
            level=LEVEL,
            why=WHY.format(n=row["audited"]),
        ),
        inputs=(desk.ref("overlap", row),),
    )


def _percent(value: float, estimate: int, field: Any = "value") -> Slot:  # noqa: ANN401
    """Whole per cent; under ten a tenth, where whole ones would round the answer away."""
    text = f"{value:.1f}%" if 0 < value < 10 else f"{value:.0f}%"  # noqa: PLR2004
    return Slot(kind="number", text=text, estimate=estimate, field=field)


def _figure(desk: Desk, rows: Sequence[Row], *, near: bool) -> Figure:
    """Two bars a pair, one each way."""
    drawn: list[tuple[Cell, ...]] = []
    for row in rows:
        for side, other in (("first", "second"), ("second", "first")):
            made = _share(desk, row, side)
            ends = (made.value, made.uncertainty.low or 0.0, made.uncertainty.high or 0.0)
            numbers = (Cell(text=_percent(v, 0).text, value=round(v, 2)) for v in ends)
            label = f"{capital(row[f'{side}_label'])}, part in {row[f'{other}_label']}"
            drawn.append((Cell(text=label), *numbers, Cell(text="ours"),
                          Cell(text=templates.INTERVAL)))  # fmt: skip
    made = interval_figure(
        "overlap-neighbours" if near else "overlap-segments",
        "How far the sector and its neighbours are one" if near else "How far segments are one",
        "Share of each one's people that is in the other, in per cent: the ways differ",
        drawn,
        unique(desk.ref("overlap", r) for r in rows),
        desk,
    )
    value = made.data.columns[1].but(title="Share", unit="%")
    columns = (made.data.columns[0], value, *made.data.columns[2:])
    return made.but(data=made.data.but(columns=columns))


def _joined(names: Sequence[str]) -> str:
    return join(names, heavy=any(" and " in name for name in names))


def _withheld(desk: Desk, rows: Sequence[Row]) -> Iterator[Block]:
    if not rows:
        return
    refs = unique(desk.ref("overlap", r) for r in rows)
    near = [r["second_label"] for r in rows if _near(r)]
    parts = dict.fromkeys(
        r[f"{side}_label"] for r in rows if not _near(r) for side in ("first", "second")
    )
    names = ([f"with {_joined(near)}"] if near else []) + (
        [f"among {_joined(list(parts))}"] if parts else []
    )
    yield gap(
        "withheld-overlaps",
        "How far overlap goes {pairs}: not enough companies were read and found in each, or the "
        "interval is too wide to be of use.",
        "Further reviews of the audit: each overlap rests on those found to be in it.",
        evidence=refs,
        pairs=", and ".join(names),
    )
