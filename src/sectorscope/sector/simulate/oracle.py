"""The oracle: the one way a rehearsal learns the truth, a company at a time, written down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

BANDS = (1.0, 10.0, 50.0, 250.0, np.inf)
"""Lower ends of the size bands of UK business statistics: micro, small, medium, large."""


@dataclass(frozen=True)
class Conditions:
    """How a rehearsal is harder than its file.

    banded: headcounts are recorded as bands. missing: share of companies without a recorded
    headcount; those reviewed have theirs verified. missed: chance that a reviewer takes a member
    for none. false: chance that a reviewer takes another for a member. Mistakes are a reader's
    own: a second reader makes others.
    """

    banded: bool = False
    missing: float = 0.0
    missed: float = 0.0
    false: float = 0.0

    def __post_init__(self) -> None:
        for name in ("missing", "missed", "false"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} is a share, found {getattr(self, name)}")

    @property
    def verified(self) -> bool:
        """Whether a review also finds the headcount."""
        return self.banded or self.missing > 0


class Oracle:
    """What reviewers would rule, and a log of whom they were asked about.

    Args:
        truth: (N,) in [0, 1].
        headcount: (N,) true headcounts.
        conditions: how often they err.
        seed: of their mistakes, the same for every procedure.
    """

    def __init__(self, truth: Floats, headcount: Floats, conditions: Conditions, seed: int) -> None:
        self._truth, self._headcount, self._conditions = truth, headcount, conditions
        self._draws = np.random.default_rng(seed).uniform(size=(3, len(truth)))
        self._twice = np.zeros(len(truth), bool)
        self.log: list[int] = []

    @property
    def reviewed(self) -> frozenset[int]:
        """Rows that were looked at by anybody."""
        return frozenset(self.log)

    def read(self, rows: Indices, *, reader: int = 0) -> Floats:
        """What one reader rules, (n,); rows are logged once, at the first look."""
        seen = self.reviewed
        self.log.extend(i for i in dict.fromkeys(rows.tolist()) if i not in seen)
        told = self._truth[rows]
        draw, held = self._draws[reader][rows], self._conditions
        slipped = np.where(told > 0, draw < held.missed, draw < held.false)
        return np.where(slipped, np.where(told > 0, 0.0, 1.0), told)

    def headcount(self, rows: Indices) -> Floats:
        """Verified headcounts of companies that were read, (n,).

        Raises:
            ValueError: one of them was not.
        """
        if not self.reviewed.issuperset(int(i) for i in rows):
            raise ValueError("the headcount of a company that nobody read")
        return self._headcount[rows]

    def settled(self, rows: Indices, expected: Floats, surprise: float) -> Floats:
        """Rulings with second looks where the first and the model lie further apart than allowed.

        Where the second reader differs from the first, a third settles it. What was looked at
        twice stays settled, whatever a later model expects.
        """
        first = self.read(rows)
        twice = (np.abs(first - expected) > surprise) | self._twice[rows]
        if not twice.any():
            return first
        self._twice[rows[twice]] = True
        second, third = (self.read(rows[twice], reader=r) for r in (1, 2))
        first[twice] = np.where(second == first[twice], second, third)
        return first


def recorded(
    headcount: Floats, conditions: Conditions, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """What the frame holds of headcounts: figure, lower and upper end, each (N,), nan if not held.

    The band says what the company has; who has no record at all is drawn at random.
    """
    gone = rng.uniform(size=len(headcount)) < conditions.missing
    if conditions.banded:
        band = np.searchsorted(BANDS, headcount, side="right") - 1
        ends = np.array(BANDS)
        low = np.where(gone, np.nan, ends[np.maximum(band, 0)])
        high = np.where(gone, np.nan, ends[np.maximum(band, 0) + 1] - 1)
        return np.full(len(headcount), np.nan), low, high
    figure = np.where(gone, np.nan, headcount)
    return figure, figure, figure
