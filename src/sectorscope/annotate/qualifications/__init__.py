"""Qualifications, titles, registrations, licences and checks as they are named in UK text.

Lexical only: what is written is found, what is meant is not guessed. `annotate` gives one
annotation for each mention, with its level where the words fix it (see
docs/explanation/qualifications.md for frameworks and sources), and says nothing of the context:
whether a thing is asked for or declined is the caller's to find.

How a mention is built: `places` finds the beginnings (cores) that the tables in
`data/qualifications` name; `rightwards` and `leftwards` take in what belongs to one; `accept`
drops what is none; `made` and `detail` tell what was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from sectorscope.annotate.annotation import Annotation
from sectorscope.annotate.qualifications import made, standing
from sectorscope.annotate.qualifications.accept import accepted
from sectorscope.annotate.qualifications.form import Core, forms
from sectorscope.annotate.qualifications.leftwards import grow_left
from sectorscope.annotate.qualifications.levels import levels_in
from sectorscope.annotate.qualifications.made import BARE
from sectorscope.annotate.qualifications.mention import Mention
from sectorscope.annotate.qualifications.people import holders
from sectorscope.annotate.qualifications.places import cores, plain
from sectorscope.annotate.qualifications.rightwards import grow_right

__all__ = ["BARE", "annotate", "concept_of", "concepts_of", "holders", "levels_in", "of_school"]


def annotate(text: str) -> tuple[Annotation, ...]:
    """Every mention in a text, in order of place, none overlapping another.

    The concept is the type and, after a colon, its level: `nvq:3`, `hnd:5`, `gcse`. Of a mention
    that names several ("NVQ level 2 or 3", "HNC/HND") the first or lower is the concept and the
    others are under `also` in `detail`. `level` is that of `framework`: RQF, FHEQ, NQF, SCQF.
    People are no qualifications: of "graduates" and "apprentices" see `holders`.
    """
    read = plain(text)
    found = cores(read)
    return tuple(_mentions(text, read, found)) if found else ()


def concept_of(annotation: Annotation) -> tuple[str, int | None]:
    """The qualification and its level, None where none is fixed."""
    return _parted(annotation.concept)


def concepts_of(annotation: Annotation) -> tuple[tuple[str, int | None], ...]:
    """Every qualification and level that one mention names, the concept's own first."""
    return tuple(_parted(c) for c in (annotation.concept, *annotation.detail.get("also", ())))


def of_school(annotation: Annotation) -> bool:
    """Whether it is a qualification of a school, whose subjects are no skills by themselves."""
    return annotation.kind == "qualification" and _parted(annotation.concept)[0] in _school()


@cache
def _school() -> frozenset[str]:
    return frozenset(form.concept for form in forms() if form.family == "school")


def _parted(concept: str) -> tuple[str, int | None]:
    name, _, level = concept.partition(":")
    return name, int(level) if level else None


def _mentions(text: str, read: str, found: list[Core]) -> Iterator[Annotation]:
    at: dict[int, Core] = {}
    for core in found:
        at.setdefault(core.start, core)
    floor = 0
    for core in found:
        if core.start >= floor and (one := _mention(text, read, core, at, floor)):
            floor = one.end
            yield one


def _mention(
    text: str, read: str, core: Core, at: Mapping[int, Core], floor: int
) -> Annotation | None:
    if core.form.kind != "qualification":
        place = standing.span(read, core, floor)
        return made.other(text, core, *place) if place else None
    mention = Mention(read, core, at, floor)
    grow_right(mention)
    grow_left(mention)
    return made.qualification(text, mention) if accepted(mention) else None
