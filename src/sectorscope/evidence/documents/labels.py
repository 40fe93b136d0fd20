"""Speakers by the labels that open a line: `Name:`, `INT:`, `Q:`, `>> NAME:`, `Name  0:03`.

A label counts only if it recurs or is a known word for a role, so that `Note:` once, a heading
with a colon or an address is nobody. What stands in the text stays there: a turn begins after its
label, and the label's time is kept beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sectorscope.evidence.documents.roles import is_role
from sectorscope.evidence.documents.text import Turn, trimmed

_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_NAME = r"[^\W\d_](?:[\w.'’&/()-]|[ ](?=[\w(&])){0,39}"
_LEAD = rf"[ \t]*(?:>>+[ \t]*|[-–—•][ \t]+)?(?:[\[(]?(?P<before>{_TIME})[\])]?[ \t]*[-–—]?[ \t]*)?"
_TIMED = rf"[ \t]*[\[(](?P<within>{_TIME})[\])]|[ \t]+(?P<after>{_TIME})"
_COLON = re.compile(
    rf"{_LEAD}(?P<bold>\*\*|__)?\[?(?P<name>{_NAME})\]?(?:{_TIMED})?[ \t]*"
    r"(?:(?P=bold))?:(?:\*\*|__)?(?=\s|$|[“‘\"…\[(])[ \t]*"
)
_ALONE = re.compile(rf"{_LEAD}(?P<bold>\*\*|__)?(?P<name>{_NAME})(?:(?P=bold))?(?:{_TIMED})[ \t]*$")
"""`Name: words`, and `Name  0:03` on a line of its own, as several recorders write it."""

_MAX_WORDS = 5
_NOT_PEOPLE = """
    note notes nb n.b http https www date time title subject re to cc from location place duration
    summary background example e.g i.e source warning tip action actions file length interviewed
    topic context section appendix table figure page introduction conclusion end url email tel yes
    no phone ps p.s transcript interview recorded
"""
_NOBODY = frozenset(_NOT_PEOPLE.split())
"""Words before a colon that recur in notes and are nobody."""


@dataclass(frozen=True)
class Label:
    """A label that may be a speaker's: where its line starts, where what is said starts."""

    line: int
    said: int
    name: str
    began: str | None = None


def turns(text: str, marked: Iterable[Label] = ()) -> tuple[Turn, ...]:
    """Turns of a text by its labels; none where no label counts.

    Args:
        text: The text.
        marked: Labels that the file's own form shows: bold names, first cells of rows.
    """
    by_line = {m.line: m for m in marked if _may_be_name(m.name)}
    by_line |= {found.line: found for found in written(text)}
    kept = counting(by_line[line] for line in sorted(by_line))
    if not kept:
        return ()
    ends = [*(k.line for k in kept[1:]), len(text)]
    made = (_turn(text, label, end) for label, end in zip(kept, ends, strict=True))
    return tuple(t for t in made if t.end > t.start)


def counting(labels: Iterable[Label]) -> list[Label]:
    """The labels that are speakers': those that recur, and known words for a role."""
    listed = list(labels)
    often = Counter(_folded(label.name) for label in listed)
    return [k for k in listed if is_role(k.name) or often[_folded(k.name)] > 1]


def written(text: str) -> list[Label]:
    """Everything at the start of a line that has the form of a label."""
    found: list[Label] = []
    at = 0
    for line in text.split("\n"):
        if label := opening(line):
            found.append(Label(at, at + label.said, label.name, label.began))
        at += len(line) + 1
    return found


def opening(line: str) -> Label | None:
    """The label a line opens with, if it has one; offsets within the line."""
    match = _COLON.match(line) or _ALONE.match(line)
    if match is None or not _may_be_name(match["name"].strip()):
        return None
    began = match["before"] or match["within"] or match["after"]
    return Label(0, match.end(), match["name"].strip(), began)


def _may_be_name(name: str) -> bool:
    fits = re.fullmatch(_NAME, name) and len(name.split()) <= _MAX_WORDS
    return bool(fits) and _folded(name) not in _NOBODY


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).strip(" .")


def _turn(text: str, label: Label, end: int) -> Turn:
    start, stop = trimmed(text, label.said, end)
    return Turn(start, stop, label.name, label.began)
