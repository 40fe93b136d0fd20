"""The register's interface: searches page by page, numbers one by one, whatever goes wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sectorscope.errors import EvidenceRefused, FetchFailed, UsageError
from sectorscope.evidence.fetching.keys import Key
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.companies_house_api import looking_up, searching
from sectorscope.study import Query
from sectorscope.testing import check_retrieval, check_source
from tests.evidence.fetching.helpers import TurnedClock, client_of, fetch, held, query, reasons
from tests.support.replay import companies_house
from tests.support.replay.companies_house import FOUND, KEY, Register, number
from tests.support.replay.server import OK, Fault, Replay, Reply, Request

SOURCE = "companies_house_api"
ALL = query(companies_house.SEARCH, source=SOURCE, id="instruments")
NUMBERS = [number(n) for n in (3, 1, 4, 15, 9)]
FIVE = query({"numbers": NUMBERS}, source=SOURCE, id="members")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Register:
    monkeypatch.setattr(searching, "PAGE", 10)
    return Register()


@pytest.fixture
def replay(service: Register) -> Iterator[Replay]:
    with Replay(service) as running:
        yield running


def rows(study: Path, sha: str) -> list[dict[str, Any]]:
    snapshot = next(s for s in Catalogue(study).current() if s.sha256 == sha)
    ((table, found),) = check_source(SOURCE, Catalogue(study).read(snapshot))
    assert table == "company"
    return list(found)


# --- searches ------------------------------------------------------------------------------


def test_every_page_is_asked_for_in_the_services_own_words(study: Path, replay: Replay):
    found = rows(study, fetch(study, replay, ALL).snapshot.sha256)
    assert [r["number"] for r in found] == [number(n) for n in range(FOUND)]
    asked = [r.query for r in replay.asked]
    assert [q["start_index"] for q in asked] == ["0", "0", "10", "20", "30", "0"]
    assert {q["sic_codes"] for q in asked} == {"32500,26511"}
    assert {q["company_status"] for q in asked} == {"active,liquidation"}
    assert {q["incorporated_from"] for q in asked} == {"2001-01-01"}
    assert {q["location"] for q in asked} == {"Leeds"}


def test_what_to_expect_is_asked_for_with_few(replay: Replay):
    with client_of(replay, source=SOURCE) as client:
        size = load(SOURCE).fetch(ALL).size(client)
    assert (size.rows, [r.query["size"] for r in replay.asked]) == (FOUND, ["10"])


def test_more_than_the_service_gives_is_refused_with_what_to_try(
    study: Path, replay: Replay, service: Register
):
    service.hits = 61_234
    with pytest.raises(GateRefused, match=r"61,234 companies match.*at most 10,000") as why:
        fetch(study, replay, ALL)
    assert why.value.gate == "oversize"
    assert "incorporated_from" in why.value.hint
    assert "companies_house" in why.value.hint
    assert (len(replay.asked), held(study)) == (1, [])


def test_as_many_as_the_service_gives_may_be_asked_for(
    replay: Replay, service: Register, monkeypatch: pytest.MonkeyPatch, study: Path
):
    monkeypatch.setattr(searching, "MOST", FOUND)
    assert len(rows(study, fetch(study, replay, ALL).snapshot.sha256)) == FOUND


def test_nothing_found_is_said_at_once_and_is_no_broken_address(
    study: Path, replay: Replay, service: Register
):
    service.many = 0
    with pytest.raises(GateRefused, match="no company matches") as why:
        fetch(study, replay, ALL)
    assert (why.value.gate, len(replay.asked)) == ("no_rows", 1)


def test_a_service_that_gives_fewer_to_a_page_is_refused(study: Path, replay: Replay):
    replay.faults = [OK, OK, *[Fault("missing")] * 40]
    with pytest.raises(GateRefused, match=r"page \d .* holds 0 companies.*of 35") as why:
        fetch(study, replay, ALL)
    assert (why.value.gate, held(study)) == ("pages", [])


def test_a_page_that_is_no_answer_of_the_service_is_not_nothing_found(study: Path, replay: Replay):
    replay.always = Fault("404")
    with pytest.raises((FetchFailed, EvidenceRefused)) as why:
        fetch(study, replay, ALL)
    assert "no company matches" not in str(why.value)


# --- numbers -------------------------------------------------------------------------------


def test_each_number_is_asked_for_once_and_comes_back_in_order(study: Path, replay: Replay):
    found = rows(study, fetch(study, replay, FIVE).snapshot.sha256)
    assert [r["number"] for r in found] == NUMBERS
    assert [r.path for r in replay.asked] == [f"company/{n}" for n in NUMBERS]
    assert {r["day"] for r in found} == {"2000-01-01"}  # of the contract's entry


def test_a_number_without_a_company_is_counted_and_named(
    study: Path, replay: Replay, service: Register
):
    service.gone = frozenset({NUMBERS[0], NUMBERS[4]})
    outcome = fetch(study, replay, FIVE)
    assert [r["number"] for r in rows(study, outcome.snapshot.sha256)] == NUMBERS[1:4]
    assert outcome.notes[0] == (
        f"the register has no company of 2 of the numbers asked for: {NUMBERS[0]}, {NUMBERS[4]}"
    )


def test_where_no_number_has_a_company_the_answer_is_refused(
    study: Path, replay: Replay, service: Register
):
    service.gone = frozenset(NUMBERS)
    with pytest.raises(EvidenceRefused, match=r"none of the 5 companies.*address of the service"):
        fetch(study, replay, FIVE)
    assert held(study) == []


def test_a_web_page_with_status_404_is_not_a_company_that_does_not_exist(
    study: Path, replay: Replay
):
    replay.faults = [OK, OK, *[Fault("404")] * 40]
    with pytest.raises(GateRefused, match="web page") as why:
        fetch(study, replay, FIVE)
    assert (why.value.gate, held(study)) == ("html", [])


def test_another_company_than_was_asked_for_is_refused(study: Path, replay: Replay):
    replay.faults = [OK, Fault("other")]
    with pytest.raises(GateRefused, match=f"on {NUMBERS[1]} is of company 99999999") as why:
        fetch(study, replay, FIVE)
    assert (why.value.gate, held(study)) == ("dataset", [])


@pytest.mark.parametrize(
    "body",
    [
        '{"error":"Invalid Authorization","type":"ch:service"}',
        '{"errors":[{"error":"company-profile-error","type":"ch:service"}]}',
        '{"errors":"company-profile-not-found"}',
        "{}",
    ],
)
def test_another_error_is_neither_a_company_nor_the_lack_of_one(
    study: Path, replay: Replay, body: str
):
    replay.faults = [OK, Fault("body", body)]
    with pytest.raises(GateRefused, match=f"answer on {NUMBERS[1]} is no company") as why:
        fetch(study, replay, FIVE)
    assert (why.value.gate, held(study)) == ("json_error", [])


def test_a_fault_costs_the_numbers_that_came_nothing(study: Path, replay: Replay):
    replay.faults = [OK, OK]
    replay.always = Fault("503")
    with pytest.raises(FetchFailed):
        fetch(study, replay, FIVE)
    assert held(study) == []
    replay.forget()
    found = rows(study, fetch(study, replay, FIVE).snapshot.sha256)
    assert [r["number"] for r in found] == NUMBERS
    assert [r.path for r in replay.asked] == [f"company/{n}" for n in NUMBERS[2:]]


def test_numbers_are_asked_for_no_faster_than_the_service_allows(study: Path, replay: Replay):
    clock = TurnedClock()
    meta = load(SOURCE).meta.service
    assert meta is not None
    assert (meta.requests, meta.seconds) == (600, 300)
    slow = meta.model_copy(update={"requests": 2})
    fetch(study, replay, FIVE, client_of(replay, source=SOURCE, clock=clock, service=slow))
    assert clock.waits == [300.0, 300.0]


def test_a_window_that_somebody_else_has_used_up_is_waited_for(study: Path, service: Register):
    clock = TurnedClock()

    def used_up(request: Request) -> Reply:
        return Reply(b"", 429) if clock.now() < 299 else service(request)

    with Replay(used_up) as replay:
        fetch(study, replay, FIVE, client_of(replay, source=SOURCE, clock=clock))
    assert clock.waits == [60.0] * 5


def test_numbers_keep_the_promises_of_a_retrieval(service: Register):
    retrieval = load(SOURCE).fetch(FIVE)
    with Replay(service) as replay, client_of(replay, source=SOURCE) as client:
        service.gone = frozenset({NUMBERS[2]})
        pages = [client.send(retrieval.ask(n)).body for n in range(1, 6)]
        assert retrieval.size(client).requests == len(NUMBERS)
    check_source(SOURCE, check_retrieval(retrieval, pages))


def test_noughts_a_spreadsheet_took_are_put_back_and_each_is_asked_for_once():
    asked = query({"numbers": ["1000003", "01000003", "sc12345"]}, source=SOURCE)
    assert load(SOURCE).fetch(asked).numbers == ("01000003", "SC012345")  # type: ignore[attr-defined]


def test_an_unchanged_answer_is_the_same_bytes(study: Path, replay: Replay):
    first = fetch(study, replay, FIVE)
    again = fetch(study, replay, FIVE, day="2026-12-01")
    assert (first.changed, again.changed) == (True, False)
    assert again.snapshot.sha256 == first.snapshot.sha256


# --- what goes wrong -----------------------------------------------------------------------

FAULTS = ["429", "500", "503", "reset", "short", "long", "empty", "down"]


@pytest.mark.parametrize("kind", [*FAULTS, "duplicate", "twice", "missing", "grown"])
@pytest.mark.parametrize("at", [1, 3])
def test_what_passes_leaves_no_trace_in_a_search(
    tmp_path: Path, replay: Replay, kind: str, at: int
):
    whole = fetch(tmp_path / "a", replay, ALL).snapshot.sha256
    replay.forget()
    replay.faults = [OK] * at + [Fault(kind)]
    assert fetch(tmp_path / "b", replay, ALL).snapshot.sha256 == whole
    assert not reasons(tmp_path / "b")


@pytest.mark.parametrize("kind", FAULTS)
def test_what_passes_leaves_no_trace_in_a_list(tmp_path: Path, replay: Replay, kind: str):
    whole = fetch(tmp_path / "a", replay, FIVE).snapshot.sha256
    replay.forget()
    replay.faults = [OK, Fault(kind), OK, Fault(kind)]
    assert fetch(tmp_path / "b", replay, FIVE).snapshot.sha256 == whole


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from([ALL, FIVE]), st.lists(st.sampled_from([*FAULTS, *["ok"] * 8]), max_size=12))
def test_any_schedule_of_faults_ends_with_the_same_bytes_or_with_none(
    replay: Replay, tmp_path_factory: pytest.TempPathFactory, asked: Query, kinds: list[str]
):
    whole = fetch(tmp_path_factory.mktemp("whole"), replay, asked).snapshot.sha256
    replay.forget()
    replay.faults = [Fault(kind) for kind in kinds]
    study = tmp_path_factory.mktemp("study")
    try:
        found = fetch(study, replay, asked).snapshot.sha256
    except (FetchFailed, GateRefused):
        assert not held(study)
        replay.forget()
        found = fetch(study, replay, asked).snapshot.sha256
    assert found == whole
    replay.forget()


@pytest.mark.parametrize("asked", [ALL, FIVE], ids=["search", "numbers"])
def test_a_key_is_sent_and_stands_nowhere(
    study: Path, replay: Replay, service: Register, caplog: pytest.LogCaptureFixture, asked: Query
):
    service.open = False
    caplog.set_level(logging.DEBUG)
    client = replace(client_of(replay, source=SOURCE), key=Key("basic", KEY))
    fetch(study, replay, asked, client)
    written = [f.read_bytes() for f in study.rglob("*") if f.is_file()]
    assert written
    assert not any(KEY.encode() in one for one in written)
    assert KEY not in caplog.text
    assert all("key" not in r.query for r in replay.asked)


def test_a_wrong_key_is_said_once_without_it(study: Path, replay: Replay, service: Register):
    service.open = False
    client = replace(client_of(replay, source=SOURCE), key=Key("basic", "another-key"))
    with pytest.raises(FetchFailed, match=r"refuses access \(401.*a key it accepts") as why:
        fetch(study, replay, ALL, client)
    assert "another-key" not in str(why.value)
    assert (len(replay.asked), held(study)) == (1, [])


# --- what may be asked ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "numbers, or something to search for"),
        ({"numbers": ["01000001"], "location": "Leeds"}, "no search goes with them"),
        ({"numbers": ["01000001", "Company number"]}, "'Company number', which is no company"),
        ({"numbers": ["01000001"], "rows_at_least": 1}, "says itself how many"),
        ({"numbers": [f"{n:08}" for n in range(1, 5_002)]}, "5,001 companies one by one"),
        ({"sic_codes": ["26.51"]}, "'26.51' is no code of five digits"),
        ({"sic_codes": ["265"]}, "'265' is no code of five digits"),
        ({"sic_codes": ["3250٣"]}, "is no code of five digits"),
        ({"status": ["Active"]}, "did you mean 'active'"),
        ({"status": ["registered"]}, "one of active, dissolved"),
        ({"location": "Leeds", "types": ["Private Ltd"]}, "types"),
        ({"location": "Leeds", "incorporated_from": "5 April 2011"}, "incorporated_from"),
        ({"officers": ["01000001"]}, "officers"),
        ({"sic_code": ["32500"]}, "did you mean 'sic_codes'"),
    ],
)
def test_what_cannot_be_asked_is_said(asked: dict[str, object], says: str):
    with pytest.raises(UsageError, match=says):
        load(SOURCE).fetch(query(asked, source=SOURCE))


def test_persons_are_never_asked_for(study: Path, replay: Replay):
    fetch(study, replay, ALL)
    fetch(study, replay, FIVE)
    paths = {r.path for r in replay.asked}
    assert paths == {searching.PATH, *(f"company/{n}" for n in NUMBERS)}


def test_the_answers_stand_in_the_snapshot_as_they_came(study: Path, replay: Replay):
    data = Catalogue(study).read(fetch(study, replay, FIVE).snapshot)
    said = json.loads(data)
    assert said["asked"] == NUMBERS
    assert said["profiles"][1] == companies_house.profile(1)
    assert looking_up.is_absent(json.loads(looking_up.ABSENT))
