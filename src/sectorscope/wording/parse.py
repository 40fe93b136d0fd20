"""Reads the sentences on the consulted back: what each claims, and whether its words hold.

Independent of whatever writes them: it imports nothing of it, and has its own grammar (`grammar`),
its own numbers (`numerals`) and its own table of quantifiers (`rules`). What the questionnaire
calls things (who was asked, what they said) is given, because no reader could tell where one
phrase ends and the next begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sectorscope.wording.grammar import SENTENCES
from sectorscope.wording.numerals import number
from sectorscope.wording.reading import Claim, Item, ParseError
from sectorscope.wording.rules import broken

__all__ = ["Claim", "Item", "ParseError", "parse"]

ASKED = "asked"

_NAMED = re.compile(r"~(noun|one|some|whom|says)~")
_SEPARATOR = re.compile(r"; and |; |, | and ")
_ITEM = re.compile(r"(?P<label>.+?) \((?P<k>\d[\d,]*) of (?P<n>\d[\d,]*)\)")
_PHRASE_NAMES = (
    "subject needs sector limit edge route answering rise stay fall up_verb same_verb down_verb "
    "unit by register parent parent2 names"
)
_OWN_NAMES = "word k n k2 n2 whom says label list"
_PHRASES, _OWN = frozenset(_PHRASE_NAMES.split()), frozenset(_OWN_NAMES.split())


def parse(
    text: str,
    noun: str,
    noun_one: str,
    *,
    whoms: Sequence[str] = (),
    says: Sequence[str] = (),
    segments: Sequence[str] | None = None,
) -> Claim:
    """The claim of a sentence, whose words of quantity hold for the numbers it prints.

    Args:
        text: the sentence.
        noun: what the consulted are called.
        noun_one: the same, singular.
        whoms: who may have been asked, where not everyone: "that run a programme".
        says: what may have been said; needed where nothing in the sentence ends it.
        segments: segments the sentence may open with; None where they are not known.

    Raises:
        ParseError: it is no sentence that may be said of the consulted, it can be read in two
            ways, or a word in it does not hold.
    """
    grammar = _grammar(noun, noun_one, tuple(whoms), tuple(says))
    found = list(_readings(text, grammar, segments))
    if not found:
        raise ParseError("this is no sentence that may be said of the consulted")
    if len(found) > 1:
        raise ParseError(f"this can be read in {len(found)} ways")
    if why := broken(found[0]):
        raise ParseError(why)
    return found[0]


@lru_cache(maxsize=256)
def _grammar(
    noun: str, noun_one: str, whoms: tuple[str, ...], says: tuple[str, ...]
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences with what the questionnaire calls things spelled out."""
    some = [w for w in whoms if w != ASKED]
    lexicon = {
        "noun": re.escape(noun),
        "one": re.escape(noun_one),
        "some": f"(?P<whom>{_any(some)})" if some else "(?P<whom>(?!))",
        "whom": f"(?P<whom>{_any([*some, ASKED])})",
        "says": f"(?P<says>{_any(says) if says else '.+?'})",
    }
    return tuple(
        (form, re.compile(_NAMED.sub(lambda found: lexicon[found[1]], pattern)))
        for form, pattern in SENTENCES
    )


def _any(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))


def _readings(
    text: str,
    grammar: Sequence[tuple[str, re.Pattern[str]]],
    segments: Sequence[str] | None,
) -> Iterator[Claim]:
    """Every way to read the sentence, each once; what opens with a segment is read behind it."""
    named = ".+?" if segments is None else _any(segments) or "(?!)"
    opening = re.match(rf"In (?P<segment>{named}), ", text)
    whole, segment = (text[opening.end() :], opening["segment"]) if opening else (text, "")
    seen: list[Claim] = []
    for form, pattern in grammar:
        match = pattern.fullmatch(whole)
        if match is None:
            continue
        claim = _claim(form, match, segment)
        if claim is not None and claim not in seen:
            seen.append(claim)
            yield claim


def _claim(form: str, match: re.Match[str], segment: str) -> Claim | None:
    held = {k: v for k, v in match.groupdict().items() if v is not None}
    items = _items(held["list"]) if "list" in held else ()
    if items is None or _contradicts(form, held, segment):
        return None
    word = held.get("word", "").lower()
    k, n = _count(held, "k"), _count(held, "n")
    return Claim(
        form=form,
        word=word,
        k=_told_by(word, n) if k is None else k,
        n=n,
        whom=held.get("whom", ASKED if form == "share" else ""),
        says=held.get("says", ""),
        label=held.get("label", ""),
        segment=segment,
        items=items,
        phrases={k: v for k, v in held.items() if k in _PHRASES},
        figures={k: _number(v) for k, v in held.items() if k not in _PHRASES and k not in _OWN},
    )


def _contradicts(form: str, held: dict[str, str], segment: str) -> bool:
    """A capital where the sentence goes on, or none where it opens."""
    opens = held.get("word", "") if form == "share" else ""
    return bool(opens) and opens[0].isupper() == bool(segment)


def _count(held: dict[str, str], name: str) -> int | None:
    printed = held.get(name, held.get(f"{name}2"))
    return None if printed is None else int(_number(printed))


def _told_by(word: str, n: int | None) -> int | None:
    """The k that a word says by itself."""
    if word in ("all", "each"):
        return n
    return {"one": 1, "two": 2, "none": 0}.get(word)


def _items(text: str) -> tuple[Item, ...] | None:
    """The items of a list with their counts, or None where it is no such list."""
    found: list[Item] = []
    place = 0
    while match := _ITEM.match(text, place):
        found.append(Item(match["label"], int(_number(match["k"])), int(_number(match["n"]))))
        if match.end() == len(text):
            return tuple(found)
        between = _SEPARATOR.match(text, match.end())
        if between is None:
            return None
        place = between.end()
    return None


def _number(text: str) -> float:
    worth = number(text)
    if worth is None:
        raise ParseError("a number in this sentence cannot be read")
    return worth
