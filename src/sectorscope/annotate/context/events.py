"""What a piece of text says, cue by cue: negations joined to what they negate.

After NegEx (Chapman et al. 2001): cues before and after a thing, and words that end their reach.
Its flat window is replaced by the structure of the clause, because "SolidWorks essential, Catia an
advantage" has two things and two cues within six words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from sectorscope.annotate.context import sides
from sectorscope.annotate.context.words import light
from sectorscope.annotate.cues import Cues

ESSENTIAL, DESIRABLE, UNNEEDED, MENTION = "essential", "desirable", "unneeded", "mention"
HARD, EASY, FAINT, TRAIN, MAYBE = "hard", "easy", "hard weak", "train", "desirable weak"
BREAK, SAME, FIRM = "but", "same", "firm"

_WRITTEN = "essential written"
_NEGATIONS = frozenset(("no", "not", "cannot", "nobody", "without", "used to"))
_LISTS = frozenset(("no", "without"))
_NEAR, _FAR, _CHAIN, _JOIN = 36, 90, 26, 22
_STOP = frozenset(";:!?\n")
_PLAIN = frozenset("shortage shortages scarce gold dust".split())
_THERE = re.compile(r"(?:there's|there is|there are|got|'ve|have|has|had|with)(?: \w+)? ?$")
_WHETHER = re.compile(r"\b(?:if|do|that|when|what|which|whether|because|once|where|unless|skills|as|have|until|who)[ ,]*$")
_DOING = re.compile(
    r" (?:also |then |mainly |mostly |primarily |fully )?(?:\w+ing\b|responsible|based|part|expected|given|involved|one|offered|provided|rewarded|"
    r"paid|entitled|the|supported|trained|invited|asked|subject|on|at|in|accountable|our|managed|"
    r"assessed|required to (?:work|travel|carry|undertake|attend)|joined|able to (?:work|progress|choose)|welcome|to|free|eligible|contacted|not|shown|taught|put|helped|encouraged|working|there|home|likely|probably)\b"
)
_A = re.compile(
    r" (?:a|an|at least|experience|experienced|qualified|registered|chartered|certified|proficient|fluent|"
    r"skilled|confident|competent|strong|good|excellent|proven|solid|extensive|significant|previous|"
    r"relevant|recent|practical|some|\d|fully|educated|used|worked|knowledge|already|comfortable|familiar|your|hands-on|demonstrable|sound|two|three|five)\b"
)
_LESS = re.compile(
    r"[,(]? ?(?:(?:but|though|although|yet|however|if|and|-|\u2013) )?(?:(?:is|are|it is|it's|they are|by no means|"
    r"certainly|definitely) )?(?:not|isn't|aren't|by no means) (?:(?:strictly|absolutely|at all|by any means|always|an?|the|entirely|"
    r"completely|totally|necessarily) )*(?:essential|required|necessary|must|must-have|vital|requirement|mandatory|crucial|"
    r"deal[ -]?breaker|needed|compulsory|prerequisite|end of the world|necessity|showstopper|condition)\)?,?(?![a-z])"
    r"|,? but not (?:necessarily|exclusively|always),?"
)
_WITH = re.compile(r" (?:with|who|that|to|for|in|at|doing|trained|qualified|left|behind|coming|local|locally)\b")
_IF = re.compile(
    r"\bif (?:they|you|someone|somebody|he|she|people)(?:'ve|'d| have| had| has| do| did| can| know| knew| come| came)\b"
    r"([^.;!?]{3,60}?)(?:[,\u2013-] (?:then )?(?:that's |it's |that'd be |that would be )?(?:also |again |an? )?|"
    r" (?:then )?(?:that's|it's|that'd be|that would be|it'd be) (?:an? )?)(?:great|lovely|brilliant|fantastic|happy days|bonus|even better|all the better|so much the better|"
    r"wonderful|perfect|good|ideal|marvellous|smashing|result|bingo)\b"
    r"|\bif you(?:'ve got|'ve| have| hold| happen to have| also have)\b([^.;!?]{3,60}?),? (?:then )?(?:we want|we'd|we would|"
    r"get in touch|let us know|tell us|shout|do apply|so much|all the)\b"
)
_BARRED = re.compile(
    r"[^.;:!?]{0,90}?\b(?:(?:will|can|would|could|should|do|does) ?not|won't|can't|cannot|need not|needn't|not be|"
    r"will (?:automatically )?be (?:rejected|sifted out|discounted|discarded|turned away))\b"
)
_LEADING = frozenset((ESSENTIAL, EASY, UNNEEDED))
_LONG = re.compile(r" (?:of )?[\w-]+\+? (?:years?|yrs?)'?(?: experience| exp)?\s*(?:$|[.,;)])")
_BUT_NO = re.compile(
    r"\bbut (?:no|not|we're not|we aren't|they aren't|they're not|it isn't|sadly not|alas not?|not a bit of it)[.!]*$"
)
_PREPOSITIONS = (" of", " for", " on", " in", " with", " over")
_AMOUNTS = ("at least", "minimum", "min", "at the very least")
_COURSE = re.compile(
    r"\s*(?:(?:a|an|the|our|your|their|some|any)\s+)?(?:\w+ ){0,2}"
    r"(?:course|courses|training|programme|workshop|ropes|way|scratch|basics|everything|trade)"
    r"(?: (?:you need(?: to know)?|you go|with us|here))?\s*(?:$|[.;,!?)])"
)
_WHOLE = re.compile(r"\b(?:all|both|each)(?: (?:of|these|those|them|the|above|three|four|two|are))*\s*$")
_ELLIPSIS = re.compile(r"(?<=[a-z0-9)]) (?:is|are)( not|n't)?(?: (?:though|however))?[.!)]*$")
_IS = frozenset(("", "is", "are", "was", "'s", "were", "really", "is really"))


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


def read(signs: Cues, start: int, end: int, spoken: bool) -> list[Event]:
    """The events of a piece `start:end`, in order.

    spoken: in an interview, where not having people or skills is a difficulty.
    """
    first, last = bisect_left(signs.starts, start), bisect_left(signs.starts, end)
    if first == last:
        return []
    reader = _Reader(signs, start, end, last, spoken)
    at = first
    while at < last:
        at = reader.take(at)
    reader.ellipsis()
    reader.condition()
    reader.reversal()
    return _settled(signs.low, reader.events)


class _Reader:
    """The reading of one piece."""

    __slots__ = ("end", "events", "last", "low", "signs", "spoken", "start")

    def __init__(self, signs: Cues, start: int, end: int, last: int, spoken: bool) -> None:
        self.signs, self.start, self.end, self.last = signs, start, end, last
        self.low, self.spoken = signs.low, spoken
        self.events: list[Event] = []

    def take(self, at: int) -> int:
        """Read the cue at a place; gives the place of the next that is not yet read."""
        cue = self.signs.tells[at]
        family = cue.family
        if not family or family == "skip":
            return at + 1
        if family in _NEGATIONS:
            return self._negation(at, family)
        if family == HARD:
            return self._hard(at)
        if family == DESIRABLE:
            return self._wished(at)
        if family == _WRITTEN:
            family = "" if self.spoken else ESSENTIAL
        elif family == "you":
            family = self._you(at)
        if family == SAME:
            last = _last(self.events)
            family = last.what if last else MENTION
        if family and (self.spoken or family not in (FAINT, EASY)):
            self._add(self.signs.starts[at], self.signs.ends[at], family, cue.side)
        return at + 1

    def condition(self) -> None:
        """What would be welcome if it were there: "if they've got first aid, great"."""
        found = _IF.search(self.low, self.start, self.end)
        if found:
            hole = found.span(found.lastindex or 1)
            event = Event(found.end(), found.end(), DESIRABLE, after=False, hole=hole)
            self.events.append(event)

    def reversal(self) -> None:
        """What the end takes back: "you'd think we'd be swimming in them, but no"."""
        found = self.spoken and _BUT_NO.search(self.low, max(self.start, self.end - _NEAR), self.end)
        if found:
            self.events = [e for e in self.events if e.what != EASY]
            self.events.append(Event(found.start(), found.end(), HARD, after=False, bare=True))

    def _you(self, at: int) -> str:
        """What "you have", "you are" and "you will be" ask or tell of, by the words around."""
        start, end = self.signs.starts[at], self.signs.ends[at]
        if self.spoken or _WHETHER.search(self.low, max(self.start, start - 12), start):
            return ""
        if _DOING.match(self.low, end, self.end):
            return MENTION
        asks = self.low.startswith("you will", start) or _A.match(self.low, end, self.end)
        return ESSENTIAL if asks or self.low.startswith("you'll", start) else ""

    def ellipsis(self) -> None:
        """The verb that stands for all that was said: "lone working is", "Catia isn't"."""
        found = _ELLIPSIS.search(self.low, max(self.start, self.end - _NEAR), self.end)
        last = _last(self.events)
        if not found or last is None or last.end > found.start() - 4:
            return
        what = UNNEEDED if found.group(1) else ESSENTIAL
        if what == ESSENTIAL and last.what == DESIRABLE and not last.soft:
            what = DESIRABLE
        self.events.append(Event(found.start(), found.end(), what, after=False))

    def _wished(self, at: int) -> int:
        """Something is desirable: "desirable but not essential" is one cue."""
        start, end, side = self.signs.starts[at], self.signs.ends[at], self.signs.tells[at].side
        less = _LESS.match(self.low, end, self.end)
        after = at + 1
        if less:
            end = less.end() - (self.low[less.end() - 1] == ",")
            while after < self.last and self.signs.starts[after] < end:
                after += 1
        self._add(start, end, DESIRABLE, side).soft = less is not None
        return after

    def _hard(self, at: int) -> int:
        """Something is hard: "hard to find" is one cue, and in adverts the only one."""
        start, end, side = self.signs.starts[at], self.signs.ends[at], self.signs.tells[at].side
        after, joined = self._joined(at + 1, end)
        if joined:
            end, side = joined, "=" if side == "<" else side
        elif after < self.last and self.signs.tells[after].family == "not":
            between = self.low[end : self.signs.starts[after]].strip()
            if between in _IS and not sides.closes(self.low, self.signs.ends[after], self.end):
                if self.spoken:  # "the difficulty isn't …"
                    self.events.append(Event(start, self.signs.ends[after], EASY, after=True))
                return after + 1
        if self.spoken or joined or self.low[start:end] in _PLAIN:
            self._add(start, end, HARD, side, leads=bool(joined))
        return after

    def _joined(self, at: int, end: int) -> tuple[int, int]:
        """The place after "find" or the like if it follows, and where that ends."""
        if at < self.last and self._family(at) == "have" and self._clear(end, at, _JOIN):
            if light(self.low[end : self.signs.starts[at]]):
                return at + 1, self.signs.ends[at]
        return at, 0

    def _family(self, at: int) -> str:
        """What a cue tells under a negation."""
        cue = self.signs.tells[at]
        return cue.negated[0] or cue.family

    def _clear(self, end: int, at: int, most: int) -> bool:
        """Whether the cue at a place follows within so many characters of one clause."""
        between = self.low[end : self.signs.starts[at]]
        return len(between) <= most and not any(mark in between for mark in ",;:.!?\n(")

    def _negation(self, at: int, family: str) -> int:
        """A negation, and what it negates."""
        start, end = self.signs.starts[at], self.signs.ends[at]
        if self.low[end : end + 1] == "," and family in ("no", "not"):
            return at + 1  # an answer
        if family == "without" and _BARRED.match(self.low, end, self.end):
            self._add(start, end, ESSENTIAL, ">")
            return at + 1
        op = self._twice(at, family) or self._operator(at, family)
        if op is None:
            self._alone(self.signs.starts[at], self.signs.ends[at], family)
            return at + 1
        return self._negated(at, op, family)

    def _twice(self, at: int, family: str) -> int | None:
        """The place of a "without" under a negation: "can't do this job without"."""
        if family in ("not", "cannot", "nobody"):
            for op in range(at + 1, min(at + 5, self.last)):
                if not self._clear(self.signs.ends[at], op, _FAR):
                    return None
                if self.signs.tells[op].family == "without":
                    return op
        return None

    def _operator(self, at: int, family: str) -> int | None:
        """The place of what a negation at a place negates."""
        end = self.signs.ends[at]
        far = _FAR if family in _LISTS else _NEAR
        for op in range(at + 1, self.last):
            between = self.low[end : self.signs.starts[op]]
            if len(between) > far or not _STOP.isdisjoint(between):
                return None
            if "," in between and family not in _LISTS and between.count(",") != 2:
                return None
            if self.signs.tells[op].family == BREAK:
                return None
            if self._operates(op) and not (
                family in _LISTS and self.signs.tells[op].negated == ("have", "<")
            ):
                return self._further(op, family)
        return None

    def _operates(self, op: int) -> bool:
        cue = self.signs.tells[op]
        if cue.negated[0]:
            return self.spoken or cue.negated[0] != "have" or cue.family == ESSENTIAL
        return cue.family in (ESSENTIAL, DESIRABLE, HARD, EASY, UNNEEDED, "without", TRAIN)

    def _further(self, op: int, family: str) -> int:
        """The cue that tells more than "have" or "find" does: "no trouble finding"."""
        if self.signs.tells[op].negated[0] == "have":
            for after in range(op + 1, min(op + 3, self.last)):
                if not self._clear(
                    self.signs.ends[op], after, _FAR if family in _LISTS else _CHAIN
                ):
                    break
                if self.signs.tells[after].family == BREAK:
                    break
                if self.signs.tells[after].family in (ESSENTIAL, HARD, EASY):
                    return after
        return op

    def _negated(self, at: int, op: int, family: str) -> int:
        """A negation and what it negates as one event."""
        cue = self.signs.tells[op]
        what, side = cue.negated if cue.negated[0] else (cue.family, cue.side)
        made = self._meant(what, family)
        end, after = self.signs.ends[op], op + 1
        if what == HARD:
            after, joined = self._joined(after, end)
            end = joined or end
        if not made or (made in (HARD, EASY) and not self.spoken):
            return after
        event = self._add(self.signs.starts[at], end, made, side)
        hole = (self.signs.ends[at], self.signs.starts[op])
        if made != ESSENTIAL and not light(self.low[hole[0] : hole[1]]):
            event.hole, event.bare = hole, False
        event.soft = what == ESSENTIAL
        return after

    def _meant(self, what: str, family: str) -> str:
        """What a negation makes of what it negates."""
        if what == "have":
            return HARD if self.spoken else UNNEEDED
        if what == "want" and family == "cannot" and self.spoken:
            return HARD
        changed = {"without": ESSENTIAL, HARD: EASY, EASY: HARD, TRAIN: "", FAINT: ""}
        return changed.get(what, UNNEEDED)

    def _alone(self, start: int, end: int, family: str) -> None:
        """A negation of nothing but the thing itself: "no degree", "they just can't"."""
        closed = sides.closes(self.low, end, self.end)
        if family == "nobody" and self.spoken:
            holds = _WITH.match(self.low, end, self.end)
            self._add(start, end, HARD if holds else FAINT, ">")
        elif family == "cannot" and self.spoken:
            self._add(start, end, HARD, "<" if closed else ">")
        elif family == "no" and not closed:
            has = self.spoken and _THERE.search(self.low, max(self.start, start - 16), start)
            self._add(start, end, HARD if has else UNNEEDED, ">")
        elif family == "without":
            lacks = self.spoken and self.low.startswith(("with no", "having no"), start)
            self._add(start, end, HARD if lacks else UNNEEDED, ">")
        elif family == "used to":
            self._add(start, end, UNNEEDED, ">")
        elif family == "not" and self.low[max(self.start, start - 4) : start] == "but ":
            self._add(start, end, HARD if self.spoken else UNNEEDED, ">")
        elif family == "not" and closed and not (self.spoken and "'" in self.low[start:end]):
            self._add(start, end, UNNEEDED, "<")

    def _add(self, start: int, end: int, what: str, side: str, *, leads: bool = False) -> Event:
        event = Event(start, end, what, after=side == ">")
        if what not in (BREAK, FAINT):
            self._turn(event, side, leads=leads)
        self.events.append(event)
        return event

    def _turn(self, event: Event, side: str, *, leads: bool) -> None:
        """Set on which side of an event its thing stands; leads: after it, where no word tells."""
        low, start, end, stop = self.low, event.start, event.end, self.end
        need = event.what in (ESSENTIAL, DESIRABLE)
        said = low[start:end]
        event.amount = said in _AMOUNTS
        end += said == "min" and low[end : end + 1] == "."
        if side != ">" and event.what in (HARD, EASY) and said.endswith(_PREPOSITIONS):
            side, event.after = ">", True
        if side != ">" and _WHOLE.search(low, self.start, start):
            event.after, event.bare, event.whole = False, True, True
            return
        if need and side != ">" and sides.label(low, self.start, start, end, stop):
            event.after = event.label = True
        elif low[end : end + 1] == ":" and need:
            event.after = event.label = True
        elif event.amount and _LONG.match(low, end, stop):
            event.after = False
        elif sides.leads(low, self.start, start, end):
            event.after = True
        elif event.what not in (HARD, EASY) and sides.clause(low, end, stop):
            event.after = True
        elif sides.closes(low, end, stop):
            event.after = False
        elif side != "<" and sides.pronoun(low, end, stop):
            event.after, event.bare = False, True
        elif side != ">":
            noun = event.what == TRAIN or (side == "=" and event.what in (HARD, EASY))
            tells = sides.follows(low, self.start, start, end, stop, noun=noun)
            default = leads or (
                side == "="
                and (event.what in _LEADING or (need and sides.bare(low, self.start, start)))
            )
            event.after = default if tells is None else tells
        if event.after and event.what == TRAIN and _COURSE.match(low, end, stop):
            event.after = False
        if not event.after:
            event.bare = event.bare or sides.bare(low, self.start, start)


def _settled(low: str, events: list[Event]) -> list[Event]:
    """Events in the light of one another.

    "Ideally you will have" is desirable; "not essential but an advantage" is desirable; of "also
    considered and would be preferred" the latter counts.
    """
    made: list[Event] = []
    for event in events:
        last = _last(made)
        if event.soft and event.bare and event.what == UNNEEDED and last and last.what == DESIRABLE:
            between = low[last.end : event.start]
            if light(between) or between.rstrip().endswith(("it's", "it is", "that's", "they're")):
                event.what = DESIRABLE  # "It's a nice to have, it's not a deal breaker"
        if event.what == TRAIN and made and made[-1].what == MAYBE:
            if len(low[made[-1].end : event.start]) < _JOIN:
                continue  # "or willing to work towards"
        if last is None or event.what not in (ESSENTIAL, DESIRABLE):
            made.append(event)
            continue
        between = low[last.end : event.start]
        lead = last.after and last.what in (DESIRABLE, UNNEEDED, MENTION) and event.after
        if lead and len(between) < _JOIN and "," not in between and light(between):
            last.end = event.end
            continue
        if event.what == DESIRABLE and not last.after and (last.soft or last.what == MENTION):
            if event.bare or light(between):
                last.what = DESIRABLE
        made.append(event)
    return made


def _last(events: list[Event]) -> Event | None:
    for event in reversed(events):
        if event.what in (ESSENTIAL, DESIRABLE, UNNEEDED, MENTION):
            return event
    return None
