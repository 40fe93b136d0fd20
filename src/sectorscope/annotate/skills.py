"""Skills of a document: what phrases name, what the encoder reads, and a vocabulary in order.

Two lanes. `phrases` needs no model. With the encoder every sentence is read, spans are marked, and
one regression weighs phrases, nearness and meaning together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sectorscope.annotate import features, ranking
from sectorscope.annotate.candidates import Candidates, from_phrases, resolved
from sectorscope.annotate.encoder import Encoder
from sectorscope.annotate.indexed import Indexed
from sectorscope.annotate.meant import (
    Groups,
    Meant,
    Option,
    Place,
    beside,
    decided,
    shared,
    trimmed,
)
from sectorscope.annotate.ranker import logistic, probability
from sectorscope.annotate.ranking import Wide
from sectorscope.annotate.spans import Tagger, inside
from sectorscope.annotate.stems import Array, Stemmed
from sectorscope.annotate.vectors import Likeness, Sentence, Vectors, vectors

_LEAST = 0.01
"""Of a concept that is looked at further: to stand, or to speak for its group."""
_LEAST_GROUP = 0.2
"""Of a group where a span is marked; below it nothing is said of what the span means."""


class Bounds(NamedTuple):
    """A sentence of a text: characters, and whether it is read for skills."""

    start: int
    end: int
    read: bool


@dataclass(frozen=True)
class Found:
    """What a document says: annotations in order of place; the best score of each concept."""

    meant: list[Meant]
    ranked: Mapping[int, float]


class Skills:
    """A vocabulary's skills, to be found in documents."""

    def __init__(self, index: Indexed, encoder: Encoder | None = None) -> None:
        """Take an index and, for the second lane, an encoder."""
        self.index, self.encoder = index, encoder
        self.groups = Groups(index)
        self._phrases = logistic("phrases", features.NAMES)

    def fast(self, text: Stemmed, bounds: Sequence[Bounds], *, rank: bool) -> Found:
        """By phrases alone; `rank` adds what is near."""
        begins, read = _edges(bounds)
        found = from_phrases(self.index, text, begins, read)
        scores = probability(self._phrases.logits(found.features))
        kept = resolved(found, scores, self._phrases.threshold)
        why = self._phrases.why(found.features[kept])
        meant = [
            Meant(_stretch(text, found, i), row, score, "phrases", told)
            for i, row, score, told in zip(
                kept.tolist(), found.row[kept].tolist(), scores[kept].tolist(), why, strict=True
            )
        ]
        return Found(meant, self._ranked(text, bounds, found, scores) if rank else {})

    def full(self, text: Stemmed, bounds: Sequence[Bounds], read: Iterable[Sentence]) -> Found:
        """With the encoder.

        Args:
            text: the document.
            bounds: its sentences.
            read: by the encoder, those of `bounds` that are to be read, in order.
        """
        begins, wanted = _edges(bounds)
        found = from_phrases(self.index, text, begins, wanted)
        logits = self._phrases.logits(found.features)
        meant: list[Meant] = []
        ranked: dict[int, float] = {}
        for at, sentence in zip(np.flatnonzero(wanted).tolist(), read, strict=True):
            held = _of_piece(found, at)
            own = _part(found, held)
            one = self._read(text, bounds[at], own, logits[held], sentence)
            meant += one.meant
            _raise(ranked, one.ranked)
        return Found(meant, ranked)

    def _ranked(
        self, text: Stemmed, bounds: Sequence[Bounds], found: Candidates, scores: Array
    ) -> dict[int, float]:
        model = logistic("near", ranking.NEAR)
        ranked: dict[int, float] = {}
        for at in [i for i, b in enumerate(bounds) if b.read]:
            held = _of_piece(found, at)
            own = _part(found, held)
            near = self.index.near.scores(Stemmed(text.text[bounds[at].start : bounds[at].end]))
            wide = ranking.widened(own, scores[held], ranking.nearest(self.index, near))
            told = ranking.of_near(self.index, own, wide, near)
            p = probability(model.logits(told))
            _raise(ranked, dict(zip(wide.row.tolist(), p.tolist(), strict=True)))
        return ranked

    def _read(
        self, text: Stemmed, bounds: Bounds, found: Candidates, logits: Array, sentence: Sentence
    ) -> Found:
        """One sentence with the encoder."""
        seen = self.seen(text, bounds, found, logits, sentence)
        model = logistic("full", ranking.FULL)
        p = probability(model.logits(seen.features))
        options = list(self._options(text, bounds, found, seen, p, sentence))
        kept = decided(options, model.threshold)
        why = model.why(seen.features[[o.at for o in kept]])
        meant = [
            Meant(o.place, o.row, o.score, _lane(o), told)
            for o, told in zip(kept, why, strict=True)
        ]
        taken = [o.place for o in kept]
        meant += self._groups(text, bounds, options, taken, sentence)
        ranked = dict(zip(seen.wide.row.tolist(), p.tolist(), strict=True))
        return Found(sorted(meant, key=lambda m: m.place), ranked)

    def seen(
        self, text: Stemmed, bounds: Bounds, found: Candidates, logits: Array, sentence: Sentence
    ) -> Seen:
        """Concepts of a sentence with all features, before any score."""
        near = self.index.near.scores(Stemmed(text.text[bounds.start : bounds.end]))
        rows = self.index.near.row
        more = rows[sentence.nearest(self.vectors)].astype(np.int64)
        more = np.union1d(more, ranking.nearest(self.index, near))
        wide = ranking.widened(found, logits, more)
        like = sentence.likeness(self.vectors, np.searchsorted(rows, wide.row))
        told = ranking.of_near(self.index, found, wide, near)
        return Seen(wide, like, np.concatenate([told, ranking.of_vectors(like)], axis=1))

    def _options(
        self,
        text: Stemmed,
        bounds: Bounds,
        found: Candidates,
        seen: Seen,
        p: Array,
        sentence: Sentence,
    ) -> Iterator[Option]:
        """Where each concept may stand: at its phrases, else at its best window."""
        for at in np.flatnonzero(p >= _LEAST).tolist():
            row, score = int(seen.wide.row[at]), float(p[at])
            if seen.wide.best[at] >= 0:
                for i in np.flatnonzero(found.row == row).tolist():
                    yield Option(_stretch(text, found, i), row, score, named=True, at=at)
            else:
                first, last = _as_marked(seen.like, at, sentence)
                place = _place(text.text, bounds, sentence, first, last)
                yield Option(place, row, score, named=False, at=at)

    def _groups(
        self,
        text: Stemmed,
        bounds: Bounds,
        options: Sequence[Option],
        taken: Sequence[Place],
        sentence: Sentence,
    ) -> Iterator[Meant]:
        """Groups for the marked spans that no concept was sure enough for."""
        begins = np.array([o.place.start for o in options])
        ends = np.array([o.place.end for o in options])
        rows = np.array([o.row for o in options], np.int64)
        scores = np.array([o.score for o in options])
        marked = (_place(text.text, bounds, sentence, s.first, s.last) for s in sentence.spans)
        for place in beside(dict.fromkeys(marked), taken):
            held = shared(place, begins, ends) if len(begins) else np.zeros(0, np.int64)
            likeliest = self.groups.likeliest(rows[held], scores[held])
            if likeliest is not None and likeliest[1] >= _LEAST_GROUP:
                row, score = likeliest
                yield Meant(place, row, score, "groups", {"concepts of the group": round(score, 4)})

    @cached_property
    def vectors(self) -> Vectors:
        """Of the labels; made on first use, then kept in the cache."""
        assert self.encoder is not None  # noqa: S101 - the caller asked for the lane that has one
        return vectors(self.index, self.encoder)

    @cached_property
    def tagger(self) -> Tagger:
        """The span head."""
        assert self.encoder is not None  # noqa: S101 - as above
        return Tagger(self.encoder)

    def sentences(self, texts: Iterable[str]) -> Iterator[Sentence]:
        """Texts of sentences, read by the encoder."""
        assert self.encoder is not None  # noqa: S101 - as above
        for states in self.encoder.read(texts):
            emissions = self.tagger.emissions(states)
            yield Sentence(states, inside(emissions), self.tagger.spans(emissions))


@dataclass(frozen=True)
class Seen:
    """Concepts of a sentence, how like they are, and features in the order of `ranking.FULL`."""

    wide: Wide
    like: Likeness
    features: Array


def _edges(bounds: Sequence[Bounds]) -> tuple[Array, Array]:
    begins = np.array([b.start for b in bounds], np.int64)
    return begins, np.array([b.read for b in bounds], np.bool_)


def _stretch(text: Stemmed, found: Candidates, at: int) -> Place:
    """Where a candidate stands."""
    return Place(text.starts[int(found.first[at])], text.ends[int(found.last[at])])


def _of_piece(found: Candidates, piece: int) -> Array:
    """Places of a sentence's candidates, which stand in order."""
    return np.arange(*np.searchsorted(found.piece, (piece, piece + 1)))


def _part(found: Candidates, at: Array) -> Candidates:
    return Candidates(
        found.row[at], found.first[at], found.last[at], found.piece[at], found.features[at]
    )


def _raise(ranked: dict[int, float], more: Mapping[int, float]) -> None:
    for row, score in more.items():
        if score > ranked.get(row, 0.0):
            ranked[row] = score


def _lane(option: Option) -> str:
    return "phrases" if option.named else "vectors"


def _as_marked(like: Likeness, at: int, sentence: Sentence) -> tuple[int, int]:
    """The best window, or the marked span that fits it at least by half."""
    first, last = int(like.first[at]), int(like.last[at])
    best = max(sentence.spans, key=lambda s: _fit(s.first, s.last, first, last), default=None)
    if best is not None and _fit(best.first, best.last, first, last) >= _HALF:
        return best.first, best.last
    return first, last


_HALF = 0.5


def _fit(first: int, last: int, other: int, to: int) -> float:
    shared = min(last, to) - max(first, other) + 1
    return max(shared, 0) / (max(last, to) - min(first, other) + 1)


def _place(text: str, bounds: Bounds, sentence: Sentence, first: int, last: int) -> Place:
    starts, ends = sentence.states.starts, sentence.states.ends
    place = Place(bounds.start + int(starts[first]), bounds.start + int(ends[last]))
    return trimmed(text, place)
