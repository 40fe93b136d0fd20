"""Sentences and bullets, with segment, what the heading over them requires, and who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sectorscope.annotate.segments.sentences import ends
from sectorscope.annotate.segments.turns import turns


class Piece(NamedTuple):
    """A sentence or bullet `text[start:end]`, without blanks around it.

    segment: title, duties, person_specification, about_us, benefits, equal_opportunities,
    how_to_apply, other; in an interview interviewer or respondent. requirement: `essential` or
    `desirable` where a heading says so. speaker: as labelled in an interview.
    """

    start: int
    end: int
    segment: str
    requirement: str | None = None
    speaker: str | None = None


DEMAND = frozenset({"title", "duties", "person_specification", "other", "respondent"})
"""The segments in which what is named counts as demanded; in the rest it is told of an employer
or asked by an interviewer."""

LONGEST = 1200
"""Characters of the longest piece; a text without full stops or lines is cut, so that what one
cue reaches, and the cost of looking, stay bounded."""

_LINE, _SAID = re.compile(r"\S[^\n]*"), re.compile(r"\S")


def pieces(text: str, kind: str = "advert") -> list[Piece]:
    """The sentences and bullets of a text, in order; every character but blanks is in one.

    kind: advert, course, company, interview or sentence; anything else is read as an advert.
    """
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    if kind == "interview":
        return _spoken(text)
    from sectorscope.annotate.segments.advert import read

    return read(text, kind)


def _spoken(text: str) -> list[Piece]:
    """The pieces of an interview: of each turn its sentences, the first with the label."""
    made: list[Piece] = []
    found = turns(text)
    cuts = Cuts(text)
    for turn in found:
        segment = "interviewer" if turn.asks else "respondent"
        if turn.speaker is None and len(found) > 1:
            segment = "other"
        first = True
        for start, end in lines(text, turn.words, turn.end):
            for a, b in cuts.within(start, end):
                at = turn.start if first else a
                made.append(Piece(at, b, segment, None, turn.speaker))
                first = False
        if first and text[turn.start : turn.words].strip():  # a label, and nothing said
            made.append(Piece(turn.start, turn.words, segment, None, turn.speaker))
    return [_trimmed(text, piece) for piece in made]


def _trimmed(text: str, piece: Piece) -> Piece:
    said = text[piece.start : piece.end]
    start = piece.start + len(said) - len(said.lstrip())
    return piece._replace(start=start, end=start + len(said.strip()))


def lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of `text[start:end]` that are not blank, without blanks around them."""
    made: list[tuple[int, int]] = []
    for found in _LINE.finditer(text, start, end):
        first, last = found.span()
        if text[last - 1].isspace():
            last = first + len(found.group().rstrip())
        made.append((first, last))
    return made


class Cuts:
    """Where a text is cut into sentences; asked line by line, in order."""

    __slots__ = ("_ends", "_next", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = ends(text)
        self._next = next(self._ends, None)

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences of a line."""
        cut = self._next
        while cut is not None and cut[1] <= start:
            cut = next(self._ends, None)
        made: list[tuple[int, int]] = []
        while cut is not None and cut[1] < end:
            if cut[0] > start:
                made.append((start, cut[0]))
                start = cut[1]
            cut = next(self._ends, None)
        self._next = cut
        made.append((start, end))
        if end - made[0][0] > LONGEST:
            return [short for long in made for short in _shortened(self._text, *long)]
        return made


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts of bounded length, cut at a blank where there is one."""
    while end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        stop = blank if blank > start else start + LONGEST
        yield start, start + len(text[start:stop].rstrip())
        following = _SAID.search(text, stop, end)
        start = following.start() if following else end
    if end > start:
        yield start, end
