"""Where a text has the beginnings of mentions: the cores that the grammar builds on.

One pass: the words of the text are held against the triggers of every form, and only where a
trigger stands is a pattern tried. A text without any costs next to nothing, and none costs more
than its length: no pattern of a form looks further than its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from sectorscope.annotate.qualifications import acronyms
from sectorscope.annotate.qualifications.acronyms import ACRONYMS
from sectorscope.annotate.qualifications.form import Core, Form, compiled, forms
from sectorscope.annotate.qualifications.levels import CLASS, LEVELS

_LIKE = (
    *(("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u00a0", " "), ("\u202f", " ")),
    *(("\u2009", " "), ("\t", " "), ("\u2010", "-"), ("\u2011", "-"), ("\u2012", "-")),
    *(("\u2013", "-"), ("\u2014", "-"), ("\u2212", "-"), ("\u0130", "I"), ("\ufffd", "'")),
    *(("\x91", "'"), ("\x92", "'"), ("\x96", "-"), ("\x97", "-"), ("\u200b", " ")),
    *(("\ufeff", " "), ("\u2003", " "), ("\u2002", " "), ("\x0b", " "), ("\x0c", " ")),
)
"""Characters that are read as others; each is one for one, so that every place stays."""

_COMMON = frozenset(
    b"a as b c e 1 2 and of to in the business skills essential management successful engineering "
    b"part technical health managing professional post general social office personal specialist "
    b"right internal managers school international practice nursing digital basic safety research "
    b"work level first registered medical national security standard private network service team "
    b"care food site certificate working lead higher early graduate independent advanced access "
    b"home access manager practice union moving manual".split()
)
"""Words of triggers that many texts have: another of the trigger's words is sought first."""
_LONG = 3
"""Shorter words stand within many others, and are sought with what is around them."""

_NAMED = re.compile(r"\(\?P<\w+>")
_WORD = bytes(c if chr(c).isascii() and chr(c).isalnum() else 32 for c in range(256))


class Trigger(NamedTuple):
    """What begins forms: a piece of text in lower case, around a word that every mention has.

    before: how many characters of the piece stand before the word. any_of: the patterns of all
    forms as one, so that most places cost one look; None where the forms have none and are told
    by the word alone. back: how many characters the forms begin before the piece.
    """

    piece: str
    before: int
    back: int
    any_of: re.Pattern[str] | None
    forms: tuple[Form, ...]


def plain(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and space, character for character."""
    if text.isascii() and "\t" not in text:
        return text
    for written, read in _LIKE:
        text = text.replace(written, read)
    return text


def cores(text: str) -> list[Core]:
    """Every core of a plain text, by place, the longest first; some lie within others."""
    low = text.lower()  # as long as the text: the one letter that grows is read as another
    words = low.encode("utf-8", "replace").translate(_WORD).split()
    found: list[Core] = []
    for word in _known().intersection(words):
        found += _found(text, low, word.decode(), _triggers(word))
    found.sort(key=_order)
    return found


def _order(core: Core) -> tuple[int, int, int, str]:
    return core.start, -core.end, -core.form.rank, core.form.concept


@cache
def _forms() -> dict[bytes, dict[tuple[str, int, bool], list[Form]]]:
    """The forms by a word that every mention has, by trigger, and how far before it they begin."""
    held: dict[bytes, dict[tuple[str, int, bool], list[Form]]] = {}
    for form in (*forms(), LEVELS, CLASS, *ACRONYMS):
        for trigger in form.triggers:
            word = _rarest(trigger)
            key = (trigger, form.back, bool(form.pattern))
            held.setdefault(word, {}).setdefault(key, []).append(form)
    return held


def _rarest(trigger: str) -> bytes:
    """Of a trigger's words the one that the fewest texts have."""
    words = trigger.encode().translate(_WORD).split()
    return max(words, key=lambda word: (word not in _COMMON, len(word)))


@cache
def _known() -> frozenset[bytes]:
    return frozenset(_forms())


@cache
def _triggers(word: bytes) -> tuple[Trigger, ...]:
    """What to look for where a word is in a text; compiled when it is first needed."""
    return tuple(
        Trigger(piece, piece.find(word.decode()), back, _any_of(found), tuple(found))
        for (piece, back, _), found in _forms()[word].items()
    )


def _any_of(found: list[Form]) -> re.Pattern[str] | None:
    patterns = [_NAMED.sub("(?:", form.pattern) for form in found if form.pattern]
    return compiled("|".join(patterns)) if patterns else None


def _found(text: str, low: str, word: str, sought: tuple[Trigger, ...]) -> Iterator[Core]:
    if len(sought) == 1 or len(word) < _LONG:
        for trigger in sought:
            at = low.find(trigger.piece)
            while at >= 0:
                yield from _begun(text, at, trigger)
                at = low.find(trigger.piece, at + 1)
        return
    at = low.find(word)
    while at >= 0:
        for trigger in sought:
            start = at - trigger.before
            if start >= 0 and low.startswith(trigger.piece, start):
                yield from _begun(text, start, trigger)
        at = low.find(word, at + 1)


def _begun(text: str, at: int, trigger: Trigger) -> Iterable[Core]:
    """The cores whose trigger stands at a place."""
    start = at - trigger.back
    if trigger.any_of is None:
        return acronyms.places(trigger.forms, text, at, at + len(trigger.piece))
    if start < 0 or not trigger.any_of.match(text, start):
        return ()
    if len(trigger.forms) == 1:
        match = compiled(trigger.forms[0].pattern).match(text, start)
        return (Core(start, match.end(), trigger.forms[0]),) if match else ()
    return _each(text, start, trigger.forms)


def _each(text: str, start: int, told: tuple[Form, ...]) -> Iterator[Core]:
    for form in told:
        match = compiled(form.pattern).match(text, start)
        if match:
            yield Core(start, match.end(), form)
