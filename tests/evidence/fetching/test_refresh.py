"""The second time: nothing new adds nothing, something new adds a snapshot, and a pause says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sectorscope.evidence.snapshots import Catalogue
from tests.evidence.fetching.helpers import fetch, held
from tests.support.replay.nomis import Nomis
from tests.support.replay.server import Replay

LATER = "2026-12-24"


def test_a_second_fetch_with_the_same_answers_adds_nothing(study: Path, replay: Replay):
    first = fetch(study, replay)
    files = {p: p.read_bytes() for p in study.rglob("*") if p.is_file()}
    again = fetch(study, replay, day=LATER)
    assert (first.changed, again.changed) == (True, False)
    assert again.snapshot == first.snapshot
    assert {p: p.read_bytes() for p in study.rglob("*") if p.is_file()} == files


def test_the_service_is_asked_whether_anything_has_changed(
    study: Path, service: Nomis, replay: Replay
):
    service.etags = True
    fetch(study, replay)
    replay.forget()
    assert not fetch(study, replay).changed
    conditional = [r for r in replay.asked if "if-none-match" in r.headers]
    assert len(conditional) == 4
    assert len(replay.asked) == 5


def test_one_changed_page_is_a_new_snapshot_and_the_old_one_stays(
    study: Path, service: Nomis, replay: Replay
):
    service.etags = True
    before = fetch(study, replay).snapshot
    cells = list(service.cells)
    cells[20] = cells[20].__class__(cells[20].year, cells[20].area, cells[20].section, "5000")
    service.cells = cells
    after = fetch(study, replay, day=LATER)
    assert after.changed
    assert Catalogue(study).read(after.snapshot) == service.csv(range(30))
    assert [s.sha256 for s in Catalogue(study).all()] == [before.sha256, after.snapshot.sha256]
    assert held(study) == [("bres.csv", after.snapshot.sha256)]


def test_evidence_that_was_replaced_by_hand_is_fetched_whole(
    study: Path, service: Nomis, replay: Replay
):
    from sectorscope.evidence.add import add_file

    service.etags = True
    fetched = fetch(study, replay).snapshot
    other = service.csv(range(10)).replace(b",30\n", b",10\n")
    add_file(study, other, name="bres.csv", source="nomis", retrieved=LATER)
    assert fetch(study, replay).snapshot.sha256 == fetched.sha256
    assert held(study) == [("bres.csv", fetched.sha256)]


def test_a_paused_series_keeps_its_last_vintage_and_says_so(
    study: Path, service: Nomis, replay: Replay
):
    before = fetch(study, replay)
    service.status = "Suspended (not being updated)"
    paused = fetch(study, replay, day=LATER)
    assert paused.snapshot == before.snapshot
    assert any("Suspended" in note and "the last vintage stands" in note for note in paused.notes)
    assert not any("vintage" in note for note in before.notes)


def test_the_log_says_from_where_and_when(study: Path, replay: Replay):
    snapshot = fetch(study, replay).snapshot
    (line,) = (study / "evidence" / "fetched.jsonl").read_text(encoding="utf-8").splitlines()
    said = json.loads(line)
    assert said["sha256"] == snapshot.sha256
    assert said["address"].startswith(f"{replay.url}/dataset/NM_189_1.data.csv?")
    assert "geography=E08000032,E08000033" in said["address"]


def test_a_log_nobody_can_read_costs_a_fetch_and_no_more(study: Path, replay: Replay):
    first = fetch(study, replay).snapshot
    log = study / "evidence" / "fetched.jsonl"
    log.write_text('{"what": "a later version"}\n', encoding="utf-8")
    assert fetch(study, replay).snapshot == first


@pytest.mark.parametrize("change", [{"geography": ["E08000034"]}, {"date": "latest"}])
def test_another_question_under_the_same_name_is_asked_in_full(
    study: Path, service: Nomis, replay: Replay, change: dict[str, object]
):
    from tests.evidence.fetching.helpers import query
    from tests.support.replay.nomis import ASKED

    service.etags = True
    fetch(study, replay)
    replay.forget()
    fetch(study, replay, query({**ASKED, **change}))
    assert not [r for r in replay.asked if "if-none-match" in r.headers]
