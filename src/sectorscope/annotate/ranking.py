"""Candidates of a sentence by everything that is known of each concept, to rank a vocabulary.

Where `candidates` asks what is named, this asks what is meant: a concept joins if a phrase names
it, if its phrases lie near the sentence or, with the encoder, if its vector does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sectorscope.annotate import features
from sectorscope.annotate.candidates import Candidates
from sectorscope.annotate.indexed import Indexed
from sectorscope.annotate.stems import Array
from sectorscope.annotate.vectors import Likeness

NEAREST = 20
"""Concepts that join for being near."""

PHRASED = (*features.NAMES, "named by no phrase")
NEAR = (*PHRASED, "nearness", "nearness to the nearest", "nearness, by rank")
FULL = (
    *NEAR,
    "best window",
    "best window, to the best",
    "best window, by rank",
    "words, weighted",
    "words, to the best",
    "words, by rank",
    "whole sentence",
    "marked as a skill",
    "window as marked",
)
_BEST = 3  # concepts whose mean is "the best"


@dataclass(frozen=True)
class Wide:
    """Concepts of one sentence, a row each: no concept twice, in the vocabulary's order.

    row: concept. best: place of its best phrase among the candidates, -1 where none names it.
    """

    row: Array
    best: Array


def widened(found: Candidates, logits: Array, more: Array) -> Wide:
    """The concepts that a phrase names and others.

    Args:
        found: the sentence's candidates.
        logits: of these, by phrases alone: the best phrase speaks for a concept.
        more: concepts that join.
    """
    order = np.argsort(-logits, kind="stable")
    rows, at = np.unique(found.row[order], return_index=True)
    joined = np.union1d(rows, more).astype(np.int64)
    best = np.full(len(joined), -1, np.int64)
    best[np.searchsorted(joined, rows)] = order[at]
    return Wide(joined, best)


def nearest(index: Indexed, scores: Array) -> Array:
    """Concepts whose phrases lie nearest to a sentence, of scores by `index.near.row`."""
    count = min(NEAREST, len(scores))
    if not count:
        return np.zeros(0, np.int64)
    top = np.argpartition(-scores, count - 1)[:count]
    return index.near.row[top[scores[top] > 0]].astype(np.int64)


def of_near(index: Indexed, found: Candidates, wide: Wide, scores: Array) -> Array:
    """Features in the order of `NEAR`, (concepts, len(NEAR))."""
    named = wide.best >= 0
    made = np.zeros((len(wide.row), len(NEAR)), np.float32)
    made[named, : len(features.NAMES)] = found.features[wide.best[named]]
    alone = slice(len(features.PHRASE), len(features.PHRASE) + len(features.CONCEPT))
    made[~named, alone] = index.concepts[wide.row[~named]]
    made[:, -4] = ~named
    own = scores[np.searchsorted(index.near.row, wide.row)]
    made[:, -3] = own
    made[:, -2] = own / max(float(scores.max(initial=0)), 1e-6)
    held = np.sort(scores[scores > 0])
    made[:, -1] = 1 / (1 + len(held) - np.searchsorted(held, own, "right"))
    return made


def of_vectors(like: Likeness) -> Array:
    """What the encoder adds to `NEAR` for `FULL`, (concepts, 9)."""
    parts = [like.window, *_against(like.window), like.tokens, *_against(like.tokens)]
    parts += [like.whole, like.marked, like.overlap]
    return np.stack(parts, axis=1).astype(np.float32)


def _against(values: Array) -> tuple[Array, Array]:
    """Values less the mean of the best few; one over the rank."""
    if not len(values):
        return values, values
    best = np.sort(values)[-_BEST:].mean()
    return values - best, 1 / (1 + (values[:, None] > values).sum(0))
