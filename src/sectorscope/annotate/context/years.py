"""Years of experience asked for with a thing: "3+ years of", "two years'", "2-3 yrs" is 2."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_UNITS = _WORDS.split()
_NUMBERS = {word: float(n) for n, word in enumerate(_UNITS, 1)}
_N = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(_UNITS)})"
_YEARS = re.compile(
    rf"(?<![\w.\u00a3$/])({_N}) ?\+?(?: ?(?:-|\u2013|to|or) ?{_N})? ?\+?(?: (?:or more|plus|full|"
    rf"good|"
    rf"solid|whole|clear))? ?(?:years?|yrs?)\b['\u2019]?(?: ?\+| plus| or more| min\b| minimum)?"
    rf"|(?<![\w.])({_N}) of (?:those|them|which)\b"
)
_PAST = re.compile(
    r"\b(?:within|first|last|past|previous|next|for the|every|after|over the|in|aged?|under|since|"
    r"per|each|"
    r"final|about|nearly|almost|until|another|a|contract|term|up to|from)"
    r"(?: (?:the|your|our|his|her|their|just|a|about|last|first|next))? ?$"
)
_AFTER = re.compile(
    r"\s*(?:ago|old|later|warranty|fixed|contract|now|earlier|from now|since|time|back|in a row|"
    r"on the trot|"
    r"before|programme|course|apprenticeship|degree|down the line|of (?:age|growth|study|"
    r"training))\b"
)
_NEAR = 24
_REACH = 90


class Years(NamedTuple):
    """A number of years at `start:end`; after: the thing comes after it."""

    start: int
    end: int
    number: float
    after: bool


def years(low: str, start: int, end: int) -> list[Years]:
    """The years of experience that a piece in lower case asks for."""
    made: list[Years] = []
    for found in _YEARS.finditer(low, start, end):
        said = found.group(1) or found.group(2)
        before = low[max(start, found.start() - _NEAR) : found.start()]
        if _AFTER.match(low, found.end()) or _PAST.search(before):
            continue
        rest = low[found.end() : end].lstrip(" '\u2019+")
        after = bool(rest) and rest[0] not in ".,;)!?" and not rest.startswith(_CLOSING)
        number = _NUMBERS.get(said) or float(said)
        made.append(Years(found.start(), found.end(), number, after))
    return made


_CLOSING = (
    "essential",
    "required",
    "minimum",
    "min ",
    "needed",
    "preferred",
    "desirable",
    "a must",
)


def asked(low: str, found: list[Years], start: int, end: int) -> float | None:
    """The years asked for with the thing at `start:end`."""
    before = [y for y in found if y.end <= start]
    if before and before[-1].after:
        between = low[before[-1].end : start]
        if len(between) <= _REACH and not _broken(between):
            return before[-1].number
    behind = [y for y in found if y.start >= end]
    if behind and not behind[0].after:
        between = low[end : behind[0].start]
        if len(between) <= _REACH and not _broken(between, behind=True):
            return behind[0].number
    return None


_BREAKS = re.compile(
    r"[;:!?]|\.\s|\bideally\b|\bbut\b|\bpreferred\b|\bdesirable\b|\bplus\b|\badvantage\b|, (?!or |"
    r"and )|"
    r"(?:, )?and (?:a|an|the|at least|must|you|hold|have|ideally|preferably)\b"
)
_UNTIL = re.compile(r"[;:!?]|\.\s|\bbut\b|\bpreferred\b|\bdesirable\b|\bplus,|\badvantage\b")


def _broken(between: str, behind: bool = False) -> bool:
    return (_UNTIL if behind else _BREAKS).search(between) is not None
