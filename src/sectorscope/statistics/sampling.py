"""Unequal-probability samples: who is drawn with which chance, and the draw itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Indices = NDArray[np.int64]


def inclusion_probabilities(size: Floats, n: int) -> Floats:
    """Chances proportional to size that sum to n, none above one.

    Units whose share would pass one are taken for certain and the others share what is left, until
    no share passes one (Sarndal, Swensson & Wretman 1992, section 3.6.2).

    Args:
        size: (N,) positive and finite.
        n: the sample's size; all N where it is N or more.

    Returns:
        (N,), each in (0, 1].

    Raises:
        ValueError: a size is not positive and finite, or n is negative.
    """
    import numpy as np

    sizes = np.asarray(size, np.float64)
    if not np.isfinite(sizes).all() or (sizes <= 0).any():
        raise ValueError("every size must be positive and finite: a chance of zero is no sample")
    if n < 0:
        raise ValueError(f"a sample of {n}")
    if n >= len(sizes):
        return np.ones(len(sizes))
    chance = np.zeros(len(sizes))
    certain = np.zeros(len(sizes), bool)
    while True:
        left = n - int(certain.sum())
        open_ = ~certain
        scaled = sizes[open_] / sizes[open_].max()  # so that no sum of huge sizes overflows
        chance[open_] = left * (scaled / scaled.sum())
        over = open_ & (chance >= 1)
        if not over.any():
            return np.where(certain, 1.0, np.maximum(chance, np.finfo(np.float64).tiny))
        certain |= over


def systematic(chance: Floats, rng: np.random.Generator) -> Indices:
    """A systematic sample with given chances, from a random order; drawn units in random order.

    Each unit is drawn with exactly its chance; where the chances sum to a whole number the sample
    has that size, else one of the two around it (Madow 1949, with the list shuffled first).

    Args:
        chance: (N,) each in (0, 1].
        rng: where the order and the start come from.
    """
    import numpy as np

    order = rng.permutation(len(chance))
    sums = np.cumsum(np.asarray(chance, np.float64)[order])
    if len(sums) and abs(sums[-1] - round(sums[-1])) < 1e-6:  # noqa: PLR2004 - what sums lose
        sums *= round(sums[-1]) / sums[-1]
        sums[-1] = round(sums[-1])
    marks = np.floor(sums + rng.uniform())  # how many of 1-u, 2-u, … lie at or under each sum
    marks = np.minimum(marks, np.ceil(sums[-1:]))  # where sum and u round up together
    drawn = order[np.diff(marks, prepend=0.0) > 0]
    shuffled: Any = rng.permutation(drawn)
    return shuffled
