"""Which characters of an answer or document are read, and for which question.

An answer to one question is read whole, for that question. Of a document only what respondents
say is read; where no speaker is known to be one, those of unknown role are. What is said answers
the question that the interviewer's last question fits: most of the words of its wording occur in
it, and no other question fits as well. A short probe ("Could you say more?") leaves the question
standing; another question of the interviewer's own ends it. Where the question is not known, every
open question is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sectorscope.annotate.tokens import words
from sectorscope.consultation.codebook import Codebook

FITS = 0.6
"""Share of a question's content words that the interviewer's turn must have."""

_PROBE = 3  # content words; a turn with no more than these asks nothing new
_FEWEST = 2  # content words by which a question can be known at all
_FUNCTION_WORDS = (
    "a an the of to in on at for from with by and or as is are was were be been do doe did you "
    "your our we i it its this that these those there any some what which who whom when where "
    "why how much many more most have has had can could would should will if not no than then "
    "please tell me us about say so ok okay right thank now next well and just very also they "
    "their them anything else something thing"
)
_EMPTY = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True)
class Turn:
    """A stretch of a document that one person speaks; roles are those of the `turn` table."""

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class Answer:
    """A text of one business. question: empty where a document answers several."""

    business: str
    question: str
    text: str
    document: str | None = None
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Characters `start:end`, read for these questions. certain: which one is known."""

    start: int
    end: int
    questions: tuple[str, ...]
    certain: bool = True


class Passages:
    """Passages of answers, for one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        """Take the words of every question."""
        self._coded = {q.id for q in codebook.questions if codebook.codes_of(q.id)}
        self._open = tuple(q.id for q in codebook.questions if q.open and q.id in self._coded)
        self._words = {q.id: content(q.text) for q in codebook.questions}

    def of(self, answer: Answer) -> Iterator[Passage]:
        """The passages of one answer that are read, in order."""
        if answer.question and answer.question not in self._coded:
            return
        if answer.question or not answer.turns:
            yield from self._spoken(answer, (answer.question,) if answer.question else None)
        else:
            yield from self._interview(answer)

    def asked(self, said: str) -> str:
        """The question that an interviewer's words put; empty where none fits, or two do."""
        put = content(said)
        fits = {
            q: len(own & put) / len(own) for q, own in self._words.items() if len(own) >= _FEWEST
        }
        best = max(fits.values(), default=0.0)
        alike = [q for q, share in fits.items() if share == best]
        return alike[0] if best >= FITS and len(alike) == 1 else ""

    def _spoken(self, answer: Answer, questions: tuple[str, ...] | None) -> Iterator[Passage]:
        """All that respondents say, or the whole where nobody is told apart."""
        whole = (Turn(0, len(answer.text), "respondent"),)
        role = _answering(answer.turns)
        for turn in answer.turns or whole:
            if turn.role == role or not answer.turns:
                yield Passage(turn.start, turn.end, questions or self._open, questions is not None)

    def _interview(self, answer: Answer) -> Iterator[Passage]:
        role = _answering(answer.turns)
        asked = ""
        for turn in answer.turns:
            said = answer.text[turn.start : turn.end]
            if turn.role == role:
                yield from self._answered(turn, asked)
            elif turn.role == "interviewer":
                asked = self.asked(said) or (asked if len(content(said)) <= _PROBE else "")

    def _answered(self, turn: Turn, asked: str) -> Iterator[Passage]:
        if not asked:
            yield Passage(turn.start, turn.end, self._open, certain=False)
        elif asked in self._coded:
            yield Passage(turn.start, turn.end, (asked,))


def content(text: str) -> frozenset[str]:
    """The words of a text that carry what it is about, folded."""
    return frozenset(words(text)) - _EMPTY


def _answering(turns: tuple[Turn, ...]) -> str:
    known = any(t.role == "respondent" for t in turns)
    return "respondent" if known else "unknown"
