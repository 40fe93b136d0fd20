"""The pieces of a text and what each says, read once; and which belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sectorscope.annotate.context.events import TELLING, TRAIN, Event
from sectorscope.annotate.context.reading import read
from sectorscope.annotate.context.words import LIGHT, WORD
from sectorscope.annotate.context.years import Years, years
from sectorscope.annotate.cues import cues
from sectorscope.annotate.segments.pieces import Piece

_ANSWER = 3
"""Pieces of an answer, or after a piece, that may tell of what is named before them."""

_EVERYTHING = ("all ", "both ", "each ")
_NO_YEARS: list[Years] = []
_NOTHING: frozenset[str] = frozenset()
_DENIALS = frozenset(("no", "not", "cannot", "nobody"))


class Passages:
    """A text's pieces with their events.

    low: the text in lower case. spoken: whether it is an interview.
    """

    __slots__ = (
        "_events", "_following", "_kinds", "_starts", "_yearly", "_years",
        "low", "pieces", "signs", "spoken",
    )  # fmt: skip

    def __init__(self, text: str, pieces: Sequence[Piece], kind: str) -> None:
        self.spoken = kind == "interview"
        self.signs = cues(text, spoken=self.spoken)
        self.low = self.signs.low
        self.pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._events: dict[int, list[Event]] = {}
        self._kinds: dict[int, frozenset[str]] = {}
        self._following: dict[int, list[int]] = {}
        self._years: dict[int, list[Years]] = {}
        self._yearly = _found(self.low, "year") + _found(self.low, "yr")
        self._yearly.sort()

    def holding(self, start: int) -> int:
        """The place of the piece that a character is in, or -1 before the first."""
        return bisect_right(self._starts, start) - 1

    def events(self, at: int) -> list[Event]:
        """What a piece says."""
        found = self._events.get(at)
        if found is None:
            piece = self.pieces[at]
            found = read(self.signs, piece.start, piece.end, spoken=self.spoken)
            self._events[at] = found
        return found

    def still(self, at: int) -> bool:
        """Whether a piece says nothing of anything, and nobody speaks."""
        return not (self.spoken or self.events(at) or self.years(at))

    def kinds(self, at: int) -> frozenset[str]:
        """What a piece says, each thing once."""
        found = self._kinds.get(at)
        if found is None:
            events = self.events(at)
            found = frozenset([e.what for e in events]) if events else _NOTHING
            self._kinds[at] = found
        return found

    def refers(self, at: int) -> bool:
        """Whether a piece may say something of what was named before it.

        It begins with a word that names nothing, or with a cue, or speaks of all or both.
        """
        piece = self.pieces[at]
        first = WORD.search(self.low, piece.start, piece.end)
        if first is None:
            return False
        if first.group() in LIGHT:
            return True
        near = bisect_left(self.signs.starts, piece.start)
        starts = self.signs.starts
        if near < len(starts) and starts[near] <= first.start():
            return True
        find = self.low.find
        return any(find(word, piece.start, piece.end) >= 0 for word in _EVERYTHING)

    def years(self, at: int) -> list[Years]:
        """The years of experience that a piece asks for."""
        if not self._yearly:
            return _NO_YEARS
        found = self._years.get(at)
        if found is None:
            piece = self.pieces[at]
            near = bisect_left(self._yearly, piece.start)
            any_ = near < len(self._yearly) and self._yearly[near] < piece.end
            found = years(self.low, piece.start, piece.end) if any_ else []
            self._years[at] = found
        return found

    def last(self, at: int) -> str:
        """The last that a piece says of anything, or nothing."""
        told = [e.what for e in self.events(at) if e.what in TELLING or e.what == TRAIN]
        return told[-1] if told else ""

    def said(self, at: int) -> str:
        """A piece in lower case, without its speaker's label."""
        piece = self.pieces[at]
        low = self.low[piece.start : piece.end]
        if piece.speaker and low.startswith(piece.speaker.lower()):
            return low.partition(":")[2].lstrip()
        return low

    def asks(self, at: int) -> bool:
        """Whether a piece ends as a question."""
        return self.low[self.pieces[at].end - 1] == "?"

    def before(self, at: int) -> int | None:
        """The piece before one that it goes on from."""
        return at - 1 if at and self._together(at - 1) else None

    def following(self, at: int) -> list[int]:
        """The pieces after one that go on from it."""
        known = self._following.get(at)
        if known is not None:
            return known
        made = self._following[at] = []
        for later in range(at + 1, min(at + 1 + _ANSWER, len(self.pieces))):
            if not self._together(later - 1):
                break
            made.append(later)
        return made

    def _together(self, one: int) -> bool:
        """Whether a piece and the next are of one turn, or of one line where nobody speaks."""
        a, b = self.pieces[one], self.pieces[one + 1]
        if self.spoken:
            return a.segment == b.segment and a.speaker == b.speaker
        return self.low.find("\n", a.end, b.start) < 0

    def reply(self, at: int) -> list[int]:
        """The first pieces of the answer to a question."""
        made: list[int] = []
        for later in range(at + 1, len(self.pieces)):
            if self.pieces[later].segment == "respondent":
                made.append(later)
            elif made or self.pieces[later].segment != "interviewer":
                break
            if len(made) == _ANSWER:
                break
        return made

    def question(self, at: int) -> int | None:
        """The question that a piece near the beginning of an answer answers."""
        for back in range(at - 1, max(at - 1 - _ANSWER, -1), -1):
            if self.pieces[back].segment == "interviewer":
                return back if self.asks(back) else None
        return None

    def denying(self, first: int, last: int) -> bool:
        """Whether anything is denied from a piece to another."""
        a = bisect_left(self.signs.starts, self.pieces[first].start)
        b = bisect_left(self.signs.starts, self.pieces[last].end)
        return any(tell.family in _DENIALS for tell in self.signs.tells[a:b])


def _found(low: str, word: str) -> list[int]:
    """Each place of a word."""
    made: list[int] = []
    at = low.find(word)
    while at >= 0:
        made.append(at)
        at = low.find(word, at + 1)
    return made
