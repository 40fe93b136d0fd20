"""The register of companies as it is published, read a batch at a time.

A CSV, the CSV within its zip, or Parquet with the same columns. The header is the publisher's:
some of its names begin with a space. Of the fifty-five columns six are read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv
import pyarrow.parquet as pq

from sectorscope.errors import EvidenceRefused

NUMBER, NAME = "CompanyNumber", "CompanyName"
SICS = tuple(f"SICCode.SicText_{n}" for n in range(1, 5))
ROWS = 65_536
_BLOCK = 1 << 24
"""Bytes of the CSV that are parsed together."""


def batches(source: Path) -> Iterator[pa.RecordBatch]:
    """Number, name and four texts of industries, as text, of every company, in order.

    Raises:
        EvidenceRefused: it is no CSV, zip or Parquet, or lacks a column.
    """
    read = _parquet if source.suffix == ".parquet" else _csv
    try:
        for batch in read(source):
            yield from _sized(batch)
    except (pa.ArrowException, zipfile.BadZipFile, OSError, UnicodeDecodeError) as why:
        raise EvidenceRefused(
            f"{source.name} cannot be read ({(str(why) or type(why).__name__).splitlines()[0]})",
            expected="the register as CSV, zip with one CSV, or Parquet",
        ) from why


def _sized(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    for start in range(0, batch.num_rows, ROWS):
        yield batch.slice(start, ROWS)


def _parquet(source: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(source) as file:
        columns = _columns(file.schema_arrow.names, source.name)
        for batch in file.iter_batches(ROWS, columns=columns):
            yield _named(batch.select(columns))


def _csv(source: Path) -> Iterator[pa.RecordBatch]:
    with _opened(source) as file:
        header = file.readline().decode("utf-8-sig").rstrip("\r\n")
        names = [name.strip('"') for name in header.split(",")]
        columns = _columns(names, source.name)
        options = pv.ConvertOptions(
            include_columns=columns,
            column_types=dict.fromkeys(columns, pa.string()),
            strings_can_be_null=False,
        )
        reading = pv.ReadOptions(column_names=names, block_size=_BLOCK, use_threads=False)
        with pv.open_csv(pa.PythonFile(file), reading, convert_options=options) as stream:
            yield from (_named(batch) for batch in stream)


@contextmanager
def _opened(source: Path) -> Generator[BinaryIO]:
    """The CSV, or the one within a zip."""
    if source.suffix.lower() != ".zip":
        with source.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(source) as held:
        inside = [name for name in held.namelist() if name.lower().endswith(".csv")]
        if len(inside) != 1:
            raise EvidenceRefused(
                f"{source.name} holds {len(inside)} CSV files", expected="one, as it is published"
            )
        with held.open(inside[0]) as file:
            yield cast("BinaryIO", file)


def _columns(names: Sequence[str], source: str) -> list[str]:
    """The columns that are read, as the file writes them; industries beyond the first may lack."""
    stripped = {name.strip(): name for name in names}
    missing = [name for name in (NUMBER, NAME, SICS[0]) if name not in stripped]
    if missing:
        raise EvidenceRefused(
            f"{source} has no column {missing[0]}",
            expected="the header of the register's free company data",
        )
    return [stripped[name] for name in (NUMBER, NAME, *SICS) if name in stripped]


def _named(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Under the stripped names, nothing missing."""
    held = {
        n.strip(): c.cast(pa.string())
        for n, c in zip(batch.schema.names, batch.columns, strict=True)
    }
    blank = pa.array([""] * batch.num_rows, pa.string())
    made = {n: _filled(held.get(n, blank)) for n in (NUMBER, NAME, *SICS)}
    return pa.RecordBatch.from_pydict(made)


def _filled(column: pa.Array) -> pa.Array:
    return pc.call_function("coalesce", [column, pa.scalar("")])
