"""How often the interval for companies missing from the frame holds the truth, and how wide it is.

    python benchmarks/margins.py [--repeats 1000] [--tuned] [--steps] [--audited] [--least 10]

Each company is left out of the frame by chance; the rest is weighted to the figures published of
the whole population, every company's membership known, so that the frame's error stands alone.
`as before` is Σ w(w-1) s²(z - share of the cell)² and plus or minus 1.96 standard errors; `ours`
takes V_frame instead; `leaning` the same V_frame in a score interval. All three add V_margin and
end at the headcount the frame confirms.
`--tuned` prints the populations the method was chosen on instead of those it is reported on;
`--steps` what each part of V_frame does, over all of them; `--audited` the whole procedure, by a
made-up model.
Interval score: Gneiting & Raftery 2007 (Journal of the American Statistical Association 102),
eq. 43, at 95 %; it and the half-widths are shares of the truth.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.sizing import audited
from benchmarks.sizing.populations import DATA, Population
from benchmarks.sizing.steps import STEPS, residuals, steps
from benchmarks.sizing.tried import Missing, present, reported, tuned, whole
from sectorscope.sector.margins import Figure, likelier, skewed, v_frame, v_margin, weights
from sectorscope.sector.margins.skewed import Z95
from sectorscope.sector.margins.variance import summed

Floats = npt.NDArray[np.float64]
RARE = 0.01
METHODS = ("as before", "ours", "leaning")


class Interval(NamedTuple):
    estimate: float
    low: float
    high: float


def once(
    p: Population, figures: list[Figure], held: npt.NDArray[np.bool_], least: int
) -> tuple[dict[str, Interval], bool]:
    """The intervals of one repeat, and whether the truth is in the sensitivity's range."""
    size, z, at = p.size[held], p.member[held], np.flatnonzero(held)
    made = weights(size, [p.areas[i] for i in at], [p.codes[i] for i in at], figures, least)
    none = np.zeros_like(z)
    sums = summed(size, z, none, made.cell, made.margin)
    alone = made.cell < 0
    estimate = float(np.sum(made.w * size * z))
    ours = v_frame(size, z, none, made.cell, made.margin)
    fixed = v_margin(sums.mean, made.terms, made.variance)
    floor = float(np.sum(size * z))
    half = Z95 * np.sqrt(ours + fixed)
    naive = residuals(size[~alone], z[~alone], made.cell[~alone], made.margin)
    before = Z95 * np.sqrt(naive + fixed)
    lean = skewed(estimate, ours, fixed, float(np.sum(made.w * size)))
    ends = {
        "as before": (estimate - before, estimate + before),
        "ours": (estimate - half, estimate + half),
        "leaning": (lean.low, lean.high),
    }
    known = float(np.sum((made.w * size * z)[alone]))
    shifted = likelier(size, z, made.cell, made.margin)
    inside = shifted.low + known <= p.truth <= shifted.high + known
    return {
        m: Interval(estimate, max(a, floor), max(b, floor)) for m, (a, b) in ends.items()
    }, inside


def described(made: list[Interval], truth: float) -> str:
    """One row of the table, as shares of the truth."""
    low, high = np.array([i.low for i in made]), np.array([i.high for i in made])
    estimate = np.array([i.estimate for i in made])
    below, above = high < truth, low > truth
    covered = 1 - np.mean(below | above)
    error = np.sqrt(covered * (1 - covered) / len(made))
    half = (high - low) / 2 / np.maximum(estimate, 1)
    score = (high - low) + 40 * np.maximum(low - truth, 0) + 40 * np.maximum(truth - high, 0)
    return (
        f"{100 * covered:.1f} ± {100 * error:.1f} | {100 * below.mean():.1f} | "
        f"{100 * above.mean():.1f} | {100 * np.median(half):.1f} | "
        f"{100 * np.quantile(half, 0.9):.1f} | {score.mean() / truth:.2f}"
    )


def table(listed: Iterator[tuple[Population, Missing]], repeats: int, least: int) -> Iterator[str]:
    yield (
        "| population | largest member, % | missing | bias, % | spread, % | method | coverage, % | "
        "truth above, % | truth below, % | half-width, % | its p90, % | interval score | "
        "truth in 1.3 × range, % |"
    )
    yield "|---|" + "---:|---|---:|---:|---|" + "---:|" * 7
    for number, (population, missing) in enumerate(listed):
        yield from _rows(population, missing, repeats, least, number)


def _rows(
    population: Population, missing: Missing, repeats: int, least: int, seed: int
) -> Iterator[str]:
    rng = np.random.default_rng(seed)
    keys = [a + c[:2] for a, c in zip(population.areas, population.codes, strict=True)]
    cell = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    figures = population.figures(missing.rounded)
    made = [
        once(population, figures, present(population, missing, cell, rng), least)
        for _ in range(repeats)
    ]
    inside = 100 * np.mean([i for _, i in made])
    estimates = np.array([m["ours"].estimate for m, _ in made]) / population.truth
    kind = missing.kind + (", figures rounded" if missing.rounded else "")
    head = (
        f"| {population.name} | {100 * population.largest:.0f} | {100 * missing.share:g} %, {kind} "
        f"| {100 * (estimates.mean() - 1):.1f} | {100 * estimates.std():.1f} "
    )
    for method in METHODS:
        row = described([m[method] for m, _ in made], population.truth)
        yield f"{head}| {method} | {row} | {inside:.0f} |"


def audits(listed: Iterator[tuple[Population, Missing]], repeats: int, _: int) -> Iterator[str]:
    """The whole procedure on a frame with companies missing."""
    yield (
        "| population | largest member, % | missing | reviews | V_frame | coverage, % | "
        "truth above, % | truth below, % | half-width, % | its p90, % | interval score |\n"
        "|---|---:|---|---:|---|---:|---:|---:|---:|---:|---:|"
    )
    for number, (p, missing) in enumerate(listed):
        rng, figures = np.random.default_rng(1_000 + number), p.figures(missing.rounded)
        reviews = 400 if np.mean(p.member) < RARE else 200
        made = [
            audited.once(p, figures, rng.random(len(p.size)) < 1 - missing.share, reviews, rng)
            for _ in range(repeats)
        ]
        for way in audited.WAYS:
            row = described([Interval(*m[way]) for m in made], p.truth)
            head = f"| {p.name} | {100 * p.largest:.0f} | {100 * missing.share:g} % | {reviews} "
            yield f"{head}| {way} | {row} |"


def stepwise(
    listed: Iterator[tuple[Population, Missing]], repeats: int, least: int
) -> Iterator[str]:
    """A line for each part of V_frame, over all the populations."""
    rows: dict[str, list[tuple[float, float, float]]] = {step: [] for step in STEPS}
    for number, (population, missing) in enumerate(listed):
        for step, row in _stepped(population, missing, repeats, least, number).items():
            rows[step].append(row)
    yield (
        f"{len(rows[STEPS[0]])} populations, {repeats} repeats each\n\n| variance | coverage, % | "
        "lowest, % | populations at 92 % and more, % | half-width, % | interval score |\n"
        "|---|---:|---:|---:|---:|---:|"
    )
    for step, held in rows.items():
        covered, half, score = np.array(held).T
        yield (
            f"| {step} | {100 * covered.mean():.1f} | {100 * covered.min():.1f} | "
            f"{100 * np.mean(covered >= 0.92):.0f} | {100 * np.median(half):.1f} | "
            f"{score.mean():.3f} |"
        )


def _stepped(
    p: Population, missing: Missing, repeats: int, least: int, seed: int
) -> dict[str, tuple[float, float, float]]:
    """Coverage, median half-width and interval score of each step for one population."""
    rng, figures = np.random.default_rng(seed), p.figures(missing.rounded)
    keys = [a + c[:2] for a, c in zip(p.areas, p.codes, strict=True)]
    cell = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    ends: dict[str, list[tuple[float, float]]] = {step: [] for step in STEPS}
    for _ in range(repeats):
        at = np.flatnonzero(present(p, missing, cell, rng))
        size, z = p.size[at], p.member[at]
        made = weights(size, [p.areas[i] for i in at], [p.codes[i] for i in at], figures, least)
        known, estimate = made.cell >= 0, float(np.sum(made.w * size * z))
        floor = float(np.sum(size * z))
        for step, v in steps(size[known], z[known], made.cell[known], made.margin).items():
            half = Z95 * np.sqrt(v)
            ends[step].append((max(estimate - half, floor), max(estimate + half, floor)))
    return {step: _scored(np.array(held), p.truth) for step, held in ends.items()}


def _scored(ends: Floats, truth: float) -> tuple[float, float, float]:
    low, high = ends.T
    missed = np.maximum(low - truth, 0) + np.maximum(truth - high, 0)
    half = float(np.median(high - low)) / 2 / truth
    return float(np.mean(missed == 0)), half, float(np.mean(high - low + 40 * missed)) / truth


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=1_000)
    parser.add_argument("--least", type=int, default=10, help="companies a cell needs")
    parser.add_argument("--tuned", action="store_true", help="populations the method was chosen on")
    parser.add_argument("--steps", action="store_true", help="each part of V_frame in its turn")
    parser.add_argument("--audited", action="store_true", help="with the audit's error beside it")
    wanted = parser.parse_args()
    if not DATA.is_dir():
        print("Real companies are left out: no folder of real data; set SECTORSCOPE_DATA\n")
    listed = tuned() if wanted.tuned else reported()
    how = stepwise if wanted.steps else table
    if wanted.audited:
        how, listed = audits, whole()
    for line in how(listed, wanted.repeats, wanted.least):
        print(line, flush=True)


if __name__ == "__main__":
    main()
