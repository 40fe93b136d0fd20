"""Events in the light of one another and of how their sentence ends."""

from __future__ import annotations

import re

from sectorscope.annotate.context.events import (
    DESIRABLE,
    EASY,
    ESSENTIAL,
    HARD,
    MAYBE,
    MENTION,
    TRAIN,
    UNNEEDED,
    Event,
    last_need,
)
from sectorscope.annotate.context.words import light

_JOIN, _TAIL, _LAST = 22, 40, 18
_OPPOSITE = {HARD: EASY, EASY: HARD}
_LED = frozenset((ESSENTIAL, DESIRABLE, HARD))
_LEADS = frozenset((DESIRABLE, UNNEEDED, MENTION))
_IT = ("it's", "it is", "that's", "they're")
_FINE = (
    r"(?:great|lovely|brilliant|fantastic|happy days|bonus|even better|all the better|so much the "
    r"better|wonderful|perfect|good|ideal|marvellous|smashing|result|bingo)\b"
)
_IF = re.compile(
    r"\bif (?:they|you|someone|somebody|he|she|people)(?:'ve|'d| have| had| has| do| did| can| "
    r"know|"
    r" knew| come| came)\b([^.;!?]{3,60}?)(?:[,\u2013-] (?:then )?(?:that's |it's |that'd be |that "
    r"would be )?(?:also |again |an? )?| (?:then )?(?:that's|it's|that'd be|that would be|it'd be) "
    rf"(?:an? )?){_FINE}"
    r"|\bif you(?:'ve got|'ve| have| hold| happen to have| also have)\b([^.;!?]{3,60}?),? "
    r"(?:then )?(?:we want|we'd|we would|get in touch|let us know|tell us|shout|do apply|so much|"
    r"all the)\b"
)
_BUT_NO = re.compile(
    r"\bbut (?:no|not|we're not|we aren't|they aren't|they're not|it isn't|sadly not|alas not?|not "
    r"a bit of it)[.!]*$"
)
_ELLIPSIS = re.compile(r"(?<=[a-z0-9)]) (?:is|are)( not|n't)?(?: (?:though|however))?[.!)]*$")


def settled(low: str, events: list[Event], start: int, end: int, *, spoken: bool) -> list[Event]:
    """The events of a piece, with those that its form adds and without those it takes back."""
    tail = low[max(start, end - _LAST) : end]
    if " is" in tail or " are" in tail:
        _add_ellipsis(low, events, start, end)
    if low.find("if ", start, end) >= 0:
        _add_condition(low, events, start, end)
    if spoken and low.find("but ", max(start, end - _TAIL), end) >= 0:
        events = _reversed(low, events, start, end)
    if spoken and low.find("used to be", start, end) >= 0:
        _past(low, events, start, end)
    return _together(low, events)


def _add_ellipsis(low: str, events: list[Event], start: int, end: int) -> None:
    """The verb that stands for all that was said: "lone working is", "Catia isn't"."""
    found = _ELLIPSIS.search(low, max(start, end - _TAIL), end)
    last = last_need(events)
    if not found or last is None or last.end > found.start() - 4:
        return
    what = UNNEEDED if found.group(1) else ESSENTIAL
    if what == ESSENTIAL and last.what == DESIRABLE and not last.soft:
        what = DESIRABLE
    events.append(Event(found.start(), found.end(), what, after=False))


def _add_condition(low: str, events: list[Event], start: int, end: int) -> None:
    """What would be welcome if it were there: "if they've got first aid, great"."""
    found = _IF.search(low, start, end)
    if found:
        hole = found.span(found.lastindex or 1)
        events.append(Event(found.end(), found.end(), DESIRABLE, after=False, hole=hole))


def _reversed(low: str, events: list[Event], start: int, end: int) -> list[Event]:
    """What the end takes back: "you'd think we'd be swimming in them, but no"."""
    found = _BUT_NO.search(low, max(start, end - _TAIL), end)
    if not found:
        return events
    kept = [e for e in events if e.what != EASY]
    return [*kept, Event(found.start(), found.end(), HARD, after=False, bare=True)]


def _past(low: str, events: list[Event], start: int, end: int) -> None:
    """Turn round what is said of how it was, up to a "now": "it used to be that you couldn't …"."""
    now = low.find("now", start, end)
    for event in events:
        told = low[event.start : event.end]
        if (now < 0 or event.start < now) and "used to" not in told:
            event.what = _OPPOSITE.get(event.what, event.what)


def _together(low: str, events: list[Event]) -> list[Event]:
    """Events that one meaning has: the earlier of two is kept, or changed by the later."""
    made: list[Event] = []
    for event in events:
        last = last_need(made)
        if made and _willing(made[-1], event):
            continue
        if last is not None:
            if _headed(low, last, event):
                last.what, last.after, last.end, last.bare = DESIRABLE, False, event.end, False
                continue
            _excuse(low, last, event)
            if _led(low, last, event):
                last.end = event.end
                continue
            _soften(low, last, event)
        made.append(event)
    return made


def _willing(before: Event, event: Event) -> bool:
    """Whether training is only part of "or willing to work towards"."""
    near = event.start - before.end < _JOIN
    return near and event.what == TRAIN and before.what == MAYBE


def _led(low: str, last: Event, event: Event) -> bool:
    """Whether one cue leads another: "ideally you will have", "you do not need to have"."""
    if event.what not in _LED or not (last.after and event.after and last.what in _LEADS):
        return False
    if event.what == HARD and last.what != UNNEEDED:  # "I don't mind if they haven't got"
        return False
    between = low[last.end : event.start]
    return len(between) < _JOIN and "," not in between and light(between)


def _headed(low: str, last: Event, event: Event) -> bool:
    """Whether what one will have is an advantage: "will have a head start"."""
    if not (last.what == ESSENTIAL and last.after and event.what == DESIRABLE):
        return False
    between = low[last.end : event.start]
    return not event.after and len(between) < _JOIN and light(between)


def _soften(low: str, last: Event, event: Event) -> None:
    """Let the later count: "not essential but an advantage", "considered and … preferred"."""
    if event.what != DESIRABLE or last.after or not (last.soft or last.what == MENTION):
        return
    if event.bare or light(low[last.end : event.start]):
        last.what = DESIRABLE


def _excuse(low: str, last: Event, event: Event) -> None:
    """Let the first count: "it's a nice to have, it's not a deal breaker"."""
    if not (event.soft and event.bare and event.what == UNNEEDED and last.what == DESIRABLE):
        return
    between = low[last.end : event.start]
    if light(between) or between.rstrip().endswith(_IT):
        event.what = DESIRABLE
