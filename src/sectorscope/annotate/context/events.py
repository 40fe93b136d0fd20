"""What a piece of text says, cue by cue: negations joined to what they negate, and reaches told.

After NegEx (Chapman et al. 2001): cues before and after a thing, and words that end their reach.
Its flat window is replaced by the structure of the clause, because "SolidWorks essential, Catia an
advantage" has two things and two cues within six words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from sectorscope.annotate.context.words import light
from sectorscope.annotate.cues import Cue, Cues

ESSENTIAL, DESIRABLE, UNNEEDED, MENTIONED = "essential", "desirable", "unneeded", "mention"
HARD, EASY, FAINT, TRAIN, MAYBE = "hard", "easy", "hard weak", "train", "desirable weak"
BREAK = "but"

NEEDS = frozenset((ESSENTIAL, DESIRABLE, UNNEEDED, MENTIONED))
SUPPLY = frozenset((HARD, EASY))


@dataclass(slots=True)
class Event:
    """One thing that is said: what, where, and on which side of it the thing stands.

    hole: the stretch between a negation and what it negates ("no … needed"), or nothing. bare:
    the thing is left out or a pronoun, so that it may have been named a sentence before. soft:
    only said not to be essential. label: a heading in the sentence ("Essential: …").
    """

    start: int
    end: int
    what: str
    after: bool
    hole: tuple[int, int] | None = None
    bare: bool = False
    soft: bool = False
    label: bool = False


_NEGATIONS = frozenset(("no", "not", "cannot", "nobody", "without", "used to"))
_NEAR, _FAR, _CHAIN = 34, 90, 26
_PLAIN = frozenset("shortage shortages".split())

_CLOSES = re.compile(
    r"[ \t]*(?:$|[.;,!?)\]\n\u2013\u2014]|-[ \t]|(?:here|locally|now|round here|around here|these days|at all|any ?more|"
    r"anywhere|at the moment|either|right now|in this (?:area|part|county|town|region)[a-z ]{0,20}|"
    r"for love n?or money|in the (?:area|north|south|region|county)[a-z ]{0,12}|at present|again|yet|though|too|as well|really|"
    r"to be honest|to be fair|i think|i'd say|i suppose|you know|if i'm honest|for us|to us|for me|to me|with us|for this \w+|for the \w+|in this \w+|in the \w+|on site|on the \w+|at this stage|at the (?:start|outset|moment)|from (?:the|day) \w+)"
    r"[ \t]*(?:$|[.;,!?)\n\u2013\u2014-]|and|but|so|as|because))"
)
_PRONOUN = re.compile(
    r"[ \t]+(?:any of |all of |either of |both of |enough of |hold of )?(?:it|them|that|those|these|this|one|ones|any|either|neither|anyone|anybody|people|someone|both)"
    r"[ \t]*(?:$|[.;,!?)\u2013\u2014]|(?:at all|any ?more|here|now|locally|either|for|when|if|as|because|so|and|but|on|in|from)\b)"
)
_NAMES = re.compile(r"[ \t]*:|[ \t]+(?:is|are|'s|was|would be|will be|being|includes?|including)\b|'s\b")
_OF = re.compile(
    r"[ \t]+(?:of|in|for|with|around|on|when|finding|getting|recruiting|attracting|keeping|hiring|sourcing|retaining|to (?:have|hold|be|know|possess|find|get|recruit|fill)|"
    r"that (?:you|they|candidates|applicants|the|we|all|any|anyone|everyone|he|she)|if (?:you|they|candidates|applicants)|for (?:you|candidates|applicants|them|anyone) to)\b"
)
_TOHAVE = re.compile(
    r"[ \t]+(?:(?:for \w+ |)to (?:have|hold|be|know|possess|be able)|that (?:you|they|candidates|applicants|the|we|all|any|anyone|everyone|he|she)|if (?:you|they|candidates|applicants)|"
    r"(?:skills?|criteria|qualifications?|requirements?|experience|knowledge|attributes|qualities|competenc\w+)\b)"
)
_COPULA = re.compile(
    r"(\w+)?(?:[ ,]+(?:is|are|was|were|be|been|being|become|becoming|remains?|has been|have been|gets?|getting|seems?|proves?|proving|as)|'s|'re)"
    r"(?: also| still| always| really| very| just| so| quite| both| all| an absolute| absolutely| definitely| certainly| a real| always been| a bit of| probably| actually| often| increasingly| proving| seen as| considered| regarded as| becoming| not| never| no longer)*"
    r"(?: an?| the| our| my| your| one)?(?: \w+){0,1} ?$"
)
_DUMMY = frozenset("it there what that this it's there's that's what's which he she i".split())


def read(signs: Cues, start: int, end: int, spoken: bool) -> list[Event]:
    """The events of a piece `start:end`, in order.

    spoken: in an interview, where not having people or skills is a difficulty.
    """
    first, last = bisect_left(signs.starts, start), bisect_left(signs.starts, end)
    if first == last:
        return []
    reader = _Reader(signs, start, end, spoken)
    at = first
    while at < last:
        at = reader.take(at, last)
    return reader.events


class _Reader:
    """The reading of one piece."""

    __slots__ = ("end", "events", "low", "signs", "spoken", "start")

    def __init__(self, signs: Cues, start: int, end: int, spoken: bool) -> None:
        self.signs, self.start, self.end, self.spoken = signs, start, end, spoken
        self.low = signs.low
        self.events: list[Event] = []

    def take(self, at: int, last: int) -> int:
        """Read the cue at a place; gives the place of the next that is not yet read."""
        cue = self.signs.tells[at]
        family = cue.family
        if family in _NEGATIONS:
            return self._negation(at, last, family)
        if not family or family == "skip":
            return at + 1
        if family == BREAK:
            self._add(self.signs.starts[at], self.signs.ends[at], BREAK, "")
        elif family == HARD:
            return self._hard(at, last)
        elif self.spoken or family not in (FAINT, EASY):
            self._add(self.signs.starts[at], self.signs.ends[at], family, cue.side)
        return at + 1

    def _hard(self, at: int, last: int) -> int:
        """Something is hard: "hard to find" is one cue, and in adverts the only one."""
        start, end, side = self.signs.starts[at], self.signs.ends[at], self.signs.tells[at].side
        following = at + 1
        joined = False
        if following < last and self._family(following) == "have" and self._gap(end, following, 22):
            end, joined = self.signs.ends[following], True
            following += 1
        if self.spoken or joined or self.low[start:end] in _PLAIN:
            self._add(start, end, HARD, ">" if joined and side != "<" else side)
        return following

    def _family(self, at: int) -> str:
        """What a cue tells under a negation."""
        cue = self.signs.tells[at]
        return cue.negated[0] or cue.family

    def _gap(self, end: int, at: int, most: int) -> bool:
        """Whether the cue at a place follows within so many characters of one clause."""
        between = self.low[end : self.signs.starts[at]]
        return len(between) <= most and not any(mark in between for mark in ",;:.!?\n(")

    def _negation(self, at: int, last: int, family: str) -> int:
        """A negation, and what it negates."""
        start, end = self.signs.starts[at], self.signs.ends[at]
        far = _FAR if family in ("no", "without") else _NEAR
        op = at + 1
        while op < last:
            between = self.low[end : self.signs.starts[op]]
            if len(between) > far or any(mark in between for mark in ";:.!?\n"):
                break
            if "," in between and family not in ("no", "without") and len(between) > 24:
                break
            found = self.signs.tells[op]
            if found.family == BREAK:
                break
            if self._operates(op, family):
                return self._negated(at, self._further(op, last, family), family)
            op += 1
        self._alone(start, end, family)
        return at + 1

    def _operates(self, op: int, family: str) -> bool:
        cue = self.signs.tells[op]
        if cue.negated[0]:
            if cue.negated[0] == "have" and not self.spoken:
                return False
            return True
        return cue.family in (ESSENTIAL, DESIRABLE, HARD, EASY, UNNEEDED, "without", TRAIN)

    def _further(self, op: int, last: int, family: str) -> int:
        """The cue that tells more than "have" or "find" does: "no trouble finding"."""
        if self.signs.tells[op].negated[0] == "have":
            for after in range(op + 1, min(op + 3, last)):
                if not self._gap(self.signs.ends[op], after, _CHAIN if family != "no" else _FAR):
                    break
                if self.signs.tells[after].family in (ESSENTIAL, HARD, EASY):
                    return after
        return op

    def _negated(self, at: int, op: int, family: str) -> int:
        """A negation and what it negates as one event."""
        start, end = self.signs.starts[at], self.signs.ends[op]
        cue = self.signs.tells[op]
        what, side = cue.family, cue.side
        if cue.negated[0]:
            what, side = cue.negated
        after = op + 1
        if what == "have":
            made = HARD if self.spoken else UNNEEDED
        elif what == "without":
            made = ESSENTIAL
        elif what == HARD:
            made = EASY
            if after < op + 2 and after < len(self.signs.starts) and self._family(after) == "have" and self._gap(end, after, 22):
                end, after, side = self.signs.ends[after], after + 1, ">"
        elif what == EASY:
            made = HARD
        elif what == TRAIN:
            return op + 1
        else:
            made = UNNEEDED
        hole = (self.signs.ends[at], self.signs.starts[op])
        if family == "cannot" and what in (ESSENTIAL, "want", UNNEEDED, DESIRABLE):
            made = HARD if self.spoken and what == "want" else made
        if made in (HARD, EASY) and not self.spoken:
            return after
        event = self._add(start, end, made, side)
        named = not light(self.low[hole[0] : hole[1]])
        if named and made in (UNNEEDED, EASY, HARD) and family in ("no", "without", "not", "nobody"):
            event.hole = hole
            event.bare = False
            if family in ("no", "without"):
                event.after = False
        event.soft = what == ESSENTIAL
        return after

    def _alone(self, start: int, end: int, family: str) -> None:
        """A negation of nothing but the thing itself: "no degree", "they just can't"."""
        closes = bool(_CLOSES.match(self.low, end, self.end))
        if family == "cannot":
            if self.spoken:
                self._add(start, end, HARD, "<" if closes else ">")
        elif family == "nobody":
            if self.spoken:
                self._add(start, end, FAINT, "<")
        elif family == "no":
            has = re.search(r"(?:there's|there is|there are|got|'ve|have|has|had|with)(?: \w+)? ?$", self.low[max(self.start, start - 16) : start])
            made = HARD if self.spoken and has else UNNEEDED
            if not closes:
                self._add(start, end, made, ">")
        elif family == "without":
            self._add(start, end, UNNEEDED, ">")
        elif family == "not" and closes:
            self._add(start, end, UNNEEDED, "<")

    def _add(self, start: int, end: int, what: str, side: str) -> Event:
        event = Event(start, end, what, side == ">")
        if what not in (BREAK, FAINT):
            self._side(event, side)
        self.events.append(event)
        return event

    def _side(self, event: Event, side: str) -> None:
        """On which side the thing stands, from the words around the cue."""
        low, end = self.low, event.end
        closes = _CLOSES.match(low, end, self.end)
        colon = low[end : end + 2].lstrip()[:1] == ":"
        before = low[max(self.start, event.start - 60) : event.start]
        opening = light(_clause(before)) if len(before) < 60 or _clause(before) != before else False
        if colon or (side != ">" and self._leads(event, closes)):
            event.after, event.label = True, True
            return
        if closes:
            event.after = False
        elif _PRONOUN.match(low, end, self.end) and side != "<":
            event.after, event.bare = False, True
            return
        elif side == "=" or (side == "<" and (_TOHAVE.match(low, end, self.end) or _NAMES.match(low, end, self.end))):
            event.after = self._governs(event, before)
        else:
            event.after = side == ">"
        if not event.after:
            event.bare = opening

    def _leads(self, event: Event, closes: re.Match[str] | None) -> bool:
        """Whether a predicate opens its piece as a label does: "Essential – NMC registration"."""
        opens = not self.low[self.start : event.start].strip(" \t•*·▪–-—|([")
        return opens and not closes and event.what in (ESSENTIAL, DESIRABLE) or opens and event.what in (ESSENTIAL, DESIRABLE) and bool(re.match(r"[ \t]*[\u2013\u2014|-][ \t]*\w", self.low[event.end : event.end + 8]))

    def _governs(self, event: Event, before: str) -> bool:
        """Whether a noun or adjective stands before its thing: "a shortage of …"."""
        subject = _COPULA.search(before)
        if subject and (subject.group(1) or "") not in _DUMMY and not _TOHAVE.match(self.low, event.end, self.end):
            return False
        return bool(_OF.match(self.low, event.end, self.end) or _NAMES.match(self.low, event.end, self.end) or subject or event.what == EASY)


_STOPS = re.compile(r"[.;,:!?(\u2013\u2014]")


def _clause(before: str) -> str:
    """What of a stretch stands in its last clause."""
    parts = _STOPS.split(before)
    return parts[-1]
