"""A text as a reader takes it in, whatever it came as, each sign where it stood.

Tags are no text, `&amp;` is a sign, `â€™` was an apostrophe before somebody read it in the wrong
encoding. `readable` says so sign by sign and keeps the length, so that a place in it is the place
in the original. What then stands for nothing is one of two signs without width: `UNIT` belongs to
the sign before it (the rest of `&amp;`), `VOID` to nobody (a tag within a word). `Plain` leaves
both out, for whoever annotates, and knows the way back.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from html.entities import html5
from itertools import accumulate

from sectorscope.annotate.annotation import Annotation
from sectorscope.annotate.markup import UNIT, VOID, tagless

_ODD = re.compile(
    "[<&\x00-\x08\x0b-\x1f\x7f-\xa0\xadÂÃâïð\u0300-\u036f\u1680\u2000-\u200b\u200e\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Signs that may mean something else than they are; most texts have none."""

_ENTITY = re.compile(
    f"&{UNIT}*+(?:#([0-9]{{1,7}})|#[xX]([0-9a-fA-F]{{1,6}})|([a-zA-Z0-9]{{2,31}}));"
)
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]{1,8}")  # no more: to order them is quadratic

# Bytes of UTF-8 read one by one as Windows-1252 or Latin-1. Only beginnings that no word has
# before such signs: Latin letters and £ (Â, Ã), punctuation (â), the mark (ï), pictures (ð).
_LATER = "".join(chr(b) for b in range(0x80, 0xC0)) + bytes(
    b for b in range(0x80, 0xA0) if b not in b"\x81\x8d\x8f\x90\x9d"
).decode("cp1252")
_NEXT = f"{UNIT}*+[{_LATER}]"
_GARBLED = re.compile(f"[ÂÃ]{_NEXT}|â{_NEXT}{_NEXT}|ï{_NEXT}{_NEXT}|ð{_NEXT}{_NEXT}{_NEXT}")

_LINES = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_NOTHING = "\x00\xad\u200b\u200e\u200f\ufff9\ufffa\ufffb" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2061, 0x2070)))
)
_SIGNS = {
    **dict.fromkeys(map(chr, (*range(1, 9), *range(14, 32), *range(0x7F, 0xA0))), " "),
    **dict.fromkeys(_LINES, "\n"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_NOTHING, VOID),
}
_SIGN = re.compile(f"[{re.escape(''.join(_SIGNS))}\ud800-\udfff]")
_SILENT = re.compile(f"[{UNIT}{VOID}]+")


def readable(text: str) -> str:
    """The same text, as many code points long, as a reader takes it in.

    Tags, comments, scripts and styles are blanked, those that end a line or begin a bullet with
    that sign; entities and what was read in the wrong encoding become what they stand for; letters
    and their accents are put together; odd spaces are spaces, odd line ends line feeds, control
    signs blanks, lone surrogates U+FFFD.
    """
    if not _ODD.search(text):
        return text
    text = text.replace(UNIT, VOID)
    for _ in range(2):  # `â` itself may be garbled
        text = _GARBLED.sub(_ungarbled, text)
    if "&" in text:
        for _ in range(1 + ("&amp;" in text)):  # and `&amp;nbsp;` was escaped twice
            text = _ENTITY.sub(_sign, text)
    if "<" in text:
        text = tagless(text)
    text = _ACCENTED.sub(_composed, text)
    return _SIGN.sub(_plain, text.replace("\r\n", " \n"))


class Plain:
    """A text to annotate, and the way back to the original.

    text: `readable`, without the signs that stand for nothing.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._clean = readable(original)
        self.text = self._clean
        self._places: list[int] = []
        if UNIT in self._clean or VOID in self._clean:
            self._leave_out()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which is not empty, stands in the original."""
        if not self._places:
            return start, end
        first, last = self._place(start), self._place(end - 1) + 1
        while self._clean.startswith(UNIT, last):
            last += 1
        return first, last

    def restored(self, found: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """Annotations of `text`, with places and words of the original."""
        if self.text is self.original:
            return tuple(found)
        return tuple(map(self._restored, found))

    def _restored(self, one: Annotation) -> Annotation:
        start, end = self.span(one.start, one.end)
        return replace(one, start=start, end=end, text=self.original[start:end])

    def _leave_out(self) -> None:
        runs = [found.span() for found in _SILENT.finditer(self._clean)]
        self.text = _SILENT.sub("", self._clean)
        self._gone = [0, *accumulate(end - start for start, end in runs)]
        self._places = [start - gone for (start, _), gone in zip(runs, self._gone, strict=False)]

    def _place(self, at: int) -> int:
        return at + self._gone[bisect_right(self._places, at)]


def _sign(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        sign = html5.get(f"{name};", "")
    else:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        sign = chr(code) if code <= sys.maxunicode else "\ufffd"
    return _padded(sign, found) if sign else found.group()


def _ungarbled(found: re.Match[str]) -> str:
    read = found.group().replace(UNIT, "")
    try:
        sign = b"".join(map(_byte, read)).decode()
    except UnicodeDecodeError:
        return found.group()
    return _padded(sign, found)


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("latin-1")
    except UnicodeEncodeError:
        return sign.encode("cp1252")


def _composed(found: re.Match[str]) -> str:
    return _padded(unicodedata.normalize("NFC", found.group()), found)


def _padded(sign: str, found: re.Match[str]) -> str:
    return sign + UNIT * (found.end() - found.start() - len(sign))


def _plain(found: re.Match[str]) -> str:
    return _SIGNS.get(found.group(), "\ufffd")
