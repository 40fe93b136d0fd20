"""A list of companies is read by what its columns are called, by a mapping, or refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load, names
from sectorscope.evidence.sources.companies.mapping import Columns, parse
from sectorscope.testing import check_source
from tests.evidence.firms import LIST, OBJECTS, gzipped, lines, sheet, zipped
from tests.evidence.samples import DATA, ROOT, WHEN, needs_data, table

SOURCE = "companies"


def rows(data: bytes, mapping: bytes | None = None) -> list[dict[str, Any]]:
    ((_, found),) = check_source(SOURCE, data, mapping)
    return found


def remarks(data: bytes, mapping: bytes | None = None) -> Remarks:
    entry = describe(data, name="list.csv", source=SOURCE, retrieved=WHEN)
    return load(SOURCE).remarks(entry, data, mapping)


def refused(data: bytes, mapping: bytes | None = None) -> GateRefused:
    with pytest.raises(GateRefused) as why:
        rows(data, mapping)
    return why.value


@pytest.mark.parametrize("pack", [bytes, gzipped, zipped], ids=["as it is", "gzip", "zip"])
def test_a_list_is_read_by_what_its_columns_are_called(pack: Callable[[bytes], bytes]):
    acme, bolt = rows(pack(LIST))
    assert (acme["number"], acme["name"], acme["text"]) == (
        "01234567",
        "Acme",
        "We make hip implants",
    )
    assert (acme["sics"], acme["postcode"]) == ("3250", "S1 1AA")
    assert (acme["headcount"], acme["low"], acme["high"], acme["basis"]) == (None, 50, 249, "band")
    assert (bolt["number"], bolt["headcount"], bolt["basis"]) == ("SC012345", 7, "given")


def test_what_was_read_as_what_is_told_and_what_was_not():
    data = table(("Firm", "Colour", "Employees"), [("Acme", "red", 3)])
    said = remarks(data).warnings
    assert said[0] == "read as name: Firm; headcount: Employees"
    assert said[1] == "columns that are not read: Colour"


def test_a_mapping_names_columns_and_goes_before_what_they_are_called():
    data = table(("name", "trading_as", "about", "more", "n"), [("X", "Acme", "hips", "knees", 5)])
    mapping = (
        b'basis = "accounts"\n[columns]\nname = "trading_as"\n'
        b'text = ["about", "more"]\nheadcount = "n"\n'
    )
    (row,) = rows(data, mapping)
    assert (row["name"], row["text"], row["headcount"], row["basis"]) == (
        *("Acme", "hips\n\nknees", 5, "accounts"),
    )
    (row,) = rows(data, b'[columns]\ntext = "more"\n')
    assert (row["name"], row["text"]) == ("X", "knees")


def test_json_lines_are_read_with_their_lists():
    acme, bolt = rows(OBJECTS)
    assert (acme["text"], acme["area"], acme["tags"]) == ("hips", "Leeds", "Health;3D")
    assert (bolt["text"], bolt["tags"]) == (None, None)


def test_a_workbook_is_read_by_sheet_and_its_dates_are_no_headcounts():
    import datetime

    rows_ = (
        ("Name", "Staff"),
        ("Acme", datetime.date(2024, 9, 1)),
        ("Bolt", 45536),
        ("Nut", "10-49"),
        ("²", "9" * 5000),
    )
    acme, bolt, nut, odd = rows(sheet(*rows_))
    assert (acme["headcount"], acme["low"]) == (None, None)
    assert "headcount_mangled" in acme["flags"]
    assert bolt["headcount"] == 45_536
    assert (nut["low"], nut["high"]) == (10, 49)
    assert (odd["name"], odd["headcount"]) == ("²", None)
    assert acme["locator"] == "sheet=Firms;cell=A2"
    assert "has no sheet 'Other'" in str(refused(sheet(*rows_), b'sheet = "Other"\n'))


def test_whether_a_code_lost_its_nought_may_be_declared():
    data = table(("name", "sic"), [("Acme", "1110")])
    assert rows(data)[0]["sics"] == "1110"
    assert rows(data, b"sic_digits = 5\n")[0]["sics"] == "01110"


def test_rows_that_name_nothing_are_left_out_and_counted():
    data = table(("name", "number", "staff"), [("Acme", "", 1), ("", "", 2), (" ", "123", 3)])
    found = rows(data)
    assert [(r["name"], r["headcount"]) for r in found] == [("Acme", 1), ("123", 3)]
    assert [d.rows for d in remarks(data).dropped] == [1]


@pytest.mark.parametrize(
    ("data", "mapping", "gate", "says"),
    [
        (table(("firma", "leute"), [("A", 1)]), None, "columns", "it has firma, leute"),
        (LIST, b'[columns]\nname = "Compny"\n', "columns", "did you mean 'Company'?"),
        (LIST, b'[columns]\nnome = "Company"\n', "fields", "did you mean 'columns.name'?"),
        (LIST, b'basis = "guessed"\n', "fields", "'given' or 'accounts'"),
        (LIST, b"columns", "fields", "no TOML"),
        (table(("name", "staff"), [("", ""), (" ", "3")]), None, "no_rows", "names no company"),
        (b'{"error": "not found"}', None, "columns", "it has error"),
        (OBJECTS + b"[1]\n", None, "rows", "line 3"),
        (OBJECTS[:-9], None, "rows", "line 2"),
        (sheet(("name",)), None, "no_rows", "holds no rows"),
        (b"<!doctype html><p>x</p>", None, "html", "web page"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, mapping: bytes | None, gate: str, says: str):
    why = refused(data, mapping)
    assert why.gate == gate
    assert says in str(why)


def test_a_list_without_headcounts_or_codes_says_so():
    said = "\n".join(remarks(lines({"name": "Acme"})).warnings)
    assert "1 of 1 companies: no headcount" in said
    assert "1 of 1 companies: no SIC code" in said


def test_the_mapping_of_the_how_to_is_one():
    page = (ROOT / "docs" / "how-to" / "companies.md").read_text("utf-8")
    block = page.split("a mapping names them:")[1].split("and `sectorscope")[0]
    text = "\n".join(line.removeprefix("    ") for line in block.splitlines())
    assert parse(text.encode()).columns.text == ("What they do", "Website text")
    listed = page.split("Others it may name:")[1].split(". ")[0] + block
    assert all(f"`{f}`" in listed or f"{f} =" in listed for f in Columns.model_fields)


# --- real files --------------------------------------------------------------------------------


@needs_data
@pytest.mark.data
def test_real_lists():
    techstars = rows((DATA / "companies" / "techstars_companies.jsonl.gz").read_bytes())
    assert len(techstars) == 4_832
    assert sum(r["text"] is not None for r in techstars) > 4_700
    employers = rows((DATA / "companies" / "gender_pay_gap_employers_2021_22.csv.gz").read_bytes())
    assert len(employers) == 10_465
    assert sum(r["low"] is not None for r in employers) > 10_000
    assert all(r["headcount"] is None for r in employers)


SITE = "We make hips. info@acme.example, 07700 900123"


def added(folder: Path, *firms: tuple[str, ...], columns: tuple[str, ...]) -> Added:
    data = table(columns, firms)
    return add_file(folder, data, name="list.csv", source=SOURCE, retrieved=WHEN)


def test_what_a_website_says_may_hold_the_firms_own_address(tmp_path: Path):
    found = added(tmp_path, ("Acme", SITE), ("Bolt", "knees"), columns=("name", "website text"))
    assert not found.already_there
    assert ("personal", "passed") in {(v.gate, v.outcome) for v in found.verdicts}


def test_rows_of_one_firm_that_differ_in_their_website_may_hold_it_too(tmp_path: Path):
    firms = (("Acme", "01234567", SITE), ("Acme", "01234567", "hips@acme.example"))
    found = added(tmp_path, *firms, columns=("name", "number", "website text"))
    assert not found.already_there


@pytest.mark.parametrize(
    ("firm", "column"),
    [
        (("jo.bloggs@acme.example", "hips", "a"), "name"),
        (("Acme", "hips", "jo.bloggs@acme.example"), "tags"),
        (("Acme", "Jo Bloggs, AB 12 34 56 C", "a"), "text"),
    ],
)
def test_addresses_elsewhere_and_insurance_numbers_anywhere_are_refused(
    tmp_path: Path, firm: tuple[str, ...], column: str
):
    with pytest.raises(GateRefused, match=f"column '{column}' holds") as why:
        added(tmp_path, firm, columns=("name", "website text", "tags"))
    assert why.value.gate == "personal"


def test_only_what_may_hold_contacts_is_looked_at_so():
    of = {name: load(name).meta.assertions.personal for name in names()}
    assert of["companies"] == ("text",)
    assert of["companies_house"] == ("name", "previous")
    assert {of[name] for name in names() if "statistic" in load(name).meta.tables} == {()}
