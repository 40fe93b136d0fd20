"""Markdown: tables, and figures with their intervals."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence

from benchmarks.text.draws import Figure

HUNDRED = 100


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; all columns but the first are numbers."""
    ruled = ["---", *("--:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, ruled, *rows)) + "\n"


def points(one: Figure, *, signed: bool = False) -> str:
    """A share in points of a hundred, with its interval."""
    form = "{:+.1f} ({:+.1f} to {:+.1f})" if signed else "{:.1f} ({:.1f} to {:.1f})"
    return form.format(*(HUNDRED * value + 0.0 for value in (one.value, one.low, one.high)))


def three(values: Sequence[float], form: str = "{:,.0f}") -> str:
    """Least, median and most."""
    asked: tuple[Callable[[Sequence[float]], float], ...] = (min, statistics.median, max)
    return " / ".join(form.format(of(values)) for of in asked)


def verdict(one: Figure) -> str:
    """What a paired difference shows."""
    if one.low > 0:
        return "better"
    return "worse" if one.high < 0 else "not shown"
