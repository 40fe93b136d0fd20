"""Scores on the UK adverts and interviews; the figures are developer-made (see GUIDE.md).

python benchmarks/uk_text/score.py [FILE.jsonl]     context of the gold spans, dev.jsonl by default
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sectorscope.annotate.annotation import Context
from sectorscope.annotate.context import Contexts
from sectorscope.annotate.segments import Piece, pieces

HERE = Path(__file__).parent
CLASSES = ("essential", "desirable", "negated", "difficulty", "training")
MACRO = CLASSES[:4]
"""The classes of the goal; training is beside it."""

DRAWS, SEED = 1000, 20261125

Item = dict[str, Any]
Counts = dict[str, tuple[int, int, int]]
Found = tuple[Item, list[Context]]


def items(path: Path) -> list[Item]:
    """The items of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def told(text: str, kind: str, spans: Sequence[Item]) -> list[Context]:
    """The contexts of gold spans."""
    contexts = Contexts(text, pieces(text, kind), kind)
    return [contexts.of(span["start"], span["end"]) for span in spans]


def context(
    given: Iterable[Item],
    contexts: Callable[[str, str, Sequence[Item]], list[Context]] = told,
    draws: int = DRAWS,
) -> dict[str, Any]:
    """Precision, recall and F1 of each class on gold spans, and the macro F1 of four with interval.

    Args:
        given: items with text, kind and spans.
        contexts: the contexts of an item's spans.
        draws: bootstrap samples of items; the interval is the middle 95 % of them.
    """
    found = [(item, contexts(item["text"], item["kind"], item["spans"])) for item in given]
    each = [_counts(item["spans"], said) for item, said in found]
    whole = _summed(each)
    draw = random.Random(SEED)
    samples = sorted(_macro(_summed(draw.choices(each, k=len(each)))) for _ in range(draws))
    return {
        "spans": sum(len(item["spans"]) for item, _ in found),
        "classes": {name: _measures(whole[name]) for name in CLASSES},
        "macro_f1": round(_macro(whole), 4),
        "interval": [round(samples[int(draws * q)], 4) for q in (0.025, 0.975)] if draws else None,
        "years": _years(found),
    }


def _flag(name: str, said: Context) -> bool:
    if name in ("essential", "desirable"):
        return said.requirement == name
    return bool(getattr(said, name))


def _counts(spans: Sequence[Item], said: Sequence[Context]) -> Counts:
    """True positives, false positives and false negatives of each class."""
    made: Counts = {}
    for name in CLASSES:
        pairs = [(bool(s[name]), _flag(name, c)) for s, c in zip(spans, said, strict=True)]
        made[name] = (
            sum(gold and got for gold, got in pairs),
            sum(got and not gold for gold, got in pairs),
            sum(gold and not got for gold, got in pairs),
        )
    return made


def _summed(each: Sequence[Counts]) -> Counts:
    return {
        name: (
            sum(c[name][0] for c in each),
            sum(c[name][1] for c in each),
            sum(c[name][2] for c in each),
        )
        for name in CLASSES
    }


def _f1(counts: tuple[int, int, int]) -> float:
    hit, false, missed = counts
    return 2 * hit / (2 * hit + false + missed) if hit or false or missed else 1.0


def _macro(counts: Counts) -> float:
    return sum(_f1(counts[name]) for name in MACRO) / len(MACRO)


def _measures(counts: tuple[int, int, int]) -> dict[str, float | int]:
    hit, false, missed = counts
    return {
        "n": hit + missed,
        "precision": round(hit / (hit + false), 4) if hit + false else 1.0,
        "recall": round(hit / (hit + missed), 4) if hit + missed else 1.0,
        "f1": round(_f1(counts), 4),
    }


def _years(found: Sequence[Found]) -> dict[str, float | int]:
    """How often the years are right: where gold gives some, and over all spans."""
    pairs = [
        (span["years"], said.years)
        for item, contexts in found
        for span, said in zip(item["spans"], contexts, strict=True)
    ]
    asked = [(gold, got) for gold, got in pairs if gold is not None]
    right = sum(gold == got for gold, got in asked)
    return {
        "n": len(asked),
        "right": right / len(asked) if asked else 1.0,
        "right_of_all": round(sum(g == p for g, p in pairs) / len(pairs), 4) if pairs else 1.0,
    }


def segments(folder: Path, cut: Callable[[str, str], list[Piece]] = pieces) -> dict[str, Any]:
    """The share of characters, blanks left out, whose segment is right, over whole texts.

    Args:
        folder: texts `advert_*.txt` and `interview_*.txt`, each with `*.segments.jsonl` beside it.
        cut: gives the pieces of a text.
    """
    right: dict[str, int] = {}
    total: dict[str, int] = {}
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        made = _painted(text, [tuple(p[:3]) for p in cut(text, path.name.partition("_")[0])])
        gold = _painted(text, [_span(s) for s in items(path.with_suffix(".segments.jsonl"))])
        for at, name in gold.items():
            total[name] = total.get(name, 0) + 1
            right[name] = right.get(name, 0) + (made.get(at) == name)
    return {
        "characters": sum(total.values()),
        "right": round(sum(right.values()) / sum(total.values()), 4),
        "each": {name: round(right[name] / total[name], 4) for name in sorted(total)},
    }


def _span(gold: Item) -> tuple[Any, ...]:
    return gold["start"], gold["end"], gold["segment"]


def _painted(text: str, spans: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    return {
        at: name for start, end, name in spans for at in range(start, end) if not text[at].isspace()
    }


def main() -> None:
    """Print the scores of a file and of the whole texts."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "dev.jsonl"
    print(json.dumps({path.name: context(items(path))}, indent=1))
    print(json.dumps({"whole": segments(HERE / "whole")}, indent=1))


if __name__ == "__main__":
    main()
