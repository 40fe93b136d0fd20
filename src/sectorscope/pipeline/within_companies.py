"""The companies under a size that read otherwise in another run.

A size rests on the whole file of companies it is made from, which says nothing of what in it
changed; and the few companies it cites are the largest, of those with a headcount.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sectorscope.store import Tables

Row = Mapping[str, Any]

MOST = 200_000
"""Companies of a run that are compared; of a register the file alone is named."""
SIZES = ("size|", "coverage|", "overlap|")
"""How the names of evidence begin that is made of companies."""
_PLACE = frozenset({"snapshot", "locator", "raw"})


def altered(then: Tables, now: Tables) -> dict[str, tuple[Row | None, Row | None]]:
    """Companies that came, went or read otherwise, by id: their rows in either run."""
    if max(t.arrow("company").num_rows for t in (then, now)) > MOST:
        return {}
    old, new = ({row["id"]: row for row in t.rows("company")} for t in (then, now))
    pairs = {i: (old.get(i), new.get(i)) for i in old.keys() | new.keys()}
    return {i: pair for i, pair in sorted(pairs.items()) if _read(pair[0]) != _read(pair[1])}


def company_label(row: Row) -> str:
    """A company as a reader finds it in the list."""
    return f"{row['name']} ({row['id']})"


def differing(row: Row, other: Row | None) -> str:
    """What a company's row has otherwise than another row: columns and what stands there."""
    if other is None:
        return ""
    said = [f"{k} {row[k]}" for k in row if k not in _PLACE and row[k] != other.get(k)]
    return "; ".join(said) or "nothing"


def _read(row: Row | None) -> dict[str, Any] | None:
    return None if row is None else {k: v for k, v in row.items() if k not in _PLACE}
