"""Pages of five records, so that a small answer has many; and a work folder for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sectorscope.evidence.sources.nomis import fetch as nomis
from tests.support.replay.nomis import Nomis
from tests.support.replay.server import Replay

PAGE = 8


@pytest.fixture(autouse=True)
def _own_work_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECTORSCOPE_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> int:
    """Thirty records are four pages."""
    monkeypatch.setattr(nomis, "PAGE", PAGE)
    return PAGE


@pytest.fixture
def service(small_pages: int) -> Nomis:
    return Nomis(page=small_pages)


@pytest.fixture
def replay(service: Nomis) -> Iterator[Replay]:
    with Replay(service) as running:
        yield running


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return tmp_path / "study"
