"""Words, tags and spans in numpy: what the run-time does, for training and measuring.

A word is a pre-token of the tokenizer (cut at blanks and punctuation); its state is the state of
its first piece. A layer of tags is decoded by Viterbi over emissions and transitions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from encoding.corpus import Tagged
from tokenizers import Encoding

Array = np.ndarray
Span = tuple[int, int]
O, B, I = range(3)  # noqa: E741 - the field's own names


def firsts(encoding: Encoding) -> list[int]:
    """Places of the first piece of each word."""
    words = encoding.word_ids
    return [i for i, w in enumerate(words) if w is not None and w != words[i - 1]]


def word_ends(encoding: Encoding) -> list[Span]:
    """Characters of each word."""
    found: dict[int, Span] = {}
    for word, (start, end) in zip(encoding.word_ids, encoding.offsets, strict=True):
        if word is not None:
            found[word] = (found.get(word, (start, end))[0], end)
    return list(found.values())


def tag_rows(sentence: Tagged, encoding: Encoding) -> list[list[int]]:
    """Tags of each word of an encoding of the sentence's text, a row a layer."""
    owner = [k for k, word in enumerate(sentence.words) for _ in range(len(word) + 1)]
    rows = []
    for layer in sentence.layers:
        row, before = [], -1
        for start, _ in word_ends(encoding):
            mine = owner[start]
            tag = "OBI".index(layer[mine][0])
            row.append(I if tag == B and mine == before else tag)
            before = mine
        rows.append(_mended(row))
    return rows


def _mended(row: list[int]) -> list[int]:
    """An I that follows an O begins a span."""
    return [B if t == I and (i == 0 or row[i - 1] == O) else t for i, t in enumerate(row)]


def viterbi(emissions: Array, lengths: Array, transitions: Array) -> Array:
    """Best tags of many rows at once (rows, words), of which the first `lengths` count.

    Emissions are (rows, words, 3), transitions (rows or 1, 3, 3), from tag to tag. No row begins
    with I. One numpy step a word for all rows together: rows of like length cost least.
    """
    rows, words, _ = emissions.shape
    score = emissions[:, 0] + np.array([0.0, 0.0, -1e4], dtype=emissions.dtype)
    back = np.zeros((words, rows, 3), dtype=np.int64)
    for place in range(1, words):
        options = score[:, :, None] + transitions
        live = (place < lengths)[:, None]
        back[place] = np.where(live, options.argmax(1), [[O, B, I]])
        score = np.where(live, options.max(1) + emissions[:, place], score)
    tags = np.zeros((words, rows), dtype=np.int64)
    tags[-1] = score.argmax(1)
    every = np.arange(rows)
    for place in range(words - 1, 0, -1):
        tags[place - 1] = back[place, every, tags[place]]
    return tags.T


def spans(tags: Sequence[int]) -> list[Span]:
    """Spans `start:end` of a row of tags."""
    found: list[Span] = []
    for place, tag in enumerate(tags):
        if tag == B or (tag == I and (not found or found[-1][1] < place)):
            found.append((place, place + 1))
        elif tag == I:
            found[-1] = (found[-1][0], place + 1)
    return found


def gold(sentence: Tagged) -> list[list[Span]]:
    """Spans of the sentence's own words, a list a layer."""
    return [spans(_mended(["OBI".index(t[0]) for t in layer])) for layer in sentence.layers]


def in_words(found: Sequence[Span], sentence: Tagged, encoding: Encoding) -> list[Span]:
    """Spans of an encoding's words as spans of the sentence's own words."""
    owner = [k for k, word in enumerate(sentence.words) for _ in range(len(word) + 1)]
    ends = word_ends(encoding)
    return sorted({(owner[ends[a][0]], owner[ends[b - 1][0]] + 1) for a, b in found})


def matched(right: Sequence[Span], found: Sequence[Span], least: float) -> int:
    """Pairs one to one whose overlap over union is at least `least` (1.0: the same)."""
    pairs = sorted(
        ((_iou(a, b), i, j) for i, a in enumerate(right) for j, b in enumerate(found)),
        reverse=True,
    )
    left, taken, count = set(range(len(right))), set(range(len(found))), 0
    for iou, i, j in pairs:
        if iou >= least and i in left and j in taken:
            left.remove(i)
            taken.remove(j)
            count += 1
    return count


def _iou(a: Span, b: Span) -> float:
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, inside) / (a[1] - a[0] + b[1] - b[0] - max(0, inside))
