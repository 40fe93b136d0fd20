"""Which candidates of a sentence stand as annotations, where, and what is said where none does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from sectorscope.annotate.indexed import Indexed
from sectorscope.annotate.stems import Array


class Place(NamedTuple):
    """Characters of a text."""

    start: int
    end: int

    def meets(self, other: Place) -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Meant:
    """A concept at some characters.

    row: of the vocabulary. score: a probability. lane: what found it. why: what each feature adds.
    """

    place: Place
    row: int
    score: float
    lane: str
    why: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """A concept that may be meant at a place, before it is decided; `named` by a phrase there."""

    place: Place
    row: int
    score: float
    named: bool
    at: int


def decided(options: Iterable[Option], threshold: float) -> list[Option]:
    """Options that stand: probable enough, phrases before windows, longer before shorter.

    No two share a character: what a stretch of text means is said once.
    """
    able = [o for o in options if o.score >= threshold]
    able.sort(key=lambda o: (not o.named, o.place.start - o.place.end, -o.score, o.row))
    kept: list[Option] = []
    for one in able:
        if not any(one.place.meets(other.place) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda o: o.place)


class Groups:
    """The group above each concept, and what is left to say where no concept is sure enough."""

    def __init__(self, index: Indexed) -> None:
        self._index = index
        self._above: dict[int, int] = {}
        self._rows = {key: row for row, key in enumerate(index.ids)}

    def of(self, row: int) -> int:
        """The nearest group above a concept; -1 where there is none."""
        known = self._above.get(row)
        if known is None:
            above = self._index.vocabulary.broader(self._index.ids[row])
            known = self._above[row] = self._rows[above[0].id] if above else -1
        return known

    def likeliest(self, rows: Array, scores: Array) -> tuple[int, float] | None:
        """The group whose concepts are likeliest, and the probability that one of them is meant.

        Args:
            rows: concepts that may be meant at one place.
            scores: their probabilities, taken as independent: 1 - product of (1 - p).
        """
        none: dict[int, float] = {}
        for row, score in zip(rows.tolist(), scores.tolist(), strict=True):
            group = self.of(row)
            none[group] = none.get(group, 1.0) * (1 - score)
        none.pop(-1, None)
        if not none:
            return None
        best = min(none, key=lambda group: (none[group], group))
        return best, 1 - none[best]


def shared(place: Place, begins: Array, ends: Array) -> Array:
    """Which of many stretches share a character with a place."""
    return np.flatnonzero((begins < place.end) & (ends > place.start))


def trimmed(text: str, place: Place) -> Place:
    """A place without what is no letter or digit at its edges, but for `+` and `#` at its end."""
    start, end = place
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "+#"):
        end -= 1
    return Place(start, end)


def beside(places: Iterable[Place], taken: Iterable[Place]) -> Iterator[Place]:
    """Those that share no character with what is taken."""
    held = list(taken)
    return (place for place in places if not any(place.meets(other) for other in held))


class Within:
    """Stretches of a text, to be asked of any place whether it lies in one of them.

    A welder's job title asks for nobody's welding; of a long text there are thousands of both.
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        held = sorted(stretches)
        self._starts = [start for start, _ in held]
        self._reach = list(accumulate((end for _, end in held), max))

    def hold(self, place: Place) -> bool:
        """Whether one that begins no later than the place ends no sooner."""
        before = bisect_right(self._starts, place.start)
        return before > 0 and self._reach[before - 1] >= place.end
