"""Small drawings beside an estimate: businesses as businesses, and where an interval lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sectorscope.profile import Estimate

MOST_MARKS = 120
"""Above this many, marks are a texture and nobody counts them."""
_INSIDE = ("solid", "hatched", "dotted")
_OUTSIDE = ("grey", "grey-hatched", "empty")


@dataclass(frozen=True)
class Part:
    """Businesses that gave the same answer, and how they are drawn."""

    label: str
    count: int
    pattern: str


@dataclass(frozen=True)
class Line:
    """An interval on a scale from zero, in hundredths of the drawing's width."""

    zero: float
    low: float
    value: float
    high: float
    dashed: bool


def businesses(estimate: Estimate) -> tuple[Part, ...]:
    """One part per answer, counts of businesses only; empty where there is nothing to draw.

    Parts split either everybody asked or only those counted; whoever is left is drawn empty.
    """
    split = estimate.parts or (("", round(estimate.value)),)
    asked = max(estimate.n or 0, sum(count for _, count in split))
    if not _countable(estimate) or asked > MOST_MARKS:
        return ()
    rest = asked - sum(count for _, count in split)
    return (*_drawn(split, estimate.value), *([Part("", rest, "empty")] if rest else []))


def _countable(estimate: Estimate) -> bool:
    if estimate.parts:
        return True
    counted = estimate.standing == "counted" and estimate.n is not None
    return counted and estimate.unit.startswith("business") and estimate.value.is_integer()


def _drawn(split: tuple[tuple[str, int], ...], value: float) -> Iterator[Part]:
    """The accent for those the number counts, grey for the rest."""
    inside, outside, seen = list(_INSIDE), list(_OUTSIDE), 0
    for label, count in split:
        seen += count
        patterns = inside if seen <= value else outside
        yield Part(label, count, patterns.pop(0) if len(patterns) > 1 else patterns[0])


def interval(estimate: Estimate) -> Line | None:
    """Where the interval lies, or nothing where nobody gave one."""
    low, high = estimate.uncertainty.low, estimate.uncertainty.high
    if low is None or high is None:
        return None
    least, most = min(0.0, low), max(0.0, high)
    width = (most - least) or 1.0

    def place(value: float) -> float:
        return round(100 * (value - least) / width, 2)

    dashed = estimate.uncertainty.kind == "sensitivity"
    return Line(place(0.0), place(low), place(estimate.value), place(high), dashed)
