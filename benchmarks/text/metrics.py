"""Measures of one sentence: what was ranked, returned and marked, against what people labelled.

Scores may tie. What a ranking is worth is then its mean over all orders of what ties, so that no
accident of sorting counts for or against anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

TOP = 5
WITHIN = 10
HALF = 0.5


class Span(NamedTuple):
    """Words `first` to `last` of a sentence, the last included."""

    first: int
    last: int


def same(label: str) -> str:
    """A label as it is compared: without blanks around it, and with single ones within."""
    return " ".join(label.split())


def rp_at_5(scores: Mapping[str, float], gold: Collection[str]) -> float:
    """|top five ∩ gold| / min(5, |gold|), the expected value where scores tie; gold is not empty.

    What has no score is not ranked.
    """
    right = 0.0
    for before, tied, hits in _ties(scores, gold):
        if before >= TOP:
            break
        right += hits * min(1.0, (TOP - before) / tied)
    return right / min(TOP, len(gold))


def reciprocal_rank(scores: Mapping[str, float], gold: Collection[str]) -> float:
    """One over the rank of the first right label, if that is ten or less; else nought.

    Of m that tie, r of them right, after b others, the first right one is expected at
    b + (m + 1) / (r + 1): the mean of the least of r places drawn from m.
    """
    for before, tied, hits in _ties(scores, gold):
        if hits:
            rank = before + (tied + 1) / (hits + 1)
            return 1 / rank if rank <= WITHIN else 0.0
    return 0.0


def _ties(scores: Mapping[str, float], gold: Collection[str]) -> Iterator[tuple[int, int, int]]:
    """Of each distinct score, highest first: how many have more, how many have it, right ones."""
    groups: dict[float, list[int]] = {}
    for label, score in scores.items():
        held = groups.setdefault(score, [0, 0])
        held[0] += 1
        held[1] += label in gold
    before = 0
    for score in sorted(groups, reverse=True):
        tied, hits = groups[score]
        yield before, tied, hits
        before += tied


def set_counts(found: Collection[str], gold: Collection[str]) -> tuple[int, int]:
    """Top and bottom of F1 = 2|found ∩ gold| / (|found| + |gold|); summed, of micro F1."""
    kept, wanted = set(found), set(gold)
    return 2 * len(kept & wanted), len(kept) + len(wanted)


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans, in words."""
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    whole = max(one.last, other.last) - min(one.first, other.first) + 1
    return max(shared, 0) / whole


def matched(found: Sequence[Span], gold: Sequence[Span], least: float) -> int:
    """How many pair off one to one at an overlap of at least `least`, the largest first."""
    pairs = [(overlap(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold)]
    left, right = set[int](), set[int]()
    for share, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if share < least:
            break
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def span_counts(found: Sequence[Span], gold: Sequence[Span], least: float) -> tuple[int, int]:
    """Top and bottom of the spans' F1, as `set_counts`."""
    return 2 * matched(found, gold, least), len(found) + len(gold)


def in_words(start: int, end: int, words: Sequence[tuple[int, int]]) -> Span | None:
    """The words (start, end) that characters `start:end` touch; None where they touch none."""
    held = [i for i, (a, b) in enumerate(words) if a < end and b > start]
    return Span(held[0], held[-1]) if held else None


def of_tags(tags: Sequence[str]) -> list[Span]:
    """Spans of a row of B, I, O; an I after an O begins one."""
    found: list[Span] = []
    open_ = False
    for at, tag in enumerate(tags):
        mark = tag[:1]
        if mark == "B" or (mark == "I" and not open_):
            found.append(Span(at, at))
        elif mark == "I":
            found[-1] = Span(found[-1].first, at)
        open_ = mark in {"B", "I"}
    return found
