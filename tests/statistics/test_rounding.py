"""A rounded figure is an interval; a sum of cells says what is missing from it."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.statistics.rounding import (
    base_interval,
    ladder_interval,
    on_base,
    on_ladder,
    total,
)
from tests.evidence.samples import DATA, needs_data


def cell(
    value: float | None, status: str = "normal", half: float | None = 0.5
) -> dict[str, object]:
    if value is None or half is None:
        return {"value": value, "low": None, "high": None, "status": status}
    return {"value": value, "low": value - half, "high": value + half, "status": status}


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (0, 0, 2.5),
        (5, 2.5, 7.5),
        (50, 47.5, 62.5),
        (75, 62.5, 87.5),
        (250, 237.5, 275),
        (500, 475, 550),
        (1_000, 950, 1_125),
        (2_500, 2_375, 2_750),
        (5_000, 4_750, 5_500),
        (25_000, 24_500, 25_500),
    ],
)
def test_half_way_to_the_neighbours(value: float, low: float, high: float):
    assert ladder_interval(value) == (low, high)


@pytest.mark.parametrize("value", [-5, 2, 60, 301, 1_100, 5_500, 7_250])
def test_off_the_ladder_there_is_no_interval(value: float):
    assert not on_ladder(value)
    with pytest.raises(ValueError, match="does not stand"):
        ladder_interval(value)


@settings(deadline=None)  # a busy machine is no defect
@given(st.floats(0, 400_000))
def test_the_intervals_cover_every_figure_without_gap_or_overlap(figure: float):
    below = max(0, int(figure) - 2_000) // 5 * 5
    rungs = [v for v in range(below, int(figure) + 2_001, 5) if on_ladder(v)]
    holding = [v for v in rungs if ladder_interval(v)[0] <= figure <= ladder_interval(v)[1]]
    assert 1 <= len(holding) <= 2
    assert len(holding) == 1 or ladder_interval(holding[0])[1] == figure


def test_a_sum_carries_its_rounding():
    made = total([cell(100, half=12.5), cell(5, half=2.5), cell(0, "zero", 0)])
    assert (made.value, made.low, made.high, made.complete) == (105, 90, 120, True)


def test_suppressed_is_not_nought():
    made = total([cell(100), cell(None, "suppressed"), cell(None, "not_available")])
    assert (made.value, made.known, made.suppressed, made.not_available) == (100, 1, 1, 1)
    assert not made.complete


def test_a_sum_of_nothing_known_is_unknown():
    made = total([cell(None, "suppressed")])
    assert (made.value, made.low, made.complete) == (None, None, False)
    assert total([]).value is None


def test_no_part_of_an_interval_is_made_up():
    made = total([cell(100), cell(5, half=None)])
    assert (made.value, made.low, made.high) == (105, None, None)


@given(st.integers(0, 100_000))
def test_a_number_of_businesses_is_inside_what_rounds_to_its_count(true: int):
    low, high = base_interval(5 * round(true / 5))
    assert low <= true <= high
    assert low >= 0


def test_a_count_that_is_no_multiple_of_five_has_no_interval():
    assert base_interval(0) == (0, 2.5)
    with pytest.raises(ValueError, match="no multiple of 5"):
        base_interval(7)


@needs_data
@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "counts"),
    [("ukbc_local_units_by_employment.csv", 14_196), ("nomis-business-counts.csv", 21)],
)
def test_real_business_counts_are_all_multiples(name: str, counts: int):
    with (DATA / "official" / name).open(encoding="utf-8-sig", newline="") as file:
        values = [float(row["OBS_VALUE"]) for row in csv.DictReader(file)]
    assert len(values) == counts
    assert all(map(on_base, values))
