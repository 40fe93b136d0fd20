"""Prints the checklist of a release, and what came of it."""

from __future__ import annotations

from sectorscope.cli import say
from sectorscope.pipeline.releasing import Released

SIGNS = {"ok": "in order", "note": "to know", "blocks": "BLOCKS"}


def print_released(done: Released) -> None:
    """Each item a line; then the files, on standard output."""
    for item in done.items:
        say.done(f"{SIGNS[item.state]:<9} {item.what}: {item.detail or 'in order'}")
    for path in done.files:
        print(path)
    if done.done:
        say.done(
            "Released. Send what lies there, and nothing else; the ledger knows what was told."
        )
    else:
        say.done("Not released: see what blocks it.")
