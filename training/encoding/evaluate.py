"""Figures of an encoder, whatever runs it: retrieval by sentence, names, and span F1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from encoding import scoring, spans
from encoding.corpus import Labelled, Tagged
from tokenizers import Encoding

Array = np.ndarray
Encode = Callable[[Sequence[str]], list[tuple[Array, Encoding]]]
"""Texts to token states (pieces, hidden), specials included, and encodings; in their order."""


@dataclass(frozen=True)
class Head:
    """The span head: weight (hidden, 6), bias (6,), transitions (2, 3, 3)."""

    weight: Array
    bias: Array
    transitions: Array

    def tags(self, found: Sequence[tuple[Array, Encoding]]) -> list[list[Array]]:
        """Tags of the words of each text, a row a layer."""
        places = [spans.firsts(e) for _, e in found]
        layers, widest = len(self.transitions), max(1, *map(len, places))
        scores = np.zeros((len(found), layers, widest, 3), dtype=np.float32)
        for row, ((states, _), at) in enumerate(zip(found, places, strict=True)):
            if at:
                own = (states[at] @ self.weight + self.bias).reshape(len(at), layers, 3)
                scores[row, :, : len(at)] = own.transpose(1, 0, 2)
        lengths = np.repeat([len(at) for at in places], layers)
        chains = np.tile(self.transitions, (len(found), 1, 1))
        best = spans.viterbi(scores.reshape(-1, widest, 3), lengths, chains)
        best = best.reshape(len(found), layers, widest)
        return [list(rows[:, : len(at)]) for rows, at in zip(best, places, strict=True)]


def pooled(encode: Encode, texts: Sequence[str], specials: bool = False) -> Array:
    """Mean token states of texts, of length one; the specials' too if asked (texts, hidden)."""
    found = encode(texts)
    inner = [s if specials else s[1:-1] for s, _ in found]
    return scoring.unit(np.stack([s.mean(0) for s in inner]))


def names(encode: Encode, labels: Array, pairs: Sequence[tuple[str, int]]) -> list[float]:
    """Reciprocal rank (within ten) of the concept of each name."""
    vectors = pooled(encode, [name for name, _ in pairs])
    scores = vectors @ labels.T
    return [scoring.reciprocal_rank(s, gold) for s, (_, gold) in zip(scores, pairs, strict=True)]


def sentences(
    encode: Encode, labels: Array, place: dict[str, int], read: Sequence[Labelled]
) -> dict[str, list[float]]:
    """RP@5 of each sentence that has a label, by window and by tokens."""
    found: dict[str, list[float]] = {"window": [], "tokens": []}
    with_label = [s for s in read if s.labels]
    for s, (states, e) in zip(with_label, encode([s.text for s in with_label]), strict=True):
        gold = [place[label] for label in s.labels]
        found["window"].append(scoring.rp_at_5(scoring.by_window(states, e, labels), gold))
        found["tokens"].append(scoring.rp_at_5(scoring.by_tokens(states, e, labels), gold))
    return found


def span_counts(encode: Encode, head: Head, read: Sequence[Tagged]) -> Array:
    """Right, found, matched strictly, matched at half: (sentences, layers, 4)."""
    rows, encoded = [], encode([s.text for s in read])
    for s, (_, e), layers in zip(read, encoded, head.tags(encoded), strict=True):
        row = []
        for right, tags in zip(spans.gold(s), layers, strict=True):
            found = spans.in_words(spans.spans(tags), s, e)
            exact = spans.matched(right, found, 1.0)
            row.append((len(right), len(found), exact, spans.matched(right, found, 0.5)))
        rows.append(row)
    return np.array(rows)


def f1(counts: Array, column: int) -> float:
    """F1 of counts (…, 4) summed: column 2 strict, 3 at half."""
    right, found, *_ = total = counts.reshape(-1, 4).sum(0)
    return float(2 * total[column] / max(1, right + found))
