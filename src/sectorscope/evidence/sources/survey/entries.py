"""The parts of a mapping: questions, options, codes, businesses, consent.

Everything a survey usually has needs no words: a question's text is its column's header, its
answers are told by a dictionary of states, its form by its answers.
"""

from __future__ import annotations

import re
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

State = Literal[
    "yes", "no", "dont_know", "refused", "blank", "unquantified", "not_asked", "not_applicable"
]
Form = Literal["share", "issues", "raised", "gave_number", "reasons", "option", "range"]
Topic = Literal["recruitment_difficulty", "skill_shortage_vacancy", "skills_gap"]
Unknown = Literal["refuse", "surface", "few"]

Names = tuple[str, ...]
Chapter = Literal[
    "sector", "prospects", "skills", "issues", "routes", "provision", "universities", "providers"
]
"""The profile's chapters: a question of any other would be told nowhere."""


class Strict(BaseModel):
    """A part of a mapping: frozen, and closed to keys nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def slug(text: str) -> str:
    """A text as the name of a code: `3D printing / CAM` becomes `x3d_printing_cam`."""
    made = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_") or "x"
    return made if made[0].isalpha() else f"x{made}"


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Code(Strict):
    """An entry of the codebook; list entries read "CODE label" with `;` between."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    definition: str | None = None
    examples: str | None = None
    phrases: str | None = None
    parent: str | None = None
    explains: str | None = None
    need: bool = False
    occupations: str | None = None
    industries: str | None = None
    level: str | None = None
    subject_area: str | None = None


class Option(Strict):
    """An answer of a closed question: as it stands, as it is told, and what it means.

    code: the entry of the codebook that a tick stands for, where several may be ticked.
    """

    answer: str
    label: str = ""
    state: State = "yes"
    code: str = ""

    @model_validator(mode="before")
    @classmethod
    def _terse(cls, given: object) -> object:
        return {"answer": given} if isinstance(given, str) else given

    @property
    def told(self) -> str:
        """What the option is called in sentences."""
        return self.label or self.answer


class Question(Strict):
    """A question as asked; `column` is its id unless another is named.

    column: one column, the name its several columns share, or three of a range. form: told by
    the answers if missing. many: several options may be ticked; a text says what stands between
    them. other: answers beyond the options stand for "other". states: what answers to this
    question mean. gate: the question that lets businesses through to this one, with the answers
    that do (none: whatever means yes). unknown: what becomes of answers nothing explains.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    column: str | Names = ""
    chapter: Chapter = "issues"
    form: Form | None = None
    text: str = ""
    says: str = ""
    says_one: str = ""
    whom: str | None = None
    role: str | None = None
    topic: Topic | None = None
    unit: str | None = None
    open: bool = False
    many: bool | str = False
    other: bool = False
    unknown: Unknown | None = None
    states: dict[str, State] = {}
    gate: str | None = None
    gate_answers: Names = ()
    segment: str | None = None
    caveat: str | None = None
    options: tuple[Option, ...] = ()
    code: tuple[Code, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _gate(cls, given: object) -> object:
        """`gate = {question = "q1", answers = [...]}` in its two parts."""
        if not isinstance(given, dict):
            return given
        found = cast("dict[str, Any]", given)
        gate = found.get("gate")
        if isinstance(gate, dict):
            parts = cast("dict[str, Any]", gate)
            if set(parts) - {"question", "answers"} or "question" not in parts:
                raise ValueError("a gate has a question and answers")
            answers = parts.get("answers", ())
            return found | {"gate": parts["question"], "gate_answers": _listed(answers)}
        return found


class Business(Strict):
    """Columns that describe the business.

    id: what tells one from another, the surest first (a company number before a name); without
    it every row is a business of its own. segments: its sectors; `segment_names` says which of
    the study's segments an answer stands for. also: more columns to group by, under a name.
    name, contact: columns that name the business, people, addresses: for the vault alone.
    """

    id: str | Names = ()
    segments: str = ""
    segment_names: dict[str, str] = {}
    size_band: str | None = None
    place: str | None = None
    also: dict[str, str] = {}
    name: Names = ()
    contact: Names = ()

    _name = field_validator("name", "contact", mode="before")(_listed)

    @property
    def ids(self) -> Names:
        """Columns that tell one business from another."""
        return (self.id,) if isinstance(self.id, str) else self.id


class Method(Strict):
    """How the businesses were consulted."""

    invited: int | None = None
    mode: str | None = None
    dates: str | None = None
    route: str | None = None
    caveat: str | None = None


class Answered(Strict):
    """A column and the answers in it that a rule takes."""

    column: str
    yes: Names = Field(default=(), alias="yes")

    _yes = field_validator("yes", mode="before")(_listed)


class Consent(Strict):
    """What businesses agreed to: to be counted, quoted, listed; when, and on what basis.

    Each is true or false for all, or a column with the answers that agree. date: ISO date for
    all; date_column: where each one's date stands. words: quoting is agreed to for final words
    only, so `quote` tells whom to ask for them.
    """

    count: bool | Answered = True
    quote: bool | Answered = False
    list: bool | Answered = False
    date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    date_column: str | None = None
    basis: str | None = None

    _date = field_validator("date", mode="before")(lambda value: str(value) if value else None)


class Tests(Strict):
    """Rows that are tests, where a column says so."""

    column: str
    values: Names

    _values = field_validator("values", mode="before")(_listed)
