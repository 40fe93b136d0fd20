"""From readings to codings: what both coders read is coded; where they differ, a person settles.

It counts where it is counted: by business, question and code. A coding made here gives one of the
reasons below and follows the readings: it is withdrawn when they no longer bear it. A coding with
any other reason is a named person's ruling and stands, whatever is read later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sectorscope.consultation.codebook import Codebook
from sectorscope.consultation.readings import SAID, Reading, readings
from sectorscope.consultation.suggest import Subject, subject
from sectorscope.decisions import WITHDRAWN, Decision
from sectorscope.errors import DecisionError

LONE = "one coder's reading"
AGREED = "read alike by every coder who read it"
DIFFER = "withdrawn until settled: the coders differ"
GONE = "withdrawn: no coder reads it there"
FOLLOWING = frozenset({LONE, AGREED, DIFFER, GONE})


@dataclass(frozen=True)
class Disagreement:
    """Coders who differ about one business, question and code, in order of their names."""

    business: str
    question: str
    code: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Settlement:
    """What follows from the readings.

    write: codings to keep, or to take back. disagreements: what a person has to settle. waiting:
    what one coder has read and another has still to.
    """

    write: tuple[Decision, ...]
    disagreements: tuple[Disagreement, ...]
    waiting: tuple[Subject, ...]


def by_subject(read: Iterable[Reading]) -> dict[Subject, tuple[Reading, ...]]:
    """The agreement table: the readings of each business, question and code, by coder's name."""
    table: dict[Subject, tuple[Reading, ...]] = {}
    for one in sorted(read, key=lambda r: (r.question, r.code, r.business, r.coder)):
        table[subject(one)] = (*table.get(subject(one), ()), one)
    return table


def settle(
    decisions: Iterable[Decision],
    codebook: Codebook,
    *,
    who: str,
    when: str,
    alone: bool | None = None,
) -> Settlement:
    """What the readings come to; nothing is written, and nothing follows twice.

    Args:
        decisions: readings and codings, in the order they were made.
        codebook: says whether what was said was said without prompting.
        who: signs what is written; a lone reading is signed by its coder.
        when: the day, an ISO date.
        alone: whether what only one coder has read counts; None: if there is only one coder.
    """
    listed = list(decisions)
    table = by_subject(readings(listed))
    if alone is None:
        alone = len({r.coder for read in table.values() for r in read}) == 1
    last = {_subject(d): d for d in listed if d.kind == "coding"}
    signing = _Signing(codebook, who, when, alone)
    open_ = {s: read for s, read in table.items() if not _ruled(last.get(s))}
    write = [d for s, read in open_.items() for d in signing.follow(read, last.get(s))]
    write += [signing.back(s, GONE) for s, d in last.items() if s not in table and _follows(d)]
    differ = [Disagreement(*s, read) for s, read in open_.items() if len(_verdicts(read)) > 1]
    waiting = () if alone else tuple(s for s, read in open_.items() if len(read) == 1)
    return Settlement(tuple(write), tuple(differ), waiting)


def decide(
    disagreement: Disagreement, said: bool, codebook: Codebook, *, who: str, when: str, why: str
) -> Decision:
    """A named person's ruling on a disagreement, as the coding it comes to.

    Raises:
        DecisionError: nobody signs, or the reason is empty or one of those that are not a person's.
    """
    if why.strip() in FOLLOWING:
        raise DecisionError(
            "a settlement gives no reason of its own", expected="why it was settled"
        )
    key = (disagreement.business, disagreement.question, disagreement.code)
    if not said:
        return _coding(key, "", WITHDRAWN, who=who, when=when, why=why)
    state = _state(codebook, disagreement.question)
    return _coding(key, _quote(disagreement.readings), state, who=who, when=when, why=why)


@dataclass(frozen=True)
class _Signing:
    codebook: Codebook
    who: str
    when: str
    alone: bool

    def follow(self, read: tuple[Reading, ...], last: Decision | None) -> Iterator[Decision]:
        key = subject(read[0])
        stands = last is not None and last.ruling != WITHDRAWN
        if _verdicts(read) == {SAID}:
            made = self._said(key, read)
            lone = len(read) == 1 and not self.alone and not stands
            if not lone and (last is None or _told(last) != _told(made)):
                yield made
        elif stands:
            yield self.back(key, DIFFER if len(_verdicts(read)) > 1 else GONE)

    def back(self, key: Subject, why: str) -> Decision:
        return _coding(key, "", WITHDRAWN, who=self.who, when=self.when, why=why)

    def _said(self, key: Subject, read: tuple[Reading, ...]) -> Decision:
        state = _state(self.codebook, key[1])
        who, why = (read[0].coder, LONE) if len(read) == 1 else (self.who, AGREED)
        return _coding(key, _quote(read), state, who=who, when=self.when, why=why)


def _verdicts(read: Iterable[Reading]) -> set[str]:
    return {r.reading for r in read}


def _quote(read: Iterable[Reading]) -> str:
    """The shortest of the quotes, whoever gave it: the words most likely to be in all of them."""
    return min((r.quote for r in read if r.reading == SAID), key=lambda q: (len(q), q))


def _state(codebook: Codebook, question: str) -> str:
    known = codebook.question(question)
    return known.said if known else "raised_unprompted"


def _coding(key: Subject, quote: str, state: str, *, who: str, when: str, why: str) -> Decision:
    names = ("business", "question", "code")
    body = dict(zip(names, key, strict=True)) | {"quote": quote, "state": state}
    return Decision("coding", body, who=who, when=when, why=why)


def _subject(coding: Decision) -> Subject:
    return coding.body["business"], coding.body["question"], coding.body["code"]


def _ruled(coding: Decision | None) -> bool:
    return coding is not None and coding.why not in FOLLOWING


def _follows(coding: Decision) -> bool:
    return coding.ruling != WITHDRAWN and coding.why in FOLLOWING


def _told(coding: Decision) -> tuple[str, ...]:
    return (*coding.body.values(), coding.why)
