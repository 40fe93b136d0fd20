"""Candidates: concepts that may be meant at certain words of a sentence, with their features."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sectorscope.annotate import features
from sectorscope.annotate.indexed import Indexed
from sectorscope.annotate.phrases import Hits
from sectorscope.annotate.stems import Array, Stemmed

_CHUNK, _MOST = 96, 384
"""Hits that are looked at together: from the first on a sentence ends a chunk, the second does."""


@dataclass(frozen=True)
class Candidates:
    """Arrays of one length, in order of place.

    row: concept. first, last: words. piece: sentence. features: (candidates, features).
    """

    row: Array
    first: Array
    last: Array
    piece: Array
    features: Array

    def __len__(self) -> int:
        return len(self.row)


def from_phrases(index: Indexed, text: Stemmed, begins: Array, read: Array) -> Candidates:
    """Candidates that a phrase names.

    Args:
        index: the vocabulary.
        text: the document's words.
        begins: where each sentence begins, code points, ascending.
        read: whether each sentence is read for skills.
    """
    hits = index.phrases.find(text)
    starts = np.array(text.starts, np.int64)
    piece = np.searchsorted(begins, starts[hits.first], "right") - 1
    held = read[piece] if len(begins) else np.zeros(len(piece), np.bool_)
    hits, piece = Hits(*(part[held] for part in hits)), piece[held]
    rows = index.phrases.row[hits.entry]
    edges = np.searchsorted(starts, begins)
    sizes = np.maximum(np.diff([*edges.tolist(), len(starts)]), 1)
    added = [
        features.of_text(text, Hits(*(p[a:b] for p in hits)), rows[a:b], piece[a:b], sizes)
        for a, b in _chunks(piece)
    ]
    static = index.static[hits.entry]
    told = np.concatenate(added) if added else np.zeros((0, len(features.TEXT)), np.float32)
    return Candidates(rows, hits.first, hits.last, piece, np.concatenate([static, told], axis=1))


def _chunks(piece: Array) -> Iterator[tuple[int, int]]:
    """Stretches of hits, of whole sentences unless one is very long: the cost stays linear."""
    ends = np.flatnonzero(np.diff(piece, append=-1)) + 1
    start = 0
    for end in ends.tolist():
        if end - start >= _CHUNK or end == len(piece):
            for at in range(start, end, _MOST):
                yield at, min(at + _MOST, end)
            start = end


def resolved(found: Candidates, p: Array, threshold: float) -> Array:
    """Which candidates stand: probable enough, longest first, no two on one word.

    Returns:
        their places, in order of the text.
    """
    able = np.flatnonzero(p >= threshold)
    size = found.last[able] - found.first[able]
    taken: set[int] = set()
    kept: list[int] = []
    for i in able[np.lexsort((found.row[able], -p[able], -size))].tolist():
        words = range(int(found.first[i]), int(found.last[i]) + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(i)
    return np.array(sorted(kept), np.int64)
