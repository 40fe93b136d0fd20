"""How a project counts characters: the standard says code points, programs differ.

Seen in the wild: UTF-16 units (an astral character counts two), line ends counted as one or two
whatever stands in the file, an end that names the last character instead of the one after it. A
source's selections mostly state their text; the way of counting under which most of those texts
stand at their offsets is the one its writer used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal, NamedTuple

Newline = Literal["file", "one", "two"]

_LAST_OF_BMP = 0xFFFF
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)$")
_LEAST_PREFIX = 8  # characters below which the start of a text tells nothing
_NEWLINES = ("\r\n", "\n", "\r")
_ODD = re.compile("\r\n|[\r\n\U00010000-\U0010ffff]")


class _Odd(NamedTuple):
    """A line end or astral character: where it is, where it is counted to be, and as how many."""

    at: int
    counted: int
    width: int
    is_newline: bool


@dataclass(frozen=True)
class Stated:
    """A selection as the project states it: offsets, and its text or the beginning of it."""

    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True)
class Counting:
    """One way of counting in one text.

    raw: the text as the file has it. wide: astral characters count two. newline: what a line end
    counts. last: the end names the last character.
    """

    raw: str
    wide: bool = False
    newline: Newline = "file"
    last: bool = False

    def span(self, stated: Stated) -> tuple[int, int] | None:
        """The stated offsets in code points of the text with single line ends; None: outside."""
        if not 0 <= stated.start <= stated.end + self.last:
            return None
        start, end = self._place(stated.start), self._place(stated.end + self.last)
        return None if start is None or end is None else (start, end)

    def _place(self, counted: int) -> int | None:
        """The code point at an offset as counted; None past the end or within a character."""
        before = bisect_right(self._odd, counted, key=lambda o: o.counted) - 1
        if before < 0:
            found = counted
        else:
            odd = self._odd[before]
            within = counted - odd.counted
            if 0 < within < odd.width:
                return odd.at if odd.is_newline else None  # halves of a line end are before it
            found = odd.at + (within - odd.width + 1 if within else 0)
        return found if found <= self._length else None

    @cached_property
    def _length(self) -> int:
        return len(self.raw) - self.raw.count("\r\n")

    @cached_property
    def _odd(self) -> list[_Odd]:
        """The characters that are counted otherwise than as one, in order."""
        odd: list[_Odd] = []
        at = counted = last = 0
        for token in _ODD.finditer(self.raw):
            plain = token.start() - last
            at, counted, last = at + plain, counted + plain, token.end()
            width = self._width(token.group())
            odd.append(_Odd(at, counted, width, token.group() in _NEWLINES))
            at, counted = at + 1, counted + width
        return odd

    def _width(self, token: str) -> int:
        if token in _NEWLINES:
            return {"file": len(token), "one": 1, "two": 2}[self.newline]
        return 1 + self.wide


def counting_of(raw: str, text: str, stated: Iterable[Stated]) -> Counting:
    """The way of counting that fits most of what is stated; the standard's where several do."""
    known = list(stated)
    perfect = (sum(bool(s.quote) for s in known), 0, len(known))
    fits: list[tuple[tuple[int, int, int], Counting]] = []
    for way in _ways(raw):
        fits.append((_fit(way, text, known), way))
        if fits[-1][0] == perfect:
            break  # nothing can fit better
    return max(fits, key=lambda one: one[0])[1]  # the first of those that fit alike


def likeness(quote: str, found: str) -> int:
    """2 if a text is what was stated, white space aside; 1 if it begins so; else 0."""
    said, stands = collapsed(quote), collapsed(found)
    if said == stands:
        return 2
    stem = _ELLIPSIS.sub("", said)
    is_cut = stem != said or len(stem) >= _LEAST_PREFIX
    return int(bool(stem) and is_cut and stands.startswith(stem))


def collapsed(words: str) -> str:
    """Words with one space between."""
    return " ".join(words.split())


def _ways(raw: str) -> Iterable[Counting]:
    """Ways of counting that differ in this text, the standard's first."""
    wide = (False, True) if any(ord(c) > _LAST_OF_BMP for c in raw) else (False,)
    newlines: Sequence[Newline] = ("file",)
    if "\n" in raw or "\r" in raw:
        newlines = ("file", "one", "two")
    for last, newline, is_wide in product((False, True), newlines, wide):
        yield Counting(raw, is_wide, newline, last)


def _fit(way: Counting, text: str, stated: Iterable[Stated]) -> tuple[int, int, int]:
    """How many texts stand at their offsets, how many begin there, how many offsets are inside."""
    exact = begun = inside = 0
    for one in stated:
        span = way.span(one)
        inside += span is not None
        if span is not None and one.quote:
            like = likeness(one.quote, text[span[0] : span[1]])
            exact += like == 2  # noqa: PLR2004 - `likeness` says what it is
            begun += like == 1
    return exact, begun, inside
