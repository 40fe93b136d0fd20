"""Explore Education Statistics: queries in words, pages joined, and symbols that stay symbols."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sectorscope.errors import UsageError
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.ees import querying as ees
from sectorscope.testing import check_source
from tests.evidence.fetching.helpers import client_of, fetch, held, query
from tests.support.replay.ees import ASKED, DATASET, Ees
from tests.support.replay.server import OK, Fault, Replay

ALL = query(ASKED, source="ees", id="apprenticeships")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Ees:
    monkeypatch.setattr(ees, "PAGE", 10)
    return Ees()


@pytest.fixture
def replay(service: Ees) -> Iterator[Replay]:
    with Replay(service) as running:
        yield running


def read(study: Path) -> list[dict[str, Any]]:
    (entry,) = Catalogue(study).current()
    ((_, rows),) = load("ees").read(entry, Catalogue(study).read(entry), None)
    return list(rows)


def test_every_page_is_read_and_every_figure_found_where_it_stands(study: Path, replay: Replay):
    outcome = fetch(study, replay, ALL)
    posted = [r for r in replay.asked if r.method == "POST"]
    assert len(posted) == 4
    check_source("ees", Catalogue(study).read(outcome.snapshot))
    rows = read(study)
    assert len(rows) == 36 * 2
    first = next(r for r in rows if r["raw"] == "350")
    assert (first["measure"], first["area_code"], first["area"]) == ("Starts", "E08000035", "Leeds")
    assert (first["dimension"], first["code"]) == (
        "age_summary/apps_level",
        "Under 19 / Higher Apprenticeship",
    )
    assert (first["period"], first["basis"]) == ("2024/2025", "academic year")
    assert "“in full”" in first["dataset"]


def test_symbols_are_never_nought(study: Path, replay: Replay):
    outcome = fetch(study, replay, ALL)
    rows = {(r["symbol"], r["status"], r["value"]) for r in read(study) if r["value"] is None}
    assert rows == {
        ("c", "suppressed", None),
        *((s, "not_available", None) for s in ("low", "x", "z")),
    }
    assert any("suppressed or not available" in note for note in outcome.notes)
    noughts = [r for r in read(study) if r["value"] == 0]
    assert {r["status"] for r in noughts} == {"zero"}


def test_words_are_turned_into_the_publishers_codes(study: Path, service: Ees, replay: Replay):
    asked = query(
        {**ASKED, "places": ["Kirklees"], "periods": ["2024/2025"], "indicators": ["starts"]},
        source="ees",
    )
    fetch(study, replay, asked)
    (body,) = service.bodies
    assert body["indicators"] == ["inS"]
    assert {"locations": {"in": [{"level": "LAD", "id": "p1"}]}} in body["criteria"]["and"]
    assert {"filters": {"in": ["lvT", "lvI", "lvH"]}} in body["criteria"]["and"]
    assert [s["field"] for s in body["sorts"]] == [
        "timePeriod",
        "location|LAD",
        "filter|fLv",
        "filter|fAg",
    ]
    assert len(read(study)) == 6


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"indicators": ["stars"]}, r"no indicator 'stars'.*did you mean 'starts'"),
        ({"places": ["Lees"]}, r"no place 'Lees'.*did you mean 'Leeds'"),
        ({"where": {"app_level": ["Total"]}}, r"no filter 'app_level'"),
        ({"where": {"apps_level": ["Totl"]}}, r"no option 'Totl'"),
        ({"level": "REG"}, r"no level 'REG'"),
        ({"periods": ["2025"]}, r"no period '2025'"),
        ({"indicators": []}, r"indicators"),
        ({"levle": "LAD"}, r"levle.*did you mean 'level'"),
        ({"dataset": "../../x"}, r"dataset"),
    ],
)
def test_what_the_data_set_has_not_is_said(
    study: Path, replay: Replay, change: dict[str, object], says: str
):
    with pytest.raises(UsageError, match=says):
        fetch(study, replay, query({**ASKED, **change}, source="ees"))
    assert not any(r.method == "POST" for r in replay.asked)


def test_another_data_set_is_refused(study: Path, replay: Replay):
    asked = query({**ASKED, "called": "further education"}, source="ees")
    with pytest.raises(GateRefused, match=f"{DATASET} is answered with “Apprenticeships"):
        fetch(study, replay, asked)


FAULTS = ["429", "503", "reset", "short", "long", "empty", "down", "duplicate", "missing"]


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("at", [1, 3])
def test_what_passes_leaves_no_trace(tmp_path: Path, replay: Replay, kind: str, at: int):
    whole = fetch(tmp_path / "a", replay, ALL).snapshot.sha256
    replay.forget()
    replay.faults = [OK] * at + [Fault(kind)]
    assert fetch(tmp_path / "b", replay, ALL).snapshot.sha256 == whole


@pytest.mark.parametrize(
    ("fault", "gate"),
    [
        (Fault("help"), "html"),
        (Fault("warning"), "json_error"),
        (Fault("body", "[1]"), "json_error"),
    ],
)
def test_a_wrong_answer_is_refused(study: Path, replay: Replay, fault: Fault, gate: str):
    replay.faults = [OK, OK, OK, fault]
    with pytest.raises(GateRefused) as why:
        fetch(study, replay, ALL)
    assert why.value.gate == gate
    assert not held(study)
    assert list((study / "evidence" / "refused").glob("*-apprenticeships.json"))


def test_a_query_that_matches_nothing_is_refused(study: Path, service: Ees):
    class Empty(Ees):
        def results(self) -> list[dict[str, Any]]:
            return []

    with Replay(Empty()) as replay, pytest.raises(GateRefused, match="nothing matches"):
        fetch(study, replay, ALL)


def test_the_same_version_is_not_asked_for_again(study: Path, service: Ees, replay: Replay):
    fetch(study, replay, ALL)
    replay.forget()
    assert not fetch(study, replay, ALL).changed
    assert not any(r.method == "POST" for r in replay.asked)
    service.version, service.step = "1.1", 20
    assert fetch(study, replay, ALL, day="2026-12-01").changed
    assert len(Catalogue(study).all()) == 2


def test_another_question_of_the_same_version_is_asked(study: Path, replay: Replay):
    fetch(study, replay, ALL)
    fewer = query({**ASKED, "places": ["Leeds"]}, source="ees", id="apprenticeships")
    assert fetch(study, replay, fewer).changed
    assert {r["area"] for r in read(study)} == {"Leeds"}


def test_a_data_set_that_was_replaced_says_so(study: Path, service: Ees, replay: Replay):
    service.status, service.replaced = "Deprecated", "another"
    notes = fetch(study, replay, ALL).notes
    assert any("Deprecated" in n and "last vintage" in n for n in notes)
    assert any("replaced by data set another" in n for n in notes)


def test_the_size_to_expect(replay: Replay):
    retrieval = load("ees").fetch(ALL)
    with client_of(replay, source="ees") as client:
        retrieval.opening(client)
        size = retrieval.size(client)
    assert (size.rows, size.requests) == (36, 8)


WHOLE = query({"dataset": DATASET, "whole": True}, source="ees", id="all", mapping="all.toml")


@pytest.fixture
def declared(study: Path) -> Path:
    study.mkdir()
    (study / "all.toml").write_text('dataset = "Starts"\n', encoding="utf-8")
    return study


def test_a_whole_data_set_is_its_csv(declared: Path, service: Ees, replay: Replay):
    outcome = fetch(declared, replay, WHOLE)
    catalogue = Catalogue(declared)
    assert catalogue.read(outcome.snapshot) == service.csv()
    mapping = catalogue.read(catalogue.find(str(outcome.snapshot.mapping)))
    ((_, rows),) = load("ees").read(outcome.snapshot, service.csv(), mapping)
    assert [r["value"] for r in rows] == [0, 10, 20, 30, 40, 50]
    assert {r["dataset"] for r in rows} == {"Starts (as declared)"}
    assert not fetch(declared, replay, WHOLE).changed


def test_an_edited_mapping_is_read_with_at_the_next_fetch(
    declared: Path, service: Ees, replay: Replay
):
    first = fetch(declared, replay, WHOLE).snapshot
    (declared / "all.toml").write_text('dataset = "Starts by level"\n', encoding="utf-8")
    again = fetch(declared, replay, WHOLE)
    assert again.changed
    assert (again.snapshot.sha256, again.snapshot.mapping != first.mapping) == (first.sha256, True)
    catalogue = Catalogue(declared)
    mapping = catalogue.read(catalogue.find(str(again.snapshot.mapping)))
    ((_, rows),) = load("ees").read(again.snapshot, service.csv(), mapping)
    assert {r["dataset"] for r in rows} == {"Starts by level (as declared)"}
    assert not fetch(declared, replay, WHOLE).changed


@pytest.mark.parametrize("kind", ["503", "reset", "short", "long", "empty", "down"])
def test_a_whole_data_set_is_whole_whatever_happens(
    declared: Path, service: Ees, replay: Replay, kind: str
):
    replay.faults = [OK, Fault(kind)]
    snapshot = fetch(declared, replay, WHOLE).snapshot
    assert Catalogue(declared).read(snapshot) == service.csv()


@pytest.mark.parametrize("more", [{"whole": "yes"}, {"whole": True, "level": "LAD"}])
def test_a_query_is_of_one_kind(more: dict[str, object]):
    with pytest.raises(UsageError, match="the query"):
        load("ees").fetch(query({"dataset": DATASET, **more}, source="ees"))
