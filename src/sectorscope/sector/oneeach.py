"""Rows of several files about one company, made one row: which file is believed in what.

The headcount is that of the newest accounts, a single figure before an interval; the description
the longest; all else is what the first file that says anything says, files with accounts before
others, and of several states of the register the newest (`registered`). Where two files give
different single figures, the row is flagged `files_differ`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sectorscope.errors import StudyError
from sectorscope.sector.definition import words
from sectorscope.sector.registered import newest_state

Row = Mapping[str, Any]

_PEOPLE = ("headcount", "low", "high", "before", "basis", "accounts")
_OF_PEOPLE = "headcount"
_IF_NONE = {"no_text": "text", "no_sic": "sics", "no_place": "area_code"}


def one_each(rows: Iterable[Row]) -> Iterator[Row]:
    """Each company once, in the order its first row came in.

    Rows are of one company if they have one company number, or where they have none, one id: the
    file's own, or the name.

    Raises:
        StudyError: two files call companies of different names by one id.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get("number") or row["id"], []).append(row)
    for company, alike in found.items():
        if len(alike) == 1:
            yield alike[0]
            continue
        _check_one(company, alike)
        yield _merged(newest_state(alike))


def _check_one(company: str, rows: Sequence[Row]) -> None:
    """An id that is a row number of somebody's list says nothing in another list."""
    names = sorted({words(r["name"]) for r in rows if not r.get("number")}, key=str.casefold)
    if len({n.casefold() for n in names}) > 1:
        raise StudyError(
            f"two files call different companies {company!r}: {names[0]} and {names[1]}",
            expected="one id, one company, in all files of a study",
            hint="take `id` out of a mapping, or name its column of company numbers",
        )


def _merged(rows: Sequence[Row]) -> Row:
    ordered = sorted(rows, key=lambda r: (r.get("basis") != "accounts", r["snapshot"]))
    said = {
        k: next((r[k] for r in ordered if r.get(k) not in (None, "")), None)
        for k in dict.fromkeys(k for r in ordered for k in r)
    }
    told = max(ordered, key=_believed)
    said |= {k: told.get(k) for k in _PEOPLE}
    said["text"] = max((r.get("text") or "" for r in ordered), key=len) or None
    by_name = {"by_name"} if not said.get("number") else set[str]()
    return {**said, "flags": ";".join(sorted(_flags(rows, told, said) | by_name))}


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
