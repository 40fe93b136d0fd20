"""One test body for every `fetch.py`: what each promises of its pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from sectorscope.evidence.fetching import wholefile
from sectorscope.evidence.fetching.retrieval import Page, Retrieval
from sectorscope.evidence.sources import fetched, load
from sectorscope.evidence.sources.companies_house_api import searching
from sectorscope.evidence.sources.ees import querying as ees
from sectorscope.evidence.sources.esco import fetch as esco
from sectorscope.evidence.sources.gtr import fetch as gtr
from sectorscope.evidence.sources.ofqual import fetch as ofqual
from sectorscope.evidence.sources.vacancies_adzuna import fetch as adzuna
from sectorscope.evidence.sources.vacancies_faa import fetch as faa
from sectorscope.evidence.sources.vacancies_reed import fetch as reed
from sectorscope.testing import check_retrieval, check_source
from tests.evidence.fetching.helpers import client_of, query
from tests.evidence.fetching.test_ees import ALL
from tests.evidence.fetching.test_esco import ALL as CONCEPTS
from tests.evidence.fetching.test_gtr import ALL as PROJECTS
from tests.evidence.fetching.test_ofqual import ALL as QUALIFICATIONS
from tests.evidence.fetching.test_whole_files import ASKED as REGISTER
from tests.evidence.fetching.test_whole_files import FILE, packed
from tests.support.commuting import packed as flows
from tests.support.replay.companies_house import SEARCH, Register
from tests.support.replay.ees import Ees
from tests.support.replay.esco import Esco
from tests.support.replay.gtr import Gtr
from tests.support.replay.nomis import Nomis
from tests.support.replay.ofqual import Ofqual
from tests.support.replay.server import Replay, Service
from tests.support.replay.vacancies import KINDS, Board
from tests.support.replay.whole import Files

FLOWS = query({"dataset": "odwp01ew"}, source="commuting", id="commuting")
Opened = tuple[Retrieval, list[bytes]]


def opened(source: str, service: Service, asked: Any) -> Opened:  # noqa: ANN401
    retrieval = load(source).fetch(asked)
    with Replay(service) as replay, client_of(replay, source=source) as client:
        retrieval.opening(client)
        pages = [client.send(retrieval.ask(1)).body]
        for number in range(2, retrieval.look(1, pages[0]).pages + 1):
            pages.append(client.send(retrieval.ask(number)).body)
    return retrieval, pages


GOOD: dict[str, Callable[[], Opened]] = {
    "nomis": lambda: opened("nomis", Nomis(page=8), query()),
    "ees": lambda: opened("ees", Ees(), ALL),
    "esco": lambda: opened("esco", Esco(), CONCEPTS),
    "gtr": lambda: opened("gtr", Gtr(), PROJECTS),
    "ofqual": lambda: opened("ofqual", Ofqual(), QUALIFICATIONS),
    "companies_house_api": lambda: opened(
        "companies_house_api", Register(), query(SEARCH, source="companies_house_api")
    ),
    "companies_house": lambda: opened("companies_house", Files(FILE, packed()), REGISTER),
    "commuting": lambda: opened("commuting", Files("odwp01ew.zip", flows()), FLOWS),
    **{
        kind.source: lambda name=name, kind=kind: opened(
            kind.source, Board(name), query(kind.asked, source=kind.source)
        )
        for name, kind in KINDS.items()
    },
}


@pytest.fixture(autouse=True)
def _small(small_pages: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ees, "PAGE", 10)
    monkeypatch.setattr(esco, "PAGE", 10)
    monkeypatch.setattr(gtr, "PAGE", 10)
    monkeypatch.setattr(ofqual, "PAGE", 10)
    monkeypatch.setattr(searching, "PAGE", 10)
    monkeypatch.setattr(wholefile, "PART", 100)
    for service in (faa, adzuna, reed):
        monkeypatch.setattr(service, "PAGE", 10)


def test_every_source_with_a_service_is_here():
    assert set(GOOD) == set(fetched())


@pytest.mark.parametrize("source", GOOD)
def test_a_retrieval_keeps_its_promises(source: str):
    retrieval, pages = GOOD[source]()
    assert len(pages) > 2
    joined = check_retrieval(retrieval, pages)
    if source != "companies_house":
        check_source(source, joined)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"pages": 9}, "speaks of 9 pages"),
        ({"rows": 1}, "do not add up"),
        ({"keys": frozenset("a")}, "page 2 holds a record again"),
    ],
)
def test_the_contract_notices_a_broken_promise(change: dict[str, Any], says: str):
    retrieval, pages = GOOD["nomis"]()

    class Broken:
        name, ask, join = retrieval.name, retrieval.ask, retrieval.join
        opening, size = retrieval.opening, retrieval.size

        def look(self, number: int, body: bytes) -> Page:
            return dataclasses.replace(retrieval.look(number, body), **change)

    with pytest.raises(AssertionError, match=says):
        check_retrieval(Broken(), pages)
