"""Reads sentences on the sector's size and overlaps back: what each says, by name.

Part of the parser: written from what a reader sees, it imports nothing of whatever writes them, and
has its own numbers (`numerals`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sectorscope.wording.numerals import number
from sectorscope.wording.reading import ParseError

_F = r"\d[\d,]*(?:\.\d+)?(?: (?:thousand|million))?"
_P = r"\d[\d,]*(?:\.\d+)?%"
_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_I = r"\((?P<interval>a 95% interval): (?P<low>~F~) to (?P<high>~F~)\)"

SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "sized",
        rf"By review and audit, (?P<estimate>~F~) people in (?P<region>.+) work in "
        rf"(?P<target>.+) {_I}\.",
    ),
    (
        "businesses",
        rf"They work in (?P<estimate>~F~) businesses {_I} that are in it, wholly or in part\.",
    ),
    (
        "readings",
        r"By the strict reading of its definition they are (?P<strict>~F~) \((?P<strict_low>~F~) "
        r"to (?P<strict_high>~F~)\), by the broad one (?P<broad>~F~) \((?P<broad_low>~F~) to "
        r"(?P<broad_high>~F~)\)\.",
    ),
    (
        "strict",
        r"By the strict reading of its definition they are (?P<strict>~F~) \((?P<strict_low>~F~) "
        r"to (?P<strict_high>~F~)\)\.",
    ),
    (
        "broad",
        r"By the broad reading of its definition they are (?P<broad>~F~) \((?P<broad_low>~F~) to "
        r"(?P<broad_high>~F~)\)\.",
    ),
    (
        "confirmed",
        r"At least (?P<floor>~F~) people are confirmed: they work in the (?:(?P<members>~N~) "
        r"businesses that were|(?P<member>one) business that was) read and found to be in "
        r"(?P<target>.+), wholly or in part\.",
    ),
    (
        "read",
        r"Of the (?P<drawn>~N~) companies drawn for the audit (?P<audited>~N~) were read, after "
        r"(?P<known>~N~|no) others(?:; of all these, (?P<unresolved>~N~) could not be told and "
        r"count neither way)?\.",
    ),
    ("assuming", r"The answer moves with what is taken for granted: it would be (?P<list>.+)\."),
    (
        "coverage",
        r"The companies it is sized from have (?P<frame>~F~) people where official figures count "
        r"(?P<official>~F~) jobs: (?P<share>~P~) of them, in the same places and industries\.",
    ),
    ("part", rf"In (?P<target>.+), (?P<estimate>~F~) people {_I}\."),
    (
        "segments",
        r"Segments overlap: a business may be in more than one of them, so that their sizes do "
        r"not add up to the sector's\.",
    ),
    (
        "places",
        r"A company is placed where it is registered, with everybody it employs: by place of work "
        r"the figures would differ\.",
    ),
    (
        "overlap",
        r"Of the people in (?P<first>.+), (?P<of_first>~P~) \((?P<first_low>~P~) to "
        r"(?P<first_high>~P~)\) work in businesses that are in (?P<second>.+) too; of those in "
        r"(?P=second), (?P<of_second>~P~) \((?P<second_low>~P~) to (?P<second_high>~P~)\) work in "
        r"businesses that are in (?P=first) too\.",
    ),
    (
        "together",
        r"The people in (?P<first>.+) and those in (?P<second>.+) are (?P<either>~F~) altogether "
        r"\((?P<either_low>~F~) to (?P<either_high>~F~)\), those in each of them counted once\.",
    ),
    (
        "institutions",
        r"The definition lists (?P<list>.+), and never counts them in the size of "
        r"(?P<target>.+)\.",
    ),
)
"""Every sentence on size, and what it is."""

_ITEM = (
    r"(?P<low>~F~) to (?P<high>~F~) if (?P<if>.+?)(?=; (?:and )?~F~ to |, ~F~ to | and ~F~ to |$)"
)
_PHRASES = ("region", "target", "first", "second", "interval", "if")


@dataclass(frozen=True)
class Said:
    """What a sentence says: its form, the phrases in it and its figures, by name."""

    form: str
    phrases: Mapping[str, str] = field(default_factory=dict[str, str])
    figures: Mapping[str, float] = field(default_factory=dict[str, float])


def read(text: str) -> Said:
    """What a sentence on size or overlap says; its figures make sense together.

    Raises:
        ParseError: it is none of those that may be said, or an interval does not hold its figure.
    """
    for form, pattern in SENTENCES:
        if found := re.fullmatch(_made(pattern), text):
            said = _said(form, {k: v for k, v in found.groupdict().items() if v is not None})
            _check(said)
            return said
    raise ParseError(f"{text!r} is no sentence on size or overlap that may be said")


def _said(form: str, held: dict[str, str]) -> Said:
    listed = held.pop("list", "")
    if "member" in held:
        held["members"] = held.pop("member")
    phrases = {k: v for k, v in held.items() if k in _PHRASES}
    figures = {k: _worth(v) for k, v in held.items() if k not in _PHRASES}
    if form == "assuming":
        for i, item in enumerate(re.finditer(_made(_ITEM), listed)):
            phrases[f"if{i}"] = item["if"]
            figures |= {f"low{i}": _worth(item["low"]), f"high{i}": _worth(item["high"])}
    elif listed:
        phrases["list"] = listed
    return Said(form, phrases, figures)


def _check(said: Said) -> None:
    """Each figure lies in its interval; shares are at most all; parts at most the whole."""
    names = {"estimate": ("low", "high"), "of_first": ("first_low", "first_high")}
    names |= {"of_second": ("second_low", "second_high")}
    names |= {n: (f"{n}_low", f"{n}_high") for n in ("strict", "broad", "either")}
    f = said.figures
    for name, (low, high) in names.items():
        if name in f and not f[low] <= f[name] <= f[high]:
            raise ParseError(f"{f[name]:g} does not lie between {f[low]:g} and {f[high]:g}")
    if said.form == "assuming" and any(f[k] > f["high" + k[3:]] for k in f if k.startswith("low")):
        raise ParseError("a range that ends before it begins")
    if said.form == "overlap" and max(f.values()) > 100:  # noqa: PLR2004 - per cent
        raise ParseError("a share of more than all")
    if said.form == "read" and f["audited"] > f["drawn"]:
        raise ParseError("more companies read than were drawn")


def _worth(text: str) -> float:
    value = number("no" if text == "none" else text)
    return 0.0 if value is None else value


def _made(pattern: str) -> str:
    for name, of in (("~F~", _F), ("~P~", _P), ("~N~", rf"\d[\d,]*|{_WORD}")):
        pattern = pattern.replace(name, of)
    return pattern
