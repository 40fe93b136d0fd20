"""The truth is told a company at a time, and written down; reviewers err as they are said to."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sectorscope.sector.simulate import Conditions, Oracle
from sectorscope.sector.simulate.oracle import BANDS, recorded

Floats = NDArray[np.float64]
MANY = 4000
ROWS = np.arange(MANY)
TRUTH = (np.arange(MANY) % 2).astype(np.float64)
PEOPLE = np.arange(1.0, MANY + 1)


def oracle(missed: float = 0.0, false: float = 0.0) -> Oracle:
    return Oracle(TRUTH, PEOPLE, Conditions(missed=missed, false=false), 1)


def test_what_is_asked_is_told_and_logged_once():
    one = oracle()
    assert one.read(np.array([3, 8, 3])).tolist() == [1, 0, 1]
    assert one.read(np.array([8, 5])).tolist() == [0, 1]
    assert one.log == [3, 8, 5]
    assert one.reviewed == {3, 5, 8}


def test_a_share_is_told_as_it_is():
    one = Oracle(np.array([0.25, 0]), np.ones(2), Conditions(), 1)
    assert one.read(np.arange(2)).tolist() == [0.25, 0]


def test_the_headcount_of_a_company_that_nobody_read_stays_unknown():
    one = oracle()
    one.read(np.array([4]))
    assert one.headcount(np.array([4])).tolist() == [5]
    with pytest.raises(ValueError, match="nobody read"):
        one.headcount(np.array([4, 5]))
    assert one.log == [4]


@pytest.mark.parametrize(("missed", "false"), [(0.05, 0.0), (0.0, 0.02), (0.3, 0.1), (0, 0)])
def test_members_are_missed_and_others_taken_for_members_as_often_as_said(
    missed: float, false: float
):
    told = oracle(missed=missed, false=false).read(ROWS)
    in_, out = told[TRUTH > 0], told[TRUTH == 0]
    for share, chance in ((1 - in_.mean(), missed), (out.mean(), false)):
        assert abs(share - chance) <= 5 * np.sqrt(chance * (1 - chance) / len(in_))


def test_a_reader_makes_the_same_mistake_twice_and_another_makes_others():
    one = oracle(missed=0.3)
    first, again, second = one.read(ROWS), one.read(ROWS), one.read(ROWS, reader=1)
    assert (first == again).all()
    both = ((first == 0) & (second == 0) & (TRUTH > 0)).sum() / (TRUTH > 0).sum()
    assert both == pytest.approx(0.09, abs=0.02)


def test_a_surprise_is_read_again_and_two_of_three_readers_settle_it():
    one, other = oracle(missed=0.3), oracle(missed=0.3)
    readers = np.array([other.read(ROWS, reader=r) for r in range(3)])
    sure = np.where(TRUTH > 0, 0.99, 0.01)
    settled = one.settled(ROWS, sure, 0.8)
    surprised = readers[0] != TRUTH
    assert (settled[~surprised] == readers[0][~surprised]).all()
    two_of_three = (readers.sum(0) >= 2).astype(float)
    assert (settled[surprised] == two_of_three[surprised]).all()


def test_what_surprises_nobody_is_read_once_mistakes_included():
    one = oracle(missed=0.3)
    first = one.read(ROWS)
    assert (one.settled(ROWS, np.full(MANY, 0.5), 0.8) == first).all()
    assert (first != TRUTH).any()


def test_what_was_read_twice_stays_settled_whatever_a_later_model_expects():
    one = oracle(missed=0.3)
    settled = one.settled(ROWS, np.where(TRUTH > 0, 0.99, 0.01), 0.8)
    assert (settled != one.read(ROWS)).any()
    assert (one.settled(ROWS, np.full(MANY, 0.5), 0.8) == settled).all()


def test_second_looks_are_no_further_companies():
    one = oracle(missed=0.3)
    one.settled(ROWS[:50], np.full(50, 0.99), 0.8)
    assert len(one.log) == 50


# --- what the frame holds of headcounts ---------------------------------------------------


def held(banded: bool = False, missing: float = 0.0) -> tuple[Floats, Floats, Floats]:
    how = Conditions(banded=banded, missing=missing)
    return recorded(PEOPLE, how, np.random.default_rng(1))


def test_headcounts_are_recorded_as_they_are_unless_it_is_harder():
    figure, low, high = held()
    assert (figure == PEOPLE).all()
    assert (low == PEOPLE).all()
    assert (high == PEOPLE).all()


def test_banded_headcounts_are_bands_that_hold_them():
    figure, low, high = held(banded=True)
    assert np.isnan(figure).all()
    assert ((low <= PEOPLE) & (high >= PEOPLE)).all()
    bands = sorted(set(zip(low.tolist(), high.tolist(), strict=True)))
    assert bands == [(1, 9), (10, 49), (50, 249), (250, np.inf)]
    assert set(low) == set(BANDS[:-1])


@pytest.mark.parametrize("banded", [False, True])
def test_the_share_said_has_no_record_at_all(banded: bool):
    figure, low, high = held(banded=banded, missing=0.2)
    gone = np.isnan(low)
    assert gone.mean() == pytest.approx(0.2, abs=0.03)
    assert (np.isnan(high) == gone).all()
    assert np.isnan(figure[gone]).all()
    half = MANY // 2  # at random: as often among large ones as among small
    assert gone[half:].mean() == pytest.approx(gone[:half].mean(), abs=0.05)


def test_reviews_find_headcounts_where_those_held_are_no_figures():
    assert not Conditions(missed=0.1, false=0.1).verified
    assert Conditions(banded=True).verified
    assert Conditions(missing=0.1).verified


@pytest.mark.parametrize("name", ["missing", "missed", "false"])
@pytest.mark.parametrize("bad", [-0.1, 1.0, 20.0, float("nan")])
def test_a_condition_that_is_no_share_is_refused(name: str, bad: float):
    with pytest.raises(ValueError, match=f"{name} is a share, found"):
        Conditions(False, **{name: bad})
