"""How often the interval for companies missing from the frame holds the truth, and how wide it is.

    python benchmarks/margins.py [--repeats 1000] [--tuned] [--steps] [--least 10]

Each company is left out of the frame by chance; the rest is weighted to the figures published of
the whole population, every company's membership known, so that the frame's error stands alone.
`as before` is Σ w(w-1) s²(z - share of the cell)² and plus or minus 1.96 standard errors; `ours`
takes V_frame instead; `leaning` the same V_frame in a score interval. All three add V_margin and
end at the headcount the frame confirms.
`--tuned` prints the populations the method was chosen on instead of those it is reported on;
`--steps` what each part of V_frame does, over all of them.
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

from benchmarks.sizing.populations import (
    DATA,
    Population,
    accelerator,
    made_up,
    south_yorkshire,
)
from benchmarks.sizing.steps import STEPS, residuals, steps
from sectorscope.sector.margins import Figure, likelier, skewed, v_frame, v_margin, weights
from sectorscope.sector.margins.skewed import Z95
from sectorscope.sector.margins.variance import summed

Floats = npt.NDArray[np.float64]
METHODS = ("as before", "ours", "leaning")


class Missing(NamedTuple):
    """Who is missing: a share of all; `uneven` from cell to cell; small ones or others more.

    rounded: the official figures are, as BRES is.
    """

    share: float
    kind: str = "at random"
    rounded: bool = False


class Interval(NamedTuple):
    estimate: float
    low: float
    high: float


def present(
    population: Population, missing: Missing, cell: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """Which companies the frame holds in one repeat."""
    n, gone = len(population.size), missing.share
    chance = np.full(n, 1 - gone)
    if missing.kind == "uneven":
        by_chance = rng.beta(2, 2 * (1 - gone) / gone, cell.max() + 1)
        chance = 1 - np.minimum(by_chance, 0.95)[cell]
    if missing.kind == "small":
        chance = 1 - np.clip(gone * (population.size / np.median(population.size)) ** -0.5, 0, 0.95)
    if missing.kind == "members 1.3":
        chance = np.where(population.member > 0, 1 - gone, (1 - gone) / 1.3)
    return rng.random(n) < chance


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


def reported() -> Iterator[tuple[Population, Missing]]:
    """Populations and ways of missing that nothing was chosen on."""
    if DATA.is_dir():
        for name, codes in (
            ("dental and other health (86.2, 86.9)", ("862", "869")),
            ("legal (69.1)", ("691",)),
        ):
            yield south_yorkshire(name, codes), Missing(0.2)
        devices = south_yorkshire("medical devices (32.5)", ("325",))
        yield devices, Missing(0.2)
        yield devices, Missing(0.2, rounded=True)
        for sigma, share in ((1.4, 0.2), (1.7, 0.2), (2.0, 0.2), (1.7, 0.05), (1.7, 0.5)):
            yield accelerator("Cleantech", sigma, 21), Missing(share)
        yield accelerator("Cybersecurity", 1.7, 22), Missing(0.2)
    for prevalence in (0.004, 0.02, 0.09, 0.2):
        yield made_up(prevalence, 1.7, 101), Missing(0.2)
    for law, skew in (("log-normal", 1.4), ("log-normal", 2.0), ("Pareto", 1.2)):
        yield made_up(0.09, skew, 102, law=law), Missing(0.2)
    yield made_up(0.09, 1.7, 104, unlike=0.8), Missing(0.2)
    for missing in (
        Missing(0.05),
        Missing(0.5),
        Missing(0.2, "uneven"),
        Missing(0.2, "small"),
        Missing(0.2, "members 1.3"),
        Missing(0.2, rounded=True),
    ):
        yield made_up(0.09, 1.7, 103), missing


def tuned() -> Iterator[tuple[Population, Missing]]:
    """Populations the method was chosen on; each seed another one."""
    if DATA.is_dir():
        for industry in ("Healthtech", "Femtech", "Edtech", "Gaming", "Fintech", "Insurtech"):
            for seed, sigma in enumerate((1.4, 1.7, 2.0), start=1):
                yield accelerator(industry, sigma, seed), Missing(0.2)
                yield accelerator(industry, sigma, seed), Missing(0.2, "uneven")
        yield south_yorkshire("software (62.01)", ("6201",)), Missing(0.2)
        yield south_yorkshire("food service (56.1)", ("561",)), Missing(0.2)
    for seed, prevalence in enumerate((0.004, 0.02, 0.09, 0.2)):
        for skew in (1.4, 1.7, 2.0):
            yield made_up(prevalence, skew, seed), Missing(0.3)
            yield made_up(prevalence, skew, 50 + seed, unlike=0.8), Missing(0.2)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=1_000)
    parser.add_argument("--least", type=int, default=10, help="companies a cell needs")
    parser.add_argument("--tuned", action="store_true", help="populations the method was chosen on")
    parser.add_argument("--steps", action="store_true", help="each part of V_frame in its turn")
    wanted = parser.parse_args()
    if not DATA.is_dir():
        print("Real companies are left out: no folder of real data; set SECTORSCOPE_DATA\n")
    listed = tuned() if wanted.tuned else reported()
    how = stepwise if wanted.steps else table
    for line in how(listed, wanted.repeats, wanted.least):
        print(line, flush=True)


if __name__ == "__main__":
    main()
