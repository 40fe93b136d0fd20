"""How far two labellings of the same texts agree, before anything is settled.

python benchmarks/uk_text/agreement.py FIRST.jsonl SECOND.jsonl

Krippendorff's alpha (nominal). For a label the unit is a word of the text, the value whether the
word lies in a span of that label. For an attribute, and for a qualification's level, the unit is a
span that both marked: the same label, and at least half of their union in common. F1 is of those
spans. The interval is the middle 95 % of 1,000 draws of whole items with replacement; draws in
which a value never varies have no alpha and are left out.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np

LABELS = ("skill", "qualification", "title", "registration", "licence", "check")
FLAGS = ("essential", "desirable", "negated", "difficulty", "training")
WORD = re.compile(r"\w+")
DRAWS, SEED = 1000, 20261125

Item = dict[str, Any]
Span = dict[str, Any]
Counts = np.ndarray[Any, np.dtype[np.int64]]
Measure = Callable[[Counts], float]


def pairs(first: Item, second: Item) -> list[tuple[Span, Span]]:
    """Spans that both marked, one to one, the best overlap first."""
    found = [
        (shared, a, b)
        for a, one in enumerate(first["spans"])
        for b, other in enumerate(second["spans"])
        if one["label"] == other["label"] and (shared := overlap(one, other)) >= 0.5
    ]
    made: dict[int, int] = {}
    for _, a, b in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
        if a not in made and b not in made.values():
            made[a] = b
    return [(first["spans"][a], second["spans"][b]) for a, b in sorted(made.items())]


def overlap(one: Span, other: Span) -> float:
    """What two spans share, over what they cover together."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    whole = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return max(shared, 0) / whole


def words(item: Item, label: str) -> list[bool]:
    """For each word of a text, whether it lies in a span of the label."""
    spans = [one for one in item["spans"] if one["label"] == label]
    return [
        any(one["start"] < word.end() and word.start() < one["end"] for one in spans)
        for word in WORD.finditer(item["text"])
    ]


def table_of(units: list[tuple[Any, Any]], domain: list[Any]) -> Counts:
    """How many of the two gave each value to each unit: what `krippendorff` calls value counts."""
    made = np.zeros((len(units), len(domain)), dtype=np.int64)
    for row, values in zip(made, units, strict=True):
        for value in values:
            row[domain.index(value)] += 1
    return made


def alpha(counts: Counts) -> float:
    """Krippendorff's alpha for nominal values; not a number where there is but one value."""
    if np.count_nonzero(counts.sum(axis=0)) < 2:
        return float("nan")
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def f1(counts: Counts) -> float:
    """F1 from rows of (spans of the first, spans of the second, spans of both)."""
    first, second, both = counts.sum(axis=0)
    return float(2 * both / (first + second)) if first + second else float("nan")


def interval(blocks: list[Counts], measure: Measure) -> tuple[float, float]:
    """The middle 95 % of the measure over draws of whole items."""
    chance = np.random.default_rng(SEED)
    drawn = [
        measure(np.concatenate([blocks[i] for i in chance.integers(0, len(blocks), len(blocks))]))
        for _ in range(DRAWS)
    ]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def line(name: str, shown: tuple[int, int, int], blocks: list[Counts], measure: Measure) -> str:
    """One row: name, units, what each of the two marked, the figure and its interval."""
    low, high = interval(blocks, measure)
    units, first, second = (f"{one:,}" for one in shown)
    figure = measure(np.concatenate(blocks))
    return f"| {name} | {units} | {first} | {second} | {figure:.3f} | {low:.3f} to {high:.3f} |"


def agreement_of_spans(both: list[tuple[Item, Item]], labels: tuple[str, ...], name: str) -> str:
    rows = [
        [
            sum(one["label"] in labels for one in first["spans"]),
            sum(one["label"] in labels for one in second["spans"]),
            sum(one["label"] in labels for one, _ in pairs(first, second)),
        ]
        for first, second in both
    ]
    a, b, shared = (sum(column) for column in zip(*rows, strict=True))
    return line(f"{name}, spans, F1", (shared, a, b), [np.array([row]) for row in rows], f1)


def agreement_of_words(both: list[tuple[Item, Item]], label: str) -> str:
    units = [
        list(zip(words(first, label), words(second, label), strict=True)) for first, second in both
    ]
    return agreement_of_values(f"{label}, words, alpha", units, [False, True])


def agreement_of_values(name: str, units: list[list[tuple[Any, Any]]], domain: list[Any]) -> str:
    """The row of one alpha; what each marked is every value but the domain's first."""
    flat = [values for item in units for values in item]
    first, second = (sum(values[who] != domain[0] for values in flat) for who in (0, 1))
    blocks = [table_of(item, domain) for item in units]
    return line(name, (len(flat), first, second), blocks, alpha)


def report(both: list[tuple[Item, Item]]) -> str:
    """The whole table."""
    shared = [pairs(first, second) for first, second in both]
    levels = [
        [(a["level"], b["level"]) for a, b in item if a["label"] == "qualification"]
        for item in shared
    ]
    rows = ["| what | units | first | second | agreement | 95 % |", "|---|--:|--:|--:|--:|---|"]
    rows.append(agreement_of_spans(both, LABELS, "all"))
    rows += [agreement_of_spans(both, (label,), label) for label in LABELS]
    rows += [agreement_of_words(both, label) for label in LABELS]
    for flag in FLAGS:
        units = [[(a[flag], b[flag]) for a, b in item] for item in shared]
        rows.append(agreement_of_values(f"{flag}, shared spans, alpha", units, [False, True]))
    name = "level, shared qualifications, alpha"
    rows.append(agreement_of_values(name, levels, [None, *range(9)]))
    return "\n".join(rows)


def main() -> None:
    first, second = (
        [json.loads(each) for each in Path(name).read_text(encoding="utf-8").splitlines()]
        for name in sys.argv[1:3]
    )
    both = list(zip(first, second, strict=True))
    if any(one["text"] != other["text"] for one, other in both):
        raise SystemExit("the two files do not hold the same texts in the same order")
    print(f"{len(both)} items; {DRAWS:,} draws of items, seed {SEED}\n")
    print(report(both))


if __name__ == "__main__":
    main()
