"""Working with universities: links, research, and recruiting through joint projects."""

from __future__ import annotations

from collections.abc import Iterable

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told import told
from sectorscope.profile import Block


def universities(desk: Desk) -> Iterable[Block]:
    """What the consulted said, question by question."""
    yield from told(desk, "universities")
