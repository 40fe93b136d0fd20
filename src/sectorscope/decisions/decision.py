"""One decision: who ruled what, when and why, and the line it is kept as."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, cast

from sectorscope.decisions.kinds import Kind, kind_named, nearest
from sectorscope.errors import DecisionError

_FIELDS = ("kind", "body", "who", "when", "why")


@dataclass(frozen=True)
class Decision:
    """A person's ruling. The body's keys and rulings are those of its kind; `when` is a date.

    Raises:
        DecisionError: the kind, a body key or the ruling is unknown, a key is missing, a value is
            not text, nobody signed, no reason is given, or `when` is not an ISO date.
    """

    kind: str
    body: dict[str, str]
    who: str
    when: str
    why: str

    def __post_init__(self) -> None:
        _check_text("a decision", "kind", self.kind)
        kind = kind_named(self.kind)
        _check_keys(kind, self.body)
        ordered = {key: self.body[key] for key in kind.keys}
        object.__setattr__(self, "body", ordered)  # our own copy, keys in the kind's order
        signed = {"who": self.who, "when": self.when, "why": self.why}
        for name, value in (ordered | signed).items():
            _check_text(f"a {kind.name}", name, value)
        _check_ruling(kind, ordered[kind.ruling])
        _check_signed(kind, self.who, self.why)
        _check_date(kind, self.when)

    @cached_property
    def id(self) -> str:
        """The first 16 hexadecimal digits of the sha256 of the line."""
        return sha256(self.line.encode("utf-8")).hexdigest()[:16]

    @property
    def subject(self) -> tuple[str, ...]:
        """What is ruled on: a later decision of the kind with the same subject replaces this."""
        return tuple(self.body[key] for key in kind_named(self.kind).subject)

    @property
    def ruling(self) -> str:
        """What was ruled."""
        return self.body[kind_named(self.kind).ruling]

    @property
    def line(self) -> str:
        """The decision as its one line of text, without the new line."""
        return json.dumps({name: getattr(self, name) for name in _FIELDS}, ensure_ascii=False)

    @classmethod
    def from_line(cls, line: str) -> Decision:
        """Read a line back.

        Raises:
            DecisionError: the line is no decision.
        """
        try:
            read = json.loads(line)
        except ValueError as why:
            raise DecisionError("it is not JSON", expected="one decision on a line") from why
        if not isinstance(read, dict) or set(cast("dict[str, Any]", read)) != set(_FIELDS):
            raise DecisionError("it is no decision", expected="exactly " + ", ".join(_FIELDS))
        return cls(**cast("dict[str, Any]", read))


def _check_keys(kind: Kind, body: object) -> None:
    if not isinstance(body, Mapping):
        raise DecisionError(f"the body of a {kind.name} is not a mapping")
    given = {str(key) for key in cast("Mapping[object, object]", body)}
    missing = [key for key in kind.keys if key not in given]
    for extra in sorted(given - set(kind.keys)):
        raise DecisionError(
            f"the body of a {kind.name} has a key {extra!r}",
            expected="exactly " + ", ".join(kind.keys),
            hint=nearest(extra, missing or kind.keys),
        )
    if missing:
        raise DecisionError(
            f"the body of a {kind.name} has no {missing[0]!r}",
            expected="exactly " + ", ".join(kind.keys),
        )


def _check_text(what: str, name: str, value: object) -> None:
    if not isinstance(value, str):
        raise DecisionError(f"{name!r} of {what} is {type(value).__name__}", expected="text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as why:  # half a character, from a badly decoded file
        raise DecisionError(f"{name!r} of {what} cannot be written as UTF-8") from why


def _check_ruling(kind: Kind, ruling: str) -> None:
    if ruling not in kind.rulings:
        raise DecisionError(
            f"{kind.ruling!r} of a {kind.name} is {ruling!r}",
            expected="one of " + ", ".join(kind.rulings),
            hint=nearest(ruling, kind.rulings),
        )


def _check_signed(kind: Kind, who: str, why: str) -> None:
    if not who.strip():
        raise DecisionError(f"a {kind.name} is not signed", expected="who decided it")
    if not why.strip():
        raise DecisionError(f"a {kind.name} has no reason", expected="why it was decided")


def _check_date(kind: Kind, when: str) -> None:
    try:
        day = date.fromisoformat(when)
    except ValueError:
        day = None
    if day is None or day.isoformat() != when:  # 20261122 and 2026-W47-7 are read too, above
        raise DecisionError(
            f"'when' of a {kind.name} is {when!r}", expected="a date such as 2026-11-22"
        )
