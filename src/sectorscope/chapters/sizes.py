"""Published sizes of the sector, side by side and never averaged; and the crude subtraction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.facts import printed, tell, words
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    Estimate,
    EvidenceRef,
    Figure,
    Slot,
    Statement,
    naming,
)
from sectorscope.profile.filled import PERIOD
from sectorscope.sector.crude import Crude

Row = Mapping[str, Any]


def crude_of(desk: Desk) -> tuple[Crude, tuple[Row, Row, Row]] | None:
    """The crude subtraction, where its three published figures are held."""
    kinds = ("crude_excluded", "crude_remainder", "crude_share")
    found = [desk.facts(kind)[:1] for kind in kinds]
    if not all(found):
        return None
    facts = (found[0][0], found[1][0], found[2][0])
    refs = (desk.ref("fact", facts[0]), desk.ref("fact", facts[1]), desk.ref("fact", facts[2]))
    return Crude(*facts, refs), facts


def crude(desk: Desk) -> Iterator[Statement]:
    """What was published, what it implies, and how it magnifies error."""
    held = crude_of(desk)
    if held is None:
        return
    subtraction, facts = held
    yield _published(desk, subtraction, facts)
    yield _implied(desk, subtraction, facts)
    yield _magnified(desk, subtraction, facts)


def published_sizes(desk: Desk) -> Iterator[Statement]:
    """Second-hand sizes, each with its own definition, geography, year and unit."""
    for fact in desk.facts("published_size"):
        estimate = printed(desk, fact)
        slots = words(
            publisher=fact["source_publisher"],
            qualifier=fact["qualifier"] or "",
            unit=fact["unit"],
            definition=fact["definition"],
            geography=fact["geography"],
        ) | {"value": Slot(kind="number", text=_thousands(fact["value"]), estimate=0)}
        slots["period"] = _period(fact["period"])
        qualifier = "{qualifier} " if fact["qualifier"] else ""
        template = (
            f"The sector's size was put at {qualifier}{{value}} {{unit}} by {{publisher}} "
            "({definition}; {geography}; {period})."
        )
        yield tell(desk, fact, template, slots, kind="size", estimates=(estimate,))


def sizes_figure(desk: Desk, ours: Estimate | None = None) -> Iterator[Block]:
    """The sizes on one scale, each with what it means; nothing is averaged.

    Args:
        desk: has the published ones.
        ours: this study's own, to stand beside them; alone it needs no such figure.
    """
    rows, refs = list[tuple[Cell, ...]](), list[EvidenceRef]()
    if ours and (desk.facts("published_size") or crude_of(desk)):
        rows.append(_interval_row("By review and audit", ours, "ours", "95% interval; people"))
        refs += ours.inputs
    if held := crude_of(desk):
        shown = held[0].sensitivity()
        label = f"Crude subtraction, {held[1][1]['period']}"
        rows.append(
            _interval_row(
                label,
                shown,
                "sensitivity",
                "if the figure taken away is 1% off",
                _hedge(held[1][1]),
            )
        )
        refs += shown.inputs
    for fact in desk.facts("published_size"):
        label = f"{fact['source_publisher']}, {fact['period']}"
        note = f"{fact['definition']}; {fact['geography']}; {fact['unit']}"
        rows.append(_interval_row(label, printed(desk, fact), "second-hand", note, _hedge(fact)))
        refs.append(desk.ref("fact", fact))
    if rows:
        yield _figure(rows, tuple({r.id: r for r in refs}.values()))


def _published(desk: Desk, subtraction: Crude, facts: tuple[Row, Row, Row]) -> Statement:
    away, left, share = facts
    slots = words(
        qualifier=left["qualifier"] or "",
        unit=left["unit"],
        what=away["label"],
        whole=share["geography"],
        broad=away["definition"],
    ) | {
        "away": Slot(kind="number", text=_thousands(away["value"]), estimate=0),
        "left": Slot(kind="number", text=_thousands(left["value"]), estimate=1),
        "share": Slot(kind="number", text=f"{share['value']:g}%", estimate=2),
    }
    hedge = "{qualifier} " if left["qualifier"] else ""
    template = (
        f"The sector's published size is a crude subtraction: {{broad}}, less {{away}} {{what}}, "
        f"leaves {hedge}{{left}} {{unit}}, {{share}} of {{whole}}'s employment."
    )
    return tell(
        desk,
        left,
        template,
        slots,
        kind="size",
        estimates=subtraction.published(),
        also=(away, share),
        subject="crude",
    )


def _implied(desk: Desk, subtraction: Crude, facts: tuple[Row, Row, Row]) -> Statement:
    broad, region = subtraction.broad_total(), subtraction.region()
    low, high = region.uncertainty.low or 0.0, region.uncertainty.high or 0.0
    slots = {
        "broad": Slot(kind="number", text=_thousands(broad.value), estimate=0),
        "low": Slot(
            kind="number", text=f"{low / 1e6:.1f} million", estimate=1, field="low", scale=1e6
        ),
        "high": Slot(
            kind="number", text=f"{high / 1e6:.1f} million", estimate=1, field="high", scale=1e6
        ),
        **words(whole=facts[2]["geography"]),
    }
    template = (
        "Only those figures were published: the broad total (about {broad}) and the employment of "
        "{whole} ({low} to {high}) are implied by them and printed nowhere."
    )
    return tell(
        desk,
        facts[1],
        template,
        slots,
        kind="size",
        estimates=(broad, region),
        also=(facts[0], facts[2]),
        subject="crude-implied",
    )


def _magnified(desk: Desk, subtraction: Crude, facts: tuple[Row, Row, Row]) -> Statement:
    moves = subtraction.moves()
    slots = {
        "shock": Slot(kind="number", text="1%", estimate=0),
        "away": Slot(kind="number", text=_thousands(facts[0]["value"]), estimate=1),
        "moves": Slot(kind="number", text=f"{moves.value:.0f}%", estimate=2),
    }
    template = (
        "No interval was published, and the subtraction magnifies error: {shock} of the {away} "
        "moves the answer by {moves}, which is a sensitivity and not an interval."
    )
    estimates = (subtraction.shock(), subtraction.published()[0], moves, subtraction.sensitivity())
    return tell(
        desk,
        facts[1],
        template,
        slots,
        kind="size",
        estimates=estimates,
        also=(facts[0],),
        subject="crude-sensitivity",
    )


def _hedge(fact: Row) -> str:
    return f"{fact['qualifier']} " if fact["qualifier"] else ""


def _interval_row(
    label: str, shown: Estimate, kind: str, note: str, hedge: str = ""
) -> tuple[Cell, ...]:
    return (
        Cell(text=label),
        Cell(text=f"{hedge}{_thousands(shown.value)}", value=shown.value),
        _bound(shown.uncertainty.low),
        _bound(shown.uncertainty.high),
        Cell(text=kind),
        Cell(text=note),
    )


def _bound(value: float | None) -> Cell:
    if value is None:
        return Cell(text="no interval given", state="not_stated")
    return Cell(text=_thousands(value), value=value)


def _figure(rows: list[tuple[Cell, ...]], refs: tuple[EvidenceRef, ...]) -> Figure:
    return Figure(
        id="published-sizes",
        mark="interval",
        title=_title(rows),
        subtitle="Jobs or employees, as each source counts them; never averaged",
        alt="Published sizes: " + "; ".join(_alt(r) for r in rows) + ".",
        data=Data(
            columns=(
                DataColumn(name="label", title="Source"),
                DataColumn(name="value", title="Size", align="right"),
                DataColumn(name="low", title="Low", align="right"),
                DataColumn(name="high", title="High", align="right"),
                DataColumn(name="kind", title="Kind"),
                DataColumn(name="note", title="What it counts"),
            ),
            rows=tuple(rows),
        ),
        evidence=refs,
        disclosure="open",
    )


def _title(rows: list[tuple[Cell, ...]]) -> str:
    """What the figure shows, by rule."""
    if rows[0][4].text == "ours":
        return "This study's size beside published ones, which do not measure one thing"
    if len(rows) > 1:
        return "Published sizes of this sector do not measure one thing"
    if rows[0][2].value is not None:
        return "The published size moves far when what was taken away is slightly off"
    return "One source has put a size on the sector, without an interval"


def _alt(row: tuple[Cell, ...]) -> str:
    label, value, low, high, kind, note = (c.text for c in row)
    interval = f", {low} to {high} ({kind}: {note})" if row[2].value is not None else f" ({note})"
    return f"{label} {value}{interval}"


def _thousands(value: float) -> str:
    return f"{value:,.0f}"


def _period(text: str) -> Slot:
    """A year or years in a slot of their own; "undated" or "spring 2021" are words."""
    if PERIOD.fullmatch(text):
        return Slot(kind="period", text=text)
    return naming(text if text[:1].isalpha() else f"dated {text}")
