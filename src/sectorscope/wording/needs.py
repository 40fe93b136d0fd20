"""Needs as concepts: what the annex codes to occupation, industry, level and subject area."""

from __future__ import annotations

from collections.abc import Sequence

from sectorscope.profile import ConceptRef
from sectorscope.wording.voice import Row


def concepts(codes: Sequence[Row]) -> tuple[ConceptRef, ...]:
    """The concepts codebook entries are coded to, for the entries that are needs.

    Each list entry is "CODE label"; a need that is coded to nothing keeps its name under the
    scheme `need`, so that the annex can say it is not coded.
    """
    return tuple(ref for code in codes if code["need"] for ref in _concepts_of(code))


def _concepts_of(code: Row) -> list[ConceptRef]:
    need, found = code["label"], list[ConceptRef]()
    for scheme, column, version in (
        ("SOC", "occupations", code["soc"] or ""),
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
