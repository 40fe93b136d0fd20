"""Rounding of published figures: the interval a rounded figure stands for, and sums of such.

An interval of rounding says which true figures round to the published one. It is not an interval
of sampling: BRES is a sample survey, and nothing here speaks of that.

The ladder is observed, not documented with the files: every one of the 1,911 values of BRES
employment by section, 13 districts, 2015 to 2021, and of the 21 for Kirklees 2024 as Nomis serves
them, stands on it; each rung up to 25,000 is used and nothing stands between. That figures round
to the nearest rung is assumed. ONS rounds the open-access estimates to protect confidentiality
(its consultation on access to BRES estimates on Nomis, February 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LADDER = ((50, 5), (250, 25), (500, 50), (1_000, 100), (2_500, 250), (5_000, 500))
"""Up to the first number, figures stand in steps of the second; in jobs."""

TOP_STEP = 1_000
"""Step above the last rung of `LADDER`; in jobs."""


def on_ladder(value: float) -> bool:
    """Whether a figure (jobs) is one that BRES publishes."""
    return value >= 0 and value % _step_below(value) == 0


def ladder_interval(value: float) -> tuple[float, float]:
    """The lowest and highest figure that round to this one: half-way to its neighbours.

    Args:
        value: A published figure, in jobs. Nought stands for 0 to 2.5.

    Raises:
        ValueError: the figure does not stand on the ladder.
    """
    if not on_ladder(value):
        raise ValueError(f"{value:g} does not stand on the ladder BRES is rounded to")
    low = value - _step_below(value) / 2 if value else 0.0
    return low, value + _step_above(value) / 2


BASE = 5
"""Business counts stand in steps of this many businesses.

Observed: each of 14,196 counts of local units in 13 districts, 2010 to 2022, and of 21 counts of
enterprises in Kirklees, 2025, is a multiple. ONS says that counts are rounded to protect what is
confidential, and that a nought need not be one. That they go to the nearest multiple is assumed.
"""


def on_base(value: float) -> bool:
    """Whether a figure (businesses) is one that the business counts publish."""
    return value >= 0 and value % BASE == 0


def base_interval(value: float) -> tuple[float, float]:
    """The lowest and highest number of businesses that round to this one; nought is 0 to 2.5.

    Raises:
        ValueError: the figure is no multiple of `BASE`.
    """
    if not on_base(value):
        raise ValueError(f"{value:g} is no multiple of {BASE}, as business counts are")
    return max(0.0, value - BASE / 2), value + BASE / 2


def _step_below(value: float) -> int:
    return next((step for top, step in LADDER if value <= top), TOP_STEP)


def _step_above(value: float) -> int:
    return next((step for top, step in LADDER if value < top), TOP_STEP)


@dataclass(frozen=True)
class Total:
    """A sum over the cells that are known.

    value: sum of the known cells, None if there is none. low, high: sums of their rounding
    intervals, None where a known cell has none. known, suppressed, not_available: numbers of
    cells. complete: nothing is missing; where it is False, `value` is not the whole.
    """

    value: float | None
    low: float | None
    high: float | None
    known: int
    suppressed: int
    not_available: int

    @property
    def complete(self) -> bool:
        """Whether every cell is in the sum; a suppressed one is never taken for nought."""
        return self.known > 0 and not (self.suppressed or self.not_available)


def total(cells: Iterable[Mapping[str, Any]]) -> Total:
    """Sum cells of table `statistic`, by their `value`, `low`, `high` and `status`.

    Args:
        cells: Rows of table `statistic`, all of one unit.
    """
    listed = list(cells)
    known = [c for c in listed if c["status"] not in ("suppressed", "not_available")]
    return Total(
        value=_sum(known, "value"),
        low=_sum(known, "low"),
        high=_sum(known, "high"),
        known=len(known),
        suppressed=sum(c["status"] == "suppressed" for c in listed),
        not_available=sum(c["status"] == "not_available" for c in listed),
    )


def _sum(cells: list[Mapping[str, Any]], column: str) -> float | None:
    """Sum of a column, None if any cell lacks it: no part of an interval is made up."""
    values = [c[column] for c in cells]
    return float(sum(values)) if values and None not in values else None
