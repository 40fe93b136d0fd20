"""Qualifications and their kin against the labelled sentences: precision, recall, level.

A prediction is right where its kind is the label of a span and the two overlap by at least half
(intersection over union, in code points), one to one. Bounds are Wilson's at 95 % (E. B. Wilson,
1927, Journal of the American Statistical Association 22: 209-212).

python benchmarks/uk_text/qualifications.py [FILE.jsonl] [--errors]     dev.jsonl by default
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

from sectorscope.annotate.qualifications import annotate

HERE = Path(__file__).parent
LABELS = ("qualification", "title", "registration", "licence", "check")
Z = 1.959964
LEAST_OVERLAP = 0.5

Item = dict[str, Any]


@dataclass
class Counts:
    """Of one label: what is right, predicted and labelled; levels on the pairs; errors to read.

    fixed: pairs whose label has a level. said: pairs whose annotation has one.
    """

    right: int = 0
    predicted: int = 0
    labelled: int = 0
    levels_right: int = 0
    levels: int = 0
    fixed_right: int = 0
    fixed: int = 0
    errors: list[str] = field(default_factory=list)


def wilson(k: int, n: int) -> tuple[float, float]:
    """Lower and upper bound of a proportion k of n; 0 and 1 where n is 0."""
    if not n:
        return 0.0, 1.0
    p, z2 = k / n, Z * Z
    middle, spread = p + z2 / (2 * n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (middle - spread) / (1 + z2 / n), (middle + spread) / (1 + z2 / n)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both > 0 else 0.0


def paired(predicted: Sequence[Any], labelled: Sequence[Item]) -> Iterator[tuple[Any, Item]]:
    """Predictions and labels one to one, the largest overlap first."""
    rows = [
        (overlap((p.start, p.end), (g["start"], g["end"])), i, j)
        for i, p in enumerate(predicted)
        for j, g in enumerate(labelled)
    ]
    left, right = set[int](), set[int]()
    for share, i, j in sorted(rows, key=lambda r: (-r[0], r[1], r[2])):
        if share >= LEAST_OVERLAP and i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield predicted[i], labelled[j]


def qualifications(
    items: Iterable[Item], annotator: Callable[[str], Iterable[Any]] = annotate
) -> dict[str, Counts]:
    """Counts for each label of qualifications and their kin.

    Levels are judged on pairs: a label's `level` against the annotation's outside the SCQF, its
    `scqf` against the annotation's inside it.
    """
    counts = {label: Counts() for label in LABELS}
    for item in items:
        found = list(annotator(item["text"]))
        for label, held in counts.items():
            wanted = [s for s in item["spans"] if s["label"] == label]
            _count(held, item["id"], [a for a in found if a.kind == label], wanted)
    return counts


def _count(held: Counts, at: str, found: Sequence[Any], wanted: Sequence[Item]) -> None:
    pairs = list(paired(found, wanted))
    held.right += len(pairs)
    held.predicted += len(found)
    held.labelled += len(wanted)
    for one, label in pairs:
        _count_level(held, at, one, label)
    hit = {one.start for one, _ in pairs}
    met = {label["start"] for _, label in pairs}
    extra = (a for a in found if a.start not in hit)
    missed = (s for s in wanted if s["start"] not in met)
    held.errors += [f"{at} extra {a.text!r} ({a.concept})" for a in extra]
    held.errors += [f"{at} missed {s['text']!r}" for s in missed]


def _count_level(held: Counts, at: str, one: Any, label: Item) -> None:  # noqa: ANN401
    scottish = one.framework == "SCQF"
    said = (None if scottish else one.level, one.level if scottish else None)
    wanted = (label["level"], label["scqf"])
    held.levels += 1
    held.levels_right += said == wanted
    held.fixed += wanted != (None, None)
    held.fixed_right += said == wanted != (None, None)
    if said != wanted:
        held.errors.append(f"{at} level {one.text!r}: {said}, labelled {wanted}")


def _told(name: str, k: int, n: int) -> str:
    low, high = wilson(k, n)
    return f"  {name} {k}/{n} = {k / n if n else 0:.3f} ({low:.3f} to {high:.3f})"


def main(arguments: Sequence[str]) -> None:
    """Print the counts of a file."""
    paths = [Path(a) for a in arguments if not a.startswith("--")] or [HERE / "dev.jsonl"]
    items = [json.loads(line) for line in paths[0].read_text(encoding="utf-8").splitlines()]
    for label, held in qualifications(items).items():
        print(label)
        print(_told("precision", held.right, held.predicted))
        print(_told("recall", held.right, held.labelled))
        if label == "qualification":
            print(_told("level right", held.levels_right, held.levels))
            print(_told("level right where one is fixed", held.fixed_right, held.fixed))
        if "--errors" in arguments:
            print("".join(f"    {line}\n" for line in held.errors), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
