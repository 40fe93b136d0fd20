"""Rows of several files about one company, made one row: which file is believed in what.

The headcount is that of the newest accounts, a single figure before an interval; the description
the longest; all else is what the first file that says anything says, files with accounts before
others. Where two files give different single figures, the row is flagged `files_differ`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

_PEOPLE = ("headcount", "low", "high", "before", "basis", "accounts")
_OF_PEOPLE = "headcount"
_IF_NONE = {"no_text": "text", "no_sic": "sics", "no_place": "area_code"}


def one_each(rows: Iterable[Row]) -> Iterator[Row]:
    """Each company once, in the order its first row came in.

    Rows are of one company if they have one company number. Rows without a number are companies
    of their own; an id that stands in two files is then made two ids, by the file's hash.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        key = row.get("number") or f"{row['id']} {row['snapshot']}"
        found.setdefault(key, []).append(row)
    twice = Counter(alike[0]["id"] for alike in found.values())
    for alike in found.values():
        row = alike[0] if len(alike) == 1 else _merged(alike)
        yield row if twice[row["id"]] == 1 else {**row, "id": f"{row['id']} {row['snapshot'][:8]}"}


def _merged(rows: Sequence[Row]) -> Row:
    ordered = sorted(rows, key=lambda r: (r.get("basis") != "accounts", r["snapshot"]))
    said = {
        k: next((r[k] for r in ordered if r.get(k) not in (None, "")), None) for k in ordered[0]
    }
    told = max(ordered, key=_believed)
    said |= {k: told.get(k) for k in _PEOPLE}
    said["text"] = max((r.get("text") or "" for r in ordered), key=len) or None
    return {**said, "flags": ";".join(sorted(_flags(rows, told, said)))}


def _believed(row: Row) -> tuple[bool, bool, str]:
    """A single figure, then an interval, then nothing; of equals the newest accounts."""
    return row.get("headcount") is not None, row.get("low") is not None, row.get("accounts") or ""


def _flags(rows: Sequence[Row], told: Row, said: Row) -> set[str]:
    """All flags but those another file made good; of the headcount those of the row believed."""
    own = {f for r in rows for f in _split(r) if _OF_PEOPLE not in f}
    own = {f for f in own if said.get(_IF_NONE.get(f, "")) in (None, "")}
    figures = {r["headcount"] for r in rows if r.get("headcount") is not None}
    return (
        own
        | {f for f in _split(told) if _OF_PEOPLE in f}
        | ({"files_differ"} if len(figures) > 1 else set())
    )


def _split(row: Row) -> list[str]:
    return [f for f in (row.get("flags") or "").split(";") if f]
