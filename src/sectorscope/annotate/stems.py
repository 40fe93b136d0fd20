"""Words of a text with places, stems and breaks, made for whole documents at once.

Two words are one stem where only an ending parts them ("managing", "management"); the words that
name nothing ("the", "using", "skills") have none. Each stem has a number of 64 bits, and the sum of
the numbers of a stretch is the same in whatever order its stems stand: so that "budget management"
is found as "manage budgets" by looking a sum up.
"""

from __future__ import annotations

import re
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import Any

import numpy as np
import snowballstemmer

from sectorscope.annotate.tokens import folded

Array = np.ndarray[Any, Any]

_PART = re.compile(r"([^\W_]+(?:['’][^\W_]+|[+#])*|&)")
_SOFT = re.compile(r"\.|[-\u2010\u2011/'’\"“”‘\s]*")  # a dot without a space: "ASP.NET"
_BLANK_LINE = re.compile(r"\n[ \t]*\n|\n[ \t]*[•*·▪\-–]")


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIGHT = _listed(
    "a an the of in on at to for and or with by from as is are be been being that this these "
    "those it its our your their his her we you they i will would can could may might must "
    "shall should have has had do does did any all some such other etc e.g i.e eg ie using use "
    "used uses within into through across via per including include includes skill skills "
    "knowledge experience experienced ability abilities able understanding proficiency "
    "proficient excellent good strong great solid proven demonstrable demonstrated working very "
    "well both new also not no & + how what when where who which than then there here if so up "
    "out about own"
)
"""Words that name no skill by themselves, and without which a phrase names the same."""

_NAMES = frozenset({"IT"})
"""Light words that in capitals are none."""

_IZE = re.compile(r"is(e|ed|es|er|ers|ing|ation|ations|ational|able)$")
_YSE = re.compile(r"ys(e|ed|es|er|ers|ing)$")
_LONG = 6
_US = {"programme": "program", "programmes": "program", "centre": "center", "licence": "license"}


class Stems:
    """The stem of a word and its number, each worked out once."""

    def __init__(self) -> None:
        self._stemmer = snowballstemmer.stemmer("english")
        self._known: dict[str, str] = {}
        self.numbers = _Numbers(self)

    def stem(self, word: str) -> str:
        """The stem of a word as written; empty for a light one."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._make(word)
        return known

    def _make(self, word: str) -> str:
        plain = folded(word)
        if word in _NAMES:
            return plain
        if plain in LIGHT or word.casefold() in LIGHT:
            return ""
        plain = _US.get(plain, plain)
        if len(plain) > _LONG:
            plain = _YSE.sub(r"yz\1", _IZE.sub(r"iz\1", plain))
        if plain.endswith("our") and len(plain) > _LONG - 2:
            plain = plain[:-2] + "r"
        return self._stemmer.stemWord(plain) or plain


class _Numbers(dict[str, int]):
    """Word as written -> number of its stem, 0 for a light word."""

    def __init__(self, stems: Stems) -> None:
        super().__init__()
        self._stems = stems

    def __missing__(self, word: str) -> int:
        made = self[word] = number(self._stems.stem(word))
        return made


def number(stem: str) -> int:
    """A stem's number: 63 bits that are the same on every machine; 0 for no stem."""
    if not stem:
        return 0
    return int.from_bytes(blake2b(stem.encode(), digest_size=8).digest(), "little") >> 1


class _Spellings(dict[str, int]):
    """Word as written -> number of its spelling, but for case and the plural's s."""

    def __missing__(self, word: str) -> int:
        made = self[word] = number(folded(word))
        return made


class _Breaks(dict[str, bool]):
    """What stands between two words -> whether a phrase may not reach across it."""

    def __missing__(self, gap: str) -> bool:
        soft = _SOFT.fullmatch(gap) is not None and _BLANK_LINE.search(gap) is None
        made = self[gap] = not soft
        return made


STEMS = Stems()
_SPELLINGS = _Spellings()
_BREAKS = _Breaks()

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
"""An odd number and its inverse, modulo 2 to the 64: the base of the spellings' polynomial."""


class Stemmed:
    """A text as words: what is written, where, the numbers of the stems, and where phrases break.

    words: as written. starts, ends: code points. numbers: int64, 0 for light words. clause: a
    count of breaks before each word, so that two words of one clause have the same.
    """

    def __init__(self, text: str) -> None:
        parts = _PART.split(text)
        places = list(accumulate(map(len, parts)))
        self.text = text
        self.words: list[str] = parts[1::2]
        self.ends: list[int] = places[1::2]
        self.starts: list[int] = places[0:-1:2]
        self._gaps = parts[2::2]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def numbers(self) -> Array:
        """Numbers of the stems."""
        return np.array([*map(STEMS.numbers.__getitem__, self.words)], np.int64)

    @cached_property
    def clause(self) -> Array:
        """Which clause each word stands in."""
        breaks = np.fromiter(map(_BREAKS.__getitem__, self._gaps), np.bool_, len(self._gaps))
        counted = np.zeros(len(self.words), np.int32)
        np.cumsum(breaks[:-1], out=counted[1:])
        return counted

    @cached_property
    def _spelt(self) -> tuple[Array, Array]:
        """Running sums of a polynomial over the words' spellings, and what shifts one back."""
        known = [*map(_SPELLINGS.__getitem__, self.words)]
        powers = np.full(len(known), _BASE, np.uint64)
        shift = np.full(len(known), _INVERSE, np.uint64)
        powers[:1] = shift[:1] = 1
        sums = np.zeros(len(known) + 1, np.uint64)
        np.cumsum(np.array(known, np.uint64) * np.cumprod(powers), out=sums[1:])
        return sums, np.cumprod(shift)

    def spellings(self, first: Array, last: Array) -> Array:
        """A number for each stretch of words as they are spelt, in their order, int64."""
        sums, shift = self._spelt
        return ((sums[last + 1] - sums[first]) * shift[first]).view(np.int64)

    def stems(self) -> list[str]:
        """The stems, without the light words."""
        return [stem for word in self.words if (stem := STEMS.stem(word))]
