"""Training provision: how it is seen, what was bought, and what is offered."""

from __future__ import annotations

from collections.abc import Iterable

from sectorscope.chapters.courses import courses
from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told import told
from sectorscope.profile import Block


def provision(desk: Desk) -> Iterable[Block]:
    """What the consulted said, question by question; then courses and qualifications held."""
    yield from told(desk, "provision")
    yield from courses(desk)
