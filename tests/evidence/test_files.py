"""A file is whole or not there, whatever fails while it is written."""

import os
from pathlib import Path

import pytest

from sectorscope.evidence import files
from sectorscope.evidence.snapshots import Catalogue
from tests.evidence.samples import WHEN


def full_disk(_descriptor: int):
    raise OSError(28, "No space left on device")


def test_a_failed_flush_leaves_nothing_under_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        files.keep(tmp_path / "a.csv", b"new")
    assert not (tmp_path / "a.csv").exists()


def test_a_failed_flush_leaves_the_old_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    files.keep(tmp_path / "a.csv", b"old")
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        files.keep(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"old"


def test_what_a_killed_process_left_is_cleared_by_the_next(tmp_path: Path):
    left = [tmp_path / "evidence" / ".unfinished-x", tmp_path / "evidence/refused/.unfinished-y"]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    Catalogue(tmp_path).add(b"one", name="a.csv", source="nomis", retrieved=WHEN)
    assert not any(path.exists() for path in left)
