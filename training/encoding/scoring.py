"""Ranking labels for a sentence by its token states, and how good a ranking is; in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from encoding.spans import firsts
from tokenizers import Encoding

Array = np.ndarray
WIDEST = 8
"""Words in the widest window."""
SHARPNESS = 12.0
DEEPEST = 10
"""The last rank that counts."""


def unit(vectors: Array) -> Array:
    """Rows of length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def windows(states: Array, encoding: Encoding) -> Array:
    """Mean states of every window of one to `WIDEST` words, of length one (windows, hidden)."""
    starts = firsts(encoding)
    ends = [*starts[1:], len(encoding.ids) - 1]
    sums = np.vstack([np.zeros_like(states[:1]), states.cumsum(0)])
    pairs = [
        (starts[i], ends[j])
        for i in range(len(starts))
        for j in range(i, min(i + WIDEST, len(starts)))
    ]
    left, right = (np.array(side) for side in zip(*pairs, strict=True))
    return unit(sums[right] - sums[left])


def by_window(states: Array, encoding: Encoding, labels: Array) -> Array:
    """Score of each label: the best cosine of any window (labels,)."""
    return (windows(states, encoding) @ labels.T).max(0)


def by_tokens(states: Array, encoding: Encoding, labels: Array) -> Array:
    """Score of each label: cosines of inner tokens weighted by their own softmax (labels,)."""
    cosines = unit(states[1 : len(encoding.ids) - 1]) @ labels.T
    weights = np.exp(SHARPNESS * (cosines - cosines.max(0)))
    return (weights * cosines).sum(0) / weights.sum(0)


def rp_at_5(scores: Array, gold: Sequence[int]) -> float:
    """|top five and gold| over min(5, |gold|)."""
    top = np.argpartition(-scores, 5)[:5]
    return len(set(top.tolist()) & set(gold)) / min(5, len(gold))


def reciprocal_rank(scores: Array, gold: int) -> float:
    """One over the rank of the gold label, ties counted against it; 0 beyond ten."""
    rank = int((scores >= scores[gold]).sum())
    return 1 / rank if rank <= DEEPEST else 0.0
