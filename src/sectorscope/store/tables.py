"""The tables of one run, to read: as rows, as Arrow, or with SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from sectorscope.errors import StoreError
from sectorscope.schema import TABLES, check, empty
from sectorscope.store.names import declared

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Tables:
    """Tables by name, each a Parquet file or held in memory; a table that is not there is empty.

    Args:
        held: Where each table is: a Parquet file of a run, or checked rows in key order.
    """

    def __init__(self, held: Mapping[str, Path | pa.Table]) -> None:
        self._held = dict(held)
        self._rows: dict[str, list[dict[str, Any]]] = {}

    @classmethod
    def from_arrow(cls, tables: Mapping[str, pa.Table]) -> Tables:
        """Tables that need no disk.

        Raises:
            StoreError: there is no table of one of the names.
            SchemaError: a table does not hold what its declaration promises.
        """
        return cls({name: check(declared(name), data) for name, data in tables.items()})

    def but(self, **tables: pa.Table) -> Tables:
        """These tables with others, checked and in key order, in the place of some."""
        return Tables(self._held | tables)

    def has(self, name: str) -> bool:
        """Whether the run holds the table, be it with no rows.

        Raises:
            StoreError: there is no table of this name at all.
        """
        return declared(name).name in self._held

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A table's rows in key order; read once, shared by all callers, not to be changed.

        Raises:
            StoreError: there is no such table, or its file is damaged.
        """
        if name not in self._rows:
            self._rows[name] = self.arrow(name).to_pylist()
        return self._rows[name]

    def arrow(self, name: str) -> pa.Table:
        """A table as Arrow, in key order.

        Raises:
            StoreError: there is no such table, or its file is damaged or from another version.
        """
        table = declared(name)
        held = self._held.get(name)
        if held is None:
            return empty(table)
        return _read(name, held) if isinstance(held, Path) else held

    def sql(self, query: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows a query gives; every declared table may be named in it.

        Raises:
            StoreError: DuckDB refuses the query.
        """
        import duckdb

        try:
            answer = self._database.execute(query, list(params))
            names = [column[0] for column in answer.description or ()]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
        except duckdb.Error as why:
            raise StoreError(f"the query cannot be answered ({_reason(why)})") from why

    @cached_property
    def _database(self) -> DuckDBPyConnection:
        import duckdb  # only here: a build in which nothing changed must not wait for it

        database = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
        for name in TABLES:
            held = self._held.get(name)
            if isinstance(held, Path):
                database.execute(_view(name, held))
            else:
                database.register(name, self.arrow(name))
        return database


def _view(name: str, path: Path) -> str:
    # A study may live in `Skills [2026]` or `region=leeds`: neither is a pattern or a column.
    literal = path.resolve().as_posix().replace("'", "''")
    for sign in "[*?":
        literal = literal.replace(sign, f"\0{sign}\1")
    literal = literal.replace("\0", "[").replace("\1", "]")
    source = f"read_parquet('{literal}', hive_partitioning = false)"
    return f'CREATE VIEW "{name}" AS SELECT * FROM {source}'  # noqa: S608 -- a declared name


def _read(name: str, path: Path) -> pa.Table:
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:  # not read_table: it takes `a=b` in a path for a column
            data = file.read()
    except (OSError, pa.ArrowException) as why:
        raise StoreError(
            f"table {name} of run {path.parent.name} cannot be read",
            hint="`sectorscope build`, which writes a new run",
        ) from why
    if data.schema.remove_metadata() != declared(name).schema:
        raise StoreError(
            f"table {name} of run {path.parent.name} has other columns than this version declares",
            hint="`sectorscope build`, which writes a new run",
        )
    return data


def _reason(why: Exception) -> str:
    """The first line, where it can speak of the query only; others may quote what a cell holds."""
    import duckdb

    of_the_query = (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException)
    return str(why).splitlines()[0] if isinstance(why, of_the_query) else type(why).__name__
