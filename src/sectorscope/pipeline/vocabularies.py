"""What a study's move to another version of its vocabulary changed, and what it did to its uses.

Annotations follow from the vocabulary and are made anew; decisions are people's and are left as
they are. What no longer stands is listed, and what could stand for it is proposed, never done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sectorscope.concepts.columns import Concept
from sectorscope.concepts.moves import Change, Gone, Moved, compare
from sectorscope.concepts.tabled import from_rows
from sectorscope.concepts.vocabulary import Vocabulary
from sectorscope.decisions import KINDS, Decision, DecisionLog
from sectorscope.store import Run, Store
from sectorscope.study import Study

TABLE = "concept"
Became = Literal["stands", "renamed", "redefined", "replaced", "gone"]


@dataclass(frozen=True)
class Use:
    """A concept that annotations or decisions used, and what became of it.

    replaced: its id is gone, and `now` could stand for it. annotations: in the earlier run and in
    the later, there of what it is now. decisions: ids of those in force that name it.
    """

    concept: str
    label: str
    became: Became
    now: str
    now_label: str
    annotations: tuple[int, int]
    decisions: tuple[str, ...]


@dataclass(frozen=True)
class VocabularyMove:
    """How two vocabularies differ, and what that did to a study's uses of the earlier.

    before, after: scheme and version. kept: how many concepts did not change. added, removed: in
    one of them alone; of the removed, those have a successor that it proposes. renamed: another
    label. redefined: another definition or kind. moved: other concepts above it.
    """

    before: str
    after: str
    kept: int
    added: tuple[Concept, ...]
    removed: tuple[Gone, ...]
    renamed: tuple[Change, ...]
    redefined: tuple[Change, ...]
    moved: tuple[Change, ...]
    used: tuple[Use, ...] = ()

    @property
    def replaced(self) -> tuple[Gone, ...]:
        """Those removed for which another concept could stand."""
        return tuple(gone for gone in self.removed if gone.successor is not None)


def between(old: Vocabulary, new: Vocabulary) -> VocabularyMove:
    """How one vocabulary differs from another, without a study."""
    return _told(old, new, compare(old, new))


def moved(study: Study, before: Run, after: Run) -> VocabularyMove | None:
    """What moved between the vocabularies of two runs; None where they are the same, or not kept.

    Args:
        study: whose decisions may name concepts.
        before: a run.
        after: a later one.
    """
    if _hash(before) == _hash(after):
        return None
    old, new = _vocabulary(before), _vocabulary(after)
    if old is None or new is None:
        return None
    found = compare(old, new)
    return _told(old, new, found, tuple(_uses(old, found, before, after, _naming(study))))


def moved_by(study: Study, run: Run) -> VocabularyMove | None:
    """What moved from the run before this one."""
    earlier = [r for r in Store(study.path).runs() if int(r.id) < int(run.id)]
    return moved(study, earlier[-1], run) if earlier else None


def _told(
    old: Vocabulary, new: Vocabulary, found: Moved, used: tuple[Use, ...] = ()
) -> VocabularyMove:
    return VocabularyMove(
        before=f"{old.scheme} {old.version}",
        after=f"{new.scheme} {new.version}",
        kept=len(found.kept),
        added=found.added,
        removed=found.removed,
        renamed=found.relabelled,
        redefined=found.redefined,
        moved=found.reparented,
        used=used,
    )


def _hash(run: Run) -> str:
    """Of the vocabulary; nothing of a run that an older version of the product wrote."""
    return run.manifest["tables"].get(TABLE, {}).get("hash", "")


def _vocabulary(run: Run) -> Vocabulary | None:
    rows = run.tables().rows(TABLE)
    return from_rows(rows) if rows else None


def _uses(
    old: Vocabulary,
    found: Moved,
    before: Run,
    after: Run,
    decisions: Mapping[str, list[Decision]],
) -> Iterator[Use]:
    """What became of each concept that was annotated or is named in a decision, in their order."""
    was, is_now = _counts(before), _counts(after)
    fates = _fates(found)
    for key in old.concepts:
        if key in was or key in decisions:
            concept = old.concepts[key]
            became, now = fates.get(key, ("stands", concept))
            counts = was[key], is_now[now.id] if now else 0
            naming = tuple(d.id for d in decisions.get(key, ()))
            name, label = (now.id, now.label) if now else ("", "")
            yield Use(key, concept.label, became, name, label, counts, naming)


def _fates(found: Moved) -> dict[str, tuple[Became, Concept | None]]:
    """What became of concepts that did not stay as they were; a new name outweighs new words."""
    told: dict[str, tuple[Became, Concept | None]] = {}
    told |= {change.old.id: ("redefined", change.new) for change in found.redefined}
    told |= {change.old.id: ("renamed", change.new) for change in found.relabelled}
    for gone in found.removed:
        told[gone.old.id] = ("replaced" if gone.successor else "gone", gone.successor)
    return told


def _counts(run: Run) -> Counter[str]:
    tables = run.tables()
    read = (tables.arrow(name)["concept"] for name in ("annotation", "advert_annotation"))
    return Counter(concept for column in read for concept in column.to_pylist())


def _naming(study: Study) -> dict[str, list[Decision]]:
    """Decisions in force, by what their subjects hold: a concept's id there names the concept."""
    log = DecisionLog(study.path / "decisions")
    found: dict[str, list[Decision]] = {}
    for decision in (d for kind in KINDS for d in log.in_force(kind)):
        for value in dict.fromkeys(decision.subject):
            found.setdefault(value, []).append(decision)
    return found
