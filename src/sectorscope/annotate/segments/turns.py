"""Turns of an interview: who speaks, and whether they ask or answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sectorscope.annotate.cues.scan import listed

_NAME = r"[A-Za-z][\w.'\u2019&-]{0,30}(?: [\w.'\u2019&-]{1,30}){0,3}(?: ?\([^()\n:]{1,40}\))?"
_START = re.compile(
    r"^[ \t]*(?:\[?\(?\d{1,2}:\d\d(?::\d\d)?\)?\]?[ \t]*)?(?:\*\*)?"
    rf"({_NAME})(?:\*\*)?[ \t]?(:|[\u2013-](?=[ \t]))(?:\*\*)?[ \t]*",
    re.MULTILINE,
)
_INLINE = re.compile(
    r"(?<=[.?!\u2026\])\"'] )(INT|INTERVIEWER|Interviewer|RESP|RESPONDENT|Respondent|Q|A|R|"
    r"I)\d?:[ \t]+"
)
_ASKS = listed(
    "int interviewer i q question mod moderator facilitator researcher iv ir intv inter host "
    "consultant interviewer/s interviewers"
)
_ANSWERS = listed(
    "resp respondent r a answer participant p interviewee employer informant speaker subject "
    "director manager owner md ceo hr"
)
_ASKING = ("interview", "researcher", "moderator", "facilitator")
_SHARE = 0.5
"""A speaker whose label does not say so asks if this share of their turns holds a question mark."""

_PAIR = 2


class Turn(NamedTuple):
    """A turn: `text[start:end]`, its label included; words: where what is said begins."""

    start: int
    words: int
    end: int
    speaker: str | None
    asks: bool


def turns(text: str) -> list[Turn]:
    """The turns of a transcript in order; what stands before the first has no speaker."""
    found = sorted(_labels(text))
    asking = _asking(text, found)
    made: list[Turn] = []
    if not found or found[0][0] > 0:
        made.append(Turn(0, 0, found[0][0] if found else len(text), None, asks=False))
    for at, (start, words, name) in enumerate(found):
        end = found[at + 1][0] if at + 1 < len(found) else len(text)
        made.append(Turn(start, words, end, name, asks=name in asking))
    return made


def spoken(text: str) -> bool:
    """Whether a text is made up as a transcript: somebody asks, and somebody answers.

    One turn of each is enough where a question is asked in so many words; without, it may be an
    advert's "Consultant:" and "Employer:".
    """
    found = turns(text)
    asked = [turn for turn in found if turn.asks]
    answers = sum(turn.speaker is not None and not turn.asks for turn in found)
    if len(asked) >= _PAIR and answers >= _PAIR:
        return True
    return bool(answers) and any("?" in text[turn.words : turn.end] for turn in asked)


def _labels(text: str) -> list[tuple[int, int, str]]:
    """Labels of speakers: those that are known, look like a name, or come again."""
    matches = list(_START.finditer(text))
    counts = Counter(m.group(1) for m in matches)
    kept = [
        (m.start(), m.end(), m.group(1))
        for m in matches
        if _label(m.group(1), counts[m.group(1)] if m.group(2) == ":" else 0)
    ]
    return kept + [(m.start(), m.end(), m.group(1)) for m in _INLINE.finditer(text)]


def _label(name: str, times: int) -> bool:
    base = _base(name)
    if base in _ASKS or base in _ANSWERS or base.startswith(_ASKING):
        return True
    return name[0].isupper() and (times > 1 or bool(times and name.endswith(")")))


def _base(name: str) -> str:
    return name.partition("(")[0].rstrip(" 0123456789").lower()


def _asking(text: str, found: list[tuple[int, int, str]]) -> frozenset[str]:
    """Who asks: by the label, or else whoever asks most, and in at least half the turns."""
    names = list(dict.fromkeys(name for _, _, name in found))
    asking = frozenset(n for n in names if _asks(n))
    if asking or len(names) < _PAIR or any(_base(n) in _ANSWERS - {"speaker", "p"} for n in names):
        return asking
    share = _questions(text, found)
    most = max(names, key=lambda n: share[n])
    return frozenset((most,)) if share[most] >= _SHARE else frozenset()


def _asks(name: str) -> bool:
    base = _base(name)
    role = name.partition("(")[2].lower()
    return base in _ASKS or base.startswith(_ASKING) or role.startswith(_ASKING)


def _questions(text: str, found: list[tuple[int, int, str]]) -> dict[str, float]:
    """The share of each speaker's turns that hold a question mark."""
    asked: dict[str, list[bool]] = defaultdict(list)
    stops = [start for start, _, _ in found[1:]] + [len(text)]
    for (_, words, name), end in zip(found, stops, strict=True):
        asked[name].append("?" in text[words:end])
    return {name: _mean(flags) for name, flags in asked.items()}


def _mean(flags: Iterable[bool]) -> float:
    listed = list(flags)
    return sum(listed) / len(listed)
