"""Look-ups of areas: lists with dates, parts and wholes, and refusals in words."""

import io
import zipfile
from typing import Any

import pytest

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.mapped import (
    DISTRICT_LIST,
    TO_REGION,
    districts,
    to_authority,
    to_lsip,
    workbook,
)
from tests.evidence.samples import DATA, WHEN, needs_data, table

Rows = list[dict[str, Any]]


def read(data: bytes, name: str = "a.csv") -> tuple[Rows, Rows]:
    entry = describe(data, name=name, source="areas", retrieved=WHEN)
    found = dict(load("areas").read(entry, data, None))
    return list(found["area"]), list(found["area_member"])


def said(data: bytes) -> Remarks:
    entry = describe(data, name="a.csv", source="areas", retrieved=WHEN)
    return load("areas").remarks(entry, data, None)


def test_a_list_has_areas_with_the_days_they_began_and_ended():
    listed, members = read(districts())
    assert [(r["name"], r["since"], r["until"]) for r in listed] == [
        ("Leeds", "", None), ("Craven", "", "2023-03-31"), ("North Yorkshire", "2023-04-01", None),
    ]  # fmt: skip
    assert {(r["kind"], r["version"]) for r in listed} == {("district", "dated")}
    assert members == []


def test_a_name_that_ended_and_the_one_that_follows_are_two_rows():
    names = ("lsip_code", "lsip_name", "status", "date_of_operation", "date_of_termination")
    rows = [
        ("E69000022", "New Anglia ", "renamed", "", "2025-09-29"),
        ("E69000022", "Norfolk and Suffolk ", "live", "2025-09-29", ""),
    ]
    listed, _ = read(table(names, rows))
    assert [(r["name"], r["since"], r["until"], r["status"]) for r in listed] == [
        ("New Anglia", "", "2025-09-29", "renamed"),
        ("Norfolk and Suffolk", "2025-09-29", None, "live"),
    ]


def test_a_district_is_a_part_of_an_area_for_some_years():
    _, members = read(to_lsip())
    assert [(r["member_name"], r["whole_name"], r["since"], r["until"]) for r in members] == [
        ("Leeds", "West Yorkshire", "2023", "2025"),
        ("Southwark", "Greater London", "2023", "2023"),
        ("Southwark", "Central London Forward", "2025", "2025"),
    ]
    assert {r["kind"] for r in members} == {"LSIP area"}


def test_the_year_of_the_codes_is_in_the_columns_names():
    _, (row,) = read(to_authority(19))
    assert (row["member"], row["whole"], row["version"]) == ("E08000035", "E47000003", "2019")
    assert (row["member_kind"], row["kind"]) == ("district", "combined authority")


def test_a_workbook_says_what_a_district_became():
    _, members = read(workbook(), "lookup.xlsx")
    assert [(r["whole_name"], r["version"], r["kind"]) for r in members] == [
        ("Craven", "2011 to 2021", "district"), ("North Yorkshire", "2011 to 2023", "district"),
    ]  # fmt: skip
    assert members[0]["locator"] == "sheet=districts 2011;cell=A2"


def test_a_cell_at_an_address_that_no_sheet_has_is_passed_over():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            far = b'r="B' + b"9" * 5_000 + b'"' if name.endswith("sheet1.xml") else b'r="B1"'
            made.writestr(name, given.read(name).replace(b'r="B1"', far))
    _, members = read(out.getvalue(), "lookup.xlsx")
    assert len(members) == 2


def test_the_part_is_the_authority_and_the_whole_its_region():
    rows = [
        ("E12000003", "Yorkshire and The Humber", "383", "Leeds", "E08000035"),
        ("E12000001", "North East", "x", "Durham", "E10000010"),
        ("z", "Outside of England", "z", "Outside of England", "z"),
        ("E12000004", "East Midlands", "928", "Northamptonshire", "E06000061 / E06000062"),
    ]
    data = table(TO_REGION, rows)
    _, members = read(data)
    assert [(r["member"], r["whole"], r["member_kind"]) for r in members] == [
        ("E08000035", "E12000003", "district"), ("E10000010", "E12000001", "county"),
    ]  # fmt: skip
    assert {(d.what, d.rows) for d in said(data).dropped} == {
        ("rows that stand for no area", 1), ("rows of several areas in one", 1),
    }  # fmt: skip


def test_what_has_ended_and_what_is_doubtful_is_counted():
    rows = [
        ("E07000163", "Craven", "", "31/03/2023", "terminated"),
        ("E06000028", "Bournemouth", "", "01/12/2018", "terminated"),
        ("E06000099", "Nowhere", "2020-04-01", "2020-04-01", "terminated"),
        ("E06000099", "Nowhere", "2020-04-01", "2020-04-01", "terminated"),
    ]
    remarks = said(districts(*rows))
    assert remarks.warnings == (
        "3 of 3 areas have ended, or their names have",
        "1 end on the day they begin, or before: Nowhere",
        "1 districts ended on another day by the code history: "
        "Bournemouth (2018-12-01 here, 2019-03-31 there)",
    )
    assert [(d.what, d.rows) for d in remarks.dropped] == [("rows that say the same again", 1)]
    assert "1 rows are of districts that have ended since: Craven" in said(
        table(("LAD19CD", "LAD19NM", "RGN19CD", "RGN19NM"),
              [("E07000163", "Craven", "E12000003", "Yorkshire")])
    ).warnings  # fmt: skip


@pytest.mark.parametrize(
    ("data", "gate", "words"),
    [
        (b"", "empty", ""),
        (b"<html></html>", "html", ""),
        (b'{"error": "no"}', "json_error", "no"),
        (districts(("z", "Unknown", "", "", "")), "no_rows", "lists no areas"),
        (table(DISTRICT_LIST, []), "no_rows", ""),
        (table(("name", "district"), [("a", "b")]), "columns", "LAD23CD and LAD23NM"),
        (table(("LAD23CD", "LAD22NM"), [("E08000035", "Leeds")]), "columns", "beside it"),
        (table(("LAD23CD", "LAD23NM", "jobs"), [("E08000035", "Leeds", 3)]), "columns", "'jobs'"),
        (districts(("E0800003", "Leeds", "", "", "live")), "values", "'E0800003'"),
        (districts(("E08000035", "Leeds", "soon", "", "live")), "values", "'soon'"),
        (districts(("E08000035", "Leeds", "31/02/2023", "", "live")), "values", "31/02/2023"),
        (districts(("E08000035", "Leeds", "", "", "live"), ("E08000035", "Leeds", "", "", "old")),
         "values", "two rows differ on E08000035"),
        (districts(("E08000035", "Harrogate", "", "", "live")), "areas", "Leeds"),
        (workbook()[:900], "archive", ""),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(data: bytes, gate: str, words: str):
    with pytest.raises(GateRefused) as why:
        read(data)
    assert why.value.gate == gate
    assert words in str(why.value)


@needs_data
@pytest.mark.parametrize(
    ("file", "areas", "members"),
    [
        ("lads.csv", 347, 0), ("lsips.csv", 56, 0), ("leps.csv", 63, 0),
        ("english_devolved_areas.csv", 22, 0), ("lad_2019_names.csv", 382, 0),
        ("lsip_lad_hierarchy.csv", 0, 466), ("dfe_lsip_lookup.xlsx", 0, 296),
        ("lad_cauth_2017.csv", 0, 53), ("lad_cauth_2019.csv", 0, 53),
        ("lad_cauth_may2025.csv", 0, 106), ("region_la_hierarchy.csv", 0, 172),
        ("lad2011_lad2021.xlsx", 0, 1070),
    ],
)  # fmt: skip
def test_the_real_files_keep_every_promise(file: str, areas: int, members: int):
    found = dict(check_source("areas", (DATA / "geography" / file).read_bytes()))
    assert (len(found["area"]), len(found["area_member"])) == (areas, members)
