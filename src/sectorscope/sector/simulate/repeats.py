"""The repeats of a rehearsal, shared among processes; each follows from its own seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sectorscope.engine.ordered import in_order
from sectorscope.errors import UsageError
from sectorscope.sector.headcounts import sizes
from sectorscope.sector.moments import Moments, moments
from sectorscope.sector.simulate.oracle import Conditions, Oracle, recorded
from sectorscope.sector.simulate.population import Population
from sectorscope.sector.simulate.procedures import PROCEDURES, Rehearsal
from sectorscope.sector.simulate.summary import Summary, Told, f1, summary
from sectorscope.sector.stages import seeds

Floats = NDArray[np.float64]

_FEWEST = 20


@dataclass(frozen=True)
class Plan:
    """How much is reviewed, how often it is rehearsed, and by whom.

    seed: everything follows from it. jobs: processes; the answer does not depend on it.
    """

    seeds: int = 100
    reviews: int = 200
    repeats: int = 200
    seed: int = 1
    jobs: int = 1
    conditions: Conditions = field(default_factory=Conditions)
    procedures: tuple[str, ...] = tuple(PROCEDURES)

    def check(self, population: Population) -> None:
        """Refuse a plan that cannot be carried out.

        Raises:
            UsageError: fewer than 20 seeds, 10 reviews or one repeat, or more than companies.
        """
        if self.seeds < _FEWEST:
            raise UsageError(f"{self.seeds} seeds", expected=f"at least {_FEWEST}")
        if self.reviews < 10:  # noqa: PLR2004 - two a stratum
            raise UsageError(f"{self.reviews} reviews", expected="at least 10")
        if self.repeats < 1:
            raise UsageError(f"{self.repeats} repeats", expected="at least 1")
        if self.seeds + self.reviews >= len(population):
            raise UsageError(
                f"{self.seeds} seeds and {self.reviews} reviews of {len(population)} companies",
                expected="fewer than there are companies: with all reviewed there is no estimate",
            )


def simulate(
    population: Population, plan: Plan, *, said: Callable[[int], None] | None = None
) -> dict[str, Summary]:
    """Rehearse every procedure; summaries by name.

    Args:
        population: with features.
        plan: how much and how often.
        said: told after each repeat how many are done.

    Raises:
        UsageError: see `Plan.check`.
    """
    plan.check(population)
    answers: dict[str, list[Told]] = {name: [] for name in plan.procedures}
    for done, found in enumerate(_repeats(population, plan), start=1):
        for name, answer in found.items():
            answers[name].append(answer)
        if said is not None:
            said(done)
    return {name: summary(listed, population.total) for name, listed in answers.items()}


def _repeats(population: Population, plan: Plan) -> Iterable[dict[str, Told]]:
    return in_order(partial(one, population, plan), iter(range(plan.repeats)), jobs=plan.jobs)


def one(population: Population, plan: Plan, repeat: int) -> dict[str, Told]:
    """One repeat: the same seeds, records and reviewers' mistakes for every procedure."""
    drawn = seeds(population.hits, plan.seeds, _rng(plan, repeat, 0))
    held = recorded(population.headcount, plan.conditions, _rng(plan, repeat, 1))
    size = _expected(*held)
    found: dict[str, Told] = {}
    for place, name in enumerate(plan.procedures):
        oracle = Oracle(
            population.truth, population.headcount, plan.conditions, _seed(plan, repeat, 2)
        )
        given = Rehearsal(
            blocks=population.blocks,
            oracle=oracle,
            seeds=drawn,
            reviews=plan.reviews,
            size=size.mean,
            square=size.square,
            verify=plan.conditions.verified,
            rng=_rng(plan, repeat, 3 + place),
        )
        answer = PROCEDURES[name](given)
        found[name] = Told(
            answer.total, answer.low, answer.high, f1(answer.chosen, population.truth)
        )
        _check_labels(name, oracle, plan)
    return found


def _expected(figure: Floats, low: Floats, high: Floats) -> Moments:
    unknown = [""] * len(figure)
    everybody = np.ones(len(figure), bool)
    shown = sizes(
        headcount=figure,
        low=low,
        high=high,
        divisions=unknown,
        districts=unknown,
        donors=everybody,
    )
    return moments(shown.size, low, high, shown.how, unknown, everybody)


def _check_labels(name: str, oracle: Oracle, plan: Plan) -> None:
    """No procedure looks at more companies than it is given."""
    looked = len(oracle.reviewed)
    if looked > plan.seeds + plan.reviews + 1:  # systematic sampling may draw one more
        raise AssertionError(f"{name} looked at {looked} companies")


def _seed(plan: Plan, repeat: int, what: int) -> int:
    return int(np.random.SeedSequence([plan.seed, repeat, what]).generate_state(1)[0])


def _rng(plan: Plan, repeat: int, what: int) -> np.random.Generator:
    return np.random.default_rng([plan.seed, repeat, what])
