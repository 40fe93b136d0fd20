"""What a statement rests on, resolved for one audience so that renderers need nothing else."""

from __future__ import annotations

from pydantic import Field

from sectorscope.profile.vocabulary import Basis, Frozen


class EvidenceRef(Frozen):
    """A pointer to one piece of evidence; `Profile.evidence` holds what it points to."""

    id: str = Field(min_length=1)
    source: str = Field(min_length=1)
    reconstruction: bool = False


class DecisionCard(Frozen):
    """A person's ruling the evidence passed through."""

    id: str
    kind: str
    who: str
    when: str
    why: str


class Evidence(Frozen):
    """One piece of evidence as this audience may see it.

    `snapshot` and `locator` lead to bytes; both are None where the audience may not follow.
    """

    id: str
    source: str
    label: str
    snapshot: str | None = None
    locator: str | None = None
    raw: str | None = None
    decision: DecisionCard | None = None
    reconstruction: bool = False


class SourceCard(Frozen):
    """Who publishes a source and on what terms."""

    name: str
    title: str
    publisher: str
    licence: str
    basis: Basis
    url: str | None = None


class SnapshotCard(Frozen):
    """The bytes of one retrieval; `bytes` is None where they lie in the vault."""

    sha256: str
    source: str
    name: str
    bytes: int | None
    retrieved: str
    reconstruction: bool = False


class EvidenceBook(Frozen):
    """All evidence a profile's statements point to, each once, in order of id."""

    items: tuple[Evidence, ...] = ()
    sources: tuple[SourceCard, ...] = ()
    snapshots: tuple[SnapshotCard, ...] = ()
