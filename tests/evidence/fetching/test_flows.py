"""Flows between home and work, fetched: by page from Nomis, whole from its downloads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sectorscope.errors import UsageError
from sectorscope.evidence.fetching.pace import Patience
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from tests.evidence.fetching.helpers import client_of, fetch, held, query
from tests.support.commuting import ASKED_2011, FLOWS_2011, Commuting, of_2011, packed
from tests.support.replay.server import Fault, Replay
from tests.support.replay.whole import Files

ASKED = query({**ASKED_2011, "usual_residence": ["E08000034", "E08000035"]}, id="flows")
WHOLE = query({"dataset": "odwp01ew"}, source="commuting", id="commuting")


@pytest.fixture
def service(small_pages: int) -> Commuting:
    return of_2011(page=small_pages)


@pytest.fixture
def replay(service: Commuting) -> Iterator[Replay]:
    with Replay(service) as running:
        yield running


def test_both_ends_are_asked_for_and_pages_are_joined(
    study: Path, service: Commuting, replay: Replay
):
    assert fetch(study, replay, ASKED).changed
    pages = [r.query for r in replay.asked if "recordoffset" in r.query]
    assert [p["recordoffset"] for p in pages] == ["0", "8"]
    assert {(p["usual_residence"], p["place_of_work"], p["sex"]) for p in pages} == {
        ("E08000034,E08000035", "TYPE464", "0")
    }
    (entry,) = Catalogue(study).current()
    assert Catalogue(study).read(entry) == service.answer()
    ((table, rows),) = load("nomis").read(entry, service.answer(), None)
    assert (table, len(rows)) == ("commuting", len(FLOWS_2011))


@pytest.mark.parametrize("kind", ["duplicate", "lessened", "missing", "schema"])
def test_pages_that_do_not_belong_together_are_no_evidence(study: Path, replay: Replay, kind: str):
    replay.always = Fault(kind)
    with pytest.raises(GateRefused):
        fetch(study, replay, ASKED, client_of(replay, patience=Patience(attempts=2)))
    assert not held(study)


def test_a_data_set_of_another_name_is_refused_though_the_query_names_none(study: Path):
    other = of_2011(title="MM01CUK_ALL - Origin and destination of migrants by sex")
    with Replay(other) as replay, pytest.raises(GateRefused, match="answered with NM_1203_1"):
        fetch(study, replay, ASKED)
    assert not held(study)


def test_the_zip_comes_whole_under_the_querys_name(study: Path):
    with Replay(Files("odwp01ew.zip", packed())) as replay:
        assert fetch(study, replay, WHOLE).changed
    (entry,) = Catalogue(study).current()
    assert (entry.name, Catalogue(study).read(entry)) == ("commuting.zip", packed())


def test_a_page_in_its_place_is_refused(study: Path):
    page = b"<!DOCTYPE html><html><title>Not found</title></html>"
    with Replay(Files("odwp01ew.zip", page)) as replay, pytest.raises(GateRefused, match="html"):
        fetch(study, replay, WHOLE)
    assert not held(study)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "asks for 'no data set'"),
        ({"dataset": "odwp02ew"}, "asks for 'odwp02ew'"),
        ({"dataset": "odwp01ew", "geography": ["E08000034"]}, "says geography"),
    ],
)
def test_nothing_else_can_be_asked_of_the_downloads(asked: dict[str, object], says: str):
    with pytest.raises(UsageError, match=says):
        load("commuting").fetch(query(asked, source="commuting"))


def test_how_many_rows_cannot_be_promised_of_the_zip():
    asked = query({"dataset": "odwp01ew"}, source="commuting", rows_at_least=1)
    with pytest.raises(UsageError, match="how many rows"):
        load("commuting").fetch(asked)
