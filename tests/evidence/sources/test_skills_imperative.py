"""Projections: found by their headings, in single jobs, with the publisher's advice."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Override, describe
from sectorscope.evidence.sources import load
from sectorscope.testing import check_source
from tests.evidence.samples import ADVICE, CHANGES, TIDY, WHEN, table, workbook


def read(data: bytes) -> list[dict[str, Any]]:
    return [row for _, rows in check_source("skills_imperative", data) for row in rows]


def of(rows: list[dict[str, Any]], **wanted: str) -> list[dict[str, Any]]:
    return [r for r in rows if all(r[k] == v for k, v in wanted.items())]


def test_levels_and_changes_are_in_single_jobs():
    rows = of(read(workbook()), dimension="industry_6", code="Sector 0")
    found = {(r["measure"], r["period"]): r["value"] for r in rows}
    assert found[("employment", "2015")] == 7125.0
    assert found[("employment", "2035")] == 11125.0
    assert found[("net_change", "2020-2035")] == -1500.0
    assert set(found) >= {("replacement_demand", "2020-2035"), ("total_requirement", "2020-2035")}


def test_only_the_first_table_of_a_sheet_is_read():
    assert all(r["value"] != -99_000 for r in read(workbook()))


def test_every_table_has_all_its_categories_and_the_total():
    rows = read(workbook())
    sizes = {
        d: len({r["code"] for r in of(rows, dimension=d)})
        for d in ("industry_6", "industry_22", "occupation_26", "qualification_9")
    }
    assert sizes == {"industry_6": 7, "industry_22": 23, "occupation_26": 27, "qualification_9": 10}
    assert of(rows, dimension="occupation_26", code="all")[0]["label"] == "All of them"


def test_codes_stand_in_the_labels():
    rows = read(workbook())
    assert of(rows, dimension="occupation_26", code="22")[0]["label"] == "Occupations 22"
    assert of(rows, dimension="qualification_9", code="RQF8")[0]["label"] == "Level 8"


def test_the_advice_travels_with_every_row():
    advice = {r["advice"] for r in read(workbook())}
    assert advice == {"; ".join((ADVICE[2], ADVICE[3], " ".join(ADVICE[:2])))}


def test_a_workbook_without_the_advice_is_refused_unless_overruled():
    data = workbook(without=["Warning"])
    with pytest.raises(GateRefused, match="'Warning'") as why:
        read(data)
    assert why.value.gate == "advice"
    entry = describe(data, name="a", source="skills_imperative", retrieved=WHEN)
    entry = replace(entry, overrides=(Override("advice", "why"),))
    (first, *_) = load("skills_imperative").read(entry, data, None)
    assert first[1][0]["advice"] is None


@pytest.mark.parametrize(
    ("data", "gate", "says"),
    [
        (workbook(without=["Occ T2"]), "columns", "no sheet 'Occ T2'"),
        (workbook(without=["Info"]), "columns", "no sheet 'Info'"),
        (workbook(area="Somewhere"), "columns", "ends in 'Elsewhere'"),
        (workbook(drop=1), "classification", "5 categories"),
        (b"PK\x03\x04", "archive", "zip"),
    ],
)
def test_what_is_not_the_workbook_is_refused(data: bytes, gate: str, says: str):
    with pytest.raises(GateRefused, match=says) as why:
        read(data)
    assert why.value.gate == gate


def test_the_tidy_copy_is_told_apart_by_depth():
    found = [(r["dimension"], r["code"], r["value"]) for r in read(TIDY)]
    assert found == [
        ("industry_6", "Construction", 82791.0),
        ("industry_22", "Construction", 82791.0),
        ("industry_6", "Trade, accomod. and transport", 301943.0),
        ("occupation_26", "22", 53823.0),
        ("occupation_9", "Professional occupations", 255800.0),
        ("qualification_9", "RQF8", 16279.0),
    ]


def test_the_tidy_copy_lacks_advice_and_leaves_shares_out():
    entry = describe(TIDY, name="a.csv", source="skills_imperative", retrieved=WHEN)
    said = load("skills_imperative").remarks(entry, TIDY, None)
    assert "no advice" in said.warnings[0]
    assert (said.dropped[0].what, said.dropped[0].rows) == ("category “% share”", 1)


def test_changes_stand_beside_levels():
    found = {r["measure"]: r["value"] for r in read(CHANGES) if r["measure"] != "employment"}
    assert found == {
        "net_change": -722.0,
        "replacement_demand": 3000.0,
        "total_requirement": 2278.0,
    }


@pytest.mark.parametrize(
    ("old", "new", "gate"),
    [
        (b"employment_thousands", b"employment", "columns"),
        (b"53.823", b"many", "values"),
        (b"53.823", b"9" * 400, "values"),
        (b"qualification", b"age", "classification"),
    ],
)
def test_a_tidy_copy_that_is_none_is_refused(old: bytes, new: bytes, gate: str):
    with pytest.raises(GateRefused) as why:
        read(TIDY.replace(old, new))
    assert why.value.gate == gate


def test_units_read_as_thousands_are_refused(tmp_path: Path):
    header, *body = TIDY.decode().splitlines()
    rows = [line.rpartition(",") for line in body]
    units = "\n".join([header, *(f"{a},{float(n) * 1000}" for a, _, n in rows)]).encode()
    with pytest.raises(GateRefused, match="than the United Kingdom has inhabitants") as why:
        add_file(tmp_path, units, source="skills_imperative", retrieved=WHEN, name="a.csv")
    assert why.value.gate == "units"
    add_file(tmp_path, TIDY, source="skills_imperative", retrieved=WHEN, name="a.csv")


def test_a_copy_is_of_the_scale_of_the_workbook(tmp_path: Path):
    (row, *_) = of(read(workbook()), dimension="industry_22", code="Group 0", period="2020")
    names = ("area", "dimension", "category", "year", "employment_thousands")

    def copy(factor: float) -> Added:
        cells = ("Elsewhere", "industry", "Group 0", 2020, row["value"] / 1000 * factor)
        data = table(names, [cells])
        return add_file(
            *(tmp_path, data), source="skills_imperative", retrieved=WHEN, name="copy.csv"
        )

    add_file(tmp_path, workbook(), source="skills_imperative", retrieved=WHEN, name="wb.xlsm")
    with pytest.raises(GateRefused, match=r"1 of 1 figures that both copy\.csv and wb") as why:
        copy(1000)
    assert why.value.gate == "units"
    assert not copy(1).already_there
