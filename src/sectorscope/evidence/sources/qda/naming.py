"""What of the study a project's code or source is: by guid, if we wrote it, else by its name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sectorscope.evidence.sources.qda.model import Code, Source, guid_of
from sectorscope.evidence.sources.transcripts.mapping import Mapping

ONE_QUESTION = "interview"
"""The question all codes belong to where no mapping tells them apart."""

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")


@dataclass(frozen=True)
class Known:
    """A code of the study: its question and its name there."""

    question: str
    code: str


def code_guid(question: str, code: str) -> str:
    """The guid under which we write a code."""
    return guid_of("code", question, code)


def document_guid(identity: str) -> str:
    """The guid under which we write a text, by its id."""
    return guid_of("document", identity)


def source_name(identity: str) -> str:
    """What we call the text `BUSINESS/question`: other programs take the stroke for a path."""
    business, _, part = identity.rpartition("/")
    return f"{business} {part}" if business else part


def business_of(source: Source) -> str:
    """The business of a source that no mapping names: of one we wrote, without its question."""
    business, _, part = source.name.rpartition(" ")
    if business and source.guid.casefold() == document_guid(f"{business}/{part}"):
        return business
    return _SUFFIX.sub("", source.name).strip() or source.guid


def by_mapping(codes: tuple[Code, ...], rules: Mapping) -> dict[str, Known]:
    """The study's code for each guid of the project; a name that fits two codes fits none."""
    named: dict[str, set[Known]] = {}
    guids: dict[str, Known] = {}
    for question in rules.question:
        for code in question.code:
            known = Known(question.id, code.code)
            guids[code_guid(question.id, code.code)] = known
            for name in (code.code, code.label):
                named.setdefault(_folded(name), set()).add(known)
    found = {c.guid: guids.get(c.guid) or _only(named.get(_folded(c.name))) for c in codes}
    return {guid: known for guid, known in found.items() if known}


def by_name(codes: tuple[Code, ...]) -> dict[str, Known]:
    """A name for each code out of what the project calls it, told apart by numbers."""
    found: dict[str, Known] = {}
    used: set[str] = set()
    for code in codes:
        stem = name = _slug(code.name)
        number = 1
        while name in used:
            number += 1
            name = f"{stem}_{number}"
        used.add(name)
        found[code.guid] = Known(ONE_QUESTION, name)
    return found


def _only(found: set[Known] | None) -> Known | None:
    return next(iter(found)) if found and len(found) == 1 else None


def _folded(name: str) -> str:
    words = unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split()
    return " ".join(words)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return slug if slug[:1].isalpha() else f"code_{slug}".rstrip("_")
