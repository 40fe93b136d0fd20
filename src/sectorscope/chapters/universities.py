"""Working with universities: links, research and its grants, recruiting through joint projects."""

from __future__ import annotations

from collections.abc import Iterable

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told import told
from sectorscope.chapters.universities_grants import grants
from sectorscope.chapters.universities_income import income
from sectorscope.chapters.universities_indicators import indicators
from sectorscope.profile import Block


def universities(desk: Desk) -> Iterable[Block]:
    """What the consulted said, question by question; then grants, and what universities earn."""
    yield from told(desk, "universities")
    yield from grants(desk)
    yield from income(desk)
    yield from indicators(desk)
