"""The cache gives back what was made, or has it made again; it is never an obstacle."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sectorscope.concepts import cache, load
from sectorscope.concepts.cache import Entry, cached, code_version, folder, key_of

KEY = key_of("test", "1")
MADE = Entry(
    arrays={
        "vectors": np.arange(12, dtype=np.float32).reshape(3, 4),
        "none": np.zeros((0, 4), np.int8),
        "words": np.array(["a", "bc"]),
    },
    values={"count": 3, "pair": ("a", "é"), "nested": {"x": [1.5, None]}},
    blobs={"text": b"\x00\xffabc", "empty": b""},
)


class Builder:
    """Makes the entry, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> Entry:
        self.asked += 1
        return MADE


def same(one: Entry, other: Entry) -> bool:
    return (
        one.values == other.values
        and one.blobs == other.blobs
        and one.arrays.keys() == other.arrays.keys()
        and all(np.array_equal(one.arrays[n], other.arrays[n]) for n in one.arrays)
        and all(one.arrays[n].dtype == other.arrays[n].dtype for n in one.arrays)
    )


def test_what_was_made_comes_back_without_being_made_again():
    build = Builder()
    first, second = cached(KEY, build), cached(KEY, build)
    assert build.asked == 1
    assert same(first, second)
    assert first.values["pair"] == ["a", "é"]  # as JSON has it, the first time too
    assert np.array_equal(second.arrays["vectors"], MADE.arrays["vectors"])


def test_arrays_lie_on_the_disk_and_cannot_be_written():
    first, second = cached(KEY, Builder()), cached(KEY, Builder())
    assert isinstance(second.arrays["vectors"], np.memmap)
    for entry in (first, second):
        with pytest.raises(ValueError, match="read-only"):
            entry.arrays["vectors"][0, 0] = 1
    assert MADE.arrays["vectors"].flags.writeable


def test_keys_tell_parts_apart():
    assert key_of("ab", "c") != key_of("a", "bc") != key_of("abc")
    assert cached(key_of("2"), Builder()).values == cached(KEY, Builder()).values


def entry(cache_folder: Path) -> Path:
    return cache_folder / KEY


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path, at: int = -1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def flip_first(path: Path) -> None:
    flip(path, 0)


@pytest.mark.parametrize(
    "hurt", [shorten, flip, flip_first, Path.unlink, lambda path: path.write_bytes(b"")]
)
@pytest.mark.parametrize(
    "name", ["vectors.npy", "words.npy", "text.bin", "values.json", "manifest.json"]
)
def test_a_damaged_entry_is_made_again(
    cache_folder: Path, name: str, hurt: Callable[[Path], object]
):
    build = Builder()
    whole = cached(KEY, build)
    hurt(entry(cache_folder) / name)
    assert same(cached(KEY, build), whole)
    assert same(cached(KEY, build), whole)
    assert build.asked == 2
    assert [path.name for path in cache_folder.iterdir()] == [KEY]


def test_an_entry_under_anothers_name_is_not_trusted(cache_folder: Path):
    build = Builder()
    cached(KEY, build)
    other = key_of("other")
    entry(cache_folder).rename(cache_folder / other)
    cached(other, build)
    assert build.asked == 2


def test_a_manifest_that_is_something_else_is_not_trusted(cache_folder: Path):
    build = Builder()
    cached(KEY, build)
    for text in ("[]", "null", '{"key": 1}', json.dumps({"key": KEY, "files": {"../x": ""}})):
        (entry(cache_folder) / "manifest.json").write_text(text)
        assert cached(KEY, build).blobs == MADE.blobs


def test_a_pickle_is_never_opened(cache_folder: Path):
    cached(KEY, Builder())
    path = entry(cache_folder) / "vectors.npy"
    np.save(path, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    manifest = json.loads((entry(cache_folder) / "manifest.json").read_text())
    manifest["files"]["vectors.npy"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (entry(cache_folder) / "manifest.json").write_text(json.dumps(manifest))
    build = Builder()
    assert same(cached(KEY, build), MADE.as_kept())
    assert build.asked == 1


def test_objects_are_refused_when_made(cache_folder: Path):
    with pytest.raises(ValueError, match="allow_pickle"):
        cached(KEY, lambda: Entry(arrays={"a": np.array([{}], dtype=object)}))
    assert list(cache_folder.iterdir()) == []
    with pytest.raises(ValueError, match="no name"):
        Entry(blobs={"../x": b""})


def test_errors_of_the_making_come_through_and_leave_nothing(cache_folder: Path):
    def build() -> Entry:
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        cached(KEY, build)
    assert not entry(cache_folder).exists()


def test_a_file_in_an_entrys_place_gives_way(cache_folder: Path):
    cache_folder.mkdir()
    entry(cache_folder).write_text("in the way")
    build = Builder()
    cached(KEY, build)
    cached(KEY, build)
    assert build.asked == 1
    assert [path.name for path in cache_folder.iterdir()] == [KEY]


def test_whoever_is_second_keeps_the_firsts(cache_folder: Path):
    def slower() -> Entry:
        cached(KEY, Builder())
        (entry(cache_folder) / "mark").touch()
        return MADE

    assert same(cached(KEY, slower), MADE.as_kept())
    assert (entry(cache_folder) / "mark").exists()
    assert [path.name for path in cache_folder.iterdir()] == [KEY]


def test_processes_at_once_all_get_it(cache_folder: Path):
    child = [sys.executable, str(Path(__file__).with_name("child_cache.py")), KEY]
    running = [subprocess.Popen(child, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate(timeout=60)[0] for process in running]
    assert said == ["b'made'\n"] * 4
    assert [path.name for path in cache_folder.iterdir()] == [KEY]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_that_cannot_be_written_is_done_without(cache_folder: Path):
    cache_folder.mkdir(mode=0o500)
    build = Builder()
    assert same(cached(KEY, build), cached(KEY, build))
    assert build.asked == 2


def test_a_folder_that_cannot_be_made_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").touch()
    monkeypatch.setenv("SECTORSCOPE_CACHE", str(tmp_path / "file" / "cache"))
    build = Builder()
    assert same(cached(KEY, build), cached(KEY, build))
    assert build.asked == 2


def test_a_full_disk_is_done_without(cache_folder: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.cache_entry, "write", full)
    assert same(cached(KEY, Builder()), MADE.as_kept())
    assert list(cache_folder.iterdir()) == []


def test_without_a_home_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SECTORSCOPE_CACHE")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "user_cache_dir", lambda *_, **__: "~/.cache/sectorscope")
    assert folder() is None
    build = Builder()
    assert same(cached(KEY, build), MADE.as_kept())
    assert same(cached(KEY, build), MADE.as_kept())
    assert build.asked == 2
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_the_users_unless_named(monkeypatch: pytest.MonkeyPatch, cache_folder: Path):
    assert folder() == cache_folder
    monkeypatch.delenv("SECTORSCOPE_CACHE")
    assert "sectorscope" in str(folder())


def test_changed_code_has_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "one_module.py").write_text("x = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    __import__("one_module")
    before = code_version("one_module")
    code_version.cache_clear()
    assert code_version("one_module") == before
    (tmp_path / "one_module.py").write_text("x = 2\n")
    code_version.cache_clear()
    assert code_version("one_module") != before
    del sys.modules["one_module"]


def test_what_was_not_used_for_longest_goes_first(
    cache_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    keys = [key_of(str(n)) for n in range(3)]
    for at, key in enumerate(keys):
        cached(key, Builder())
        os.utime(cache_folder / key, (at + 1, at + 1))
    (cache_folder / "notes.txt").write_text("not ours" * 1_000)
    cached(keys[0], Builder())  # used again
    size = sum(file.stat().st_size for file in (cache_folder / KEY).parent.glob(f"{keys[0]}/*"))
    monkeypatch.setattr(cache, "MOST_BYTES", int(size * 2.5))
    cached(KEY, Builder())
    assert {path.name for path in cache_folder.iterdir()} == {KEY, keys[0], "notes.txt"}


def test_what_was_abandoned_half_made_is_taken_away(cache_folder: Path):
    left, new = cache_folder / f".{'0' * 32}", cache_folder / f".{'1' * 32}"
    for path in (left, new):
        path.mkdir(parents=True)
    os.utime(left, (1, 1))
    cached(KEY, Builder())
    assert not left.exists()
    assert new.exists()


def test_a_vocabulary_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "own-v1.0.csv"
    path.write_text("label,alternatives\nwelding,joining\nmilling,\n")
    cold = load(path)
    monkeypatch.setattr("sectorscope.concepts.flat.read", None)
    warm = load(path)
    assert dict(warm.concepts) == dict(cold.concepts)
    assert (warm.scheme, warm.version, warm.licence) == ("own", "1.0", "unknown")
    assert warm.digest == cold.digest
    with pytest.raises(TypeError):
        load(path, cache=False)


def test_the_same_bytes_under_another_name_are_another_version(tmp_path: Path):
    for name in ("own-v1.0.csv", "own-v2.0.csv"):
        (tmp_path / name).write_text("label\nwelding\n")
    assert [load(tmp_path / f"own-v{n}.0.csv").version for n in (1, 2)] == ["1.0", "2.0"]
