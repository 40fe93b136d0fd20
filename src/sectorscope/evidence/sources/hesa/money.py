"""Money as HESA gives it: whole thousands of pounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sectorscope.evidence.refusal import GateRefused

THOUSAND = 1000
_WHOLE = re.compile(r"(-?[0-9]{1,9})(?:\.0)?")


@dataclass(frozen=True)
class Pounds:
    """Pounds, with the ends that rounding to thousands leaves; None where nothing stands."""

    value: float | None
    low: float | None
    high: float | None
    status: str


@lru_cache(maxsize=10_000)
def pounds(text: str) -> Pounds:
    """A figure in thousands as pounds.

    A decimal nought is what a file gets when it is saved again. Where nothing stands, there is no
    nought; and a nought may be up to half a thousand.

    Raises:
        GateRefused: gate `values`: no whole number of thousands.
    """
    plain = text.strip()
    if not plain:
        return Pounds(None, None, None, "not_available")
    found = _WHOLE.fullmatch(plain)
    if found is None:
        raise GateRefused(
            "values", f"a figure is {text[:20]!r}", expected="a whole number of thousands of pounds"
        )
    value = float(found[1]) * THOUSAND
    half = THOUSAND / 2
    return Pounds(
        value, value - half if value else 0.0, value + half, "normal" if value else "zero"
    )
