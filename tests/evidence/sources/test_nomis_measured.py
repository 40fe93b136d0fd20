"""Nomis beyond industries: rates, pay, claimants and people, each with its unit and interval."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.samples import DATA, WHEN, needs_data
from tests.support.labour import ANNUAL, EMPLOYED, Row, answer, density, pay, survey

HERE = "E08000034"


def read(data: bytes) -> list[dict[str, Any]]:
    ((_, rows),) = check_source("nomis", data, None)
    return rows


def remarks(data: bytes) -> Remarks:
    entry = describe(data, name="a.csv", source="nomis", retrieved=WHEN)
    return load("nomis").remarks(entry, data, None)


def refused(data: bytes) -> str:
    with pytest.raises(GateRefused) as why:
        read(data)
    return why.value.gate


def test_a_rate_says_what_it_is_and_carries_its_published_interval():
    (row,) = read(survey({HERE: (74.9, 4.1)}))
    assert (row["measure"], row["unit"]) == ("rate", "%")
    assert (row["code"], row["label"]) == ("45", "Employment rate - aged 16-64")
    assert (row["low"], row["value"], row["high"]) == pytest.approx((70.8, 74.9, 79.0))
    assert row["basis"] == "people who live there; a survey; 95% confidence interval"


@given(
    rate=st.integers(0, 1000).map(lambda n: n / 10), half=st.integers(0, 1000).map(lambda n: n / 10)
)
def test_an_interval_holds_its_figure_and_stays_among_percentages(rate: float, half: float):
    (row,) = read(survey({HERE: (rate, half)}))
    assert 0 <= row["low"] <= row["value"] <= row["high"] <= 100


def test_a_figure_that_a_spreadsheet_wrote_is_refused():
    assert refused(survey({HERE: ("7.5E+01", 4.1)})) == "mangled"


def test_a_withheld_confidence_is_no_interval():
    (row,) = read(survey({HERE: (74.9, "!")}))
    assert (row["low"], row["high"], row["basis"]) == (
        None,
        None,
        "people who live there; a survey",
    )


def test_numerators_stand_apart_from_rates_and_take_no_interval_of_theirs():
    parts = [("Variable", 74.9), ("Numerator", 200_000), ("Denominator", 267_000)]
    rows: list[Row] = [("2025-09", HERE, EMPLOYED, name, v) for name, v in parts]
    found = read(answer("Nm-17d5", [*rows, ("2025-09", HERE, EMPLOYED, "Confidence", 4.1)]))
    assert {(r["measure"], r["unit"], r["low"] is None) for r in found} == {
        ("rate", "%", False),
        ("numerator", "people", True),
        ("denominator", "people", True),
    }


def test_an_interval_of_pay_is_made_of_its_coefficient_of_variation():
    (row,) = read(pay({HERE: (30_000, 2.5)}))
    assert (row["low"], row["high"]) == pytest.approx((30_000 - 1_470, 30_000 + 1_470))
    assert (row["measure"], row["unit"]) == ("median", "£ a year")


@pytest.mark.parametrize(
    ("urn", "where"), [("Nm-30d1", "where they live"), ("Nm-99d1", "where they work")]
)
def test_pay_of_residents_and_of_workplaces_are_two_data_sets(urn: str, where: str):
    (row,) = read(pay({HERE: (30_000, 2.5)}, urn))
    assert where in row["basis"]
    assert ("resident" in row["dataset"]) == (urn == "Nm-30d1")


@pytest.mark.parametrize(
    ("facets", "said"),
    [
        ({**ANNUAL, "ITEM": ("1", "Number of jobs (thousands)")}, "ITEM “Number of jobs"),
        ({**ANNUAL, "PAY": ("9", "Hours worked - total")}, "PAY “Hours worked - total”"),
    ],
)
def test_what_is_no_pay_is_left_out_and_counted(facets: dict[str, tuple[str, str]], said: str):
    data = answer(
        "Nm-99d1", [("2025", HERE, ANNUAL, "Value", 30000), ("2025", HERE, facets, "Value", 40)]
    )
    assert len(read(data)) == 1
    (dropped,) = remarks(data).dropped
    assert said in dropped.what
    assert dropped.rows == 1


def test_claimants_are_people_and_their_shares_are_percentages():
    def of(code: str, name: str) -> dict[str, tuple[str, str]]:
        whole = {"GENDER": ("0", "Total"), "AGE": ("0", "All categories: Age 16+")}
        return {**whole, "MEASURE": (code, name)}

    counted = of("1", "Claimant count")
    shared = of("2", "Claimants as a proportion of residents aged 16-64")
    data = answer(
        "Nm-162d1",
        [("2026-02", HERE, counted, "Value", 13090), ("2026-02", HERE, shared, "Value", 4.7)],
    )
    assert [(r["measure"], r["unit"], r["value"]) for r in read(data)] == [
        ("claimants", "people", 13090),
        ("claimants_of_residents", "%", 4.7),
    ]


def test_jobs_density_is_no_number_of_jobs():
    (row,) = read(density({HERE: 0.66}))
    assert (row["measure"], row["unit"]) == ("jobs_density", "jobs for each resident aged 16 to 64")


def test_people_by_age_add_up_to_their_printed_total():
    ages = [("0", "All ages", 447847), ("1", "Aged 0-15", 90000)]
    rows: list[Row] = [
        ("2024", HERE, {"SEX": ("7", "Total"), "AGE": (c, n)}, "Value", v) for c, n, v in ages
    ]
    found = read(answer("Nm-31d1", rows))
    assert [r["code"] for r in found] == ["7 / 0", "7 / 1"]
    assert found[0]["label"] == "Total / All ages"


def of(urn: str = "Nm-17d5", measures: str = "Variable", value: object = 74.9) -> bytes:
    return answer(urn, [("2025", HERE, EMPLOYED, measures, value)])


def without(column: str, urn: str = "Nm-17d5") -> bytes:
    facets = EMPLOYED if urn == "Nm-17d5" else {"ITEM": ("3", "Jobs density")}
    return answer(urn, [("2025", HERE, facets, "Value", 0.5)], without=column)


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (of("Nm-18d5"), "dataset"),
        (of("Nm-99d1"), "dataset"),
        (of("17"), "dataset"),
        (without("MEASURES_NAME"), "mixture"),
        (without("ITEM_NAME", "Nm-57d1"), "mixture"),
        (without("OBS_CONF"), "columns"),
        (answer("Nm-17d5", [("2025", HERE, EMPLOYED, "Variable", 1)], SIZE="x"), "columns"),
        (of(measures="Confidence"), "no_rows"),
        (of(value="many"), "values"),
        (answer("Nm-17d5", [("2025", HERE, EMPLOYED, "Variable", 1)], RECORD_COUNT="2"), "count"),
    ],
)
def test_what_is_not_what_it_says_is_refused(data: bytes, gate: str):
    assert refused(data) == gate


@needs_data
@pytest.mark.parametrize(
    ("name", "measure", "unit", "value"),
    [
        ("aps-employment", "rate", "%", 78.5),
        ("claimant-count", "claimants", "people", 13090),
        ("earnings", "median", "£ a year", 30238),
        ("jobs-density", "jobs_density", "jobs for each resident aged 16 to 64", 0.66),
        ("population", "population", "people", 447847),
        ("qualifications", "rate", "%", 17.9),
    ],
)
def test_real_answers_are_read_whole(name: str, measure: str, unit: str, value: float):
    data = (DATA / "official" / f"nomis-{name}.csv").read_bytes()
    found = read(data)
    assert len(found) == data.count(b"\n") - 1
    assert (measure, unit, value) in {(r["measure"], r["unit"], r["value"]) for r in found}
