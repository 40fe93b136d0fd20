"""`sectorscope size simulate`: read the companies, rehearse, print what came of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sectorscope.annotate.encoder import Encoder
from sectorscope.cli import say
from sectorscope.errors import UsageError
from sectorscope.sector.membership import texts_only
from sectorscope.sector.simulate import Conditions, Plan, Summary, simulate
from sectorscope.sector.simulate.population import Columns, Population, read
from sectorscope.sector.stages import shared

_COLUMNS = ("bias", "rmse", "coverage", "half_width", "half_width_p90", "interval_score",
            "withheld", "f1")  # fmt: skip


@dataclass(frozen=True)
class Rehearsal:
    """What the command is asked for, as it was typed."""

    frame: Path
    columns: Columns
    keywords: str
    seeds: int
    reviews: int
    repeats: int
    seed: int
    conditions: Mapping[str, Any]
    fast: bool
    jobs: int
    as_json: bool


def rehearse(asked: Rehearsal) -> None:
    """Carry it out.

    Raises:
        UsageError: the file or the numbers are not what they must be.
    """
    plan = _plan(asked)
    population = read(asked.frame, asked.columns, asked.keywords)
    plan.check(population)
    _tell(asked, population)
    with say.working("reading what companies say of themselves"):
        encoder = None if asked.fast else Encoder()
        population = replace(population, blocks=texts_only(population.texts, encoder))
    with say.working("rehearsing") as step:
        made = simulate(population, plan, said=lambda n: step(f"rehearsed {n} of {plan.repeats}"))
    (_print_json if asked.as_json else _print)(asked, population, made)


def _plan(asked: Rehearsal) -> Plan:
    try:
        conditions = Conditions(**asked.conditions)
    except ValueError as why:
        raise UsageError(str(why), expected="a share from 0 to under 1") from why
    if asked.jobs < 0:
        raise UsageError(f"{asked.jobs} processes", expected="0, or how many")
    return Plan(
        seeds=asked.seeds,
        reviews=asked.reviews,
        repeats=asked.repeats,
        seed=asked.seed,
        jobs=asked.jobs or os.cpu_count() or 1,
        conditions=conditions,
    )


def _tell(asked: Rehearsal, population: Population) -> None:
    if population.dropped:
        say.note(f"{population.dropped:,} companies have no headcount above nought: left out")
    if not asked.keywords.strip():
        say.note("no keywords are given, so that all seeds are random")
    elif not population.hits.any():
        say.note("no company has a keyword, so that all seeds are random")


def _print_json(asked: Rehearsal, population: Population, made: Mapping[str, Summary]) -> None:
    first, second = shared(asked.reviews)
    print(
        json.dumps(
            {
                "truth": population.total,
                "companies": len(population),
                "members": int((population.truth > 0).sum()),
                "repeats": asked.repeats,
                "seeds": asked.seeds,
                "stage_a": first,
                "stage_b": second,
                "seed": asked.seed,
                "conditions": dict(asked.conditions),
                "encoder": not asked.fast,
                "procedures": {name: summary.rounded() for name, summary in made.items()},
            },
            indent=2,
        )
    )


def _print(asked: Rehearsal, population: Population, made: Mapping[str, Summary]) -> None:
    first, second = shared(asked.reviews)
    members = int((population.truth > 0).sum())
    often = f"{asked.repeats:,} repeat" + "s" * (asked.repeats != 1)
    print(
        f"{len(population):,} companies, {members:,} in the sector with {population.total:,.0f} "
        f"people. {often} of {asked.seeds} seeds and {asked.reviews} reviews "
        f"(ours: stage A {first}, stage B {second}). Fractions of the truth; coverage of the "
        "95 % interval."
    )
    print(f"{'':<19}" + "".join(f"{name.replace('_', ' '):>16}" for name in _COLUMNS))
    for name, summary in made.items():
        told = (f"{getattr(summary, column):>16.3f}" for column in _COLUMNS)
        print(f"{name.replace('_', ' '):<19}" + "".join(told))
