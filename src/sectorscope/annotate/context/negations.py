"""A negation and what it negates: "no … needed", "can't find", "no shortage of", "not without".

What is negated decides: a need becomes none, having becomes a want of it, a shortage becomes none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sectorscope.annotate.context import sides
from sectorscope.annotate.context.events import (
    BREAK,
    DESIRABLE,
    EASY,
    ESSENTIAL,
    FAINT,
    HARD,
    TRAIN,
    UNNEEDED,
)
from sectorscope.annotate.context.words import light

if TYPE_CHECKING:
    from sectorscope.annotate.context.reading import Reading

NEGATIONS = frozenset(("no", "not", "cannot", "nobody", "without", "used to"))
"""The families of cues that negate."""

_LISTS = frozenset(("no", "without"))
_NEAR, _FAR, _CHAIN, _AHEAD = 36, 90, 26, 4
_STOP = frozenset(";:!?\n")
_NEGATABLE = frozenset((ESSENTIAL, DESIRABLE, HARD, EASY, UNNEEDED, "without", TRAIN))
_THERE = re.compile(r"(?:there's|there is|there are|got|'ve|have|has|had|with)(?: \w+)? ?$")
_WITH = re.compile(
    r" (?:with|who|that|to|for|in|at|doing|trained|qualified|left|behind|coming|local|locally)\b"
)
_BARRED = re.compile(
    r"[^.;:!?]{0,90}?\b(?:(?:will|can|would|could|should|do|does) ?not|won't|can't|cannot|need not|"
    r"needn't|not be|will (?:automatically )?be (?:rejected|sifted out|discounted|discarded|turned "
    r"away))\b"
)
_ASIDE = re.compile(r"^[^,]*,[^,]*,[^,]*$")
"""What stands between two commas parts no negation from its verb: "not, I think, needed"."""

_HAVING = frozenset(("has", "have", "had", "have had", "has had"))
_MEANT = {"without": ESSENTIAL, HARD: EASY, EASY: HARD, TRAIN: "", FAINT: ""}


def negation(reading: Reading, at: int, family: str) -> int:
    """Read a negation at a place; gives the place of the next cue that is not yet read."""
    signs, low = reading.signs, reading.low
    start, end = signs.starts[at], signs.ends[at]
    if low[end : end + 1] == "," and family in ("no", "not"):
        return at + 1  # an answer
    if family == "without" and _BARRED.match(low, end, reading.end):
        reading.add(start, end, ESSENTIAL, ">")  # "applications without … cannot be considered"
        return at + 1
    op = _without(reading, at, family) or _operator(reading, at, family)
    if op is None:
        _alone(reading, start, end, family)
        return at + 1
    return _negated(reading, at, op, family)


def _without(reading: Reading, at: int, family: str) -> int | None:
    """The place of a "without" under a negation: "can't do this job without"."""
    if family in ("not", "cannot", "nobody"):
        for op in range(at + 1, min(at + 1 + _AHEAD, reading.last)):
            if not reading.clear(reading.signs.ends[at], op, _FAR):
                return None
            if reading.signs.tells[op].family == "without":
                return op
    return None


def _operator(reading: Reading, at: int, family: str) -> int | None:
    """The place of what a negation at a place negates."""
    end = reading.signs.ends[at]
    lists = family in _LISTS
    for op in range(at + 1, reading.last):
        between = reading.low[end : reading.signs.starts[op]]
        if len(between) > (_FAR if lists else _NEAR) or not _STOP.isdisjoint(between):
            return None
        if "," in between and not lists and not _ASIDE.search(between):
            return None
        cue = reading.signs.tells[op]
        if cue.family == BREAK or (family == "used to" and cue.family in NEGATIONS):
            return None
        if _operates(reading, op) and not (lists and cue.negated == ("have", "<")):
            return _further(reading, op, family)
    return None


def _operates(reading: Reading, op: int) -> bool:
    """Whether a negation makes anything of a cue."""
    cue = reading.signs.tells[op]
    if cue.negated[0]:
        return True
    return cue.family in _NEGATABLE


def _further(reading: Reading, op: int, family: str) -> int:
    """The cue that tells more than "have" or "find" does: "no trouble finding"."""
    signs = reading.signs
    if signs.tells[op].negated[0] != "have":
        return op
    start, end = signs.starts[op], signs.ends[op]
    for after in range(op + 1, min(op + 3, reading.last)):
        if not reading.clear(signs.ends[op], after, _FAR if family in _LISTS else _CHAIN):
            break
        if signs.tells[after].family == BREAK:
            break
        if signs.tells[after].negated[0] == "want" and reading.low[start:end] in _HAVING:
            return after  # "nobody has ever asked me for one"
        if signs.tells[after].family in (ESSENTIAL, HARD, EASY):
            return after
    return op


def _negated(reading: Reading, at: int, op: int, family: str) -> int:
    """Add a negation and what it negates as one event."""
    signs, cue = reading.signs, reading.signs.tells[op]
    what, side = cue.negated if cue.negated[0] else (cue.family, cue.side)
    made = _meant(what, family, spoken=reading.spoken)
    end, after = signs.ends[op], op + 1
    if what == HARD:
        after, joined = reading.joined(after, end)
        end = joined or end
    if not made or (made in (HARD, EASY) and not reading.spoken):
        return after
    event = reading.add(signs.starts[at], end, made, side)
    hole = (signs.ends[at], signs.starts[op])
    if made != ESSENTIAL and not light(reading.low[hole[0] : hole[1]]):
        event.hole, event.bare = hole, False
    event.soft = what == ESSENTIAL
    return after


def _meant(what: str, family: str, *, spoken: bool) -> str:
    """What a negation makes of what it negates."""
    if what == "have":
        return HARD if spoken else UNNEEDED
    if what == "want" and family == "cannot" and spoken:
        return HARD
    return _MEANT.get(what, UNNEEDED)


def _alone(reading: Reading, start: int, end: int, family: str) -> None:
    """Add a negation of nothing but the thing itself: "no degree", "they just can't"."""
    low, spoken = reading.low, reading.spoken
    closed = sides.closes(low, end, reading.end)
    if family == "nobody" and spoken:
        holds = _WITH.match(low, end, reading.end)
        reading.add(start, end, HARD if holds else FAINT, ">")
    elif family == "cannot" and spoken:
        reading.add(start, end, HARD, "<" if closed else ">")
    elif family == "no" and not closed:
        has = spoken and _THERE.search(low, max(reading.start, start - 16), start)
        reading.add(start, end, HARD if has else UNNEEDED, ">")
    elif family == "without" and not closed:
        lacks = spoken and low.startswith(("with no", "having no"), start)
        reading.add(start, end, HARD if lacks else UNNEEDED, ">")
    elif family == "used to":
        reading.add(start, end, UNNEEDED, ">")
    elif family == "not" and low[max(reading.start, start - 4) : start] == "but ":
        reading.add(start, end, HARD if spoken else UNNEEDED, ">")
    elif family == "not" and closed and not (spoken and "'" in low[start:end]):
        reading.add(start, end, UNNEEDED, "<")
