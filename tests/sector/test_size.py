"""What an analyst may say of a size: parts, counts, readings, and what would move them."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sectorscope.sector.estimator import estimate
from sectorscope.sector.margins import Weights, v_frame
from sectorscope.sector.reviewed import Reviewed, recalibrated
from sectorscope.sector.size import (
    WIDEST,
    Withheld,
    beyond,
    businesses,
    nested,
    sensitivities,
    size,
    withheld,
    within,
)

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


# --- a part ------------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False])
def test_who_nobody_could_tell_elsewhere_does_not_move_a_places_bounds(known: bool):
    held = read([1.0, 0.0, NAN, 1.0], s=[10.0, 20.0, 900.0, 5.0], known=known)
    place = size(within(held, np.array([True, True, False, False]))).made
    assert (place.total, place.unresolved, place.bounds) == (10, 0, None)


def test_audited_companies_elsewhere_still_stand_for_those_inside():
    z = [1.0, NAN, 1.0, 0.0, 0.0, 1.0, NAN, 0.0]
    held = replace(read(z, s=[10.0] * 8, known=False), chance=np.full(8, 0.5))
    place = within(held, np.arange(8) < 4)
    # Of eight read two could not be told: each that was told stands for 8/6 of its kind.
    assert estimate(place).total == pytest.approx(4 * 5 + (5 + 5 - 5) / (0.5 * 6 / 8))
    assert estimate(place).unresolved == 1


# --- missing companies ---------------------------------------------------------------------


def test_missing_companies_are_reckoned_with_squares_and_what_the_audit_says_of_the_unread():
    held = replace(
        read([1.0, 0.0, 0.0, 0.0, 1.0, NAN], s=[10.0, 20, 30, 40, 5, 6], known=False),
        chance=np.full(6, 0.5),
        audited=np.arange(6) < 5,
        verified=np.array([15.0, NAN, NAN, NAN, NAN, NAN]),
    )
    held = replace(held, square=4 * held.s**2, p=np.linspace(0.4, 0.9, 6))
    weights = weighted([0] * 6, [300.0])
    p = recalibrated(held)[-1]
    assert p < 0.9  # the audit found fewer than was thought
    expected = v_frame(
        np.array([15.0, 20, 30, 40, 5, 6]),
        np.array([1, 0, 0, 0, 1, p]),
        np.array([0, 0, 0, 0, 0, p * (1 - p)]),
        weights.cell,
        weights.margin,
        np.array([225.0, 1600, 3600, 6400, 100, 144]),
    )
    assert beyond(held, weights).frame == pytest.approx(expected)


# --- everybody was read --------------------------------------------------------------------


def test_where_everybody_was_read_before_an_audit_nothing_is_withheld():
    found = size(read([1.0, 0.0, 1.0], s=[10.0, 20.0, 30.0]))
    assert (found.made.total, found.withheld) == (40, None)


# --- readings, bounds and further reviews ---------------------------------------------------


def made_up(seed: int, p: float = 0.3, n: int = 80) -> Reviewed:
    """A census-like frame of which forty companies are audited by chance."""
    rng = np.random.default_rng(seed)
    s = np.exp(rng.normal(2, 1, n))
    audited = np.arange(n) < 40
    z = np.where(audited, (rng.uniform(size=n) < p).astype(float), NAN)
    held = read([NAN] * n, s=s.tolist(), known=False)
    chance = np.full(n, 0.5)
    return replace(held, z=z, audited=audited, chance=chance, p=np.full(n, p), square=s**2)


@pytest.mark.parametrize("seed", range(12))
def test_readings_lie_on_their_sides_of_the_central_one(seed: int):
    one, other = made_up(seed, 0.5), made_up(seed + 100, 0.5)
    reading, central = size(one), replace(size(other), withheld=None)
    for broad in (False, True):
        found = nested(reading, central, broad=broad).made
        assert found.low <= found.total <= found.high
        if broad:
            assert found.total >= central.made.total
            assert found.low >= central.made.low
        else:
            assert found.total <= central.made.total
            assert found.high <= central.made.high


def test_readings_that_are_nested_already_stay_as_they_are():
    few, many = size(made_up(1, 0.3)), size(made_up(1, 0.8))
    assert few.made.total < many.made.total
    assert nested(few, many, broad=False).made == replace(
        few.made, high=min(few.made.high, many.made.high)
    )
    assert nested(many, few, broad=True).made == replace(
        many.made, low=max(many.made.low, few.made.low)
    )


def test_beside_a_central_reading_that_is_withheld_nothing_is_moved():
    central = replace(size(made_up(2, 0.5)), withheld=Withheld("too wide", None))
    reading = size(made_up(102, 0.5))
    for broad in (False, True):
        assert nested(reading, central, broad=broad) == reading


def test_where_the_untold_are_in_or_out_is_where_the_estimate_lands_not_its_interval():
    held = made_up(3)
    held = replace(held, z=np.where(np.arange(80) < 4, NAN, held.z))
    made = size(held).made
    (told,) = (s for s in sensitivities(held, made, None) if "told" in s.assumption)
    assert told.low == pytest.approx(estimate(held.settled(0.0)).total)
    assert told.high == pytest.approx(estimate(held.settled(1.0)).total)
    assert made.bounds is not None
    assert made.bounds.low < told.low < told.high < made.bounds.high


def test_no_more_reviews_are_asked_for_than_there_are_companies():
    made = size(made_up(4, 0.05)).made
    assert made.relative > WIDEST
    asked = withheld(made, 40)
    assert asked
    assert asked.reviews_needed
    enough, short = asked.reviews_needed + 40, asked.reviews_needed + 39
    found = [withheld(made, 40, rest=rest) for rest in (enough, short)]
    assert [w.reviews_needed for w in found if w] == [asked.reviews_needed, None]
