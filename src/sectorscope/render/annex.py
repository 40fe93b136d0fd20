"""The annex: every need the profile states, coded to occupations, industries, levels, subjects.

It is read from statements alone. A need that has no code in a scheme says so; nothing is looked
up, so that the annex cannot know more than the sentence it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from sectorscope.profile import ConceptRef, Profile, Statement
from sectorscope.render import csv
from sectorscope.render.words import number

COLUMNS = (
    "statement",
    "chapter",
    "need",
    "occupation_code",
    "occupation",
    "occupation_version",
    "industry_code",
    "industry",
    "industry_version",
    "level",
    "subject_area_code",
    "subject_area",
    "named_by",
    "asked",
    "basis",
    "disclosure",
    "sentence",
)
NOT_CODED = "not coded"


def annex(profile: Profile) -> str:
    """The annex as CSV, in reading order; a header alone where no need is stated."""
    return csv.table(COLUMNS, _rows(profile))


def _rows(profile: Profile) -> Iterator[tuple[str, ...]]:
    for chapter in profile.chapters:
        for statement in chapter.statements():
            for need, codes in needs(statement).items():
                yield from _need_rows(statement, chapter.title, need, codes)


def needs(statement: Statement) -> dict[str, list[ConceptRef]]:
    """The statement's needs, each with its codes; a code that names no need holds for each."""
    named = {_need(ref): [] for ref in statement.codes if _need(ref)}
    for ref in statement.codes:
        for codes in [named[_need(ref)]] if _need(ref) else named.values():
            codes.append(ref)
    return named or ({"": list(statement.codes)} if statement.codes else {})


def _need(ref: ConceptRef) -> str:
    return ref.need or (ref.code if ref.scheme == "need" else "")


def _need_rows(
    statement: Statement, chapter: str, need: str, codes: list[ConceptRef]
) -> Iterator[tuple[str, ...]]:
    named_by, asked = _counts(statement, need)
    schemes = (_of(codes, scheme) for scheme in ("SOC", "SIC", "level", "SSA"))
    for soc, sic, level, ssa in product(*schemes):
        yield (
            statement.id,
            chapter,
            need,
            *(soc.code, soc.label, soc.version),
            *(sic.code, sic.label, sic.version),
            _level(level),
            *(ssa.code, ssa.label),
            named_by,
            asked,
            statement.basis,
            statement.disclosure,
            statement.text,
        )


def _of(codes: list[ConceptRef], scheme: str) -> list[ConceptRef]:
    """A need's distinct codes in a scheme, or one entry that says there is none."""
    found = {(ref.code, ref.version): ref for ref in codes if ref.scheme == scheme}
    return list(found.values()) or [ConceptRef(scheme=scheme, code=NOT_CODED)]


def _level(ref: ConceptRef) -> str:
    """One column for a level: its name, with the framework unless the name says it."""
    name = ref.label or ref.code
    return f"{name} ({ref.version})" if ref.version and ref.version not in name else name


def _counts(statement: Statement, need: str) -> tuple[str, str]:
    for estimate in statement.estimates:
        if estimate.label == need:
            asked = "" if estimate.n is None else str(estimate.n)
            return number(estimate.value).replace(",", ""), asked
    return "", ""
