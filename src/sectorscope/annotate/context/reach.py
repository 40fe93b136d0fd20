"""Which event reaches a thing: the nearest in its clause, before it or after it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sectorscope.annotate.context.events import BREAK, EASY, HARD, TRAIN, Event
from sectorscope.annotate.context.words import light

LONGEST = 400
"""Characters that a cue reaches at most; lists in adverts are seldom longer."""

_SUBJECT = re.compile(
    r"(?:,|\band|\bas|\bso|\bbecause|\bsince|\u2013|\s-) *"
    r"(?:we|you|i|they|it|he|she|there|this|that's|it's|we're|i'd|i'm|they're|we've|who)\b"
)
_ASIDE = re.compile(
    r"[,\u2013] (?:(?:well|i suppose|you know|i mean|i'd say|i think|i don't know|er+|um+|erm+|"
    r"like|"
    r"obviously|honestly|frankly|say|i guess|if you like|to be honest|of course|believe it or not|"
    r"to be fair|as i say|as i said|really|probably),? ?)+"
)
_IT_IS = re.compile(r"\bit'?s\b|\bit is\b")
_ALONG = re.compile(
    r"(?:^|,|;)\W*(?:as (?:is|are|would|will)|plus|as well as|together with|along with|alongside|"
    r"in addition to|and so (?:is|are)|so (?:is|are)|and likewise|ditto|the same goes for|"
    r"same goes for|same with|same for|likewise)\b"
)
_AFTER_ALL = frozenset((TRAIN, HARD))
"""What is said of a thing after "but": "would be good, but we can train you"."""

_SO = re.compile(
    r"\bso (?=(?:we|they|it|it's|you|i|there|he|she|previous|no|please|any|training)\b)(?!it$)"
)
_BRACKET = re.compile(r"\([^()]*\)")
_MARKS = frozenset(",;:()\u2013-")
_CLOSE = 12
"""Characters that hold no clause of their own."""

_NEVER = 1e9
_SINGLE = re.compile(r"\b(?:is|isn't|was|wasn't|doesn't)\b|'s ")
_JOINED = re.compile(r"\b(?:and|or|nor)\b[^,]*$")
_CLAUSE, _LIST, _SIGN = 1.5, 2.5, 0.004


def nearest(
    low: str,
    events: Iterable[Event],
    start: int,
    end: int,
    kinds: frozenset[str],
    *,
    loose: bool = False,
) -> Event | None:
    """The event of these kinds that tells of `start:end`, if any does.

    loose: what has no thing of its own reaches back over a "but".
    """
    return closest(low, events, start, end, kinds, loose=loose)[1]


def closest(
    low: str,
    events: Iterable[Event],
    start: int,
    end: int,
    kinds: frozenset[str],
    *,
    loose: bool = False,
) -> tuple[float, Event | None]:
    """As `nearest`, with how far the event is, in clauses."""
    left = right = None
    before = after = False
    for event in events:
        if event.what == BREAK:
            before |= event.end <= start
            after |= event.start >= end
        elif event.what == TRAIN and TRAIN not in kinds:
            if event.after and event.end <= start and "," not in low[event.end : start]:
                left = None  # "minimum Level 3, working towards …"
        elif event.what in kinds:
            if event.hole and event.hole[0] <= start and end <= event.hole[1]:
                return 0.0, event
            if event.start <= start and end <= event.end:
                return 0.0, event
            if event.start < start:
                left, before = event, False
            elif event.start >= end and not (event.amount and event.after):
                right = event
                break
    one, other = (
        _ahead(low, left, start, before),
        _behind(low, right, end, after and not (loose and right and right.bare)),
    )
    if one is None and other is None:
        return _NEVER, None
    if other is None or (one is not None and one <= other):
        return one or 0.0, left
    return other, right


def turned(low: str, event: Event, start: int) -> bool:
    """Whether "it's" sets a thing against one that is easy: "not the welders, it's the fitters"."""
    return (
        event.what == EASY
        and event.end <= start
        and _IT_IS.search(low, event.end, start) is not None
    )


def _ahead(low: str, event: Event | None, start: int, broken: bool) -> float | None:
    """How far an event is that stands before a thing; nothing where it does not reach it."""
    if event is None or (broken and not event.label):
        return None
    between = low[event.end : start]
    if len(between) < _CLOSE and event.after and _MARKS.isdisjoint(between):
        return _SIGN * len(between)
    if _so(between) or len(between) > LONGEST or (";" in between and not event.label):
        return None
    if not event.after:
        along = _ALONG.search(between) or turned(low, event, start)
        return _CLAUSE if along else None
    between = _spared(between)
    if not event.label and _SUBJECT.search(between):
        return _CLAUSE if turned(low, event, start) else None
    return _distance(between, 1.0)


def _behind(low: str, event: Event | None, end: int, broken: bool) -> float | None:
    """How far an event is that stands after a thing; nothing where it does not reach it."""
    if event is None or event.after:
        return None
    if broken and not (event.bare and event.what in _AFTER_ALL):
        return None
    between = low[end : event.start]
    if len(between) < _CLOSE and _MARKS.isdisjoint(between):
        return _SIGN * len(between)
    if _parted(low, event, between):
        return None
    between = _spared(between)
    alone = "," in between and not event.bare and not _JOINED.search(between)
    if alone and _SINGLE.search(low, end, event.end):
        return None  # "…, a degree is not needed" is of one thing
    return _distance(between, _LIST)


def _parted(low: str, event: Event, between: str) -> bool:
    """Whether what stands between a thing and a cue after it parts them."""
    if len(between) > LONGEST or (not event.bare and _so(between + "it")):
        return True
    if ")" in between and low[event.start - 1 : event.start] == "(":
        return True  # "Rust (essential), Go (nice to have)": it has a bracket of its own
    _, opened, inside = between.rpartition("(")
    if opened and ")" not in inside and not light(inside):
        return True  # "CAD (AutoCAD preferable)"
    return not event.whole and (";" in between or ":" in between.rstrip(": "))


def _so(between: str) -> bool:
    """Whether "so" parts what stands between a cue and a thing."""
    return "so " in between and _SO.search(between) is not None


def _spared(between: str) -> str:
    """What stands between a cue and a thing, without brackets and asides."""
    if "(" in between:
        between = _BRACKET.sub("", between)
    return _ASIDE.sub("", between) if "," in between or "\u2013" in between else between


def _distance(between: str, comma: float) -> float:
    """Clauses between a cue and a thing: commas, and subjects that begin a clause.

    A comma counts for more before a cue that follows: "must have A, B and C, D preferred".
    """
    clauses = comma * between.count(",") + _CLAUSE * len(_SUBJECT.findall(between))
    return clauses + _SIGN * len(between)
