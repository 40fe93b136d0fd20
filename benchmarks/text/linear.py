"""Nothing quadratic: CPU time a character as texts of many makes grow."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from benchmarks.text import sets
from benchmarks.text.bench import Bench
from benchmarks.text.ours import Ours
from benchmarks.text.tables import table

SIZES = (1_000, 10_000, 100_000)
_LEAST = 0.2  # seconds that a figure rests on, at the least
_MOST = 30.0  # seconds at one size after which the next is not tried
_MICRO = 1e6

HEAD = """## Nothing quadratic

Microseconds of CPU a character, the whole of ours to the line of JSON, on texts of 1,000, 10,000
and 100,000 characters; the ratio is the last to the first, which a cost that grows with the square
would make 100.
"""


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _unbroken(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text)


def makes() -> dict[str, Callable[[int], str]]:
    """Texts of any length, by what they are made of."""
    whole = "\n\n".join(sets.whole()) + "\n\n"
    return {
        "adverts": _repeated(whole),
        "one line without punctuation": _repeated(_unbroken(whole)),
        "one skill again and again": _repeated("Python programming "),
        "bullets": _repeated("• Managing budgets and Python programming\n"),
        "(": _repeated("("),
        "a": _repeated("a"),
        "a line of blanks": _repeated(" \t"),
        "not": _repeated("no CAD, "),
        "5 years": _repeated("5 years "),
        "BTEC": _repeated("BTEC Level 3 "),
    }


def report(bench: Bench) -> Iterator[str]:
    """The section, in parts."""
    yield HEAD
    yield bench.left_out() if bench.ours else ""
    head = ("text", "mode", *(f"{size:,}" for size in SIZES), "ratio")
    rows = (
        [name, who, *_row(ours, make)]
        for name, make in makes().items()
        for who, ours in bench.ours.items()
    )
    yield table(head, rows)


def _row(ours: Ours, make: Callable[[int], str]) -> list[str]:
    costs: list[float] = []
    for size in SIZES:
        if costs and costs[-1] * size / _MICRO > _MOST:
            return [*(f"{c:.2f}" for c in costs), *["not tried"] * (len(SIZES) - len(costs)), ""]
        costs.append(cost(ours, make(size)))
    return [*(f"{c:.2f}" for c in costs), f"{costs[-1] / costs[0]:.2f}"]


def cost(ours: Ours, text: str) -> float:
    """Microseconds of CPU a character: the best of what fits into the least time, once at least."""
    spent, best = 0.0, float("inf")
    while spent < _LEAST:
        started = time.process_time()
        ours.read(text, "advert")
        took = time.process_time() - started
        spent, best = spent + max(took, 1e-4), min(best, took)
    return best / len(text) * _MICRO
