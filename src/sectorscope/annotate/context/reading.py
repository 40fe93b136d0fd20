"""A piece of text read cue by cue into events.

After NegEx (Chapman et al. 2001): cues before and after a thing, and words that end their reach.
Its flat window is replaced by the structure of the clause, because "SolidWorks essential, Catia an
advantage" has two things and two cues within six words.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sectorscope.annotate.context import sides
from sectorscope.annotate.context.events import (
    BREAK,
    DESIRABLE,
    EASY,
    ESSENTIAL,
    FAINT,
    HARD,
    MENTION,
    SAME,
    Event,
    last_need,
)
from sectorscope.annotate.context.negations import NEGATIONS, negation
from sectorscope.annotate.context.settling import settled
from sectorscope.annotate.context.words import light
from sectorscope.annotate.cues import Cues
from sectorscope.annotate.cues.scan import listed

JOIN = 22
"""Characters within which "hard" and "to find" make one cue."""

_RECRUITING = re.compile(
    r" (?:(?:for us |for anyone )?to |in )?(?:find|recruit|fill|get|attract|hir|retain|come by|"
    r"sourc)"
    r"(?:ing|e)?\b"
)
_PLAIN = listed("shortage shortages scarce gold dust")
_IS = frozenset(("", "is", "are", "was", "'s", "were", "really", "is really"))
_MARKS = frozenset(",;:.!?\n(")
_WHETHER = re.compile(
    r"\b(?:if|do|that|when|what|which|whether|because|once|where|unless|skills|as|have|until|who)"
    r"[ ,]*$"
)
_DOING = re.compile(
    r" (?:(?:also|then|mainly|mostly|primarily|fully) )?(?:\w+ing|responsible|based|part|expected|"
    r"given|involved|one|offered|provided|rewarded|paid|entitled|the|supported|trained|invited|"
    r"asked|subject|on|at|in|accountable|our|managed|assessed|required to (?:work|travel|carry|"
    r"undertake|attend)|joined|able to (?:work|progress|choose)|welcome|to|free|eligible|"
    r"contacted|not|shown|taught|put|helped|encouraged|there|home|likely|probably)\b"
)
_ASKS = re.compile(
    r" (?:an?|at least|experienced?|qualified|registered|chartered|certified|proficient|fluent|"
    r"skilled|confident|competent|strong|good|excellent|proven|solid|extensive|significant|"
    r"previous|relevant|recent|practical|some|\d|fully|educated|used|worked|knowledge|already|"
    r"comfortable|familiar|your|hands-on|demonstrable|sound|two|three|five)\b"
)
_NOT = (
    r"(?:not|isn't|aren't|by no means) (?:(?:strictly|absolutely|at all|by any means|always|an?|"
    r"the|entirely|completely|totally|necessarily) )*(?:essential|required|necessary|must|"
    r"must-have|vital|requirement|mandatory|crucial|deal[ -]?breaker|needed|compulsory|"
    r"prerequisite|end of the world|necessity|showstopper|condition)"
)
_LESS = re.compile(
    r"[,(]? ?(?:(?:but|though|although|yet|however|if|and|-|\u2013) )?(?:(?:is|are|it is|it's|"
    rf"they are|by no means|certainly|definitely) ){{0,2}}{_NOT}\)?,?(?![a-z])"
    r"|,? but not (?:necessarily|exclusively|always),?"
)


def read(signs: Cues, start: int, end: int, *, spoken: bool) -> list[Event]:
    """The events of a piece `start:end`, in order.

    spoken: in an interview, where not having people or skills is a difficulty.
    """
    first, last = bisect_left(signs.starts, start), bisect_left(signs.starts, end)
    if first == last:
        return []
    reading = Reading(signs, start, end, last, spoken=spoken)
    at = first
    while at < last:
        at = reading.take(at)
    return settled(signs.low, reading.events, start, end, spoken=spoken)


class Reading:
    """The reading of one piece: its cues, and the events made of them so far."""

    __slots__ = ("end", "events", "last", "low", "signs", "spoken", "start")

    def __init__(self, signs: Cues, start: int, end: int, last: int, *, spoken: bool) -> None:
        self.signs, self.start, self.end, self.last = signs, start, end, last
        self.low, self.spoken = signs.low, spoken
        self.events: list[Event] = []

    def take(self, at: int) -> int:
        """Read the cue at a place; gives the place of the next that is not yet read."""
        cue = self.signs.tells[at]
        family = cue.family
        if not family or family == "skip":
            return at + 1
        if family in NEGATIONS:
            return negation(self, at, family)
        if family == HARD:
            return self._hard(at)
        if family == DESIRABLE:
            return self._wished(at)
        family = self._plainly(at, family)
        if family and (self.spoken or family not in (FAINT, EASY)):
            self.add(self.signs.starts[at], self.signs.ends[at], family, cue.side)
        return at + 1

    def _plainly(self, at: int, family: str) -> str:
        """What a cue says whose meaning hangs on who speaks or on what was said before."""
        base, *_ = family.partition(" written")
        if base != family:
            return "" if self.spoken else base
        if family == "you":
            return self._you(at)
        if family == SAME:
            last = last_need(self.events)
            return last.what if last else MENTION
        return family

    def _you(self, at: int) -> str:
        """What "you have", "you are" and "you will be" ask or tell of, by the words around."""
        start, end = self.signs.starts[at], self.signs.ends[at]
        if self.spoken or _WHETHER.search(self.low, max(self.start, start - 12), start):
            return ""
        if _DOING.match(self.low, end, self.end):
            return MENTION
        asks = self.low.startswith(("you will", "you'll", "youll"), start)
        return ESSENTIAL if asks or _ASKS.match(self.low, end, self.end) else ""

    def _wished(self, at: int) -> int:
        """Something is desirable: "desirable but not essential" is one cue."""
        start, end, side = self.signs.starts[at], self.signs.ends[at], self.signs.tells[at].side
        less = _LESS.match(self.low, end, self.end)
        after = at + 1
        if less:
            end = less.end() - (self.low[less.end() - 1] == ",")
            while after < self.last and self.signs.starts[after] < end:
                after += 1
        self.add(start, end, DESIRABLE, side).soft = less is not None
        return after

    def _hard(self, at: int) -> int:
        """Something is hard: "hard to find" is one cue, and in adverts the only one."""
        start, end, side = self.signs.starts[at], self.signs.ends[at], self.signs.tells[at].side
        after, joined = self.joined(at + 1, end)
        if joined:
            end, side = joined, "=" if side == "<" else side
        elif self._denied(after, end):
            if self.spoken:  # "the difficulty isn't …"
                self.events.append(Event(start, self.signs.ends[after], EASY, after=True))
            return after + 1
        if self.spoken or joined or self.low[start:end] in _PLAIN:
            self.add(start, end, HARD, side, leads=bool(joined))
        return after

    def _denied(self, at: int, end: int) -> bool:
        """Whether "is not" follows at a place, and what is not after it."""
        if at >= self.last or self.signs.tells[at].family != "not":
            return False
        if self.low[end : self.signs.starts[at]].strip() not in _IS:
            return False
        return not sides.closes(self.low, self.signs.ends[at], self.end)

    def joined(self, at: int, end: int) -> tuple[int, int]:
        """The place after "find" or the like if it follows, and where that ends."""
        if not self.spoken:
            found = _RECRUITING.match(self.low, end, self.end)
            return (at, found.end()) if found else (at, 0)
        if at >= self.last or self.negated(at) != "have" or not self.clear(end, at, JOIN):
            return at, 0
        between = self.low[end : self.signs.starts[at]]
        if not light(between) or " and " in between:
            return at, 0
        return at + 1, self.signs.ends[at]

    def negated(self, at: int) -> str:
        """What a cue tells under a negation."""
        cue = self.signs.tells[at]
        return cue.negated[0] or cue.family

    def clear(self, end: int, at: int, most: int) -> bool:
        """Whether the cue at a place follows within so many characters of one clause."""
        between = self.low[end : self.signs.starts[at]]
        return len(between) <= most and _MARKS.isdisjoint(between)

    def add(self, start: int, end: int, what: str, side: str, *, leads: bool = False) -> Event:
        """Add an event; leads: its thing stands after it, where no word tells."""
        event = Event(start, end, what, after=side == ">")
        if what not in (BREAK, FAINT):
            sides.turn(self.low, event, side, self.start, self.end, leads=leads)
        self.events.append(event)
        return event
