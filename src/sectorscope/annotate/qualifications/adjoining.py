"""Which words for a qualification may follow one another within one mention."""

from __future__ import annotations

from sectorscope.annotate.qualifications.form import BODY, GENERIC, LEVEL, NAMED, SPECIFIC, Form
from sectorscope.annotate.qualifications.mention import Mention

FRAMEWORKS = frozenset({"RQF", "QCF", "NQF", "FHEQ", "CQFW", "EQF"})
_OPEN = frozenset({"btec", "city_and_guilds", "nvq", "svq"})
"""Kinds that a closer name may follow: "BTEC HND", "NVQ Diploma"."""


def may_adjoin(m: Mention, form: Form) -> bool:
    """Whether a form goes on with a mention, or begins another."""
    if form.kind != "qualification" or m.family == "named":
        return form.concept == "qualification" and m.family == "named"
    rule = _BY_FAMILY.get(form.family) or _BY_RANK[form.rank]
    return rule(m, form)


def _level(m: Mention, _: Form) -> bool:
    return not m.level_text and m.family not in ("class", "school")


def _class(m: Mention, _: Form) -> bool:
    return m.family == "degree" and not m.grade


def _body(m: Mention, form: Form) -> bool:
    return m.head.rank <= BODY or form.body in FRAMEWORKS


def _generic(m: Mention, form: Form) -> bool:
    if form.concept == "qualification":
        return not m.has("class")
    return m.family in ("vocational", "body", "level", "generic")


def _named(m: Mention, _: Form) -> bool:
    return m.head.rank <= BODY


def _specific(m: Mention, form: Form) -> bool:
    if m.head.rank <= BODY:
        return True
    if m.has("class"):
        return form.family == "degree"
    if form.concept in ("degree", "first_degree") and m.family == "degree":
        return m.head.concept != "degree" and form.concept == "degree"
    return (
        m.head.concept in _OPEN and form.family == "vocational" and form.concept != m.head.concept
    )


_BY_FAMILY = {"level": _level, "class": _class, "body": _body}
_BY_RANK = {LEVEL: _named, GENERIC: _generic, NAMED: _named, SPECIFIC: _specific}
