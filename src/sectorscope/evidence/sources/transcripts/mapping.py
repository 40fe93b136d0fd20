"""The mapping of interviews: which file is whose, who asked, what was asked, which codes.

It is TOML and strict, and its questions and codes are those of a survey's mapping. Its interviews
are named after files, and files after businesses: so no message of this module holds one.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - `date` is an entry of the mapping
from pathlib import PurePath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.survey.mapping import Code, Method, Question
from sectorscope.evidence.sources.survey.spans import two_forms


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Consent(_Strict):
    """What a business agreed to: to be counted, to be quoted, to be listed by name; and when."""

    count: bool = True
    quote: bool = False
    list: bool = False
    date: Date | None = None


class Interview(_Strict):
    """One file: the business it was held with, and how.

    interviewer: labels of those who ask; everyone else with a label then answers. not_asked: ids
    of questions that were left out. consent: where it differs from the mapping's own.
    """

    business: str = Field(min_length=1, pattern=r"\S")
    kind: Literal["transcript", "notes"] = "transcript"
    segments: str = ""
    size_band: str | None = None
    place: str | None = None
    date: Date | None = None
    interviewer: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    consent: Consent | None = None

    @field_validator("segments", mode="before")
    @classmethod
    def _joined(cls, given: object) -> object:
        """A list of segments, or one text with `;` between."""
        parts: Any = given.split(";") if isinstance(given, str) else given
        if isinstance(parts, list) and all(isinstance(p, str) for p in parts):
            return ";".join(p.strip() for p in parts if p.strip())
        return given


class Mapping(_Strict):
    """The whole file; `interviews` by file name or its stem (of a project: by source name)."""

    reconstruction: bool = False
    title: str
    noun: str = "businesses interviewed"
    noun_one: str = "business interviewed"
    soc: str = "SOC 2020"
    method: Method = Method()
    interviewer: tuple[str, ...] = ()
    consent: Consent = Consent()
    interviews: dict[str, Interview] = Field(min_length=1)
    question: tuple[Question, ...] = ()

    def find(self, name: str) -> Interview | None:
        """The interview of a file, by its name or its stem."""
        by_key = {_folded(key): held for key, held in self.interviews.items()}
        return by_key.get(_folded(name)) or by_key.get(_folded(PurePath(name).stem))

    def of(self, business: str) -> list[Interview]:
        """All interviews with a business that may be counted, in the order of the mapping."""
        held = self.interviews.values()
        return [i for i in held if i.business == business and self.agreed(i).count]

    def number(self, interview: Interview) -> int:
        """Which of the business's interviews it is, from 1."""
        held = enumerate(self.of(interview.business), 1)
        return next((n for n, other in held if other is interview), 1)

    def agreed(self, interview: Interview) -> Consent:
        """What the business agreed to."""
        return interview.consent or self.consent

    def asked(self, business: str, question: str) -> bool:
        """Whether any interview with the business came to the question."""
        return any(question not in i.not_asked for i in self.of(business))


def parse(data: bytes) -> Mapping:
    """The mapping some bytes of TOML hold.

    Raises:
        GateRefused: gate `fields`: not TOML, an unknown or missing entry, two interviews of one
            name, a code that hangs on nothing, a reconstruction whose nouns do not say so.
    """
    try:
        made = Mapping.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        found = f"the mapping is no TOML: {_where(why)}"
        raise GateRefused("fields", found, hint=two_forms(data)) from None
    except ValidationError as why:
        raise _explained(why) from None
    for found in _wrong(made):
        raise GateRefused("fields", found)
    return made


def _wrong(made: Mapping) -> Iterator[str]:
    """What each entry allows and all of them together do not."""
    keys = [_folded(k) for k in made.interviews]
    if len(set(keys)) < len(keys):
        yield "two interviews have the same name but for capitals"
    ids = [q.id for q in made.question]
    yield from (f"question {i!r} stands twice in the mapping" for i in ids if ids.count(i) > 1)
    for question in made.question:
        if question.gate and question.gate not in ids:
            yield f"question {question.id!r} is gated by {question.gate!r}, which is no question"
    for number, held in enumerate(made.interviews.values(), 1):
        for unknown in (i for i in held.not_asked if i not in ids):
            yield f"interview {number} leaves out {unknown!r}, which is no question of the mapping"
    yield from _wrong_codes(made)
    said = made.noun.lower() + made.noun_one.lower()
    if made.reconstruction and "reconstruct" not in said:
        yield f"a reconstruction whose businesses are called {made.noun!r}"


def _wrong_codes(made: Mapping) -> Iterator[str]:
    every = {c.code for q in made.question for c in q.code}
    for question in made.question:
        own = [c.code for c in question.code]
        for code in question.code:
            if own.count(code.code) > 1:
                yield f"code {code.code!r} stands twice in {question.id!r}"
            if code.parent is not None and code.parent not in own:
                yield f"code {code.code!r} has parent {code.parent!r}, which is no code of it"
            if code.explains is not None and code.explains not in every:
                yield f"code {code.code!r} explains {code.explains!r}, which is no code"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


def _where(why: Exception) -> str:
    return str(why) if isinstance(why, tomllib.TOMLDecodeError) else "it is not UTF-8"


def _explained(why: ValidationError) -> GateRefused:
    found = why.errors(include_url=False, include_input=False)
    first = next((e for e in found if e["type"] == "extra_forbidden"), found[0])
    loc = [str(p + 1) if isinstance(p, int) else p for p in first["loc"]]
    if loc[0] == "interviews" and len(loc) > 1:
        loc[1] = "…"  # a file's name
    path = ".".join(loc)
    if first["type"] == "extra_forbidden":
        models = (Mapping, Interview, Consent, Question, Code, Method)
        hint = nearest(loc[-1], [k for m in models for k in m.model_fields])
        return GateRefused("fields", f"the mapping has an unknown entry {path!r}", hint=hint)
    return GateRefused("fields", f"the mapping's {path!r} is wrong", expected=first["msg"])
