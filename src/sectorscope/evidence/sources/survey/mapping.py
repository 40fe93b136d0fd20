"""The mapping of a survey: which column is which question, what an answer means, which codes.

It is TOML and strict: an unknown key, a code whose parent is not there, a cause of nothing stop
the file with the question they stand in, because a survey read wrongly is read silently.
"""

from __future__ import annotations

import tomllib
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.survey.entries import (
    Answered,
    Business,
    Code,
    Consent,
    Form,
    Method,
    Option,
    Question,
    State,
    Tests,
    Unknown,
)
from sectorscope.evidence.sources.survey.spans import spans, two_forms

__all__ = [
    "Answered",
    "Business",
    "Code",
    "Consent",
    "Form",
    "Mapping",
    "Method",
    "Option",
    "Question",
    "State",
    "parse",
    "spans",
]

Format = Literal["microsoft", "google", "qualtrics", "kobo", "surveymonkey", "plain", "spss"]


class Mapping(BaseModel):
    """The whole file.

    format, sheet: which program exported it, and which sheet of a workbook; told by the content
    if missing. states: what answers mean beyond the dictionary. unknown: what becomes of answers
    nothing explains: `few` surfaces a handful and refuses many. repeats: which answers of a
    business that answered more than once count. same: names that are one business. test_rows,
    keep_tests: which rows are tests, and whether to keep what looks like one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reconstruction: bool = False
    format: Format | None = None
    sheet: str = ""
    title: str = "Consultation of businesses"
    noun: str = "businesses"
    noun_one: str = "business"
    soc: str = "SOC 2020"
    unknown: Unknown = "few"
    repeats: Literal["latest", "first", "combine"] = "latest"
    keep_tests: bool = False
    test_rows: Tests | None = None
    method: Method = Method()
    business: Business = Business()
    consent: Consent | None = None
    same: dict[str, str] = {}
    states: dict[str, State] = {}
    question: tuple[Question, ...] = Field(min_length=1)


def parse(data: bytes) -> Mapping:
    """The mapping some bytes of TOML hold.

    Raises:
        GateRefused: gate `fields`: not TOML, an unknown or missing key, a code that hangs on
            nothing, a reconstruction whose nouns do not say so.
    """
    try:
        made = Mapping.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        raise GateRefused("fields", f"the mapping is no TOML: {why}", hint=two_forms(data)) from why
    except ValidationError as why:
        raise _explained(why) from why
    _check_ids(made)
    _check_codes(made)
    if made.reconstruction and "reconstruct" not in (made.noun.lower() + made.noun_one.lower()):
        raise GateRefused(
            "fields",
            f"a reconstruction whose businesses are called {made.noun!r}",
            expected="a noun that says they are reconstructed",
        )
    return made


def _check_ids(mapping: Mapping) -> None:
    ids = [q.id for q in mapping.question]
    for question in mapping.question:
        if ids.count(question.id) > 1:
            raise GateRefused("fields", f"question {question.id!r} stands twice in the mapping")
        if question.gate and question.gate not in ids:
            raise GateRefused(
                "fields",
                f"question {question.id!r} is gated by {question.gate!r}",
                expected="a question of the mapping",
                hint=nearest(question.gate, ids),
            )
    gates = {q.id: q.gate for q in mapping.question}
    for start in ids:
        seen, at = {start}, gates[start]
        while at and at not in seen:
            seen.add(at)
            at = gates[at]
        if at:
            raise GateRefused("fields", f"question {start!r} is gated in a circle")


def _check_codes(mapping: Mapping) -> None:
    every = [c.code for q in mapping.question for c in q.code]
    for question in mapping.question:
        own = [c.code for c in question.code]
        for code in question.code:
            if own.count(code.code) > 1:
                raise GateRefused("fields", f"code {code.code!r} stands twice in {question.id!r}")
            _check_known(code.parent, own, f"code {code.code!r} has parent")
            _check_known(code.explains, every, f"code {code.code!r} explains")


def _check_known(name: str | None, known: list[str], what: str) -> None:
    if name is not None and name not in known:
        raise GateRefused(
            "fields",
            f"{what} {name!r}",
            expected="a code of the codebook",
            hint=nearest(name, known),
        )


def _explained(why: ValidationError) -> GateRefused:
    first = why.errors()[0]
    loc = first["loc"][:1] if first["loc"][:1] == ("same",) else first["loc"]  # its keys are names
    path = ".".join(str(p + 1) if isinstance(p, int) else p for p in loc)
    if first["type"] == "extra_forbidden":
        parts = (Mapping, Question, Code, Method, Business, Consent, Option, Answered, Tests)
        known = [k for m in parts for k in m.model_fields]
        hint = nearest(str(first["loc"][-1]), known)
        return GateRefused("fields", f"the mapping has an unknown entry {path!r}", hint=hint)
    return GateRefused("fields", f"the mapping's {path!r} is wrong", expected=first["msg"])
