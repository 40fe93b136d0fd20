"""Job titles in adverts, descriptions and interviews, where they stand.

A title is found in the heading, or after words that announce one ("seeking a", "reporting to the"),
and only as a vocabulary spells it: what is missed is missed, what is found is meant. Of names of
one word those count that are said of a person's job alone. The search looks at what follows an
announcement, not at every word, so that its costs are a tenth of a millisecond an advert.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

import numpy as np

from sectorscope.annotate.annotation import Annotation, longest
from sectorscope.annotate.occupations_names import Names
from sectorscope.annotate.occupations_ranker import spelt_score
from sectorscope.annotate.occupations_search import Named, Search, Words
from sectorscope.concepts import Vocabulary, soc

LANE = "titles"

_ENDING: Mapping[str, tuple[str, ...]] = {
    "\nas ": (),
    " as ": (
        "join us as ", "join our team as ", "join the team as ", "work as ", "working as ",
        "worked as ", "works as ", "employed as ", "career as ", "job as ", "role as ",
        "position as ", "post as ", "experience as ", "qualified as ", "trained as ",
        "training as ", "train as ", "start as ", "apprenticeship as ",
    ),
    " for ": (
        "looking for ", "vacancy for ", "vacancies for ", "opening for ", "openings for ",
        "opportunity for ",
    ),
    " of ": ("role of ", "position of ", "post of ", "shortage of ", "in need of "),
    "ble to ": ("accountable to ", "responsible to "),
    "ed by ": ("supervised by ", "managed by "),
    ":": ("job title:", "role:", "position:", "post:", "vacancy:", "job:"),
}  # fmt: skip
_BEGINNING: Mapping[str, tuple[str, ...]] = {
    "report": (
        "reporting to ", "reports to ", "report to ", "reporting into ", "reporting directly to ",
    ),
    "seek": ("seeking ", "seek "),
    "recruit": ("recruiting ", "recruit "),
    "hir": ("hiring ", "hire "),
    "appoint": ("appointing ", "appoint "),
    "requir": ("require a", "requires a"),
    "need a": ("need a",),
}  # fmt: skip
"""Words after which a person's job follows, by what is searched for: their end, or beginning."""
_AS = frozenset((" as ", "\nas "))
_PERHAPS = ("a ", "an ", "our ", "the ")
"""After "as", where no job is spoken of before it, a job or anything else: names of several words
count alone."""
_ENDS = re.compile(r"[.;:!?\n()\[\]•|*]")
_SOUGHT_ENDS = [(sought, len(sought), cues) for sought, cues in _ENDING.items()]
_SOUGHT_BEGINNINGS = [(sought, len(sought), cues) for sought, cues in _BEGINNING.items()]
_REACH = 100  # characters after an announcement
_SKIPPED = 8  # words before a title
_HEADING = 120  # characters of a line that may be one
_PARTS = re.compile(r"\s[-–—]+\s|[–—|,:;•()\[\]]|\s-|-\s")
_TOLD = frozenset({"about_us", "benefits", "equal_opportunities"})
"""Segments in which a title is no job of this text."""


class Stretch(Protocol):
    """What of a piece is looked at (`segments.Piece`)."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def segment(self) -> str:
        """Which part of the document it is in."""
        ...


class _Meant(NamedTuple):
    """What a name means: which vocabulary's concept, how probably, and its codes."""

    scheme: str
    concept: str
    label: str
    score: float
    detail: Mapping[str, str | None]


class Occupations:
    """Names of occupations, to be found in texts."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        """Take a vocabulary; behind it, and where it has no occupations, stands SOC 2020."""
        has_some = vocabulary is not None and "occupation" in vocabulary.concepts.column("kind")
        own = [vocabulary] if vocabulary is not None and has_some else []
        newer = [] if any(v.scheme == "soc2020" for v in own) else [soc.vocabulary()]
        self._named = [Names(v) for v in (*own, *newer)]
        self._meant = lru_cache(maxsize=65_536)(self._look_up)
        names = dict.fromkeys(name for named in self._named for name in named.spelt)
        self._search = Search(names, lambda name: self._meant(name) is not None)

    def annotate(
        self, text: str, pieces: Sequence[Stretch] | None = None
    ) -> tuple[Annotation, ...]:
        """Job titles of a text, in order of place.

        Args:
            text: the whole of it.
            pieces: its sentences in order, with their segments: the heading is then what they
                call title (else the first line is taken for it), and what is told of the employer,
                of benefits and of equal opportunities is passed over.
        """
        low = _lowered(text)
        found: dict[tuple[int, int], tuple[Named, str]] = {}
        for start, end in _headings(low, pieces):
            for hit in self._heading(low, start, end):
                found.setdefault((hit.start, hit.end), (hit, "heading"))
        for hit, after in self._announced(low):
            found.setdefault((hit.start, hit.end), (hit, after))
        kept = (
            found.values() if pieces is None else [f for f in found.values() if _read(f[0], pieces)]
        )
        return longest(self._annotation(text, hit, after) for hit, after in kept)

    def _heading(self, low: str, start: int, end: int) -> Iterator[Named]:
        """Names that fill at least half of a part of a line, up to its first "in" or "with"."""
        line = low[start:end].rstrip()
        if not line or len(line) > _HEADING or line[-1] in ".?":
            return
        edges = [0, *(edge for part in _PARTS.finditer(line) for edge in part.span()), len(line)]
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            said = Words(low, start + a, start + b)
            hits = list(self._search.names(said, len(said), alone=True))
            if hits and 2 * sum(hit.words for hit in hits) >= self._search.length(said):
                yield from hits

    def _announced(self, low: str) -> Iterator[tuple[Named, str]]:
        for begin, cue, alone in _cues(low):
            end = _ENDS.search(low, begin, begin + _REACH)
            said = Words(low, begin, end.start() if end else begin + _REACH)
            hit = next(self._search.names(said, _SKIPPED, alone=alone), None)
            if hit is not None:
                yield hit, cue.strip()

    def _annotation(self, text: str, hit: Named, after: str) -> Annotation:
        meant = self._meant(hit.name)
        assert meant is not None  # the search gives no other  # noqa: S101
        return Annotation(
            hit.start,
            hit.end,
            text[hit.start : hit.end],
            meant.concept,
            "occupation",
            meant.score,
            label=meant.label,
            scheme=meant.scheme,
            lane=LANE,
            why={"a name spelt so": round(float(np.log(meant.score / (1 - meant.score))), 4)},
            reason=f"a name of {meant.label}: {after}",
            detail=meant.detail,
        )

    def _look_up(self, name: str) -> _Meant | None:
        """What the first vocabulary that can tell says of a name; codes from all that can."""
        told: list[tuple[Names, int, float]] = []
        codes: dict[str, str | None] = {"soc2020": None, "soc2010": None, "isco": None}
        for named in self._named:
            at = named.spelt.get(name)
            row, score = _one(named, at) if at is not None else (-1, 0.0)
            if score:
                told.append((named, row, score))
                scheme = named.scheme_of(row)
                scheme = "isco" if scheme == "esco" else scheme
                if scheme in codes:
                    codes[scheme] = codes[scheme] or named.codes[row]
        if not told:
            return None
        codes["soc2010"] = soc.in_2010().get(codes["soc2020"] or "")
        named, row, score = told[0]
        return _Meant(named.scheme_of(row), named.ids[row], named.labels[row], score, codes)


@cache
def _shipped() -> Occupations:
    return Occupations()


def annotate(text: str, pieces: Sequence[Stretch] | None = None) -> tuple[Annotation, ...]:
    """Job titles of a text by SOC 2020 and the titles that ship (`Occupations.annotate`)."""
    return _shipped().annotate(text, pieces)


def _cues(low: str) -> Iterator[tuple[int, str, bool]]:
    """Where what is announced begins, by what words, and whether one word may be a name."""
    find, begins, ends = low.find, low.startswith, low.endswith
    if begins("as ") and begins(_PERHAPS, 3):
        yield 3, "as", False
    for sought, size, cues in _SOUGHT_ENDS:
        at = find(sought)
        while at >= 0:
            at += size
            if ends(cues, 0, at):
                cue = next(cue for cue in cues if ends(cue, 0, at))
                if _apart(low, at - len(cue)):
                    yield at, cue, True
            elif sought in _AS and begins(_PERHAPS, at):
                yield at, "as", False
            at = find(sought, at)
    for sought, size, cues in _SOUGHT_BEGINNINGS:
        at = find(sought)
        while at >= 0:
            if begins(cues, at) and _apart(low, at):
                cue = next(cue for cue in cues if begins(cue, at))
                yield at + len(cue), cue, True
            at = find(sought, at + size)


def _apart(low: str, at: int) -> bool:
    """Whether a word begins at a place."""
    return at == 0 or not low[at - 1].isalnum()


def _one(named: Names, at: int) -> tuple[int, float]:
    """The occupation a name means and how probably; nothing where it may mean several codes.

    Of these it still means the one whose label it is. ESCO's alternative labels must tell what
    they are of (`Names.tells`); SOC's titles here were written one by one.
    """
    rows = named.rows(at)
    single = len({named.codes[row] for row in rows}) == 1
    if single and (named.is_label(at) or named.scheme.startswith("soc") or named.tells(at)):
        return rows[0], spelt_score("one code")
    return (rows[0], spelt_score("label")) if named.is_label(at) else (-1, 0.0)


def _headings(low: str, pieces: Sequence[Stretch] | None) -> Iterator[tuple[int, int]]:
    """Lines that may be a heading; each ends at its line's end."""
    starts = [piece.start for piece in pieces or () if piece.segment == "title"]
    for start in starts or [len(low) - len(low.lstrip())]:
        end = low.find("\n", start)
        yield start, end if end >= 0 else len(low)


def _lowered(text: str) -> str:
    """Text in lower case, of the same length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(lower if len(lower := c.lower()) == 1 else c for c in text)


def _read(hit: Named, pieces: Sequence[Stretch]) -> bool:
    """Whether the piece in which a name begins is of a segment that is read."""
    at = bisect_right(pieces, hit.start, key=lambda piece: piece.start) - 1
    return at < 0 or pieces[at].segment not in _TOLD
