"""Which event reaches a thing: the nearest in its clause, before it or after it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sectorscope.annotate.context.events import BREAK, Event

LONGEST = 400
"""Characters that a cue reaches at most; lists in adverts are seldom longer."""

_SUBJECT = re.compile(
    r"(?:,|\band|\bas|\bso|\bbecause|\bsince|\u2013|\s-) *(?:we|you|i|they|it|he|she|there|this|that's|it's|we're|i'd|i'm|they're|we've|who)\b"
)


def nearest(
    low: str, events: Iterable[Event], start: int, end: int, kinds: frozenset[str]
) -> Event | None:
    """The event of these kinds that tells of `start:end`, if any does."""
    left: Event | None = None
    right: Event | None = None
    broken = [False, False]
    for event in events:
        if event.what == BREAK:
            if event.end <= start:
                broken[0] = True
            elif event.start >= end and right is None:
                broken[1] = True
            continue
        if event.what not in kinds:
            continue
        if event.hole and event.hole[0] <= start and end <= event.hole[1]:
            return event
        if event.start < start:
            left, broken[0] = event, False
        elif event.start >= end:
            right = event
            break
    costs = [_cost(low, left, start, end, broken[0]), _cost(low, right, start, end, broken[1])]
    if costs[0] is None and costs[1] is None:
        return None
    if costs[1] is None or (costs[0] is not None and costs[0] <= costs[1]):
        return left
    return right


def _cost(low: str, event: Event | None, start: int, end: int, broken: bool) -> float | None:
    """How far an event is from a thing in clauses; nothing where it does not reach it."""
    if event is None or (broken and not event.label):
        return None
    ahead = event.start < start
    if ahead != event.after:
        return None
    between = low[event.end : start] if ahead else low[end : event.start]
    if len(between) > LONGEST or (";" in between and not event.label):
        return None
    if not ahead and ":" in between:
        return None
    return between.count(",") + 1.5 * len(_SUBJECT.findall(between))
