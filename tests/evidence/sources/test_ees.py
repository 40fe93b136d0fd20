"""Whole data sets of Explore Education Statistics, as CSV."""

from __future__ import annotations

from typing import Any

import pytest

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.testing import check_source
from tests.evidence.samples import DATA, WHEN, needs_data, table

COLUMNS = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
    *("region_code", "region_name", "lad_code", "lad_name", "apps_level", "age_summary"),
    *("starts", "achievements"),
)
ENGLAND = ("E92000001", "England")
WEST = (*ENGLAND, "E12000003", "Yorkshire and The Humber", "E08000034", "Kirklees")
ROWS = (
    (202425, "Academic year", "National", *ENGLAND, "", "", "", "", "Total", "Total", 353500, "z"),
    (202425, "Academic year", "Local authority district", *WEST, "Total", "Total", 1980, "c"),
    (202425, "Academic year", "Local authority district", *WEST, "Higher", "25+", "low", 0),
)
GOOD = table(COLUMNS, ROWS, "utf-8-sig")


def read(data: bytes, mapping: bytes | None = None) -> list[dict[str, Any]]:
    entry = describe(data, name="starts.csv", source="ees", retrieved=WHEN)
    ((_, rows),) = load("ees").read(entry, data, mapping)
    return list(rows)


def refused(data: bytes, mapping: bytes | None = None) -> GateRefused:
    with pytest.raises(GateRefused) as why:
        read(data, mapping)
    return why.value


def test_filters_places_and_figures_are_told_apart():
    check_source("ees", GOOD)
    rows = read(GOOD)
    assert len(rows) == 6
    assert (rows[0]["area_code"], rows[0]["geography"]) == ("E92000001", "National")
    assert (rows[2]["area"], rows[2]["measure"], rows[2]["value"]) == ("Kirklees", "starts", 1980)
    assert rows[2]["dimension"] == "apps_level/age_summary"
    assert rows[4]["code"] == "Higher / 25+"


def test_symbols_stand_as_symbols():
    rows = read(GOOD)
    assert [(r["value"], r["status"], r["symbol"]) for r in rows[1::2]] == [
        (None, "not_available", "z"),
        (None, "suppressed", "c"),
        (0, "zero", None),
    ]
    assert (rows[4]["value"], rows[4]["symbol"]) == (None, "low")


def test_a_mapping_says_what_the_file_does_not():
    mapping = b'dataset = "Starts by level"\nindicators = ["starts"]\nfilters = ["apps_level"]\n'
    rows = read(GOOD, mapping)
    assert len(rows) == 3
    assert rows[0]["dataset"] == "Starts by level (as declared)"
    assert rows[0]["dimension"] == "apps_level"


@pytest.mark.parametrize(
    ("data", "mapping", "gate"),
    [
        (GOOD.replace(b"National", b"Galaxy"), None, "classification"),
        (GOOD.replace(b"geographic_level", b"level"), None, "columns"),
        (GOOD, b'indicators = ["apps_level"]', "values"),
        (GOOD, b'indicators = ["nothing"]', "fields"),
        (GOOD, b"indicator = 1", "fields"),
        (GOOD, b"indicators =", "fields"),
        (table(COLUMNS[:11], [r[:11] for r in ROWS]), None, "columns"),
        (b'{"results": []}', None, "json_error"),
        (b'{"meta": {"filters": []}, "dataset": {"title": "x"}}', None, "json_error"),
    ],
)
def test_what_is_not_what_it_says_is_refused(data: bytes, mapping: bytes | None, gate: str):
    assert refused(data, mapping).gate == gate


@needs_data
def test_a_real_file_reads():
    data = (DATA / "provision" / "apprenticeships-kirklees-2025-26.csv").read_bytes()
    rows = read(data)
    assert {r["measure"] for r in rows} == {"starts", "achievements", "participation"}
    assert {r["area"] for r in rows} == {"Kirklees"}
    assert any(r["value"] == 1980 for r in rows)


@needs_data
def test_the_real_header_without_rows_is_refused():
    data = (DATA / "bad_responses" / "ees_header_only_bad_filter.csv").read_bytes()
    assert refused(data).gate in ("no_rows", "columns")
