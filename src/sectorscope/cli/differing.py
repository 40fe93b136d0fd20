"""Prints which sentences changed between two runs, and what changed in their vocabulary."""

from __future__ import annotations

import json
from dataclasses import asdict

from sectorscope.cli import moving, say
from sectorscope.pipeline.compare import diff, inputs_changed, vocabulary_moved
from sectorscope.study import Study

REASONS = 6
"""Reasons printed for one sentence; JSON carries all."""


def print_changes(study: Study, before: str | None, after: str | None, *, as_json: bool) -> None:
    """The changed sentences, each as it was and as it is, with what moved under it."""
    changes = diff(study, before, after)
    moved = inputs_changed(study, before, after)
    vocabulary = vocabulary_moved(study, before, after)
    if as_json:
        told = {"inputs": moved, "changes": [asdict(c) for c in changes]}
        _print_json(told | {"vocabulary": moving.as_json(vocabulary) if vocabulary else None})
        return
    for change in changes:
        print(f"{change.kind}  {change.id}")
        if change.before:
            print(f"  - {change.before}")
        if change.after:
            print(f"  + {change.after}")
        for reason in change.because[:REASONS]:
            print(f"    {reason}")
        if len(change.because) > REASONS:
            print(f"    and {len(change.because) - REASONS} more")
    for line in moving.lines(vocabulary) if vocabulary else ():
        print(line)
    what = ", ".join(moved) or "nothing"
    say.done(f"{len(changes)} sentences, figures and tables differ; what changed beneath: {what}.")


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
