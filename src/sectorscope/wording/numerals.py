"""Numbers and words of quantity as a reader meets them in text.

Part of the parser, and so independent of whatever writes sentences: it imports nothing of this
product. Every digit, number in words, fraction and word of quantity of a text is found, with its
place and, where it has one, its value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sort = Literal["number", "percentage", "fraction", "quantity"]

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_UNITS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
ABBREVIATED = {"m": "million", "bn": "billion", "k": "thousand"}
SETS = {"dozen": 12}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

QUANTITIES = (
    "nearly all", "almost all", "nearly every", "almost every", "the vast majority",
    "vast majority", "the majority", "majority", "the minority", "minority", "most", "mostly",
    "many", "much of", "several", "a few", "few", "some", "a handful", "handful", "a couple",
    "couple", "a number of", "numerous", "countless", "plenty", "all", "every", "each", "both",
    "none", "no one", "nobody", "no business", "no businesses", "no employer", "no employers",
    "no firm", "no firms", "neither", "hardly any", "few if any", "often",
    "frequently", "usually", "typically", "generally", "commonly", "rarely", "seldom", "always",
    "never", "consistently", "sometimes", "largely", "predominantly", "widespread", "widely",
    "overwhelmingly", "a lot of", "lots of", "the bulk of", "a large share", "a small share",
    "a proportion of", "dozens", "scores of", "hundreds", "thousands", "millions",
    "universally", "everyone", "everybody",
)  # fmt: skip
"""Words and phrases that say how many or how often without a number."""

PART_WORDS = frozenset(
    {*UNITS, *TENS, *SCALES, *SETS, *PARTS} - {"one", "zero", "third", "fifth", "tenth"}
    | {"halves", "quarters", "almost all", "all", "none", "most", "the majority", "majority"}
    | {"several", "a few", "few", "both", "twice"}
)
"""What may stand in a sentence as a slot only: words that count, and those of the table."""

_DIGITS = r"[£$€]?(?:(?<!\d)[-−–+])?\d+(?:,\d{3})*(?:\.\d+)?"
_SCALED = r"(?:\s?(?:hundred|thousand|million|billion)\b|(?:m|bn|k)\b)"
_PER_CENT = r"(?:\s?%|\s+per\s?cent\b|\s+percentage\s+points?\b)"
_WORD = "|".join((*UNITS, *TENS, *SCALES, *SETS))
_WORDS = rf"(?:{_WORD})(?:(?:[\s-]+(?:and\s+)?)(?:{_WORD}))*"
_PART = "|".join(PARTS)
_NUMBER = re.compile(
    rf"(?P<digits>{_DIGITS}{_SCALED}?)(?P<digit_cent>{_PER_CENT})?"
    rf"|\b(?P<out_of>(?:{_WORD})\s+(?:in|out\s+of\s+every)\s+(?:{_WORD}))\b"
    rf"|\b(?P<top>{'|'.join(UNITS)}|a)[\s-]+(?P<part>(?:{_PART})s?)\b"
    rf"|\b(?P<bare>half|halves|quarters?|(?:third|fifth|tenth)s)\b"
    rf"|\b(?P<words>{_WORDS})\b(?P<word_cent>{_PER_CENT})?"
    r"|\b(?P<times>once|twice|thrice|double[ds]?|doubling|treble[ds]?|triple[ds]?|halved)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, QUANTITIES), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A number or word of quantity as read: where it stands, what it says, what it is worth.

    sort: `number`, `percentage` (its value in per cent), `fraction` ("three quarters", "one in
    four"), `quantity` ("most"; it has no value).
    """

    start: int
    end: int
    text: str
    sort: Sort
    value: float | None = None

    @property
    def said(self) -> str | float:
        """What is compared: the value, or the word where it has none."""
        return " ".join(self.text.lower().split()) if self.value is None else self.value


def figures(text: str) -> tuple[Figure, ...]:
    """Every number and word of quantity in a text, in order."""
    numbers = [_figure(found) for found in _NUMBER.finditer(text)]
    taken = [(f.start, f.end) for f in numbers]
    words = (
        Figure(found.start(), found.end(), found.group(), "quantity")
        for found in _QUANTITY.finditer(text)
        if not any(a < found.end() and found.start() < b for a, b in taken)
    )
    return tuple(sorted((*numbers, *words), key=lambda f: f.start))


def number(text: str) -> float | None:
    """What a number is worth, in digits or in words; None where the text is no number."""
    found = _NUMBER.fullmatch(text.strip())
    return _figure(found).value if found else None


def _figure(found: re.Match[str]) -> Figure:
    sort, value = _worth(found)
    return Figure(found.start(), found.end(), found.group(), sort, value)


def _worth(found: re.Match[str]) -> tuple[Sort, float | None]:
    if digits := found.group("digits"):
        return "percentage" if found.group("digit_cent") else "number", _from_digits(digits)
    if out_of := found.group("out_of"):
        first, *_, last = out_of.lower().split()
        return "fraction", _from_words(first) / (_from_words(last) or 1)
    if part := found.group("part") or found.group("bare"):
        top = (found.group("top") or "one").lower()
        below = PARTS.get(part.lower()) or PARTS[part.lower().rstrip("s")]
        return "fraction", (1 if top == "a" else UNITS[top]) / below
    if words := found.group("words"):
        return "percentage" if found.group("word_cent") else "number", _from_words(words)
    return "quantity", None


def _from_digits(text: str) -> float:
    """Digits with their sign and scale: "−1,200", "1.2 million", "£100m"."""
    found = re.fullmatch(r"[£$€]?([-−–+]?)(\d[\d,]*(?:\.\d+)?)\s?([a-z]*)", text, re.IGNORECASE)
    if found is None:
        return float("nan")
    sign, plain, scale = found.groups()
    worth = float(plain.replace(",", ""))
    worth *= SCALES.get(ABBREVIATED.get(scale.lower(), scale.lower()), 1)
    return -worth if sign in ("-", "−", "–") and sign else worth


def _from_words(text: str) -> float:
    """Words as they are counted: "two hundred and forty", "twenty-five", "three dozen"."""
    whole, part = 0, 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in SCALES:
            part = (part or 1) * SCALES[word]
            if SCALES[word] > 100:  # noqa: PLR2004 - a hundred may stand before a thousand
                whole, part = whole + part, 0
        elif word in SETS:
            part = (part or 1) * SETS[word]
        else:
            part += UNITS.get(word, TENS.get(word, 0))
    return float(whole + part)
