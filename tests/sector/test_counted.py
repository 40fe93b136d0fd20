"""Counts and totals of one series: bands that do not overlap, sums that are whole or nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.sector.counted import Counted, named_bands, newest
from sectorscope.sector.totals import totals
from tests.support.cells import cell

PLACES = ("E1", "E2")
BANDS = ("Micro (0 to 9)", "Large (250+)")
COUNTS = st.integers(0, 400).map(lambda n: 5.0 * n)
FIGURES = st.fixed_dictionaries({(p, s, b): COUNTS for p in PLACES for s in "AB" for b in BANDS})


def units(place: str, section: str, band: str, value: float | None, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    code = {"code": f"{section}/{band}", "dimension": "sic_section/size_band"} if band else {}
    label = {"label": f"section {section}, {band}"} if band else {}
    fields = {"measure": "local_units", "unit": "local units", "basis": "local units"}
    return cell(place, section, value, half=None) | fields | code | label | more


def counted(cells: list[dict[str, Any]]) -> Counted:
    return Counted(tuple(cells), tuple(totals(cells)), PLACES)


@given(FIGURES)
def test_sections_and_bands_each_add_up_to_the_whole(figures: dict[tuple[str, str, str], float]):
    held = counted([units(*key, value) for key, value in figures.items()])
    whole = held.whole("2021")
    assert whole is not None
    sections = [held.sum("2021", s) for s in "AB"]
    bands = [held.whole("2021", (b,)) for b in BANDS]
    for parts in (sections, bands):
        known = [p.bounded for p in parts if p]
        assert sum(b.value for b in known) == whole.bounded.value == sum(figures.values())
        assert sum(b.low or 0 for b in known) == whole.bounded.low
        assert sum(b.high or 0 for b in known) == whole.bounded.high


@given(FIGURES, st.sampled_from([(p, s, b) for p in PLACES for s in "AB" for b in BANDS]))
def test_a_suppressed_cell_leaves_no_total_over_it_and_every_other(
    figures: dict[tuple[str, str, str], float], hidden: tuple[str, str, str]
):
    cells = [units(*k, None if k == hidden else v) for k, v in figures.items()]
    held = counted(cells)
    assert held.whole("2021") is None
    assert held.sum("2021", hidden[1]) is None
    (other,) = set("AB") - {hidden[1]}
    assert held.sum("2021", other) is not None


def test_figures_over_all_sizes_are_not_added_to_their_parts():
    cells = [units(p, s, b, 10) for p in PLACES for s in "AB" for b in ("", *BANDS)]
    held = counted(cells)
    one, whole = held.sum("2021", "A"), held.whole("2021")
    assert one is not None
    assert whole is not None
    assert (one.bounded.value, whole.bounded.value) == (20, 40)


def test_finer_bands_are_not_added_to_those_they_lie_in():
    assert named_bands(["0 to 4", "Micro (0 to 9)", "5 to 9", "Large (250+)"]) == list(BANDS)
    assert named_bands(["250 to 499", "0 to 4", "1,000+"]) == ["0 to 4", "250 to 499", "1,000+"]


def test_no_rounding_is_stated_where_figures_are_not_rounded_as_the_counts_are():
    cells = [units(p, s, "", v) for p, s, v in (("E1", "A", 7), ("E2", "A", 10))]
    found = counted(cells).sum("2021", "A")
    assert found is not None
    assert (found.bounded.low, found.bounded.high) == (None, None)


def test_two_files_that_give_one_total_give_none():
    cells = [units(p, "A", "", 10) for p in PLACES]
    twice = Counted(tuple(cells), tuple(totals(cells) * 2), PLACES)
    assert twice.whole("2021") is None


def test_the_newest_series_of_every_place_is_taken_and_never_two():
    ours = [units(p, "A", "", 10, dataset="ours", period="2020") for p in PLACES]
    part = [units("E1", "A", "", 10, dataset="newer", period="2022")]
    assert {c["dataset"] for c in newest([*ours, *part], ["local_units"], PLACES)} == {"ours"}
    assert newest(part, ["local_units"], PLACES) == []


@pytest.mark.parametrize(
    ("years", "why"),
    [
        (("2014", "2019"), "coverage"),
        (("2015", "2020"), ""),
        (("2016", "2021"), ""),
        (("2016",), "years"),
    ],
)
def test_years_are_compared_only_where_counted_alike(years: tuple[str, ...], why: str):
    cells = [units(p, "A", "", 2_000, period=y) for p in PLACES for y in years]
    now = years[-1]
    assert counted(cells).unlike(str(int(now) - 5), now) == why


def test_other_boundaries_are_not_like_for_like():
    cells = [units(p, "A", "", 10, period=y, geography=f"districts of {y}")
             for p in PLACES for y in ("2016", "2021")]  # fmt: skip
    assert counted(cells).unlike("2016", "2021") == "coverage"
