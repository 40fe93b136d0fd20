"""Whole data sets of Explore Education Statistics as CSV, and answers of its table tool."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.testing import check_source
from tests.evidence.provided import cut, tool_labels, tool_list, tool_page
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
        (b'{"results": []}', None, "dataset"),
        (GOOD, b'period = "academic year"', "fields"),
        (b'{"meta": {"filters": []}, "dataset": {"title": "x"}}', None, "json_error"),
    ],
)
def test_what_is_not_what_it_says_is_refused(data: bytes, mapping: bytes | None, gate: str):
    assert refused(data, mapping).gate == gate


def test_what_was_cut_out_of_a_data_set_is_read_by_the_codes_of_its_places():
    rows = read(cut())
    assert {(r["area"], r["geography"]) for r in rows} == {
        ("Kirklees", "Local authority district"),
        ("Craven", "Local authority district"),
    }
    assert [(r["value"], r["status"], r["symbol"]) for r in rows[2:4]] == [
        (350, "normal", None),
        (None, "not_available", "low"),
    ]
    assert {(r["dataset"], r["period"], r["basis"]) for r in rows} == {
        ("not stated", "2022/23", "not stated")
    }
    said = read(cut(), b'dataset = "Starts"\nperiod = "academic year"\n')
    assert {(r["dataset"], r["basis"]) for r in said} == {
        ("Starts (as declared)", "academic year (as declared)")
    }


@pytest.mark.parametrize("code", ["E99000001", "E08abc", ""])
def test_places_whose_codes_say_no_level_are_refused(code: str):
    data = cut(("2022/23", code, "Nowhere", "Total", "Total", 1, 1))
    assert refused(data).gate == "classification"


def test_adding_it_says_what_it_does_not_state_and_which_districts_are_no_more():
    entry = describe(cut(), name="starts.csv", source="ees", retrieved=WHEN)
    said = "; ".join(load("ees").remarks(entry, cut(), None).warnings)
    assert "does not state its dataset" in said
    assert "whether its dates are whole academic years" in said
    assert "where learners live or are taught" in said
    assert "3 of 6 figures are suppressed or not available" in said
    assert "no more since 2023-03-31, and now in North Yorkshire: Craven" in said


LIST, LABELS = json.dumps(tool_list()).encode(), json.dumps(tool_labels()).encode()


def test_a_table_of_the_table_tool_is_read_with_its_own_labels():
    (first, second) = read(tool_page())
    assert (first["dataset"], first["measure"]) == ("Apprenticeships: Starts – by level", "Starts")
    assert (first["area_code"], first["area"], first["geography"]) == (
        *("E92000001", "England", "National"),
    )
    assert (first["dimension"], first["code"]) == ("apps_level", "Total")
    assert (first["period"], first["basis"], first["value"]) == ("2024/25", "academic year", 353500)
    assert (second["value"], second["status"], second["symbol"]) == (None, "not_available", "z")


def test_a_list_of_figures_takes_its_labels_from_the_file_beside_it():
    rows = read(LIST, LABELS)
    assert [r["value"] for r in rows] == [353500, None]
    assert {r["dataset"] for r in rows} == {"not stated"}
    bare = tool_list("7")
    del bare[0]["locationId"]
    assert read(json.dumps(bare).encode(), LABELS)[0]["area"] == "England"


def test_a_list_without_labels_says_which_file_is_missing_and_how_to_come_by_it():
    why = str(refused(LIST))
    assert "no file says what these mean" in why
    assert "--mapping" in why
    assert "the whole answer of the fast track" in why
    only = str(refused(LABELS))
    assert "labels of a data set and no figures" in only
    assert "give this file with --mapping" in only


@pytest.mark.parametrize(
    ("data", "mapping", "gate"),
    [
        (LIST, LABELS.replace(b"level-high", b"level-low"), "classification"),
        (json.dumps(tool_list(locationId="other")).encode(), LABELS, "classification"),
        (json.dumps(tool_list(timePeriod="2025_AY")).encode(), LABELS, "classification"),
        (json.dumps(tool_list("many")).encode(), LABELS, "values"),
        (json.dumps(tool_list("9" * 25)).encode(), LABELS, "values"),
        (json.dumps(tool_list("٣٥"), ensure_ascii=False).encode(), LABELS, "values"),
        (LIST.replace(b'"353500"', b'"3535\\u0030\\u0030"'), LABELS, "classification"),
        (LIST[:-20], LABELS, "truncated"),
        (LIST, b'dataset = "Starts"', "fields"),
        (LIST, b"[]", "json_error"),
        (b"[7]", LABELS, "classification"),
    ],
)
def test_figures_that_their_labels_do_not_explain_are_refused(
    data: bytes, mapping: bytes, gate: str
):
    assert refused(data, mapping).gate == gate


@needs_data
def test_the_real_answers_of_the_table_tool_read():
    folder = DATA / "provision"
    page = read((folder / "ees_table_starts_by_sector.json").read_bytes())
    alone = read(
        (folder / "ees_sector_stats.json").read_bytes(),
        (folder / "ees_subject_meta.json").read_bytes(),
    )
    assert len(page) == len(alone) == 184
    key = ("measure", "area_code", "period", "code")
    figures = [{tuple(r[k] for k in key): r["value"] for r in rows} for rows in (page, alone)]
    assert figures[0] == figures[1]
    newest = figures[0]["Starts", "E92000001", "2024/25", "Total / Total / Total"]
    assert newest == 353500
    assert refused((folder / "ees_level_stats.json").read_bytes()).gate == "dataset"


@needs_data
def test_the_real_starts_of_2022_23_read():
    data = (DATA / "provision" / "apprenticeship_starts_achievements_2022_23.csv").read_bytes()
    rows = read(data)
    assert len(rows) == 1456
    assert sum(r["symbol"] == "low" for r in rows) == 886
    assert {r["measure"] for r in rows} == {"starts", "achievements"}


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


def counted(*cells: object, column: str = "starts") -> bytes:
    """Districts with a column of figures and one more."""
    names = (
        *("time_period", "time_identifier", "geographic_level", "lad_code", "lad_name"),
        *("achievements", column),
    )
    place = (202425, "Academic year", "Local authority district")
    codes = [f"E0800003{n}" for n in range(len(cells))]
    return table(names, [(*place, c, c, 5, cell) for c, cell in zip(codes, cells, strict=True)])


def test_a_word_among_figures_loses_no_column():
    with pytest.raises(GateRefused, match=r"2 figures and 1 .* such as 'n/a'") as why:
        check_source("ees", counted(10, "n/a", 30))
    assert why.value.gate == "values"
    ((_, rows),) = check_source("ees", counted(10, "c", 30))
    assert {r["measure"] for r in rows} == {"achievements", "starts"}


@pytest.mark.parametrize("cells", [(1, 2, 3, "Total"), ("", "", "Leeds College"), ("", 1, "Women")])
def test_a_column_that_tells_rows_apart_may_hold_numbers(cells: tuple[object, ...]):
    ((_, rows),) = check_source("ees", counted(*cells, column="which"))
    assert {r["measure"] for r in rows} == {"achievements"}


def test_a_mapping_says_that_a_column_of_numbers_tells_rows_apart():
    data = counted(1, 2, "PhD", column="year_of_study")
    entry = describe(data, name="a.csv", source="ees", retrieved=WHEN)
    ((_, rows),) = load("ees").read(entry, data, b'filters = ["year_of_study"]')
    assert [r["code"] for r in rows] == ["1", "2", "PhD"]
