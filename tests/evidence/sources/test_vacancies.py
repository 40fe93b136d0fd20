"""Vacancies: what a row becomes, what never leaves the reader, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from tests.evidence.adverts import ROW, vacancies

WHEN = "2026-11-22"


def rows(data: bytes, mapping: bytes | None = None) -> list[dict[str, Any]]:
    entry = describe(data, name="v.csv", source="vacancies", retrieved=WHEN)
    ((_, found),) = load("vacancies").read(entry, data, mapping)
    return list(found)


def remarks(data: bytes, mapping: bytes | None = None) -> Remarks:
    entry = describe(data, name="v.csv", source="vacancies", retrieved=WHEN)
    return load("vacancies").remarks(entry, data, mapping)


def test_a_row_is_an_advert():
    (row,) = rows(vacancies(ROW))
    assert row["id"] == "v1"
    assert row["employer_number"] == "01234567"  # the nought a spreadsheet took
    assert (row["posted"], row["occupation"]) == ("2026-11-03", "2124")


def test_a_column_of_codes_says_their_version():
    for column, version in (("soc_2010_code", "SOC 2010"), ("SOC2020", "SOC 2020"), ("soc", None)):
        (row,) = rows(vacancies("Nurse,words,2231", header=f"title,text,{column}"))
        assert (row["occupation"], row["soc"]) == ("2231", version)


def test_contacts_are_struck_out_and_every_other_place_holds():
    said = "Ask Jo at jo@made-up.example or 07700 900123; calibrate instruments."
    (row,) = rows(vacancies(f'v1,Engineer,"{said}",,,,,'))
    assert "made-up" not in row["text"]
    assert "900123" not in row["text"]
    assert row["text"].index("calibrate") == said.index("calibrate")
    assert len(row["text"]) == len(said)


def test_a_column_of_contacts_is_not_read(tmp_path: Path):
    data = vacancies("v1,Engineer,Jane Doe", header="id,title,contact_name")
    assert "Jane Doe" not in str(rows(data)[0].values())
    added = add_file(tmp_path, data, name="v.csv", source="vacancies", retrieved=WHEN)
    assert isinstance(added, Added)
    assert any("not read: contact_name" in w for w in added.warnings)


def test_a_trace_of_an_advert_shows_its_words_and_nobody_beside_them():
    data = vacancies("v1,Fitter,Weld,Jane Doe", "v2,Nurse,,Jo", header="id,title,text,a;contact")
    assert [resolve(data, r["locator"]).text for r in rows(data)] == ["Weld", "Nurse"]


def test_a_mapping_names_columns():
    data = vacancies("a,b,c", header="Post,Zeugnis,Wer")
    (row,) = rows(data, b'[columns]\ntitle = "Post"\ntext = "Zeugnis"\nemployer = "Wer"\n')
    assert (row["title"], row["text"], row["employer"], row["id"]) == ("a", "b", "c", "row:1")


@pytest.mark.parametrize(
    ("mapping", "gate"),
    [
        (b'[columns]\ntitle = "Pots"\n', "columns"),
        (b'[columns]\ntitel = "Post"\n', "fields"),
        (b"salary_period = 'fortnight'", "fields"),
        (None, "columns"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(mapping: bytes | None, gate: str):
    with pytest.raises(GateRefused) as why:
        rows(vacancies("a,b", header="Post,Words"), mapping)
    assert why.value.gate == gate


@pytest.mark.parametrize(
    ("said", "low", "high", "period"),
    [
        ("£25,000 - £30,000 per annum", 25000, 30000, "year"),
        ("25-30k", 25000, 30000, None),
        ("Up to £41,500 a year", None, 41500, "year"),
        ("from £12.21 per hour", 12.21, None, "hour"),
        ("Band 5 £31,049 to £37,796", 31049, 37796, None),
        ("£31,049", 31049, 31049, None),
        ("Competitive", None, None, None),
        ("£30,000 plus 28 days of leave", None, None, None),
    ],
)
def test_pay_is_read_as_it_is_offered(said: str, low: float, high: float, period: str | None):
    (row,) = rows(vacancies(f'v1,Engineer,"{said}"', header="id,title,salary"))
    assert (row["salary_low"], row["salary_high"], row["salary_period"]) == (low, high, period)


def test_what_could_not_be_used_is_counted():
    data = vacancies(
        "v1,Engineer,x,,12AB,,someday,Nurse", "v1,Engineer,x,,,,,", "v2,,x,,,,,", "v3,Fitter,,,,,,"
    )
    said = remarks(data)
    text = "\n".join(said.warnings)
    for word in ("company number", "date", "SOC unit group", "no text"):
        assert word in text
    assert {d.what: d.rows for d in said.dropped} == {
        "they have no job title": 1,
        "their id stands on an earlier row": 1,
    }
