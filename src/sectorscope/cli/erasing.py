"""Says what an erasure or a purge did: how much went, and which sentences changed."""

from __future__ import annotations

from sectorscope.cli import say
from sectorscope.pipeline.erasing import Erased


def print_erased(done: Erased) -> None:
    """The sentences that changed, for each audience; what went, in numbers only."""
    for audience, changes in done.changes.items():
        for change in changes:
            print(f"{audience}  {change.kind}  {change.id}")
            if change.before:
                print(f"  - {change.before}")
            if change.after:
                print(f"  + {change.after}")
    sentences = sum(len(c) for c in done.changes.values())
    say.done(
        f"Sealed files rewritten or removed: {done.files}; decisions removed: {done.decisions}; "
        f"earlier runs removed: {done.runs}; sentences, figures and tables that changed: "
        f"{sentences}."
    )
    if done.files or done.decisions:
        say.note(
            "copies elsewhere are not reached: the file you added, backups, and what git keeps of "
            "decisions; nothing is to be released again until the release command allows it"
        )
