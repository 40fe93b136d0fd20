"""A sentence as a template and its slots: the only way words and numbers meet in a profile.

A template holds no digit and no word of quantity; those come from slots, and a number slot is
checked against the estimate it shows. That is what makes "no number typed into prose" a type.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from sectorscope.errors import RuleBroken
from sectorscope.profile.vocabulary import Frozen

_NUMBERS_IN_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|"
    "nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|zero|dozen|hundred|thousand|"
    "million|billion"
)
_QUANTITY = re.compile(
    rf"\d|\b({_NUMBERS_IN_WORDS}|half|quarter|majority|most|several|few|all|none|both)\b",
    re.IGNORECASE,
)
PERIOD = re.compile(r"(c\. )?\d{4}([-–/](\d{2}|\d{4}))?")
_SCALES: dict[str | None, float] = {" thousand": 1e3, " million": 1e6}

NUMBER_WORDS = (
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
"""Numbers in words as the house style has them: up to twelve, digits beyond."""
_NUMBER = re.compile(r"[-−–+]?\d[\d,]*(\.\d+)?")
_SHOWN = re.compile(r"£?[-−–+]?\d[\d,]*(\.\d+)?(%|m| thousand| million)?")
"""What a number slot may print: one number, with nothing beside it that changes it unseen."""

_NAMED = re.compile(
    r"[^\w£$€]*\d[\d,.]*(?:(?!(?:bn|k|m|p|pc|pp|tn)\b)[^\W\d_]|[-\u2010\u2011][^\W\d_])"
)
"""A number that is part of a name: letters are joined to it ("3D"), or a hyphen joins a word
("5-axis"). Letters that shorten thousands, millions or a percentage make it a figure."""
IN_QUOTES = re.compile(r"“[^“”]*[^\W\d_][^“”]*”")
"""A name in quotation marks, with a letter in it: see `names`."""


def begins_as_a_figure(text: str) -> bool:
    """Whether words begin with a number that is no part of a name ("4,200 jobs", not "3D")."""
    is_name = _NAMED.match(text) or IN_QUOTES.match(text)
    return bool(re.match(r"\W*\d", text)) and not is_name


class Slot(Frozen):
    """What fills one field of a template.

    kind: `number` shows a field of an estimate, in digits or in words up to twelve; `word` is a
        quantifier that an estimate justifies; `literal` is a name or phrase from evidence or
        the definition (digits only beside letters, as in "Level 3" and "5-axis", or in quotation
        marks, as `names` puts them); `period` is a year or years.
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
        if self.kind == "number":
            self._shows_one_number()
        if self.kind == "period" and not PERIOD.fullmatch(self.text):
            raise RuleBroken(f"period slot {self.text!r}", expected="a year or years")
        return self

    def _needs_letters(self) -> None:
        """A name may hold a number ("Level 3", "3D"); a figure with its unit is no name."""
        if begins_as_a_figure(self.text):
            raise RuleBroken(
                f"literal slot {self.text!r} begins with, or is, a bare number",
                hint="use a number slot; for a name, `naming`",
            )

    def _shows_one_number(self) -> None:
        if self.text.lower() in NUMBER_WORDS:
            return
        if not _NUMBER.search(self.text):
            raise RuleBroken(f"number slot {self.text!r} holds no number")
        found = _SHOWN.fullmatch(self.text)
        if found is None or _SCALES.get(found.group(2), self.scale) != self.scale:
            raise RuleBroken(
                f"number slot {self.text!r} with a scale of {self.scale:g}",
                expected="one number, and a scale of what its thousand or million is worth",
            )
        if self.to and not math.isclose(math.remainder(self.shown(), self.to), 0, abs_tol=1e-9):
            raise RuleBroken(f"number slot {self.text!r} is finer than its rounding to {self.to:g}")

    def shown(self) -> float:
        """The number this slot prints, in units of its estimate."""
        if self.text.lower() in NUMBER_WORDS:
            return float(NUMBER_WORDS.index(self.text.lower())) * self.scale
        found = _NUMBER.search(self.text)
        plain = (
            (found.group() if found else "nan").replace(",", "").replace("−", "-").replace("–", "-")
        )
        return float(plain) * self.scale

    def step(self) -> float:
        """The rounding step of the text, in units of the estimate."""
        if self.to is not None:
            return self.to * self.scale
        found = _NUMBER.search(self.text)
        digits = found.group(1) if found else None
        return (10.0 ** -(len(digits) - 1) if digits else 1.0) * self.scale


class Slots(dict[str, Slot]):
    """Slots by name that cannot be swapped once they were checked."""

    def _refuse(self, *_: object, **__: object) -> None:
        raise TypeError("the slots of a sentence cannot be changed")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = _refuse  # type: ignore[assignment]
    __ior__ = _refuse  # type: ignore[assignment]


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
        bare = "".join(part for part, *_ in _parsed(self.template))
        if found := _QUANTITY.search(bare):
            raise RuleBroken(
                f"the template {self.template!r} says {found.group()!r} outside a slot",
                expected="every number and quantity in a slot that an estimate justifies",
            )
        if self.text != _format(self.template, self.slots):
            raise RuleBroken(f"the text {self.text!r} is not its template filled")
        object.__setattr__(self, "slots", Slots(self.slots))
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
    parts = list(_parsed(template))
    for _, name, specification, conversion in parts:
        if name is not None and (specification or conversion or not name.isidentifier()):
            raise RuleBroken(
                f"the template {template!r} has a field {name!r} that is not a plain name",
                expected="{name}, with nothing that could change what the slot prints",
            )
    fields = {name for _, name, *_ in parts if name is not None}
    if fields != set(slots):
        raise RuleBroken(
            f"the template {template!r} names {sorted(fields)} and the slots are {sorted(slots)}",
            expected="the same names",
        )
    return template.format(**{k: s.text for k, s in slots.items()})


def _parsed(template: str) -> Iterable[tuple[str, str | None, str | None, str | None]]:
    try:
        return list(Formatter().parse(template))
    except ValueError as why:
        raise RuleBroken(f"the template {template!r} cannot be read ({why})") from why
