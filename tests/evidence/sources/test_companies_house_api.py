"""Answers of the register's interface become the rows that its free file would give."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sectorscope.evidence.entry import Override
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.firms import looked_up, register
from tests.evidence.samples import WHEN
from tests.support.replay.companies_house import ABSENT, hit, number, page, profile

SOURCE = "companies_house_api"


def rows(data: bytes, mapping: bytes | None = None) -> list[dict[str, Any]]:
    ((name, found),) = check_source(SOURCE, data, mapping)
    assert name == "company"
    return list(found)


def flags(data: bytes) -> set[str]:
    (row,) = rows(data)
    return set(row["flags"].split(";")) - {"no_text", "no_headcount"}


def remarks(data: bytes, mapping: bytes | None = None) -> Remarks:
    entry = describe(data, name="a", source=SOURCE, retrieved=WHEN)
    return load(SOURCE).remarks(entry, data, mapping)


def test_a_profile_is_a_row():
    (row,) = rows(json.dumps(profile(3)).encode())
    assert row["id"] == row["number"] == number(3)
    assert row["name"] == "MADE-UP “INSTRUMENTS” D3 LTD"
    assert row["previous"] == '["OLD LTD", "OLDER LTD"]'
    assert (row["category"], row["status"]) == ("ltd", "active")
    assert (row["incorporated"], row["accounts"]) == ("2011-04-05", "2025-03-31")
    assert (row["sics"], row["postcode"]) == ("32500;72190", "LS4 3AB")
    assert (row["headcount"], row["area"]) == (None, None)


def test_a_company_of_a_search_is_a_row():
    (row,) = rows(page(hit(3)))
    assert (row["number"], row["sics"], row["postcode"]) == (number(3), "32500", "LS4 3AB")
    assert (row["category"], row["accounts"], row["previous"]) == ("ltd", None, None)


def test_a_locator_leads_to_the_companys_own_bytes():
    data = b"[" + page(hit(1), many=2) + b"," + page(hit(2), many=2) + b"]"
    _, second = rows(data)
    found = resolve(data, second["locator"])
    assert found.text == second["raw"] == '"MADE-UP “INSTRUMENTS” C2 LTD"'
    assert found.start is not None
    assert found.start > data.index(number(1).encode())


def test_an_answer_is_of_the_day_it_came():
    entry = describe(page(hit()), name="a", source=SOURCE, retrieved="2026-11-26")
    ((_, found),) = load(SOURCE).read(entry, page(hit()), None)
    assert [r["day"] for r in found] == ["2026-11-26"]


def test_whose_address_it_is_no_row_holds():
    assert "Jo Bloggs" not in str(rows(looked_up(profile(1))))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("active", "Active"),
        ("dissolved", "Dissolved"),
        ("liquidation", "Liquidation"),
        ("administration", "In Administration"),
        ("receivership", "Live but Receiver Manager on at least one charge"),
        ("voluntary-arrangement", "Voluntary Arrangement"),
        ("converted-closed", "Converted / Closed"),
        ("insolvency-proceedings", "Insolvency Proceedings"),
        ("registered", "Registered"),
        ("removed", "Removed"),
        ("open", "Open"),
        ("closed", "Closed"),
    ],
)
def test_words_of_standing_mean_what_they_mean_in_the_free_file(ours: str, theirs: str):
    ((_, (free,)),) = check_source("companies_house", register({"CompanyStatus": theirs}))
    expected = set(free["flags"].split(";")) - {"no_text", "no_headcount"}
    assert flags(page(hit(company_status=ours))) == expected
    assert flags(looked_up(profile(company_status=ours))) == expected


def test_a_proposal_to_strike_off_stands_beside_the_standing():
    data = looked_up(profile(company_status_detail="active-proposal-to-strike-off"))
    assert flags(data) == {"strike_off"}
    (row,) = rows(data)
    assert row["status"] == "active (active-proposal-to-strike-off)"


def test_a_company_that_became_another_kind_is_not_gone():
    assert flags(looked_up(profile(company_status_detail="converted-to-plc"))) == set()


def test_a_date_of_cessation_and_dormant_accounts_are_flags():
    gone = profile(date_of_cessation="2026-10-01")
    assert flags(looked_up(gone)) == {"dissolved"}
    accounts = {"last_accounts": {"made_up_to": "2025-03-31", "type": "dormant"}}
    assert flags(looked_up(profile(accounts=accounts))) == {"dormant"}
    assert flags(page(hit(sic_codes=["99999"]))) == {"dormant"}
    assert flags(page(hit(sic_codes=["64209"]))) == {"holding"}


@pytest.mark.parametrize(
    "bare",
    [
        {"sic_codes": None, "registered_office_address": None},
        {"sic_codes": [], "registered_office_address": {"locality": "Leeds"}},
    ],
)
def test_what_a_company_does_not_say_is_flagged(bare: dict[str, Any]):
    assert flags(page(hit(**bare))) == {"no_sic", "no_place"}


def test_profiles_that_are_hardly_filled_are_rows():
    said = {k: profile(1)[k] for k in ("company_name", "company_number")}
    (row,) = rows(looked_up(said | {"accounts": {"last_accounts": None}}))
    assert (row["status"], row["accounts"], row["previous"]) == (None, None, None)


def test_a_mapping_keeps_companies_of_a_regions_postcodes():
    data = page(hit(1), hit(2, registered_office_address={"postal_code": "M1 1AA"}))
    assert [r["number"] for r in rows(data, b'postcodes = ["LS"]')] == [number(1)]
    (gone,) = remarks(data, b'postcodes = ["LS"]').dropped
    assert (gone.rows, gone.what) == (1, "they are registered elsewhere than in LS")


def test_numbers_without_a_company_are_named_up_to_ten():
    many = [f"{n:08}" for n in range(1, 13)]
    said = remarks(looked_up(profile(1), absent=many)).warnings[0]
    assert said.startswith("the register has no company of 12 of the numbers asked for: 00000001, ")
    assert said.endswith("00000010 and 2 more")


def test_half_a_sign_in_a_name_is_one_sign_nobody_knows():
    names = [{"name": "OLD \ud83d", "effective_from": "2011-04-05", "ceased_on": "2014-01-01"}]
    cut = profile(1, company_name="MADE-UP \ud83d", previous_company_names=names)
    (row,) = rows(json.dumps({**cut, "sic_codes": ["\ud83d"]}).encode())
    assert (row["name"], row["previous"], row["sics"]) == (
        "MADE-UP \ufffd",
        '["OLD \ufffd"]',
        None,
    )


def test_several_saved_profiles_are_read_as_a_list():
    data = json.dumps([profile(1), profile(2)]).encode()
    assert [r["number"] for r in rows(data)] == [number(1), number(2)]


@pytest.mark.parametrize(
    ("data", "gate", "says"),
    [
        (page(hit(1), many=2), "count", "1 of 2 companies"),
        (b"[" + page(hit(1)) + b"," + page(hit(2), many=2) + b"]", "count", "2 of 1 or 2"),
        (looked_up(profile(1)).replace(b'"asked":["01000001"]', b'"asked":[]'), "count", "1 answ"),
        (page(many=0), "no_rows", "names no company"),
        (looked_up(absent=["01234567"]), "no_rows", "none of the 1 companies"),
        (ABSENT, "json_error", "company-profile-not-found"),
        (b'{"error":"Invalid Authorization","type":"ch:service"}', "json_error", "Invalid Auth"),
        (b'{"totalResults": 3}', "json_error", "no answer on companies"),
        (page({**hit(1), "company_name": None}), "fields", "no company_name"),
        (page({**hit(1), "company_number": ""}), "fields", "no company_number"),
        (page(hit(1, company_status=7)), "values", "company_status is '7'"),
        (page(hit(1, registered_office_address=["x"])), "values", "postal_code is"),
        (page(hit(1, sic_codes="32500")), "values", "sic_codes is '32500'"),
        (looked_up(profile(1, previous_company_names=["OLD"])), "values", "previous_company_n"),
        (page(hit(1))[:200], "truncated", "breaks off"),
        (b"<!doctype html><html></html>", "html", "web page"),
    ],
)
def test_what_is_no_answer_is_refused(data: bytes, gate: str, says: str):
    with pytest.raises(GateRefused, match=says) as why:
        rows(data)
    assert why.value.gate == gate


def test_one_page_may_be_kept_by_overriding_the_count():
    data = page(hit(1), many=2)
    entry = describe(data, name="a", source=SOURCE, retrieved=WHEN)
    entry = replace(entry, overrides=(Override("count", "one will do"),))
    ((_, found),) = load(SOURCE).read(entry, data, None)
    assert len(found) == 1
