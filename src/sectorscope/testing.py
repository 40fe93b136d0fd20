"""Contract tests that the author of a source can import: what every reader promises."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sectorscope.evidence.locate import resolve
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Source, load
from sectorscope.schema import TABLES, from_rows

_Read = list[tuple[str, list[dict[str, Any]]]]


def check_source(source: Source | str, data: bytes, mapping: bytes | None = None) -> _Read:
    """Read some bytes and assert what every source promises of its rows.

    Rows fit the tables the source declares; each names the snapshot it came from (the data or
    the mapping); each locator leads back to exactly `raw`; reading again gives the same rows.

    Args:
        source: A source, or the name of one.
        data: Bytes of a good file.
        mapping: Bytes of its mapping, if it needs one.

    Returns:
        What was read: table names with rows.

    Raises:
        AssertionError: a promise is broken; says which, and at which row.
    """
    reader = load(source) if isinstance(source, str) else source
    entry = describe(data, name="contract", source=reader.meta.name, retrieved="2000-01-01")
    known = {sha256(some).hexdigest(): some for some in (data, mapping) if some is not None}
    found: _Read = [(table, rows) for table, rows in reader.read(entry, data, mapping)]
    _require(any(rows for _, rows in found), "nothing was read")
    for table, rows in found:
        _require(table in reader.meta.tables, f"{table} is not among the tables of source.toml")
        from_rows(TABLES[table], rows)
        for row in rows:
            _check_row(table, row, known)
    again = [(table, rows) for table, rows in reader.read(entry, data, mapping)]
    _require(again == found, "reading twice gave different rows")
    return found


def _check_row(table: str, row: dict[str, Any], known: dict[str, bytes]) -> None:
    where = row.get("locator")
    _require(row.get("snapshot") in known, f"a row of {table} at {where} names other bytes")
    _require(isinstance(where, str), f"a row of {table} has no locator")
    stands = resolve(known[row["snapshot"]], str(where)).text
    raw = row.get("raw")
    _require(raw is None or stands == raw, f"{table} at {where}: {stands!r} is not {raw!r}")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)
