"""A number as businesses write it: `20`, `about 20`, `5-10`, `£1.2m`, `1,200`, `10+`.

What is read is exactly one number or one range; whatever holds more than that is not guessed at.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9}
_SCALE = r"(?:\s*(?P<{0}>k|m|mn|bn|thousand|million)\b)?"
_ABOUT = (
    r"(?:about|approx\.?|approximately|around|roughly|circa|c\.|ca\.|c|some|say|~|≈|"
    r"maybe|perhaps|probably|estimated|est\.?|nearly|almost|just over|just under)?\s*"
)
_UNIT = (
    r"\s*(?P<unit>%|per ?cent|people|staff|employees|ftes?|jobs|roles|posts|vacancies|hires|"
    r"apprentices|graduates|years?|months?|weeks?|days?|hours?|pounds|gbp|a year|pa|p\.a\.)?"
)
_ONE = re.compile(rf"{_ABOUT}[£$€]?\s*(?P<one>-?{_DIGITS}){_SCALE.format('scale')}{_UNIT}\.?")
_RANGE = re.compile(
    rf"(?P<between>between\s+)?{_ABOUT}[£$€]?\s*(?P<low>{_DIGITS}){_SCALE.format('first')}"
    rf"\s*(?P<sign>-|–|—|to|and|or)\s*[£$€]?\s*(?P<high>{_DIGITS}){_SCALE.format('second')}{_UNIT}\.?"
)
_LEAST = re.compile(
    rf"(?:(?:at least|over|more than|minimum(?: of)?|min\.?|>=?|≥)\s*[£$€]?\s*(?P<after>{_DIGITS})"
    rf"{_SCALE.format('scale')}|[£$€]?(?P<before>{_DIGITS})\s*(?:\+|plus|or more)){_UNIT}\.?"
)
_MOST = re.compile(
    rf"(?:up to|at most|fewer than|less than|under|maximum(?: of)?|max\.?|<=?|≤)\s*[£$€]?\s*"
    rf"(?P<most>{_DIGITS}){_SCALE.format('scale')}{_UNIT}\.?"
)
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_WORD = re.compile(rf"{_ABOUT}(?P<word>{'|'.join(_WORDS)}|nil|none|a dozen|a couple){_UNIT}\.?")
_NAMED = {
    **{word: n for n, word in enumerate(_WORDS)},
    "nil": 0,
    "none": 0,
    "a dozen": 12,
    "a couple": 2,
}
_METRES = re.compile(r"\d\s?m\b")


class Number(NamedTuple):
    """A number given, or what bounds it: the lowest, the likeliest and the highest."""

    low: float | None = None
    likely: float | None = None
    high: float | None = None


def number(text: str) -> Number | None:
    """The number or range a text gives; None if it gives none, or more than can be told apart."""
    said = " ".join(text.replace("\u00a0", " ").split()).casefold()
    if _METRES.search(said) and not re.search(r"[£$€]", said):
        return None  # months, metres or millions
    found = _RANGE.fullmatch(said)
    if found and (found["sign"] != "and" or found["between"]):
        high = _value(found["high"], found["second"])
        low = _value(found["low"], found["first"] or found["second"])
        return Number(low, None, high) if low <= high else None
    return _single(said)


def _single(said: str) -> Number | None:
    if found := _LEAST.fullmatch(said):
        return Number(low=_value(found["after"] or found["before"], found["scale"]))
    if found := _MOST.fullmatch(said):
        return Number(high=_value(found["most"], found["scale"]))
    if found := _ONE.fullmatch(said):
        return Number(likely=_value(found["one"], found["scale"]))
    found = _WORD.fullmatch(said)
    return Number(likely=float(_NAMED[found["word"]])) if found else None


def _value(digits: str, scale: str | None) -> float:
    return round(float(digits.replace(",", "")) * _TIMES.get(scale or "", 1), 6)
