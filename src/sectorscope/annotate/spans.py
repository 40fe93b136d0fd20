"""Where a sentence speaks of a skill or of knowledge: tags of words, decoded together.

A linear head on the encoder's states gives each word the three tags O, B, I in two layers (skills
and knowledge, as in SkillSpan: Zhang et al., NAACL 2022); Viterbi finds the best row of tags. Here
too is how likely each word is to stand in a span, from the same head, word by word.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sectorscope.annotate.encoder import Encoder, States
from sectorscope.annotate.stems import Array

LAYERS = ("skill", "knowledge")
_O, _B, _I = range(3)
_NEVER = -1e4


class Span(NamedTuple):
    """Words first to last of a sentence, and of which layer."""

    first: int
    last: int
    layer: str


class Tagger:
    """The span head of an encoder."""

    def __init__(self, encoder: Encoder) -> None:
        head = encoder.spans_head()
        self._weight, self._bias = head["weight"], head["bias"]
        self._transitions: list[list[list[float]]] = head["transitions"].tolist()

    def emissions(self, states: States) -> Array:
        """Scores of the tags, (words, layers, 3)."""
        scores = states.states @ self._weight + self._bias
        return scores.reshape(len(states.states), len(LAYERS), 3)

    def spans(self, emissions: Array) -> list[Span]:
        """Spans of both layers, in order of place."""
        found = [
            Span(first, last, layer)
            for at, layer in enumerate(LAYERS)
            for first, last in _runs(_best(emissions[:, at].tolist(), self._transitions[at]))
        ]
        return sorted(found)


def inside(emissions: Array) -> Array:
    """How likely each word stands in a span of either layer, (words,)."""
    weights = np.exp(emissions - emissions.max(-1, keepdims=True))
    outside = weights[..., _O] / weights.sum(-1)
    return 1 - outside.prod(-1)


def _best(emissions: list[list[float]], transitions: list[list[float]]) -> list[int]:
    """The best row of tags (Viterbi); none begins with I."""
    if not emissions:
        return []
    score = [emissions[0][_O], emissions[0][_B], emissions[0][_I] + _NEVER]
    back: list[list[int]] = []
    for row in emissions[1:]:
        came = [
            max((_O, _B, _I), key=lambda tag, to=to: score[tag] + transitions[tag][to])
            for to in (_O, _B, _I)
        ]
        score = [score[f] + transitions[f][to] + row[to] for to, f in enumerate(came)]
        back.append(came)
    tags = [max((_O, _B, _I), key=score.__getitem__)]
    for came in reversed(back):
        tags.append(came[tags[-1]])
    return tags[::-1]


def _runs(tags: list[int]) -> list[tuple[int, int]]:
    """First and last word of each span."""
    found: list[tuple[int, int]] = []
    for at, tag in enumerate(tags):
        if tag == _B or (tag == _I and (not found or found[-1][1] < at - 1)):
            found.append((at, at))
        elif tag == _I:
            found[-1] = (found[-1][0], at)
    return found
