"""Whether what was gathered is a mention of a qualification at all."""

from __future__ import annotations

import re

from sectorscope.annotate.qualifications import lists
from sectorscope.annotate.qualifications.form import spaced
from sectorscope.annotate.qualifications.mention import Mention
from sectorscope.annotate.qualifications.subject import is_known, next_word

_REACH, _FAR = 40, 80
_MARK_BEFORE = re.compile(r"(?:^|[\n(:;,.!?•·*/\"'-])[ ]{0,3}$")
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:on|floor|located|situated|park|sea|top|lift)|^at|\. {0,3}at) $", re.IGNORECASE
)
_CLASS_BEFORE = re.compile(
    r"(?:\b(?:an?|the|minimum|min|least|of|or|with|good|your|strong|solid|predicted|expected|for"
    r"|no|attained|achieved|obtained|need|have|than|ask|asking|get|got)|[:(/,;\n•-]|^) {0,3}$",
    re.IGNORECASE,
)
_CLASS_AFTER = spaced(
    r" (?:(?:or|and) (?:above|higher|better)|from|in [A-Z])|[.,;:)\n]|$"
    r"| (?:is|only|or|and|at|will|required|essential|desirable|preferred|minimum|but|with|means)"
)
_UNIVERSITY = re.compile(r"\b(?:universit|uni\b|degree|graduat|2[:.][12]\b)", re.IGNORECASE)
_TAUGHT_BEFORE = re.compile(
    r"\b(?:teach|tutor|supervis|deliver|support|assess|mentor|instruct)", re.IGNORECASE
)
_AHEAD = re.compile(r"(?: [\w&-]+){1,5}")
_STATE = re.compile(r"(?<!\w)(?!Degree|Masters|Bachelors)[A-Z][a-z]+, $")
_WORD = re.compile(r"[\w'-]+")


def accepted(m: Mention) -> bool:
    """Whether it stands: nothing bare that needs more, nothing taught, no job, no place."""
    if _taught(m) or (m.words == "MA" and _STATE.search(_before(m))):
        return False
    family = m.family
    if family == "level":
        return _bare_level(m)
    if family == "class":
        return _bare_class(m)
    if family == "body":
        return bool(m.level_text or m.head.alone)
    return family != "generic" or bool(m.head.alone) or _modified(m)


def _before(m: Mention, reach: int = _REACH) -> str:
    return m.text[max(0, m.start - reach) : m.start]


def _taught(m: Mention) -> bool:
    """Whether it is what somebody teaches or studies: "A level tutor", "PhD thesis"."""
    words = _before(m).rsplit(None, 1)
    if words and words[-1].lower() in lists.TEACHING:
        return True
    if m.text[m.end : m.end + 1] not in (" ", "-"):
        return False
    following = next_word(m.text, m.end)
    if following in lists.LEARNERS:
        return bool(_TAUGHT_BEFORE.search(_before(m) + m.text[m.end : m.end + _REACH]))
    studied = m.has("degree") and following in lists.STUDIED
    if m.head.concept == "assessor_award":
        return False
    return studied or following in lists.TAUGHT or _for_a_tutor(m)


def _for_a_tutor(m: Mention) -> bool:
    """Whether subjects and then a teacher follow: "A level Biology and Chemistry tutor"."""
    ahead = _AHEAD.match(m.text, m.end) if m.has("school", "vocational") else None
    for word in ahead[0].split() if ahead else ():
        if word.lower() in lists.TAUGHT:
            return True
        if not is_known(word) and word.lower() not in lists.JOINERS:
            return False
    return False


def _modified(m: Mention) -> bool:
    """A certificate, award or qualification of something: a subject, a body, a level."""
    if m.head.concept != "award" or m.level_text or m.has("body"):
        return bool(m.level_text or m.subjects or m.has("body") or m.body)
    named = m.text[m.cores[0].start].isupper()
    return named and any(begin >= m.cores[0].end for begin, _ in m.subjects)


def _bare_class(m: Mention) -> bool:
    """A class of degree without the word: "a 2:1", "2:2 in Physics", "came out with a first"."""
    before, words = _before(m), m.words.lower()
    if not _CLASS_BEFORE.search(before):
        return False
    followed = bool(_CLASS_AFTER.match(m.text, m.end))
    if "2:" in words or "2." in words:
        return bool(m.subjects) or followed
    about = _before(m, _FAR) + m.text[m.end : m.end + _REACH]
    alone = words in ("first", "1st") and before.lower().endswith((" a ", "a "))
    return alone and followed and bool(_UNIVERSITY.search(about))


def _bare_level(m: Mention) -> bool:
    """A level without the word for what it is of: "qualified to level 3", "their Level 3"."""
    before = _before(m)
    if _PLACE_BEFORE.search(before):
        return False
    if m.body or _has_known(m):
        return True
    mark, further = m.text[m.end : m.end + 1], m.text[m.end + 1 : m.end + 2]
    if not _opens(before) or (mark in ("-", "/") and further.isalnum()):
        return False
    following = next_word(m.text, m.end) if mark == " " else ""
    return not following or following in lists.AFTER_LEVEL


def _opens(before: str) -> bool:
    if _MARK_BEFORE.search(before):
        return True
    words = before.rsplit(None, 1)
    return bool(words) and words[-1].lower().strip("(") in lists.BEFORE_LEVEL


def _has_known(m: Mention) -> bool:
    spans = (m.text[a:b] for a, b in m.subjects)
    return any(is_known(word) for span in spans for word in _WORD.findall(span))
