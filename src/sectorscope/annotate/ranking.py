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

NEAREST = 20
"""Concepts that join for being near, for each way of being near."""

PHRASED = (*features.NAMES, "named by no phrase")
NEAR = (*PHRASED, "nearness", "nearness to the nearest", "nearness, by rank")


@dataclass(frozen=True)
class Wide:
    """Concepts of one sentence, a row each: no concept twice.

    row: concept. best: place of the best phrase among the candidates, -1 where none names it.
    features: in the order of `NEAR`.
    """

    row: Array
    best: Array
    features: Array


def widened(index: Indexed, found: Candidates, logits: Array, scores: Array) -> Wide:
    """Candidates of one sentence and the concepts near it.

    Args:
        index: the vocabulary.
        found: the sentence's candidates.
        logits: of these, by phrases alone: the best phrase speaks for a concept.
        scores: nearness of the concepts of `index.near.row`.
    """
    order = np.argsort(-logits, kind="stable")
    rows, at = np.unique(found.row[order], return_index=True)
    places = order[at]
    near = index.near.row
    count = min(NEAREST, len(near))
    top = np.argpartition(-scores, count - 1)[:count] if count else np.zeros(0, np.int64)
    more = np.setdiff1d(near[top[scores[top] > 0]], rows)
    row = np.concatenate([rows, more]).astype(np.int64)
    best = np.concatenate([places, np.full(len(more), -1)]).astype(np.int64)
    return Wide(row, best, _features(index, found, row, best, scores))


def _features(index: Indexed, found: Candidates, row: Array, best: Array, scores: Array) -> Array:
    named = best >= 0
    made = np.zeros((len(row), len(NEAR)), np.float32)
    made[named, : len(features.NAMES)] = found.features[best[named]]
    alone = slice(len(features.PHRASE), len(features.PHRASE) + len(features.CONCEPT))
    made[~named, alone] = index.concepts[row[~named]]
    made[:, -4] = ~named
    place = np.searchsorted(index.near.row, row)
    own = scores[place]
    made[:, -3] = own
    made[:, -2] = own / max(float(scores.max(initial=0)), 1e-6)
    made[:, -1] = 1 / (1 + (scores[:, None] > own).sum(0)) if len(scores) else 0
    return made
