"""A run is written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sectorscope.errors import SchemaError, StoreError
from sectorscope.store import Store
from tests.store.made import codes, facts


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def _folders(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "build" / "runs").iterdir())


def test_without_a_commit_nothing_stays(tmp_path: Path, store: Store):
    with store.begin() as writer:
        writer.write("code", codes())
    assert _folders(tmp_path) == []
    assert store.current() is None


def test_nor_after_an_error(tmp_path: Path, store: Store):
    with pytest.raises(RuntimeError):
        _write_and_fail(store)
    assert _folders(tmp_path) == []
    with store.begin() as writer:
        assert writer.commit({}).id == "0001"


def _write_and_fail(store: Store) -> None:
    with store.begin() as writer:
        writer.write("code", codes())
        raise RuntimeError


def test_a_table_must_be_what_it_was_declared_to_be(store: Store):
    with store.begin() as writer:
        with pytest.raises(SchemaError):
            writer.write("fact", codes())
        with pytest.raises(StoreError, match="no table 'facts'"):
            writer.write("facts", facts(1))


def test_tables_are_parquet_that_others_can_read(store: Store):
    with store.begin() as writer:
        writer.write("code", codes("b", "a"))
        run = writer.commit({})
    file = pq.ParquetFile(run.path / "code.parquet")
    assert file.read()["code"].to_pylist() == ["a", "b"]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("links", [True, False])
def test_a_table_can_be_reused(store: Store, links: bool, monkeypatch: pytest.MonkeyPatch):
    with store.begin() as writer:
        writer.write("code", codes("a"))
        first = writer.commit({})
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    with store.begin() as writer:
        writer.reuse("code", first)
        second = writer.commit({})
    second.verify()
    assert second.tables().rows("code") == first.tables().rows("code")
    same = (first.path / "code.parquet").samefile(second.path / "code.parquet")
    assert same == links


def _no_links(*_: object) -> None:
    raise OSError


def test_a_reused_table_is_never_written_over(store: Store):
    with store.begin() as writer:
        writer.write("code", codes("a"))
        first = writer.commit({})
    with store.begin() as writer:
        writer.reuse("code", first)
        with pytest.raises(StoreError, match="already"):
            writer.write("code", codes("b"))
    first.verify()


def test_a_table_the_earlier_run_does_not_have_cannot_be_reused(store: Store):
    with store.begin() as writer:
        first = writer.commit({})
    with store.begin() as writer, pytest.raises(StoreError, match="no table code"):
        writer.reuse("code", first)


@pytest.mark.parametrize("name", ["../x", "a/b", "a\\b", "", ".x", "manifest.json", "code.parquet"])
def test_a_text_can_neither_leave_the_run_nor_hide_a_table(store: Store, name: str):
    with store.begin() as writer, pytest.raises(StoreError, match="cannot be called"):
        writer.write_text(name, "x")


def test_a_committed_run_takes_nothing_more(store: Store):
    with store.begin() as writer:
        writer.commit({})
        with pytest.raises(StoreError, match="committed already"):
            writer.commit({})
        with pytest.raises(StoreError, match="committed already"):
            writer.write("code", codes())


def test_a_full_disk_is_told_and_leaves_the_last_run(store: Store, monkeypatch: pytest.MonkeyPatch):
    with store.begin() as writer:
        first = writer.commit({})
    with store.begin() as writer:
        monkeypatch.setattr(os, "fsync", _disk_full)
        with pytest.raises(StoreError, match="No space left"):
            writer.commit({})
    monkeypatch.undo()
    assert store.current() == first


def _disk_full(_: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_a_run_can_be_read_by_whom_the_study_is_shared_with(tmp_path: Path, store: Store):
    with store.begin() as writer:
        run = writer.commit({})
    assert run.path.stat().st_mode == (tmp_path / "build").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folders")
def test_everything_is_on_the_disk_before_it_gets_its_name(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
):
    synced: list[int] = []
    before: dict[str, set[int]] = {}
    plain, rename, replace = os.fsync, os.rename, os.replace

    def sync(file: int) -> None:
        synced.append(os.fstat(file).st_ino)
        plain(file)

    def name(how: Callable[..., None], old: Path, new: Path) -> None:
        before[Path(new).name] = set(synced)
        synced.clear()
        how(old, new)

    with store.begin() as writer:
        writer.write("code", codes())
        writer.write_text("a.json", "{}")
        monkeypatch.setattr(os, "fsync", sync)
        monkeypatch.setattr(os, "rename", lambda *paths: name(rename, *paths))
        monkeypatch.setattr(os, "replace", lambda *paths: name(replace, *paths))
        run = writer.commit({})
    monkeypatch.undo()
    build = tmp_path / "build"
    assert before["0001"] >= {p.stat().st_ino for p in [run.path, *run.path.iterdir()]}
    assert before["CURRENT"] == {(build / n).stat().st_ino for n in ("CURRENT", "runs")}
    assert synced == [build.stat().st_ino]
