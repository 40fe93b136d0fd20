"""Names of occupations among the words of a stretch of text, as a vocabulary spells them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from sectorscope.annotate.occupations_folding import WORD, listed, unaccented, usual

_JOINS = frozenset((" ", "-", "/", " / ", " & ", "\u00a0", "  ", "\u2010", "\u2011"))
_HYPHENS = frozenset("-\u2010\u2011")
_POSSESSIVE = frozenset(("'s", "’s", "s'", "s’"))
_LONGEST = 8  # words of a name
_HEADS = 5  # names that must end with a word for it to say what a person is
_AFTER_ONE = frozenset(
    ("and", "or", "at", "as", "of", "role", "position", "job", "vacancy", "post", "based")
)


class Named(NamedTuple):
    """A name found: characters, rank before it included; its words; how many these are."""

    start: int
    end: int
    name: str
    words: int


class Words:
    """Words of a stretch of lower-case text: where they stand, and as names are spelt."""

    def __init__(self, low: str, start: int, end: int) -> None:
        self._low = low
        spans = [found.span() for found in WORD.finditer(low, start, end)]
        self.starts = [span[0] for span in spans]
        self.ends = [span[1] for span in spans]
        self.said = [_said(low[a:b]) for a, b in spans]

    def __len__(self) -> int:
        return len(self.said)

    def gap(self, at: int) -> str:
        """What stands between a word and the one before."""
        return self._low[self.ends[at - 1] : self.starts[at]]

    def owns(self, at: int) -> bool:
        """Whether a word says whose the next thing is ("the manager's typist")."""
        return self._low[self.ends[at] - 2 : self.ends[at]] in _POSSESSIVE

    def joined(self, at: int) -> bool:
        """Whether a word may be of one name with the word before."""
        return 0 < at < len(self.said) and self.gap(at) in _JOINS


class Search:
    """What to look for.

    Args:
        names: all of them, folded.
        holds: whether a name means something that can be told.
    """

    def __init__(self, names: Iterable[str], holds: Callable[[str], bool]) -> None:
        listed_names = list(names)
        lasts = Counter(name.rpartition(" ")[2] for name in listed_names)
        self._firsts = {name.partition(" ")[0] for name in listed_names}
        self._lasts = frozenset(lasts)
        self._heads = {word for word, count in lasts.items() if count >= _HEADS} - listed("after")
        self._stops = listed("ends_search")
        self._holds = holds

    def names(self, words: Words, skipped: int, *, alone: bool) -> Iterator[Named]:
        """Names among words, the longest from each beginning, until the search must end.

        Args:
            words: where to look.
            skipped: how many may stand before a name.
            alone: whether names of one word count.
        """
        at, said = 0, words.said
        while at < len(said) and skipped >= 0:
            last = self._ends(words, at, alone=alone) if said[at] in self._firsts else 0
            if last:
                begin = _with_rank(words, at)
                name = " ".join(said[at:last])
                yield Named(words.starts[begin], words.ends[last - 1], name, last - begin)
                at = last
            elif said[at] in self._stops:
                return
            else:
                at += 1
                skipped -= 1

    def length(self, words: Words) -> int:
        """Number of words up to the first that ends the search, if it is not the first of all."""
        stops = (at for at, word in enumerate(words.said) if at and word in self._stops)
        return next(stops, len(words))

    def _ends(self, words: Words, at: int, *, alone: bool) -> int:
        """Where the longest name from a word on ends; 0 where there is none.

        None after a hyphen ("ex-police officer"), and none that goes on to say what else the
        person is, or what is theirs ("project manager assistant", "the manager's typist").
        """
        if at and words.gap(at) in _HYPHENS:
            return 0
        joined = at + 1
        while joined < at + _LONGEST and words.joined(joined):
            joined += 1
        for end in range(joined, at, -1):
            if words.said[end - 1] in self._lasts and not self._goes_on(words, end):
                name = " ".join(words.said[at:end])
                if self._holds(name) and (end > at + 1 or (alone and _is_clear(words, at))):
                    return end
        return 0

    def _goes_on(self, words: Words, end: int) -> bool:
        follows = words.joined(end)
        return follows and (words.said[end] in self._heads or words.owns(end - 1))


def _is_clear(words: Words, at: int) -> bool:
    """Whether a name of one word is said of a job, and what follows does not make it another."""
    if words.said[at] in listed("alone_unclear"):
        return False
    return not words.joined(at + 1) or words.gap(at + 1) != " " or words.said[at + 1] in _after()


def _with_rank(words: Words, at: int) -> int:
    """Where a name begins with the words of rank before it."""
    while words.joined(at) and words.said[at - 1] in _ranks():
        at -= 1
    return at


@cache
def _after() -> frozenset[str]:
    return listed("ends_search") | listed("after") | _AFTER_ONE


@cache
def _ranks() -> frozenset[str]:
    return frozenset(word for phrase in listed("before") for word in phrase.split())


_APOSTROPHE = re.compile(r"[’']")


@cache
def _said(word: str) -> str:
    return usual(_APOSTROPHE.sub("'", unaccented(word)))
