"""What every engine promises, to be run over each of them; see `test_local` for how."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sectorscope.engine import Engine, Map
from sectorscope.errors import EngineError, VocabularyError

SOURCE = pa.schema([("id", pa.string()), ("text", pa.string())])
TARGET = pa.schema([("id", pa.string()), ("at", pa.int64()), ("letter", pa.string())])
ROWS = [{"id": f"d{i}", "text": "ab" * (i % 4)} for i in range(300)]
WANTED = [
    {"id": row["id"], "at": at, "letter": letter}
    for row in ROWS
    for at, letter in enumerate(row["text"])
]


def letters(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """A row for each letter of each text: none for some, several for others."""
    for batch in batches:
        rows = [
            {"id": row["id"], "at": at, "letter": letter}
            for row in batch.to_pylist()
            for at, letter in enumerate(row["text"])
        ]
        yield pa.RecordBatch.from_pylist(rows, TARGET)


def one_by_one(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same, in as many batches as there are rows."""
    for batch in letters(batches):
        for at in range(batch.num_rows):
            yield batch.slice(at, 1)


def nothing(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Gives no batch at all."""
    list(batches)
    yield from ()


def others(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Hands back what it was given, whatever was announced."""
    yield from batches


def refusing(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Does some, and refuses a row in the middle."""
    for batch in batches:
        if "d200" in batch["id"].to_pylist():
            raise VocabularyError("something is wrong", expected="nothing", hint="again")
        yield from letters(iter((batch,)))


def failing(_: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Meets a fault of the system that is not of the target."""
    raise FileNotFoundError(2, "No such file", "another file")
    yield


def dying(_: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Takes its process with it, as the system does where memory ends."""
    os._exit(9)
    yield


def parquet(path: Path, rows: list[dict[str, Any]], group: int = 70) -> Path:
    pq.write_table(pa.Table.from_pylist(rows, SOURCE), path, row_group_size=group)
    return path


def read(path: Path) -> list[dict[str, Any]]:
    table = pq.read_table(path)
    assert table.schema.remove_metadata() == TARGET
    return table.to_pylist()


class Contract:
    """Inherit, and give `engine`: a fixture of functions that make an engine of a batch size."""

    @pytest.fixture
    def engine(self) -> Callable[[int], Engine]:
        raise NotImplementedError

    @pytest.mark.parametrize(("fn", "batch"), [(letters, 7), (letters, 1000), (one_by_one, 64)])
    def test_rows_and_their_order_are_the_same_whatever_the_batches(
        self, engine: Callable[[int], Engine], tmp_path: Path, fn: Map, batch: int
    ):
        source = parquet(tmp_path / "in.parquet", ROWS)
        engine(batch).map_batches(fn, source, tmp_path / "out.parquet", schema=TARGET)
        assert read(tmp_path / "out.parquet") == WANTED

    def test_files_are_read_in_order(self, engine: Callable[[int], Engine], tmp_path: Path):
        folder = tmp_path / "in"
        folder.mkdir()
        last = parquet(folder / "b.parquet", ROWS[100:])
        first = parquet(folder / "a.parquet", ROWS[:100])
        (folder / "notes.txt").write_text("not a table", "utf-8")
        for number, source in enumerate((folder, [first, last])):
            target = tmp_path / f"{number}.parquet"
            engine(64).map_batches(letters, source, target, schema=TARGET)
            assert read(target) == WANTED

    @pytest.mark.parametrize(("fn", "rows"), [(letters, []), (nothing, ROWS)])
    def test_no_rows_make_a_table_without_rows(
        self, engine: Callable[[int], Engine], tmp_path: Path, fn: Map, rows: list[dict[str, Any]]
    ):
        source = parquet(tmp_path / "in.parquet", rows)
        engine(512).map_batches(fn, source, tmp_path / "out.parquet", schema=TARGET)
        assert read(tmp_path / "out.parquet") == []

    def test_another_schema_is_refused_and_named(
        self, engine: Callable[[int], Engine], tmp_path: Path
    ):
        source = parquet(tmp_path / "in.parquet", ROWS)
        with pytest.raises(EngineError, match=r"columns \['id', 'text'\].*'letter'"):
            engine(64).map_batches(others, source, tmp_path / "out.parquet", schema=TARGET)

    @pytest.mark.parametrize(
        ("fn", "sentence"),
        [
            (refusing, "something is wrong; expected nothing; try: again."),
            (failing, "[Errno 2] No such file: 'another file'"),
        ],
    )
    def test_a_fault_comes_through_and_the_target_is_as_it_was(
        self, engine: Callable[[int], Engine], tmp_path: Path, fn: Map, sentence: str
    ):
        source, target = parquet(tmp_path / "in.parquet", ROWS), tmp_path / "out.parquet"
        target.write_bytes(b"as it was")
        with pytest.raises((VocabularyError, FileNotFoundError)) as fault:
            engine(16).map_batches(fn, source, target, schema=TARGET)
        assert str(fault.value) == sentence
        assert target.read_bytes() == b"as it was"
        assert sorted(p.name for p in tmp_path.iterdir()) == ["in.parquet", "out.parquet"]

    @pytest.mark.parametrize("data", [b"", b"PAR1", b"id,text\n1,a\n", None])
    def test_a_source_that_is_no_parquet_is_named(
        self, engine: Callable[[int], Engine], tmp_path: Path, data: bytes | None
    ):
        source = tmp_path / "texts.parquet"
        if data is not None:
            source.write_bytes(data)
        with pytest.raises(EngineError, match=r"texts\.parquet"):
            engine(64).map_batches(letters, source, tmp_path / "out.parquet", schema=TARGET)
        assert not (tmp_path / "out.parquet").exists()

    def test_a_target_that_cannot_be_written_is_named(
        self, engine: Callable[[int], Engine], tmp_path: Path
    ):
        source = parquet(tmp_path / "in.parquet", ROWS)
        target = tmp_path / "no folder" / "out.parquet"
        with pytest.raises(EngineError, match=r"^out\.parquet cannot be written"):
            engine(64).map_batches(letters, source, target, schema=TARGET)
