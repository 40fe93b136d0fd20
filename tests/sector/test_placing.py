"""Where postcodes lie: by a directory, else by sectors of one district, and never by guess."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.schema import TABLES, from_rows
from sectorscope.sector.placing import addresses, as_of_region, districts_of, placed, spelled

LEEDS, BRADFORD, SHEFFIELD = "E08000035", "E08000032", "E08000019"
HARROGATE, NORTH_YORKSHIRE = "E07000165", "E06000065"
REGION = (LEEDS, BRADFORD)
STANDS = {"snapshot": "0" * 64, "locator": "bytes=0-1", "raw": None}

Row = dict[str, Any]


def directory(
    *rows: tuple[str, str] | tuple[str, str, str], ended: Collection[str] = ()
) -> pa.Table:
    """Postcode, district and perhaps the year of its codes."""
    made = [
        {"postcode": p, "district": d, "version": (*year, "2024")[0], "since": None,
         "until": None, "terminated": p in ended, "easting": None, "northing": None, **STANDS}
        for p, d, *year in rows
    ]  # fmt: skip
    return from_rows(TABLES["postcode"], made)


def areas(sectors: dict[str, str], districts: dict[str, str]) -> pa.Table:
    """Output areas: the sector and the district of each."""
    kinds = (("postcode sector", sectors, "2011"), ("district", districts, "2015"))
    made = [
        {"code": code, "kind": kind, "place": place, "version": year, **STANDS}
        for kind, held, year in kinds
        for code, place in held.items()
    ]
    return from_rows(TABLES["output_area"], made)


def found(
    postcodes: list[str],
    held: pa.Table | None = None,
    sectors: pa.Table | None = None,
    region: Collection[str] = REGION,
) -> dict[str, tuple[str, str | None]]:
    rows = placed(
        postcodes,
        directory() if held is None else held,
        areas({}, {}) if sectors is None else sectors,
        region,
    )
    assert from_rows(TABLES["placed_postcode"], rows).num_rows == len(rows)
    return {r["postcode"]: (r["how"], r["district"]) for r in rows}


def test_a_directory_places_what_it_knows_and_nothing_else():
    held = directory(("LS1 4AP", LEEDS), ("S1 1AA", SHEFFIELD))
    assert found(["LS1 4AP", "S1 1AA", "LS1 4AQ", ""], held) == {
        "LS1 4AP": ("directory", LEEDS),
        "S1 1AA": ("directory", SHEFFIELD),
    }


def test_a_sector_places_where_all_its_areas_lie_in_one_district():
    known = areas(
        {"E1": "LS1 4", "E2": "LS1 4", "E3": "BD1 1", "E4": "BD1 1", "E5": "HX1 1", "E6": "HX1 1"},
        {"E1": LEEDS, "E2": LEEDS, "E3": LEEDS, "E4": BRADFORD, "E5": BRADFORD},
    )
    assert found(["LS1 4AP", "BD1 1AA", "HX1 1AA", "YO1 1AA"], sectors=known) == {
        "LS1 4AP": ("sector", LEEDS),
        "BD1 1AA": ("several districts", None),
    }  # of HX1 1 the district of one area is not held


def test_the_directory_goes_before_the_sector():
    known = areas({"E1": "LS1 4"}, {"E1": LEEDS})
    assert found(["LS1 4AP", "LS1 4AQ"], directory(("LS1 4AP", BRADFORD)), known) == {
        "LS1 4AP": ("directory", BRADFORD),
        "LS1 4AQ": ("sector", LEEDS),
    }


def test_a_district_merged_with_others_since_cannot_be_told_and_one_merged_into_ours_can():
    later = directory(("HG1 1AA", NORTH_YORKSHIRE))
    assert found(["HG1 1AA"], later, region=[HARROGATE]) == {"HG1 1AA": ("merged district", None)}
    earlier = directory(("HG1 1AA", HARROGATE))
    assert found(["HG1 1AA"], earlier, region=[NORTH_YORKSHIRE]) == {
        "HG1 1AA": ("directory", NORTH_YORKSHIRE)
    }


def test_of_two_issues_the_one_whose_codes_the_region_has_is_taken_else_the_later():
    held = directory(
        ("HG1 1AA", HARROGATE, "2022"), ("HG1 1AA", NORTH_YORKSHIRE, "2024"),
        ("S1 1AA", LEEDS, "not stated"), ("S1 1AA", SHEFFIELD, "2024"),
    )  # fmt: skip
    assert found(["HG1 1AA"], held, region=[HARROGATE]) == {"HG1 1AA": ("directory", HARROGATE)}
    assert found(["S1 1AA"], held, region=["E06000001"]) == {"S1 1AA": ("directory", SHEFFIELD)}


def test_what_went_out_of_use_is_placed_and_marked():
    (row,) = placed(
        ["LS1 4AP"], directory(("LS1 4AP", LEEDS), ended=["LS1 4AP"]), areas({}, {}), REGION
    )
    assert (row["district"], row["terminated"]) == (LEEDS, True)


def test_districts_by_postcode_leave_out_what_is_open():
    rows = [{"postcode": "A", "district": None}, {"postcode": "B", "district": LEEDS}]
    assert districts_of(rows) == {"B": LEEDS}


@pytest.mark.parametrize(
    ("text", "as_spelled"),
    [("ls14ap", "LS1 4AP"), ("LS1  4AP", "LS1 4AP"), ("LS1", ""), ("", ""), (None, "")],
)
def test_spelling(text: str | None, as_spelled: str):
    assert spelled(text) == as_spelled


CODES = st.sampled_from([LEEDS, BRADFORD, SHEFFIELD, HARROGATE, NORTH_YORKSHIRE, "E07000163"])


@given(CODES, st.sets(CODES))
def test_a_code_of_the_region_stays_and_no_other_becomes_one_that_it_is_not_a_part_of(
    code: str, region: set[str]
):
    told = as_of_region(code, region)
    assert told == code if code in region else told in {None, code, NORTH_YORKSHIRE}


@given(
    st.dictionaries(st.sampled_from([f"E{i}" for i in range(9)]), CODES, min_size=1),
    st.sampled_from([REGION, (NORTH_YORKSHIRE,), (HARROGATE,), ()]),
)
def test_a_sector_is_never_placed_in_a_district_that_one_of_its_areas_is_not_in(
    districts: dict[str, str], region: tuple[str, ...]
):
    known = areas(dict.fromkeys(districts, "LS1 4"), districts)
    how, district = found(["LS1 4AP"], sectors=known, region=region)["LS1 4AP"]
    told = {as_of_region(c, region) for c in districts.values()}
    assert (district is not None) == (how == "sector") == (len(told) == 1 and None not in told)
    assert district is None or told == {district}


ISSUES = st.lists(
    st.tuples(
        st.sampled_from(["LS1 4AP", "S1 1AA", "HG1 1AA"]),
        CODES,
        st.sampled_from(["not stated", "2022", "2024"]),
    ),
    unique_by=lambda row: (row[0], row[2]),
    min_size=1,
)


@given(ISSUES, st.sampled_from([REGION, (NORTH_YORKSHIRE,), (HARROGATE,), ()]))
def test_of_any_issues_the_latest_that_the_region_knows_else_the_latest(
    rows: list[tuple[str, str, str]], region: tuple[str, ...]
):
    told = found([code for code, _, _ in rows], directory(*rows), region=region)
    for code in told:
        own = [r for r in rows if r[0] == code]
        own.sort(key=lambda r: (r[2] != "not stated", r[2]), reverse=True)
        known = [r for r in own if as_of_region(r[1], region) in region]
        district = as_of_region((known or own)[0][1], region)
        assert told[code] == ("directory" if district else "merged district", district)
    assert told.keys() == {code for code, _, _ in rows}


def test_addresses_of_several_lists_are_spelled_alike_and_stand_once():
    lists = (
        pa.chunked_array([["LS1 4AP", None], ["ls14ap", ""]]),
        pa.chunked_array([["nowhere", "S1  1AA"]], pa.string()),
        pa.chunked_array([], pa.string()),
    )
    assert sorted(addresses(lists).to_pylist()) == ["LS1 4AP", "S1 1AA"]
