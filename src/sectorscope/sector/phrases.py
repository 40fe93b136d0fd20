r"""Literal phrases, found in many texts at once.

A phrase is what it says, in any case, as whole words; a `*` at a word's end stands for the rest of
the word, and white space for any white space. Two engines read the same pattern: Arrow's (RE2,
linear time) to ask of millions of texts whether anything is in them, Python's to say what. A word
is letters, digits and `_` of any script in both, so that they agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_LETTERS = r"\p{L}\p{N}_"
r"""What RE2 takes for a word's characters: the same as Python's `\w`."""
_AT_ONCE = 50
"""Phrases in one pattern: RE2 bounds its memory, and a class of Unicode letters takes some."""


class Found(NamedTuple):
    """A phrase of the definition in a text: characters `start:end` of it."""

    phrase: str
    start: int
    end: int


class Phrases:
    """Some phrases, ready to look for.

    Args:
        phrases: as `study.toml` has them.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(dict.fromkeys(_plain(p) for p in phrases if p.strip()))

    def hits(
        self, texts: Sequence[str | None] | pa.Array | pa.ChunkedArray
    ) -> npt.NDArray[np.bool_]:
        """For each of N texts, whether any phrase stands in it; a missing text holds none.

        Returns:
            Shape (N,).
        """
        given = _arrow(texts)
        held = np.zeros(len(given), dtype=np.bool_)
        for pattern in self._patterns:
            options = pc.MatchSubstringOptions(pattern, ignore_case=True)
            found = pc.call_function("match_substring_regex", [given], options)
            held |= pc.call_function("coalesce", [found, pa.scalar(False)]).to_numpy(
                zero_copy_only=False
            )
        return held

    def found(self, text: str | None) -> tuple[Found, ...]:
        """Which phrases stand in a text and where first, in the order of the definition."""
        spots = ((p, seen.search(text or "")) for p, seen in self._each)
        return tuple(Found(p, s.start(), s.end()) for p, s in spots if s)

    @cached_property
    def _patterns(self) -> tuple[str, ...]:
        return tuple(
            _pattern(some)
            for ending in (True, False)
            for some in _in_parts([p for p in self.phrases if p.endswith("*") is ending])
        )

    @cached_property
    def _each(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        written = ((p, _written(p, r"\w*", r"\s+")) for p in self.phrases)
        return tuple((p, re.compile(rf"(?<!\w){w}(?!\w)", re.IGNORECASE)) for p, w in written)


def _arrow(texts: Sequence[str | None] | pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    return texts if isinstance(texts, pa.Array | pa.ChunkedArray) else pa.array(texts, pa.string())


def _plain(phrase: str) -> str:
    return " ".join(phrase.split())


def _written(phrase: str, rest: str, space: str) -> str:
    """The phrase as a pattern; `rest` stands for a `*`, `space` for white space."""
    words = (
        re.escape(word.removesuffix("*")) + rest * word.endswith("*") for word in phrase.split()
    )
    return space.join(words)


def _pattern(phrases: Sequence[str]) -> str:
    """Phrases that all end in a `*`, behind which anything may stand, or of which none does."""
    edge = rf"[^{_LETTERS}]"
    ending = "" if phrases[0].endswith("*") else rf"(?:$|{edge})"
    inner = (p.removesuffix("*") for p in phrases)
    either = "|".join(_written(p, rf"[{_LETTERS}]*", r"[\s\p{Z}]+") for p in inner)
    return rf"(?:^|{edge})(?:{either}){ending}"


def _in_parts(phrases: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(phrases), _AT_ONCE):
        yield phrases[start : start + _AT_ONCE]
