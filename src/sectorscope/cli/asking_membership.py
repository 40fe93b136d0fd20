"""Asking a person about one company after another: a card, and a key.

Every ruling is kept before the next company is shown, so that stopping loses nothing. What the
model thinks is told after a ruling and on request, and in the audit not before it is over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sectorscope.cli.asking import shown
from sectorscope.cli.filling_membership import Filled, fill, segments
from sectorscope.cli.keys import Stopped, Terminal
from sectorscope.cli.showing_membership import carded, reading_told
from sectorscope.errors import DecisionError
from sectorscope.sector.review.card import card
from sectorscope.sector.review.queue import Item
from sectorscope.sector.review.reading import (
    BROAD,
    IN,
    NOT_STRICT,
    OUT,
    SETTLED,
    UNRESOLVED,
    Reading,
)
from sectorscope.sector.review.room import Kept, Review

RULING = {"i": IN, "n": NOT_STRICT, "b": BROAD, "o": OUT, "c": UNRESOLVED}
KEYS = (
    "  i in   n in, not strictly   b only broadly   o out   c cannot be told\n"
    "  s share   h headcount   g segments   y why   w whole text   d definition\n"
    "  u undo   k later   m what the model made of the last   ? help   q stop"
)
PROMPT = "  i n b o c, ? help > "
HELP = """
  i  in the sector under every reading of the definition
  n  in, but not by its strict reading
  b  only by its broad reading
  o  out
  c  cannot be told from what there is, even after looking it up
  Each of these keeps the ruling and goes on. Before it, where there is reason to:
  s  the share of its headcount that is in the sector, if not all: 0.3, 30%, or a share rule's id
  h  its headcount, as you verified it
  g  its segments (asked for by themselves when a company is in)
  y  why, in your words
  u  takes the last ruling back, and asks about that company again
  k  later;   w  the whole text;   d  the definition;   q  stop: everything is kept
  m  what the model made of the company ruled on last (of an audited one: when all are ruled on)"""
_FILLS = "sghy"


@dataclass
class Asking:
    """A conversation with one reader.

    model: what the model made of a company, in words; asked for after its ruling. done: what was
    ruled on in this sitting and may be undone. skipped: what is left for later. ruled: how many
    were ruled on in this sitting.
    """

    review: Review
    terminal: Terminal
    reader: str
    model: Callable[[str], str]
    done: list[tuple[Item, tuple[Kept, ...]]] = field(
        default_factory=list[tuple[Item, tuple[Kept, ...]]]
    )
    skipped: set[str] = field(default_factory=set[str])
    ruled: int = 0

    def ask(self, item: Item, place: str, draw: str) -> Item | None:
        """Ask about one company until it is ruled on, left for later, or the one before undone.

        Returns the one undone: it is to be asked about again, and then this one.

        Args:
            item: the company and the look.
            place: where it stands in the queue, in words.
            draw: the hash of the draw it is shown from.

        Raises:
            Stopped: the person stopped.
        """
        self._show(item, place)
        filled = Filled()
        while True:
            key = self.terminal.one_of(PROMPT, "inbocukwmd?q" + _FILLS)
            if key == "q":
                raise Stopped
            if key == "k":
                self.skipped.add(item.company)
                return None
            if key == "u" and (undone := self._undo()):
                return undone
            if key in RULING and self._keep(item, RULING[key], filled, draw):
                return None
            if key in _FILLS:
                fill(key, filled, self.terminal, self.review.material.definition)
            elif key == "w":
                self._show(item, place, whole=True)
            elif key in "md?":
                self.terminal.write(self._told(key))

    def _show(self, item: Item, place: str, *, whole: bool = False) -> None:
        self.terminal.write(carded(card(item, self.review.material), place, whole=whole))
        if item.look == SETTLED:
            for reading in self.review.rulings[item.company].looks:
                self.terminal.write(f"  {reading_told(reading)}")
        if not self.done:
            self.terminal.write(KEYS)

    def _keep(self, item: Item, ruling: str, filled: Filled, draw: str) -> bool:
        if ruling in (IN, NOT_STRICT, BROAD) and filled.segments is None:
            filled.segments = segments(self.terminal, self.review.material.definition)
        while item.look == SETTLED and not filled.why:
            filled.why = self.terminal.text("  why it is settled this way: ")
        try:
            reading = self._reading(item, ruling, filled, draw)
        except DecisionError as why:
            self.terminal.write(f"  {why}")
            filled.share, filled.segments = 1.0, None
            return False
        self.done.append((item, self.review.keep([reading])))
        self.ruled += 1
        return True

    def _reading(self, item: Item, ruling: str, filled: Filled, draw: str) -> Reading:
        return Reading(
            company=item.company,
            reader=self.reader,
            look=item.look,
            ruling=ruling,
            share=filled.share,
            headcount=filled.headcount,
            segments=filled.segments or (),
            draw=draw,
            why=filled.why,
        )

    def _undo(self) -> Item | None:
        if not self.done:
            self.terminal.write("  There is no ruling of this step and sitting to take back.")
            return None
        item, kept = self.done.pop()
        self.review.take_back(kept, self.reader)
        self.ruled -= 1
        self.skipped.discard(item.company)
        self.terminal.write("  Taken back.")
        return item

    def _told(self, key: str) -> str:
        if key == "?":
            return HELP
        if key == "d":
            return self._definition()
        last = self.done[-1][0].company if self.done else ""
        return f"  {self.model(last)}" if last else "  Nothing of this step is ruled on yet."

    def _definition(self) -> str:
        sector = self.review.material.definition.sector
        parts = (
            ("", sector.rubric),
            ("strictly: ", sector.readings.strict),
            ("broadly: ", sector.readings.broad),
            *((f"{e.ruling}: {e.name}: ", e.why) for e in sector.example),
        )
        return "\n".join(f"  {name}{shown(text)}" for name, text in parts if text.strip())
