"""Concepts near a text: those with a phrase most of whose weight in stems stands there.

What `phrases` finds must stand together; here the stems of a phrase may be scattered over the
sentence, or some be missing. It serves to rank a vocabulary for a text, where an exact phrase is
rare, and to give the ranker a second opinion of what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sectorscope.annotate.stems import Array, Stemmed, number
from sectorscope.concepts import Vocabulary

_LEAST = 3.0
"""Added to a phrase's weight, so that one of a single common stem is not found whole by chance."""
_COMMON = 0.3
_NEVER_ZERO = 1e-6
_DEFINITION = 0.1
"""What the likeness of the definition adds, beside the best phrase."""


@dataclass(frozen=True)
class Near:
    """Postings of stems in phrases and definitions.

    stem: numbers of the stems, sorted. weight: of each stem, its inverse document frequency.
    start, phrase: postings, the phrases of stem i at start[i]:start[i+1]. first: where the phrases
    of each concept begin. row: the concepts. length: weight of each phrase. About, defined: as
    start and phrase, concepts by the stems of their definitions; extent: length of these.
    """

    stem: Array
    weight: Array
    start: Array
    phrase: Array
    first: Array
    row: Array
    length: Array
    about: Array
    defined: Array
    extent: Array

    def scores(self, text: Stemmed) -> Array:
        """How near each concept of `row` is; 0 where no stem is shared. Shape (concepts,)."""
        made = np.zeros(len(self.row), np.float32)
        at = self._known(text)
        if not len(at):
            return made
        shared, mass = _gather(at, self.weight, self.start, self.phrase)
        whole = mass / (self.length[shared] + _LEAST) * np.sqrt(mass)
        owner = self._owner[shared]
        begins = np.flatnonzero(np.diff(owner, prepend=-1))
        made[owner[begins]] = np.maximum.reduceat(whole, begins)
        defined, told = _gather(at, self._squared, self.about, self.defined)
        made[defined] += (_DEFINITION * told / self.extent[defined]).astype(np.float32)
        return made

    @cached_property
    def _owner(self) -> Array:
        """The concept of each phrase, by place in `row`."""
        return np.repeat(np.arange(len(self.row)), np.diff([*self.first, len(self.length)]))

    @cached_property
    def _squared(self) -> Array:
        return self.weight**2

    def _known(self, text: Stemmed) -> Array:
        wanted = np.unique(text.numbers[text.numbers != 0])
        at = np.searchsorted(self.stem, wanted)
        at[at == len(self.stem)] = 0
        return at[self.stem[at] == wanted] if len(self.stem) else at[:0]


def _gather(at: Array, weight: Array, start: Array, postings: Array) -> tuple[Array, Array]:
    """What stems are posted for, ascending, and the summed weights of its stems."""
    spans = [postings[start[i] : start[i + 1]] for i in at]
    weights = np.repeat(weight[at], [len(s) for s in spans])
    posted = np.concatenate(spans)
    summed = np.bincount(posted, weights)
    met = np.zeros(len(summed), np.bool_)  # to look through truths costs less than through sums
    met[posted] = True
    held = np.flatnonzero(met)
    return held, summed[held]


def near(vocabulary: Vocabulary, known: Mapping[str, Iterable[str]] | None = None) -> Near:
    """Index a vocabulary's skills; `known` holds further phrases by concept id."""
    columns, more = vocabulary.concepts, known or {}
    kinds = columns.column("kind")
    rows = [i for i, kind in enumerate(kinds) if kind == "skill"]
    phrases: list[set[int]] = []
    first: list[int] = []
    defined: list[set[int]] = []
    for i, key in enumerate(columns):
        if kinds[i] == "skill":
            concept = columns[key]
            first.append(len(phrases))
            told = dict.fromkeys((concept.label, *concept.alternatives, *more.get(key, ())))
            phrases += [_numbers(phrase) for phrase in told]
            defined.append(_numbers(concept.definition))
    return _posted(np.array(rows, np.int32), np.array(first, np.int64), phrases, defined)


def _numbers(text: str) -> set[int]:
    return {number(stem) for stem in Stemmed(text).stems()}


def _posted(row: Array, first: Array, phrases: list[set[int]], defined: list[set[int]]) -> Near:
    stem = np.unique(np.fromiter((n for s in (*phrases, *defined) for n in s), np.int64))
    start, phrase = _postings(stem, phrases)
    about, told = _postings(stem, defined)
    which = np.repeat(np.arange(len(stem)), np.diff(start))
    owner = np.repeat(np.arange(len(row)), np.diff([*first.tolist(), len(phrases)]))
    weight = _weight(which, owner[phrase], np.diff(about), len(stem), len(row))
    length = np.bincount(phrase, weight[which], minlength=len(phrases))
    squared = np.repeat(weight**2, np.diff(about))
    extent = np.bincount(told, squared, minlength=len(row)) ** 0.5
    return Near(
        stem=stem,
        weight=weight.astype(np.float32),
        start=start,
        phrase=phrase,
        first=first,
        row=row,
        length=length.astype(np.float32),
        about=about,
        defined=told,
        extent=(extent + _NEVER_ZERO).astype(np.float32),
    )


def _weight(which: Array, owner: Array, defining: Array, stems: int, concepts: int) -> Array:
    """Inverse document frequency: concepts a stem names or, if it names none, defines."""
    held = np.unique(which * max(concepts, 1) + owner)
    naming = np.bincount(held // max(concepts, 1), minlength=stems)
    frequency = np.where(naming > 0, naming, defining)
    return np.log(max(concepts, 1) / (frequency + 1)).clip(0) + _COMMON


def _postings(stem: Array, sets: list[set[int]]) -> tuple[Array, Array]:
    """Where the postings of each stem begin, and which of the sets they are."""
    sizes = [len(s) for s in sets]
    flat = np.fromiter((n for s in sets for n in s), np.int64, sum(sizes))
    owner = np.repeat(np.arange(len(sets), dtype=np.int32), sizes)
    place = np.searchsorted(stem, flat)
    order = np.lexsort((owner, place))
    counts = np.bincount(place, minlength=len(stem))
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), owner[order]
