"""What to expect of a headcount that is not known: its mean and its mean square.

A company that may be a giant pulls at the total far more than one of middling size: chances and
variances need the mean square, the total the mean. The size a company is shown with
(`sector.headcounts`) is a median, which is neither.

| what is known | expected to be |
|---|---|
| a figure | itself |
| an interval | spread over it as firms are: density ∝ 1/x² |
| an interval without end | the same, up to the largest known headcount, or 20 times its start |
| nothing | like the companies of its division with a figure or interval, where they are at
  least `ENOUGH`, else like all |

That firms' sizes fall as one over size (density ∝ 1/x²) is Zipf's law, found for the United States
with exponent 1.06 (Axtell 2001, Science 293).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ENOUGH = 100
"""Companies a mean square is taken of: it rests on the few largest."""
_OPEN = 20.0


class Moments(NamedTuple):
    """(N,) expected headcount, and expected square of it, in people and people²."""

    mean: Floats
    square: Floats


def moments(
    size: Floats,
    low: Floats,
    high: Floats,
    how: Sequence[str],
    divisions: Sequence[str],
    donors: Flags,
) -> Moments:
    """Mean and mean square of each company's headcount.

    Args:
        size: (N,) as `headcounts.sizes` gives it, above nought.
        low: (N,) lower end of the interval, nan where there is none.
        high: (N,) upper end, nan or infinite where there is none.
        how: (N,) as `headcounts.sizes` says it was come by.
        divisions: (N,) two digits of SIC, empty where not known.
        donors: (N,) whose figures may speak for others.
    """
    come = np.array(how, dtype=object)
    mean, square = size.copy(), size**2
    largest = float(size[come == "known"].max(initial=0.0))
    for name in ("interval", "open interval"):
        on = come == name
        start = np.maximum(np.nan_to_num(low[on]), 1.0)
        top = np.maximum(largest, _OPEN * start) if name == "open interval" else high[on]
        mean[on], square[on] = _zipf(start, np.maximum(top, start))
    told = np.isin(come, ("known", "nought", "interval", "open interval"))
    missing, speaking = ~told, told & donors
    if speaking.any() and missing.any():
        _like_others(mean, square, missing, speaking, np.array(divisions, dtype=object))
    return Moments(mean, np.maximum(square, mean**2))


def _zipf(start: Floats, end: Floats) -> tuple[Floats, Floats]:
    """Moments of a variable with density ∝ 1/x² between two ends: ab·ln(b/a)/(b−a), and ab."""
    flat = end - start < 1e-9 * start
    width = np.where(flat, 1.0, end - start)
    return np.where(flat, start, start * end * np.log(end / start) / width), start * end


def _like_others(
    mean: Floats, square: Floats, missing: Flags, speaking: Flags, divisions: NDArray[np.object_]
) -> None:
    mean[missing], square[missing] = mean[speaking].mean(), square[speaking].mean()
    for division in set(divisions[missing]) - {""}:
        own = speaking & (divisions == division)
        if own.sum() >= ENOUGH:
            on = missing & (divisions == division)
            mean[on], square[on] = mean[own].mean(), square[own].mean()
