"""Our own sentences of the UK: qualifications, context and skill spans; developer-made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.text import draws, sets
from benchmarks.text.bench import Bench
from benchmarks.text.draws import Array, Figure
from benchmarks.text.ours import MODES, Mode, Ours
from benchmarks.text.tables import points, table
from benchmarks.uk_text import qualifications as marks
from benchmarks.uk_text import score
from sectorscope.annotate import qualifications
from sectorscope.annotate.annotation import Annotation

Item = dict[str, Any]
HALVES = {"dev": "Development half", "test.settled": "Test half, settled"}
SKILLS = frozenset({"skill", "group"})

HEAD = """## UK adverts and interviews, developer-made

Sentences written by the developers and labelled by instances of a language model
(`uk_text/README.md`): they say little of real adverts. Rules are written against the development
half alone. A span is right at an overlap of half, one to one; bounds of proportions are Wilson's,
those of F1, in points of a hundred, by bootstrap over items.
"""


def report(bench: Bench, *, held_back: bool) -> Iterator[str]:
    """The section, in parts; of the test half, figures alone."""
    yield HEAD
    yield bench.left_out() if bench.ours else ""
    for half, name in HALVES.items():
        if half == "dev" or held_back:
            items = sets.uk(half)
            weights = draws.weights([item["text"] for item in items], bench.number)
            yield f"### {name}: {len(items)} items\n"
            yield _qualifications(items)
            yield _contexts(items, bench.number)
            yield _skills(bench, items, weights)
    yield _segments()


def _qualifications(items: Sequence[Item]) -> str:
    """Precision, recall and levels, by the set's own scorer."""
    held = marks.qualifications(items, qualifications.annotate)
    rows: list[list[str]] = []
    for label, of in held.items():
        rows.append([f"{label}, precision", *_share(of.right, of.predicted)])
        rows.append([f"{label}, recall", *_share(of.right, of.labelled)])
    of = held["qualification"]
    rows.append(["qualification, level right, of those found", *_share(of.levels_right, of.levels)])
    rows.append(["the same, of those with a level", *_share(of.fixed_right, of.fixed)])
    return table(("what", "k of n", "share", "95 %"), rows)


def _share(k: int, n: int) -> list[str]:
    low, high = marks.wilson(k, n)
    return [f"{k} of {n}", f"{k / n:.3f}" if n else "", f"{low:.3f} to {high:.3f}" if n else ""]


def _contexts(items: Sequence[Item], number: int) -> str:
    """What is said of each labelled span, wherever the rest of ours would find it."""
    held = score.context(items, draws=number)
    rows = [
        [name, f"{of['n']}", *(f"{100 * of[what]:.1f}" for what in ("precision", "recall", "f1"))]
        for name, of in held["classes"].items()
    ]
    macro = points(Figure(held["macro_f1"], *held["interval"]))
    rows.append([f"mean of {', '.join(score.MACRO)}", "", "", "", macro])
    head = (f"context of {held['spans']} labelled spans", "n", "precision", "recall", "F1")
    return table(head, rows)


def _segments() -> str:
    """Segments of our whole texts."""
    held = score.segments(sets.UK / "whole")
    rows = [[name, f"{100 * share:.1f}"] for name, share in held["each"].items()]
    rows.append([f"all {held['characters']:,} characters", f"{100 * held['right']:.1f}"])
    return table(("segment, whole texts", "% of characters right"), rows)


def _skills(bench: Bench, items: Sequence[Item], weights: Array) -> str:
    """Spans of skills by vocabulary and mode, ranking apart."""
    rows: list[list[str]] = []
    for mode, how in MODES.items():
        if mode in bench.ours and mode != "fast, ranked":
            for name, source in (("ESCO 1.1.0", sets.ESCO), ("builtin", "builtin")):
                ours = Ours(source, Mode(how.fast, 0))
                rows.append([f"{mode}, {name}", *_spans(ours, items, weights)])
    return table(("spans of skills", "precision", "recall", "F1"), rows)


def _spans(ours: Ours, items: Sequence[Item], weights: Array) -> Iterator[str]:
    counted = [_matched(ours, item) for item in items]
    for top, bottom in (((1,), (0,)), ((1,), (2,)), ((1, 1), (0, 2))):
        pairs = [(sum(c[i] for i in top), sum(c[i] for i in bottom)) for c in counted]
        yield points(draws.figure(draws.ratio(pairs), weights))


def _matched(ours: Ours, item: Item) -> tuple[int, int, int]:
    """Spans found, right and labelled."""
    found = ours.annotator.document(item["text"], item["kind"]).annotations
    distinct: dict[tuple[int, int], Annotation] = {}
    for one in found:
        if one.kind in SKILLS:
            distinct.setdefault((one.start, one.end), one)
    gold = [span for span in item["spans"] if span["label"] == "skill"]
    right = len(list(marks.paired(list(distinct.values()), gold)))
    return len(distinct), right, len(gold)
