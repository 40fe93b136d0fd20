"""What each gate found of one file, in the order they were come to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal

from sectorscope.evidence.refusal import GateRefused

Outcome = Literal["passed", "flagged", "refused", "overruled", "not reached"]


@dataclass(frozen=True)
class Verdict:
    """One gate's verdict; `said` is its message, empty where it has none."""

    gate: str
    outcome: Outcome
    said: str = ""


@dataclass
class Verdicts:
    """Verdicts of one file. overridden: gates that a person has opened."""

    overridden: frozenset[str] = frozenset()
    given: list[Verdict] = field(default_factory=list)

    def ask(self, gate: str, look: Callable[[], str | None]) -> None:
        """Note what a gate says: nothing, or a flag.

        Args:
            gate: its name.
            look: looks; returns a flag, or raises.

        Raises:
            GateRefused: it refuses, and nobody has overruled it.
        """
        try:
            said = look() or ""
        except GateRefused as why:
            opened = why.gate in self.overridden
            self._note(Verdict(why.gate, "overruled" if opened else "refused", str(why)))
            if not opened:
                raise
            return
        opened = "overruled" if gate in self.overridden else "flagged"
        self._note(Verdict(gate, opened if said else "passed", said))

    def _note(self, verdict: Verdict) -> None:
        """A gate looks at bytes and at rows, or at several tables: it passes once, if all do."""
        before = [v for v in self.given if v.gate == verdict.gate]
        if verdict.outcome == "passed" and before:
            return
        self.given = [v for v in self.given if v not in before or v.outcome != "passed"]
        self.given.append(verdict)

    def shut(self, gate: str, said: str) -> None:
        """Note a refusal that another part has raised."""
        if not any(v.outcome == "refused" for v in self.given):
            self._note(Verdict(gate, "refused", said))

    def through(self, gates: Collection[str]) -> None:
        """Note the gates of a reader that read to the end."""
        known = {v.gate for v in self.given}
        for gate in gates:
            if gate not in known:
                opened = gate in self.overridden
                self.given.append(Verdict(gate, "overruled" if opened else "passed"))

    @property
    def flags(self) -> tuple[str, ...]:
        """What is to be looked at, in a sentence each."""
        return tuple(v.said for v in self.given if v.outcome == "flagged")

    @property
    def opened(self) -> frozenset[str]:
        """Gates that were shut, or had something to flag, and that a person overruled."""
        return frozenset(v.gate for v in self.given if v.outcome == "overruled" and v.said)
