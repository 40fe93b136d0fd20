"""Likeness of a title to many documents at once: cosines over an inverted index.

A document is one name, all names of one occupation, or all names of one group of a classification;
a feature is a word's stem or a run of letters. A document's weights are idf × √share, share being
the part of its names that have the feature.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sectorscope.annotate.stems import Array

LEAST = 0.05
"""Of an inverse document frequency: a feature that most documents have still counts a little."""
UNSEEN = 0.5
"""Of the greatest one, for a feature that no document has: half, because it may be a place."""


@dataclass(frozen=True)
class Lane:
    """Postings of features in documents.

    key: features, sorted. idf: of each. start: postings of feature i are start[i]:start[i+1].
    post: documents. weight: of the feature in the document, whose weights have length one.
    size: [documents, wider documents that
    idf counts].
    """

    key: Array
    idf: Array
    start: Array
    post: Array
    weight: Array
    size: Array

    def score(self, features: Iterable[int]) -> tuple[Array, Array]:
        """Likeness of a title to every document.

        Returns:
            cosine, and share of the title's squared idf that the document has; both (documents,),
            from 0 to 1.
        """
        post, weight, idf, whole = self._posted(features)
        count = int(self.size[0])
        cosine = np.bincount(post, weight * idf, minlength=count)
        return cosine / np.sqrt(whole), np.bincount(post, idf * idf, minlength=count) / whole

    def cosine(self, features: Iterable[int]) -> Array:
        """The first of `score`, at half the price."""
        post, weight, idf, whole = self._posted(features)
        return np.bincount(post, weight * idf, minlength=int(self.size[0])) / np.sqrt(whole)

    def _posted(self, features: Iterable[int]) -> tuple[Array, Array, Array, float]:
        """Postings of a title's features: document, weight, idf; and the title's squared length."""
        wanted = np.array(sorted(set(features)), np.int64)
        at = np.minimum(np.searchsorted(self.key, wanted), max(len(self.key) - 1, 0))
        at = at[self.key[at] == wanted] if len(self.key) else at[:0]
        if not len(at):
            return np.zeros(0, np.int64), np.zeros(0), np.zeros(0), 1.0
        idf = self.idf[at]
        unseen = (len(wanted) - len(at)) * (UNSEEN * np.log(self.size[1] + 1)) ** 2
        spans = list(zip(self.start[at].tolist(), self.start[at + 1].tolist(), strict=True))
        post = np.concatenate([self.post[a:b] for a, b in spans])
        weight = np.concatenate([self.weight[a:b] for a, b in spans])
        return post, weight, np.repeat(idf, [b - a for a, b in spans]), float(idf @ idf + unseen)


def lane(documents: Sequence[Sequence[Iterable[int]]], spread: Sequence[int] | None = None) -> Lane:
    """Index documents, each a sequence of names, each name its features.

    Args:
        documents: what to index.
        spread: for each document, the wider one it is part of: idf then counts these, so that a
            word of one occupation with many names is not taken for a common word.
    """
    shares = [Counter(f for name in d for f in set(name)) for d in documents]
    sizes = [len(shared) for shared in shares]
    total = sum(sizes)
    owner = np.repeat(np.arange(len(documents)), sizes)
    flat = np.fromiter((f for shared in shares for f in shared), np.int64, total)
    held = np.fromiter((c for shared in shares for c in shared.values()), np.float64, total)
    share = held / np.repeat([max(len(d), 1) for d in documents], sizes)
    key, feature = np.unique(flat, return_inverse=True)
    wide = np.asarray(spread if spread is not None else np.arange(len(documents)))
    counted = int(wide.max(initial=-1)) + 1
    idf = _idf(feature, wide[owner], counted, len(key))
    weight = idf[feature] * np.sqrt(share)
    length = np.sqrt(np.bincount(owner, weight**2, minlength=len(documents)))
    order = np.argsort(feature, kind="stable")
    counts = np.bincount(feature, minlength=len(key))
    return Lane(
        key=key,
        idf=idf.astype(np.float32),
        start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        post=owner[order].astype(np.int32),
        weight=(weight / length[owner])[order].astype(np.float32),
        size=np.array([len(documents), counted], np.int32),
    )


def _idf(feature: Array, document: Array, documents: int, features: int) -> Array:
    """Logarithm of the documents over those that have the feature."""
    pairs = np.unique(feature.astype(np.int64) * max(documents, 1) + document)
    counts = np.bincount(pairs // max(documents, 1), minlength=features)
    return np.maximum(np.log((documents + 1) / (counts + 0.5)), LEAST)
