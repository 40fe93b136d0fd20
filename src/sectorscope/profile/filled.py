"""A sentence as a template and its slots: the only way words and numbers meet in a profile.

A template holds no digit and no word of quantity; those come from slots, and a number slot is
checked against the estimate it shows. That is what makes "no number typed into prose" a type.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from sectorscope.errors import RuleBroken
from sectorscope.profile.vocabulary import Frozen

_QUANTITY = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|"
    r"million|half|majority|most|several|few|all|none)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(c\. )?\d{4}([-–/](\d{2}|\d{4}))?")
_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_NUMBER = re.compile(r"[-−–+]?\d[\d,]*(\.\d+)?")


class Slot(Frozen):
    """What fills one field of a template.

    kind: `number` shows a field of an estimate, in digits or in words up to twelve; `word` is a
        quantifier that an estimate justifies; `literal` is a name or phrase from evidence or
        the definition (digits only beside letters, as in "Level 3"); `period` is a year or years.
    estimate: which of the statement's estimates a number or word shows.
    field: which of its figures: value, n, low or high.
    scale: what one unit of the text is worth in units of the estimate (1000 for thousands).
    to: the rounding shown, in units of the text; None means the last digit printed.
    """

    kind: Literal["number", "word", "literal", "period"]
    text: str = Field(min_length=1)
    estimate: int | None = None
    field: Literal["value", "n", "low", "high"] = "value"
    scale: float = 1.0
    to: float | None = None

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if self.kind in ("number", "word") and self.estimate is None:
            raise RuleBroken(f"a {self.kind} slot {self.text!r} names no estimate")
        if self.kind == "word" and re.search(r"\d", self.text):
            raise RuleBroken(f"word slot {self.text!r} holds a digit", hint="use a number slot")
        if self.kind == "literal" and re.search(r"\d", self.text):
            self._needs_letters()
        if self.kind == "period" and not _PERIOD.fullmatch(self.text):
            raise RuleBroken(f"period slot {self.text!r}", expected="a year or years")
        return self

    def _needs_letters(self) -> None:
        if not re.search(r"[^\W\d_]", self.text):
            raise RuleBroken(
                f"literal slot {self.text!r} is a bare number", hint="use a number slot"
            )

    def shown(self) -> float:
        """The number this slot prints, in units of its estimate."""
        if self.text.lower() in _WORDS:
            return float(_WORDS.index(self.text.lower())) * self.scale
        found = _NUMBER.search(self.text)
        if not found:
            raise RuleBroken(f"number slot {self.text!r} holds no number")
        plain = found.group().replace(",", "").replace("−", "-").replace("–", "-")
        return float(plain) * self.scale

    def step(self) -> float:
        """The rounding step of the text, in units of the estimate."""
        if self.to is not None:
            return self.to * self.scale
        found = _NUMBER.search(self.text)
        digits = found.group(1) if found else None
        return (10.0 ** -(len(digits) - 1) if digits else 1.0) * self.scale


class Filled(Frozen):
    """A template and its slots; `text` follows from them and is checked, never given freely."""

    template: str = Field(min_length=1)
    slots: Mapping[str, Slot] = Field(default_factory=dict)
    text: str = ""

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands over what it was given
        if isinstance(data, dict) and not data.get("text") and "template" in data:
            slots = {k: Slot.model_validate(v) for k, v in data.get("slots", {}).items()}
            data = {**data, "slots": slots, "text": _format(data["template"], slots)}
        return data

    @model_validator(mode="after")
    def _check(self) -> Self:
        bare = "".join(part for part, *_ in Formatter().parse(self.template))
        if found := _QUANTITY.search(bare):
            raise RuleBroken(
                f"the template {self.template!r} says {found.group()!r} outside a slot",
                expected="every number and quantity in a slot that an estimate justifies",
            )
        if self.text != _format(self.template, self.slots):
            raise RuleBroken(f"the text {self.text!r} is not its template filled")
        return self

    def check_numbers(self, estimates: tuple[Any, ...]) -> None:
        """Refuse a number slot whose text is not its estimate's figure, rounded.

        Raises:
            RuleBroken: no such estimate, no such figure, or another number than it shows.
        """
        for name, slot in self.slots.items():
            if slot.estimate is None:
                continue
            if slot.estimate >= len(estimates):
                raise RuleBroken(
                    f"slot {name!r} shows estimate {slot.estimate}, which is not there"
                )
            if slot.kind == "number":
                _check_number(name, slot, estimates[slot.estimate].figure(slot.field))


def _check_number(name: str, slot: Slot, figure: float | None) -> None:
    if figure is None:
        raise RuleBroken(f"slot {name!r} shows {slot.field!r}, which its estimate does not have")
    slack = slot.step() / 2 * (1 + 1e-9) if figure != slot.shown() else 0.0
    if not math.isclose(slot.shown(), figure, abs_tol=slack, rel_tol=1e-12):
        raise RuleBroken(f"slot {name!r} prints {slot.text!r} for a figure of {figure:g}")


def _format(template: str, slots: Mapping[str, Slot]) -> str:
    fields = {f for _, f, *_ in Formatter().parse(template) if f is not None}
    if fields != set(slots):
        raise RuleBroken(
            f"the template {template!r} names {sorted(fields)} and the slots are {sorted(slots)}",
            expected="the same names",
        )
    return template.format(**{k: s.text for k, s in slots.items()})
