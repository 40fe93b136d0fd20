"""A figure of the Department for Education: its text, or the symbol that stands in its place."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from sectorscope.evidence.refusal import GateRefused

_SUPPRESSED = frozenset({"c", "[c]", "*"})
_NO_FIGURE = frozenset({"u", "[u]", "low", "[low]", "z", "[z]", "x", "[x]", ":", ".", "..", ""})
"""By the Government Statistical Service: `c` confidential, `u` too unreliable, `low` rounds to
nought without being it, `z` does not apply, `x` not available. None of them is nought."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_MOST = 1e15
"""No figure of the department is as large."""


@dataclass(frozen=True)
class Cell:
    """A figure, or None with the reason as a status and the publisher's symbol."""

    value: float | None
    status: str
    symbol: str | None


def cell(text: str) -> Cell:
    """Read a figure.

    Raises:
        GateRefused: gate `values`: neither a number nor a symbol that is explained.
    """
    plain = text.strip()
    sign = plain.casefold()
    if sign in _SUPPRESSED:
        return Cell(None, "suppressed", plain)
    if sign in _NO_FIGURE:
        return Cell(None, "not_available", plain or None)
    value = float(plain) if _NUMBER.fullmatch(plain) else math.inf
    if abs(value) >= _MOST:
        raise GateRefused(
            "values",
            f"{text[:40]!r} is no figure",
            expected="a number, or one of c, u, low, z, x",
        )
    return Cell(value, "normal" if value else "zero", None)


def is_figure(text: str) -> bool:
    """Whether a text could be a figure or a symbol."""
    plain = text.strip()
    return plain.casefold() in _SUPPRESSED | _NO_FIGURE or bool(_NUMBER.fullmatch(plain))
