"""Needs as concepts: what the annex codes to occupation, industry, level and subject area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sectorscope.concepts.soc import NEWER, OLDER, is_of
from sectorscope.profile import ConceptRef
from sectorscope.sector.occupations import Occupations
from sectorscope.wording.voice import Row

SOC = "SOC"
NO_GROUP = "no group of {version} has this code"
OTHER = "{label} (so the code is called in another version; {version} calls it {title})"
WIDER = "{title} (the wider group: {older} {code} is coded to {count} of its unit groups)"
"""What stands in the annex where the index codes an older group to several newer ones."""


def concepts(codes: Sequence[Row], held: Occupations | None = None) -> tuple[ConceptRef, ...]:
    """The concepts codebook entries are coded to, for the entries that are needs.

    Each list entry is "CODE label"; a need that is coded to nothing keeps its name under the
    scheme `need`, so that the annex can say it is not coded.

    Args:
        codes: rows of `code`.
        held: names occupations of which the codebook has the code alone, and adds to one of SOC
            2010 what it is in SOC 2020 by the coding index.
    """
    given = [ref for code in codes if code["need"] for ref in _concepts_of(code)]
    if held is None:
        return tuple(given)
    return tuple(ref for one in given for ref in (_named(one, held), *_newer(one, held)))


def _named(ref: ConceptRef, held: Occupations) -> ConceptRef:
    """With the title of its group where the codebook does not say it, or says another version's."""
    if ref.scheme != SOC:
        return ref
    title = held.title(ref.version, ref.code)
    if not is_of(ref.version, ref.code):
        unknown = NO_GROUP.format(version=ref.version)
        label = f"{ref.label} ({unknown})" if ref.label else unknown
    elif ref.label and _of_another(ref, title, held):
        label = OTHER.format(label=ref.label, version=ref.version, title=title)
    else:
        label = ref.label or title
    return ref.model_copy(update={"label": label})


def _of_another(ref: ConceptRef, title: str, held: Occupations) -> bool:
    """Whether a label is what the other version of SOC calls the code, and this one does not."""
    others = (v for v in (NEWER, OLDER) if v != ref.version)
    said = ref.label.casefold()
    named = (held.title(v, ref.code).casefold() for v in others)
    return bool(title) and said != title.casefold() and said in named


def _newer(ref: ConceptRef, held: Occupations) -> Iterator[ConceptRef]:
    """What a unit group of SOC 2010 is in SOC 2020: one group, or the one above several."""
    moved = held.moved(ref.code) if (ref.scheme, ref.version) == (SOC, OLDER) else None
    if moved is None or not moved.into:
        return
    title = held.title(NEWER, moved.into)
    if moved.split:
        count = len(moved.units)
        title = WIDER.format(title=title, older=OLDER, code=ref.code, count=count)
    yield ref.model_copy(update={"code": moved.into, "label": title, "version": NEWER})


def _concepts_of(code: Row) -> list[ConceptRef]:
    need, found = code["label"], list[ConceptRef]()
    for scheme, column, version in (
        (SOC, "occupations", code["soc"] or ""),
        ("SIC", "industries", "SIC 2007"),
        ("SSA", "subject_area", "tier 2"),
        ("level", "level", ""),
    ):
        for entry in filter(None, (code[column] or "").split(";")):
            value, _, label = entry.strip().partition(" ")
            whole = scheme == "level"
            found.append(
                ConceptRef(
                    scheme=scheme,
                    code=entry.strip() if whole else value,
                    label="" if whole else label,
                    version=version,
                    need=need,
                )
            )
    return found or [ConceptRef(scheme="need", code=code["code"], need=need)]
