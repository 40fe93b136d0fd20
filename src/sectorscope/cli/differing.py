"""Prints which sentences changed between two runs, and what changed in their vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from sectorscope.cli import moving, say
from sectorscope.pipeline.changed import Beneath, Moved, Standing
from sectorscope.pipeline.compare import Change, diff, inputs_changed, vocabulary_moved
from sectorscope.study import Study

REASONS = 6
"""Reasons printed for one sentence; JSON carries all."""

WIDE = 80
"""Characters of a value printed for a person; JSON carries all of it."""


def print_changes(study: Study, before: str | None, after: str | None, *, as_json: bool) -> None:
    """The changed sentences, each as it was and as it is, with what moved under it."""
    changes = diff(study, before, after)
    moved = inputs_changed(study, before, after)
    vocabulary = vocabulary_moved(study, before, after)
    if as_json:
        told = {"inputs": moved, "changes": [_told(c) for c in changes]}
        _print_json(told | {"vocabulary": moving.as_json(vocabulary) if vocabulary else None})
        return
    for change in changes:
        print(f"{change.kind}  {change.id}")
        if change.before:
            print(f"  - {change.before}")
        if change.after:
            print(f"  + {change.after}")
        reasons = [*_reasons(change.beneath)]
        for reason in reasons[:REASONS]:
            print(f"    {reason}")
        if len(reasons) > REASONS:
            print(f"    and {len(reasons) - REASONS} more; --json names all")
    for line in moving.lines(vocabulary) if vocabulary else ():
        print(line)
    what = ", ".join(moved) or "nothing"
    say.done(f"{len(changes)} sentences, figures and tables differ; what changed beneath: {what}.")


def _told(change: Change) -> Mapping[str, object]:
    """A change for a program; decisions are types of the profile, which dump themselves."""
    ruled = change.beneath.decisions
    beneath = asdict(change.beneath) | {
        "decisions": [{"what": r.what, **r.decision.model_dump()} for r in ruled]
    }
    return asdict(change) | {"beneath": beneath}


def _reasons(beneath: Beneath) -> Iterator[str]:
    """What moved under a sentence, a line each: records, decisions, what else."""
    for moved in beneath.records:
        yield _record(moved)
    for ruled in beneath.decisions:
        card = ruled.decision
        yield f"decision {card.id} ({card.kind}) {ruled.what}: {card.who}, {card.when}: {card.why}"
    if beneath.sealed:
        yield "what lies in the vault, or how it was coded; nothing of it is named here"
    yield from beneath.beside


def _record(moved: Moved) -> str:
    before, after = moved.before, moved.after
    if before and after and before.value is None and after.value is None:
        return f"{moved.label}: {_where(before)} → {_where(after)}"
    if before and after:
        values = told_apart(before.value or "", after.value or "")
        return f"{moved.label}: {values[0]} → {values[1]} ({_where(after)})"
    told, word = (after, "now rests on") if after else (before, "no longer rests on")
    assert told is not None  # noqa: S101 - a record that moved stood somewhere
    value = f": {_cut(told.value)}" if told.value is not None else ""
    return f"{word} {moved.label}{value} ({_where(told)})"


def told_apart(before: str, after: str) -> tuple[str, str]:
    """Two texts as far as they differ: of many lines those that do, and no more than fits one."""
    old, new = before.splitlines(), after.splitlines()
    if len(old) > 1 or len(new) > 1:
        gone = [line.strip() for line in old if line not in new]
        come = [line.strip() for line in new if line not in old]
        return _cut(" / ".join(gone)), _cut(" / ".join(come))
    return _cut(before), _cut(after)


def _cut(text: str | None) -> str:
    line = " ".join((text or "").split())
    if not line:
        return "nothing"
    return line if len(line) <= WIDE else line[:WIDE].rstrip() + " …"


def _where(standing: Standing) -> str:
    """File, place in it, and which retrieval: two of one name are told apart by their date."""
    place = f", {standing.place}" if standing.place else ""
    return f"{standing.file}{place}, {standing.retrieved}, {standing.sha256[:12]}"


def print_vocabularies(old: str | None, new: str | None, *, as_json: bool) -> None:
    """What changed from one vocabulary to another; it needs no study."""
    move = moving.told(old, new)
    if as_json:
        _print_json(moving.as_json(move))
        return
    for line in moving.lines(move):
        print(line)


def _print_json(told: object) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=1))
