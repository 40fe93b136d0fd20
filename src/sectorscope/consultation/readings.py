"""One coder's readings: what is still to be read, and how a ruling is kept.

A reading is a decision: this coder holds that this business said this, in these words, or did not.
A coder's queue shows nothing of what another ruled. What another read without a suggestion is in
it too, but without place or reason: all that shows is that somebody proposes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sectorscope.consultation.anchors import Seal
from sectorscope.consultation.suggest import Subject, Suggestion, subject
from sectorscope.decisions import WITHDRAWN, Decision
from sectorscope.errors import DecisionError

SAID, NOT_SAID = "said", "not_said"
WHY = {SAID: "read in the words quoted", NOT_SAID: "not read in the answer"}
_KEYS = ("business", "question", "code", "coder")


@dataclass(frozen=True)
class Reading:
    """What one coder made of a business, a question and a code; quote is words or an anchor."""

    business: str
    question: str
    code: str
    coder: str
    reading: str
    quote: str


@dataclass(frozen=True)
class Item:
    """One thing for a coder to rule on; without a suggestion, to be looked for in the answer."""

    business: str
    question: str
    code: str
    suggestion: Suggestion | None = None


@dataclass(frozen=True)
class Ruling:
    """What a coder ruled; where it was said, in which words, and where they stand."""

    business: str
    question: str
    code: str
    said: bool
    words: str = ""
    start: int = 0
    end: int = 0


def readings(decisions: Iterable[Decision]) -> tuple[Reading, ...]:
    """The readings in force among decisions, in a fixed order; the last on a subject counts."""
    last = {d.subject: d for d in decisions if d.kind == "reading"}
    made = [
        Reading(*(d.body[key] for key in _KEYS), reading=d.ruling, quote=d.body["quote"])
        for d in last.values()
        if d.ruling != WITHDRAWN
    ]
    return tuple(sorted(made, key=lambda r: (r.question, r.code, r.business, r.coder)))


def queue(
    suggestions: Iterable[Suggestion], decisions: Iterable[Decision], coder: str
) -> tuple[Item, ...]:
    """What a coder has still to read, in the suggestions' order, then what others proposed.

    Left out is what this coder has read, and what was coded without any reading.

    Args:
        suggestions: all there are, whoever has read them.
        decisions: readings and codings, in the order they were made.
        coder: whose queue.
    """
    listed = list(decisions)
    read = readings(listed)
    own = {subject(r) for r in read if r.coder == coder}
    shared = {subject(r) for r in read}
    done = own | {s for s in coded(listed) if s not in shared}
    proposed = [Item(*subject(s), s) for s in suggestions if subject(s) not in done]
    known = done | {(i.business, i.question, i.code) for i in proposed}
    others = dict.fromkeys(subject(r) for r in read if subject(r) not in known)
    return (*proposed, *(Item(*s) for s in others))


def coded(decisions: Iterable[Decision]) -> frozenset[Subject]:
    """Business, question and code of every coding in force."""
    last = {d.subject: d for d in decisions if d.kind == "coding"}
    standing = (d.body for d in last.values() if d.ruling != WITHDRAWN)
    return frozenset((b["business"], b["question"], b["code"]) for b in standing)


def ruled(decisions: Iterable[Decision]) -> frozenset[Subject]:
    """What anybody has read or coded: no suggestion is needed of it any more."""
    listed = list(decisions)
    return coded(listed) | {subject(r) for r in readings(listed)}


def record(ruling: Ruling, *, coder: str, when: str, seal: Seal | None = None) -> Decision:
    """A ruling as a decision, signed by its coder.

    Args:
        ruling: what was ruled.
        coder: who read.
        when: the day, an ISO date.
        seal: makes an anchor of the words, where they may not be kept.

    Raises:
        DecisionError: nobody signs, or something was said in no words.
    """
    if ruling.said and not ruling.words.strip():
        raise DecisionError("a reading quotes no words", expected="the words that say it")
    words = seal(ruling.words, ruling.start, ruling.end) if ruling.said and seal else ruling.words
    reading = SAID if ruling.said else NOT_SAID
    body = {
        "business": ruling.business,
        "question": ruling.question,
        "code": ruling.code,
        "coder": coder,
        "quote": words if ruling.said else "",
        "reading": reading,
    }
    return Decision("reading", body, who=coder, when=when, why=WHY[reading])
