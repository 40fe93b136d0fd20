"""Adverts of three services, page by page: the same whatever goes wrong, and no key anywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from traceback import format_exception

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sectorscope.errors import FetchFailed, UsageError
from sectorscope.evidence.fetching.keys import key_of, variable
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.vacancies_adzuna import fetch as adzuna
from sectorscope.evidence.sources.vacancies_faa import fetch as faa
from sectorscope.evidence.sources.vacancies_reed import fetch as reed
from sectorscope.study import Query
from sectorscope.testing import check_source
from tests.evidence.fetching.helpers import TurnedClock, client_of, fetch, held, query, reasons
from tests.support.replay.server import OK, Fault, Replay
from tests.support.replay.vacancies import KEY, KINDS, Board, Kind, answer

PAGE = 12
FETCHES = {"faa": faa, "adzuna": adzuna, "reed": reed}


@dataclass
class Running:
    """A service that runs, and the query that asks all of it."""

    replay: Replay
    board: Board
    kind: Kind

    @property
    def all(self) -> Query:
        return query(self.kind.asked, source=self.kind.source, id="adverts")


@pytest.fixture(params=list(KINDS))
def running(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(FETCHES[request.param], "PAGE", PAGE)
    board = Board(request.param)
    with Replay(board) as replay:
        yield Running(replay, board, KINDS[request.param])


def test_all_adverts_are_asked_for_in_the_services_own_words(study: Path, running: Running):
    outcome = fetch(study, running.replay, running.all)
    found = dict(check_source(running.kind.source, Catalogue(study).read(outcome.snapshot)))
    due = [str(running.kind.make(n)[running.kind.ident]) for n in range(35)]
    assert [row["id"] for row in found["advert"]] == due
    asked = running.replay.asked
    assert [running.kind.paged(r) for r in asked] == [
        *((1, 10), (1, PAGE), (2, PAGE), (3, PAGE)),
        (1, 10),
    ]
    assert [r.path for r in asked[1:4]] == [running.kind.path(n) for n in (1, 2, 3)]
    assert all(r.query.items() >= running.kind.filters.items() for r in asked)


def test_a_second_fetch_of_the_same_adverts_adds_nothing(study: Path, running: Running):
    first = fetch(study, running.replay, running.all)
    again = fetch(study, running.replay, running.all, day="2026-12-24")
    assert again.snapshot == first.snapshot
    assert not again.changed


FAULTS = ["429", "503", "reset", "short", "long", "empty", "down"]
FAULTS += ["duplicate", "twice", "missing", "grown"]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_leaves_no_trace(tmp_path: Path, running: Running, fault: str):
    whole = fetch(tmp_path / "a", running.replay, running.all).snapshot.sha256
    running.replay.forget()
    running.replay.faults = [OK, OK, Fault(fault)]
    assert fetch(tmp_path / "b", running.replay, running.all).snapshot.sha256 == whole
    assert not reasons(tmp_path / "b")


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from([*FAULTS, *["ok"] * 8]), max_size=10))
def test_any_schedule_of_faults_ends_with_the_same_bytes_or_with_none(
    running: Running, tmp_path_factory: pytest.TempPathFactory, kinds: list[str]
):
    replay = running.replay
    replay.forget()
    whole = fetch(tmp_path_factory.mktemp("whole"), replay, running.all).snapshot.sha256
    replay.forget()
    replay.faults = [Fault(kind) for kind in kinds]
    study = tmp_path_factory.mktemp("study")
    try:
        found = fetch(study, replay, running.all).snapshot.sha256
    except (FetchFailed, GateRefused):
        assert not held(study)
        replay.forget()
        found = fetch(study, replay, running.all).snapshot.sha256
    assert found == whole


def test_the_wait_that_is_asked_for_is_kept(study: Path, running: Running):
    clock = TurnedClock()
    running.replay.faults = [OK, Fault("429", "77")]
    with client_of(running.replay, source=running.kind.source, clock=clock) as client:
        fetch(study, running.replay, running.all, client)
    assert max(clock.waits) >= 77


@pytest.mark.parametrize("before", [4, 5], ids=["between two pages", "after the last page"])
def test_adverts_that_are_put_up_meanwhile_are_there_too(
    study: Path, running: Running, before: int
):
    board, asked = running.board, list[int]()

    def growing(request):  # noqa: ANN001, ANN202
        asked.append(1)
        board.many = 35 if len(asked) < before else 38
        return board(request)

    with Replay(growing) as replay:
        outcome = fetch(study, replay, running.all)
    ((_, rows),) = check_source(running.kind.source, Catalogue(study).read(outcome.snapshot))
    assert len(rows) == 38


def test_a_number_that_never_holds_still_adds_nothing(study: Path, running: Running):
    asked = list[int]()

    def drifting(request):  # noqa: ANN001, ANN202
        asked.append(1)
        running.board.many = 30 + len(asked)
        return running.board(request)

    with Replay(drifting) as replay, pytest.raises((FetchFailed, GateRefused)):
        fetch(study, replay, running.all)
    assert not held(study)


@pytest.mark.parametrize(
    ("fault", "gate"),
    [
        (Fault("help"), "html"),
        (Fault("body", "[1]"), "json_error"),
        (Fault("body", '{"message": "quota exceeded"}'), "json_error"),
    ],
)
def test_a_wrong_answer_is_refused_and_kept_apart(
    study: Path, running: Running, fault: Fault, gate: str
):
    running.replay.faults = [OK, OK, fault]
    with pytest.raises(GateRefused) as why:
        fetch(study, running.replay, running.all)
    assert why.value.gate == gate
    assert not held(study)
    assert list((study / "evidence" / "refused").glob("*-adverts.json"))


def test_a_search_that_finds_nothing_is_refused(study: Path, running: Running):
    running.board.many = 0
    with pytest.raises(GateRefused, match="no advert matches"):
        fetch(study, running.replay, running.all)


def test_a_page_that_is_short_is_none(running: Running):
    kind = running.kind
    retrieval = load(kind.source).fetch(running.all)
    short = answer(running.board.kind, *(kind.make(n) for n in range(PAGE - 1)), total=35)
    with pytest.raises(GateRefused, match=r"holds 11 adverts.*expected 12 of 35"):
        retrieval.look(1, short)


def test_the_size_to_expect(running: Running):
    retrieval = load(running.kind.source).fetch(running.all)
    with client_of(running.replay, source=running.kind.source) as client:
        size = retrieval.size(client)
    assert (size.rows, size.requests) == (35, 6)
    assert size.bytes
    assert size.bytes > 35 * 100


# --- keys ----------------------------------------------------------------------------------


def _keyed(running: Running, monkeypatch: pytest.MonkeyPatch):  # noqa: ANN202
    source, kind = running.kind.source, running.kind
    service = load(source).meta.service
    assert service is not None
    assert service.key_needed
    monkeypatch.setenv(variable(source), kind.key)
    return client_of(running.replay, source=source, key=key_of(source, service.key, needed=True))


def test_a_service_is_asked_with_its_key_in_its_place(
    study: Path, running: Running, monkeypatch: pytest.MonkeyPatch
):
    running.board.open = False
    with pytest.raises(FetchFailed, match=r"refuses access"):
        fetch(study, running.replay, running.all)
    outcome = fetch(study, running.replay, running.all, _keyed(running, monkeypatch))
    assert outcome.changed


@pytest.mark.parametrize("fault", ["ok", "403", "500", "reset", "help", "missing"])
def test_a_key_is_in_no_file_no_message_and_no_log(
    study: Path,
    running: Running,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: str,
):
    caplog.set_level(logging.DEBUG)
    client = _keyed(running, monkeypatch)
    running.replay.faults = [OK, OK]
    running.replay.always = Fault(fault)
    said = ""
    try:
        fetch(study, running.replay, running.all, client)
    except (FetchFailed, GateRefused) as why:
        said = "".join(format_exception(why))
    assert running.kind.entry(running.replay.asked[0])
    assert bool(said) == (fault != "ok")
    assert KEY not in caplog.text + said
    cache = Path(study.parent)
    assert not [p for p in cache.rglob("*") if p.is_file() and KEY.encode() in p.read_bytes()]


@pytest.mark.parametrize("given", ["made-up-key", "made-up-id:", ":made-up-key"])
def test_a_key_of_which_a_part_is_missing_is_said_without_a_sign_of_it(
    given: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SECTORSCOPE_VACANCIES_ADZUNA_KEY", given)
    with pytest.raises(FetchFailed, match=r"not of 2 parts.*APP_ID:APP_KEY") as why:
        key_of("vacancies_adzuna", "query app_id app_key", needed=True)
    assert "made-up" not in str(why.value)


# --- what can be asked ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "asked", "says"),
    [
        ("faa", {"latitude": 53.8}, "go together"),
        ("faa", {"routes": ["a", "b", "c"]}, "routes"),
        ("faa", {"standard": [337]}, "did you mean 'standards'"),
        ("adzuna", {}, "words, title, category or where"),
        ("adzuna", {"words": "x", "kilometres": 5}, "where is needed"),
        ("reed", {}, "words or where"),
        ("reed", {"words": "x", "miles": "ten"}, "miles"),
    ],
)
def test_what_cannot_be_asked_is_said(source: str, asked: dict[str, object], says: str):
    of = f"vacancies_{source}"
    with pytest.raises(UsageError, match=says):
        load(of).fetch(query(asked, source=of))
