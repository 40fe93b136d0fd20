"""Mentions of qualifications as they are named in the United Kingdom, with their level if stated.

Lexical only: what is written is found, what is meant is not guessed. A level is given where the
text states it or where the qualification has only one. Levels are those of England, Wales and
Northern Ireland, from GOV.UK, "What qualification levels mean": HNC 4, HND 5, a bachelor's degree
6. A PGCE is given none: there is a postgraduate one (level 7) and a professional one (level 6).
A GCSE is given none without its grade. Scotland's framework counts otherwise (SCQF 1-12) and is a
concept of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sectorscope.annotate.annotation import NEGATED, Annotation, Context, longest
from sectorscope.annotate.forms import FORMS, LEVEL, ONES, Form
from sectorscope.annotate.negation import negation
from sectorscope.annotate.tokens import Words

KIND = "qualification"
BARE = "level"
"""The concept of a level that is named without a qualification."""

_WORDS = {w: i for i, w in enumerate(ONES, 1)}
_RANGE = re.compile(r"\b([1-8])\s*(?:[-–]|to)\s*([1-8])\b", re.IGNORECASE)
_NUMBER = re.compile(r"[1-8]|" + "|".join(_WORDS), re.IGNORECASE)


def _compiled(form: Form) -> re.Pattern[str]:
    if not form.levelled:
        return re.compile(form.pattern, re.IGNORECASE)
    after = rf"(?:\s*(?:at\s+|\()?(?P<after>{LEVEL})|[ -]?(?P<close>[1-8])\b)?"
    whole = rf"(?:(?P<before>{LEVEL})\s+(?:in\s+)?)?(?:{form.pattern}){after}"
    return re.compile(whole, re.IGNORECASE)


_PATTERNS = tuple((form, _compiled(form)) for form in FORMS)
_BARE = (
    Form(BARE, ("l", "L"), "level", LEVEL),
    re.compile(rf"(?<!SCQF )(?P<before>{LEVEL})", re.IGNORECASE),
)
_SCORE, _BARE_SCORE = 0.9, 0.6


def annotate(text: str) -> tuple[Annotation, ...]:
    """Every qualification a text mentions, in order of place.

    The concept is the qualification and, after a colon, its level: `nvq:3`, `hnd:5`, `degree`.
    Two levels in one mention are two annotations on one span.
    """
    low = text.casefold()
    found = [
        _made(text, form, match, level)
        for form, pattern in (*_PATTERNS, _BARE)
        if any(hint in low or hint in text for hint in form.hints)
        for match in pattern.finditer(text)
        for level in _levels(form, match)
    ]
    if not found:
        return ()
    words = Words(text)
    return tuple(_negated(one, words) for one in longest(found))


def concept_of(annotation: Annotation) -> tuple[str, int | None]:
    """The qualification and its level, None where none is stated."""
    name, _, level = annotation.concept.partition(":")
    return name, int(level) if level else None


def levels_in(text: str) -> tuple[int, ...]:
    """The levels a text such as `Level 3` or `Level 4-5` names, from low to high."""
    held = {int(n) for a, b in _RANGE.findall(text) for n in range(int(a), int(b) + 1)}
    held |= {_number(found) for found in _NUMBER.findall(text)}
    return tuple(sorted(held))


def _levels(form: Form, match: re.Match[str]) -> Iterator[int | None]:
    stated = " ".join(part for part in match.groupdict().values() if part)
    found = levels_in(stated) if stated else ()
    yield from found or (form.level,)


def _number(word: str) -> int:
    return _WORDS.get(word.casefold()) or int(word)


def _made(text: str, form: Form, match: re.Match[str], level: int | None) -> Annotation:
    start, end = match.span()
    while end > start and text[end - 1].isspace():
        end -= 1
    bare = form.concept == BARE
    concept = form.concept if level is None else f"{form.concept}:{level}"
    told = (
        form.name
        if level is None
        else f"{form.name} {level}"
        if bare
        else f"{form.name}, level {level}"
    )
    score = _BARE_SCORE if bare else _SCORE
    said = text[start:end]
    return Annotation(start, end, said, concept, KIND, score, reason=f"qualification: {told}")


def _negated(one: Annotation, words: Words) -> Annotation:
    inside = [i for i, (a, b) in enumerate(words.spans) if a < one.end and one.start < b]
    under = negation(words, inside[0], inside[-1]) if inside else ""
    if not under:
        return one
    reason, score = f"{one.reason}, negated {under} it", round(one.score * NEGATED, 4)
    return replace(one, score=score, context=Context(negated=True), reason=reason)
