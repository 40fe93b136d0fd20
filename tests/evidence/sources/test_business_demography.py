"""Business demography: enterprises born, closed, active and surviving, out of the workbook."""

from __future__ import annotations

from typing import Any

import pytest

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.enterprises import workbook
from tests.evidence.samples import DATA, WHEN, needs_data
from tests.evidence.vacancy_survey import book

Key = tuple[str, str, str, str]


def rows(data: bytes) -> dict[Key, dict[str, Any]]:
    ((table, made),) = check_source("business_demography", data)
    assert table == "statistic"
    return {(r["measure"], r["area_code"], r["code"], r["period"]): r for r in made}


def remarks(data: bytes) -> Remarks:
    entry = describe(data, name="a.xlsx", source="business_demography", retrieved=WHEN)
    return load("business_demography").remarks(entry, data, None)


def refused(data: bytes) -> GateRefused:
    entry = describe(data, name="a.xlsx", source="business_demography", retrieved=WHEN)
    with pytest.raises(GateRefused) as why:
        list(load("business_demography").read(entry, data, None))
    return why.value


def test_a_year_is_found_by_its_heading_on_whichever_sheet():
    made = rows(workbook())
    assert made["births", "E08000034", "all", "2023"]["value"] == 110
    assert made["births", "E08000034", "all", "2024"]["value"] == 120
    assert made["active", "E92000001", "all", "2024"]["value"] == 20_000
    assert {r["dataset"] for r in made.values()} == {"Business Demography 2024"}
    assert {k[1] for k in made} == {"E92000001", "E08000034", "E08000035", "E07000163"}


def test_controlled_rounding_leaves_four_on_either_side():
    made = rows(workbook())
    found = made["births", "E07000163", "all", "2024"]
    assert (found["low"], found["high"]) == (36, 44)
    nought = made["deaths", "E08000035", "all", "2024"]
    assert (nought["low"], nought["high"], nought["status"]) == (0, 4, "zero")
    silent = rows(workbook({"Table 1.1d": {"A3": "Units: Counts"}}))
    assert silent["births", "E07000163", "all", "2024"]["low"] is None


def test_the_newest_deaths_are_estimates():
    made = rows(workbook())
    statuses = [made["deaths", "E08000034", "all", str(y)]["status"] for y in (2022, 2023, 2024)]
    assert statuses == ["normal", "provisional", "provisional"]
    assert "deaths of 2023 and 2024 are estimates" in "; ".join(remarks(workbook()).warnings)


def test_survivors_are_read_by_the_years_survived_and_percentages_are_not():
    made = rows(workbook())
    cohort = {k[2]: r["value"] for k, r in made.items() if k[:2] == ("surviving", "E08000034")
              and k[3] == "2019"}  # fmt: skip
    assert cohort == {"0": 100, **dict.fromkeys("12345", 60)}
    later = made["surviving", "E08000034", "5", "2020"]
    assert (later["value"], later["status"], later["symbol"]) == (None, "not_available", ":")


def test_the_publishers_mark_is_no_part_of_a_name():
    leeds = rows(workbook())["births", "E08000035", "all", "2024"]
    assert (leeds["area"], leeds["symbol"]) == ("Leeds", "*")
    assert "500 businesses are registered at one postcode" in leeds["advice"]
    assert "Leeds" in "; ".join(remarks(workbook()).warnings)


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (book({"dataText": {"A1": "metric"}}), "dataset"),
        (workbook({"Table 2.1a": {"A1": "Table 2.1a - Count Of Births"}}), "classification"),
        (workbook({"Table 1.1d": {"C4": "count"}}), "columns"),
        (workbook({"Table 1.1d": {"C6": "many"}}), "values"),
        (workbook({"Table 1.1d": {"C6": 12.5}}), "values"),
        (workbook({"Table 1.1d": {"C6": "٣٧٥٥"}}), "values"),
        (workbook({"Table 1.1d": {"C6": "9" * 400}}), "values"),
        (workbook({"Table 1.1d": {"C4": 2019}}), "rows"),
        (b"metric,period\nbirths,2024\n", "archive"),
        (b"<!DOCTYPE html><html></html>", "html"),
    ],
)
def test_what_is_no_such_workbook_is_refused(data: bytes, gate: str):
    assert refused(data).gate == gate


@needs_data
def test_the_real_workbook_reads():
    data = (DATA / "official" / "businessdemographyexceltables2024.xlsx").read_bytes()
    entry = describe(data, name="a.xlsx", source="business_demography", retrieved=WHEN)
    ((_, made),) = load("business_demography").read(entry, data, None)
    held = {(r["measure"], r["area_code"], r["code"], r["period"]): r["value"] for r in made}
    assert held["births", "E08000035", "all", "2024"] == 3755
    assert held["deaths", "E08000035", "all", "2023"] == 3880
    assert held["surviving", "E07000163", "5", "2019"] == 115
    assert ("births", "E07000163", "all", "2024") not in held


@needs_data
def test_another_real_workbook_is_refused():
    assert refused((DATA / "official" / "dataText.xlsx").read_bytes()).gate == "dataset"
