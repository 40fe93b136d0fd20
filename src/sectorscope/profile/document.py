"""The whole profile for one audience, and the checks only the whole can make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from sectorscope.errors import RuleBroken
from sectorscope.profile.blocks import Block, DataTable, Figure, Gap, Note, Paragraph
from sectorscope.profile.evidence import EvidenceBook, EvidenceRef
from sectorscope.profile.statement import Statement
from sectorscope.profile.vocabulary import Audience, Frozen


class Segment(Frozen):
    """A sub-sector, or a cross-cutting segment that is not counted among them."""

    id: str
    label: str
    cross_cutting: bool = False


class Scope(Frozen):
    """What the profile is about: sector, region, definition and period."""

    study: str
    title: str
    lede: str
    sector: str
    region: str
    places: tuple[str, ...] = ()
    period: str
    definition: str
    rubric: str = ""
    segments: tuple[Segment, ...] = ()
    reconstruction: bool = False


class Chapter(Frozen):
    """One of the eight headings, with its blocks in order."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()

    def statements(self) -> Iterator[Statement]:
        """The chapter's statements in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from block.statements


class Profile(Frozen):
    """The frozen document for one audience that every output is rendered from.

    method: the method boxes ("how this was made"), after the chapters.
    citation: how to cite the profile, without a place to find it.
    fingerprint: content hash of the tables it was built from.
    """

    scope: Scope
    as_of: str
    audience: Audience
    chapters: tuple[Chapter, ...] = Field(min_length=1)
    method: tuple[Block, ...] = ()
    evidence: EvidenceBook
    citation: str
    fingerprint: str

    @model_validator(mode="after")
    def _whole(self) -> Self:
        self._check_unique_ids()
        self._check_resolved()
        return self

    def statements(self) -> Iterator[Statement]:
        """Every statement in reading order."""
        for chapter in self.chapters:
            yield from chapter.statements()

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order, method boxes last."""
        for chapter in self.chapters:
            yield from chapter.blocks
        yield from self.method

    def refs(self) -> Iterator[EvidenceRef]:
        """Every reference to evidence, with repeats."""
        for block in self.blocks():
            match block:
                case Paragraph():
                    for statement in block.statements:
                        yield from statement.refs()
                case Gap():
                    yield from block.evidence
                    yield from (r for e in block.estimates for r in e.inputs)
                case Note():
                    pass
                case _:
                    yield from block.evidence

    def _check_unique_ids(self) -> None:
        seen: set[str] = set()
        blocks = (b.id for b in self.blocks() if isinstance(b, Figure | DataTable | Gap))
        for identity in (*(s.id for s in self.statements()), *blocks):
            if identity in seen:
                raise RuleBroken(
                    f"{identity!r} stands twice in the profile", hint="one subject each"
                )
            seen.add(identity)

    def _check_resolved(self) -> None:
        known = {e.id: e for e in self.evidence.items}
        for ref in self.refs():
            piece = known.get(ref.id)
            if piece is None:
                raise RuleBroken(f"evidence {ref.id!r} is cited and not resolved")
            if piece.reconstruction != ref.reconstruction:
                raise RuleBroken(f"evidence {ref.id!r} is reconstructed in one place only")
