"""What the model made of a company, told after its ruling and never before.

A reader who knows what the model thinks rules towards it; in the audit one such ruling bends the
estimate, so that there nothing is told until every company is ruled on, and of one that is to be
read twice not until it is settled.
"""

from __future__ import annotations

from dataclasses import dataclass

from sectorscope.errors import DecisionError
from sectorscope.sector.review.drawing import labels
from sectorscope.sector.review.drawn import SEEDS, B, Drawn
from sectorscope.sector.review.room import Review
from sectorscope.sector.review.second import twice


@dataclass(frozen=True)
class Made:
    """The probability a company was drawn with, and why the model gave it."""

    p: float
    reasons: tuple[str, ...]


def made_of(review: Review, company: str) -> Made:
    """What the model made of a company when it was drawn.

    Raises:
        DecisionError: it was not drawn or not ruled on, there was no model yet, or the audit is
            not over; or somebody is still to read or settle it, who may not know.
    """
    rulings = review.rulings
    drawn = review.draw_of(company)
    if drawn is None or company not in rulings:
        raise DecisionError(
            "the company is not ruled on", expected="one that was drawn and ruled on"
        )
    if drawn.stage == SEEDS:
        raise DecisionError("seeds are drawn before there is a model")
    if drawn.stage == B and any(c not in rulings for c in drawn.queue):
        raise DecisionError("the audit is not over", expected="every company of it ruled on")
    audit = review.draws.get(B)
    due = twice(audit, rulings) if audit else None
    if due and company in (*due.left, *due.disputed):
        raise DecisionError("somebody is still to read it, or to settle it")
    return Made(float(drawn.p[drawn.row_of[company]]), _reasons(review, drawn, company))


def _reasons(review: Review, drawn: Drawn, company: str) -> tuple[str, ...]:
    """Why, by the model as it was then: it learns from what was known then, and no more."""
    known = {
        c: r
        for c, r in review.rulings.items()
        if c in drawn.row_of and drawn.known[drawn.row_of[c]]
    }
    learnt = labels(review.material, known, review.draws.get(SEEDS))
    reasons = review.material.classify(learnt).reasons
    return tuple(reasons(review.material.row_of[company], drawn.target))
