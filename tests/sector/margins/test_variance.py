"""V_frame, V_margin, the sensitivity and the leaning interval against hand and enumeration."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.sector.margins import Figure, likelier, skewed, v_frame, v_margin, weights
from sectorscope.sector.margins.variance import (
    Cells,
    by_cell,
    missing_squares,
    summed,
    typical_squares,
)

ONE = np.zeros(4, dtype=np.int64)
KNOWN = np.zeros(4)


def enumerated(frame: list[float], missing: list[float], share: float) -> float:
    """Mean squared error of M·R over every membership of every company, each alike."""
    sizes = np.array(frame + missing)
    n, whole = len(frame), sum(frame) + sum(missing)
    total = 0.0
    for z in product((0, 1), repeat=len(sizes)):
        held = np.array(z)
        chance = share ** held.sum() * (1 - share) ** (len(held) - held.sum())
        estimate = whole * (sizes * held)[:n].sum() / sum(frame)
        total += chance * (estimate - (sizes * held).sum()) ** 2
    return total


@pytest.mark.parametrize(
    ("frame", "missing", "share"),
    [([3, 1, 1, 2], [2, 5], 0.3), ([1, 1, 9], [4], 0.1), ([2, 2], [1, 1, 1, 1], 0.5)],
)
def test_the_formula_is_the_error_over_all_memberships(
    frame: list[float], missing: list[float], share: float
):
    s, d = np.array(frame), sum(missing)
    formula = (
        share * (1 - share) * (sum(m * m for m in missing) + d**2 * np.sum(s**2) / np.sum(s) ** 2)
    )
    assert enumerated(frame, missing, share) == pytest.approx(formula)


def test_one_cell_by_hand():
    """s = 4, 3, 2, 1, the first a member; margin 15: D = 5, S = 10, Q = 30.

    Missing squares: like the cell (5/10)·30 = 15; min(s, 5) = s, so 5·3 = 15 too; expected 5, so
    nothing beyond: 15. Worth 100/30; R = 0.4, the same overall: u = 0.4·0.6. 0.24·(15 + 25·0.3).
    """
    size, z = np.array([4.0, 3, 2, 1]), np.array([1.0, 0, 0, 0])
    assert v_frame(size, z, KNOWN, ONE, np.array([15.0])) == pytest.approx(0.24 * 22.5)


def test_unreviewed_companies_bring_the_variance_of_their_membership():
    """For p, the spread over headcount is mean p(1-p) + (p - mean)², which is R(1-R)."""
    size, p = np.array([4.0, 3, 2, 1]), np.array([0.7, 0.2, 0.1, 0.4])
    mean = np.sum(size * p) / 10
    margin = np.array([15.0])
    assert v_frame(size, p, p * (1 - p), ONE, margin) == pytest.approx(mean * (1 - mean) * 22.5)
    assert v_frame(size, p, KNOWN, ONE, margin) < v_frame(size, p, p * (1 - p), ONE, margin)


def test_a_headcount_that_is_guessed_is_less_certain_than_one_that_is_known():
    size, z, margin = np.array([4.0, 3, 2, 1]), np.array([1.0, 0, 0, 0]), np.array([15.0])
    known = v_frame(size, z, KNOWN, ONE, margin)
    assert v_frame(size, z, KNOWN, ONE, margin, size**2) == known
    assert v_frame(size, z, KNOWN, ONE, margin, 4 * size**2) > known


def test_a_frame_that_lacks_nobody_has_no_variance():
    size, z = np.array([4.0, 3, 2, 1]), np.array([1.0, 0, 0, 0])
    assert v_frame(size, z, KNOWN, ONE, np.array([10.0])) == 0
    assert v_frame(size, z, KNOWN, ONE, np.array([6.0])) == 0, "w < 1 is truncated"
    assert v_frame(size, z, KNOWN, ONE - 1, np.array([])) == 0, "without margins nothing is known"


def test_what_is_missing_beyond_twice_the_expected_is_one_company():
    """Two cells of headcount 10, missing 2 and 38, expected 20 each.

    Beyond twice: nought and nought; with 58 and 2 expected 30 each: nought and nought again; with
    three cells of 2, 2, 56 expected 20 each: the third has 16 beyond.
    """
    cells = Cells(
        companies=np.full(3, 10.0),
        frame=np.full(3, 10.0),
        squares=np.full(3, 10.0),
        mean=np.zeros(3),
        second=np.zeros(3),
        missing=np.array([2.0, 2.0, 56.0]),
    )
    made = missing_squares(np.ones(30), cells)
    assert made.tolist() == pytest.approx([2, 2, 56 + 16**2])


def test_what_is_missing_is_taken_for_the_cells_own_kind_the_more_the_larger_the_cell():
    """A cell of 200 firms of 2 beside one firm of 600: half 2·D, half (400·2 + 600·D)/1000·D."""
    size = np.array([2.0] * 200 + [600.0])
    cell = np.array([0] * 200 + [1])
    none = np.zeros_like(size)
    cells = summed(size, none, none, cell, np.array([500.0, 750.0]))
    assert cells.missing.tolist() == [100, 150]
    assert missing_squares(size, cells)[0] == pytest.approx(0.5 * 200 + 0.5 * 100 * 60.8)


def test_no_missing_company_is_larger_than_what_is_missing():
    """D = 3 beside one company of 100: at most one company of 3, so 9."""
    cells = summed(np.array([100.0]), np.zeros(1), np.zeros(1), ONE[:1], np.array([103.0]))
    assert missing_squares(np.array([100.0]), cells).tolist() == [9]


heads = st.lists(st.integers(1, 2000).map(float), min_size=2, max_size=30)


@given(heads, st.floats(1.01, 4), st.data())
def test_missing_squares_lie_between_what_one_and_many_companies_have(
    sizes: list[float], w: float, data: st.DataObject
):
    s = np.array(sizes)
    cell = np.array(data.draw(st.lists(st.integers(0, 2), min_size=len(s), max_size=len(s))))
    margin = by_cell(cell, s, 3) * w
    cells = summed(s, np.zeros_like(s), np.zeros_like(s), cell, margin)
    made = missing_squares(s, cells)
    assert np.all(made <= cells.missing**2 * (1 + 1e-9))
    alike = np.minimum((w - 1) * cells.squares, cells.missing**2)
    least = np.minimum(alike, np.minimum(typical_squares(s, cells), cells.missing**2))
    assert np.all(made >= least * (1 - 1e-9))


@given(heads, st.floats(1.01, 4), st.data())
def test_the_more_is_missing_the_less_is_certain(sizes: list[float], w: float, data: st.DataObject):
    s = np.array(sizes)
    z = np.array(data.draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=len(s), max_size=len(s))))
    cell, none = np.zeros(len(s), dtype=np.int64), np.zeros_like(s)
    less, more = (v_frame(s, z, none, cell, np.array([s.sum() * k])) for k in (w, w * 1.5))
    assert 0 <= less <= more
    assert v_frame(7 * s, z, none, cell, np.array([7 * s.sum() * w])) == pytest.approx(49 * less)


def test_a_cell_without_a_member_is_not_certain_of_it():
    size = np.array([5.0, 5, 5, 5])
    cell = np.array([0, 0, 1, 1])
    z = np.array([1.0, 0, 0, 0])
    alone = v_frame(size[2:], z[2:], KNOWN[2:], cell[2:] - 1, np.array([20.0]))
    both = v_frame(size, z, KNOWN, cell, np.array([10.0, 20.0]))
    assert alone == 0
    assert both == pytest.approx(17 / 324 * 100), "u = 1/18 - 1/18², as if one in three were mixed"


def test_rounding_is_counted_once_where_a_figure_enters_two_cells():
    """Cell 1 is figure a, cell 2 the total less a: T = R1·a + R2·(t - a)."""
    terms = np.array([[1.0, 0.0], [-1.0, 1.0]])
    mean, variance = np.array([0.3, 0.1]), np.array([12.0, 5.0])
    assert v_margin(mean, terms, variance) == pytest.approx(0.2**2 * 12 + 0.1**2 * 5)
    assert v_margin(np.zeros(0), np.zeros((0, 2)), variance) == 0


def test_the_variance_of_rounding_is_that_of_all_figures_behind_it():
    """A fine grid over every combination of two rounded figures."""
    figures = [Figure("d", "", 300, 295, 305), Figure("d", "J", 200, 187.5, 212.5)]
    figures.append(Figure("d", "Q", None, status="suppressed"))
    size, codes = np.array([50.0, 40]), ["62012", "86101"]
    made = weights(size, ["d", "d"], codes, figures, 1)
    shares = {"62012": 0.5, "86101": 0.2}
    mean = np.zeros(2)
    for code, c in zip(codes, made.cell, strict=True):
        mean[c] = shares[code]
    grid = (np.arange(200) + 0.5) / 200
    whole, part = np.meshgrid(295 + 10 * grid, 187.5 + 25 * grid)
    truth = 0.5 * part + 0.2 * (whole - part)
    assert v_margin(mean, made.terms, made.variance) == pytest.approx(np.var(truth), rel=1e-3)


def test_sampling_error_adds_to_rounding():
    assert Figure("d", "J", 100, 94, 106, error=5).variance == pytest.approx(12 + 25)


def test_members_likelier_to_be_in_the_frame():
    """Of 300 members' jobs 60 % are in the frame, of 700 others' 60/1.3 %: low is the truth."""
    size = np.array([180.0, 700 * 0.6 / 1.3])
    made = likelier(size, np.array([1.0, 0.0]), np.zeros(2, dtype=np.int64), np.array([1000.0]))
    assert made.low == pytest.approx(300)
    assert made.low < made.estimate < made.high


def test_nobody_is_more_than_certain_to_be_in_the_frame():
    size, z, cell = np.array([90.0, 5.0]), np.array([1.0, 0.0]), np.zeros(2, dtype=np.int64)
    made = likelier(size, z, cell, np.array([96.0]))
    assert made.low == 90, "all members are in the frame, the missing job is another's"
    assert made.high == 91, "all others are in the frame, the missing job is a member's"


def test_where_the_frame_exceeds_the_margin_nothing_changes():
    size, z, cell = np.array([90.0, 30.0]), np.array([1.0, 0.0]), np.zeros(2, dtype=np.int64)
    made = likelier(size, z, cell, np.array([60.0]))
    assert made == pytest.approx((45, 45, 45))
    with pytest.raises(ValueError, match="inverse"):
        likelier(size, z, cell, np.array([60.0]), times=0.5)


def test_the_leaning_interval_is_wilsons_where_it_should_be():
    """3 of 20: Wilson 1927 gives .0524 to .3604 (Newcombe 1998, Statistics in Medicine 17)."""
    made = skewed(3, 20 * 0.15 * 0.85, 0, 20)
    assert (made.low / 20, made.high / 20) == pytest.approx((0.0524, 0.3604), abs=1e-4)


@given(st.floats(0.01, 0.99), st.floats(0.001, 0.2), st.floats(0, 0.2))
def test_the_leaning_interval_holds_its_estimate_and_solves_its_equation(
    share: float, growing: float, fixed: float
):
    made = skewed(share, growing, fixed, 1)
    assert made.low <= share <= made.high
    for x in made:
        scale = x * (1 - x) / (share * (1 - share))
        error = (share - x) ** 2
        assert error == pytest.approx(1.959963984540054**2 * (fixed + growing * scale), abs=1e-6)
