"""Events: what a piece of text says, one for each cue or for a negation and what it negates."""

from __future__ import annotations

from dataclasses import dataclass

ESSENTIAL, DESIRABLE, UNNEEDED, MENTION = "essential", "desirable", "unneeded", "mention"
HARD, EASY, FAINT, TRAIN, MAYBE = "hard", "easy", "hard weak", "train", "desirable weak"
BREAK, SAME, FIRM = "but", "same", "firm"
"""What an event says; the names of the families of `data/cues/context.txt`."""

NEEDS = frozenset((ESSENTIAL, DESIRABLE, UNNEEDED, MENTION))
SUPPLY = frozenset((HARD, EASY))
TELLING = frozenset((ESSENTIAL, DESIRABLE, UNNEEDED, HARD, EASY))


@dataclass(slots=True)
class Event:
    """One thing that is said: what, where, and whether its thing stands after it.

    hole: the stretch between a negation and what it negates ("no … needed"), or nothing. bare:
    the thing is left out or a pronoun, so that it may have been named a sentence before. soft:
    only said not to be essential. label: a heading in the sentence ("Essential: …"). whole: of
    everything that was named ("all of these are essential"). amount: it says how much ("at least").
    """

    start: int
    end: int
    what: str
    after: bool
    hole: tuple[int, int] | None = None
    bare: bool = False
    soft: bool = False
    label: bool = False
    whole: bool = False
    amount: bool = False


def last_need(events: list[Event]) -> Event | None:
    """The last event that tells whether a thing must be had."""
    for event in reversed(events):
        if event.what in NEEDS:
            return event
    return None
