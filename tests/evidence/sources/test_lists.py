"""Standards, and employers by size band: read as they are, refused where they are not."""

import json

import pytest

from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.testing import check_source
from tests.evidence.provided import GPG, employers, standard, standards
from tests.evidence.samples import DATA, WHEN, needs_data, table


def read(source: str, data: bytes, name: str = "a") -> list[dict]:  # type: ignore[type-arg]
    entry = describe(data, name=name, source=source, retrieved=WHEN)
    ((_, rows),) = load(source).read(entry, data, None)
    return list(rows)


def test_a_standard_leads_back_to_its_own_object():
    data = standards(standard(), standard(referenceNumber="ST9002", skills=["S1: Measures"]))
    ((_, rows),) = check_source("standards", data)
    first, second = rows
    assert (first["reference"], first["level"], first["funding"]) == ("ST9001", 3, 9000)
    assert (first["skills"], second["skills"]) == (None, '["S1: Measures"]')
    assert json.loads(resolve(data, second["locator"]).text)["referenceNumber"] == "ST9002"


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (b'{"message": "not found"}', "json_error"),
        (b"[]", "no_rows"),
        (standards()[:-30], "truncated"),
        (b"[" * 100_000, "truncated"),
        (b"[1]", "rows"),
        (standards({"level": 3}), "fields"),
        (standards(standard(levels=3)), "fields"),
        (standards(standard(level="3")), "values"),
        (standards(standard(level=9)), "values"),
        (standards(standard(maxFunding="9k")), "values"),
        (standards(standard(maxFunding=float("nan"))), "values"),
        (standards(standard(larsCode=10**30)), "values"),
        (standards(standard(typicalJobTitles="a")), "values"),
    ],
)
def test_a_list_that_is_none_is_refused(data: bytes, gate: str):
    with pytest.raises(GateRefused) as why:
        read("standards", data)
    assert why.value.gate == gate


def test_the_entries_that_are_missing_are_named_and_what_stands_instead():
    renamed = standard()
    renamed["reference_number"] = renamed.pop("referenceNumber")
    renamed["rank"] = renamed.pop("level")
    with pytest.raises(GateRefused) as why:
        read("standards", standards(renamed))
    assert why.value.gate == "fields"
    for part in (
        *("has no referenceNumber, nor level", "has “reference_number”, “rank”"),
        "did you mean 'reference_number' for 'referenceNumber'?",
    ):
        assert part in str(why.value)


def test_codes_with_line_breaks_between_are_told_apart():
    (row,) = read("gender_pay_gap", employers(), "UK Gender Pay Gap Data - 2021 to 2022.csv")
    assert row["sics"] == "32500;86101;01110"
    assert (row["low"], row["high"], row["year"]) == (5000, 19_999, "2021/22")
    assert (row["id"], row["number"]) == ("77", "01234567")


def test_a_row_that_stands_twice_is_read_once_and_that_is_said():
    data = employers(again=True)
    assert len(read("gender_pay_gap", data)) == 1
    entry = describe(data, name="a", source="gender_pay_gap", retrieved=WHEN)
    said = load("gender_pay_gap").remarks(entry, data, None).warnings
    assert "1 rows stand twice, word for word, and are read once" in said
    assert "bands are of employees in the whole country: a list, never to be summed" in said


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        *(("1234567", "01234567"), (" 01234567 ", "01234567"), ("sc012345", "SC012345")),
        *(("SC12345", "SC012345"), ("none", None), ("", None)),
    ],
)
def test_a_company_number_has_eight_characters_or_is_not_used(written: str, read_as: str | None):
    data = employers().replace(b"01234567", written.encode())
    (row,) = read("gender_pay_gap", data)
    assert row["number"] == read_as


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1234567", "1 company numbers had lost noughts, and have them again"),
        ("SP1823RS", "1 company numbers cannot be read, and are not used"),
    ],
)
def test_what_became_of_company_numbers_is_said(written: str, said: str):
    data = employers().replace(b"01234567", written.encode())
    entry = describe(data, name="a", source="gender_pay_gap", retrieved=WHEN)
    assert said in load("gender_pay_gap").remarks(entry, data, None).warnings


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (employers(size="250-499"), "values"),
        (employers(sics="Health"), "classification"),
        (table(GPG[:-3], [range(5)]), "columns"),
    ],
)
def test_an_unknown_band_code_or_column_is_refused(data: bytes, gate: str):
    with pytest.raises(GateRefused) as why:
        read("gender_pay_gap", data)
    assert why.value.gate == gate


@needs_data
@pytest.mark.parametrize(
    ("source", "file", "rows"),
    [
        ("standards", "provision/apprenticeship_standards_640.json", 640),
        ("gender_pay_gap", "companies/gender_pay_gap_employers_2017_18.csv.gz", 10_477),
        ("gender_pay_gap", "companies/gender_pay_gap_employers_2019_20.csv.gz", 6_920),
        ("gender_pay_gap", "companies/gender_pay_gap_employers_2021_22.csv.gz", 10_465),
    ],
)
def test_the_real_files_keep_every_promise(source: str, file: str, rows: int):
    ((_, found),) = check_source(source, (DATA / file).read_bytes())
    assert len(found) == rows
