"""Contract tests that the author of a source can import: what every reader promises."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Source, load
from sectorscope.schema import TABLES, from_rows

if TYPE_CHECKING:
    from sectorscope.evidence.fetching.retrieval import Retrieval

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
    found: _Read = [(table, list(rows)) for table, rows in reader.read(entry, data, mapping)]
    _require(any(rows for _, rows in found), "nothing was read")
    for table, rows in found:
        _require(table in reader.meta.tables, f"{table} is not among the tables of source.toml")
        from_rows(TABLES[table], rows)
        for row in rows:
            _check_row(table, row, known)
    again = [(table, list(rows)) for table, rows in reader.read(entry, data, mapping)]
    _require(again == found, "reading twice gave different rows")
    return found


def check_retrieval(retrieval: Retrieval, pages: Sequence[bytes]) -> bytes:
    """Assert what every `fetch.py` promises of how it judges and joins pages.

    Each page is one of the same whole; no record stands on two; they add up to what the first
    says; asking is repeatable; nothing, a web page and a page cut short are refused.

    Args:
        retrieval: What `fetch` made of a query, opened if it needs to be.
        pages: Bodies of good pages, in order.

    Returns:
        The bytes of the snapshot they are joined to.

    Raises:
        AssertionError: a promise is broken; says which, and at which page.
    """
    looked = [retrieval.look(n, body) for n, body in enumerate(pages, 1)]
    _require(looked[0].pages == len(pages), f"the first page speaks of {looked[0].pages} pages")
    _require(sum(p.rows for p in looked) == looked[0].total, "the pages do not add up")
    for number, page in enumerate(looked, 1):
        alike = (page.shape, page.total) == (looked[0].shape, looked[0].total)
        _require(alike, f"page {number} is not of the same whole as the first")
        _require(retrieval.ask(number) == retrieval.ask(number), "asking twice differs")
        earlier = (key for p in looked[: number - 1] for key in p.keys)
        _require(page.keys.isdisjoint(earlier), f"page {number} holds a record again")
    _require(len({retrieval.ask(n) for n in range(1, len(pages) + 1)}) == len(pages), "asks alike")
    for bad in (b"", b"<!DOCTYPE html><html></html>", pages[0][: len(pages[0]) * 2 // 3]):
        _require(_refused(retrieval, bad), f"{bad[:30]!r} … passes for a page")
    joined = retrieval.join(iter(pages))
    _require(joined == retrieval.join(iter(pages)), "joining twice differs")
    return joined


def _refused(retrieval: Retrieval, body: bytes) -> bool:
    try:
        retrieval.look(1, body)
    except EvidenceRefused:
        return True
    return False


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
