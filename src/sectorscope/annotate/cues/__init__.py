"""Cues: phrases that tell what a sentence is about and what it says of the things it names.

All are found in one pass over a text; who asks twice about one text gets the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from sectorscope.annotate.cues.scan import FILLERS, lowered, pattern, sections, spaced, spelt

__all__ = ["Cue", "Cues", "cues", "lowered"]


class Cue(NamedTuple):
    """What a phrase tells.

    segment: what its sentence is about, or nothing. family: what it says of a thing, or nothing;
    side: where the thing stands: ">" after it, "<" before it, "=" either. negated: family and side
    where a negation governs it, if it has another meaning then. tells: whether it says anything of
    a thing at all; a phrase that only hides a cue does not ("not only").
    """

    segment: str = ""
    family: str = ""
    side: str = ""
    negated: tuple[str, str] = ("", "")
    tells: bool = True


class Cues:
    """The cues of a text, in order.

    starts, ends, tells: of those that say something of a thing. places, segments: of those that
    say what their sentence is about. low: the text in lower case, character for character.
    """

    __slots__ = ("ends", "low", "places", "segments", "starts", "tells")

    def __init__(self, text: str, *, spoken: bool = False) -> None:
        self.low = lowered(text)
        finder, told = _phrases(spoken)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tells: list[Cue] = []
        self.places: list[int] = []
        self.segments: list[str] = []
        for found in finder.finditer(spaced(self.low)):
            start, end, said = found.start(), found.end() - 1, found.group()[1:]
            if " " in said and "\n" in self.low[start:end]:
                end = self.low.index("\n", start, end)
                said = said[: end - start]
            cue = told.get(said) or _filled(said, spoken)
            if cue is None:
                continue
            if cue.segment:
                self.places.append(start)
                self.segments.append(cue.segment)
            if cue.tells:
                self.starts.append(start)
                self.ends.append(end)
                self.tells.append(cue)
        if _MARKED.search(text):
            self._mark(text)

    def _mark(self, text: str) -> None:
        """Add the letters of a person specification: "(E)", ", D.", "| E |", "E: …"."""
        added = list(marks(text))
        if not added:
            return
        all_ = [*zip(self.starts, self.ends, self.tells, strict=True), *added]
        all_.sort(key=itemgetter(0))
        self.starts = [start for start, _, _ in all_]
        self.ends = [end for _, end, _ in all_]
        self.tells = [cue for _, _, cue in all_]
        about = [*zip(self.places, self.segments, strict=True)]
        about += [(start, cue.segment) for start, _, cue in added]
        about.sort(key=itemgetter(0))
        self.places = [place for place, _ in about]
        self.segments = [segment for _, segment in about]


_MARKED = re.compile(r"[ED](?![A-Za-z0-9])(?<![A-Za-z0-9][ED])")
_LISTED = re.compile(r"(?:[,;]|\s[\u2013-]|\b(?:both|all|each))[ \t]+\Z")
_CELL = re.compile(r"(?:\||\t| {2})[ \t]*\Z")
_CELL_ENDS = re.compile(r"[ \t]*(?:\||\t| {2}|\n|\Z)")
_LEADS = re.compile(r"[ \t]*[:|\t\u2013-]|[ \t]+\S")
_LINE_ENDS = re.compile(r"[ \t]*(?:\n|\Z)")
_ENDS = frozenset(".,;) \t\n")
_OF = {"E": "essential", "D": "desirable"}
_ROWS, _NEAR = 2, 12


def marks(text: str) -> Iterator[tuple[int, int, Cue]]:
    """Each letter that says essential or desirable, as person specifications have them.

    A letter that only begins or ends a line counts where at least two lines have one.
    """
    leads: list[int] = []
    lasts: list[int] = []
    for found in _MARKED.finditer(text):
        at = found.start()
        before = text[max(0, at - _NEAR) : at]
        line = before.rpartition("\n")[2]
        if _listed(text, at, before, line):
            yield _mark(text, at, "<")
        elif line.strip():
            lasts += [at] if _LINE_ENDS.match(text, at + 1) else []
        elif (line != before or at < _NEAR) and _LEADS.match(text, at + 1):
            leads.append(at)
    if len(leads) >= _ROWS or (leads and text[leads[0] + 1 : leads[0] + 2] == ":"):
        yield from (_mark(text, at, ">") for at in leads)
    if len(lasts) >= _ROWS:
        yield from (_mark(text, at, "<") for at in lasts)


def _listed(text: str, at: int, before: str, line: str) -> bool:
    """Whether a letter stands in brackets, after a comma or dash, or in a cell of its own."""
    after = text[at + 1 : at + 2]
    if before.endswith("(") and after == ")":
        return True
    if (not after or after in _ENDS) and _LISTED.search(before):
        return True
    return _CELL.search(line) is not None and _CELL_ENDS.match(text, at + 1) is not None


def _mark(text: str, at: int, side: str) -> tuple[int, int, Cue]:
    return at, at + 1, Cue("person_specification", _OF[text[at]], side)


def cues(text: str, *, spoken: bool = False) -> Cues:
    """The cues of a text; the last one asked for is kept.

    spoken: with those that only people who are asked use of how hard or easy something is.
    """
    return _last(text, spoken)


@lru_cache(maxsize=1)
def _last(text: str, spoken: bool) -> Cues:
    return Cues(text, spoken=spoken)


_NEGATED = ("want", "have")
"""Families that tell something only under a negation."""

_SPOKEN = frozenset(
    ("have >", "have <", "hard >", "hard <", "hard weak <", "easy =", "easy >", "easy <")
)
"""Sections that are left out where nobody speaks: adverts seldom say it, and all read faster."""


@cache
def _phrases(spoken: bool) -> tuple[re.Pattern[str], dict[str, Cue]]:
    """The pattern of all phrases, and what each tells, its "~" a space."""
    told: dict[str, Cue] = {}
    written: dict[str, None] = {}
    for heading, block in sections("context.txt"):
        family, _, side = heading.rpartition(" ") if heading[-1] in "<>=" else (heading, "", "")
        if heading in _SPOKEN and not spoken:
            continue
        for phrase in spelt(block):
            written[phrase] = None
            key = phrase.replace("~", " ")
            told[key] = _joined(told.get(key), family, side)
    for segment, block in () if spoken else sections("topics.txt"):
        for phrase in spelt(block):
            written[phrase] = None
            key = phrase.replace("~", " ")
            told[key] = told.get(key, Cue())._replace(segment=segment)
    return pattern(written), {phrase: _about(cue) for phrase, cue in told.items()}


_ABOUT = {
    "essential": "person_specification",
    "desirable": "person_specification",
    "unneeded": "person_specification",
    "essential written": "person_specification",
    "you": "",
    "mention": "duties",
}


def _about(cue: Cue) -> Cue:
    """A cue with the segment that what it says of a thing speaks for."""
    tells = cue.negated[0] != "" or cue.family not in ("", "skip")
    return cue._replace(segment=cue.segment or _ABOUT.get(cue.family, ""), tells=tells)


def _joined(cue: Cue | None, family: str, side: str) -> Cue:
    """A cue with one more meaning: the first section that names a phrase counts."""
    cue = cue or Cue()
    if family in _NEGATED:
        return cue if cue.negated[0] else cue._replace(negated=(family, side))
    if not cue.family:
        return cue._replace(family=family, side=side)
    if cue.family == family and cue.side != side:
        return cue._replace(side="=")
    return cue


@lru_cache(maxsize=4096)
def _filled(said: str, spoken: bool) -> Cue | None:
    """What a phrase tells that was found with fillers, more spaces than one, or any words."""
    _, told = _phrases(spoken)
    words = said.split()
    bare = " ".join(w for w in words if w not in FILLERS)
    for key in (" ".join(words), bare):
        if key in told:
            return told[key]
    for shape, cue in _gapped(spoken):
        if shape.fullmatch(said):
            return cue
    return None


@cache
def _gapped(spoken: bool) -> list[tuple[re.Pattern[str], Cue]]:
    _, told = _phrases(spoken)
    shapes = [key for key in told if "@" in key]
    return [(re.compile(pattern([k]).pattern[1:]), told[k]) for k in shapes]
