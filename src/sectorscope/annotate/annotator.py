"""Documents in, annotations and a ranking out: where all lanes meet.

`fast` reads with phrases and rules alone. Otherwise the encoder joins: it marks spans, links them
to the vocabulary and has its say in every score. What either mode returns, and how fast, is
measured by `benchmarks/skills.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sectorscope.annotate import qualifications
from sectorscope.annotate.annotation import Annotation
from sectorscope.annotate.context import Contexts
from sectorscope.annotate.encoder import Encoder
from sectorscope.annotate.indexed import indexed
from sectorscope.annotate.meant import Meant, Within
from sectorscope.annotate.occupations_text import Occupations
from sectorscope.annotate.occupations_titles import FEW, TitleReader
from sectorscope.annotate.segments import DEMAND, Piece, pieces
from sectorscope.annotate.skills import Bounds, Found, Skills
from sectorscope.annotate.stems import Stemmed
from sectorscope.annotate.vectors import Sentence
from sectorscope.concepts import load
from sectorscope.errors import UsageError

NAME = "lanes-1"
"""Of the rules and lanes; the encoder's digest joins it where it is used."""

TITLE = "title"
"""The kind of a document that is a job title and nothing else."""
NAMES = frozenset({"occupation", "title", "registration", "licence", "check"})
"""Kinds whose words are a name: what skill they may contain is not asked for by them. So are the
qualifications of a school: a GCSE in English asks for no language."""


@dataclass(frozen=True)
class Ranked:
    """A concept, and how likely the document means it.

    more: of a job title's occupation, what `occupations_titles.Choice.told` says.
    """

    concept: str
    label: str
    score: float
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Annotated:
    """What was found in one document: annotations in order of place, concepts likeliest first."""

    annotations: tuple[Annotation, ...]
    ranking: tuple[Ranked, ...] = ()


class Marked(NamedTuple):
    """Characters `start:end` that speak of something of a layer, `skill` or `knowledge`."""

    start: int
    end: int
    layer: str


@dataclass(frozen=True)
class _Text:
    """A document made ready."""

    text: str
    kind: str
    stemmed: Stemmed
    pieces: Sequence[Piece]
    bounds: tuple[Bounds, ...]
    contexts: Contexts


class Annotator:
    """A vocabulary and a mode; opened once a process, used for any number of documents."""

    def __init__(self, vocabulary: str | Path, *, fast: bool = False, rank: int = 0) -> None:
        """Name what to read with; nothing is loaded before it is needed.

        Args:
            vocabulary: `builtin`, or the path of one (`sectorscope.concepts.load`).
            fast: without the encoder.
            rank: concepts to rank for each document; 0 for none (of a job title, five).
        """
        self._source, self.fast, self.rank = str(vocabulary), fast, rank

    @classmethod
    def open(
        cls,
        vocabulary: str | Path,
        *,
        fast: bool = False,
        rank: int = 0,
        say: Callable[[str], None] | None = None,
    ) -> Annotator:
        """An annotator with everything loaded.

        Args:
            vocabulary: `builtin`, or the path of one.
            fast: without the encoder.
            rank: concepts to rank for each document; 0 for none (of a job title, five).
            say: told what takes time.

        Raises:
            VocabularyError: the vocabulary cannot be read.
            ModelError: the encoder is missing or damaged; `fast` works without it.
        """
        made = cls(vocabulary, fast=fast, rank=rank)
        if say is not None:
            say("loading the vocabulary; the first time it is indexed, which takes a while")
        made.load()
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._source, self.fast, self.rank)

    def load(self) -> None:
        """Load vocabulary, index and encoder now."""
        skills, _ = self._skills, self._occupations
        if not self.fast:
            _ = skills.vectors, skills.tagger

    @property
    def vocabulary(self) -> str:
        """Scheme and version."""
        held = self._skills.index.vocabulary
        return f"{held.scheme} {held.version}"

    @property
    def name(self) -> str:
        """Of the annotator and its version, for the record."""
        encoder = self._skills.encoder
        return f"{NAME} fast" if encoder is None else f"{NAME} {encoder.digest[:12]}"

    def document(self, text: str, kind: str = "advert") -> Annotated:
        """What one document says."""
        return next(iter(self.documents([(text, kind)])))

    def documents(self, texts: Iterable[tuple[str, str]]) -> Iterator[Annotated]:
        """What each document says, in order; the same whatever stands beside it."""
        for text, kind in texts:
            if kind == TITLE:
                yield self._title(text)
                continue
            ready = _ready(text, kind or "advert")
            yield self._annotated(ready, self._found(ready))

    def marked_spans(self, text: str, kind: str = "advert") -> Iterator[Marked]:
        """Where the encoder marks that a skill or knowledge is spoken of, whatever it is called.

        Raises:
            UsageError: `fast` reads without the encoder.
        """
        if self.fast:
            raise UsageError("--fast marks no spans", expected="an annotator with the encoder")
        ready = _ready(text, kind)
        bounds = [b for b in ready.bounds if b.read]
        for place, sentence in zip(bounds, self._read(ready), strict=True):
            starts, ends = sentence.states.starts, sentence.states.ends
            for span in sentence.spans:
                first, last = int(starts[span.first]), int(ends[span.last])
                yield Marked(place.start + first, place.start + last, span.layer)

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """The design's annotator: record batches of documents in, of annotations out."""
        from sectorscope.annotate.written import mapped

        return mapped(self, batches)

    def _title(self, text: str) -> Annotated:
        """A document that is a job title: its occupations, ranked."""
        found = self._titles.choices(text, self.rank or FEW)
        ranked = (Ranked(c.concept, c.label, c.score, c.told) for c in found)
        return Annotated(self._titles.annotations(text, found), tuple(ranked))

    def _found(self, ready: _Text) -> Found:
        if self.fast:
            return self._skills.fast(ready.stemmed, ready.bounds, rank=self.rank > 0)
        return self._skills.full(ready.stemmed, ready.bounds, self._read(ready))

    def _read(self, ready: _Text) -> Iterator[Sentence]:
        """Sentences as the encoder reads them; none is kept when the next is read."""
        return self._skills.sentences(ready.text[b.start : b.end] for b in ready.bounds if b.read)

    def _annotated(self, ready: _Text, found: Found) -> Annotated:
        told = [*qualifications.annotate(ready.text)]
        told += self._occupations.annotate(ready.text, ready.pieces)
        named = (one for one in told if one.kind in NAMES or qualifications.of_school(one))
        names = Within((one.start, one.end) for one in named)
        told = [replace(one, context=ready.contexts.of(one.start, one.end)) for one in told]
        told += [self._annotation(ready, one) for one in found.meant if not names.hold(one.place)]
        told.sort(key=lambda a: (a.start, -a.end, a.kind, a.concept))
        return Annotated(tuple(told), self._ranking(found))

    def _annotation(self, ready: _Text, one: Meant) -> Annotation:
        index = self._skills.index
        start, end = one.place
        key = index.ids[one.row]
        return Annotation(
            start,
            end,
            ready.text[start:end],
            key,
            index.kinds[one.row],
            one.score,
            label=index.labels[one.row],
            scheme=index.scheme(key),
            lane=one.lane,
            context=ready.contexts.of(start, end),
            why=one.why,
        )

    def _ranking(self, found: Found) -> tuple[Ranked, ...]:
        if not self.rank:
            return ()
        index = self._skills.index
        best = sorted(found.ranked.items(), key=lambda item: (-item[1], index.ids[item[0]]))
        return tuple(
            Ranked(index.ids[row], index.labels[row], score) for row, score in best[: self.rank]
        )

    @cached_property
    def _occupations(self) -> Occupations:
        return Occupations(self._skills.index.vocabulary)

    @cached_property
    def _titles(self) -> TitleReader:
        return TitleReader(self._skills.index.vocabulary, self._skills.encoder)

    @cached_property
    def _skills(self) -> Skills:
        index = indexed(load(self._source))
        return Skills(index, None if self.fast else Encoder())


def _again(vocabulary: str, fast: bool, rank: int) -> Annotator:
    return Annotator(vocabulary, fast=fast, rank=rank)


def _ready(text: str, kind: str) -> _Text:
    found = pieces(text, kind)
    bounds = tuple(Bounds(p.start, p.end, p.segment in DEMAND) for p in found)
    return _Text(text, kind, Stemmed(text), found, bounds, Contexts(text, found, kind))
