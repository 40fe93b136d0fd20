"""A large file is kept once, whichever studies hold it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sectorscope.errors import EvidenceChanged
from sectorscope.evidence import sharing
from sectorscope.evidence.add import add_file
from sectorscope.evidence.snapshots import Catalogue, Snapshot
from tests.evidence.samples import WHEN, trimmed


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SECTORSCOPE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(sharing, "LARGE", 100)
    return tmp_path / "cache" / "evidence"


def add(study: Path, data: bytes = trimmed()) -> tuple[Snapshot, Path]:
    snapshot = add_file(study, data, name="a.csv", source="nomis", retrieved=WHEN).snapshot
    return snapshot, study / "evidence" / snapshot.file


def test_two_studies_hold_one_file(tmp_path: Path, cache: Path):
    snapshot, one = add(tmp_path / "one")
    _, two = add(tmp_path / "two")
    assert one.samefile(two)
    assert [p.name for p in cache.iterdir()] == [snapshot.sha256]
    assert not os.access(one, os.W_OK) or os.geteuid() == 0


def test_a_study_outlives_the_cache(tmp_path: Path, cache: Path):
    snapshot, _ = add(tmp_path / "one")
    shutil.rmtree(cache)
    assert Catalogue(tmp_path / "one").read(snapshot) == trimmed()


def test_a_damaged_shared_file_is_not_linked_to(tmp_path: Path, cache: Path):
    snapshot, one = add(tmp_path / "one")
    (shared,) = cache.iterdir()
    shared.chmod(0o600)
    shared.write_bytes(b"x" + shared.read_bytes()[1:])
    with pytest.raises(EvidenceChanged):
        Catalogue(tmp_path / "one").read(snapshot)
    add(tmp_path / "two")
    assert Catalogue(tmp_path / "two").read(snapshot) == trimmed()
    add(tmp_path / "one")  # … and adding it again mends the first
    assert Catalogue(tmp_path / "one").read(snapshot) == trimmed()
    assert one.samefile(shared)


def test_where_no_link_can_be_made_there_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise OSError("another disk")

    monkeypatch.setattr(os, "link", refuse)
    snapshot, one = add(tmp_path / "one")
    assert Catalogue(tmp_path / "one").read(snapshot) == trimmed()
    assert one.stat().st_nlink == 1


def test_a_small_file_is_the_studys_own(tmp_path: Path, cache: Path):
    sharing.LARGE = 10**6
    _, one = add(tmp_path / "one")
    assert not cache.exists()
    assert one.stat().st_nlink == 1


def test_what_no_study_links_to_is_taken_away_in_time(tmp_path: Path, cache: Path):
    snapshot, one = add(tmp_path / "one")
    used, unused = cache / snapshot.sha256, cache / ("0" * 64)
    unused.write_bytes(b"old")
    for path in (used, unused):
        os.utime(path, (0, 0))
    add(tmp_path / "two", trimmed((5, 10, 15)))
    assert used.exists()
    assert not unused.exists()
    assert one.exists()
