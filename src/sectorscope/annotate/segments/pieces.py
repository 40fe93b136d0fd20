"""Sentences and bullets, with segment, what the heading over them requires, and who speaks."""

from __future__ import annotations

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


def pieces(text: str, kind: str = "advert") -> list[Piece]:
    """The sentences and bullets of a text, in order; every character but blanks is in one.

    kind: advert, course, company, interview or sentence; anything else is read as an advert.
    """
    if kind == "interview":
        return _spoken(text)
    from sectorscope.annotate.segments.advert import read

    return read(text, kind)


def _spoken(text: str) -> list[Piece]:
    made: list[Piece] = []
    found = turns(text)
    for turn in found:
        segment = "interviewer" if turn.asks else "respondent"
        if turn.speaker is None and len(found) > 1:
            segment = "other"
        first = True
        for start, end in lines(text, turn.words, turn.end):
            for a, b in split(text, start, end):
                made.append(Piece(turn.start if first else a, b, segment, None, turn.speaker))
                first = False
        if first and text[turn.start : turn.words].strip():
            made.append(Piece(turn.start, turn.words, segment, None, turn.speaker))
    return [_trimmed(text, p) for p in made]


def _trimmed(text: str, piece: Piece) -> Piece:
    said = text[piece.start : piece.end]
    start = piece.start + len(said) - len(said.lstrip())
    return piece._replace(start=start, end=start + len(said.strip()))


def lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of `text[start:end]` that are not blank, without blanks around them."""
    made: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare:
            first = at + line.index(bare[0])
            made.append((first, first + len(bare)))
        at += len(line) + 1
    return made


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a line."""
    made: list[tuple[int, int]] = []
    for stop, following in ends(text, start, end):
        if stop > start:
            made.append((start, stop))
            start = following
    made.append((start, end))
    return made
