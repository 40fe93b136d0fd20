"""The register of qualifications: gathered page by page, the same whatever goes wrong."""

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
from sectorscope.evidence.sources.ofqual import fetch as ofqual
from sectorscope.testing import check_source
from tests.evidence.fetching.helpers import client_of, fetch, held, query, reasons
from tests.support.replay.ofqual import ASKED, Ofqual
from tests.support.replay.server import OK, Fault, Replay

ALL = query(ASKED, source="ofqual", id="register")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Ofqual:
    monkeypatch.setattr(ofqual, "PAGE", 10)
    return Ofqual()


@pytest.fixture
def replay(service: Ofqual) -> Iterator[Replay]:
    with Replay(service) as running:
        yield running


def test_every_page_is_asked_for_in_the_services_own_words(study: Path, replay: Replay):
    outcome = fetch(study, replay, ALL)
    ((_, rows),) = check_source("ofqual", Catalogue(study).read(outcome.snapshot))
    assert [r["number"] for r in rows] == [f"603{n:04}2" for n in range(35)]
    asked = [r.query for r in replay.asked]
    assert [q["page"] for q in asked] == ["1", "1", "2", "3", "4", "1"]
    assert {q["sectorSubjectAreas"] for q in asked} == {
        "Engineering,Nursing and subjects and vocations allied to medicine"
    }
    assert {q["qualificationLevels"] for q in asked} == {"Level 3,Level 4"}
    assert {r.path for r in replay.asked} == {"Qualifications"}


def test_what_to_expect_is_asked_for_with_one_qualification(replay: Replay):
    with client_of(replay, source="ofqual") as client:
        size = load("ofqual").fetch(ALL).size(client)
    assert size.rows == 35
    assert [r.query["limit"] for r in replay.asked] == ["1"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"subject_areas": ["4"]}, "a code of tier 2"),
        ({"subject_areas": ["16.1"]}, "a code of tier 2"),
        ({"subject_areas": ["8.1"]}, "splits its filters at commas"),
        ({"levels": "Level 3"}, "levels"),
        ({"level": ["Level 3"]}, r"level.*did you mean 'levels'"),
    ],
)
def test_what_cannot_be_asked_is_said(asked: dict[str, object], says: str):
    with pytest.raises(UsageError, match=says):
        load("ofqual").fetch(query(asked, source="ofqual"))


def test_a_service_that_gives_fewer_to_a_page_is_refused_and_nothing_is_held(
    study: Path, replay: Replay
):
    replay.faults = [OK, *[Fault("fewer")] * 40]
    with pytest.raises(GateRefused) as why:
        fetch(study, replay, ALL)
    assert why.value.gate == "pages"
    assert not held(study)


def test_an_answer_in_xml_is_not_said_to_be_cut_short():
    with pytest.raises(GateRefused, match="is XML") as why:
        load("ofqual").fetch(ALL).look(1, b'<?xml version="1.0"?><qualifications/>')
    assert why.value.gate == "json_error"


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
    max_examples=15,
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
