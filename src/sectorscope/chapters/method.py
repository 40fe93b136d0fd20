"""The method box: how businesses were consulted, and what that does not make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sectorscope.chapters.desk import Desk, gap
from sectorscope.consultation.counts import segments
from sectorscope.profile import Block, Cell, Data, DataColumn, DataTable

Row = Mapping[str, Any]

NOT_STATED = "not stated"


def method(desk: Desk) -> Iterable[Block]:
    """How the consultation was made and whom it reached; codings that lost their words."""
    for row in desk.consultation.method:
        yield _box(desk, row)
        yield _achieved(desk, row)
    yield from _lost_codings(desk)


def _box(desk: Desk, row: Row) -> Block:
    lines = (
        ("Consultation", row["title"]),
        ("Invited", _number(row["invited"])),
        ("Responded", _number(row["responded"])),
        ("Mode", row["mode"]),
        ("Dates", row["dates"]),
        ("How they were found", row["route"]),
        ("Representative", row["caveat"]),
    )
    return _table(
        desk,
        row,
        "method-consultation",
        "How businesses were consulted",
        f"What was heard, from the {desk.voice.noun}",
        ("item", "Item"),
        ("value", "As recorded"),
        [(label, Cell(text=value or NOT_STATED)) for label, value in lines],
    )


def _achieved(desk: Desk, row: Row) -> Block:
    labels = {s.id: s.label for s in desk.config.sector.segment}
    consultees = desk.consultation.consultees.values()
    by_segment = Counter(s for c in consultees for s in segments(c))
    by_size = Counter(c["size_band"] or NOT_STATED for c in consultees)
    by_place = Counter(c["place"] or NOT_STATED for c in consultees)
    lines = [
        *((f"Segment: {labels.get(s, s)}", n) for s, n in _ordered(by_segment, list(labels))),
        *(
            (f"Size: {b.replace('-', '–')} employees", n)
            for b, n in sorted(by_size.items(), key=_band)
        ),
        *((f"Place: {p}", n) for p, n in sorted(by_place.items())),
    ]
    return _table(
        desk,
        row,
        "method-achieved",
        "Who was reached",
        "Businesses by segment (one may stand in two), size and place; not set against a register, "
        "because none is held",
        ("group", "Group"),
        ("businesses", "Businesses"),
        [(label, Cell(text=str(n), value=n)) for label, n in lines],
    )


def _lost_codings(desk: Desk) -> Iterator[Block]:
    lost = desk.lost_codings
    if lost:
        yield gap(
            "lost-codings",
            "Some codings count for nothing, because their words no longer stand in any answer "
            "or their code is in no codebook: {lost}.",
            "Coding the changed answers again.",
            lost=", ".join(sorted({f"{question} ({code})" for question, code in lost})),
        )


def _table(  # noqa: PLR0913, PLR0917 - a heading and two columns are six things
    desk: Desk,
    row: Row,
    identity: str,
    title: str,
    subtitle: str,
    left: tuple[str, str],
    right: tuple[str, str],
    lines: list[tuple[str, Cell]],
) -> DataTable:
    ref = desk.ref("consultation", row)
    counts = any(cell.value is not None for _, cell in lines)
    return DataTable(
        id=identity,
        title=title,
        subtitle=subtitle,
        data=Data(
            columns=(
                DataColumn(name=left[0], title=left[1]),
                DataColumn(name=right[0], title=right[1], align="right" if counts else "left"),
            ),
            rows=tuple((Cell(text=label), cell) for label, cell in lines),
        ),
        evidence=(ref,),
        disclosure="fictional" if ref.reconstruction else "open",
    )


def _number(value: int | None) -> str | None:
    return None if value is None else f"{value:,}"


def _ordered(counts: Counter[str], order: list[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda i: (order.index(i[0]) if i[0] in order else 99, i[0]))


def _band(item: tuple[str, int]) -> tuple[int, str]:
    digits = "".join(c if c.isdigit() else " " for c in item[0]).split()
    return (int(digits[0]) if digits else 1 << 30, item[0])
