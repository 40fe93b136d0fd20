"""The method box: how businesses were consulted, and what that does not make them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sectorscope.chapters.demanded_method import adverts_box
from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.placed import placed_box
from sectorscope.chapters.regional import region
from sectorscope.consultation.counts import segments
from sectorscope.profile import Block, Cell, Data, DataColumn, DataTable
from sectorscope.wording import templates

Row = Mapping[str, Any]

NOT_STATED = "not stated"

BREAKDOWNS = {"segments": "segment", "size_band": "size", "place": "place"}
"""What businesses may be grouped by, as it is said."""


def method(desk: Desk) -> Iterable[Block]:
    """How the consultation was made and whom it reached; codings that lost their words."""
    for row in desk.consultation.method:
        yield _box(desk, row)
    for row in desk.consultation.method[:1]:
        yield from _achieved(desk, row)
        yield from _took_part(desk, row)
    yield from adverts_box(desk)
    yield from _lost_codings(desk)
    yield from _unasked_claims(desk)
    yield from region(desk)
    yield from placed_box(desk)
    yield from _overruled(desk)


def _overruled(desk: Desk) -> Iterator[Block]:
    """Files that a person let in against a gate: those who work on the study see why."""
    if desk.audience != "internal":
        return
    for row in sorted(desk.snapshots.values(), key=lambda r: (r["source"], r["name"])):
        for at, one in enumerate(json.loads(row.get("overrides") or "[]"), 1):
            yield gap(
                f"overruled-{row['sha256'][:12]}-{at}",
                templates.OVERRULED if "why" in one else templates.OVERRULED_SEALED,
                templates.OVERRULED_TAKES,
                file=row["name"],
                source=row["source"],
                gate=one["gate"],
                who=one.get("who") or "somebody who did not sign",
                why=f"“{one.get('why', '').replace('”', '’')}”",
            )


def _unasked_claims(desk: Desk) -> Iterator[Block]:
    """Claims that were fixed on a question that no mapping has: they count as failed."""
    known = {q["id"] for q in (*desk.consultation.questions, *desk.kept_back)}
    asked = {c.question for c in desk.config.consultation.claims}
    if desk.consultation.held and (unknown := sorted(asked - known)):
        yield gap(
            "unasked-claims",
            "Claims were fixed on questions that were not asked: {questions}.",
            "Asking them, or correcting the claims in study.toml before answers are seen.",
            questions=", ".join(f"“{name}”" for name in unknown),
        )


def _box(desk: Desk, row: Row) -> Block:
    lines = (
        ("Consultation", row["title"]),
        ("Invited", _number(row["invited"])),
        ("Responded", _number(row["responded"])),
        ("Mode", row["mode"]),
        ("Dates", row["dates"]),
        ("How they were found", row["route"]),
        ("Representative", row["caveat"]),
        *_left_out(row),
        *_elsewhere(desk, row),
        ("Register", _register(desk)),
    )
    return _table(
        desk,
        row,
        "method-consultation" + _which(desk, row),
        "How businesses were consulted",
        f"What was heard, from the {desk.voice.noun}",
        ("item", "Item"),
        ("value", "As recorded"),
        [(label, Cell(text=value or NOT_STATED)) for label, value in lines],
    )


def _which(desk: Desk, row: Row) -> str:
    """Sets a second consultation's box apart from the first's."""
    place = desk.consultation.method.index(row)
    return f"-{place + 1}" if place else ""


def _left_out(row: Row) -> Iterator[tuple[str, str]]:
    """What was read and not counted, where there was any."""
    for label, column in (
        ("Rows left out as tests", "test_rows"),
        ("Rows that repeated a business", "repeats"),
        ("Did not agree to be counted", "not_consented"),
    ):
        if row[column]:
            yield label, f"{row[column]:,}"


def _elsewhere(desk: Desk, row: Row) -> Iterator[tuple[str, str]]:
    """Businesses a survey of every sector reached that the profile does not speak of."""
    if desk.elsewhere and row is desk.consultation.method[0]:
        yield "Of other sectors, or of none stated, and not told of", f"{desk.elsewhere:,}"


def _register(desk: Desk) -> str | None:
    register = desk.config.consultation.businesses
    return f"{register.total:,} businesses ({register.source})" if register else "none is held"


def _took_part(desk: Desk, row: Row) -> Iterator[Block]:
    """Who agreed to be named, where the study names them."""
    names = [p["name"] for p in desk.rows("participant")]
    if names:
        yield _table(
            desk,
            row,
            "method-took-part",
            "Who agreed to be named",
            "Others took part and are not named; nothing said is told of any of them",
            ("name", "Business"),
            ("agreed", "Agreed"),
            [(name, Cell(text="to be named as having taken part")) for name in names],
        )


def _achieved(desk: Desk, row: Row) -> Iterator[Block]:
    """Businesses by what they are, for each breakdown that is told to this audience."""
    hidden = desk.view.breakdowns if desk.view else ()
    lines = _lines(desk, hidden)
    if lines:
        yield _table(
            desk,
            row,
            "method-achieved",
            "Who was reached",
            "Businesses by segment (one may stand in two), size and place"
            + _against_register(desk),
            ("group", "Group"),
            ("businesses", "Businesses"),
            [(label, Cell(text=str(n), value=n)) for label, n in lines],
        )
    for column in hidden:
        yield gap(
            f"protected-breakdown-{column.replace('_', '-')}",
            "Who was reached, by {column}. " + templates.PROTECTED,
            column=BREAKDOWNS[column],
        )


def _against_register(desk: Desk) -> str:
    if desk.config.consultation.businesses is None:
        return "; not set against a register, because none is held"
    return ""


def _lines(desk: Desk, hidden: Collection[str]) -> list[tuple[str, int]]:
    labels = {s.id: s.label for s in desk.config.sector.segment}
    consultees = desk.consultation.consultees.values()
    by_segment = Counter(s for c in consultees for s in segments(c))
    by_size = Counter(c["size_band"] or NOT_STATED for c in consultees)
    by_place = Counter(c["place"] or NOT_STATED for c in consultees)
    told = {
        "segments": [
            (f"Segment: {labels.get(s, s)}", n) for s, n in _ordered(by_segment, list(labels))
        ],
        "size_band": [
            (f"Size: {b.replace('-', '–')} employees", n)
            for b, n in sorted(by_size.items(), key=_band)
        ],
        "place": [(f"Place: {p}", n) for p, n in sorted(by_place.items())],
    }
    return [line for column, lines in told.items() if column not in hidden for line in lines]


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
