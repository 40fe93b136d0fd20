"""Says that a note was kept, and what in it the sentences it cites do not support."""

from __future__ import annotations

from sectorscope.cli import say
from sectorscope.pipeline.noting import Written


def print_note(written: Written) -> None:
    """The note's id as data; each finding for a person, with the words it is about."""
    print(written.id)
    for finding in written.findings:
        say.note(f"“{finding.found}”: {finding.because}")
    if written.findings:
        say.done("The note is kept; the profile cannot be released while it says these things.")
    else:
        say.done("The note is kept; everything in it is supported by what it cites.")
