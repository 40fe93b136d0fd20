"""The context of spans of one text, from the pieces they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sectorscope.annotate.annotation import Context
from sectorscope.annotate.segments.pieces import Piece


class Contexts:
    """The context of any span of a text; what a piece says is read once."""

    def __init__(self, text: str, pieces: Sequence[Piece], kind: str = "advert") -> None:
        """Take a text and its pieces, as `pieces(text, kind)` gives them."""
        self._pieces = pieces
        self._starts = [p.start for p in pieces]

    def of(self, start: int, end: int) -> Context:
        """The context of `text[start:end]`; where no piece holds it, an empty one."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return Context()
        piece = self._pieces[at]
        return Context(
            requirement=piece.requirement or "mentioned",
            segment=piece.segment,
            speaker=piece.speaker,
        )
