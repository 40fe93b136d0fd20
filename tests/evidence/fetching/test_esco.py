"""ESCO's service: every list of a version, page by page, the same whatever goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sectorscope.concepts import load as load_vocabulary
from sectorscope.errors import FetchFailed, UsageError
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.esco import fetch as esco
from sectorscope.testing import check_source
from tests.concepts.made import zipped
from tests.concepts.test_esco_service import told
from tests.evidence.fetching.helpers import client_of, fetch, held, query, reasons
from tests.support.replay.esco import ASKED, Esco, many
from tests.support.replay.server import OK, Fault, Replay

ALL = query(ASKED, source="esco", id="esco")


@pytest.fixture
def replay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    monkeypatch.setattr(esco, "PAGE", 10)
    with Replay(Esco()) as running:
        yield running


def test_the_lists_become_the_vocabulary_that_the_zip_is(study: Path, replay: Replay):
    snapshot = fetch(study, replay, ALL).snapshot
    assert snapshot.name == "esco-v1.2.0.json"
    (study / "esco-v1.2.0.zip").write_bytes(zipped(many(25)))
    served = load_vocabulary(study / "evidence" / snapshot.file, cache=False)
    published = load_vocabulary(study / "esco-v1.2.0.zip", cache=False)
    assert told(served) == told(published)
    assert (served.scheme, served.version) == ("esco", "1.2.0")
    ((_, rows),) = check_source("esco", Catalogue(study).read(snapshot))
    assert len(rows) == len(published.concepts) == 32


def test_a_total_beyond_all_numbers_is_refused():
    page = b'{"total": "%s", "_embedded": {}}' % (b"9" * 5000)
    with pytest.raises(GateRefused, match="gate json_error"):
        esco.fetch(ALL).look(1, page)


def test_pages_are_counted_from_nought_in_each_list_of_the_version_asked_for(
    study: Path, replay: Replay
):
    fetch(study, replay, ALL)
    asked = [(r.query["isInScheme"].rpartition("/")[2], r.query["offset"]) for r in replay.asked]
    pages = [one for one, r in zip(asked, replay.asked, strict=True) if r.query["limit"] == "10"]
    assert pages == [
        ("member-skills", "0"), ("member-skills", "1"), ("member-skills", "2"),
        ("skills-hierarchy", "0"), ("occupations", "0"), ("isco", "0"),
    ]  # fmt: skip
    assert {r.query["selectedVersion"] for r in replay.asked} == {"v1.2.0"}
    assert {r.query["viewObsolete"] for r in replay.asked} == {"false"}


def test_lists_may_be_chosen(study: Path, replay: Replay):
    chosen = query({**ASKED, "lists": ["skill_groups", "skills"]}, source="esco", id="esco")
    fetch(study, replay, chosen)
    assert {r.path for r in replay.asked} == {"resource/skill"}


def test_what_to_expect_is_asked_for_with_one_concept_of_each_list(replay: Replay):
    with client_of(replay, source="esco") as client:
        size = load("esco").fetch(ALL).size(client)
    assert size.rows == 32
    assert [r.query["limit"] for r in replay.asked] == ["1"] * 4


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "version"),
        ({"version": "latest"}, "version"),
        ({"version": "1.2.0"}, "version"),
        ({**ASKED, "lists": ["qualifications"]}, "lists"),
        ({**ASKED, "lists": []}, "lists"),
        ({**ASKED, "list": ["skills"]}, r"list.*did you mean 'lists'"),
    ],
)
def test_what_cannot_be_asked_is_said(asked: dict[str, object], says: str):
    with pytest.raises(UsageError, match=says):
        load("esco").fetch(query(asked, source="esco"))


def test_an_answer_of_another_version_is_refused_and_nothing_is_held(study: Path, replay: Replay):
    replay.faults = [OK] * 5 + [Fault("version")] * 40
    with pytest.raises(GateRefused) as why:
        fetch(study, replay, ALL)
    assert why.value.gate == "version"
    assert not held(study)
    assert reasons(study)


def test_a_page_that_names_another_version_is_refused_by_itself():
    (page, *_) = Esco(many(2), version="v1.1.0").whole()
    with pytest.raises(GateRefused) as why:
        load("esco").fetch(ALL).look(1, page.replace(b"v1.2.0", b"v1.1.0"))
    assert why.value.gate == "version"


class Twice(Esco):
    """A service whose list of occupations has their groups too."""

    def _all(self, scheme: str) -> Iterator[dict[str, Any]]:
        yield from super()._all(scheme)
        if scheme == "occupations":
            yield from super()._all("isco")


def test_a_concept_that_two_lists_have_is_no_fault_of_the_pages(study: Path):
    with Replay(Twice(many(2))) as twice:
        snapshot = fetch(study, twice, ALL).snapshot
    ((_, rows),) = check_source("esco", Catalogue(study).read(snapshot))
    assert len({r["id"] for r in rows}) == len(rows) == 9


def test_a_version_the_service_does_not_know_is_said_to_be_refused(study: Path, replay: Replay):
    unknown = query({"version": "v9.9.9"}, source="esco", id="esco")
    with pytest.raises(FetchFailed, match="does not take it"):
        fetch(study, replay, unknown)
    assert not held(study)


FAULTS = ["429", "503", "reset", "short", "long", "empty", "down", "duplicate", "missing", "grown"]


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("at", [1, 5, 6])
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
