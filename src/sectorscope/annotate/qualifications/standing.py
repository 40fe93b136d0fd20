"""Mentions of titles, registers, licences and checks: a form, with what may stand before it."""

from __future__ import annotations

import re

from sectorscope.annotate.qualifications import lists
from sectorscope.annotate.qualifications.form import Core, spaced
from sectorscope.annotate.qualifications.subject import next_word

_REACH = 60
_BEFORE = {
    "licence": spaced(
        r"(?<![^\W_])(?:(?:full|clean|UK|GB|EU|british|european|manual|provisional|car)"
        r"(?:,| and|/)? )+$"
    ),
    "check": spaced(
        r"(?<![^\W_])(?:(?:enhanced|basic|standard|blue|black|gold|green|red|white)(?: /|/|-| or)?"
        r" )+$"
    ),
    "registration": spaced(
        r"(?<![^\W_])(?:registered|registration|PIN) (?:with|by|from|on) (?:the )?$"
    ),
}
_BARE_CLEARANCE = re.compile(r"(?:SC|DV|CTC)(?:[ -]+level)?")
_CLEARED = re.compile(r"\b(?:clear(?:ance|ed|able)|BPSS|vetting|vetted|security)", re.IGNORECASE)


def span(text: str, core: Core, floor: int) -> tuple[int, int] | None:
    """Where the mention of a core begins and ends; None where the words mean something else."""
    if core.form.concept == "vocational_driving" and _is_job(text, core):
        return None
    if core.form.kind == "registration" and next_word(text, core.end) in lists.RULES:
        return None
    if core.form.kind == "title" and next_word(text, core.end) in lists.APPRENTICED:
        return None
    if _BARE_CLEARANCE.fullmatch(text, core.start, core.end) and not _near(text, core):
        return None
    return _begin(text, core, floor), core.end


def _begin(text: str, core: Core, floor: int) -> int:
    pattern = _BEFORE.get(core.form.kind)
    low = max(floor, core.start - _REACH)
    low = max(low, text.rfind("\n", low, core.start) + 1)
    found = pattern.search(text[low : core.start]) if pattern else None
    return core.start - len(found[0]) if found else core.start


def _is_job(text: str, core: Core) -> bool:
    return next_word(text, core.end) in lists.DRIVERS


def _near(text: str, core: Core) -> bool:
    about = text[max(0, core.start - _REACH) : core.start] + text[core.end : core.end + _REACH]
    return bool(_CLEARED.search(about))
