"""Calibration: bins, the error, and what true scores would show."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.text import calibration, figures

JUDGED: calibration.Judged = [[(0.95, True), (0.91, False)], [], [(1.0, True), (0.05, False)]]


def test_bins_hold_mean_score_and_share_right():
    low, high = calibration.bins(JUDGED)
    assert low == (1, pytest.approx(0.05), 0)
    assert high == (3, pytest.approx((0.95 + 0.91 + 1) / 3), pytest.approx(2 / 3))


def test_the_error_is_the_mean_gap_of_bins_weighted_by_size():
    told = calibration.error(JUDGED, np.ones((5, 3)))
    gap = abs(0.95 + 0.91 + 1 - 2) + 0.05
    assert told.value == told.low == told.high == pytest.approx(gap / 4)


def test_too_high_in_one_bin_does_not_make_up_for_too_low_in_another():
    told = calibration.error([[(0.95, False)], [(0.05, True)]], np.ones((5, 2)))
    assert told.value == pytest.approx(0.95)


def test_true_scores_are_not_free_of_error_in_a_small_sample():
    sure: calibration.Judged = [[(1.0, True), (0.0, False)]]
    assert calibration.of_true(sure) == 0
    assert calibration.of_true([[(0.5, True)]]) == pytest.approx(0.5)


def test_the_figure_says_what_it_shows():
    panel = figures.Panel("HOUSE & TECH, fast", [figures.Bin(12, 0.5, 0.25)])
    drawn = figures.reliability([panel])
    assert "HOUSE &amp; TECH, fast: 12 annotations" in drawn
    assert drawn.count("<circle") == 1
