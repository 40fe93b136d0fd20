"""How often the interval of a reviewed and audited sector holds the truth, and how wide it is.

    python benchmarks/size.py [--repeats 300] [--main 1000] [--only TEXT] [--tuned] [--without]
    python benchmarks/size.py --pooled FILE

Every population's truth is known. `ours` is the whole procedure, its classifier trained anew in
each repeat; `others` stand beside it on the same seeds, with as many labels. Lengths are fractions
of the truth; the interval score is Gneiting & Raftery's (2007, eq. 43) at 95 %. A repeat whose
estimate would be withheld counts, with its interval. `--tuned` takes the populations on which the
procedure's open numbers were chosen, `--without` leaves the encoder out; `--pooled` reads a table
that was printed, and says how many of all estimates that would be published hold the truth. Rows
are printed as they are done; the machine's noise stands at the end, as the spread of a fixed piece
of work.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.sizing import told
from benchmarks.sizing.populations import DATA
from sectorscope.sector.simulate import PROCEDURES, Conditions, Plan, Population, Summary, simulate

OURS = ("review_then_audit",)
PLAIN = Conditions()
HARD = Conditions(banded=True, missing=0.2, missed=0.05)
FALSE = Conditions(false=0.0025)
HEAD = (
    "| population | companies | members | of headcount | reviews | conditions | repeats "
    "| procedure "
    "| coverage | missed low, high | half-width | p90 | interval score | bias | rmse | withheld "
    "| coverage of the others | F1 of list |"
)


class Row(NamedTuple):
    """What is rehearsed: on whom, how much is reviewed, under which conditions, how often."""

    population: Population
    name: str
    reviews: int
    conditions: Conditions
    main: bool
    procedures: tuple[str, ...]


def rows(tuned: bool, encoder: bool) -> Iterator[Row]:
    """The table's rows, the two of the issue first."""
    common, rare = told.TUNED if tuned else told.REPORTED
    for at, asked in enumerate((*common, *rare)):
        held = told.accelerator(asked, encoder)
        reviews = 200 if at < len(common) else 400
        first = at in (0, len(common))
        yield Row(held, asked.name, reviews, PLAIN, first, tuple(PROCEDURES) if first else OURS)
        if first:
            yield Row(held, asked.name, reviews, HARD, False, tuple(PROCEDURES))
            yield Row(held, asked.name, reviews, FALSE, False, OURS)
    if not tuned:
        for held, name in told.registered():
            yield Row(held, name, 200, PLAIN, False, OURS)
            yield Row(held, name, 200, HARD, False, OURS)
        for held, name in told.made_up():
            yield Row(held, name, 200, PLAIN, False, OURS)


def main() -> None:
    asked = arguments()
    if asked.pooled:
        pooled(asked.pooled.read_text(encoding="utf-8"))
        return
    if not DATA.is_dir():
        print("The companies are not here: set SECTORSCOPE_DATA.")
        return
    print(HEAD)
    print("|" + "---|" * (HEAD.count("|") - 1))
    began = time.process_time()
    for row in rows(asked.tuned, not asked.without):
        if asked.only and asked.only not in row.name:
            continue
        repeats = asked.main if row.main else asked.repeats
        for name, made, times in measured(row, repeats, asked):
            print(line(row, name, made, times), flush=True)
    print(f"\n{time.process_time() - began:.0f} CPU-s in this process; {noise()}")


def measured(
    row: Row, repeats: int, asked: argparse.Namespace
) -> Iterator[tuple[str, Summary, int]]:
    """Ours at full length, the others a fifth of it: they are far from any goal."""
    plan = Plan(reviews=row.reviews, jobs=asked.jobs, seed=asked.seed, conditions=row.conditions)
    own = simulate(row.population, replace(plan, repeats=repeats, procedures=OURS))
    yield "ours", own[OURS[0]], repeats
    others = tuple(p for p in row.procedures if p not in OURS)
    if others:
        few = min(repeats, asked.repeats)
        found = simulate(row.population, replace(plan, repeats=few, procedures=others))
        for name, made in found.items():
            yield name.replace("_", " "), made, few


def line(row: Row, name: str, made: Summary, repeats: int) -> str:
    """One row of the table."""
    held, c = row.population, row.conditions
    members = held.truth > 0
    share = held.total / held.headcount.sum()
    under = ", ".join(
        text
        for on, text in (
            (c.banded, "bands"),
            (c.missing, f"{c.missing:.0%} missing"),
            (c.missed, f"{c.missed:.0%} missed"),
            (c.false, f"{c.false:.2%} false"),
        )
        if on
    )
    cells = (
        row.name,
        f"{len(held):,}",
        f"{members.mean():.1%}",
        f"{share:.1%}",
        f"100 + {row.reviews}",
        under or "plain",
        repeats,
        name,
        f"{made.coverage:.1%} ± {made.coverage_se:.1%}",
        f"{made.missed_low:.1%}, {made.missed_high:.1%}",
        f"{made.half_width:.1%}",
        f"{made.half_width_p90:.1%}",
        f"{made.interval_score:.2f}",
        f"{made.bias:+.1%}",
        f"{made.rmse:.1%}",
        f"{made.withheld:.0%}",
        published(made, repeats),
        f"{made.f1:.2f}",
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def published(made: Summary, repeats: int) -> str:
    """Coverage of the estimates that would be said, and how many they are."""
    said = round((1 - made.withheld) * repeats)
    if made.coverage_published is None:
        return "none"
    return f"{made.coverage_published:.1%} of {said}"


def pooled(table: str) -> None:
    """Coverage of all of ours that would be published, by whether their population's mostly are."""
    names = [c.strip() for c in HEAD.strip("| ").split("|")]
    sums = {"all": [0, 0], "most are published": [0, 0], "most are withheld": [0, 0]}
    for text in table.splitlines():
        row = dict(zip(names, (c.strip() for c in text.strip("| ").split("|")), strict=False))
        share, _, many = row.get("coverage of the others", "").partition(" of ")
        if row.get("procedure") != "ours" or not many:
            continue
        few = float(row["withheld"].rstrip("%")) >= 50  # per cent of the repeats
        for name in ("all", "most are withheld" if few else "most are published"):
            sums[name][0] += round(float(share.rstrip("%")) / 100 * int(many))
            sums[name][1] += int(many)
    for name, (held, said) in sums.items():
        print(f"{name}: {held:,} of {said:,} published hold the truth, {held / max(said, 1):.1%}")


def noise() -> str:
    """How much a fixed piece of work varies on this machine now."""
    times: list[float] = []
    a = np.random.default_rng(0).normal(size=(400, 400))
    for _ in range(9):
        began = time.perf_counter()
        np.linalg.inv(a)
        times.append(time.perf_counter() - began)
    low, mid, high = np.quantile(times, (0, 0.5, 1)) * 1000
    return f"an inverse of 400 x 400 took {mid:.0f} ms ({low:.0f} to {high:.0f})"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--repeats", type=int, default=300)
    parser.add_argument("--main", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="")
    parser.add_argument("--tuned", action="store_true")
    parser.add_argument("--without", action="store_true")
    parser.add_argument("--pooled", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
