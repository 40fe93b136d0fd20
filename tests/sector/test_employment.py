"""Sums of published cells: with their rounding, and never a total while a cell is missing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.sector.employment import Employment, unit_of
from sectorscope.statistics.rounding import ladder_interval, on_ladder, total
from tests.support.cells import cell, ref

SETTINGS = settings(max_examples=80, deadline=None)
PLACES = ("E1", "E2", "E3")

VALUES = st.none() | st.integers(0, 20).map(lambda i: 25.0 * i)
TABLES = st.fixed_dictionaries({(p, s): VALUES for p in PLACES for s in "ABC"})


def employment(cells: list[dict[str, object]], places: tuple[str, ...] = PLACES) -> Employment:
    return Employment.of(cells, places, ref)


@SETTINGS
@given(TABLES)
def test_a_sum_is_a_total_only_if_every_cell_is_known(table: dict[tuple[str, str], float | None]):
    held = employment([cell(p, s, v, half=12.5) for (p, s), v in table.items()])
    for section in (None, "A", "B", "C"):
        mine = [v for (_, s), v in table.items() if section in (None, s)]
        known = [v for v in mine if v is not None]
        summed, cells = held.sum("2021", section)
        made = held.estimate("2021", section, "it")
        assert (summed.known, summed.suppressed) == (len(known), len(mine) - len(known))
        assert summed.value == (sum(known) if known else None)
        assert (made is not None) is (len(known) == len(mine))
        if made is not None:
            assert made.value == sum(known)
            assert (made.uncertainty.low, made.uncertainty.high) == (
                sum(known) - 12.5 * len(known),
                sum(known) + 12.5 * len(known),
            )
            assert len(made.inputs) == len(cells)


@SETTINGS
@given(TABLES)
def test_a_share_and_its_interval_are_of_the_same_figures(
    table: dict[tuple[str, str], float | None],
):
    rungs = {k: v for k, v in table.items() if v is not None and on_ladder(v)}
    full = {k: rungs.get(k, 250.0) for k in table}
    cells = []
    for (place, section), value in full.items():
        low, high = ladder_interval(value)
        cells.append(cell(place, section, value, low=low, high=high))
    held = employment(cells)
    whole, part = held.estimate("2021", None, "all"), held.estimate("2021", "A", "A")
    assert whole is not None
    assert part is not None
    if whole.value:
        share = held.share(part, whole)
        assert share.value == pytest.approx(100 * part.value / whole.value)
        assert share.uncertainty.kind == "rounding"
        low, high = share.uncertainty.low, share.uncertainty.high
        assert low is not None
        assert high is not None
        assert low <= share.value <= high


def test_a_true_nought_is_summed_and_a_suppressed_cell_is_not_one():
    noughts = [cell("E1", "A", 0), cell("E2", "A", 40), cell("E3", "A", 0)]
    made = employment(noughts).estimate("2021", "A", "A")
    assert made is not None
    assert made.value == 40
    hidden = [cell("E1", "A", None), *noughts[1:]]
    assert employment(hidden).estimate("2021", "A", "A") is None
    assert total(hidden).value == 40
    assert not total(hidden).complete


def test_what_is_not_available_is_no_nought_either():
    cells = [cell("E1", "A", None, status="not_available"), cell("E2", "A", 5)]
    assert employment(cells, ("E1", "E2")).estimate("2021", "A", "A") is None


def test_no_interval_is_made_up_where_a_cell_has_none():
    cells = [cell("E1", "A", 50, half=2.5), cell("E2", "A", 50, half=None)]
    made = employment(cells, ("E1", "E2")).estimate("2021", "A", "A")
    assert made is not None
    assert made.uncertainty.kind == "none_published"


def test_only_the_regions_districts_and_only_employment_by_section_count():
    cells = [
        cell("E1", "A", 100),
        cell("E9", "A", 900),
        cell("E1", "A", 70, measure="enterprises"),
        cell("E1", "A", 80, dimension="industry_6"),
    ]
    made = employment(cells, ("E1",)).estimate("2021", "A", "A")
    assert made is not None
    assert made.value == 100


def test_the_latest_year_is_one_that_every_district_has():
    cells = [cell(p, "A", 10, period="2020") for p in PLACES] + [cell("E1", "A", 10, period="2021")]
    assert employment(cells).latest == "2020"
    assert employment(cells[:2]).latest is None
    assert employment([]).latest is None


def test_change_is_told_over_five_years_if_they_are_held():
    cells = [cell(p, "A", v, period=y) for p in PLACES for y, v in (("2016", 100), ("2021", 150))]
    held = employment(cells)
    assert (held.latest, held.earlier) == ("2021", "2016")
    now, then = held.estimate("2021", "A", "A"), held.estimate("2016", "A", "A")
    assert now is not None
    assert then is not None
    change = held.change(now, then)
    assert change is not None
    assert change.value == pytest.approx(50)
    assert employment([c for c in cells if c["period"] == "2021"]).earlier is None


def test_an_unstated_unit_is_called_so():
    assert unit_of([cell("E1", "A", 1, unit="not stated")]) == "jobs (unit not stated)"
    assert unit_of([cell("E1", "A", 1)]) == "jobs"


def test_a_cell_that_is_not_there_is_missing_too():
    cells = [cell(p, "B", 10) for p in PLACES] + [cell("E1", "A", 100), cell("E2", "A", 100)]
    assert employment(cells).estimate("2021", "A", "A") is None


def test_change_is_not_told_against_a_year_some_district_lacks():
    cells = [cell(p, "A", 100) for p in PLACES] + [cell("E1", "A", 100, period="2016")]
    assert employment(cells).earlier is None


def test_two_datasets_are_never_added_together():
    cells = [cell("E1", "A", 100), cell("E1", "A", 90, dataset="BRES, employees")]
    made = employment(cells, ("E1",)).estimate("2021", "A", "A")
    assert made is None or made.value in (100, 90)


def test_a_change_from_nought_is_no_crash():
    cells = [cell("E1", "A", v, period=y) for y, v in (("2016", 0), ("2021", 50))]
    held = employment(cells, ("E1",))
    now, then = held.estimate("2021", "A", "A"), held.estimate("2016", "A", "A")
    assert now is not None
    assert then is not None
    held.change(now, then)
