r"""Content hashes: what a table holds, whatever file or library it was kept in.

A row is a line of text: cells in declared column order, each followed by a tab, then a new
line. In a text `\`, tab and new line are written `\\`, `\t`, `\n`; a missing cell is `\N`, so
it cannot be mistaken for any text. A number is the shortest decimal that reads back the same.
Lines stand in key order under a head of column names and types; sha256 is taken of the UTF-8.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.errors import StoreError
from sectorscope.schema import Column, Table
from sectorscope.store.names import declared

_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"))
_MISSING = "\\N"
_AT_ONCE = 100_000  # rows turned to text at a time: a bound on memory; the hash does not see it


def content_hash(name: str, data: pa.Table) -> str:
    """The sha256 of a table's rows, the same for any order, chunking or file they came in.

    Args:
        name: A table's name; its declaration says which columns there are and which are the key.
        data: Rows that `schema.check` accepts.

    Raises:
        StoreError: there is no such table, or the columns are not the declared ones.
    """
    table = declared(name)
    if data.schema.remove_metadata() != table.schema:
        raise StoreError(
            f"table {name} has columns {data.schema.names}",
            expected=f"exactly {table.schema.names} with their declared types",
            hint="`sectorscope build`, which writes a new run",
        )
    return ordered_hash(table, data.sort_by([(key, "ascending") for key in table.key]))


def ordered_hash(table: Table, ordered: pa.Table) -> str:
    """The same for rows that were checked and stand in key order already."""
    head = "\t".join(f"{column.name}:{column.type}" for column in table.columns)
    digest = sha256(f"{head}\n".encode())
    for start in range(0, ordered.num_rows, _AT_ONCE):
        digest.update(_lines(table, ordered.slice(start, _AT_ONCE)))
    return digest.hexdigest()


def fingerprint(hashes: Mapping[str, str]) -> str:
    """One hash for a run: over its tables' names and content hashes, in order of name."""
    lines = [f"{name} {hashes[name]}\n" for name in sorted(hashes)]
    return sha256("".join(lines).encode()).hexdigest()


def _lines(table: Table, rows: pa.Table) -> bytes:
    cells = [_text(column, rows[column.name]) for column in table.columns]
    lines = pc.call_function("binary_join_element_wise", [*cells, "\n", "\t"])
    return "".join(lines.to_pylist()).encode()


def _text(column: Column, values: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    if column.type == "text":
        cells = _escaped(values)
    elif column.type == "number":  # Python's repr is promised to be the shortest; Arrow's is not
        cells = pa.array([None if v is None else repr(v) for v in values.to_pylist()], pa.string())
    else:
        cells = values.cast(pa.string())
    return pc.call_function("coalesce", [cells, pa.scalar(_MISSING)])


def _escaped(values: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    for plain, escape in _ESCAPES:
        options = pc.ReplaceSubstringOptions(plain, escape)
        values = pc.call_function("replace_substring", [values], options)
    return values
