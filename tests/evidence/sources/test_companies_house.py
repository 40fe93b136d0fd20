"""The register as published, and as people cut it: read from end to end, or refused."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue, describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.sector.frame import frame
from sectorscope.testing import check_source
from tests.evidence.firms import CUT, REGISTER, cut, gzipped, register, sheet, zipped
from tests.evidence.samples import DATA, WHEN, needs_data, table
from tests.sector.firms import definition

SOURCE = "companies_house"


def rows(data: bytes) -> list[dict[str, Any]]:
    ((name, found),) = check_source(SOURCE, data)
    assert name == "company"
    return found


def remarks(data: bytes) -> Remarks:
    return load(SOURCE).remarks(describe(data, name="a", source=SOURCE, retrieved=WHEN), data, None)


def test_the_published_header_has_55_columns_with_blanks_before_some():
    assert len(REGISTER) == 55
    assert " CompanyNumber" in REGISTER


@pytest.mark.parametrize("pack", [bytes, gzipped, zipped], ids=["as it is", "gzip", "zip"])
def test_a_row_of_the_register(pack: Callable[[bytes], bytes]):
    previous = {"PreviousName_1.CompanyName": "OLD LTD", "PreviousName_2.CompanyName": "OLDER LTD"}
    dormant = {"Accounts.AccountCategory": "DORMANT", "Accounts.LastMadeUpDate": "31/03/2024"}
    (row,) = rows(pack(register(previous | dormant)))
    assert row["id"] == row["number"] == "01234567"
    assert row["name"] == "ACME SURGICAL LIMITED"
    assert row["previous"] == '["OLD LTD", "OLDER LTD"]'
    assert row["sics"] == "32500"
    assert row["postcode"] == "S1 1AA"
    assert row["accounts"] == "2024-03-31"
    assert row["incorporated"] == "2010-10-13"
    assert row["headcount"] is None
    assert set(row["flags"].split(";")) == {"dormant", "no_text", "no_headcount"}


def test_a_row_of_a_file_with_headcounts_and_districts():
    (row,) = rows(cut())
    assert (row["headcount"], row["before"], row["basis"]) == (12, 11, "accounts")
    assert (row["area_code"], row["area"], row["accounts"]) == (
        "E08000019",
        "Sheffield",
        "2023-03-31",
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("30/09/2025", "01/10/2025", "13/10/2010"), "2025-10-01"),
        (("30/09/2025", "01/10/2099", ""), "2025-09-30"),
        (("", "", ""), None),
    ],
)
def test_a_file_is_of_the_last_day_on_which_one_of_its_companies_was_incorporated(
    days: tuple[str, ...], expected: str | None
):
    firms = [{"CompanyNumber": f"0123456{n}", "IncorporationDate": d} for n, d in enumerate(days)]
    data = register(*firms)
    entry = describe(data, name="a", source=SOURCE, retrieved="2026-11-22")
    ((_, found),) = load(SOURCE).read(entry, data, None)
    assert {r["day"] for r in found} == {expected}


def test_a_locator_leads_to_the_record_in_the_packed_file():
    data = gzipped(cut({}, {"CompanyNumber": "07654321", "CompanyName": 'BOLT, "AND" NUT LTD'}))
    (row,) = (r for r in rows(data) if r["number"] == "07654321")
    assert '"BOLT, ""AND"" NUT LTD"' in resolve(data, row["locator"]).text


@pytest.mark.parametrize(
    ("data", "gate", "says"),
    [
        (register(header=(*REGISTER, "Employes_thisyear")), "columns", "'Employees_thisyear'?"),
        (
            register(header=tuple(c for c in CUT if c != "CompanyNumber")),
            "columns",
            "CompanyNumber",
        ),
        (table(REGISTER, []), "no_rows", "no rows"),
        (cut()[:-9], "rows", "fields"),
        (b"<!doctype html><title>Sorry</title>", "html", "Sorry"),
        (gzipped(b"<!doctype html><title>Sorry</title>"), "html", "Sorry"),
        (gzipped(cut())[:-20], "archive", "cut short"),
        (zipped(cut(), "second.csv"), "archive", "holds 2 files"),
    ],
    ids=["unknown", "missing", "empty", "cut", "page", "packed page", "damaged", "two"],
)
def test_what_is_not_the_register_is_refused(data: bytes, gate: str, says: str):
    with pytest.raises(GateRefused, match=says) as why:
        rows(data)
    assert why.value.gate == gate


def test_a_cut_file_may_be_a_workbook_of_numbers_that_lost_their_noughts():
    data = sheet(
        (
            "CompanyNumber",
            "CompanyName",
            "CompanyStatus",
            "SICCode.SicText_1",
            "Employees_thisyear",
        ),
        (6819170, "FARM LTD", "Active", 1110, 3),
        (12345678, "ACME LTD", "Active", 32500, "1-Sep"),
    )
    farm, acme = rows(data)
    assert (farm["number"], farm["sics"], farm["headcount"]) == ("06819170", "01110", 3)
    assert {"number_padded", "sic_padded"} <= set(farm["flags"].split(";"))
    assert "headcount_mangled" in acme["flags"]


def test_a_file_is_added_and_its_doubts_are_told(tmp_path: Path):
    file = tmp_path / "register.csv.gz"
    file.write_bytes(
        gzipped(cut({}, {"enddate": "31.3.24"}, {"CompanyNumber": "9", "Employees_thisyear": "-1"}))
    )
    added = add_file(tmp_path, file, source=SOURCE, retrieved=WHEN)
    assert [d.rows for d in added.dropped] == [1]
    assert any("below nought" in w for w in added.warnings)
    assert [s.source for s in Catalogue(tmp_path).current()] == [SOURCE]


def test_a_company_may_be_called_by_an_address_and_no_other_column_may_hold_one(tmp_path: Path):
    called = {"CompanyName": "PLUMBER@HOME.CO.UK LIMITED", "PreviousName_1.CompanyName": "A@B.COM"}
    added = add_file(tmp_path, register(called), name="a.csv", source=SOURCE, retrieved=WHEN)
    assert {v.gate: v.outcome for v in added.verdicts}["personal"] == "passed"
    called = {"localauthority_name": "someone@home.example"}
    with pytest.raises(GateRefused, match="'area' holds an e-mail address"):
        add_file(tmp_path, cut(called), name="b.csv", source=SOURCE, retrieved=WHEN)


def test_a_name_over_two_lines_and_in_quotation_marks_is_one_company():
    data = zipped(register({"CompanyName": 'THE "BOLT"\nAND NUT LTD'}, {"CompanyNumber": "7"}))
    bolt, other = rows(data)
    assert bolt["name"] == 'THE "BOLT" AND NUT LTD'
    assert resolve(data, bolt["locator"]).text.startswith('"THE ""BOLT""\nAND NUT LTD"')
    assert resolve(data, other["locator"]).text.startswith("ACME SURGICAL LIMITED,7,")


# --- cut to a region ---------------------------------------------------------------------------

PLACES = ("LS1 4AP", "LS10 1AA", "ls11aa", "L1 4AP", "YO8 4AA", "YO8 5AA", "", "nowhere")


def placed() -> bytes:
    firms = enumerate(PLACES, 1)
    return register(*({"CompanyNumber": str(n), "RegAddress.PostCode": p} for n, p in firms))


@pytest.mark.parametrize(
    ("starts", "kept", "elsewhere"),
    [
        ('"LS"', ["LS1 4AP", "LS10 1AA", "LS1 1AA"], 3),
        ('"LS1"', ["LS1 4AP", "LS1 1AA"], 4),
        ('"LS1 4", "YO8 4"', ["LS1 4AP", "YO8 4AA"], 4),
        ('"L"', ["L1 4AP"], 5),
    ],
)
def test_a_mapping_keeps_the_companies_of_a_regions_postcodes(
    starts: str, kept: list[str], elsewhere: int
):
    data, mapping = placed(), f"postcodes = [{starts}]".encode()
    ((_, found),) = check_source(SOURCE, data, mapping)
    assert [row["postcode"] for row in found] == kept
    entry = describe(data, name="a", source=SOURCE, retrieved=WHEN)
    gone = load(SOURCE).remarks(entry, data, mapping).dropped
    assert [d.rows for d in gone] == [elsewhere, 2]
    assert "registered elsewhere" in gone[0].what
    assert "no postcode" in gone[1].what


@pytest.mark.parametrize(
    "mapping",
    [
        'postcodes = ["LEEDS"]',
        'postcodes = ["ls"]',
        "postcodes = []",
        'postcode = ["LS"]',
        'postcodes = "LS"',
        'postcodes = ["LS"]\nname = "Name"',
        "postcodes = [1]",
        "=",
    ],
)
def test_a_mapping_of_anything_else_is_refused(mapping: str):
    with pytest.raises(GateRefused) as why:
        check_source(SOURCE, placed(), mapping.encode())
    assert why.value.gate == "fields"


def test_a_file_without_a_company_of_the_region_is_refused():
    with pytest.raises(GateRefused, match="begins ZE") as why:
        check_source(SOURCE, placed(), b'postcodes = ["ZE"]')
    assert why.value.gate == "no_rows"


# --- the real file -----------------------------------------------------------------------------

REAL = DATA / "companies" / "south_yorkshire_companies_house_2024.csv.gz"


@needs_data
@pytest.mark.data
def test_the_real_file_of_south_yorkshire():
    data = REAL.read_bytes()
    entry = describe(data, name=REAL.name, source=SOURCE, retrieved=WHEN)
    found = dict(load(SOURCE).read(entry, data, None))["company"]
    assert len(found) == 38_240
    said = remarks(data)
    assert [d.rows for d in said.dropped] == [4_678]
    assert any(w.startswith("4,541 of 38,240 companies: its number stands") for w in said.warnings)
    assert all("unread" not in w and "SIC 2007 does not have" not in w for w in said.warnings)
    text = gzip.decompress(data)
    for row in found[::4000]:
        start, end = map(int, row["locator"].removeprefix("bytes=").split("-"))
        assert text[start:end].startswith(row["number"].encode())
    held = frame(found, definition())
    smiles = [i for i, n in enumerate(held.names) if n.startswith("SMIRK TEETH WHITENING")]
    assert len(smiles) == 16
    assert held.eligible[smiles].sum() == 1
    size, imputed = held.size()
    assert (size > 0).all()
    assert (size[~imputed] == held.headcount[~imputed]).all()
