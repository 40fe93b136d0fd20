"""Weights to official figures: which figure speaks for whom, and what is said of the rest."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.sector.margins import Coverage, Figure, Weights, from_statistics, weights


def published(code: str, value: float | None, area: str = "d", **more: object) -> Figure:
    status = "suppressed" if value is None else "zero" if value == 0 else "normal"
    return Figure(area, code, value, **({"status": status} | more))  # pyright: ignore[reportArgumentType]


def weighted(
    companies: dict[str, list[float]], figures: list[Figure], least: int = 1, area: str = "d"
) -> Weights:
    size = [s for sizes in companies.values() for s in sizes]
    codes = [c for c, sizes in companies.items() for _ in sizes]
    return weights(np.array(size, float), [area] * len(size), codes, figures, least)


def row(made: Weights, *codes: str) -> Coverage:
    return next(r for r in made.table if r.codes == codes)


def test_a_company_is_weighted_to_the_finest_figure_held():
    made = weighted({"62012": [10, 20], "58110": [30]}, [published("J", 200), published("62", 90)])
    assert made.w.tolist() == pytest.approx([3, 3, 110 / 30])
    assert row(made, "62").official == 90
    assert row(made, "J").official == 110
    assert row(made, "J").flags == ("rest",)


def test_dots_and_levels_are_told_apart_by_the_code():
    made = weighted({"62.01": [10], "62.02/0": [10]}, [published("6201", 50), published("62", 80)])
    assert made.w.tolist() == [5, 3]
    with pytest.raises(ValueError, match="written '6201'"):
        published("62.01", 50)


def test_without_official_figures_each_company_counts_for_itself_and_that_is_said():
    made = weighted({"62012": [10, 20]}, [])
    assert made.w.tolist() == [1, 1]
    assert not made.known
    assert made.table[0].official is None
    assert made.table[0].flags == ("no margin",)


def test_a_suppressed_cell_is_bounded_by_the_total_less_its_known_parts():
    figures = [
        Figure("d", "", 300, 295, 305),
        Figure("d", "J", 200, 190, 210),
        Figure("d", "Q", None, status="suppressed"),
    ]
    made = weighted({"62012": [50], "86101": [40]}, figures)
    hidden = row(made, "Q")
    assert (hidden.official, hidden.low, hidden.high) == (100, 85, 115)
    assert {"by the total", "suppressed"} <= set(hidden.flags)


def test_a_suppressed_cell_without_a_total_is_not_known_and_never_nought():
    made = weighted({"62012": [50], "86101": [40]}, [published("J", 200), published("Q", None)])
    assert made.w.tolist() == [4, 1]
    assert row(made, "Q").official is None
    assert row(made, "Q").flags == ("no margin", "suppressed")


def test_parts_below_a_suppressed_section_still_speak_for_themselves():
    figures = [published("Q", None), published("86", 80), published("", 300), published("J", 200)]
    made = weighted({"86101": [40], "87100": [5], "62012": [50]}, figures)
    assert row(made, "86").official == 80
    assert row(made, "87").official == 20


def test_a_thin_cell_goes_to_what_its_parent_has_left_over():
    figures = [published("J", 200), published("62", 90), published("58", 60)]
    made = weighted({"62012": [5] * 10, "58110": [30], "59110": [20] * 10}, figures, least=5)
    assert row(made, "62").official == 90
    rest = row(made, "J")
    assert (rest.official, rest.companies, rest.headcount) == (110, 11, 230)
    assert "over" in rest.flags


def test_a_rest_too_thin_takes_the_smallest_cell_beside_it():
    figures = [published("J", 200), published("62", 90), published("58", 60)]
    made = weighted({"62012": [5] * 10, "58110": [6] * 5, "59110": [20]}, figures, least=5)
    rest = row(made, "58", "J")
    assert (rest.official, rest.companies) == (110, 6)
    assert "collapsed" in rest.flags


def test_a_section_thin_in_one_district_is_pooled_with_the_others():
    figures = [published("J", 200, "a"), published("J", 70, "b")]
    size = np.full(11, 10.0)
    made = weights(size, ["a"] * 8 + ["b"] * 3, ["62012"] * 11, figures, least=10)
    assert row(made, "J").areas == ("a", "b")
    assert made.w[0] == pytest.approx(270 / 110)


def test_jobs_without_a_company_are_carried_by_neighbours_up_to_doubling_them():
    figures = [published("J", 200), published("62", 90), published("58", 60)]
    made = weighted({"62012": [10] * 10, "58110": [5] * 10}, figures, least=5)
    assert sum(r.official or 0 for r in made.table) == 200
    assert row(made, "58", "J").official == 110


def test_jobs_beyond_that_are_set_down_as_not_covered():
    figures = [published("Q", 5000), published("87", 100)]
    made = weighted({"87100": [10] * 10}, figures, least=5)
    assert made.w[0] == 1
    missing = made.table[-1]
    assert (missing.official, missing.companies, missing.weight) == (4900, 0, None)
    assert "not covered" in missing.flags


def test_an_official_zero_with_companies_does_not_make_them_vanish():
    figures = [published("J", 200), published("62", 0)]
    made = weighted({"62012": [10] * 5, "58110": [5] * 10}, figures, least=5)
    assert made.w.tolist() == pytest.approx([2.0] * 15)
    alone = weighted({"62012": [10] * 5}, [published("J", 0)], least=5)
    assert alone.w.tolist() == [1] * 5
    assert "official zero" in alone.table[0].flags


def test_a_frame_larger_than_the_margin_is_flagged():
    made = weighted({"62012": [100, 50]}, [published("J", 75)])
    assert made.w.tolist() == [0.5, 0.5]
    assert "over" in made.table[0].flags


def test_companies_without_a_place_or_a_code_count_for_themselves():
    size = np.array([3.0, 4.0, 5.0])
    made = weights(
        size, ["d", "", "d"], ["62012", "62012", "None Supplied"], [published("J", 9)], 1
    )
    assert made.w.tolist() == [3, 1, 1]
    assert [r.headcount for r in made.table if "unplaced" in r.flags] == [4, 5]


def test_parts_that_do_not_add_up_leave_nothing_over_within_rounding():
    figures = [Figure("d", "J", 100, 97.5, 102.5), Figure("d", "62", 97, 94.5, 99.5)]
    made = weighted({"62012": [10] * 5}, figures)
    assert [r.codes for r in made.table] == [("62",)]


sizes = st.lists(st.integers(1, 500).map(float), min_size=1, max_size=12)
spread = st.dictionaries(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(["62012", "62020", "58110", "86101", "87100"])
    ),
    sizes,
    min_size=1,
)
stated = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["", "J", "Q", "62", "58", "86", "6201"])),
    st.one_of(st.none(), st.integers(0, 3000)),
)


@given(spread, stated, st.integers(1, 15))
def test_every_cell_adds_up_to_its_margin_and_nobody_is_lost(
    held: dict[tuple[str, str], list[float]],
    official: dict[tuple[str, str], int | None],
    least: int,
):
    size = np.array([s for v in held.values() for s in v])
    at = [key for key, v in held.items() for _ in v]
    figures = [published(code, value, area) for (area, code), value in official.items()]
    made = weights(size, [a for a, _ in at], [c for _, c in at], figures, least)
    assert np.all(made.w > 0)
    assert np.all(made.w[made.cell < 0] == 1)
    assert sum(r.companies for r in made.table) == len(size)
    values = np.array([f.value or 0.0 for f in figures])
    for c, margin in enumerate(made.margin):
        assert np.sum((made.w * size)[made.cell == c]) == pytest.approx(margin)
        assert margin == pytest.approx(made.terms[c] @ values)
        assert made.table[c].companies == np.sum(made.cell == c)


@given(spread, st.integers(1, 15))
def test_where_all_is_published_nothing_is_counted_twice_or_dropped(
    held: dict[tuple[str, str], list[float]], least: int
):
    size = np.array([s for v in held.values() for s in v])
    at = [key for key, v in held.items() for _ in v]
    truth: Counter[tuple[str, str]] = Counter()
    for (area, code), s in zip(at, size, strict=True):
        for k in ("J" if code < "7" else "Q", code[:2]):
            truth[area, k] += 2 * s
    figures = [published(code, value, area) for (area, code), value in truth.items()]
    made = weights(size, [a for a, _ in at], [c for _, c in at], figures, least)
    assert sum(r.official or 0 for r in made.table) == pytest.approx(2 * size.sum())
    assert made.w.tolist() == pytest.approx([2.0] * len(size))


def statistic(**more: object) -> dict[str, object]:
    return {
        "dataset": "bres", "measure": "employment", "area_code": "d", "dimension": "sic_section",
        "code": "J", "period": "2023", "unit": "jobs", "basis": "employment", "value": 100.0,
        "low": 97.5, "high": 105.0, "status": "normal",
    } | more  # fmt: skip


def test_figures_are_read_from_the_table_of_statistics():
    rows = [
        statistic(),
        statistic(code="Q", value=None, low=None, high=None, status="suppressed"),
        statistic(dimension="sic_division", code="62"),
        statistic(dimension="sic_all", code="Total"),
        statistic(dimension="industry_22", code="5"),
    ]
    made = from_statistics(rows)
    assert [f.code for f in made] == ["J", "Q", "62", ""]
    assert [f.known for f in made] == [True, False, True, True]
    assert made[0].variance == pytest.approx(7.5**2 / 12)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"period": "2022"}, "one period"),
        ({"basis": "employees"}, "one basis"),
        ({}, "twice"),
        ({"dimension": "sic_division", "code": "6201"}, "no division"),
        ({"code": "62"}, "no section"),
    ],
)
def test_figures_that_do_not_belong_together_are_refused(other: dict[str, object], says: str):
    with pytest.raises(ValueError, match=says):
        from_statistics([statistic(), statistic(**other)])


def test_a_suppressed_figure_with_a_value_is_refused():
    with pytest.raises(ValueError, match="suppressed"):
        Figure("d", "J", 0, status="suppressed")
    with pytest.raises(ValueError, match="value None"):
        Figure("d", "J", None)
    with pytest.raises(ValueError, match="outside"):
        Figure("d", "J", 10, 20, 30)


@pytest.mark.parametrize("size", [0.0, -1.0, np.nan, np.inf])
def test_sizes_are_above_nought(size: float):
    with pytest.raises(ValueError, match="above nought"):
        weights(np.array([size]), ["d"], ["62012"])
