"""Apprenticeships by provider: every breakdown read, none mixed, no address of a person kept."""

import pytest

from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.schema import TABLES, from_rows
from sectorscope.testing import check_source
from tests.evidence import provided
from tests.evidence.samples import DATA, WHEN, needs_data, table

SOURCE = "apprenticeships"


def rows(data: bytes) -> list[dict]:  # type: ignore[type-arg]
    ((name, found),) = check_source(SOURCE, data)
    assert name == "apprenticeship"
    return list(found)


def entry(data: bytes):  # noqa: ANN201
    return describe(data, name="a.csv", source=SOURCE, retrieved=WHEN)


def test_a_figure_of_a_provider_and_a_standard():
    first, nought, part = rows(provided.parquet())
    assert (first["provider"], first["provider_name"]) == ("10000001", "A College (of Art)")
    assert (first["measure"], first["value"], first["raw"]) == ("starts", 12, "12")
    assert (nought["value"], nought["status"]) == (0, "zero")
    assert (first["home"], first["delivery"], first["places"]) == ("all", "all", "all")
    assert (part["period"], part["whole_year"]) == ("2025/26 (Aug to Apr)", False)


def test_three_figures_of_a_row_each_lead_back_to_their_own_cell():
    data = provided.by_district()
    found = {r["measure"]: r for r in rows(data)}
    assert found["starts"]["value"] == 3
    assert (found["achievements"]["value"], found["achievements"]["status"]) == (
        None,
        "not_available",
    )
    assert found["achievements"]["symbol"] == "low"
    assert resolve(data, found["enrolments"]["locator"]).text == "9"
    assert found["starts"]["places"] == "district"


def test_a_notice_in_utf_16_is_passed_over_and_addresses_are_left_out():
    data = provided.with_notice()
    (start, *_) = rows(data)
    assert start["home"] == "Leeds"
    held = str(rows(data))
    assert "bloggs" not in held
    said = load(SOURCE).remarks(entry(data), data, None)
    assert said.dropped[0].what == "addresses of persons: Contact e-mail"


def test_a_part_of_a_year_is_said():
    data = provided.parquet()
    (said,) = load(SOURCE).remarks(entry(data), data, None).warnings
    assert said == "2025/26 (Aug to Apr) is a part of a year: never set beside whole ones"


def changed(at: int, value: object) -> bytes:
    row = list(provided.by_standard()[0])
    row[at] = value
    return provided.parquet([tuple(row)])


@pytest.mark.parametrize(
    ("data", "gate", "says"),
    [
        (changed(0, "2024"), "classification", "academic year"),
        (changed(7, "A College"), "classification", "provider's number"),
        (changed(8, "Leavers"), "values", "starts, enrolments"),
        (changed(9, -1), "values", "'-1'"),
        (table(("year", "provider"), [("2024/25", "x")]), "columns", "provider_name"),
        (table((*provided.DISTRICTS, "extra"), [range(8)]), "columns", "'extra'"),
        (provided.parquet()[:-40], "archive", "damaged"),
        (b"PAR1", "archive", "damaged"),
        (b"<html><title>Sorry</title>", "html", "Sorry"),
    ],
)
def test_what_is_not_what_it_says_is_refused(data: bytes, gate: str, says: str):
    with pytest.raises(GateRefused, match=says) as why:
        list(load(SOURCE).read(entry(data), data, None))
    assert why.value.gate == gate


@needs_data
@pytest.mark.parametrize(
    ("file", "figures"),
    [
        ("subjects_and_standards_0.parquet", 205_803),
        ("lad_map_data_west_yorkshire.csv", 124_548),
        ("health_related_standards_by_provider.csv", 12_273),
    ],
)
def test_the_real_files_are_read_whole(file: str, figures: int):
    data = (DATA / "provision" / file).read_bytes()
    ((table_name, found),) = load(SOURCE).read(entry(data), data, None)
    assert from_rows(TABLES[table_name], found).num_rows == figures
    for at in range(0, figures, figures // 7):
        assert resolve(data, found[at]["locator"]).text == found[at]["raw"]


def test_a_table_by_place_says_where_it_is_read():
    data = provided.cut()
    with pytest.raises(GateRefused, match=r"is by place and not by provider.*read as ees"):
        list(load(SOURCE).read(entry(data), data, None))
