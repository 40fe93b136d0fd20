"""Hints by industry: which list of the definition a company's SIC codes fall in.

Codes are compared as digits, from the left: `26.60` fits 26600, `86` all of division 86, `C` the
divisions of a section. The longest listed code that fits decides, so that `86.90` may be possible
where `86` is never.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sectorscope.study.sector import SECTIONS, digits

Hint = Literal["core", "possible", "never", ""]

_STRONGEST_FIRST: tuple[Hint, ...] = ("core", "possible", "", "never")


@dataclass(frozen=True)
class Industries:
    """The three lists; codes as digits, of any level, or a section's letter."""

    core: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, core: Iterable[str] = (), possible: Iterable[str] = (), never: Iterable[str] = ()
    ) -> Industries:
        """From codes as they are written, dots or not."""
        return cls(*(tuple(digits(c) for c in codes) for codes in (core, possible, never)))

    @property
    def listed(self) -> dict[str, Hint]:
        """Every code with its list."""
        return {
            **dict.fromkeys(self.core, "core"),
            **dict.fromkeys(self.possible, "possible"),
            **dict.fromkeys(self.never, "never"),
        }

    def hint(self, code: str) -> Hint:
        """The list one SIC code falls in; "" for none."""
        found = [p for p in self._prefixes if digits(code).startswith(p)]
        return self._prefixes[max(found, key=len)] if found else ""

    def strongest(self, codes: Iterable[str]) -> Hint:
        """The strongest hint of a company's codes: core, possible, none, never.

        A company is hinted never only if each of its codes is: one that also makes something may
        be in. No codes are no hint.
        """
        hints = {self.hint(c) for c in codes}
        for hint in _STRONGEST_FIRST:
            if hint in hints:
                return hint
        return ""

    @cached_property
    def _prefixes(self) -> dict[str, Hint]:
        return {p: hint for code, hint in self.listed.items() for p in prefixes(code)}


def prefixes(code: str) -> tuple[str, ...]:
    """What the digits of a code begin with: itself, or the divisions of a section.

    A nought at the end of a code says that the level above is not divided (the convention of NACE
    and SIC): 26.60 is all of 26.6, so that a code that lost its nought still fits.
    """
    if code in SECTIONS:
        first, last = SECTIONS[code]
        return tuple(f"{d:02d}" for d in range(first, last + 1))
    plain = digits(code)
    return (plain[:2] + plain[2:].rstrip("0"),)
