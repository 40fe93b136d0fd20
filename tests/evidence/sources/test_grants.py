"""Lists of grants: read as they are with every amount found again, persons never, or refused."""

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Override, describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.granted import (
    INNOVATE,
    TITLED,
    giving,
    givings,
    innovate,
    participant,
    titled,
    titled_book,
)
from tests.evidence.samples import DATA, WHEN, needs_data
from tests.support.replay import gtr

Rows = list[dict[str, Any]]
HTML = b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>"


def tables(source: str, data: bytes) -> dict[str, Rows]:
    return {table: list(rows) for table, rows in check_source(source, data)}


def read(source: str, data: bytes, name: str = "a", opened: str = "") -> dict[str, Rows]:
    entry = describe(data, name=name, source=source, retrieved=WHEN)
    if opened:
        entry = replace(entry, overrides=(Override(opened, "looked at"),))
    return {table: list(rows) for table, rows in load(source).read(entry, data, None)}


def remarked(source: str, data: bytes) -> Remarks:
    entry = describe(data, name="a", source=source, retrieved=WHEN)
    return load(source).remarks(entry, data, None)


def gate_of(source: str, data: bytes) -> str:
    with pytest.raises(GateRefused) as why:
        read(source, data)
    assert "\n" not in str(why.value)
    return why.value.gate


# --- Gateway to Research -------------------------------------------------------------------


def test_a_council_project_has_dates_from_its_fund_and_no_amount_of_its_own():
    data = gtr.answer("project", gtr.project(4))
    (row,) = tables("gtr", data)["grant"]
    assert (row["project"], row["funder"], row["recipient_id"]) == (
        "EP/X000004/1",
        "EPSRC",
        "ORG-1",
    )
    assert (row["start"], row["end"]) == ("2017-01-01", "2019-12-31")
    assert (row["amount"], row["recipient"], row["currency"]) == (None, None, None)
    assert json.loads(resolve(data, row["locator"]).text) == row["title"]


def test_an_innovation_project_says_who_was_offered_what():
    made = tables("gtr", gtr.answer("project", gtr.innovation(2)))
    (row,) = made["grant"]
    assert (row["recipient"], row["amount"]) == ("ACME SURGICAL LIMITED", 120_000)
    partners = [(p["organisation"], p["role"], p["amount"]) for p in made["grant_partner"]]
    assert partners == [("University of Leeds", "participant", 80_000)]


def test_no_link_to_a_person_is_read():
    odd = {"link": [gtr.link("FELLOW_ORG", "persons/PER-7"), gtr.link("LEAD_ORG", "persons/PER-8")]}
    listed = gtr.project(1), gtr.innovation(2), gtr.project(3, links=odd)
    made = tables("gtr", gtr.answer("project", *listed))
    assert "PER-" not in json.dumps(made)
    assert "persons" not in json.dumps(made)


def test_a_list_of_persons_is_refused():
    assert gate_of("gtr", gtr.answer("person", gtr.person(1))) == "personal"


def test_an_abstract_with_an_address_is_left_out_and_that_is_said():
    spoken = gtr.project(1, abstractText="Write to jo.bloggs@example.org for the data.")
    none = gtr.project(
        2, abstractText="Abstracts are not currently available in GtR for all of it."
    )
    data = gtr.answer("project", spoken, none, gtr.project(3))
    assert [r["abstract"] for r in tables("gtr", data)["grant"]][:2] == [None, None]
    said = remarked("gtr", data).warnings
    assert "1 abstracts hold addresses of persons, and are left out" in said
    assert any("3 of 3 projects come without an amount" in s for s in said)


def test_ids_that_look_like_mobile_numbers_do_not_refuse_a_list(tmp_path: Path):
    identity = "8A348A76-B2D0-4DDD-804A-E07912345678"
    data = gtr.answer("project", gtr.project(1, id=identity))
    assert add_file(tmp_path, data, name="a.json", source="gtr", retrieved=WHEN).snapshot


def test_funds_bodies_and_outcomes_are_tables_of_their_own():
    (fund,) = tables("gtr", gtr.answer("fund", gtr.fund(7)))["grant_fund"]
    assert (fund["project"], fund["amount"], fund["start"]) == ("PRO-0007", 7000, "2017-01-01")
    (body,) = tables("gtr", gtr.answer("organisation", gtr.organisation(1)))["grant_body"]
    assert (body["name"], body["postcode"], body["region"]) == (
        "University “1” of Élan", "LS2 9JT", "Yorkshire",
    )  # fmt: skip
    for kind, role in (("collaboration", "collaboration"), ("spinOut", "spin_out")):
        (row,) = tables("gtr", gtr.answer(kind, gtr.outcome(kind, 3)))["grant_partner"]
        assert (row["project"], row["role"]) == ("PRO-0003", role)
        assert row["organisation"] in ("Acme Ltd", "Élan Joints Ltd")


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (b"", "empty"),
        (HTML, "html"),
        (b'{"message": "Page size cannot be less than 10"}', "json_error"),
        (b'<?xml version="1.0"?><ns2:projects/>', "json_error"),
        (gtr.answer("project", gtr.project(1))[:-40], "truncated"),
        (b"[" * 100_000, "truncated"),
        (b"[1]", "rows"),
        (b'{"totalSize": 1, "project": [1]}', "rows"),
        (b'{"totalSize": [1], "project": [{"id": "a"}]}', "dataset"),
        (gtr.answer("project", gtr.project(1), total=2), "count"),
        (gtr.answer("project"), "no_rows"),
        (gtr.answer("project", gtr.project(1), gtr.project(1)), "rows"),
        (b'{"project": [{"id": "a"}]}', "dataset"),
        (b'{"totalSize": 2, "project": [{"id": "a"}], "fund": [{"id": "b"}]}', "dataset"),
        (gtr.answer("project", {"id": "a", "titel": "b", "leadFunder": "c"}), "fields"),
        (gtr.answer("project", {"title": "b"}), "fields"),
        (gtr.answer("project", gtr.project(1, links={"link": [{"rel": 1}]})), "fields"),
        (gtr.answer("project", gtr.project(1, links=7)), "fields"),
        (gtr.answer("project", gtr.project(1, start=1e300)), "values"),
        (gtr.answer("project", gtr.project(1, title=["a"])), "values"),
        (gtr.answer("fund", {"id": "a", "valuepounds": {}}), "fields"),
        (gtr.answer("fund", gtr.fund(1, valuePounds={"amount": "1,000"})), "values"),
        (gtr.answer("fund", gtr.fund(1, valuePounds={"amount": 1e15})), "values"),
        (gtr.answer("fund", gtr.fund(1, valuePounds={"amount": 10**400})), "values"),
        (gtr.answer("fund", gtr.fund(1, valuePounds={"amount": float("nan")})), "values"),
        (gtr.answer("fund", gtr.fund(1, valuePounds={"currencyCode": "EUR"})), "units"),
        (b'{"totalSize":1,"organisation":[{"id":"a","name":"\\ud800"}]}', "values"),
    ],
)
def test_an_answer_that_is_none_is_refused(data: bytes, gate: str):
    assert gate_of("gtr", data) == gate


def test_one_page_is_read_as_a_part_if_a_person_says_so():
    data = gtr.answer("project", gtr.project(1), total=35)
    assert len(read("gtr", data, opened="count")["grant"]) == 1


# --- Innovate UK ---------------------------------------------------------------------------


def test_a_participant_is_read_under_whatever_notice():
    notice = ("Official statistics", "Awards as of January 2026", "")
    data = innovate(notice=notice)
    first, second = tables("innovate_uk", data)["grant"]
    assert (first["id"], first["amount"], first["lead"]) == ("100653/01234567", 120_000.5, True)
    assert (first["start"], first["end"]) == ("2017-04-01", "2018-03-31")
    assert (first["area"], first["area_kind"], first["region"]) == (
        "Leeds", "district", "Yorkshire and The Humber",
    )  # fmt: skip
    assert (second["recipient"], second["lead"], second["project"]) == (
        "University of Leeds", False, "100653",
    )  # fmt: skip
    assert resolve(data, second["locator"]).text == "80000"


def test_a_sheet_whose_name_needs_escaping_is_found_again():
    data = innovate(sheet="50%; all & more")
    assert resolve(data, tables("innovate_uk", data)["grant"][0]["locator"]).text == "120000.5"


def test_the_column_of_an_earlier_issue_is_known():
    names = [n.replace("Award Offered", "Grant  Offered") for n in INNOVATE]
    assert tables("innovate_uk", innovate(names=names))["grant"][0]["amount"] == 120_000.5


@pytest.mark.parametrize(
    ("written", "means"),
    [("Yes", True), ("Withdrawn", True), ("No", False), (None, False), ("Not withdrawn", False)],
)
def test_who_withdrew_is_told(written: str | None, means: bool):
    data = innovate(participant(withdrawn=written))
    assert read("innovate_uk", data)["grant"][0]["withdrawn"] is means


def test_one_who_takes_part_twice_is_two_awards():
    made = tables("innovate_uk", innovate(participant(), participant(award=5)))["grant"]
    assert [r["id"] for r in made] == ["100653/01234567", "100653/01234567 (2)"]


def test_what_is_missing_is_missing_and_counted():
    row = participant(district="Unknown", award=None, crn="None", withdrawn="Yes")
    data = innovate(row, participant())
    first = read("innovate_uk", data)["grant"][0]
    assert (first["area"], first["area_kind"], first["amount"]) == (None, None, None)
    assert (first["recipient_id"], first["recipient_kind"]) == (None, None)
    said = " ".join(remarked("innovate_uk", data).warnings)
    assert "1 of 2 awards name no district" in said
    assert "1 of 2 awards are of participants that withdrew" in said


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (b"", "empty"),
        (HTML, "html"),
        (b"Project Number,Project Title\n1,2\n", "archive"),
        (b"PK\x03\x04rubbish", "archive"),
        (innovate()[:900], "archive"),
        (
            innovate(names=[n.replace("Participant Name", "Organisation") for n in INNOVATE]),
            "columns",
        ),
        (innovate(names=[f"Column {n}" for n in range(27)]), "columns"),
        (innovate(names=[*list(INNOVATE)[:-1], "Contact e-mail"]), "columns"),
        (innovate(names=[*list(INNOVATE)[:-1], "CRN"]), "columns"),
        (innovate(participant(award="£1.4 million"), participant(award="£250,000")), "units"),
        (innovate(participant(award="lots")), "values"),
        (innovate(participant(award="£1.4 pounds")), "units"),
        (innovate(participant(lead="perhaps")), "values"),
        (innovate(participant(name=None)), "rows"),
        (innovate(participant(project=None, name=None, award=200_000)), "rows"),
    ],
)
def test_a_workbook_that_is_another_is_refused(data: bytes, gate: str):
    assert gate_of("innovate_uk", data) == gate


def test_a_header_without_rows_is_refused():
    book = openpyxl.Workbook()
    book.active.append(list(INNOVATE))  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    assert gate_of("innovate_uk", out.getvalue()) == "no_rows"


def test_amounts_in_one_worded_scale_are_read():
    rows = participant(award="£1.4 million"), participant(award="£0.25 million")
    made = read("innovate_uk", innovate(*rows))["grant"]
    assert [r["amount"] for r in made] == [1_400_000, 250_000]


# --- 360Giving -----------------------------------------------------------------------------


@pytest.mark.parametrize("data", [givings(), titled(), titled_book()])
def test_every_form_of_the_standard_gives_the_same_row(data: bytes):
    (row,) = tables("threesixtygiving", data)["grant"]
    assert (row["funder"], row["awarded"]) == ("The Trust", "2021-03-01")
    assert (row["area"], row["area_code"], row["area_kind"]) == ("Leeds", "E08000035", "district")
    assert int(row["amount"]) == 25_000
    assert row["recipient_kind"] in ("company", "charity")


def test_contacts_and_persons_stay_where_they_are():
    to_person = giving(id="360G-2", recipientIndividual={"id": "p", "name": "Jo Bloggs"})
    del to_person["recipientOrganization"]
    data = givings(giving(), to_person)
    made = tables("threesixtygiving", data)["grant"]
    assert len(made) == 1
    assert "Bloggs" not in str(made)
    assert "example.org" not in str(made)
    assert [(d.what, d.rows) for d in remarked("threesixtygiving", data).dropped] == [
        ("grants to persons", 1)
    ]


def test_rows_to_persons_are_left_out_too():
    names = [*TITLED, "Recipient Ind:Name"]
    data = titled(TITLED | {"p": ""}, TITLED | {"Identifier": "2", "p": "Jo Bloggs"}, names=names)
    made = read("threesixtygiving", data)["grant"]
    assert [r["id"] for r in made] == ["360G-trust-1"]
    assert "Bloggs" not in str(made)


def test_a_funders_own_columns_are_passed_over_and_counted():
    said = remarked("threesixtygiving", titled()).warnings
    assert "3 columns that are not the standard's are not read" in said


def test_where_work_is_felt_is_not_where_its_recipient_is():
    grant = giving()
    del grant["recipientOrganization"][0]["location"]
    (row,) = read("threesixtygiving", givings(grant))["grant"]
    assert (row["area"], row["area_code"]) == (None, None)


def without(entry: str) -> dict[str, Any]:
    return {k: v for k, v in giving().items() if k != entry}


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (b"", "empty"),
        (HTML, "html"),
        (b'{"detail": "Not found."}', "json_error"),
        (givings()[:-9], "truncated"),
        (b'{"grants": []}', "no_rows"),
        (b'{"grants": [[]]}', "rows"),
        (givings(without("amountAwarded")), "fields"),
        (givings(without("recipientOrganization")), "fields"),
        (givings(giving(amountAwarded="25k")), "values"),
        (givings(giving(amountAwarded=True)), "values"),
        (givings(giving(currency="EUR")), "units"),
        (givings(giving(), giving()), "rows"),
        (givings(giving(title=7.5)), "values"),
        (titled(names=["Id", *list(TITLED)[1:]]), "columns"),
        (titled(names=["title", *list(TITLED)[1:]]), "columns"),
        (titled(TITLED | {"Amount Awarded": "lots"}), "values"),
        (
            titled(
                TITLED | {"Amount Awarded": "£1.4 million"},
                TITLED | {"Identifier": "2", "Amount Awarded": "£5.2 billion"},
            ),
            "units",
        ),
        (titled()[:-9], "rows"),
        (titled_book()[:900], "archive"),
    ],
)
def test_what_is_not_the_standard_is_refused(data: bytes, gate: str):
    assert gate_of("threesixtygiving", data) == gate


@needs_data
def test_every_title_that_is_read_is_one_of_the_standards_own():
    from sectorscope.evidence.sources.threesixtygiving import objects

    schema = json.loads((DATA / "universities" / "360-giving-schema.json").read_text("utf-8"))

    def entries(of: dict[str, Any]) -> dict[str, Any]:
        ref = of.get("$ref") or of.get("items", {}).get("$ref")
        return entries(schema["$defs"][ref.rpartition("/")[2]]) if ref else of.get("properties", {})

    for title, path in objects.PATHS.items():
        at, words = schema, []
        for name in path:
            at = entries(at)[name] if name in entries(at) else pytest.fail(f"{path} of {title}")
            words.append(at.get("title"))
        assert (words[-1] or "Currency") == title.rpartition(":")[2]
