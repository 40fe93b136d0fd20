"""What else a mention says: subject, body, size, grade, count, and what is said beside it."""

from __future__ import annotations

import re
from typing import Any

from sectorscope.annotate.qualifications.adjoining import FRAMEWORKS
from sectorscope.annotate.qualifications.form import FHEQ, spaced
from sectorscope.annotate.qualifications.mention import Mention

_REACH = 40
_EQUIVALENT = spaced(
    r" ?,? ?[(]?(?:or|and/or|/)? ?(?:an? )?(?:(?:its|relevant|similar|suitable|recognised) )?"
    r"(?:equiv(?:alent|\b)|similar\b|comparable\b)"
)
_BEFORE = spaced(
    r"(?:work(?:ing)?|studying|study|training|progress(?:ing)?) (?:towards?|for)"
    r"(?: an?| the| your)? $"
    r"|(?:studying|completing|undertaking|part[- ]qualified|pursuing|enrolled on)(?: an?| the)?"
    r"[ ,(]{0,3}$"
)
_AFTER = spaced(
    r"(?: ?(?:/|,|&|or|and) ?(?-i:[A-Z][a-z]{0,3}[A-Z][A-Za-z]{0,6})(?![^\W_])){0,3}[)]?"
    r"(?: (?:status|registration|registered|accreditation|accredited|membership|member|qualified))?"
    r"(?: (?:with|of|by) (?:an? |the )?[^\W\d_]{1,14}(?: [^\W\d_]{1,14})?(?= ?[,(]? ?or ))?"
    r" ?[,(]? ?(?:(?:or|and|be|currently|prepared|willing|willingness|able|committed|to|actively) )"
    r"{0,6}"
    r"(?:work(?:ing)? towards?+(?!(?: \w{1,12}){0,3} (?:targets?|deadlines?|goals?|kpis?)\b)"
    r"|studying|near completion|part[- ]qualified|in progress|finalist)"
)
_PART = re.compile(r"\bpart[- ]qualified[ ,(]{0,3}$", re.IGNORECASE)
_PART_AFTER = re.compile(r" {1,3}part[- ]qualified", re.IGNORECASE)
_HINTS = ("ward", "tud", "art", "ing ", "nrolled")
_SIZE = re.compile(r"\b(extended diploma|extended certificate|diploma|certificate|award)s?\b", re.I)


def detail(text: str, m: Mention, stated: tuple[int, ...]) -> dict[str, Any]:
    """What a mention says beyond its level; only what is said is there.

    type, subject, awarding_body, size (diploma, certificate, award), grade, count, standard (of an
    apprenticeship), also (further concepts in the one mention), stated (an SVQ's own level),
    equivalent, working_towards, part.
    """
    told: dict[str, Any] = {"type": m.head.concept}
    if m.subjects:
        told["subject"] = ", ".join(text[a:b].strip(" ,(") for a, b in sorted(m.subjects))
        if m.family == "apprenticeship" or (told["subject"].lower().endswith(" standard")):
            told["standard"] = told["subject"]
    if body := _body(m):
        told["awarding_body"] = body
    size = _SIZE.search(m.words) if m.head.framework != FHEQ else None
    if size:
        told["size"] = size[1].lower()
    if grade := m.grade or (_class(m) if m.has("class") else ""):
        told["grade"] = grade
    if m.count:
        told["count"] = m.count
    if m.head.concept == "svq" and stated:
        told["stated"] = stated[0]
    if m.strokes or len(stated) > 1:
        told["also"] = _also(m, stated)
    return told | standing(text, m.start, m.end)


def standing(text: str, start: int, end: int) -> dict[str, bool]:
    """Whether something equal will do, whether it is still worked for, whether only in part."""
    before = text[max(0, start - _REACH) : start]
    hinted = any(hint in before for hint in _HINTS)
    told: dict[str, bool] = {}
    if _EQUIVALENT.match(text, end):
        told["equivalent"] = True
    if (hinted and _BEFORE.search(before)) or _AFTER.match(text, end):
        told["working_towards"] = True
    if (hinted and _PART.search(before)) or _PART_AFTER.match(text, end):
        told["part"] = True
    return told


def _body(m: Mention) -> str:
    if m.body or not (m.has("body") or m.head.body):
        return m.body
    bodies = (core.form.body for core in m.cores)
    return next((body for body in bodies if body and body not in FRAMEWORKS), "")


def _class(m: Mention) -> str:
    return next(m.text[c.start : c.end] for c in m.cores if c.form.family == "class")


def _also(m: Mention, stated: tuple[int, ...]) -> tuple[str, ...]:
    """Further levels, and types joined by a stroke, as concepts."""
    first = m.head.concept
    levels = tuple(f"{first}:{n}" for n in stated[1:])
    rest = {form.concept: form.level for form in m.strokes if form.concept != first}
    return levels + tuple(c if n is None else f"{c}:{n}" for c, n in rest.items())
