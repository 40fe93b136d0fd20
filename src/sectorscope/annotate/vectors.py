"""Concepts by meaning: the encoder's states of a sentence against the vectors of labels.

Every label's vector is a mean of states, of length one, and so is every window's of one to eight
words. Comparing all windows with all labels would cost more than reading the sentence; so words
and marked spans are compared with all labels in few dimensions first, and all windows only with
the labels that came out nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sectorscope.annotate.encoder import Encoder, States, unit
from sectorscope.annotate.indexed import Indexed
from sectorscope.annotate.spans import Span
from sectorscope.annotate.stems import Array
from sectorscope.concepts.cache import Entry, cached, code_version, key_of

WIDEST = 8
"""Words of the widest window."""
DIMENSIONS = 64
"""Directions in which labels differ most, for the first comparison."""
SHORT = 48
"""Labels that come out of it."""
LIKELY = 0.1
"""How likely a word must stand in a span to be compared with all labels by itself."""
SHARPNESS = 12.0
"""Of the softmax that weighs tokens by their likeness; the encoder was trained with it."""


@dataclass(frozen=True)
class Vectors:
    """labels: (skills, hidden), of length one. basis: (hidden, DIMENSIONS). short: labels in it."""

    labels: Array
    basis: Array
    short: Array


@dataclass(frozen=True)
class Likeness:
    """How like each concept of a list is to a sentence; arrays of the list's length.

    window, tokens, whole: cosine of the best window, the words' cosines weighted by their softmax,
    cosine of the whole sentence. first, last: words of the best window. marked: how likely its
    words stand in a span, their mean. overlap: intersection over union with the marked span that
    fits it best.
    """

    window: Array
    tokens: Array
    whole: Array
    first: Array
    last: Array
    marked: Array
    overlap: Array


def vectors(index: Indexed, encoder: Encoder) -> Vectors:
    """Vectors of the labels of a vocabulary's skills, in the order of `index.near.row`."""
    key = key_of("vectors", index.key, encoder.digest, code_version(__name__, Encoder.__module__))
    held = cached(key, lambda: _make(index, encoder)).arrays
    return Vectors(*(np.asarray(held[name]) for name in ("labels", "basis", "short")))


def _make(index: Indexed, encoder: Encoder) -> Entry:
    labels = encoder.embed([_plain(index.labels[row]) for row in index.near.row])
    _, _, directions = np.linalg.svd(labels - labels.mean(0), full_matrices=False)
    basis = np.ascontiguousarray(directions[:DIMENSIONS].T).astype(np.float32)
    return Entry({"labels": labels, "basis": basis, "short": labels @ basis})


def _plain(label: str) -> str:
    return " ".join(label.split())


class Sentence:
    """A sentence read by the encoder, to be compared with labels."""

    def __init__(self, states: States, inside: Array, spans: Sequence[Span]) -> None:
        """Take what was read.

        Args:
            states: of the sentence.
            inside: how likely each word stands in a span, (words,).
            spans: those that are marked.
        """
        self.states, self.spans = states, spans
        self._likely = inside >= LIKELY
        self._inside = np.concatenate([[0.0], np.cumsum(inside)])

    def __len__(self) -> int:
        return len(self.states.states)

    @cached_property
    def _words(self) -> Array:
        return self._means(np.arange(len(self)), np.arange(len(self)))

    @cached_property
    def _windows(self) -> tuple[Array, Array, Array]:
        """Windows' vectors, their first and their last words."""
        first, step = np.divmod(np.arange(len(self) * WIDEST), WIDEST)
        last = first + step
        held = last < len(self)
        first, last = first[held], last[held]
        return self._means(first, last), first, last

    def _means(self, first: Array, last: Array) -> Array:
        s = self.states
        count = (s.pieces[last + 1] - s.pieces[first]).astype(np.float32)  # else all are float64
        return unit((s.sums[last + 1] - s.sums[first]) / count[:, None])

    def nearest(self, known: Vectors) -> Array:
        """Places of the labels nearest to a likely word, a marked span, or the whole."""
        if not len(self):
            return np.zeros(0, np.int64)
        first = np.array([0, *(s.first for s in self.spans)])
        last = np.array([len(self) - 1, *(s.last for s in self.spans)])
        words = self._words[self._likely]
        asked = np.concatenate([words, self._means(first, last)]) @ known.basis
        best = (asked @ known.short.T).max(0)
        count = min(SHORT, len(best))
        return np.argpartition(-best, count - 1)[:count]

    def likeness(self, known: Vectors, places: Array) -> Likeness:
        """Of the labels at some places of `known`."""
        if not len(self):
            none, zero = np.zeros(len(places), np.float32), np.zeros(len(places), np.int64)
            return Likeness(none, none, none, zero, zero, none, none)
        labels = known.labels[places].T
        held, firsts, lasts = self._windows
        cosines = held @ labels
        best = cosines.argmax(0)
        first, last = firsts[best], lasts[best]
        tokens = self._words @ labels
        weights = np.exp(SHARPNESS * (tokens - tokens.max(0)))
        ends = np.array([0]), np.array([len(self) - 1])
        return Likeness(
            cosines[best, np.arange(len(places))],
            (weights * tokens).sum(0) / weights.sum(0),
            (self._means(*ends) @ labels)[0],
            first,
            last,
            (self._inside[last + 1] - self._inside[first]) / (last - first + 1),
            self._overlap(first, last),
        )

    def _overlap(self, first: Array, last: Array) -> Array:
        best = np.zeros(len(first), np.float32)
        for span in self.spans:
            shared = np.minimum(last, span.last) - np.maximum(first, span.first) + 1
            whole = np.maximum(last, span.last) - np.minimum(first, span.first) + 1
            best = np.maximum(best, shared.clip(0) / whole)
        return best
