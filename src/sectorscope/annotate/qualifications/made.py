"""From what the grammar gathered to an annotation: kind, concept, level, framework and score.

The score is the logistic function of the sum of `why`: what kind of name was found, and what
stands with it. Its terms were set by hand from the share of right mentions among some six hundred
in real adverts that were read by eye (names of their own almost always, "… qualification" and a
level by itself about three in four); on the developers' sentences all are right, which fits none.
"""

from __future__ import annotations

import re
from functools import cache
from math import exp

from sectorscope.annotate.annotation import Annotation
from sectorscope.annotate.qualifications.detail import detail, standing
from sectorscope.annotate.qualifications.form import FHEQ, NQF, RANKS, RQF, Core, Form
from sectorscope.annotate.qualifications.levels import gcse_level, levels_in, scqf_in
from sectorscope.annotate.qualifications.mention import Mention

BARE = "level"
"""The concept of a level that is named without a qualification."""

LANE = "qualifications"

_OLD_NVQ = frozenset({4, 5})
"""NVQ levels of the framework before 2004, which are not levels 4 and 5 of the RQF. An "NVQ
Diploma" is of the QCF or the RQF, and so is an NVQ at level 6 or 7."""

_OWN = re.compile(r"\b(RQF|QCF|NQF|FHEQ|SCQF|CQFW|EQF)\b")
_NATIONAL = re.compile(r"\bnationals?\b|\bextended (?:diploma|certificate)|subsidiary")
_FIRST = re.compile(r"\bfirsts?\b")

_NAMES = {"specific": 3.0, "named": 2.4, "generic": 1.2, "body": 2.0, "level": 1.2}
_ADDS = {"level": 0.8, "subject": 0.6, "grade": 0.6, "awarding body": 0.4}
_OTHERS = {"title": 2.8, "registration": 2.4, "licence": 2.8, "check": 2.8}


def qualification(text: str, m: Mention) -> Annotation:
    """The annotation of a mention; `text` as it was given."""
    head, stated = m.head, _stated(m)
    level = _level(m, stated)
    framework = None if m.strokes and level is None else _framework(m, stated)
    number = stated[0] if head.concept == "svq" and stated else level
    kind = _kind(m)
    label = _label(head, number, kind)
    why = _why(m)
    return Annotation(
        m.start,
        m.end,
        text[m.start : m.end],
        head.concept if number is None else f"{head.concept}:{number}",
        kind,
        _score(tuple(why.values())),
        label,
        framework or "",
        LANE,
        level=level,
        framework=framework,
        why=why,
        reason=f"{kind}: {label}",
        detail=detail(text, m, stated),
    )


def other(text: str, core: Core, start: int, end: int) -> Annotation:
    """The annotation of a title, registration, licence or check."""
    form = core.form
    why = {f"name of a {form.kind}": _OTHERS[form.kind]}
    return Annotation(
        start,
        end,
        text[start:end],
        form.concept,
        form.kind,
        _score(tuple(why.values())),
        form.name,
        "",
        LANE,
        why=why,
        reason=f"{form.kind}: {form.name}",
        detail={"type": form.concept, **standing(text, start, end)},
    )


def _kind(m: Mention) -> str:
    """A body that stands alone is a title where membership is what its name means."""
    alone = m.family == "body" and not m.level_text
    return m.head.alone if alone and m.head.alone == "title" else "qualification"


def _label(head: Form, number: int | None, kind: str) -> str:
    name = f"{head.name} membership" if kind == "title" else head.name
    if number is None:
        return name
    own = head.concept in (BARE, "svq")  # an SVQ's number is its own, and no level
    return f"{name} {number}" if own else f"{name}, level {number}"


def _stated(m: Mention) -> tuple[int, ...]:
    """The levels the words state, low to high; entry level is 0."""
    said = m.level_text.upper()
    if said.startswith("ENTRY"):
        return (0,)
    held = levels_in(said) if said and "SCQF" not in said else ()
    if held or m.head.concept not in ("nvq", "svq"):
        return held
    return levels_in(m.text[m.cores[0].start : m.cores[0].end])


def _framework(m: Mention, stated: tuple[int, ...]) -> str | None:
    own = _OWN.search(m.words) if m.letters or m.has("level", "body") else None
    if own and not _has_own(m.head):
        return own[1]
    if m.head.concept == "nvq" and not m.has("generic") and _OLD_NVQ.issuperset(stated[:1] or {0}):
        return NQF
    if m.family == "generic" and m.has("degree"):
        return FHEQ
    return m.head.framework or (RQF if stated else None)


def _has_own(head: Form) -> bool:
    """Whether it has one level outside Scotland's framework: an HNC is at 4, "SCQF 7" or not."""
    return head.level is not None and head.framework in (RQF, FHEQ)


def _level(m: Mention, stated: tuple[int, ...]) -> int | None:
    """The level that the words fix: stated, by the grade, or the lowest of those it can only be."""
    head = m.head
    if "SCQF" in m.level_text.upper() and not _has_own(head):
        return scqf_in(m.level_text)
    if head.concept == "svq" or stated:
        return None if head.concept == "svq" else stated[0]
    if head.concept == "gcse":
        return gcse_level(m.grade)
    if head.concept == "btec":
        return _btec(m.words.lower())
    if not m.strokes:
        return head.level
    fixed = [form.level for form in m.strokes]
    return None if None in fixed else min(level for level in fixed if level is not None)


def _btec(words: str) -> int | None:
    """BTEC Nationals are at level 3, Firsts at 2, Higher Nationals from 4 (Pearson)."""
    if "higher national" in words:
        return 4
    if _NATIONAL.search(words):
        return 3
    return 2 if _FIRST.search(words) else None


def _why(m: Mention) -> dict[str, float]:
    rank = RANKS[m.head.rank]
    why = {f"{rank} name": _NAMES[rank]}
    if m.level_text and rank != "level":
        why["level"] = _ADDS["level"]
    if m.subjects:
        why["subject"] = _ADDS["subject"]
    if m.grade:
        why["grade"] = _ADDS["grade"]
    if m.body or (rank != "body" and m.has("body")):
        why["awarding body"] = _ADDS["awarding body"]
    return why


@cache
def _score(terms: tuple[float, ...]) -> float:
    return round(1 / (1 + exp(-sum(terms))), 4)
