"""A published size got by subtracting one broad figure from another, and what that does to error.

The source prints three figures: what was taken away, what was left, and the share that is. The
broad total and the region's employment follow from them and are printed nowhere, so they are
implied; how far rounding lets them wander is an interval of rounding, never of sampling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sectorscope.profile import Estimate, EvidenceRef, Uncertainty

Row = Mapping[str, Any]

SHOCK = 1.0
"""The step of the sensitivity test, in per cent of the figure taken away."""

NOT_PUBLISHED = Uncertainty(kind="none_published", why="the source prints no interval")


@dataclass(frozen=True)
class Crude:
    """The three published facts of a crude subtraction."""

    excluded: Row
    remainder: Row
    share: Row
    refs: tuple[EvidenceRef, EvidenceRef, EvidenceRef]

    def published(self) -> tuple[Estimate, Estimate, Estimate]:
        """What was taken away, what was left, and the share, as printed."""
        return (
            self._as_printed(self.excluded, self.refs[0]),
            self._as_printed(self.remainder, self.refs[1]),
            self._as_printed(self.share, self.refs[2]),
        )

    def broad_total(self) -> Estimate:
        """Excluded + remainder; the rounding of both bounds it."""
        away, left = self.excluded["value"], self.remainder["value"]
        slack = rounding_step(away) / 2 + rounding_step(left) / 2
        return Estimate(
            label="broad total",
            value=away + left,
            unit=self.remainder["unit"],
            standing="implied",
            method="what was left plus what was taken away; printed nowhere",
            assumes="both figures are rounded to their last digit that is not zero",
            uncertainty=Uncertainty(
                kind="rounding",
                low=away + left - slack,
                high=away + left + slack,
                why="rounding of the two printed figures",
            ),
            inputs=self.refs[:2],
        )

    def region(self) -> Estimate:
        """Remainder / share: the region's employment the printed share implies."""
        left, share = self.remainder["value"], self.share["value"] / 100
        step_left, step_share = rounding_step(left) / 2, rounding_step(self.share["value"]) / 200
        return Estimate(
            label="employment of the region",
            value=left / share,
            unit=self.remainder["unit"],
            standing="implied",
            method="what was left over its printed share; printed nowhere",
            assumes="both figures are rounded to their last digit that is not zero",
            uncertainty=Uncertainty(
                kind="rounding",
                low=(left - step_left) / (share + step_share),
                high=(left + step_left) / (share - step_share),
                why="rounding of the printed figure and share",
            ),
            inputs=self.refs[1:],
        )

    def shock(self) -> Estimate:
        """The chosen step of the sensitivity test."""
        return Estimate(
            label="step of the sensitivity test",
            value=SHOCK,
            unit="%",
            standing="derived",
            method="chosen to show how the subtraction behaves; not an estimate of its error",
            uncertainty=Uncertainty(kind="exact", why="a chosen step"),
            inputs=self.refs[:1],
        )

    def moves(self) -> Estimate:
        """How far the answer moves when the figure taken away moves by the step, in per cent."""
        moved = self.excluded["value"] * SHOCK / 100
        return Estimate(
            label="change in the answer",
            value=100 * moved / self.remainder["value"],
            unit="%",
            standing="derived",
            method=f"{SHOCK:g} % of what was taken away, over what was left",
            uncertainty=Uncertainty(
                kind="none_published", why="a sensitivity, not an interval: nobody gave an error"
            ),
            inputs=self.refs[:2],
        )

    def sensitivity(self) -> Estimate:
        """What was left, with where it lands when what was taken away is one step off."""
        left = self.remainder["value"]
        moved = self.excluded["value"] * SHOCK / 100
        doubt = Uncertainty(
            kind="sensitivity",
            low=left - moved,
            high=left + moved,
            why=f"where it lands if what was taken away is {SHOCK:g} % off; no interval",
        )
        printed = self._as_printed(self.remainder, self.refs[1])
        return printed.but(uncertainty=doubt, inputs=self.refs[:2])

    def _as_printed(self, fact: Row, ref: EvidenceRef) -> Estimate:
        return Estimate(
            label=fact["label"],
            value=fact["value"],
            unit=fact["unit"],
            standing="published",
            method="as the source prints it",
            assumes=fact.get("definition") or "",
            uncertainty=NOT_PUBLISHED,
            inputs=(ref,),
        )


def rounding_step(figure: float) -> float:
    """The power of ten a printed figure seems to be rounded to: 4200 -> 100, 0.3 -> 0.1."""
    exponent = Decimal(str(figure)).normalize().as_tuple().exponent
    return float(Decimal(10) ** int(exponent))
