"""What a table and a column are, and the check that a table is what it was declared to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.errors import SchemaError

_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
}

_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Column:
    """One column: its type, unit, whether it may be missing, and the values it allows."""

    name: str
    type: str
    prose: str
    unit: str = ""
    missing: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: `key` names the columns whose values are unique together."""

    name: str
    prose: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema: field order is column order, no metadata."""
        return pa.schema(
            [pa.field(c.name, _TYPES[c.type], nullable=c.missing) for c in self.columns]
        )


class Records(Sequence[dict[str, Any]]):
    """Rows of one table held as columns: a reader of many rows gives these instead of a list.

    Args:
        arrow: N rows; columns by name, those of the table that are missing throughout left out.
    """

    def __init__(self, arrow: pa.Table) -> None:
        self.arrow = arrow

    def __len__(self) -> int:
        return self.arrow.num_rows

    @overload
    def __getitem__(self, at: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, at: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, at: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            return self.arrow.take(list(range(first, last, step))).to_pylist()
        (row,) = self.arrow.slice(range(len(self))[at], 1).to_pylist()
        return row

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for batch in self.arrow.to_batches(max_chunksize=10_000):
            yield from batch.to_pylist()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and self.arrow.equals(other.arrow)

    __hash__ = None  # type: ignore[assignment]


def joined(chunks: Sequence[Sequence[dict[str, Any]]]) -> Sequence[dict[str, Any]]:
    """Rows of several readings one after the other; columns stay columns."""
    if len(chunks) == 1:
        return chunks[0]
    columnar = [chunk.arrow for chunk in chunks if isinstance(chunk, Records)]
    if columnar and len(columnar) == len(chunks):
        return Records(pa.concat_tables(columnar, promote_options="default"))
    return [row for chunk in chunks for row in chunk]


def empty(table: Table) -> pa.Table:
    """A table with the declared columns and no rows."""
    return table.schema.empty_table()


def from_rows(table: Table, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows (mappings by column name) as an Arrow table, checked and in key order.

    Half a surrogate pair, as an escape in JSON may leave of a text cut short, is U+FFFD.

    Raises:
        SchemaError: a row holds a column the table does not declare, or a check fails.
    """
    if isinstance(rows, Records):
        return check(table, _in_columns(table, rows.arrow))
    listed = list(rows)
    declared = {c.name for c in table.columns}
    for row in listed:
        if extra := set(row) - declared:
            raise SchemaError(
                f"table {table.name} was given column {min(extra)!r}",
                expected="one of: " + ", ".join(sorted(declared)),
            )
    try:
        made = _made(table, [dict(r) for r in listed])
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as why:
        raise SchemaError(
            f"table {table.name} was given a value of the wrong type ({why})"
        ) from why
    return check(table, made)


def _made(table: Table, rows: list[dict[str, Any]]) -> pa.Table:
    try:
        return pa.Table.from_pylist(rows, schema=table.schema)
    except UnicodeEncodeError:
        whole = [
            {k: whole_text(v) if isinstance(v, str) else v for k, v in r.items()} for r in rows
        ]
        return pa.Table.from_pylist(whole, schema=table.schema)


def whole_text(text: str) -> str:
    """The text with half a surrogate pair as the sign for what is unknown: one for one."""
    return _HALVES.sub("\ufffd", text)


def _in_columns(table: Table, given: pa.Table) -> pa.Table:
    """The columns as declared; one that is not there is missing in every row."""
    if extra := set(given.column_names) - set(table.schema.names):
        raise SchemaError(f"table {table.name} was given column {min(extra)!r}")
    try:
        columns = [
            given[f.name].cast(f.type)
            if f.name in given.column_names
            else pa.nulls(given.num_rows, f.type)
            for f in table.schema
        ]
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as why:
        raise SchemaError(
            f"table {table.name} was given a value of the wrong type ({why})"
        ) from why
    return pa.table(columns, schema=table.schema)


def check(table: Table, data: pa.Table) -> pa.Table:
    """The same rows in key order, or an error that names the first thing wrong.

    Raises:
        SchemaError: other columns or types, a missing value where none may be, a value outside
            the allowed ones, or a key that stands twice.
    """
    if data.schema.remove_metadata() != table.schema:
        raise SchemaError(
            f"table {table.name} has columns {data.schema.names}",
            expected=f"exactly {table.schema.names} with their declared types",
        )
    for column in table.columns:
        values = data[column.name]
        if not column.missing and values.null_count:
            raise SchemaError(f"{table.name}.{column.name} has {values.null_count} missing values")
        if column.values:
            _check_values(table, column, values)
    if _in_order(table, data):
        return data
    ordered = data.sort_by([(k, "ascending") for k in table.key])
    _check_key(table, ordered)
    return ordered


def _in_order(table: Table, data: pa.Table) -> bool:
    """Whether each key comes after the one before it: such rows need no copy, and none is twice."""
    if data.num_rows < 2:  # noqa: PLR2004 - a row has none before it
        return True
    after = alike = None
    for key in table.key:
        column = data[key]
        pair = [column.slice(0, len(column) - 1), column.slice(1)]
        less, same = pc.call_function("less", pair), pc.call_function("equal", pair)
        if after is None:
            after, alike = less, same
        else:
            more = pc.call_function("and", [alike, less])
            after = pc.call_function("or", [after, more])
            alike = pc.call_function("and", [alike, same])
    return after is not None and pc.call_function("all", [after.fill_null(False)]).as_py() is True


def _check_values(table: Table, column: Column, values: pa.ChunkedArray) -> None:
    strange = [v for v in values.drop_null().unique().to_pylist() if v not in column.values]
    if strange:
        raise SchemaError(
            f"{table.name}.{column.name} holds {strange[0]!r}",
            expected="one of " + ", ".join(column.values),
        )


def _check_key(table: Table, ordered: pa.Table) -> None:
    distinct = ordered.select(list(table.key)).group_by(list(table.key)).aggregate([])
    if distinct.num_rows != ordered.num_rows:
        twice = ordered.num_rows - distinct.num_rows
        raise SchemaError(
            f"table {table.name} holds {twice} rows whose key stands already",
            expected="each " + " + ".join(table.key) + " once",
        )
