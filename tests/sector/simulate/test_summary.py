"""What repeats say together, against figures worked out by hand."""

from dataclasses import asdict

import numpy as np
import pytest

from sectorscope.sector.simulate import Summary, summary
from sectorscope.sector.simulate.summary import Told, f1

FOUR = [
    Told(100, 90, 110, 0.5),  # holds 100
    Told(120, 110, 130, 0.7),  # lies above it by 10
    Told(70, 60, 80, 0.6),  # lies below it by 20
    Told(90, 30, 150, 0.2),  # holds it, and is too wide to publish: 60 of 90
]


def test_four_repeats_by_hand():
    found = summary(FOUR, 100.0)
    assert found.bias == pytest.approx(-0.05)
    assert found.rmse == pytest.approx(np.sqrt((0 + 0.04 + 0.09 + 0.01) / 4))
    assert found.coverage == 0.5
    assert found.coverage_se == pytest.approx(((4 / 8) * (4 / 8) / 8) ** 0.5)  # two more of each
    assert found.missed_low == found.missed_high == 0.25
    assert found.half_width == pytest.approx(0.1)
    assert found.half_width_p90 == pytest.approx(0.1 + 0.7 * 0.5)  # between the third and fourth
    # widths 0.2, 0.2, 0.2, 1.2; 2/0.05 = 40 times what the interval is off
    assert found.interval_score == pytest.approx((1.8 + 40 * 0.1 + 40 * 0.2) / 4)
    assert found.withheld == 0.25
    assert found.coverage_published == pytest.approx(1 / 3)  # the wide one held it unsaid
    assert found.f1 == pytest.approx(0.5)


def test_everything_is_a_fraction_of_the_truth():
    tenfold = [Told(10 * t.total, 10 * t.low, 10 * t.high, t.f1) for t in FOUR]
    one, other = summary(FOUR, 100.0), summary(tenfold, 1000.0)
    assert asdict(other) == pytest.approx(asdict(one))


def test_an_interval_that_ends_at_the_truth_holds_it():
    found = summary([Told(90, 80, 100, 1), Told(110, 100, 120, 1)], 100.0)
    assert found.coverage == 1
    assert found.coverage_se == pytest.approx(((4 / 6) * (2 / 6) / 6) ** 0.5)  # not nought: of two


def test_a_point_without_an_interval_holds_nothing_and_pays_for_it():
    found = summary([Told(110, 110, 110, 1)], 100.0)
    assert (found.coverage, found.missed_high, found.half_width) == (0, 1, 0)
    assert found.interval_score == pytest.approx(40 * 0.1)


def test_an_estimate_of_nought_with_an_interval_is_withheld():
    found = summary([Told(0, 0, 1, 0)], 100.0)
    assert (found.withheld, found.coverage_published) == (1, None)


def test_figures_for_print_have_four_places():
    found = summary([Told(100 / 3, 1 / 3, 200 / 3, 1)], 100.0).rounded()
    assert found["bias"] == -0.6667
    assert list(found) == [
        "bias", "rmse", "coverage", "coverage_se", "missed_low", "missed_high", "half_width",
        "half_width_p90", "interval_score", "withheld", "coverage_published", "f1",
    ]  # fmt: skip
    assert set(found) == set(Summary.__dataclass_fields__)


@pytest.mark.parametrize(
    ("chosen", "truth", "score"),
    [
        ([1, 1, 0, 0], [1, 1, 0, 0], 1),
        ([1, 1, 0, 0], [1, 0, 1, 0], 0.5),
        ([1, 1, 1, 1], [0.2, 0, 0, 0], 0.4),  # in part is in: 2·1 / (4 + 1)
        ([0, 0, 0, 0], [1, 0, 0, 0], 0),
        ([0, 0, 0, 0], [0, 0, 0, 0], 0),
    ],
)
def test_f1_by_hand(chosen: list[int], truth: list[float], score: float):
    assert f1(np.array(chosen, bool), np.array(truth, float)) == pytest.approx(score)
