"""Prints the counts of a consultation: for a person as lines, for a program as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from sectorscope.cli import say
from sectorscope.consultation.grouped import GroupCount


def print_counts(found: Sequence[GroupCount], *, as_json: bool) -> None:
    """Each count, k of n; never a percentage, whatever n."""
    if as_json:
        print(json.dumps([asdict(c) for c in found], ensure_ascii=False, indent=1))
        return
    question = None
    for count in found:
        if count.question != question:
            question = count.question
            print(question)
        what = count.code or "(said so)"
        group = "" if count.by is None else f"  {count.by or '(not stated)'}"
        states = ", ".join(f"{v} {s.replace('_', ' ')}" for s, v in sorted(count.states.items()))
        told = f"  [{states}]" if not count.code and states else ""
        print(f"  {what:<32}{group}  {count.k} of {count.n}{told}")
    if not found:
        say.note("no consultation is held")
