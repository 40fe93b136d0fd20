"""A CSV or Parquet file as columns of text, with where each row stands: for files of many rows.

A CSV without quoted line ends is read by Arrow, and its offsets are those of its lines; any other
goes through `rows`, which knows every quirk. Both give the same.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import header_of, rows_with_offsets

PARQUET = b"PAR1"
MAX_ROWS = 20_000_000
"""Rows of a Parquet file, and `MAX_CELLS` cells in all: few bytes may declare any number."""
MAX_CELLS = 400_000_000
_BLOCK = 1 << 24
_EDGES = np.frombuffer(b",\r\n", np.uint8)


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
    texts = column.cast(pa.string()).combine_chunks()
    flat = texts if isinstance(texts, pa.Array) else pa.concat_arrays(texts.chunks)
    return flat.fill_null("") if flat.null_count else flat


def _numbered(rows: int) -> pa.Array:
    numbers = pa.array(np.arange(1, rows + 1)).cast(pa.string())
    return pasted("row=", numbers)


def _csv(data: bytes, wanted: Collection[str] | None) -> Columns:
    header = header_of(data)
    plain = header.encoding == "utf-8" and header.delimiter == ","
    kept = [n for n in header.names if wanted is None or n in wanted]
    quick = _quick(data, header.names, header.end, kept) if plain and kept else None
    return quick or _slow(data)


def _slow(data: bytes) -> Columns:
    header, rows = rows_with_offsets(data)
    held = list(rows)
    if not held:
        raise GateRefused("no_rows", "the file has a header and no rows", expected="at least one")
    cells = {n: pa.array([r.values[n] for r in held], pa.string()) for n in header.names}
    places = pa.array([f"bytes={r.start}-{r.end}" for r in held], pa.string())
    return Columns(header.names, cells, places)


def _quick(data: bytes, names: Sequence[str], end: int, kept: Sequence[str]) -> Columns | None:
    """Arrow's reading, where it is sure to be the same; None otherwise."""
    body = data[end:].lstrip(b"\r\n")
    at = len(data) - len(body)
    if not body or b"\r" in body.replace(b"\r\n", b"") or not _quotes_are_plain(body):
        return None
    starts, ends = _lines(body)
    options = pcsv.ReadOptions(column_names=list(names), block_size=_BLOCK, use_threads=True)
    parsing = pcsv.ParseOptions(newlines_in_values=False, ignore_empty_lines=True)
    kinds = pcsv.ConvertOptions(
        column_types=dict.fromkeys(kept, pa.string()),
        strings_can_be_null=False,
        include_columns=list(kept),
    )
    try:
        table = pcsv.read_csv(io.BytesIO(body), options, parsing, kinds)
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        return None  # the other way says what is wrong, and where
    if table.num_rows != len(starts):
        return None
    cells = {n: table[n].combine_chunks() for n in kept}
    flat = {
        n: c if isinstance(c, pa.Array) else pa.concat_arrays(c.chunks) for n, c in cells.items()
    }
    first, last = (pa.array(a + at).cast(pa.string()) for a in (starts, ends))
    return Columns(tuple(names), flat, pasted("bytes=", first, "-", last))


def _quotes_are_plain(body: bytes) -> bool:
    """Whether quotation marks stand at the edges of cells only, and close on their line."""
    if b'"' not in body:
        return True
    marks = np.frombuffer(b"\n" + body + b"\n", np.uint8)
    at = np.flatnonzero(marks == ord('"'))
    breaks = np.flatnonzero(marks == ord("\n"))
    inside = np.diff(np.searchsorted(at, breaks))
    return not (inside % 2).any() and not _lone(marks, at)


def _lone(marks: np.ndarray, at: np.ndarray) -> bool:
    """Whether any opening quotation mark does not begin its cell, or a closing one end it."""
    opens, closes = at[::2], at[1::2]
    begins = np.isin(marks[opens - 1], _EDGES)
    ends = np.isin(marks[closes + 1], _EDGES)
    return not (begins.all() and ends.all())


def _lines(body: bytes) -> tuple[np.ndarray, np.ndarray]:
    """First and last byte of each line that is not blank, without its line end."""
    marks = np.frombuffer(body, np.uint8)
    breaks = np.flatnonzero(marks == ord("\n"))
    starts = np.r_[0, breaks + 1]
    ends = np.r_[breaks, len(body)]
    ends = ends - ((ends > starts) & (marks[np.maximum(ends - 1, 0)] == ord("\r")))
    there = ends > starts
    return starts[there], ends[there]


def pasted(*parts: str | pa.Array) -> pa.Array:
    """Texts of N rows joined without anything between; a text stands in every row."""
    given = [pa.scalar(p) if isinstance(p, str) else p for p in (*parts, "")]
    return pc.call_function("binary_join_element_wise", given)


def texts(column: pa.Array) -> list[str]:
    """The N texts of a column, each that repeats made once: a code stands in thousands of rows."""
    coded = column.dictionary_encode()
    distinct = coded.dictionary.to_pylist()
    return [distinct[at] for at in coded.indices.to_pylist()]
