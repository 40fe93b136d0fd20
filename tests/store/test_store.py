"""The store knows its runs, which one is current, and lets one process build at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.errors import Busy, StoreError
from sectorscope.store import Run, Store
from sectorscope.store.store import KEPT
from tests.store.made import codes


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def _commit(store: Store, *names: str) -> Run:
    with store.begin() as writer:
        writer.write("code", codes(*names))
        return writer.commit({})


def test_a_new_study_has_no_run_and_asking_makes_nothing(tmp_path: Path, store: Store):
    assert store.runs() == []
    assert store.current() is None
    assert list(tmp_path.iterdir()) == []


def test_each_commit_is_current_and_the_next_number(tmp_path: Path, store: Store):
    made = [_commit(store, "a"), _commit(store, "b")]
    assert [run.id for run in made] == ["0001", "0002"]
    assert store.runs() == made
    assert store.current() == made[-1]
    assert Store(tmp_path).current() == made[-1]


def test_current_is_what_the_file_names(tmp_path: Path, store: Store):
    first, _ = _commit(store, "a"), _commit(store, "b")
    (tmp_path / "build" / "CURRENT").write_bytes(b"0001\n")
    assert store.current() == first


@pytest.mark.parametrize("torn", [None, b"", b"00", b"0001", b"\xff\xfe\n", b"../x\n", b"0009\n"])
def test_without_a_sound_file_the_newest_complete_run_is_current(
    tmp_path: Path, store: Store, torn: bytes | None
):
    _commit(store, "a")
    newest = _commit(store, "b")
    path = tmp_path / "build" / "CURRENT"
    path.unlink()
    if torn is not None:
        path.write_bytes(torn)
    assert store.current() == newest


@pytest.mark.parametrize("manifest", [None, b"", b'{"format": 1', b"[]", b'{"format": 2}'])
def test_a_half_written_run_is_never_current(tmp_path: Path, store: Store, manifest: bytes | None):
    good = _commit(store, "a")
    half = tmp_path / "build" / "runs" / "0002"
    half.mkdir()
    if manifest is not None:
        (half / "manifest.json").write_bytes(manifest)
    (tmp_path / "build" / "CURRENT").write_bytes(b"0002\n")
    assert store.current() == good
    assert store.runs() == [good]
    assert _commit(store, "b").id == "0003"


def test_a_run_is_found_by_number_or_prefix(tmp_path: Path, store: Store):
    for _ in range(3):
        _commit(store, "a")
    (tmp_path / "build" / "runs" / "0003").rename(tmp_path / "build" / "runs" / "0123")
    assert store.run("0002").id == "0002"
    assert store.run("2").id == "0002"
    assert store.run("012").id == "0123"


@pytest.mark.parametrize("asked", ["0009", "00", "", "x"])
def test_a_run_that_cannot_be_told_is_refused_with_the_known_ones(store: Store, asked: str):
    _commit(store, "a")
    _commit(store, "b")
    with pytest.raises(StoreError, match="0001, 0002"):
        store.run(asked)


def test_a_run_of_a_study_without_any_is_refused_with_what_to_do(store: Store):
    with pytest.raises(StoreError, match="sectorscope build"):
        store.run("1")


def test_the_newest_runs_are_kept(tmp_path: Path, store: Store):
    made = [_commit(store, f"code {n}") for n in range(KEPT + 2)]
    assert store.runs() == made[-KEPT:]
    left = sorted(path.name for path in (tmp_path / "build" / "runs").iterdir())
    assert left == [run.id for run in made[-KEPT:]]


def test_a_reused_table_outlives_the_run_it_came_from(store: Store):
    run = _commit(store, "a")
    for _ in range(KEPT + 1):
        with store.begin() as writer:
            writer.reuse("code", run)
            run = writer.commit({})
    run.verify()


def test_numbers_go_on_in_order_past_four_digits(tmp_path: Path, store: Store):
    _commit(store, "a").path.rename(tmp_path / "build" / "runs" / "9999")
    assert _commit(store, "b").id == "10000"
    assert [run.id for run in store.runs()] == ["9999", "10000"]


def test_what_dead_processes_left_is_swept_at_the_next_begin(tmp_path: Path, store: Store):
    runs = tmp_path / "build" / "runs"
    for name in (".writing-1-ab", ".going-0000"):
        (runs / name / "x").mkdir(parents=True)
    _commit(store, "a")
    assert [path.name for path in runs.iterdir()] == ["0001"]


def test_one_store_writes_one_run_at_a_time(store: Store):
    with store.begin() as writer:
        with pytest.raises(StoreError, match="already"), store.begin():
            pass
        writer.write("code", codes())
        writer.commit({})


def test_a_run_can_be_begun_under_a_lock_that_is_held(tmp_path: Path, store: Store):
    with store.lock():
        _commit(store, "a")
        with pytest.raises(Busy), Store(tmp_path).lock(wait=0):
            pass
    with Store(tmp_path).lock(wait=0):
        pass


def test_a_build_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "build").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be made"), Store(tmp_path).lock():
        pass
