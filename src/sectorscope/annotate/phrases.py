"""The phrases of a vocabulary, indexed by their stems, and where they stand in a text.

A phrase is a label, an alternative or hidden one, or a phrase known from adverts. It is found
wherever its stems stand together in one clause, in any order and with light words between; one of
a single word only as it is spelt, but for case and the plural's s. What is found is a candidate:
`ranker` says how probable it is that the concept is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from sectorscope.annotate.stems import STEMS, Array, Stemmed, number
from sectorscope.concepts import Vocabulary

ESCO = "http://data.europa.eu/esco/"
"""Its alternative labels mean their concept once in three or four times (design, section 6). Those
of what ships, and of lists made to be found in adverts, count as phrases known from adverts."""

LONGEST = 7
"""Stems of the longest phrase looked for."""

_ACRONYM = 3
_TABLE = 1 << 21
_MASK = _TABLE - 1

LABEL, ALTERNATIVE, HIDDEN, KNOWN = range(4)
"""Where a phrase is from."""


class Hits(NamedTuple):
    """Entries of the index in a text, an item each: all are arrays of one length.

    entry: place in the index. first, last: words. spelt: whether as the phrase is spelt.
    """

    entry: Any
    first: Any
    last: Any
    spelt: Array


@dataclass(frozen=True)
class Phrases:
    """Entries sorted by key; several may have one key, one for each concept.

    key: sum of the numbers of a phrase's stems. row: place of the concept in the vocabulary. size:
    number of stems. origin: label, alternative, hidden or known. spelt: number of the phrase as it
    is spelt. acronym: found in capitals only. before, after: light words that must stand around the
    only stem of a phrase, lest "knowledge management" be found in any management. ambiguity:
    concepts that share the key. overlap: Dice's coefficient of the phrase's stems and its
    concept's label's.
    """

    key: Array
    row: Array
    size: Array
    origin: Array
    spelt: Array
    acronym: Array
    before: Array
    after: Array
    ambiguity: Array
    overlap: Array

    @cached_property
    def _seen(self) -> Array:
        """Which keys may be there, by their lowest bits: most windows end here."""
        table = np.zeros(_TABLE, np.bool_)
        table[self.key & _MASK] = True
        return table

    def find(self, text: Stemmed) -> Hits:
        """Every concept's best phrase on each stretch of a text, in order of place."""
        numbers = text.numbers
        content = np.flatnonzero(numbers)
        clause = text.clause[content]
        sums = np.zeros(len(content) + 1, np.int64)
        np.cumsum(numbers[content], out=sums[1:])
        found: list[tuple[Array, Array, Array]] = []
        for size in range(1, min(LONGEST, len(content)) + 1):
            keys = sums[size:] - sums[:-size]
            held = self._seen[keys & _MASK]
            if size > 1:
                held &= clause[size - 1 :] == clause[: 1 - size]
            at = np.flatnonzero(held)
            if len(at):
                found.append((keys[at], content[at], content[at + size - 1]))
        if not found:
            return _NONE
        return self._entries(text, *(np.concatenate(part) for part in zip(*found, strict=True)))

    def _entries(self, text: Stemmed, keys: Array, first: Array, last: Array) -> Hits:
        low = np.searchsorted(self.key, keys, "left")
        counts = np.searchsorted(self.key, keys, "right") - low
        held = counts > 0
        low, first, last, counts = low[held], first[held], last[held], counts[held]
        window = np.repeat(np.arange(len(low)), counts)
        entry = np.arange(len(window)) - np.repeat(np.cumsum(counts) - counts, counts) + low[window]
        first, last = first[window] - self.before[entry], last[window] + self.after[entry]
        held = (first >= 0) & (last < len(text))
        entry, first, last = entry[held], first[held], last[held]
        spelt = text.spellings(first, last) == self.spelt[entry]
        fit = spelt | (self.size[entry] > 1)
        if self.acronym[entry].any():
            fit &= ~self.acronym[entry] | np.array([text.words[i].isupper() for i in first])
        return _best(Hits(entry[fit], first[fit], last[fit], spelt[fit]), self.row, self.origin)


_NONE = Hits(*(np.zeros(0, t) for t in (np.int64, np.int64, np.int64, np.bool_)))
_TRUST = np.array([3, 1, 0, 2])
"""Which of several phrases of one concept on one stretch stands for it: by origin."""


def _best(hits: Hits, row: Array, origin: Array) -> Hits:
    """The best of several entries of one concept on one stretch."""
    trust = hits.spelt * 4 + _TRUST[origin[hits.entry]]
    rows = row[hits.entry]
    order = np.lexsort((-trust, rows, hits.last, hits.first))
    same = np.zeros(len(order), np.bool_)
    a, b = order[1:], order[:-1]
    same[1:] = (
        (hits.first[a] == hits.first[b]) & (hits.last[a] == hits.last[b]) & (rows[a] == rows[b])
    )
    return Hits(*(part[order[~same]] for part in hits))


def index(
    vocabulary: Vocabulary, known: Mapping[str, Iterable[str]] | None = None
) -> tuple[Phrases, list[list[str]]]:
    """The phrases of a vocabulary's skills, and the stems of each.

    Args:
        vocabulary: whose skills, groups left out.
        known: further phrases by concept id.
    """
    rows = list(_rows(vocabulary, known or {}))
    found = {name: np.array([r[i] for r in rows], _TYPES[name]) for i, name in enumerate(_TYPES)}
    order = np.lexsort((found["origin"], found["row"], found["key"]))
    stems: list[list[str]] = [rows[i][-1] for i in order]
    found = {name: values[order] for name, values in found.items()}
    pairs = np.unique(np.stack([found["key"], found["row"].astype(np.int64)]), axis=1)[0]
    keys, counts = np.unique(pairs, return_counts=True)
    found["ambiguity"] = counts[np.searchsorted(keys, found["key"])].astype(np.int32)
    return Phrases(**found), stems


_TYPES: dict[str, Any] = {
    "key": np.int64,
    "row": np.int32,
    "size": np.int8,
    "origin": np.int8,
    "spelt": np.int64,
    "acronym": np.bool_,
    "before": np.int8,
    "after": np.int8,
    "overlap": np.float32,
}


def _rows(vocabulary: Vocabulary, known: Mapping[str, Iterable[str]]) -> Iterator[tuple[Any, ...]]:
    columns = vocabulary.concepts
    for row, (key, kind) in enumerate(zip(columns, columns.column("kind"), strict=True)):
        if kind != "skill":
            continue
        concept = columns[key]
        own = frozenset(Stemmed(concept.label).stems())
        seen: set[int] = set()
        named = (
            (LABEL, (concept.label, *_bare(concept.label))),
            (KNOWN, known.get(key, ())),
            (ALTERNATIVE if key.startswith(ESCO) else KNOWN, concept.alternatives),
            (HIDDEN, concept.hidden),
        )
        for origin, phrases in named:
            for phrase in phrases:
                yield from _entry(phrase, row, origin, own, seen)


def _bare(label: str) -> tuple[str, ...]:
    """A label without the words in brackets that tell it from others: "Java (computer …)"."""
    bare = label.partition(" (")[0]
    return (bare,) if bare != label else ()


def _entry(
    phrase: str, row: int, origin: int, own: frozenset[str], seen: set[int]
) -> Iterator[tuple[Any, ...]]:
    words = Stemmed(phrase)
    stems = [s for w in words.words if (s := STEMS.stem(w))]
    held = [i for i, w in enumerate(words.words) if STEMS.stem(w)]
    if not stems or len(stems) > LONGEST:
        return
    first, last = (held[0], held[-1]) if len(stems) > 1 else (0, len(words) - 1)
    spelt = int(words.spellings(np.array([first]), np.array([last]))[0])
    if spelt in seen:
        return
    seen.add(spelt)
    key = int(np.array([number(s) for s in stems], np.int64).sum())
    raw = words.words[held[0]]
    acronym = len(words) == 1 and raw.isupper() and len(raw) <= _ACRONYM
    shared = len(own & set(stems))
    dice = 2 * shared / (len(own) + len(set(stems)) or 1)
    around = (held[0], len(words) - 1 - held[-1]) if len(stems) == 1 else (0, 0)
    yield key, row, len(stems), origin, spelt, acronym, *around, dice, stems
