"""Directories of postcodes: whatever an issue calls its columns, and as much as is asked for."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.referred import (
    BRADFORD,
    CUT,
    DIRECTORY_2012,
    DIRECTORY_2023,
    LEEDS,
    LOOKUP_2024,
    LOOKUP_2026,
    MAN,
    PLACED,
    directory,
    districts,
    sectors,
)
from tests.evidence.samples import DATA, WHEN, needs_data, table

Rows = list[dict[str, Any]]


def read(data: bytes, mapping: bytes | None = None, name: str = "a.csv") -> Rows:
    entry = describe(data, name=name, source="postcodes", retrieved=WHEN)
    return [row for _, rows in load("postcodes").read(entry, data, mapping) for row in rows]


def said(data: bytes, mapping: bytes | None = None, name: str = "a.csv") -> Remarks:
    entry = describe(data, name=name, source="postcodes", retrieved=WHEN)
    return load("postcodes").remarks(entry, data, mapping)


@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("header", [DIRECTORY_2012, DIRECTORY_2023, LOOKUP_2024, LOOKUP_2026])
def test_each_issue_s_columns_give_the_same_rows(header: tuple[str, ...], upper: bool):
    ((name, rows),) = check_source("postcodes", directory(header=header, upper=upper))
    assert name == "postcode"
    assert [(r["postcode"], r["district"], r["since"], r["until"]) for r in rows] == [
        ("LS1 4AP", LEEDS, "1980-01", None), ("LS1 4AA", LEEDS, "1980-01", "1996-06"),
        ("BD1 1AA", BRADFORD, "2015-02", None), ("S1 1AA", "E08000019", "1980-01", None),
    ]  # fmt: skip
    assert [r["terminated"] for r in rows] == [False, True, False, False]
    assert {(r["easting"], r["northing"]) for r in rows} == {(429_700, 433_500)}


def test_a_postcode_is_spelt_one_way_whichever_column_has_it():
    fixed = tuple(n for n in LOOKUP_2024 if n != "pcds")
    rows = read(directory(("M1 1AA", LEEDS, "", ""), ("WC1A 1AA", LEEDS, "", ""), header=fixed))
    assert [(r["postcode"], r["raw"]) for r in rows] == [
        ("M1 1AA", "M1  1AA"),
        ("WC1A 1AA", "WC1A1AA"),
    ]


def test_the_year_of_the_codes_is_the_column_s_or_the_file_s():
    assert read(directory(header=LOOKUP_2026), name="NSPL_2021.csv")[0]["version"] == "2026"
    assert read(directory(), name="ONSPD_MAY_2024_UK_LS.csv")[0]["version"] == "2024"
    assert read(directory())[0]["version"] == "not stated"
    assert "does not say of which year" in " ".join(said(directory()).warnings)


def test_a_mapping_keeps_a_region_and_says_how_much_is_elsewhere():
    assert [r["postcode"] for r in read(directory(), CUT)] == ["LS1 4AP", "LS1 4AA", "BD1 1AA"]
    gone = {d.what: d.rows for d in said(directory(), CUT).dropped}
    assert gone == {"postcodes elsewhere than in LS, BD1": 1}


def test_terminated_postcodes_are_counted_and_kept():
    assert (
        "1 of 4 postcodes have gone out of use; they place all the same"
        in said(directory()).warnings
    )


def test_what_lies_in_no_district_of_the_country_is_left_out_and_counted():
    data = directory(
        *PLACED, ("IM1 1AA", MAN, "", ""), ("LS9 9ZZ", "", "", ""), ("GIR 0AA", LEEDS, "", "")
    )
    assert len(read(data)) == len(PLACED)
    assert {d.what: d.rows for d in said(data).dropped} == {
        "rows whose postcode cannot be read": 1,
        "postcodes without a district of the country's": 2,
    }


@pytest.mark.parametrize(
    ("data", "mapping", "gate"),
    [
        (directory(("LS1 4AP", "00DA", "", "")), None, "version"),
        (directory(("LS1 4AP", LEEDS, "1980", "")), None, "values"),
        (directory(("LS1 4AP", LEEDS, "19٨0-01", "")), None, "values"),
        (directory(header=(*LOOKUP_2024, "household_income")), None, "columns"),
        (table(("pcds", "dointr"), [("LS1 4AP", "198001")]), None, "columns"),
        (directory(), b'postcodes = ["YO"]', "no_rows"),
        (directory(), b'postcodes = ["Leeds"]', "fields"),
        (directory(("IM1 1AA", MAN, "", "")), None, "no_rows"),
        (sectors(("E00000001", "nowhere")), None, "values"),
        (districts(("E00000001", "Leeds")), None, "values"),
        (districts(("E00000001", LEEDS), ("E00000001", BRADFORD)), None, "values"),
        (sectors(), b'postcodes = ["YO"]', "no_rows"),
    ],
)
def test_what_is_no_directory_is_refused(data: bytes, mapping: bytes | None, gate: str):
    with pytest.raises(GateRefused) as why:
        read(data, mapping)
    assert why.value.gate == gate


def test_a_locator_leads_to_the_postcode_in_the_packed_file():
    ((_, rows),) = check_source("postcodes", gzip.compress(directory(), mtime=0))
    assert len(rows) == len(PLACED)


def test_output_areas_lie_in_a_sector_and_in_a_district():
    ((name, found),) = check_source("postcodes", sectors())
    assert name == "output_area"
    assert [(r["kind"], r["place"], r["version"]) for r in found] == [
        ("postcode sector", "LS1 4", "2011"), ("postcode sector", "LS10 1", "2011"),
        ("postcode sector", "BD1 1", "2011"),
    ]  # fmt: skip
    assert {(r["kind"], r["version"]) for r in read(districts())} == {("district", "2015")}


def test_an_output_area_that_stands_twice_alike_stands_once():
    data = districts(("E00000001", LEEDS), ("E00000001", LEEDS))
    assert len(read(data)) == 1
    assert [d.rows for d in said(data).dropped] == [1]


_AREAS = st.sampled_from(["LS", "L", "BD", "B", "S"])
_CODES = st.builds(
    "{}{} {}AA".format, _AREAS, st.integers(1, 99).map(str), st.integers(0, 9).map(str)
)


@given(st.lists(_CODES, min_size=1, max_size=12, unique=True), st.lists(_AREAS, min_size=1))
def test_a_cut_directory_is_the_part_of_the_whole_that_begins_so(codes: list[str], kept: list[str]):
    data = directory(
        ("LS1 1AA", LEEDS, "", ""), *((c, LEEDS, "", "") for c in codes if c != "LS1 1AA")
    )
    mapping = f"postcodes = {sorted({*kept, 'LS'})}".replace("'", '"').encode()
    letters = {c: c.rstrip("A").split(" ")[0].rstrip("0123456789") for c in (*codes, "LS1 1AA")}
    wanted = {c for c, area in letters.items() if area in {*kept, "LS"}}
    assert {r["postcode"] for r in read(data, mapping)} == wanted


@needs_data
def test_the_published_look_up_of_sectors_is_read_whole():
    rows = read((DATA / "geography" / "oa_postcode_sector_2011.csv").read_bytes())
    assert len(rows) == 181_408
    assert {r["place"] for r in rows if r["raw"] == "E00000216"} == {"IG11 9"}
