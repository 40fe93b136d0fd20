"""The context of spans of one text, from the pieces they stand in and those around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sectorscope.annotate.annotation import Context
from sectorscope.annotate.context.dialogue import asked
from sectorscope.annotate.context.events import (
    DESIRABLE,
    EASY,
    ESSENTIAL,
    HARD,
    MAYBE,
    TRAIN,
    UNNEEDED,
)
from sectorscope.annotate.context.passages import Passages
from sectorscope.annotate.context.statements import said
from sectorscope.annotate.context.years import asked as years_asked
from sectorscope.annotate.segments.pieces import Piece

MENTIONED = "mentioned"
_NOTHING: set[str] = set()


class Contexts:
    """The context of any span of a text; what a piece says is read once."""

    def __init__(self, text: str, pieces: Sequence[Piece], kind: str = "advert") -> None:
        """Take a text and its pieces, as `pieces(text, kind)` gives them."""
        self._passages = Passages(text, pieces, kind)
        self._alike: dict[int, Context] = {}

    def of(self, start: int, end: int) -> Context:
        """The context of `text[start:end]`; before the first piece, an empty one."""
        passages = self._passages
        at = passages.holding(start)
        if at < 0:
            return Context()
        alike = self._alike.get(at)
        if alike is not None:
            return alike
        if passages.pieces[at].segment == "interviewer":
            return self._made(at, asked(passages, at, start, end), start, end)
        if passages.still(at):  # nothing is said of anything here, so that all things are alike
            found = said(passages, at, start, end) if passages.following(at) else _NOTHING
            made = self._alike[at] = self._made(at, found, start, end)
            return made
        return self._made(at, said(passages, at, start, end), start, end)

    def _made(self, at: int, found: set[str], start: int, end: int) -> Context:
        """What was found, as a context."""
        piece = self._passages.pieces[at]
        requirement = _requirement(found, piece.requirement)
        number = self._years(at, start, end, requirement)
        if number is not None and not (found or self._passages.spoken or piece.requirement):
            requirement = ESSENTIAL  # nobody asks for years of what need not be had
        negated = UNNEEDED in found or EASY in found
        said = (requirement, negated, HARD in found, TRAIN in found, number)
        return _context(*said, piece.segment, piece.speaker)

    def _years(self, at: int, start: int, end: int, requirement: str) -> float | None:
        """The years of experience asked for; in an interview, of what is asked for at all."""
        if self._passages.spoken and requirement == MENTIONED:
            return None
        found = self._passages.years(at)
        return years_asked(self._passages.low, found, start, end) if found else None


_context = lru_cache(maxsize=4096)(Context)
"""Contexts are few and made often: of equal ones there is one."""


def _requirement(found: set[str], heading: str | None) -> str:
    """What is required: by the words, or else by the heading, or by "willing to work towards"."""
    if not found:
        return heading or MENTIONED
    if ESSENTIAL in found:
        return ESSENTIAL
    if DESIRABLE in found:
        return DESIRABLE
    if UNNEEDED in found or EASY in found:
        return MENTIONED
    return heading or (DESIRABLE if MAYBE in found else MENTIONED)
