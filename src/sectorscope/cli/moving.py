"""What a move between two versions of a vocabulary changed: in short, in full, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sectorscope.errors import UsageError

if TYPE_CHECKING:
    from sectorscope.concepts.columns import Concept
    from sectorscope.concepts.moves import Change, Gone
    from sectorscope.pipeline.vocabularies import Use, VocabularyMove

LISTED = 20
"""Concepts printed of one list; JSON carries all. Those that the study used are all printed."""


def told(old: str | None, new: str | None) -> VocabularyMove:
    """How two vocabularies differ, as named on the command line.

    Raises:
        UsageError: there are not two.
        VocabularyError: one cannot be read.
    """
    from sectorscope.concepts import load
    from sectorscope.pipeline.vocabularies import between

    if old is None or new is None:
        raise UsageError(
            "--vocabularies takes two",
            expected="the older and the newer: builtin, an ESCO zip or a CSV",
            hint="sectorscope diff --vocabularies OLD NEW",
        )
    return between(load(old), load(new))


def in_short(move: VocabularyMove) -> str:
    """One sentence of figures."""
    same = move.before == move.after
    text = f"vocabulary {move.before} {'changed' if same else f'is now {move.after}'}: "
    text += _figures(move)
    if not move.used:
        return text + "."
    fates = Counter(use.became for use in move.used)
    told = ", ".join(f"{fates[name]} {word}" for name, word in _FATES.items() if fates[name])
    return f"{text}; of the {len(move.used):,} that annotations or decisions used, {told}."


_FATES = {
    "stands": "stand",
    "renamed": "renamed",
    "redefined": "redefined",
    "replaced": "gone with a successor to propose",
    "gone": "gone",
}


def _figures(move: VocabularyMove) -> str:
    concepts = "concept" if len(move.added) == 1 else "concepts"
    return (
        f"{len(move.added):,} {concepts} added, {len(move.removed):,} removed "
        f"({len(move.replaced):,} of them with a successor), {len(move.renamed):,} renamed, "
        f"{len(move.redefined):,} redefined, {len(move.moved):,} placed otherwise, "
        f"{move.kept:,} as they were"
    )


def lines(move: VocabularyMove) -> Iterator[str]:
    """All of it, for a person: what was used first, the worst at the top; then each list, cut."""
    yield in_short(move)
    used = sorted(move.used, key=lambda use: list(_FATES).index(use.became))
    yield from map(_use, (use for use in reversed(used) if use.became != "stands"))
    yield from _list("added", map(_concept, move.added))
    gone = (one for one in move.removed if one.successor is None)
    yield from _list("removed", (_concept(one.old) for one in gone))
    yield from _list("replaced", map(_gone, move.replaced))
    yield from _list("renamed", (_change(change) for change in move.renamed))
    yield from _list("redefined", (_concept(change.new) for change in move.redefined))
    yield from _list("placed otherwise", (_concept(change.new) for change in move.moved))


def _list(name: str, said: Iterable[str]) -> Iterator[str]:
    listed = list(said)
    for one in listed[:LISTED]:
        yield f"{name}  {one}"
    if len(listed) > LISTED:
        yield f"{name}  and {len(listed) - LISTED:,} more; --json lists all"


def _use(use: Use) -> str:
    now = f" -> {use.now_label}" if use.now else ""
    before, after = use.annotations
    text = f"used, {use.became}  {use.label}{now}  ({use.concept}): {before:,} annotations before"
    text += f", {after:,} now" if use.now else ""
    if use.decisions:
        text += f"; named in {', '.join(use.decisions)}"
    return text


def _concept(concept: Concept) -> str:
    return f"{concept.label}  ({concept.kind}, {concept.id})"


def _change(change: Change) -> str:
    return f"{change.old.label} -> {change.new.label}  ({change.new.kind}, {change.new.id})"


def _gone(gone: Gone) -> str:
    by = gone.successor
    now = f"{by.label} ({by.id})" if by else ""
    return f"{_concept(gone.old)} -> {now}, by {_HOW[gone.how]}"


_HOW = {
    "label": "the same label",
    "alternative": "another name",
    "alike": "a label that is alike",
    "": "",
}


def as_json(move: VocabularyMove) -> dict[str, Any]:
    """All of it, for a program."""
    return {
        "before": move.before,
        "after": move.after,
        "kept": move.kept,
        "added": [_bare(concept) for concept in move.added],
        "removed": [_bare(gone.old) for gone in move.removed if gone.successor is None],
        "replaced": [
            _bare(gone.old) | {"by": _bare(gone.successor), "how": gone.how}
            for gone in move.replaced
            if gone.successor
        ],
        "renamed": [_both(change) for change in move.renamed],
        "redefined": [_both(change) for change in move.redefined],
        "moved": [_both(change) for change in move.moved],
        "used": [asdict(use) for use in move.used],
    }


def _bare(concept: Concept) -> dict[str, Any]:
    return {"concept": concept.id, "label": concept.label, "kind": concept.kind}


def _both(change: Change) -> dict[str, Any]:
    return _bare(change.new) | {"before": change.old.label}
