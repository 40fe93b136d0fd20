"""The codebook of a study as a value: questions, their codes, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from sectorscope.annotate.tokens import words
from sectorscope.consultation.topics import named, topics_in

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """What a coder needs to know of a question."""

    id: str
    order: int
    text: str
    open: bool = False
    role: str = ""
    topic: str = ""

    @property
    def said(self) -> str:
        """The state of a code that was said: without prompting, if nothing was listed."""
        return "raised_unprompted" if self.open else "yes"


@dataclass(frozen=True)
class Code:
    """One thing an answer can mean. phrases and examples suggest it; parent is the wider code."""

    question: str
    code: str
    order: int
    label: str
    definition: str = ""
    examples: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    parent: str = ""
    level: str = ""


@dataclass(frozen=True)
class Problem:
    """What is to be known of a codebook; `wrong` where it cannot be counted with as it is."""

    wrong: bool
    question: str
    code: str
    said: str


class Codebook:
    """Questions and codes, each in the questionnaire's order."""

    def __init__(self, questions: Iterable[Row], codes: Iterable[Row]) -> None:
        """Take rows of the tables question and code."""
        self.questions = tuple(
            sorted((_question(q) for q in questions), key=lambda q: (q.order, q.id))
        )
        self.codes = tuple(
            sorted((_code(c) for c in codes), key=lambda c: (c.question, c.order, c.code))
        )

    @classmethod
    def read(cls, rows: Callable[[str], Iterable[Row]]) -> Codebook:
        """The codebook of a study; `rows` gives a table's rows, as `store.Tables.rows` does."""
        return cls(rows("question"), rows("code"))

    def question(self, identity: str) -> Question | None:
        """The question of that id."""
        return self._questions.get(identity)

    def code(self, question: str, code: str) -> Code | None:
        """The code of that name within a question."""
        return self._codes.get((question, code))

    def codes_of(self, question: str) -> tuple[Code, ...]:
        """The codes of a question."""
        return self._by_question.get(question, ())

    def wider(self, question: str, code: str) -> tuple[str, ...]:
        """The codes above one, the nearest first; a cycle is walked once."""
        found: list[str] = []
        at = self.code(question, code)
        while at is not None and at.parent and at.parent not in (*found, code):
            found.append(at.parent)
            at = self.code(question, at.parent)
        return tuple(found)

    def check(self) -> tuple[Problem, ...]:
        """Everything wrong or doubtful, in the codebook's order; empty if all is well."""
        found: list[Problem] = []
        for question in self.questions:
            found += _mixed_question(question)
        for code in self.codes:
            found += self._misplaced(code)
            found += self._mixed_code(code)
            found += _wordless(code)
        return (*found, *self._shared())

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {q.id: q for q in self.questions}

    @cached_property
    def _codes(self) -> dict[tuple[str, str], Code]:
        return {(c.question, c.code): c for c in self.codes}

    @cached_property
    def _by_question(self) -> dict[str, tuple[Code, ...]]:
        found: dict[str, tuple[Code, ...]] = {}
        for code in self.codes:
            found[code.question] = (*found.get(code.question, ()), code)
        return found

    def _misplaced(self, code: Code) -> Iterator[Problem]:
        if code.question not in self._questions:
            yield Problem(True, code.question, code.code, "belongs to no question that is asked")
        if not code.parent:
            return
        own = [c.code for c in self.codes_of(code.question)]
        if code.parent not in own:
            near = get_close_matches(code.parent, own, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            said = f"rolls up to {code.parent!r}, which is no code of its question{hint}"
            yield Problem(True, code.question, code.code, said)
        elif self._closes(code):
            yield Problem(True, code.question, code.code, "rolls up to itself")

    def _closes(self, code: Code) -> bool:
        above = self.wider(code.question, code.code)
        last = self.code(code.question, above[-1]) if above else code
        return last is not None and last.parent == code.code

    def _mixed_code(self, code: Code) -> Iterator[Problem]:
        """A definition may name what does not count, so it is not looked at."""
        question = self.question(code.question)
        about = _topics_of(question) if question else frozenset[str]()
        spoken = topics_in(". ".join((code.label, *code.phrases, *code.examples)))
        if (about and spoken - about) or len(spoken) > 1:
            said = f"speaks of {named(spoken | about)}, which are different questions"
            yield Problem(False, code.question, code.code, said)

    def _shared(self) -> Iterator[Problem]:
        held: dict[tuple[str, tuple[str, ...]], str] = {}
        for code in self.codes:
            for phrase in dict.fromkeys((code.label, *code.phrases)):
                spelt = (code.question, tuple(words(phrase)))
                first = held.setdefault(spelt, code.code)
                if first != code.code:
                    said = f"has the phrase {phrase!r}, as {first!r} has: both are suggested by it"
                    yield Problem(False, code.question, code.code, said)


def listed(text: str | None) -> tuple[str, ...]:
    """The entries of a cell with `;` between."""
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def _question(row: Row) -> Question:
    return Question(
        row["id"],
        row["order"],
        row["text"],
        bool(row["open"]),
        row.get("role") or "",
        row.get("topic") or "",
    )


def _code(row: Row) -> Code:
    return Code(
        row["question"],
        row["code"],
        row["order"],
        row["label"],
        row.get("definition") or "",
        listed(row.get("examples")),
        listed(row.get("phrases")),
        row.get("parent") or "",
        row.get("level") or "",
    )


def _topics_of(question: Question) -> frozenset[str]:
    return frozenset({question.topic}) if question.topic else topics_in(question.text)


def _mixed_question(question: Question) -> Iterator[Problem]:
    spoken = topics_in(question.text) | _topics_of(question)
    if len(spoken) > 1:
        said = f"asks of {named(spoken)} at once: an answer to one is none to another"
        yield Problem(False, question.id, "", said)


def _wordless(code: Code) -> Iterator[Problem]:
    for phrase in code.phrases:
        if not words(phrase):
            said = f"has the phrase {phrase!r}, which has no word in it and finds nothing"
            yield Problem(False, code.question, code.code, said)
