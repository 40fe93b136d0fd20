"""The eight chapters, in the profile's order, and the method boxes that follow them.

A chapter is a function from the desk (tables, definition, audience) to blocks. It reads nothing
else, so the same evidence and decisions always make the same chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.issues import issues
from sectorscope.chapters.method import method
from sectorscope.chapters.prospects import prospects
from sectorscope.chapters.providers import providers
from sectorscope.chapters.provision import provision
from sectorscope.chapters.routes import routes
from sectorscope.chapters.sector import sector
from sectorscope.chapters.skills import skills
from sectorscope.chapters.universities import universities
from sectorscope.profile import Block

Chapter = Callable[[Desk], Iterable[Block]]

CHAPTERS: tuple[tuple[str, str, Chapter], ...] = (
    ("sector", "What the sector looks like", sector),
    ("prospects", "Future prospects", prospects),
    ("skills", "Which skills and qualifications matter most", skills),
    ("issues", "Skills issues", issues),
    ("routes", "Graduates and apprenticeships", routes),
    ("provision", "Training provision", provision),
    ("universities", "Working with universities", universities),
    ("providers", "Opportunities for providers", providers),
)
"""Identity, heading and function of each chapter."""

__all__ = ["CHAPTERS", "Chapter", "Desk", "method"]
