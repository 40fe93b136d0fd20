"""What may stand before a name for a qualification: body, subject, grade and count."""

from __future__ import annotations

import re

from sectorscope.annotate.qualifications import lists, subject_before
from sectorscope.annotate.qualifications.form import GENERIC, spaced
from sectorscope.annotate.qualifications.mention import Mention
from sectorscope.annotate.qualifications.subject import is_known

_REACH = 70
_WITH_SUBJECT = frozenset({"school", "degree", "generic", "apprenticeship", "vocational", "level"})
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten"
_COUNT = spaced(
    rf"(?<![^\W_:.])(?:[1-9]|1[0-2]|{_NUMBER})(?:\+| or more| ?x| ?×)? "
    r"(?:good |full |relevant |strong )?$"
)
_COUNT_WORD = re.compile(rf"\(?(?:\d|x|{_NUMBER}|more|good|full|relevant|strong)", re.IGNORECASE)
_FIRST_GRADE = (
    r"(?:grades? (?:A\*|[A-D]|[4-9])|A\*?(?= ?(?:-|to))|[4-9](?= ?(?:-|to) ?[4-9])"
    r"|[A-C](?=\+| or above))"
)
_GRADE = spaced(
    rf"(?<![^\W_])(?P<grade>{_FIRST_GRADE}(?: ?(?:-|to|/|or) ?(?:[A-D]|[4-9]))?)"
    r"(?:\+| ?\(?or (?:above|higher|better)\)?)? (?:passes )?(?:(?:in|at) )?$"
)
_GRADE_WORD = re.compile(
    r"(?:in|at|an?|\(?above\)?|higher|better|passes|.{0,3}\+|[A-G1-9]\*?(?:[-/].{1,3})?)",
    re.IGNORECASE,
)
_MERIT = spaced(
    r"(?<![^\W_])(?P<grade>(?:(?:high|minimum) )?(?:merit|distinction|pass)) (?:in|at) (?:an? )?$"
)
_BODY = re.compile(r"(?<![^\W_])[A-Z]{2,7} {1,3}$")
_AT = spaced(r" (?:to|at)(?: an?)? $")


def grow_left(m: Mention) -> None:
    """Take in all that stands before the mention and belongs to it."""
    word = _word_before(m)
    if not word:
        return
    if word.isupper() and m.has("level", "generic") and not m.has("body"):
        _take_body(m, word)
    teaches = m.family == "school" and word.lower() in lists.TEACHING
    if m.family in _WITH_SUBJECT and not teaches:
        _take_subject(m)
    if m.family in ("school", "vocational") and _GRADE_WORD.fullmatch(_word_before(m)):
        found = _take(m, _GRADE) or _take(m, _MERIT)
        m.grade = m.grade or (found["grade"] if found else "")
    if m.family == "school" and _COUNT_WORD.match(_word_before(m)):
        found = _take(m, _COUNT)
        m.count = found[0].strip() if found else ""


def _word_before(m: Mention) -> str:
    """The word straight before the mention; empty where a mark or the last mention is."""
    if m.start <= m.floor or m.text[m.start - 1] not in " -/":
        return ""
    words = m.text[max(m.floor, m.start - 30) : m.start].split()
    return words[-1] if words else ""


def _before(m: Mention, pattern: re.Pattern[str]) -> re.Match[str] | None:
    low = max(m.floor, m.start - _REACH)
    low = max(low, m.text.rfind("\n", low, m.start) + 1)
    return pattern.search(m.text[low : m.start])


def _take(m: Mention, pattern: re.Pattern[str]) -> re.Match[str] | None:
    found = _before(m, pattern)
    m.start -= len(found[0]) if found else 0
    return found


def _take_body(m: Mention, word: str) -> None:
    if word in lists.AWARDS_NOTHING or is_known(word):
        return
    found = _take(m, _BODY)
    m.body = found[0].strip() if found else ""


def _take_subject(m: Mention) -> None:
    first = m.cores[0].form
    apprenticed = m.family == "apprenticeship"
    led = first.family == "level" and len(m.cores) > 1
    if led and not apprenticed:
        return
    wide = apprenticed or (first.rank == GENERIC and first.concept != "award")
    begin = subject_before.before(m.text, m.start, m.floor, wide=wide)
    if led and not subject_before.names(m.text[begin : m.start]):
        return
    if begin == m.start and m.family == "school":
        begin = _before_at(m)
    if begin < m.start:
        m.subjects.append((begin, m.start))
        m.start = begin


def _before_at(m: Mention) -> int:
    """Where "English and maths" begins before "at GCSE grade 4", "to GCSE standard"."""
    found = _before(m, _AT) if m.end > m.cores[-1].end else None
    if not found:
        return m.start
    at = m.start - len(found[0]) + 1
    begin = subject_before.before(m.text, at, m.floor)
    return begin if begin < at else m.start
