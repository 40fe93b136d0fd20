"""The mapping of a survey: which column is which question, what an answer means, which codes.

It is TOML and strict: an unknown key, a code whose parent is not there, a cause of nothing stop
the file with the question they stand in, because a survey read wrongly is read silently.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sectorscope.evidence.refusal import GateRefused, nearest

State = Literal[
    "yes", "no", "dont_know", "refused", "blank", "unquantified", "not_asked", "not_applicable"
]

_HEADER = re.compile(rb"^\[\[(question|question\.code)\]\][^\n]*$", re.MULTILINE)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Code(_Strict):
    """An entry of the codebook; list entries read "CODE label" with `;` between."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    parent: str | None = None
    explains: str | None = None
    need: bool = False
    occupations: str | None = None
    industries: str | None = None
    level: str | None = None
    subject_area: str | None = None


class Option(_Strict):
    """An answer of a closed question: as it stands, as it is told, and what it means."""

    answer: str
    label: str
    state: State


class Question(_Strict):
    """A question as asked; `column` is its id unless another is named."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    column: str = ""
    chapter: str
    form: Literal["share", "issues", "raised", "gave_number", "reasons", "option"]
    text: str
    says: str
    says_one: str = ""
    whom: str | None = None
    role: str | None = None
    open: bool = False
    gate: str | None = None
    segment: str | None = None
    caveat: str | None = None
    options: tuple[Option, ...] = ()
    code: tuple[Code, ...] = ()


class Business(_Strict):
    """Columns that describe the business: a pseudonym and what it may be grouped by."""

    id: str
    segments: str
    size_band: str | None = None
    place: str | None = None


class Method(_Strict):
    """How the businesses were consulted."""

    invited: int | None = None
    mode: str | None = None
    dates: str | None = None
    route: str | None = None
    caveat: str | None = None


class Mapping(_Strict):
    """The whole file."""

    reconstruction: bool = False
    title: str
    noun: str = "businesses consulted"
    noun_one: str = "business consulted"
    soc: str = "SOC 2020"
    method: Method = Method()
    business: Business
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
        raise GateRefused("fields", f"the mapping is no TOML: {why}") from why
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


def spans(data: bytes) -> Iterator[tuple[int, int]]:
    """Bytes of each `[[question]]` and `[[question.code]]` block, in order, comments left out."""
    starts = [m.start() for m in _HEADER.finditer(data)]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        kept = data[start:end].splitlines(keepends=True)
        while kept and (not kept[-1].strip() or kept[-1].startswith(b"#")):
            kept.pop()
        yield start, start + len(b"".join(kept).rstrip())


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
    path = ".".join(str(p + 1) if isinstance(p, int) else p for p in first["loc"])
    if first["type"] == "extra_forbidden":
        known = [k for m in (Mapping, Question, Code, Method, Business) for k in m.model_fields]
        hint = nearest(str(first["loc"][-1]), known)
        return GateRefused("fields", f"the mapping has an unknown entry {path!r}", hint=hint)
    return GateRefused("fields", f"the mapping's {path!r} is wrong", expected=first["msg"])
