"""How much of official employment the companies a sector is sized from hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.sized_figures import finished
from sectorscope.chapters.sized_rows import WHOLE, shown
from sectorscope.profile import Block, Estimate, Paragraph, Slot, Statement, Uncertainty
from sectorscope.wording import sized as templates

Row = Mapping[str, Any]


def coverage(desk: Desk) -> Iterator[Block]:
    """How much of official employment the companies hold, where an official figure is held."""
    cells = list(desk.rows("coverage"))
    placed = [c for c in cells if c["official"] is not None]
    official = sum(c["official"] for c in placed)
    if not cells:
        return
    if not placed or official <= 0:
        yield gap(
            "no-coverage",
            "How much of official employment the listed companies hold: no official count by "
            "place and industry is held, so that what is missing from the list counts as nothing.",
            "Employment by industry and district, added from Nomis with its labels.",
            evidence=(desk.ref("coverage", cells[0]),),
        )
        return
    yield Paragraph(statements=(_covered(desk, placed, official),))


def _covered(desk: Desk, cells: Sequence[Row], official: float) -> Statement:
    refs = tuple(desk.ref("coverage", c) for c in cells[:12])
    frame = sum(c["frame"] for c in cells)
    low, high = (
        sum(c[end] if c[end] is not None else c["official"] for c in cells)
        for end in ("low", "high")
    )
    rounding = Uncertainty(
        kind="rounding", low=min(low, official), high=max(high, official),
        why="the official figures are rounded",
    )  # fmt: skip
    listed = Estimate(
        label="people of the listed companies", value=frame, unit="people", standing="derived",
        method="headcounts as filed or listed, those that are missing imputed",
        uncertainty=Uncertainty(kind="none_published", why="some headcounts are imputed"),
        inputs=refs,
    )  # fmt: skip
    jobs = Estimate(
        label="official count", value=official, unit="jobs", standing="published",
        method="official figures of the same places and industries, summed",
        uncertainty=rounding, inputs=refs,
    )  # fmt: skip
    share = listed.but(label="share", value=100 * frame / official, unit="%")
    slots = {
        "frame": shown(frame, 0),
        "official": shown(official, 1),
        "share": Slot(kind="number", text=f"{share.value:.0f}%", estimate=2),
    }
    return finished(desk, templates.COVERAGE, slots, (listed, jobs, share), "coverage", WHOLE)
