"""What a coded project holds: codes, texts, who coded, and stretches of text with their codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid5

ORIGIN = "Sectorscope"
"""What our own projects say they were made by: they count as the standard does, always."""

NAMESPACE = UUID("6f0c8f0e-52c5-5a55-9a5b-0d1b0a0f3c11")
"""Ours; every guid we write follows from it and a name, so that writing again changes nothing."""

Proof = Literal["text", "offsets", "moved"]
"""Why a selection stands where it does: its text equals its offsets; the project states no text,
so its offsets are all there is; its text was found elsewhere."""


def guid_of(*names: str) -> str:
    """The guid of something by its names, the same every time."""
    return str(uuid5(NAMESPACE, "\x1f".join(names)))


@dataclass(frozen=True)
class User:
    """Somebody who coded."""

    guid: str
    name: str


@dataclass(frozen=True)
class Code:
    """An entry of the project's codebook; `parent` is the guid of the wider code."""

    guid: str
    name: str
    parent: str | None = None
    description: str = ""
    codable: bool = True


@dataclass(frozen=True)
class Source:
    """A text that was coded; line ends are single characters, and there is no byte-order mark."""

    guid: str
    name: str
    text: str


@dataclass(frozen=True)
class Coding:
    """One code on a selection, by the guids of the code and of who gave it (empty: not said)."""

    code: str
    user: str = ""
    created: str = ""


@dataclass(frozen=True)
class Selection:
    """Characters `start:end` of a source's text, in code points, and what they were coded."""

    guid: str
    source: str
    start: int
    end: int
    codings: tuple[Coding, ...] = ()
    proof: Proof = "text"


@dataclass(frozen=True)
class Quarantined:
    """A selection that could not be placed, by its guid; `why` holds nothing of its text."""

    guid: str
    source: str
    why: str


@dataclass(frozen=True)
class Project:
    """A project as read; `notes` says what of the file was left out."""

    codes: tuple[Code, ...]
    sources: tuple[Source, ...]
    selections: tuple[Selection, ...]
    users: tuple[User, ...]
    quarantined: tuple[Quarantined, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All texts, a line end between: what `text;chars=s-e` counts in."""
        return "\n".join(source.text for source in self.sources)

    def base(self, guid: str) -> int:
        """Where a source's text begins in `text`."""
        at = 0
        for source in self.sources:
            if source.guid == guid:
                break
            at += len(source.text) + 1
        return at
