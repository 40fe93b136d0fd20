"""What the repeats of a rehearsal say of a procedure, as fractions of the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
WITHHELD = 0.5
"""Half of the interval over the estimate from which no figure is given (design, section 6)."""


@dataclass(frozen=True)
class Told:
    """What one repeat of a procedure said, in people, and how good its list was (F1)."""

    total: float
    low: float
    high: float
    f1: float


@dataclass(frozen=True)
class Summary:
    """One procedure over all repeats; lengths are fractions of the truth.

    coverage: share of repeats whose interval holds the truth, with its standard error. missed_low:
    intervals that lie below it. half_width: median, and the 90th percentile. interval_score: mean
    (Gneiting & Raftery 2007, at 95 %). withheld: share of repeats without a published estimate;
    they count in everything else. coverage_published: coverage of the others alone, None where all
    are withheld: an estimate that came out too high is likelier to be published than one too low.
    f1: mean of the lists.
    """

    bias: float
    rmse: float
    coverage: float
    coverage_se: float
    missed_low: float
    missed_high: float
    half_width: float
    half_width_p90: float
    interval_score: float
    withheld: float
    coverage_published: float | None
    f1: float

    def rounded(self) -> dict[str, float | None]:
        """For print: four places."""
        return {k: None if v is None else round(v, 4) for k, v in asdict(self).items()}


def summary(answers: Sequence[Told], truth: float) -> Summary:
    """Put the answers of all repeats together.

    Args:
        answers: at least one.
        truth: above nought, in people.
    """
    total, low, high = (
        np.array([getattr(a, name) for a in answers]) / truth for name in ("total", "low", "high")
    )
    below, above = high < 1, low > 1
    missed = below | above
    held = 1 - float(missed.mean())
    half = (high - low) / 2
    score = (high - low) + 2 / (1 - LEVEL) * (np.maximum(low - 1, 0) + np.maximum(1 - high, 0))
    wide = half > WITHHELD * np.maximum(total, 1e-12)
    return Summary(
        bias=float(total.mean() - 1),
        rmse=float(np.sqrt(((total - 1) ** 2).mean())),
        coverage=held,
        coverage_se=_error(held, len(answers)),
        missed_low=float(below.mean()),
        missed_high=float(above.mean()),
        half_width=float(np.median(half)),
        half_width_p90=float(np.quantile(half, 0.9)),
        interval_score=float(score.mean()),
        withheld=float(wide.mean()),
        coverage_published=None if wide.all() else 1 - float(missed[~wide].mean()),
        f1=float(np.mean([a.f1 for a in answers])),
    )


def _error(share: float, n: int) -> float:
    """Standard error of a share, with two successes and two failures more (Agresti & Coull 1998).

    So that none of n is not taken for never.
    """
    moved = (share * n + 2) / (n + 4)
    return float(np.sqrt(moved * (1 - moved) / (n + 4)))


def f1(chosen: NDArray[np.bool_], truth: NDArray[np.float64]) -> float:
    """F1 of a list, (N,), against the truth; for the report alone, no procedure sees it."""
    right = float((chosen & (truth > 0)).sum())
    return 2 * right / max(float(chosen.sum() + (truth > 0).sum()), 1.0)
