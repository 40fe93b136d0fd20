"""Where a review stands: which step it is in, who is left, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.drawn import SEEDS, STAGES, A, B, Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.second import Twice, twice
from sectorscope.sector.stages import shared

_NOTHING = Twice((), (), ())


@dataclass(frozen=True)
class Position:
    """Where a review stands.

    drawn: the step it is in; None before the first. left: companies of it that nobody ruled on, in
    the order of review. again: companies of earlier steps whose rulings are in doubt. stage: the
    one that is drawn next, "" if none; size: how many it takes. twice: the second looks an audit
    asks for. plan: how many are to be reviewed.
    """

    plan: Plan
    drawn: Drawn | None
    left: tuple[str, ...]
    again: tuple[str, ...]
    stage: str
    size: int
    twice: Twice

    @property
    def ruled(self) -> int:
        """How many of this step are ruled on."""
        return len(self.drawn.queue) - len(self.left) if self.drawn else 0

    @property
    def due(self) -> bool:
        """Whether the next step can be drawn: there is one, and this one is done."""
        return bool(self.stage) and not (self.left or self.again)

    @property
    def done(self) -> bool:
        """Whether nothing is left to rule on, to read again or to settle."""
        to_do = (self.left, self.again, self.stage, self.twice.left, self.twice.disputed)
        return not any(to_do)


def position(
    draws: Mapping[str, Drawn],
    rulings: Mapping[str, Ruling],
    plan: Plan,
    doubted: Collection[str] = (),
) -> Position:
    """Where a review stands.

    Args:
        draws: the draws in force, by stage.
        rulings: what stands, by company.
        plan: how many are to be reviewed; more than the audit was drawn for asks for another.
        doubted: companies that were ruled on under an earlier definition, and are in doubt.
    """
    drawn = next((draws[s] for s in reversed(STAGES) if s in draws), None)
    left = tuple(c for c in drawn.queue if c not in rulings) if drawn else ()
    everybody = drawn is not None and all(c in rulings for c in drawn.companies)
    stage, size = ("", 0) if everybody else _next(draws, drawn, plan)
    second = twice(drawn, rulings) if drawn and drawn.stage == B else _NOTHING
    earlier = (c for d in draws.values() if d is not drawn for c in d.queue)
    again = tuple(c for c in earlier if c in doubted and c not in rulings)
    return Position(plan, drawn, left, again, stage, size, second)


def _next(draws: Mapping[str, Drawn], drawn: Drawn | None, plan: Plan) -> tuple[str, int]:
    """The stage that is drawn next and its size; a stage of nobody is passed over."""
    if drawn and drawn.stage == B:
        more = plan.reviews - drawn.reviews
        return (B, more) if more > 0 else ("", 0)
    a = len(draws[A].rows) if A in draws else shared(plan.reviews)[0]
    sizes = {SEEDS: plan.seeds, A: a, B: max(plan.reviews - a, 0)}
    after = STAGES.index(drawn.stage) + 1 if drawn else 0
    return next(((s, sizes[s]) for s in STAGES[after:] if sizes[s] > 0), ("", 0))
