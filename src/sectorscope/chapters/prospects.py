"""Future prospects: what the consulted expect, who recognises it, projections, enterprises born."""

from __future__ import annotations

from collections.abc import Iterable

from sectorscope.chapters.demography import demography
from sectorscope.chapters.desk import Desk
from sectorscope.chapters.expectations import expectations
from sectorscope.chapters.facts import tell, words
from sectorscope.chapters.projections import projections
from sectorscope.chapters.told import told
from sectorscope.profile import Block, Paragraph


def prospects(desk: Desk) -> Iterable[Block]:
    """What the consulted said, drawn as businesses; recognition; projections; enterprises born."""
    yield from told(desk, "prospects")
    yield from expectations(desk)
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
    yield from demography(desk)
