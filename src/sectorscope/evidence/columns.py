"""A CSV or Parquet file as columns of text, with where each row stands: for files of many rows.

A CSV that any reader reads alike (`plain`) is read by Arrow; any other goes through `rows`, which
knows every quirk. Both give the same.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from sectorscope.evidence.large import Large, not_plain
from sectorscope.evidence.plain import Plain, plain
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import rows_with_offsets
from sectorscope.schema import Records

PARQUET = b"PAR1"
MAX_ROWS = 20_000_000
"""Rows of a Parquet file, and `MAX_CELLS` cells in all: few bytes may declare any number."""
MAX_CELLS = 400_000_000
_BLOCK = 1 << 23


@dataclass(frozen=True)
class Columns:
    """names: all columns in their order. cells: N texts each. places: `bytes=a-b` or `row=n`."""

    names: tuple[str, ...]
    cells: Mapping[str, pa.Array]
    places: pa.Array

    def __len__(self) -> int:
        return len(self.places)


def columns_of(data: bytes, wanted: Collection[str] | None = None) -> Columns:
    """Read a file by what it holds.

    Args:
        data: the file.
        wanted: columns whose cells are needed; all of them for None.

    Raises:
        GateRefused: gates `archive`, `encoding`, `no_rows`, `rows`, `columns`.
    """
    return _parquet(data) if data.startswith(PARQUET) else _csv(data, wanted)


def parquet_cell(data: bytes, row: int, field: str) -> str | None:
    """The text at a row (from one) and column of a Parquet file; None where there is none.

    Raises:
        GateRefused: gate `archive`.
    """
    cells = _parquet(data).cells
    if field not in cells or not 1 <= row <= len(cells[field]):
        return None
    return cells[field][row - 1].as_py()


@lru_cache(maxsize=2)
def _parquet(data: bytes) -> Columns:
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        rows, width = file.metadata.num_rows, file.metadata.num_columns
        if rows > MAX_ROWS or rows * width > MAX_CELLS:
            raise GateRefused(
                "archive", f"the Parquet file declares {rows:,} rows", expected="less"
            )
        table = file.read().combine_chunks()
        cells = {n: _as_text(table[n]) for n in table.column_names}
    except (pa.ArrowException, OSError, ValueError, KeyError, OverflowError) as why:
        if isinstance(why, GateRefused):
            raise
        raise GateRefused(
            "archive",
            "the Parquet file is damaged or cut short, or holds what is no text or number",
            expected="a whole Parquet file of plain columns",
            hint="download it again.",
        ) from why
    if len(set(table.column_names)) != len(table.column_names):
        raise GateRefused(
            "columns", "a column of the Parquet file stands twice", expected="each once"
        )
    if not table.num_rows:
        raise GateRefused("no_rows", "the Parquet file holds no rows", expected="at least one")
    return Columns(tuple(table.column_names), cells, _numbered(table.num_rows))


def _as_text(column: pa.ChunkedArray) -> pa.Array:
    """Numbers as they are written, what is missing as an empty text."""
    flat = _flat(column.cast(pa.string()))
    return flat.fill_null("") if flat.null_count else flat


def _numbered(rows: int) -> pa.Array:
    numbers = pa.array(np.arange(1, rows + 1)).cast(pa.string())
    return pasted("row=", numbers)


def csv_columns(data: bytes, wanted: Collection[str] | None, found: Plain | None = None) -> Columns:
    """The columns of a CSV file.

    Args:
        data: the file.
        wanted: columns whose cells are needed; all of them for None.
        found: what `plain` says of it.

    Raises:
        GateRefused: gates `encoding`, `no_rows`, `rows`, `columns`.
    """
    return (found and _quick(data, found, wanted)) or _slow(data, wanted)


def piece_columns(piece: Piece, wanted: Collection[str] | None) -> Columns | None:
    """The columns of some records of a large file; None where Arrow reads other records."""
    return _quick(piece.data, piece.found, wanted, piece.shift)


@dataclass(frozen=True)
class Piece:
    """Records of a large file under its header, and how far their places are from those in it.

    data: header and records. found: where these stand in `data`. shift: what to add to that.
    """

    data: bytes
    found: Plain
    shift: int


def pieces_of(file: Large, name: str) -> Iterator[Piece]:
    """A large file as pieces that are read like files of their own.

    Raises:
        GateRefused: gate `rows`: a piece is not written plainly.
    """
    head = b""
    for start, records in file.pieces():
        data = head + records
        found = plain(data)
        if found is None:
            raise not_plain(name)
        yield Piece(data, found, start - len(head))
        head = head or data[: found.body]


def _csv(data: bytes, wanted: Collection[str] | None) -> Columns:
    return csv_columns(data, wanted, plain(data))


def _slow(data: bytes, wanted: Collection[str] | None) -> Columns:
    header, rows = rows_with_offsets(data)
    cells: dict[str, list[str]] = {n: [] for n in header.names if wanted is None or n in wanted}
    places: list[str] = []
    for row in rows:
        for name, held in cells.items():
            held.append(row.values[name])
        places.append(f"bytes={row.start}-{row.end}")
    if not places:
        raise GateRefused("no_rows", "the file has a header and no rows", expected="at least one")
    columns = {name: pa.array(held, pa.string()) for name, held in cells.items()}
    return Columns(header.names, columns, pa.array(places, pa.string()))


def _quick(
    data: bytes, found: Plain, wanted: Collection[str] | None, shift: int = 0
) -> Columns | None:
    """Arrow's reading; None where it gives other rows than `plain` has found."""
    names = found.header.names
    kept = [n for n in names if wanted is None or n in wanted]
    if not kept:
        return None
    options = pcsv.ReadOptions(column_names=list(names), block_size=_BLOCK, use_threads=True)
    parsing = pcsv.ParseOptions(newlines_in_values=found.broken, ignore_empty_lines=True)
    kinds = pcsv.ConvertOptions(
        column_types=dict.fromkeys(kept, pa.string()),
        strings_can_be_null=False,
        include_columns=kept,
    )
    body = pa.BufferReader(pa.py_buffer(data).slice(found.body))
    try:
        table = pcsv.read_csv(body, options, parsing, kinds)
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        return None  # the other way says what is wrong, and where
    if table.num_rows != len(found.starts):
        return None
    first, last = (pa.array(at + shift).cast(pa.string()) for at in (found.starts, found.ends))
    columns = {n: table[n] for n in kept}
    del table  # so that each column lies in memory twice only while it is made one
    cells = {n: _flat(columns.pop(n)) for n in kept}
    return Columns(tuple(names), cells, pasted("bytes=", first, "-", last))


def _flat(column: pa.ChunkedArray) -> pa.Array:
    made = column.combine_chunks()
    return made if isinstance(made, pa.Array) else pa.concat_arrays(made.chunks)


def pasted(*parts: str | pa.Array) -> pa.Array:
    """Texts of N rows joined without anything between; a text stands in every row."""
    given = [pa.scalar(p) if isinstance(p, str) else p for p in (*parts, "")]
    return pc.call_function("binary_join_element_wise", given)


def of_snapshot(rows: pa.Table, sha256: str) -> Records:
    """N rows of a table, said to be of a snapshot."""
    return Records(rows.append_column("snapshot", pa.repeat(pa.scalar(sha256), rows.num_rows)))


def each(column: pa.Array, made: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """A function of each of N texts, called once for each that differs."""
    coded = column.dictionary_encode()
    values = pa.array([made(text) for text in coded.dictionary.to_pylist()], kind)
    return values.take(coded.indices)
