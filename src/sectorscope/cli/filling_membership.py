"""What a person may add to a ruling before its key: share, headcount, segments, a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sectorscope.cli.keys import ENTER, Terminal
from sectorscope.errors import DecisionError
from sectorscope.sector.definition import Definition
from sectorscope.sector.review.reading import headcount_of, share_of
from sectorscope.study.sector import Segment

_PLACES = "123456789"
T = TypeVar("T")


@dataclass
class Filled:
    """What is added so far; segments None: not asked yet."""

    share: float = 1.0
    headcount: float | None = None
    segments: tuple[str, ...] | None = None
    why: str = ""

    def told(self) -> str:
        """What has been added, in words; empty if nothing was."""
        parts = (
            f"share {self.share:.0%}" if self.share < 1 else "",
            f"headcount {self.headcount:,.0f}" if self.headcount is not None else "",
            f"segments {', '.join(self.segments) or 'none'}" if self.segments is not None else "",
            f"why: {self.why}" if self.why else "",
        )
        return ", ".join(filter(None, parts))


def fill(key: str, filled: Filled, terminal: Terminal, definition: Definition) -> None:
    """Ask for what a key names (g, s, h, y) and add it.

    Raises:
        Stopped: the terminal is gone.
    """
    if key == "g":
        filled.segments = segments(terminal, definition)
    elif key == "s":
        filled.share = _share(filled.share, terminal, definition)
    elif key == "h":
        prompt = "  headcount, as verified (Enter: back): "
        filled.headcount = _parsed(terminal, prompt, headcount_of, filled.headcount)
    else:
        filled.why = terminal.text("  why: ")
    if told := filled.told():
        terminal.write(f"  ({told})")


def segments(terminal: Terminal, definition: Definition) -> tuple[str, ...]:
    """Which segments a company is in: a key each, Enter when they are complete.

    Raises:
        Stopped: the terminal is gone.
    """
    listed = definition.sector.segment
    for place, one in enumerate(listed, start=1):
        terminal.write(f"    {place} {one.label}")
    places = _many(terminal, listed) if len(listed) > len(_PLACES) else _few(terminal, listed)
    return tuple(s.id for i, s in enumerate(listed, start=1) if i in places)


def _few(terminal: Terminal, listed: Sequence[Segment]) -> set[int]:
    chosen = set[int]()
    if not listed:
        return chosen
    while True:
        told = ", ".join(listed[i - 1].label for i in sorted(chosen)) or "none"
        prompt = f"  segments: {told} (Enter: done) > "
        key = terminal.one_of(prompt, _PLACES[: len(listed)] + ENTER)
        if key == ENTER:
            return chosen
        chosen ^= {int(key)}


def _many(terminal: Terminal, listed: Sequence[Segment]) -> set[int]:
    while True:
        said = terminal.text("  segments, their numbers with a space between (Enter: none): ")
        words = said.replace(",", " ").split()
        if all(w.isdigit() and 1 <= int(w) <= len(listed) for w in words):
            return {int(w) for w in words}
        terminal.write(f"  expected numbers from 1 to {len(listed)}")


def _share(before: float, terminal: Terminal, definition: Definition) -> float:
    rules = {rule.id: rule.share for rule in definition.sector.share}
    for rule in definition.sector.share:
        terminal.write(f"    {rule.id}: {' '.join(rule.when.split())} ({rule.share:.0%})")
    prompt = "  share of its headcount, or a rule's id (Enter: back): "
    return _parsed(terminal, prompt, lambda s: rules[s] if s in rules else share_of(s), before)


def _parsed(terminal: Terminal, prompt: str, parse: Callable[[str], T], before: T) -> T:
    while said := terminal.text(prompt):
        try:
            return parse(said)
        except DecisionError as why:
            terminal.write(f"  {why}")
    return before
