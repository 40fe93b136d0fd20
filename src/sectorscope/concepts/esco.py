"""ESCO's CSV zip as published: 1.1.0 (8 files), 1.1.1 (14) and 1.2 (relations named `_en` too).

Columns are found by name, because releases add and move them. Relations of a concept that has no
row of its own are left out: 1.1.1 has eight, and nothing could be said of what they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from sectorscope.concepts.archive import Archive
from sectorscope.concepts.columns import Concept, of
from sectorscope.concepts.text import some, table
from sectorscope.concepts.vocabulary import UNKNOWN, Vocabulary
from sectorscope.concepts.wellformed import acyclic, unique
from sectorscope.errors import VocabularyError

LICENCE = "European Union, reuse with attribution (Decision 2011/833/EU)"

_FILES = ("skills", "skillGroups", "occupations", "ISCOGroups")
_RELATIONS = ("broaderRelationsSkillPillar", "broaderRelationsOccPillar")
_KINDS = {"skills": "skill", "occupations": "occupation"}
_NEEDED = ("conceptUri", "preferredLabel")
_OPTIONAL = (
    "altLabels", "hiddenLabels", "description", "definition",
    "skillType", "reuseLevel", "iscoGroup", "code",
)  # fmt: skip
_VERSION = r"(\d+\.\d+(?:\.\d+)?)(?![\d.]*\d)"
_INSIDE = re.compile(rf"\bESCO\W{{0,5}}(?:dataset|classification)?\W{{0,5}}v?\s?{_VERSION}", re.I)
_IN_NAME = re.compile(rf"(?:(?<![a-z])v|esco[ _-]*){_VERSION}", re.IGNORECASE)
_OTHER_LANGUAGE = re.compile(r"^skills_([a-z]{2})\.csv$")

_Parents = dict[str, list[str]]


def read(data: bytes, name: str) -> Vocabulary:
    """The vocabulary in the bytes of a zip.

    Args:
        data: the zip.
        name: its file name, which tells the version where nothing inside does.

    Raises:
        VocabularyError: damaged, a file or a column missing, an id twice, a cycle.
    """
    archive = Archive(data, name)
    members = {stem: _member(archive, stem) for stem in (*_FILES, *_RELATIONS)}
    parents = _parents(archive, members)
    concepts = [c for stem in _FILES for c in _concepts(archive, members[stem], stem, parents)]
    unique(concepts, name)
    known = {concept.id for concept in concepts}
    columns = of(_within(concept, known) for concept in concepts)
    acyclic(columns, name)
    return Vocabulary("esco", _version(archive), LICENCE, columns, sha256(data).hexdigest())


def _member(archive: Archive, stem: str) -> str:
    """The file of a table; the relations are named without a language up to 1.1.1."""
    names = (f"{stem}_en.csv", f"{stem}.csv") if stem in _RELATIONS else (f"{stem}_en.csv",)
    if found := archive.find(*names):
        return found
    raise VocabularyError(
        f"{archive.name} has no {names[0]}; it holds {some(archive.paths)}",
        expected="ESCO's classification as a CSV zip, in English",
        hint=_instead(archive),
    )


def _instead(archive: Archive) -> str:
    if "[Content_Types].xml" in archive.paths:
        return "save the workbook's sheet as a CSV with a column `label`"
    if found := [m for m in map(_OTHER_LANGUAGE.match, archive.paths) if m]:
        return f"download the English version; this one is in {found[0][1]!r}"
    return "download the classification from ESCO, version 1.1.0 or later, English, CSV"


def _parents(archive: Archive, members: dict[str, str]) -> _Parents:
    found: _Parents = {}
    for stem in _RELATIONS:
        text = archive.text(members[stem])
        for child, parent in table(text, members[stem], ("conceptUri", "broaderUri")):
            found.setdefault(child, []).append(parent)
    return found


def _concepts(archive: Archive, member: str, stem: str, parents: _Parents) -> Iterator[Concept]:
    for cells in table(archive.text(member), member, _NEEDED, _OPTIONAL):
        key, label, alternatives, hidden, description, definition, kind, reuse, isco, code = cells
        label = " ".join(label.split())
        yield Concept(
            id=key.strip(),
            label=label,
            kind=_KINDS.get(stem, "group"),
            alternatives=_labels(alternatives, label),
            hidden=_labels(hidden, label),
            definition=(description or definition).strip(),
            parents=tuple(dict.fromkeys(parents.get(key, ()))),
            type=kind,
            reuse=reuse,
            code=isco or code,
        )


def _labels(cell: str, label: str) -> tuple[str, ...]:
    """Labels, one a line, each once; ESCO often repeats the preferred one among them."""
    lines = dict.fromkeys(" ".join(line.split()) for line in cell.split("\n"))
    return tuple(line for line in lines if line and line != label)


def _within(concept: Concept, known: set[str]) -> Concept:
    """The concept without relations to what is not in the files."""
    if known.issuperset(concept.parents):
        return concept
    return replace(concept, parents=tuple(p for p in concept.parents if p in known))


def _version(archive: Archive) -> str:
    """As the release says of itself, else as the file or a folder in it is named."""
    schemes = archive.find("conceptSchemes_en.csv", "conceptSchemes.csv")
    if schemes and (told := _INSIDE.search(archive.text(schemes))):
        return told[1]
    named = (version_in(text) for text in (archive.name, *archive.paths))
    return next(filter(None, named), UNKNOWN)


def version_in(name: str) -> str:
    """The version that a file's name tells; "" where it tells none."""
    found = _IN_NAME.search(name)
    return found[1] if found else ""
