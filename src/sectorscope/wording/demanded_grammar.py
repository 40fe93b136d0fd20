"""Reads sentences on what adverts ask for back: what each says, by name.

Part of the parser: written from what a reader sees, it imports nothing of whatever writes them, and
has its own numbers (`numerals`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sectorscope.wording.numerals import number
from sectorscope.wording.reading import ParseError

_F, _P = r"\d[\d,]*(?:\.\d+)?", r"\d[\d,]*(?:\.\d+)?%"
_HELD = (
    r"Of the (?P<total>~F~) different (?P<noun>(?:reconstructed )?adverts) held, (?P<n>~F~) are of "
    r"(?P<target>.+?)"
)

SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "held",
        _HELD + r": (?P<by_employer>~F~) by who advertises, (?P<by_occupation>~F~) by their "
        r"occupation alone\.",
    ),
    ("held", _HELD + r" by (?:who advertises|their occupation)\."),
    (
        "ranked",
        r"Surest first, those of (?P<target>.+) ask more often than the "
        r"(?P<noun>(?:reconstructed )?adverts) held for (?P<list>.+); in brackets how many ask, "
        r"and how many times the usual share that is, with (?P<interval>a 95% interval)\.",
    ),
    (
        "shared",
        r"Of what the (?P<n_first>~F~) (?P<noun>(?:reconstructed )?adverts) of (?P<first>.+) ask "
        r"for beyond the usual share, (?P<of_first>~P~) is beyond it in the (?P<n_second>~F~) of "
        r"(?P<second>.+) too; of what those of (?P=second) ask for beyond it, (?P<of_second>~P~) "
        r"is in those of (?P=first)\.",
    ),
)
"""Every sentence on what adverts ask for, and what it is."""

_ITEM = (
    r"(?P<i>.+?) \((?P<k>~F~) of (?P<n>~F~); (?P<ratio>~F~), (?P<low>~F~) to (?P<high>~F~)\)"
    r"(?:; and |; |, | and |$)"
)
_PHRASES = ("noun", "target", "first", "second", "interval")
_ALL = 100


@dataclass(frozen=True)
class Said:
    """What a sentence says: its form, the phrases in it and its figures, by name."""

    form: str
    phrases: Mapping[str, str] = field(default_factory=dict[str, str])
    figures: Mapping[str, float] = field(default_factory=dict[str, float])


def read(text: str) -> Said:
    """What a sentence on adverts says; its figures make sense together.

    Raises:
        ParseError: it is none of those that may be said, or its figures contradict one another.
    """
    for form, pattern in SENTENCES:
        if found := re.fullmatch(_made(pattern), text):
            held = {k: v for k, v in found.groupdict().items() if v is not None}
            listed = held.pop("list", "")
            phrases = {k: v for k, v in held.items() if k in _PHRASES}
            figures = {k: _worth(v) for k, v in held.items() if k not in _PHRASES}
            _items(listed, phrases, figures)
            _check(form, figures)
            return Said(form, phrases, figures)
    raise ParseError(f"{text!r} is no sentence on adverts that may be said")


def _items(listed: str, phrases: dict[str, str], figures: dict[str, float]) -> None:
    place, pattern = 0, re.compile(_made(_ITEM))
    for i in range(len(listed)):
        found = pattern.match(listed, place)
        if found is None:
            break
        phrases[f"i{i}"] = found["i"]
        figures |= {f"{k}{i}": _worth(found[k]) for k in ("k", "n", "ratio", "low", "high")}
        place = found.end()
    if place < len(listed):
        raise ParseError(f"{listed[place:]!r} is no skill with its figures")


def _check(form: str, f: Mapping[str, float]) -> None:
    """Parts are at most the whole; each ratio lies in its interval; what is ranked is above one."""
    if form == "held":
        parts = [f[k] for k in ("by_employer", "by_occupation") if k in f]
        if f["n"] > f["total"] or (parts and sum(parts) != f["n"]):
            raise ParseError("parts that are not what the whole is")
    for i in range(sum(k.startswith("ratio") for k in f)):
        if not f[f"low{i}"] <= f[f"ratio{i}"] <= f[f"high{i}"] or f[f"k{i}"] > f[f"n{i}"]:
            raise ParseError("a share of more than the whole, or a ratio outside its interval")
    if form == "shared" and max(f["of_first"], f["of_second"]) > _ALL:
        raise ParseError("a share of more than the whole")


def _worth(text: str) -> float:
    value = number(text)
    return 0.0 if value is None else value


def _made(pattern: str) -> str:
    return pattern.replace("~F~", _F).replace("~P~", _P)
