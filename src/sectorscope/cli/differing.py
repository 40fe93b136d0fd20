"""Prints which sentences changed between two runs."""

from __future__ import annotations

import json
from dataclasses import asdict

from sectorscope.cli import say
from sectorscope.pipeline.compare import diff, inputs_changed
from sectorscope.study import Study

REASONS = 6
"""Reasons printed for one sentence; JSON carries all."""


def print_changes(study: Study, before: str | None, after: str | None, *, as_json: bool) -> None:
    """The changed sentences, each as it was and as it is, with what moved under it."""
    changes = diff(study, before, after)
    moved = inputs_changed(study, before, after)
    if as_json:
        print(
            json.dumps(
                {"inputs": moved, "changes": [asdict(c) for c in changes]},
                ensure_ascii=False,
                indent=1,
            )
        )
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
    what = ", ".join(moved) or "nothing"
    say.done(f"{len(changes)} sentences, figures and tables differ; what changed beneath: {what}.")
