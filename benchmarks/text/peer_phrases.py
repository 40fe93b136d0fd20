"""A peer: phrase matching in SkillNER's manner, on ESCO's labels and alternative labels.

Written anew from what SkillNER's documentation says it does (AnasAito/SkillNER, MIT); no line is
its own. A name is looked for whole; then, in words that are left, as an abbreviation, as a single
word by its stem, as the stems of a name in any order; then by single words of longer names, scored
by the share of the name's words that stand together, of which each counts a tenth less than the
one before it, and kept from a half. A name of several concepts is that of the one whose label it
is, or of the first: that finds more here than all of them. Its spaCy pipeline is left out: that may
cost it some of what it finds by lemmas, and saves it most of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
import snowballstemmer

from benchmarks.text.draws import Array
from benchmarks.text.metrics import same
from benchmarks.text.said import Said
from sectorscope.concepts import Concept

LEAST = 0.5
"""SkillNER's default for what is scored."""
LONGEST = 8
_LATER = 0.1  # what each further word of a name counts less
_MANY = 2  # words of a name above which its single words are looked for
_ACRONYM = 5
_WORD = re.compile(r"[^\W_][\w+#.]*[\w+#]|[^\W_]")
_LIGHT = (
    "a an the of in on at to for and or nor with without by from as is are was were be been am "
    "being that this these those it its i we you they he she our your their my his her us them "
    "will would can could may might must shall should have has had do does did not no so if but "
    "than then there here about into over under up down out off again all any both each few more "
    "most other some such only own same too very just also per via within across etc"
)
_STOP = frozenset(_LIGHT.split())

_stemmer = snowballstemmer.stemmer("porter")


@cache
def _stem(word: str) -> str:
    return _stemmer.stemWord(word)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


class Phrases:
    """Names of concepts, ready to be looked for; `partial` for the scored part too."""

    def __init__(self, concepts: Sequence[Concept], *, partial: bool = True) -> None:
        self._labels = [same(c.label) for c in concepts]
        self._partial = partial
        self._whole: dict[tuple[str, ...], int] = {}
        self._stems: dict[tuple[str, ...], int] = {}
        self._short: dict[str, int] = {}
        names = [(at, c.label) for at, c in enumerate(concepts)]
        names += [(at, name) for at, c in enumerate(concepts) for name in c.alternatives]
        long = sorted(self._index(names))
        self._of = np.array([at for at, _ in long], np.int64)
        self._total = np.zeros(len(long))
        self._posted = _postings([stems for _, stems in long]) if partial else {}

    def _index(self, names: Iterable[tuple[int, str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Fill the tables of whole names; yield concept and stems of the longer ones."""
        for at, name in names:
            words = _words(name)
            stems = tuple(_stem(w.casefold()) for w in words)
            if name.isupper() and len(name) <= _ACRONYM:
                self._short.setdefault(name, at)
            elif words:
                self._whole.setdefault(tuple(w.casefold() for w in words), at)
                self._stems.setdefault(tuple(sorted(stems)), at)
            if len(words) > _MANY:
                yield at, stems

    def say(self, text: str) -> Said:
        """Of one sentence."""
        sure, scored = self._found(text)
        ranked = dict.fromkeys(sure, 1.0)
        for concepts, shares in scored:
            for at, share in zip(concepts.tolist(), shares.tolist(), strict=True):
                ranked[at] = max(ranked.get(at, 0.0), share)
        returned = self._named(sure | _best(scored))
        return Said(returned, {self._labels[at]: share for at, share in ranked.items()})

    def read(self, text: str, kind: str) -> None:
        """A document, without the ranking."""
        del kind
        sure, scored = self._found(text)
        self._named(sure | _best(scored))

    def _named(self, found: Iterable[int]) -> frozenset[str]:
        return frozenset(self._labels[at] for at in found)

    def _found(self, text: str) -> tuple[set[int], list[tuple[Array, Array]]]:
        """Concepts found whole; of each run of words that is left, concepts and their shares."""
        words = _words(text)
        folded = [w.casefold() for w in words]
        stems = [_stem(w) for w in folded]
        left = [True] * len(words)
        sure = _taken(folded, left, self._whole, tuple)
        sure |= _taken(words, left, self._short, lambda held: held[0] if len(held) == 1 else "")
        sure |= _taken(stems, left, self._stems, lambda held: tuple(sorted(held)))
        runs = _runs(stems, folded, left) if self._partial else ()
        return sure, [scored for scored in map(self._shares, runs) if len(scored[0])]

    def _shares(self, run: Iterable[str]) -> tuple[Array, Array]:
        """Concepts of the names of which a run holds a word, and the share of each name."""
        posted = [self._posted[stem] for stem in dict.fromkeys(run) if stem in self._posted]
        for names, shares in posted:
            self._total[names] += shares
        touched = np.concatenate([np.zeros(0, np.int64), *(names for names, _ in posted)])
        scored = self._of[touched], self._total[touched]
        self._total[touched] = 0.0
        return scored


def _best(scored: Iterable[tuple[Array, Array]]) -> set[int]:
    """The best concept of each run, if it is good enough."""
    tops = ((int(shares.argmax()), concepts, shares) for concepts, shares in scored)
    return {int(concepts[at]) for at, concepts, shares in tops if shares[at] >= LEAST}


def _taken(words, left, known, key) -> set[int]:  # noqa: ANN001
    """Concepts of the longest known stretches of words that are left, which they use up."""
    found = set[int]()
    for size in range(min(LONGEST, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            held = known.get(key(words[at : at + size])) if all(left[at : at + size]) else None
            if held is not None:
                found.add(held)
                left[at : at + size] = [False] * size
    return found


def _runs(stems: list[str], folded: list[str], left: list[bool]) -> Iterator[list[str]]:
    """Stretches of words that are left and are no stop words."""
    run: list[str] = []
    for stem, word, free in zip(stems, folded, left, strict=True):
        if free and word not in _STOP:
            run.append(stem)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _postings(names: list[tuple[str, ...]]) -> dict[str, tuple[Array, Array]]:
    """By stem, the names that hold it, and what it counts in each."""
    held: dict[str, dict[int, float]] = {}
    for name, stems in enumerate(names):
        for place, stem in enumerate(stems):
            if stem not in _STOP:
                share = max(1 - _LATER * place, 0.0) / len(stems)
                held.setdefault(stem, {}).setdefault(name, share)
    return {
        stem: (np.fromiter(of, np.int64), np.fromiter(of.values(), float))
        for stem, of in held.items()
    }
