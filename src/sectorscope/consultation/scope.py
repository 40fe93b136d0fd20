"""Which of the consulted a profile speaks of: those of its sector.

A survey may reach every sector of a region. A business is of another sector if it states one and
it is no segment of the study's definition; where a survey reached such businesses, one that states
none cannot be told from them either. They are counted by `sectorscope counts`, and told nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sectorscope.consultation.counts import segments

Row = Mapping[str, Any]
Rows = Callable[[str], Iterable[Row]]

OF_BUSINESSES = frozenset({"assertion", "consultee", "consultee_group", "document", "response"})
"""Tables with rows of single businesses that a profile is written from."""


def outside(consultees: Iterable[Row], own: Collection[str]) -> frozenset[str]:
    """Businesses that the profile does not speak of.

    Args:
        consultees: rows of `consultee`.
        own: ids of the study's segments; where it has none, or nobody stated one of them, nobody
            can be told apart and all are spoken of.
    """
    stated = {c["business"]: segments(c) for c in consultees}
    within = {b for b, found in stated.items() if set(found) & set(own)}
    if not within:
        return frozenset()
    elsewhere = any(found and b not in within for b, found in stated.items())
    return frozenset(b for b, found in stated.items() if b not in within and (found or elsewhere))


def of_the_sector(rows: Rows, own: Collection[str]) -> tuple[Rows, int]:
    """The same tables without businesses of other sectors, and how many those were.

    Args:
        rows: gives a table's rows by its name.
        own: ids of the study's segments.
    """
    gone = outside(rows("consultee"), own)
    if not gone:
        return rows, 0

    def kept(table: str) -> Iterable[Row]:
        found = rows(table)
        if table in OF_BUSINESSES:
            return [row for row in found if row["business"] not in gone]
        if table == "consultation":
            return [{**row, "responded": _left(rows, row, gone)} for row in found]
        return found

    return kept, len(gone)


def _left(rows: Rows, method: Row, gone: Collection[str]) -> int:
    """Businesses of one consultation that stay: those that answered anything of it."""
    read_with = {s["sha256"]: s["mapping"] for s in rows("snapshot")}
    who = {
        r["business"]
        for r in rows("response")
        if method["snapshot"] in (r["snapshot"], read_with.get(r["snapshot"]))
    }
    return len(who - set(gone))
