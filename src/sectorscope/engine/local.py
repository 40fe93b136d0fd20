"""The engine of one machine: Parquet in, Parquet out, a batch at a time."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sectorscope.engine.ordered import in_order
from sectorscope.errors import EngineError

if TYPE_CHECKING:
    import pyarrow as pa

    from sectorscope.engine import Map

_ROWS, _BYTES = 65_536, 1 << 22
"""Kept back until they are written together: small groups make a file slow to read, and to write a
large one takes four times its size."""
_BUFFER = 1 << 20
"""Bytes of a column read at a time; without it a whole row group is held, however large."""


@dataclass(frozen=True)
class Local:
    """Processes of this machine.

    jobs: how many. batch: rows that are read and handed over together; the rows that come out are
    the same whatever it is.
    """

    jobs: int = 1
    batch: int = 64

    def map_batches(
        self, fn: Map, source: Path | Sequence[Path], target: Path, *, schema: pa.Schema
    ) -> None:
        """See `Engine.map_batches`."""
        answers = in_order(_Whole(fn), _batches(_files(source), self.batch), jobs=self.jobs)
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with _refusing(target):
                file = beside.open("xb")
            _write(_groups(answers, schema), file, schema, target)
            with _refusing(target):
                os.replace(beside, target)  # noqa: PTH105 - at one stroke; Path hides the call
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


@dataclass(frozen=True)
class _Whole:
    """All that a function makes of one batch, so that a process can hand it back."""

    fn: Map

    def __call__(self, batch: pa.RecordBatch) -> list[pa.RecordBatch]:
        return list(self.fn(iter((batch,))))


def _files(source: Path | Sequence[Path]) -> list[Path]:
    if not isinstance(source, Path):
        return list(source)
    return sorted(source.glob("*.parquet")) if source.is_dir() else [source]


def _batches(files: Sequence[Path], size: int) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    for path in files:
        try:
            with pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
                yield from file.iter_batches(size)
        except (OSError, pa.ArrowException) as why:
            raise EngineError(
                f"{path.name} cannot be read as Parquet", expected="a whole Parquet file"
            ) from why


def _groups(answers: Iterable[list[pa.RecordBatch]], schema: pa.Schema) -> Iterator[pa.Table]:
    """Batches put together until they are worth a group of the file."""
    import pyarrow as pa

    held: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in (_fitting(b, schema) for batches in answers for b in batches):
        held.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows >= _ROWS or size >= _BYTES:
            yield pa.Table.from_batches(held, schema)
            held, rows, size = [], 0, 0
    yield pa.Table.from_batches(held, schema)


def _write(groups: Iterable[pa.Table], file: BinaryIO, schema: pa.Schema, target: Path) -> None:
    """Write and close; only what the disk refuses is told as a fault of the target."""
    import pyarrow.parquet as pq

    with file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for group in groups:
                with _refusing(target):
                    writer.write_table(group)
        with _refusing(target):
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def _refusing(target: Path) -> Generator[None]:
    try:
        yield
    except OSError as why:
        raise EngineError(
            f"{target.name} cannot be written ({why.strerror or type(why).__name__})",
            hint="look at the free space and the rights of its folder",
        ) from why


def _fitting(batch: Any, schema: pa.Schema) -> pa.RecordBatch:  # noqa: ANN401 - whatever fn gave
    given = getattr(batch, "schema", None)
    if given is None or given.remove_metadata() != schema.remove_metadata():
        raise EngineError(
            f"the function gave columns {given.names if given else type(batch).__name__}",
            expected=f"exactly {schema.names} with the types that were announced",
        )
    return batch
