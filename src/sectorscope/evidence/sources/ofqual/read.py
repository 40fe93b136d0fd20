"""The Register of Regulated Qualifications: the whole of it as CSV, or answers of its interface.

A qualification's number is held without its strokes, as the register of learning aims has it. An
answer says how many there are in all, so that one page is not passed for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.ofqual import answered, listed

_Made = dict[str, Any]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[_Made]]]:
    """Rows of table `qualification`.

    Raises:
        GateRefused: gates `encoding`, `html`, `json_error`, `truncated`, `no_rows`, `rows` (a
            qualification twice), `columns`, `fields`, `values`, `count` (a page for the whole).
    """
    partly = "count" in snapshot.overridden
    rows = _rows(data, snapshot.name, partly=partly)
    yield "qualification", [row | {"snapshot": snapshot.sha256} for row in rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many have no subject area or level that is known, and how many nobody new may begin."""
    rows = _rows(data, snapshot.name, partly=True)
    said = [
        f"{missing:,} of {len(rows):,} qualifications have no {what} that is known"
        for what, column in (("subject area", "area"), ("level", "level"))
        if (missing := sum(row[column] is None for row in rows))
    ]
    return Remarks(tuple(said))


@lru_cache(maxsize=2)
def _rows(data: bytes, name: str, *, partly: bool) -> tuple[_Made, ...]:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    rows = answered.rows(data, partly=partly) if start in b"{[" else listed.rows(data, name)
    made: dict[str, _Made] = {}
    for row in rows:
        if row["number"] in made:
            raise GateRefused("rows", f"{row['number']} stands twice", expected="each once")
        made[row["number"]] = row
    if not made:
        raise GateRefused("no_rows", f"{name} lists no qualification", expected="at least one")
    return tuple(made.values())
