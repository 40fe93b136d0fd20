"""What each gate said of a file, a line a gate, for `sectorscope add --explain`."""

from __future__ import annotations

from collections.abc import Iterable

from sectorscope.cli import say
from sectorscope.evidence.gates import Verdict
from sectorscope.evidence.refusal import GATES


def explained(verdicts: Iterable[Verdict], *, hidden: bool) -> None:
    """Print the verdicts in their order.

    Args:
        verdicts: of one file.
        hidden: say no more than which gate it was: a message could name a business.
    """
    for verdict in verdicts:
        quiet = hidden or not verdict.said or verdict.outcome == "refused"
        said = GATES[verdict.gate] if quiet else verdict.said
        about = f"no sign of: {said}" if verdict.outcome == "passed" else said
        say.done(f"  {verdict.outcome:<12}{verdict.gate:<15}{about}")
