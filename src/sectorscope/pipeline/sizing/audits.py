"""The audits a study's sizes rest on, each as far as it was reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sectorscope.errors import DecisionError
from sectorscope.pipeline.margins import margins_of
from sectorscope.pipeline.sizing.base import Base, Flags
from sectorscope.sector.definition import WHOLE
from sectorscope.sector.margins import Weights
from sectorscope.sector.review.audit import Reached, audited, reached
from sectorscope.sector.review.drawn import STAGES, B, Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.mixing import Mixed
from sectorscope.sector.review.room import Review
from sectorscope.sector.reviewed import Reviewed
from sectorscope.sector.size import as_read, businesses


@dataclass(frozen=True)
class Audit:
    """An audit of one target, or the last draw where it left nobody to audit.

    decision: the id of the decision that drew it.
    """

    base: Base
    drawn: Drawn
    rulings: Mapping[str, Ruling]
    decision: str

    @cached_property
    def rows(self) -> list[int]:
        """Where its companies stand in the frame."""
        return [self.base.material.row_of[c] for c in self.drawn.companies]

    @cached_property
    def reached(self) -> Reached:
        """How far it was reviewed; nobody was drawn where everybody was known before."""
        return reached(self.drawn, self.rulings) if self.drawn.stage == B else Reached(0, 0, 0)

    @cached_property
    def weights(self) -> Weights:
        """To official margins, as they are now: the estimate holds for any."""
        frame = self.base.material.frame
        areas = [frame.area_codes[i] for i in self.rows]
        codes = [frame.sics[i][0] if frame.sics[i] else "" for i in self.rows]
        return margins_of(self.base.tables, self.base.places, self.drawn.s, areas, codes)

    def inside(self, place: str) -> Flags:
        """Which of its companies lie in a district."""
        codes = self.base.material.frame.area_codes
        return np.array([codes[i] == place for i in self.rows], np.bool_)

    def held(self, target: str, measure: str = "headcount", reading: str = "central") -> Reviewed:
        """What it found of a target, as the estimator takes it."""
        central = held = replace(self._read(target, "central"), w=self.weights.w)
        if reading != "central":
            held = as_read(replace(self._read(target, reading), w=self.weights.w), central)
        return held if measure == "headcount" else businesses(held)

    def _read(self, target: str, reading: str) -> Reviewed:
        return audited(self.drawn, self.rulings, target, reading)


@dataclass(frozen=True)
class NoAudit:
    """Why there is none to go by."""

    because: str


def audit_of(base: Base, target: str) -> Audit | NoAudit:
    """A target's own audit, else the sector's."""
    because = "no company has been reviewed"
    for asked in dict.fromkeys((target, WHOLE)):
        found = _audit(base, asked)
        if isinstance(found, Audit):
            return found
        because = found.because
    return NoAudit(because)


def _last(review: Review) -> Drawn | None:
    """The audit's draw; or the last before it, where everybody has been ruled on since."""
    draws = review.draws
    last = next((draws[stage] for stage in reversed(STAGES) if stage in draws), None)
    if last is None or last.stage == B:
        return last
    return last if all(c in review.rulings for c in last.companies) else None


def _audit(base: Base, asked: str) -> Audit | NoAudit:
    review = base.review(asked)
    try:
        review.position()
    except Mixed as why:
        return NoAudit(f"{why.found}: the audit no longer fits; sectorscope review membership")
    except DecisionError as why:  # the file of a draw is lost or altered: nothing rests on it
        return NoAudit(why.found)
    drawn = _last(review)
    if drawn is None or (drawn.stage == B and not reached(drawn, review.rulings).ruled):
        begun = bool(base.rulings)
        return NoAudit("the audit has not begun" if begun else "no company has been reviewed")
    made = (d for d in review.log.in_force("draw") if d.body["stage"] == drawn.stage)
    decision = next((d.id for d in made if d.body["target"] == asked), None)
    if decision is None:
        raise DecisionError(f"the audit of {asked} was drawn by no decision")
    return Audit(base, drawn, review.rulings, decision)
