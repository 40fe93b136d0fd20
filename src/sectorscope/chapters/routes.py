"""Graduates and apprenticeships: how businesses recruit, who qualifies, who starts."""

from __future__ import annotations

from collections.abc import Iterable

from sectorscope.chapters.apprenticeships import apprenticeships
from sectorscope.chapters.desk import Desk
from sectorscope.chapters.graduates import graduates
from sectorscope.chapters.starts_areas import starts_by_area
from sectorscope.chapters.told import told
from sectorscope.profile import Block


def routes(desk: Desk) -> Iterable[Block]:
    """What the consulted said, by question; then graduates, then apprenticeships started."""
    yield from told(desk, "routes")
    yield from graduates(desk)
    yield from apprenticeships(desk)
    yield from starts_by_area(desk)
