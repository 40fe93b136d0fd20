"""Rows of one company become one by a stated rule, and what is doubtful about a row is flagged."""

import io
import json
import zipfile
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from sectorscope.evidence.companies.given import Given
from sectorscope.evidence.companies.reading import Companies, companies
from sectorscope.evidence.companies.said import remarks
from sectorscope.schema import TABLES, from_rows
from sectorscope.schema.companies import FLAGS
from sectorscope.testing import check_source

SEVERAL = {"texts", "sics", "previous"}


def read(*rows: dict[str, str], five: bool | None = True, basis: str = "accounts") -> Companies:
    """Rows by field; `texts`, `sics` and `previous` with `|` between their columns."""
    fields = {k for r in rows for k in r} - SEVERAL | {"name"}
    columns = {f: pa.array([r.get(f, "Acme" if f == "name" else "") for r in rows]) for f in fields}
    wide = {f: [r.get(f, "").split("|") for r in rows] for f in SEVERAL}
    lists = {
        f: [
            pa.array([c[i] if i < len(c) else "" for c in cells])
            for i in range(max(map(len, cells)))
        ]
        for f, cells in wide.items()
    }
    where = [f"bytes={n}-{n + 1}" for n in range(len(rows))]
    places = pa.array(where, pa.string())
    return companies(Given(len(rows), columns, **lists, basis=basis, five=five, locators=places))


def one(**said: str) -> dict[str, Any]:
    (row,) = read({"number": "01234567"} | said).rows
    return row


def flags(**said: str) -> set[str]:
    return set(one(**said)["flags"].split(";")) - {
        "no_text",
        "no_sic",
        "no_place",
        "no_headcount",
        "",
    }


def test_rows_fit_the_table():
    found = read({"number": "1"}, {"number": "2", "headcount": "5"}, {"name": "No number"})
    table = from_rows(TABLES["company"], [r | {"snapshot": "a" * 64} for r in found.rows])
    assert table.num_rows == 3


# --- headcounts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "headcount", "low", "high", "flag"),
    [
        ("12", "11", 12, None, None, set()),
        ("0", "11", 0, None, None, {"headcount_zero"}),
        ("200", "2", None, 2, 200, {"headcount_jump"}),
        ("2", "200", None, 2, 200, {"headcount_jump"}),
        ("150", "0", None, 0, 150, {"headcount_jump"}),
        ("0", "99", 0, None, None, {"headcount_zero"}),
        ("199", "2", 199, None, None, set()),
        ("-3", "2", None, None, None, {"headcount_negative"}),
        ("many", "2", None, None, None, {"headcount_text"}),
        ("10 to 49", "", None, 10, 49, {"headcount_band"}),
    ],
)
def test_headcounts(
    now: str, before: str, headcount: float | None, low: float, high: float, flag: set[str]
):
    row = one(headcount=now, before=before)
    assert (row["headcount"], row["low"], row["high"]) == (headcount, low, high)
    assert flags(headcount=now, before=before) == flag


@pytest.mark.parametrize(
    ("now", "before", "accounts", "spoiled"),
    [
        ("2021", "", "31.12.22", True),
        ("2023", "12", "31.12.22", True),
        ("2022", "1990", "31.12.22", False),
        ("2021", "", "", False),
        ("1995", "", "31.12.22", False),
    ],
)
def test_a_year_is_no_headcount(now: str, before: str, accounts: str, spoiled: bool):
    row = one(headcount=now, before=before, accounts=accounts)
    assert (row["headcount"] is None) is spoiled
    assert ("headcount_year" in row["flags"]) is spoiled


def test_a_band_may_stand_in_two_columns():
    row = one(low="10", high="49")
    assert (row["headcount"], row["low"], row["high"], row["basis"]) == (None, 10, 49, "band")
    assert "headcount_band" in row["flags"]
    assert "no_headcount" not in row["flags"]


def test_what_a_headcount_is_from_is_said():
    assert one(headcount="5")["basis"] == "accounts"
    assert one(headcount="5 to 9")["basis"] == "band"
    assert one(headcount="500", before="2")["basis"] == "accounts"
    assert one()["basis"] is None


# --- codes, standing, texts ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ({"sics": "99999 - Dormant Company"}, "dormant"),
        ({"sics": "74990 - Non-trading company"}, "dormant"),
        ({"account_category": "DORMANT"}, "dormant"),
        ({"sics": "98000 - Residents property management"}, "residents"),
        ({"sics": "64209 - Activities of other holding companies n.e.c."}, "holding"),
        ({"name": "Acme Holdings Limited"}, "holding"),
        ({"name": "ACME TOPCO LTD"}, "holding"),
        ({"status": "Liquidation"}, "liquidation"),
        ({"dissolved": "01/01/2020"}, "dissolved"),
        ({"sics": "34000"}, "sic_unknown"),
        ({"sics": "1110"}, "sic_padded"),
        ({"number": "123"}, "number_padded"),
        ({"postcode": "nowhere"}, "postcode_odd"),
        ({"accounts": "soon"}, "date_unread"),
    ],
)
def test_doubts_are_flagged(said: dict[str, str], flag: str):
    assert flag in flags(**said)


def test_no_company_is_taken_for_a_holding_company_by_a_part_of_a_word():
    assert flags(name="Upholdings Furniture Limited") == set()


def test_what_is_missing_is_flagged():
    assert one()["flags"] == "no_text;no_sic;no_place;no_headcount"
    held = one(texts="hips", sics="32500", postcode="S1 1AA", headcount="3")
    assert held["flags"] == ""


def test_codes_of_several_columns_and_of_one_cell_stand_once_each_in_order():
    assert one(sics="32500 - x|26600|32500")["sics"] == "32500;26600"
    (row,) = read({"sics": "32500, 26600;\n72110"}).rows
    assert row["sics"] == "32500;26600;72110"


def test_the_words_of_a_code_are_no_codes():
    assert one(sics="10710 - Manufacture of bread; manufacture of fresh cakes")["sics"] == "10710"
    assert "sic_unknown" not in flags(sics="69109 - Activities; other, legal activities")


def test_whether_codes_lost_a_nought_is_told_from_the_others():
    rows = [{"name": str(n), "sics": code} for n, code in enumerate(["32500", "26600", "1110"])]
    assert [r["sics"] for r in read(*rows, five=None).rows] == ["32500", "26600", "01110"]
    rows = [{"name": str(n), "sics": code} for n, code in enumerate(["3250", "2660", "1110"])]
    assert [r["sics"] for r in read(*rows, five=None).rows] == ["3250", "2660", "1110"]


def test_several_texts_are_one_and_previous_names_a_list():
    row = one(texts="hips| |knees", previous="OLD LTD||OLDER, LTD")
    assert row["text"] == "hips\n\nknees"
    assert json.loads(row["previous"]) == ["OLD LTD", "OLDER, LTD"]


# --- ids -------------------------------------------------------------------------------------


def test_an_id_is_the_number_else_the_files_own_else_the_name():
    rows = read(
        {"number": "1", "id": "x"},
        {"id": "17", "name": "B"},
        {"name": "The C & D Company"},
        {"number": "odd one", "name": "E"},
    ).rows
    assert [r["id"] for r in rows] == ["00000001", "17", "name:the-c-d-company", "odd one"]
    assert [r["number"] for r in rows] == ["00000001", None, None, None]


def test_two_companies_of_one_name_are_told_apart_by_where_they_are():
    rows = read(
        {"name": "Acme", "website": "https://www.acme.example/"},
        {"name": "ACME", "website": "http://other.example"},
        {"name": "Acme", "website": "acme.example"},
    ).rows
    assert [r["id"] for r in rows] == ["name:acme other.example", "name:acme acme.example"]


# --- rows that repeat --------------------------------------------------------------------------


def repeated(*rows: dict[str, str]) -> dict[str, Any]:
    found = read(*({"number": "01"} | r for r in rows))
    assert len(found.rows) == 1
    assert found.repeats.rows == len(rows) - 1
    return found.rows[0]


NEW = {"accounts": "31.12.23", "headcount": "18"}
OLD = {"accounts": "31 December 2022", "headcount": "19"}


@pytest.mark.parametrize("rows", [(NEW, OLD), (OLD, NEW)], ids=["", "turned"])
def test_the_newest_accounts_are_kept_and_the_others_shown(rows: tuple[dict[str, str], ...]):
    row = repeated(*rows)
    assert (row["headcount"], row["accounts"]) == (18, "2023-12-31")
    assert json.loads(row["others"]) == {"accounts": ["2022-12-31"], "headcount": [19.0]}
    assert "repeated" in row["flags"].split(";")
    assert "repeated_differs" not in row["flags"]  # two years are no contradiction


def test_a_row_with_a_headcount_goes_before_a_newer_one_without():
    assert repeated({"accounts": "31.12.24"}, OLD)["headcount"] == 19


@pytest.mark.parametrize(
    "other",
    [
        {"accounts": "31.12.23", "headcount": "20"},
        OLD | {"postcode": "S1 1AA"},
        OLD | {"name": "Other"},
        OLD | {"sics": "32500"},
        OLD | {"status": "Liquidation"},
    ],
    ids=["headcount", "place", "name", "code", "standing"],
)
def test_rows_that_contradict_each_other_are_flagged(other: dict[str, str]):
    assert "repeated_differs" in repeated(NEW, other)["flags"]


def test_rows_that_are_the_same_are_one_without_a_doubt():
    row = repeated(NEW, NEW)
    assert row["others"] is None
    assert "repeated_differs" not in row["flags"]
    assert row["locator"] == "bytes=1-2"  # of equals the last


# --- counted -----------------------------------------------------------------------------------


def test_every_doubt_is_counted_and_every_row_left_out():
    found = read(
        {"number": "01"} | NEW,
        {"number": "01"} | OLD,
        {"number": "2", "headcount": "-1"},
        {"name": "x"},
    )
    said = remarks(found)
    lines = "\n".join(said.warnings)
    assert f"1 of 3 companies: {FLAGS['headcount_negative']}" in lines
    assert f"1 of 3 companies: {FLAGS['repeated']}" in lines
    assert f"3 of 3 companies: {FLAGS['no_text']}" in lines
    assert "differ in accounts (1), headcount (1)" in lines
    assert [d.rows for d in said.dropped] == [1]
    counted = {f: sum(f in r["flags"].split(";") for r in found.rows) for f in FLAGS}
    assert {f: n for f, n in counted.items() if n} == dict(found.counts)


def test_no_rows_give_no_rows():
    assert list(companies(Given(0, {"name": pa.array([], pa.string())})).rows) == []


@pytest.mark.parametrize("sheet", ["Firms", "50%; of them", "Firms&#10;2026"])
def test_a_row_of_a_sheet_of_any_name_is_found_again(sheet: str):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "TITLE"  # type: ignore[union-attr]
    book.active.append(["name", "sic"])  # type: ignore[union-attr]
    book.active.append(["Firm Ltd", "25620"])  # type: ignore[union-attr]
    book.save(out)
    named = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(named, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b"TITLE", sheet.encode()))
    ((_, rows),) = check_source("companies", named.getvalue())
    assert [row["name"] for row in rows] == ["Firm Ltd"]
    assert rows[0]["locator"].isprintable()
