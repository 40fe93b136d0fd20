"""Gateway to Research: lists gathered page by page, the same whatever goes wrong; never persons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sectorscope.errors import FetchFailed, UsageError
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.gtr import fetch as gtr
from sectorscope.testing import check_source
from tests.evidence.fetching.helpers import client_of, fetch, held, query, reasons
from tests.support.replay.gtr import ASKED, Gtr
from tests.support.replay.server import OK, Fault, Replay

ALL = query(ASKED, source="gtr", id="projects")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Gtr:
    monkeypatch.setattr(gtr, "PAGE", 10)
    return Gtr()


@pytest.fixture
def replay(service: Gtr) -> Iterator[Replay]:
    with Replay(service) as running:
        yield running


def test_every_page_is_asked_for_in_the_services_own_words(study: Path, replay: Replay):
    outcome = fetch(study, replay, ALL)
    found = dict(check_source("gtr", Catalogue(study).read(outcome.snapshot)))
    assert [r["id"] for r in found["grant"]] == [f"PRO-{n:04}" for n in range(35)]
    asked = [r.query for r in replay.asked]
    assert [q["p"] for q in asked] == ["1", "1", "2", "3", "4", "1"]
    assert all((q["q"], q["f"]) == ("orthopaedic", "pro.t") for q in asked)
    assert {r.headers["accept"] for r in replay.asked} == {gtr.ACCEPT}


def test_the_list_of_one_organisation(study: Path, replay: Replay):
    asked = query({"list": "projects", "under": "organisations/ORG-1"}, source="gtr", id="one")
    fetch(study, replay, asked)
    assert {r.path for r in replay.asked} == {"organisations/ORG-1/projects"}


@pytest.mark.parametrize("of", [k for k in gtr.LISTS if k != "projects"])
def test_every_other_list_is_fetched_and_read(study: Path, replay: Replay, of: str):
    outcome = fetch(study, replay, query({"list": of}, source="gtr", id="other"))
    ((_, rows),) = check_source("gtr", Catalogue(study).read(outcome.snapshot))
    assert len(rows) == 35


def test_persons_are_never_asked_for(study: Path, replay: Replay):
    for asked in ({"list": "persons"}, {"list": "projects", "under": "persons/PER-1"}):
        with pytest.raises(UsageError):
            fetch(study, replay, query(asked, source="gtr"))
    with pytest.raises(UsageError, match="names of researchers are never fetched"):
        load("gtr").fetch(query({"list": "persons"}, source="gtr"))
    assert not replay.asked


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "list"),
        ({"list": "publications"}, "list"),
        ({**ASKED, "word": "x"}, r"word.*did you mean 'words'"),
        ({**ASKED, "under": "../persons"}, "under"),
        ({**ASKED, "fields": "pro.t"}, "fields"),
    ],
)
def test_what_cannot_be_asked_is_said(asked: dict[str, object], says: str):
    with pytest.raises(UsageError, match=says):
        load("gtr").fetch(query(asked, source="gtr"))


FAULTS = ["429", "503", "reset", "short", "long", "empty", "down"]
FAULTS += ["duplicate", "twice", "missing", "grown", "other"]


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("at", [1, 3])
def test_what_passes_leaves_no_trace(tmp_path: Path, replay: Replay, kind: str, at: int):
    whole = fetch(tmp_path / "a", replay, ALL).snapshot.sha256
    replay.forget()
    replay.faults = [OK] * at + [Fault(kind)]
    assert fetch(tmp_path / "b", replay, ALL).snapshot.sha256 == whole
    assert not reasons(tmp_path / "b")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from([*FAULTS, *["ok"] * 8]), max_size=12))
def test_any_schedule_of_faults_ends_with_the_same_bytes_or_with_none(
    replay: Replay, tmp_path_factory: pytest.TempPathFactory, kinds: list[str]
):
    whole = fetch(tmp_path_factory.mktemp("whole"), replay, ALL).snapshot.sha256
    replay.forget()
    replay.faults = [Fault(kind) for kind in kinds]
    study = tmp_path_factory.mktemp("study")
    try:
        found = fetch(study, replay, ALL).snapshot.sha256
    except (FetchFailed, GateRefused):
        assert not held(study)
        replay.forget()
        found = fetch(study, replay, ALL).snapshot.sha256
    assert found == whole
    replay.forget()


@pytest.mark.parametrize("before", [4, 6], ids=["between two pages", "after the last page"])
def test_a_list_that_grows_while_it_is_read_is_read_anew(study: Path, service: Gtr, before: int):
    class Growing(Gtr):
        asked = 0

        def __call__(self, request):  # noqa: ANN001, ANN204
            self.asked += 1
            self.many = 35 if self.asked < before else 41
            return super().__call__(request)

    with Replay(Growing()) as growing:
        outcome = fetch(study, growing, ALL)
    found = dict(check_source("gtr", Catalogue(study).read(outcome.snapshot)))
    assert len(found["grant"]) == 41


@pytest.mark.parametrize(
    ("fault", "gate"),
    [
        (Fault("help"), "html"),
        (Fault("body", '<?xml version="1.0"?><projects/>'), "json_error"),
        (Fault("body", "[1]"), "json_error"),
        (Fault("body", '{"message": "Page size cannot be less than 10"}'), "json_error"),
        (Fault("people"), "dataset"),
    ],
)
def test_a_wrong_answer_is_refused_and_kept_apart(
    study: Path, replay: Replay, fault: Fault, gate: str
):
    replay.faults = [OK, OK, fault]
    with pytest.raises(GateRefused) as why:
        fetch(study, replay, ALL)
    assert why.value.gate == gate
    assert not held(study)
    assert list((study / "evidence" / "refused").glob("*-projects.json"))


def test_a_service_that_pages_otherwise_is_refused(study: Path, replay: Replay):
    replay.always = Fault("other")
    with pytest.raises(GateRefused, match=r"page 1 .* says page 2.*changed its ways"):
        fetch(study, replay, ALL)
    assert not held(study)


def test_a_query_that_matches_nothing_is_refused(study: Path):
    with Replay(Gtr(many=0)) as replay, pytest.raises(GateRefused, match="nothing matches"):
        fetch(study, replay, ALL)


def test_the_size_to_expect(replay: Replay):
    retrieval = load("gtr").fetch(ALL)
    with client_of(replay, source="gtr") as client:
        size = retrieval.size(client)
    assert (size.rows, size.requests) == (35, 7)
    assert size.bytes
