"""Bootstrap intervals of ratios of sums, by sentence, near-duplicates drawn together.

Every figure here is a ratio of two sums over sentences: a mean has ones below, micro F1 has
2|right| over |found| + |labelled|. So a draw is a row of weights and an interval one product.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

Array = np.ndarray[Any, Any]

SEED = 20261125
LIKE = 0.8
"""Jaccard's share of distinct words from which two sentences count as one."""
_QUANTILES = (0.025, 0.975)
_EDGE = re.compile(r"[\W\d_]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Ratio:
    """What each sentence adds above and below."""

    top: Array
    bottom: Array

    @property
    def value(self) -> float:
        """Of all sentences once; nought where nothing stands below."""
        below = float(self.bottom.sum())
        return float(self.top.sum()) / below if below else 0.0

    def drawn(self, weights: Array) -> Array:
        """Of each draw."""
        return (weights @ self.top) / np.maximum(weights @ self.bottom, 1e-12)


@dataclass(frozen=True)
class Figure:
    """A value with the interval of 95 %."""

    value: float
    low: float
    high: float


def ratio(pairs: Sequence[tuple[float, float]]) -> Ratio:
    """Of (top, bottom), one pair a sentence."""
    held = np.array(pairs, float).reshape(-1, 2)
    return Ratio(held[:, 0], held[:, 1])


def mean(values: Sequence[float]) -> Ratio:
    """A mean as a ratio."""
    return Ratio(np.array(values, float), np.ones(len(values)))


def figure(measure: Ratio, weights: Array) -> Figure:
    """A ratio and its interval."""
    low, high = np.quantile(measure.drawn(weights), _QUANTILES)
    return Figure(measure.value, float(low), float(high))


def difference(one: Ratio, other: Ratio, weights: Array) -> Figure:
    """One less the other, both of the same sentences, drawn together."""
    low, high = np.quantile(one.drawn(weights) - other.drawn(weights), _QUANTILES)
    return Figure(one.value - other.value, float(low), float(high))


def weights(texts: Sequence[str], draws: int) -> Array:
    """How often each draw holds each sentence, (draws, sentences).

    As many groups are drawn as there are, with replacement; a group is a sentence with those like
    it.
    """
    group = groups(texts)
    count = int(group.max(initial=-1)) + 1
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(count, np.full(count, 1 / max(count, 1)), size=draws)
    return drawn[:, group].astype(np.float32)


def groups(texts: Sequence[str]) -> Array:
    """The group of each sentence: equal letters, or words alike, directly or through others."""
    if not texts:
        return np.zeros(0, np.int64)
    letters: dict[str, int] = {}
    first = [letters.setdefault(_EDGE.sub("", t.casefold()), i) for i, t in enumerate(texts)]
    one, other = _alike(texts)
    rows, columns = [*range(len(texts)), *one], [*first, *other]
    links = csr_matrix((np.ones(len(rows)), (rows, columns)), (len(texts), len(texts)))
    return connected_components(links, directed=False)[1]


def _alike(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    """Pairs of sentences whose words are alike."""
    words: dict[str, int] = {}
    held = [
        {words.setdefault(w, len(words)) for w in _WORD.findall(text.casefold())} for text in texts
    ]
    rows = [i for i, own in enumerate(held) for _ in own]
    columns = [word for own in held for word in own]
    shape = (len(texts), max(len(words), 1))
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape)
    shared = (matrix @ matrix.T).tocoo()
    sizes = np.array([len(own) for own in held])
    whole = sizes[shared.row] + sizes[shared.col] - shared.data
    near = (shared.data >= LIKE * whole) & (shared.row < shared.col)
    return shared.row[near].tolist(), shared.col[near].tolist()
