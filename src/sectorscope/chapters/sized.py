"""The sector's size by review and audit: the answer, what stands beside it, what cannot be said.

Nothing here is computed: tables `size` and `coverage` hold it. Where no audit has been read, or its
interval says too little, a gap says so and what it would take.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk, gap, literal, unique
from sectorscope.chapters.sized_coverage import coverage
from sectorscope.chapters.sized_figures import figure_row, finished, interval_figure
from sectorscope.chapters.sized_rows import WHOLE, Sizes, interval, shown
from sectorscope.profile import (
    Block,
    Estimate,
    Figure,
    Gap,
    Paragraph,
    Slot,
    Statement,
    Uncertainty,
    as_name,
    naming,
)
from sectorscope.sector.review.drawing import Plan
from sectorscope.wording import sized as templates
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import join
from sectorscope.wording.templates import PROTECTED
from sectorscope.wording.text import capital

Row = Mapping[str, Any]

PLAN = f"some {Plan().seeds + Plan().reviews} of them"
"""What a first review takes, as `review membership` plans it: a constant of the procedure."""
SPREAD = Uncertainty(
    kind="none_published", why="reckoned from the spread the audit has shown so far"
)


def size(desk: Desk, held: Sizes) -> Iterator[Block]:
    """The size with all that belongs beside it; or why there is none."""
    row = held.row()
    if row is None or not held.reviewed:
        yield _not_reviewed(held, row)
        return
    made = held.estimate(row)
    if made is None:
        yield withheld(held, [row], "size")
        yield Paragraph(statements=tuple(_confirmed(desk, held, row)))
        return
    yield Paragraph(
        statements=(
            _said(desk, held, row, made),
            *_businesses(desk, held),
            *_readings(desk, held),
            *_confirmed(desk, held, row),
        )
    )
    if others := tuple(_assuming(desk, row, made)):
        yield Paragraph(statements=others)
    yield _figure(held, row, made)
    yield from coverage(desk)


def _not_reviewed(held: Sizes, row: Row | None) -> Gap:
    """The one gap of a study that has not begun, or has not come to its audit."""
    if row is None or not row["known"]:
        return gap(
            "no-audited-size",
            "No size with an interval: no company of the sector has been reviewed for this study.",
            "A list of the region's companies, and {plan} read: those that weigh heaviest, and an "
            "audit of the rest drawn at random.",
            plan=PLAN,
        )
    read = held.counted(row, "known", "companies", "companies read")
    return gap(
        "no-audited-size",
        "No size with an interval: {known} "
        + ("company has" if row["known"] == 1 else "companies have")
        + " been read, and the audit, which alone says how wrong a guess about the others is, has "
        "not begun.",
        "Reading on: sectorscope review membership draws the audit when it is due.",
        known=Slot(kind="number", text=f"{row['known']:,}", estimate=0),
        estimates=(read,),
    )


def _said(desk: Desk, held: Sizes, row: Row, made: Estimate) -> Statement:
    slots = interval("estimate", made, 0) | {
        "region": naming(desk.scope.region),
        "target": naming(row["label"]),
        "interval": literal(templates.INTERVAL),
    }
    return finished(desk, templates.SIZED, slots, (made,), "headcount", WHOLE)


def _businesses(desk: Desk, held: Sizes) -> Iterator[Statement]:
    row = held.row(measure="businesses")
    made = held.estimate(row) if row else None
    if made:
        slots = interval("estimate", made, 0) | {"interval": literal(templates.INTERVAL)}
        yield finished(desk, templates.BUSINESSES, slots, (made,), "businesses", WHOLE)


def _readings(desk: Desk, held: Sizes) -> Iterator[Statement]:
    """Under the strict and the broad reading, as far as each can be said."""
    slots, estimates, names = dict[str, Slot](), list[Estimate](), list[str]()
    for name in ("strict", "broad"):
        row = held.row(reading=name)
        made = held.estimate(row) if row else None
        if made:
            slots |= interval(name, made.but(label=f"{name} reading"), len(estimates))
            estimates.append(made.but(label=f"{name} reading"))
            names.append(name)
    if names:
        template = templates.READINGS[" and ".join(names)]
        yield finished(desk, template, slots, estimates, "readings", WHOLE)


def _confirmed(desk: Desk, held: Sizes, row: Row) -> Iterator[Statement]:
    """What was read and found, which no later review takes away; and how much was read."""
    if row["members"] and held.tellable(row):
        members = held.counted(row, "members", "businesses", "businesses found to be in it")
        floor = held.counted(row, "floor", "people", "people confirmed")
        slots = {
            "floor": shown(row["floor"], 0),
            "members": Slot(kind="number", text=number_word(row["members"]), estimate=1),
            "target": naming(row["label"]),
        }
        template = templates.CONFIRMED["one" if row["members"] == 1 else "some"]
        yield finished(desk, template, slots, (floor, members), "confirmed", row["target"])
    names = ("drawn", "audited", "known", "unresolved")
    counted = [held.counted(row, n, "companies", f"companies {n}") for n in names]
    slots = {n: Slot(kind="number", text=f"{row[n]:,}", estimate=i) for i, n in enumerate(names)}
    key = "unresolved" if row["unresolved"] else "plain"
    yield finished(
        desk, templates.READ[key], slots, counted[: len(names) - (key == "plain")], "read", WHOLE
    )


def _assuming(desk: Desk, row: Row, made: Estimate) -> Iterator[Statement]:
    """Where the answer would land under other assumptions: sensitivities, not intervals."""
    moved = _moved(row, made)
    if not moved:
        return
    slots, parts = dict[str, Slot](), list[str]()
    for i, (assumption, estimate) in enumerate(moved):
        low, high = estimate.uncertainty.low or 0.0, estimate.uncertainty.high or 0.0
        slots |= {
            f"low{i}": shown(low, i, "low"),
            f"high{i}": shown(high, i, "high"),
            f"if{i}": literal(assumption),
        }
        parts.append(templates.ASSUMING_ITEM.format(i))
    template = templates.ASSUMING.replace("{list}", join(parts, heavy=True))
    yield finished(desk, template, slots, [e for _, e in moved], "assuming", WHOLE)


def _moved(row: Row, made: Estimate) -> list[tuple[str, Estimate]]:
    """Assumptions with the estimate as it stands and where it would land."""
    found: list[tuple[str, Estimate]] = []
    for told in json.loads(row["sensitivity"]):
        low, high = min(told["low"], made.value), max(told["high"], made.value)
        doubt = Uncertainty(kind="sensitivity", low=low, high=high, why=f"if {told['assumption']}")
        found.append((told["assumption"], made.but(uncertainty=doubt)))
    return found


def _figure(held: Sizes, row: Row, made: Estimate) -> Figure:
    rows = [figure_row("Central reading", made, "ours", templates.INTERVAL)]
    for name in ("strict", "broad"):
        other = held.row(reading=name)
        if other:
            sized = held.estimate(other)
            rows.append(figure_row(f"{capital(name)} reading", sized, "ours", templates.INTERVAL))
    for assumption, moved in _moved(row, made):
        rows.append(figure_row(f"If {assumption}", moved, "sensitivity", "no interval"))
    return interval_figure(
        "size-by-review",
        "How the size moves with the reading, and with what is taken for granted",
        "People; bars are intervals, dashed lines where it would land",
        rows,
        unique(held.refs(row)),
        held.desk,
    )


def withheld(held: Sizes, rows: Sequence[Row], what: str) -> Gap:
    """Why sizes are not said, together; and how many further reviews would make one sayable."""
    if any(r["estimate"] is not None and not held.tellable(r) for r in rows):
        return gap(f"protected-{what}", PROTECTED)
    labels = [r["label"] for r in rows]
    names = join(
        [as_name(label) for label in labels], heavy=any(" and " in label for label in labels)
    )
    reasons = {r["withheld"] or "" for r in rows}
    reason = (
        reasons.pop() if len(reasons) == 1 else "each interval is too wide, or nobody was found"
    )
    refs = unique(held.desk.ref("size", r) for r in rows)
    said = "No size is told of {what}: {reason}."
    needs = [r for r in rows if r["reviews_needed"]]
    left = held.companies - rows[0]["known"] - rows[0]["audited"]
    if not needs or min(r["reviews_needed"] for r in needs) > left:
        takes = (
            "More than reading on, which would take more companies than are listed: a list that "
            "says what companies do, or a part of the sector that holds more of them."
        )
        return gap(f"withheld-{what}", said, takes, evidence=refs, what=names, reason=reason)
    nearest = min(needs, key=lambda r: r["reviews_needed"])
    estimate = held.counted(nearest, "reviews_needed", "companies", "further reviews").but(
        standing="derived", method="the audit's variance falls as one over its reviews",
        uncertainty=SPREAD,
    )  # fmt: skip
    takes = "About {n} further reviews of the audit" + (" for {nearest}." if needs[1:] else ".")
    return gap(
        f"withheld-{what}", said, takes, estimates=(estimate,), evidence=refs, what=names,
        reason=reason, nearest=nearest["label"],
        n=Slot(kind="number", text=f"{nearest['reviews_needed']:,}", estimate=0),
    )  # fmt: skip
