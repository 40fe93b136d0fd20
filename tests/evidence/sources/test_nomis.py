"""Nomis: labels as stated or declared, percentages left out, suppressed never nought."""

from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Dropped, Remarks, load
from sectorscope.testing import check_source
from tests.evidence.samples import (
    DATA,
    MAPPING,
    TRIMMED_COLUMNS,
    WHEN,
    bres,
    counts,
    needs_data,
    section,
    table,
    trimmed,
)


def read(data: bytes, mapping: bytes | None = None) -> list[dict[str, Any]]:
    ((_, rows),) = check_source("nomis", data, mapping)
    return rows


def remarks(data: bytes, mapping: bytes | None = None) -> Remarks:
    entry = describe(data, name="a.csv", source="nomis", retrieved=WHEN)
    return load("nomis").remarks(entry, data, mapping)


def refused(data: bytes, mapping: bytes | None = None) -> GateRefused:
    with pytest.raises(GateRefused) as why:
        read(data, mapping)
    return why.value


def test_the_trimmed_shape_states_nothing_and_says_so():
    row = read(trimmed())[0]
    assert {row[k] for k in ("dataset", "unit", "basis", "geography")} == {"not stated"}
    assert (row["code"], row["label"]) == ("A", "Agriculture, forestry and fishing")
    assert (row["measure"], row["dimension"], row["period"]) == (
        "employment",
        "sic_section",
        "2021",
    )
    assert remarks(trimmed()).warnings == (
        "the file does not state its dataset, basis, unit, geography",
    )


def test_what_is_declared_says_so():
    row = read(trimmed(), MAPPING)[0]
    assert row["dataset"] == "BRES (as declared)"
    assert row["basis"] == "employment; workplace (as declared)"
    assert remarks(trimmed(), MAPPING).warnings == ()


def test_the_ladder_is_applied_where_every_figure_stands_on_it():
    assert [(r["low"], r["high"]) for r in read(trimmed())] == [(850, 950), (62.5, 87.5), (0, 2.5)]
    unrounded = read(trimmed((901, 75, 0)))
    assert {(r["low"], r["high"]) for r in unrounded} == {(None, None)}


def test_figures_declared_bres_that_are_not_rounded_are_a_warning():
    assert "rounded as BRES" in remarks(trimmed((901, 75, 0)), MAPPING).warnings[0]
    other = MAPPING.replace(b"BRES", b"Something else")
    assert read(trimmed(), other)[0]["low"] is None


def test_the_full_shape_is_labelled_by_itself():
    row = read(bres())[0]
    assert row["dataset"] == "Business Register and Employment Survey (Nomis 188)"
    assert (row["basis"], row["unit"]) == ("employees; workplace", "jobs")
    assert row["geography"] == "local authorities (as of April 2023)"
    assert (row["low"], row["value"], row["high"]) == (21500, 22000, 22500)
    assert "not used" in remarks(bres(), MAPPING).warnings[0]


def test_percentages_are_left_out_and_counted():
    mixed = bres({}, {"MEASURE_NAME": "Industry percentage", "OBS_VALUE": "0.2"})
    assert len(read(mixed)) == 1
    assert remarks(mixed).dropped == (Dropped("MEASURE “Industry percentage”", 1),)


@pytest.mark.parametrize(
    ("urn", "measure", "unit"),
    [
        ("Nm-141d1", "local_units", "local units"),
        ("Nm-142d1", "enterprises", "enterprises"),
    ],
)
def test_business_counts_are_told_apart_by_their_number(urn: str, measure: str, unit: str):
    row = read(counts({"URN": urn}))[0]
    assert (row["measure"], row["unit"], row["low"]) == (measure, unit, None)


def test_size_bands_are_parts_and_kept_apart_from_the_whole():
    whole, micro = read(counts({}, {"EMPLOYMENT_SIZEBAND_NAME": "Micro (0 to 9)"}))
    assert whole["dimension"] == "sic_section"
    assert (micro["dimension"], micro["code"]) == (
        "sic_section/size_band",
        f"{whole['code']}/Micro (0 to 9)",
    )


def test_a_legal_status_is_a_part_and_left_out():
    data = counts({}, {"LEGAL_STATUS_NAME": "Company"})
    assert len(read(data)) == 1
    assert "Company" in remarks(data).dropped[0].what


@pytest.mark.parametrize(
    ("change", "status", "symbol"),
    [
        ({"OBS_CONF": "C"}, "suppressed", "C"),
        ({"OBS_VALUE": "", "OBS_STATUS": "Q", "OBS_STATUS_NAME": "Suppressed"}, "suppressed", "Q"),
        ({"OBS_VALUE": "!"}, "suppressed", "!"),
        ({"OBS_VALUE": "c"}, "suppressed", "c"),
        (
            {"OBS_VALUE": "", "OBS_STATUS": "Q", "OBS_STATUS_NAME": "These figures are missing."},
            "not_available",
            "Q",
        ),
        ({"OBS_VALUE": ""}, "not_available", "A"),
        ({"OBS_VALUE": "5", "OBS_STATUS": "M"}, "not_available", "5"),
    ],
)
def test_a_cell_without_a_figure_is_never_nought(change: dict[str, str], status: str, symbol: str):
    row = read(bres({}, {**section("C"), **change}))[1]
    assert (row["value"], row["low"], row["high"]) == (None, None, None)
    assert (row["status"], row["symbol"]) == (status, symbol)


def test_a_published_nought_is_nought():
    row = read(bres({"OBS_VALUE": "0"}))[0]
    assert (row["value"], row["status"], row["high"]) == (0, "zero", 2.5)


def test_provisional_and_estimated_figures_stand_with_their_symbol():
    rows = read(bres({"OBS_STATUS": "P"}, {**section("C"), "OBS_STATUS": "E"}))
    assert [(r["status"], r["symbol"]) for r in rows] == [("provisional", "P"), ("normal", "E")]


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (bres({"OBS_STATUS": "W"}), "values"),
        (bres({"OBS_VALUE": "about 5"}), "values"),
        (bres({"OBS_VALUE": "-5"}), "values"),
        (bres({"OBS_VALUE": "nan"}), "values"),
        (bres({"OBS_VALUE": "1_000"}), "values"),
        (bres({"OBS_VALUE": "9" * 25}), "values"),
        (bres({"OBS_VALUE": "1e5"}), "values"),
        (bres({"OBS_VALUE": "٣٠"}), "values"),
        (bres({"MEASURE_NAME": "Industry percentage"}), "no_rows"),
        (bres({}, {**section("C"), "EMPLOYMENT_STATUS_NAME": "Employment"}), "mixture"),
        (bres({"INDUSTRY_TYPE": "SIC 2007 division", "INDUSTRY_CODE": "86"}), "classification"),
        (bres({"INDUSTRY_CODE": "Z"}), "classification"),
        (bres({"EMPLOYMENT_STATUS_TYPE": "sex"}), "dataset"),
        (bres({}, {**section("C"), "URN": "Nm-172d1"}), "dataset"),
        (bres().replace(b"EMPLOYMENT_STATUS_NAME", b"MEASURE_SORTORDER", 1), "dataset"),
        (counts({"URN": "Nm-999d1"}), "dataset"),
        (trimmed((900, 0.2, 0)), "mixture"),
        (trimmed((900, "1.0E+05", 0)), "mangled"),
        (table([c for c in TRIMMED_COLUMNS if c != "OBS_VALUE"], [(1,) * 5]), "columns"),
        (table((*TRIMMED_COLUMNS, "SIZE"), [(1,) * 7]), "columns"),
        (table((*TRIMMED_COLUMNS, "MEASURES", "VARIABLE_NAME"), [(1,) * 8]), "columns"),
    ],
)
def test_what_is_not_what_it_says_is_refused(data: bytes, gate: str):
    assert refused(data).gate == gate


RETOLD = table(
    ("DATE", "GEOGRAPHY_NAME", "SIC_SECTION_NAME", "COUNT"),
    [("2015.0", "A Shire and B Shire", "Construction", 47333.5)],
)


def test_figures_retold_without_codes_are_refused_with_what_they_do_not_say_and_what_to_try():
    found = refused(RETOLD)
    assert found.gate == "columns"
    for part in ("employment status", "measure", "without their codes", "employment_status"):
        assert part in str(found)


def test_no_reason_makes_employment_of_figures_that_nobody_says_the_measure_of(tmp_path: Path):
    for gate, data in (("columns", RETOLD), ("values", trimmed().replace(b"2021", b"2021.0"))):
        with pytest.raises(GateRefused):
            add_file(tmp_path, data, name="a.csv", source="nomis", retrieved=WHEN,
                     override=gate, why="it is what we have")  # fmt: skip
    made = add_file(
        tmp_path, trimmed((900.5, 75, 0)), name="a.csv", source="nomis", retrieved=WHEN,
        override="mixture", why="averages over districts",
    )  # fmt: skip
    assert "none is told" in "; ".join(made.warnings)
    ((_, rows),) = load("nomis").read(made.snapshot, trimmed((900.5, 75, 0)), None)
    assert {r["measure"] for r in rows} == {"not stated"}


def test_years_as_a_program_writes_numbers_are_refused():
    assert refused(trimmed().replace(b"2021", b"2021.0")).gate == "values"
    assert refused(bres({"DATE": "2024.0"})).gate == "values"


@needs_data
def test_the_real_file_of_full_time_jobs_is_refused():
    data = (DATA / "official" / "bres_itl2_jobs_by_section_2015_2022.csv").read_bytes()
    assert "whose jobs it counts" in str(refused(data))


@pytest.mark.parametrize("mapping", [b"dataset = 5", b'datset = "BRES"', b"dataset = "])
def test_a_mapping_is_read_strictly(mapping: bytes):
    assert refused(trimmed(), mapping).gate == "fields"
