"""What is gathered of one mention of a qualification; `rightwards` and `leftwards` fill it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sectorscope.annotate.qualifications.form import Core, Form

_OPEN = frozenset({"btec", "city_and_guilds"})
"""Names that a closer one may follow: "BTEC HND" is an HND."""


class Mention:
    """One mention; `start` and `end` grow with it, `head` is the form that says most of it.

    level_text, size_text, grade, count, letters, body: what the text says of each, empty where it
    says nothing. subjects: where they stand. strokes: forms joined by strokes ("HNC/HND").
    """

    def __init__(self, text: str, first: Core, at: Mapping[int, Core], floor: int) -> None:
        """A mention that begins at least at `floor`, of the cores of a plain text by place."""
        self.text, self.floor, self._at = text, floor, at
        self.start, self.end = first.start, first.end
        self.cores = [first]
        self.head, self.family = first.form, first.form.family
        self.level_text = text[first.start : first.end] if self.family == "level" else ""
        self.size_text = self.grade = self.count = self.letters = self.body = ""
        self.subjects: list[tuple[int, int]] = []
        self.strokes: list[Form] = []
        self._families = {self.family}

    @property
    def words(self) -> str:
        """The words of the mention so far."""
        return self.text[self.start : self.end]

    def has(self, *families: str) -> bool:
        """Whether a core is of one of the families."""
        return not self._families.isdisjoint(families)

    def core_at(self, place: int) -> Core | None:
        """The core that begins at a place of the text."""
        return self._at.get(place)

    def taken(self, place: int) -> bool:
        """Whether another mention, or another word for a qualification, begins at a place."""
        core = self._at.get(place)
        return core is not None and core.form.family != "class"

    def add(self, core: Core) -> bool:
        """Take in a further core; always true."""
        self.cores.append(core)
        self.end = core.end
        self._families.add(core.form.family)
        if _weight(core.form) > _weight(self.head):
            self.head, self.family = core.form, core.form.family
        if core.form.family == "level":
            self.level_text = self.text[core.start : core.end]
        return True

    def add_subject(self, begin: int, end: int) -> bool:
        """Take in a subject to the right that ends after it begins; whether it does."""
        if end > begin:
            self.subjects.append((begin, end))
            self.end = end
        return end > begin

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """A pattern at the end of the mention."""
        return pattern.match(self.text, self.end)

    def take(self, found: re.Match[str] | None) -> bool:
        """Grow to the end of a match; whether there is one."""
        if found:
            self.end = found.end()
        return found is not None


def _weight(form: Form) -> tuple[int, bool]:
    """How much a form says of what a mention is; of equals the first stays."""
    return form.rank, form.concept not in _OPEN
