"""Whether scores are probabilities: of annotations by score, how many are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.text import draws, figures, sets
from benchmarks.text.bench import Bench
from benchmarks.text.draws import Array, Figure
from benchmarks.text.metrics import WITHIN, same
from benchmarks.text.said import Said
from benchmarks.text.tables import points, table

BINS = 10
TARGET = sets.ROOT / "benchmarks" / "reliability.svg"
SETS = ("HOUSE and TECH", "SkillSkape")
MODES = ("fast", "full")
KINDS = ("skill", "skill, judged")
Judged = list[list[tuple[float, bool]]]
"""Of each sentence, scores and whether each is right."""

HEAD = """## Are scores probabilities?

Development sets, all their sentences, those without a label included. An annotation of kind skill
is right if its label is one of the sentence's; of kind group, if it stands above one of them;
*ranking* is the first ten of it. In each bin of the score: the mean score, the share that is right,
and how many. ECE is the expected calibration error in points of a hundred with its interval, and
*of true scores* what the same scores would show on average if every one were true: a small sample
never shows nought. What people left unlabelled counts as wrong, so the shares are low rather than
high; *judged* leaves out annotations within words, or around words, that they marked and found no
label for ("PHP" among them). Two parameters of each model were fitted on all candidates of HOUSE
and TECH (`training/ranker.py`, which prints what each set gives the other): **their figures
flatter**. SkillSkape's sentences fitted nothing.

![Reliability](reliability.svg)
"""


def report(bench: Bench, target: Path = TARGET) -> Iterator[str]:
    """The section, in parts; writes the figure."""
    yield HEAD
    above = _above(bench)
    panels: list[figures.Panel] = []
    errors: list[list[str]] = []
    for name in SETS:
        rows = sets.development()[name]
        weights = bench.weights([row.text for row in rows])
        judged = dict(_judged(bench, rows, above))
        errors += [[name, who, *_error(of, weights)] for who, of in judged.items()]
        yield f"### {name}\n"
        yield _table(judged)
        panels += [
            figures.Panel(f"{name}: {key}", bins(judged[key]))
            for key in (f"{mode}, {kind}" for kind in KINDS for mode in MODES)
            if key in judged
        ]
    yield bench.left_out()
    yield table(("set", "what", "n", "ECE", "of true scores"), errors)
    target.write_text(figures.reliability(panels), encoding="utf-8", newline="\n")


def _above(bench: Bench) -> dict[str, set[str]]:
    """Labels of all groups above a label."""
    held = bench.vocabulary
    return {
        same(c.label): {same(a.label) for a in held.ancestors(c.id) if a.kind == "group"}
        for c in held.skills()
    }


def _judged(
    bench: Bench, rows: Sequence[sets.Labelled], above: dict[str, set[str]]
) -> Iterator[tuple[str, Judged]]:
    golds = [row.gold for row in rows]
    wider = [{g for label in gold for g in above.get(label, ())} for gold in golds]
    for mode in bench.ours:
        said = bench.said(mode, (row.text for row in rows))
        if mode in MODES:
            yield f"{mode}, skill", _of_kind(said, "skill", golds)
            if any(row.bare for row in rows):
                judged = [_without(s, row) for s, row in zip(said, rows, strict=True)]
                yield f"{mode}, skill, judged", _of_kind(judged, "skill", golds)
        if mode == "full":
            yield f"{mode}, group", _of_kind(said, "group", wider)
        if bench.ours[mode].mode.rank:
            firsts = (sorted(s.scores.items(), key=lambda i: -i[1])[:WITHIN] for s in said)
            pairs = zip(firsts, golds, strict=True)
            yield f"{mode}, ranking", [[(p, n in g) for n, p in first] for first, g in pairs]


def _of_kind(said: Iterable[Said], kind: str, right: Sequence[Iterable[str]]) -> Judged:
    return [
        [(score, label in gold) for _, _, k, label, score in s.marks if k == kind]
        for s, gold in zip(said, right, strict=True)
    ]


def _without(said: Said, row: sets.Labelled) -> Said:
    """Without the marks of which a part, or the whole of them, was found to have no label."""

    def judged(start: int, end: int) -> bool:
        own = row.text[start:end].casefold()
        return not any(own in b or b in own for b in map(str.casefold, row.bare))

    marks = tuple(mark for mark in said.marks if judged(mark[0], mark[1]))
    return Said(said.returned, said.scores, marks)


def bins(judged: Judged) -> list[figures.Bin]:
    """n, mean score and share right of each bin; empty ones are left out."""
    held = np.array([pair for own in judged for pair in own], float).reshape(-1, 2)
    at = _bin(held[:, 0])
    return [
        figures.Bin(len(part), float(part[:, 0].mean()), float(part[:, 1].mean()))
        for part in (held[at == i] for i in range(BINS))
        if len(part)
    ]


def _bin(scores: Array) -> Array:
    return np.minimum((scores * BINS).astype(np.int64), BINS - 1)


def _table(judged: dict[str, Judged]) -> str:
    held = {
        who: {_bin(np.array(b.score)).item(): b for b in bins(of)} for who, of in judged.items()
    }
    rows = (
        [f"{at / BINS:.1f} to {(at + 1) / BINS:.1f}", *(_cell(of.get(at)) for of in held.values())]
        for at in range(BINS)
    )
    return table(("score", *held), rows)


def _cell(one: figures.Bin | None) -> str:
    return "" if one is None else f"{one.score:.3f}, {one.right:.3f}, {one.n:,}"


def _error(judged: Judged, weights: Array) -> list[str]:
    count = sum(map(len, judged))
    if not count:
        return ["0", "", ""]
    return [f"{count:,}", points(error(judged, weights)), f"{100 * of_true(judged):.1f}"]


def error(judged: Judged, weights: Array) -> Figure:
    """Expected calibration error: Σ |Σ score - Σ right| over bins, by the number of all."""
    gaps, counts = np.zeros((len(judged), BINS)), np.zeros(len(judged))
    for row, own in enumerate(judged):
        counts[row] = len(own)
        for score, right in own:
            gaps[row, int(_bin(np.array(score)))] += score - right
    drawn = np.abs(weights @ gaps).sum(1) / np.maximum(weights @ counts, 1)
    value = np.abs(gaps.sum(0)).sum() / max(counts.sum(), 1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Figure(float(value), float(low), float(high))


def of_true(judged: Judged) -> float:
    """The mean error if what is right were drawn by the scores."""
    scores = np.array([score for own in judged for score, _ in own])
    rng = np.random.default_rng(draws.SEED)
    right = rng.random((1000, len(scores))) < scores
    member = np.eye(BINS)[_bin(scores)]
    return float(np.abs((scores - right) @ member).sum(1).mean() / len(scores))
