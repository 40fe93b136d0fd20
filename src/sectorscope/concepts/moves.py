"""Moving a study from one version of a vocabulary to another: what changed, and what still stands.

A concept is the same if its id is. One whose id is gone may have a successor: the concept of the
new version that bears its label. That is proposed, never done: a decision is a person's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sectorscope.concepts.columns import Concept
from sectorscope.concepts.successors import Successors
from sectorscope.concepts.vocabulary import Vocabulary


class Change(NamedTuple):
    """A concept of both versions, as it was and as it is."""

    old: Concept
    new: Concept


class Gone(NamedTuple):
    """A concept that the new version does not have.

    successor: what could stand for it, or None. how: `label` (it bears the same label),
    `alternative` (the label of one is an alternative of the other), `alike` (nearly), or "".
    """

    old: Concept
    successor: Concept | None
    how: str


@dataclass(frozen=True)
class Carried:
    """What becomes of decisions on concepts.

    stands: nothing is to be done. relabelled: they stand too, under another label. redefined:
    the same label with another definition or kind, which somebody should read. gone: to be
    decided anew. unknown: ids that the old version does not have either.
    """

    stands: tuple[Concept, ...]
    relabelled: tuple[Change, ...]
    redefined: tuple[Change, ...]
    gone: tuple[Gone, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """How two versions differ, in the order of their files.

    kept: label, definition, kind and place as they were (other names may have changed). relabelled,
    redefined, reparented: one concept can be in all three. added, removed: in one version alone.
    """

    kept: tuple[Concept, ...]
    relabelled: tuple[Change, ...]
    redefined: tuple[Change, ...]
    reparented: tuple[Change, ...]
    added: tuple[Concept, ...]
    removed: tuple[Gone, ...]

    def carry(self, ids: Iterable[str]) -> Carried:
        """Sort the ids that decisions hold by what becomes of them; each once, in order."""
        asked = tuple(dict.fromkeys(ids))
        relabelled = {change.old.id: change for change in self.relabelled}
        redefined = {change.old.id: change for change in self.redefined}
        gone = {gone.old.id: gone for gone in self.removed}
        same = {c.id: c for c in self.kept} | {c.old.id: c.new for c in self.reparented}
        known = same.keys() | relabelled.keys() | redefined.keys() | gone.keys()
        changed = relabelled.keys() | redefined.keys()
        return Carried(
            stands=tuple(same[i] for i in asked if i in same and i not in changed),
            relabelled=tuple(relabelled[i] for i in asked if i in relabelled),
            redefined=tuple(redefined[i] for i in asked if i in redefined and i not in relabelled),
            gone=tuple(gone[i] for i in asked if i in gone),
            unknown=tuple(i for i in asked if i not in known),
        )


def compare(old: Vocabulary, new: Vocabulary) -> Moved:
    """What changed from one version to another.

    A concept is reparented if its parents are others, a parent whose successor bears its label
    counting as the same: ESCO 1.1.1 gave nearly every skill group a new id.
    """
    successors = Successors(old, new)
    removed = tuple(
        Gone(concept, *successors.of(concept))
        for key, concept in old.concepts.items()
        if key not in new.concepts
    )
    heirs = {g.old.id: g.successor.id for g in removed if g.successor and g.how == "label"}
    both = [
        Change(old.concepts[key], new.concepts[key]) for key in old.concepts if key in new.concepts
    ]
    relabelled = tuple(c for c in both if c.old.label != c.new.label)
    redefined = tuple(c for c in both if _meaning(c.old) != _meaning(c.new))
    reparented = tuple(c for c in both if _place(c.old, heirs) != set(c.new.parents))
    changed = {c.old.id for c in (*relabelled, *redefined, *reparented)}
    kept = tuple(c.new for c in both if c.new.id not in changed)
    added = tuple(concept for key, concept in new.concepts.items() if key not in old.concepts)
    return Moved(kept, relabelled, redefined, reparented, added, removed)


def _meaning(concept: Concept) -> tuple[str, str]:
    return concept.kind, " ".join(concept.definition.split())


def _place(concept: Concept, heirs: dict[str, str]) -> set[str]:
    return {heirs.get(parent, parent) for parent in concept.parents}
