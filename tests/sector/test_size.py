"""What an analyst may say of a size: parts, counts, readings, and what would move them."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sectorscope.sector.estimator import Reviewed, estimate
from sectorscope.sector.margins import Weights
from sectorscope.sector.size import businesses, sensitivities, size, within

Floats = NDArray[np.float64]
NAN = np.nan


def read(z: list[float], *, s: list[float], w: float = 1.0, known: bool = True) -> Reviewed:
    """Companies that were all read before the audit, or all in it; nan: nobody could tell."""
    n, people = len(z), np.array(s, np.float64)
    every = np.full(n, known)
    chance = np.where(every, NAN, 1.0)
    return Reviewed(
        p=np.full(n, 0.5),
        s=people,
        w=np.full(n, w),
        known=every,
        chance=chance,
        audited=~every,
        z=np.array(z, np.float64),
        verified=np.full(n, NAN),
        square=people**2,
    )


def weighted(cell: list[int], margin: list[float]) -> Weights:
    """Official figures, each of one cell and exact."""
    cells = len(margin)
    return Weights(
        w=np.ones(len(cell)),
        cell=np.array(cell, np.int64),
        margin=np.array(margin, np.float64),
        terms=np.eye(cells),
        variance=np.zeros(cells),
        table=(),
    )


# --- what would move it ------------------------------------------------------------------

LIKELIER = "members were 1.3 times likelier"


def moved(held: Reviewed, weights: Weights) -> tuple[float, float]:
    """The estimate if members were likelier to be in the frame, and if less so."""
    found = sensitivities(held, estimate(held), weights)
    (one,) = (s for s in found if s.assumption.startswith(LIKELIER))
    return one.low, one.high


def test_a_place_of_which_no_official_figure_speaks_is_not_moved_by_it():
    held = read([1.0, 1.0, 0.0], s=[10.0, 20.0, 30.0])
    weights = weighted([-1, 0, 0], [100.0])
    place = within(held, np.array([True, False, False]))
    assert moved(place, weights) == (10.0, 10.0)


def test_only_the_part_that_is_weighted_is_moved():
    # 20 of 50 people of the cell are members, and 100 are known of: 40, weighted; 10 are not.
    held = replace(read([1.0, 1.0, 0.0], s=[10.0, 20.0, 30.0]), w=np.array([1.0, 2.0, 2.0]))
    low, high = moved(held, weighted([-1, 0, 0], [100.0]))
    assert low == pytest.approx(10 + 100 * 20 / (20 + 1.3 * 30))
    assert high == pytest.approx(10 + 100 * 20 / (20 + 30 / 1.3))


# --- businesses --------------------------------------------------------------------------


def test_businesses_are_counted_on_the_list_whatever_employment_they_are_weighted_to():
    held = read([1.0, 0.5, 0.0], s=[10.0, 20.0, 30.0], w=3.0)
    found = size(businesses(held)).made
    assert (found.total, found.low, found.high, found.floor) == (2, 2, 2, 2)
