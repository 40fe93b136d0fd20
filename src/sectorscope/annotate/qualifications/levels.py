"""Levels, grades and classes as they are written, and what they fix."""

from __future__ import annotations

import re

from sectorscope.annotate.qualifications.form import RQF, Form, spaced

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_WORDS = {w: i for i, w in enumerate(ONES, 1)} | {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ONE = r"(?:[1-8](?![\d.:%]\d|\d|%)|" + "|".join(ONES) + r"|iii|ii|iv)"
_AND = r"(?: ?(?:[-/+]|to) ?(?:levels?[- ]?|lvl ?|(?-i:L))?| ?(?:[,&]|and|or) ?(?=[1-8i]))"
_OTHER = r"(?: (?:years?|x|good|or more)\b| ?(?:[AOT]|AS)[- ]levels?| I?GCSE)"
NUMBERS = rf"{_ONE}(?:{_AND}{_ONE}(?![^\W_]|{_OTHER}))*"
_ENTRY = (
    r"entry~levels?(?: ?[1-3](?: ?(?:-|to|and|or|/) ?[1-3])?|(?= (?:functional|english|maths|esol"
    r"|literacy|numeracy|qualif|certificate|award)))"
)
_FRAMED = rf"(?:SCQF|RQF|QCF|NQF|FHEQ|CQFW|EQF) ?(?:levels?[- ]?)?(?:1[0-2]|{NUMBERS})"
LEVEL = (
    rf"(?:{_ENTRY}|(?-i:Entry) [1-3]|{_FRAMED}"
    rf"|(?:levels?|lvls?)[- ]?{NUMBERS}|(?-i:L){NUMBERS})"
)
_L_WORDS = tuple(f"{prefix}{n}" for prefix in ("l", "level", "lvl") for n in range(1, 9))
LEVELS = Form(
    "level",
    "level",
    ("level", "levels", "lvl", "entry", "scqf", "rqf", "qcf", "nqf", "fheq", *_L_WORDS),
    LEVEL,
    None,
    "level",
    RQF,
    0,
)
"""A level by itself."""

_CLASS = (
    r"(?:2[:.][12](?![\d%]| ?(?:million|m|ghz|billion|bn|k|kg|x|ratio|care|support|staff|basis"
    r"|supervision|contrast)\b)|(?:first|1st|2nd|upper second|lower second|second)(?:~class)?)"
)
_AWARDED = r"(?:2[:.][12]|(?:first|1st|upper second|lower second)(?:~class)?(?: honou?rs)?)"
CLASS = Form(
    "first_degree",
    "first degree",
    ("2:1", "2:2", "2.1", "2.2", "first", "1st", "2nd", "upper", "lower", "second"),
    rf"{_CLASS}(?: ?(?:/|or|,) ?{_CLASS})?(?:~class)?(?: \(?(?:hons\.?|honou?rs)\)?)?",
    6,
    "class",
    "FHEQ",
    2,
)
"""The class of a first degree."""

_RANGE = re.compile(r"\b([1-8]) *(?:[-–]|to) *([1-8])\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)[1-8](?!\d)|\b(?:" + "|".join(ONES) + r"|iii|ii|iv)\b", re.IGNORECASE)
_SCQF = re.compile(r"SCQF\D*(\d+)", re.IGNORECASE)

_G = r"(?:A\*|[A-G]|[1-9])(?![^\W_])"
_LEAD = (
    r",? ?\(?(?:(?:at|with|of|graded|achieved at) )?(?:an? )?(?:min(?:imum|\.)? )?(?:of )?(?:an? )?"
)
_NAMED = rf"grades? ?({_G}(?: ?(?:[-/,(]|to|or|and|&) ?(?:grades? )?{_G}\)?)*)"
_RANGED = (
    r"((?:A\*?|9) ?(?:[-/]|to) ?(?:[B-G]|[1-8])(?: ?[/(] ?9 ?- ?[1-8]\)?)?(?! levels?)"
    r"|(?:4|5|[ABC])(?: ?/ ?(?:[ABC]|4|5))?(?=\+)|[ABC] ?/ ?[45]|[45] ?/ ?[ABC])"
)
_WORDED = (
    r"((?-i:Pass|Merit|Distinction|[DMP]{3})|(?<=at )(?:pass|merit|distinction)"
    r"|(?<=with )(?:merit|distinction))"
)
_ABOVE = r"(?:\+| ?\(?(?:or|and) (?:above|higher|better|over)\)?)?\)?"
DEGREE_CLASS = spaced(
    rf",? ?(?:\((?:min(?:imum)? )?({_AWARDED})(?: (?:or|and) (?:above|higher|better))?\)"
    rf"|(?:at|with)(?: an?)?(?: min(?:imum)?)? (2[:.][12]|first(?= ?[.,;)])|{_AWARDED} honours)"
    r"|(2[:.][12]))(?![^\W_])"
)
"""The class after a degree: "(2:1)", "at 2:1", ", 2:2"."""

_LETTERS = r"((?-i:[A-E]\*?[A-E]\*?[A-E]\*?[A-E]{0,2}|[A-E]{2}))"
LETTERS = spaced(rf"{_LEAD}(?:grades? )?{_LETTERS}(?![^\W_]){_ABOVE}")
"""The grades of A levels: "at ABB", "grades BBC"."""

GRADES = spaced(rf"{_LEAD}(?:{_NAMED}|{_RANGED}|{_WORDED})(?![^\W_])\*?{_ABOVE}")
"""The grade after a qualification of a school or college: "at grade 4 or above", "(A*-C)"."""


def levels_in(text: str) -> tuple[int, ...]:
    """The levels a text such as `Level 3` or `Level 4-5` names, from low to high."""
    held = {int(n) for a, b in _RANGE.findall(text) for n in range(int(a), int(b) + 1)}
    held |= {_WORDS.get(found.casefold()) or int(found) for found in _NUMBER.findall(text)}
    return tuple(sorted(held))


def scqf_in(text: str) -> int | None:
    """The level of Scotland's framework that a text such as `SCQF level 7` names."""
    found = _SCQF.search(text)
    return int(found[1]) if found else None


def gcse_level(grade: str) -> int | None:
    """1 for GCSE grades 1-3 and D-G, 2 for 4-9 and A*-C, by the lowest named; None without.

    GOV.UK, "What qualification levels mean".
    """
    found = re.findall(r"(?<![^\W_])(?:A\*|[A-G]|[1-9])(?![^\W_])", grade, re.IGNORECASE)
    if not found:
        return None
    passed = [g >= "4" if g.isdigit() else g.upper()[0] <= "C" for g in found]
    return 2 if all(passed) else 1
