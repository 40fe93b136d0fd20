"""The context of spans of one text, from the pieces they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sectorscope.annotate.annotation import Context
from sectorscope.annotate.context.events import (
    DESIRABLE, EASY, ESSENTIAL, HARD, MAYBE, NEEDS, SUPPLY, TRAIN, UNNEEDED, Event, read,
)
from sectorscope.annotate.context.reach import nearest
from sectorscope.annotate.cues import cues
from sectorscope.annotate.segments.pieces import Piece


class Contexts:
    """The context of any span of a text; what a piece says is read once."""

    def __init__(self, text: str, pieces: Sequence[Piece], kind: str = "advert") -> None:
        """Take a text and its pieces, as `pieces(text, kind)` gives them."""
        self._signs = cues(text)
        self._pieces = pieces
        self._starts = [p.start for p in pieces]
        self._spoken = kind == "interview"
        self._events: dict[int, list[Event]] = {}

    def of(self, start: int, end: int) -> Context:
        """The context of `text[start:end]`; where no piece holds it, an empty one."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return Context()
        piece = self._pieces[at]
        low, events = self._signs.low, self._read(at)
        need = nearest(low, events, start, end, NEEDS)
        if need is None:
            need = nearest(low, events, start, end, frozenset((MAYBE,)))
        supply = nearest(low, events, start, end, SUPPLY)
        train = nearest(low, events, start, end, frozenset((TRAIN,)))
        requirement = piece.requirement or "mentioned"
        if need and need.what in (ESSENTIAL, DESIRABLE):
            requirement = need.what
        elif need and need.what == MAYBE:
            requirement = piece.requirement or DESIRABLE
        elif need and need.what == UNNEEDED:
            requirement = "mentioned"
        return Context(
            requirement=requirement,
            negated=bool(need and need.what == UNNEEDED) or bool(supply and supply.what == EASY),
            difficulty=bool(supply and supply.what == HARD),
            training=train is not None,
            segment=piece.segment,
            speaker=piece.speaker,
        )

    def _read(self, at: int) -> list[Event]:
        if at not in self._events:
            piece = self._pieces[at]
            self._events[at] = read(self._signs, piece.start, piece.end, self._spoken)
        return self._events[at]
