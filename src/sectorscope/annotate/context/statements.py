"""What is said of a thing by whoever is not asking: in its sentence, then in those after it."""

from __future__ import annotations

import re

from sectorscope.annotate.context import answers, dialogue
from sectorscope.annotate.context.events import (
    BREAK,
    DESIRABLE,
    EASY,
    ESSENTIAL,
    FIRM,
    HARD,
    MAYBE,
    MENTION,
    NEEDS,
    SUPPLY,
    TELLING,
    TRAIN,
    UNNEEDED,
    Event,
)
from sectorscope.annotate.context.passages import Passages
from sectorscope.annotate.context.reach import closest, nearest, turned
from sectorscope.annotate.context.words import light

_MAYBE, _TRAIN, _FIRM = frozenset((MAYBE,)), frozenset((TRAIN,)), frozenset((FIRM,))
_OPPOSITE = {HARD: EASY, EASY: HARD, ESSENTIAL: UNNEEDED, DESIRABLE: UNNEEDED}
_TOPIC, _SHORT = 2, 90
_POSES = re.compile(
    r"\b(?:do|does|did|is|are|must|will|would|should|have|has|can|could) "
    r"(?:i|we|you|they|it|an?|the|my|any)\b"
)


def said(passages: Passages, at: int, start: int, end: int) -> set[str]:
    """What is said of `start:end` in the piece at a place, and around it."""
    found = _within(passages, at, start, end)
    following = passages.following(at)
    if not (following or passages.spoken):
        return found
    told = not found.isdisjoint(TELLING)
    if told and passages.spoken and following and _denied(passages, following[0]):
        return {_OPPOSITE.get(what, what) for what in found}
    if not told and MENTION not in found:
        found |= _around(passages, at, start, end, following, found)
    if TRAIN not in found and ESSENTIAL not in found and HARD not in found:
        found |= _back(passages, following[:1], _TRAIN)
    return found


def _within(passages: Passages, at: int, start: int, end: int) -> set[str]:
    """What a thing's own piece says of it."""
    events, kinds = passages.events(at), passages.kinds(at)
    if not events:
        return set()
    low = passages.low
    if passages.asks(at) and _POSES.search(low, passages.pieces[at].start, start):
        events = [e for e in events if e.what not in NEEDS]
    need, supply = _told(passages, events, kinds, start, end)
    found: set[str] = set()
    if need:
        found.add(_firm(passages, need, events, start, end))
    elif MAYBE in kinds and nearest(low, events, start, end, _MAYBE):
        found.add(MAYBE)
    if supply:
        found.add(HARD if turned(low, supply, start) else supply.what)
    if TRAIN in kinds and _trained(low, events, start, end, found):
        found.add(TRAIN)
    return found


def _told(
    passages: Passages, events: list[Event], kinds: frozenset[str], start: int, end: int
) -> tuple[Event | None, Event | None]:
    """Whether a thing must be had, and how easily it is; never both not needed and hard."""
    low = passages.low
    far, need, off, supply = 0.0, None, 0.0, None
    if not kinds.isdisjoint(NEEDS):
        far, need = closest(low, events, start, end, NEEDS)
    if not kinds.isdisjoint(SUPPLY):
        off, supply = closest(low, events, start, end, SUPPLY)
    if need and supply and need.what == UNNEEDED and supply.what == HARD:
        return (need, None) if far <= off else (None, supply)
    if need is None and supply is None and BREAK in kinds:
        need = nearest(low, events, start, end, NEEDS, loose=True)
    return need, supply


def _firm(passages: Passages, need: Event, events: list[Event], start: int, end: int) -> str:
    """What is wanted of a span; of "strong Excel, Sage an advantage" Excel is not optional."""
    if need.what != DESIRABLE or need.after or passages.spoken:
        return need.what
    if "," not in passages.low[end : need.start]:
        return need.what
    firm = nearest(passages.low, events, start, end, _FIRM)
    near = firm and "," not in passages.low[min(firm.end, end) : max(firm.start, start)]
    return ESSENTIAL if near else need.what


def _trained(low: str, events: list[Event], start: int, end: int, found: set[str]) -> bool:
    """Whether training is told of a span; what names nothing reaches no essential one."""
    event = nearest(low, events, start, end, _TRAIN)
    if event is None:
        return False
    if event.bare:
        return ESSENTIAL not in found
    first, last = (event.end, start) if event.after else (end, event.start)
    return not any(e.what in NEEDS and first <= e.start and e.end <= last for e in events)


def _denied(passages: Passages, at: int) -> bool:
    """Whether a piece takes back what the one before said."""
    low = passages.said(at)
    return len(low) < _SHORT and answers.denies(low)


def _around(
    passages: Passages, at: int, start: int, end: int, following: list[int], found: set[str]
) -> set[str]:
    """What is told of a thing whose own sentence tells nothing of it."""
    if passages.asks(at):
        told = dialogue.answered(passages, at, following)
    else:
        told = _back(passages, following, TELLING)
    if told or not passages.spoken or TRAIN in found:
        return told
    return dialogue.topic(passages, at, start, end, following)


def _back(passages: Passages, following: list[int], kinds: frozenset[str]) -> set[str]:
    """What the next sentences say without naming anything of their own."""
    for near, at in enumerate(following):
        if not passages.refers(at) or kinds.isdisjoint(passages.kinds(at)):
            continue
        start = passages.pieces[at].start
        for event in passages.events(at):
            if event.what not in kinds:
                continue
            bare = near < _TOPIC and event.bare and light(passages.low[start : event.start])
            if event.whole or bare:
                return {event.what}
    return set()
