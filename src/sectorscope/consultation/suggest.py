"""Codings proposed from the codebook's phrases and from named qualifications.

A suggestion says where the words stand and what led to it; it counts for nothing until a person
confirms it. Scores only rank: they are no probabilities. One suggestion stands for a business,
question and code, at the best place; the reason says how many more there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from sectorscope.annotate import Annotation, Lexicon, Phrase
from sectorscope.consultation.codebook import Code, Codebook, Question
from sectorscope.consultation.levels import Qualified
from sectorscope.consultation.passages import Answer, Passages, Turn

__all__ = ["Answer", "Suggestion", "Turn", "subject", "suggest"]

Subject = tuple[str, str, str]

_SCORES = {"phrase": 0.9, "label": 0.8, "example": 0.7}
_SHORT_LABEL = 0.75
_UNCERTAIN = 0.8
"""What is left of a score where it is not known which question the words answer."""

_HEADS = (" skills", " skill")


@dataclass(frozen=True)
class Suggestion:
    """A row of the `suggestion` table; the words themselves are not in it."""

    id: str
    business: str
    question: str
    code: str
    document: str | None
    start: int
    end: int
    why: str
    annotator: str
    score: float
    negated: bool = False

    @property
    def row(self) -> dict[str, Any]:
        """The table's columns, without where the answer is from."""
        return {name: value for name, value in vars(self).items() if name != "negated"}


def subject(ruled: Any) -> Subject:  # noqa: ANN401 - suggestions, readings, rows alike
    """What a suggestion is about: business, question, code."""
    return ruled.business, ruled.question, ruled.code


def suggest(
    codebook: Codebook, answers: Iterable[Answer], *, ruled: Collection[Subject] = ()
) -> list[Suggestion]:
    """What the answers seem to say, best first within each question of the questionnaire.

    Args:
        codebook: questions and codes; a question without codes has no suggestions.
        answers: open answers and documents; of a document only what respondents say is read,
            for the question that `Passages` takes it to answer.
        ruled: business, question and code already ruled on; left out.
    """
    finders = {q.id: _Finder(q, codebook.codes_of(q.id)) for q in codebook.questions}
    passages = Passages(codebook)
    found: dict[Subject, list[Suggestion]] = {}
    for answer in answers:
        for passage in passages.of(answer):
            for question in passage.questions:
                for one in finders[question].find(answer, passage.start, passage.end):
                    made = one if passage.certain else _doubted(one)
                    found.setdefault(subject(made), []).append(made)
    best = [_best(ones) for key, ones in found.items() if key not in ruled]
    return sorted(best, key=lambda s: _rank(codebook, s))


class _Finder:
    """Finds the codes of one question."""

    def __init__(self, question: Question, codes: tuple[Code, ...]) -> None:
        self._question = question.id
        self._lexicon = Lexicon(p for code in codes for p in _phrases(code))
        self._qualified = Qualified(codes) if question.role == "qualifications" else None

    def find(self, answer: Answer, start: int, end: int) -> Iterator[Suggestion]:
        text = answer.text[start:end]
        for one in self._lexicon.annotate(text):
            yield self._made(answer, start, one, "lexical")
        if self._qualified is not None:
            for one in self._qualified.annotate(text):
                yield self._made(answer, start, one, "qualifications")

    def _made(self, answer: Answer, at: int, one: Annotation, annotator: str) -> Suggestion:
        return Suggestion(
            _identity(answer, self._question, one, at),
            answer.business,
            self._question,
            one.concept,
            answer.document,
            at + one.start,
            at + one.end,
            one.reason,
            annotator,
            one.score,
            one.negated,
        )


def _phrases(code: Code) -> Iterator[Phrase]:
    for phrase in code.phrases:
        yield Phrase(code.code, phrase, "phrase", _SCORES["phrase"])
    yield Phrase(code.code, code.label, "label", _SCORES["label"])
    short = next((code.label.removesuffix(h) for h in _HEADS if code.label.endswith(h)), "")
    if short:
        yield Phrase(code.code, short, "label", _SHORT_LABEL)
    for example in code.examples:
        yield Phrase(code.code, example, "example", _SCORES["example"])


def _identity(answer: Answer, question: str, one: Annotation, at: int) -> str:
    place = (at + one.start, at + one.end)
    told = [answer.business, question, one.concept, answer.document or "", *place]
    return sha256("\x1f".join(map(str, told)).encode()).hexdigest()[:16]


def _doubted(one: Suggestion) -> Suggestion:
    why = f"{one.why}; which question it answers is not known"
    return replace(one, why=why, score=round(one.score * _UNCERTAIN, 4))


def _best(ones: list[Suggestion]) -> Suggestion:
    places = {(o.document, o.start, o.end) for o in ones}
    best = min(ones, key=lambda o: (o.negated, -o.score, o.document or "", o.start, o.end, o.why))
    return replace(best, why=f"{best.why}; {len(places) - 1} more") if len(places) > 1 else best


def _rank(codebook: Codebook, one: Suggestion) -> tuple[Any, ...]:
    question, code = codebook.question(one.question), codebook.code(one.question, one.code)
    places = (question.order if question else 0, code.order if code else 0)
    return places[0], one.question, -one.score, places[1], one.code, one.business
