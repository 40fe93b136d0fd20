"""Records that one file gives twice: it was joined to itself, or says two things of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.schema import TABLES

_SHOWN = 80
"""Characters of each part of a key that are told."""


def explain_twice(read: Mapping[str, Sequence[Mapping[str, Any]]], name: str) -> None:
    """Say which records stand twice, and where, if that is what is wrong with a file.

    Args:
        read: its records by table.
        name: what it is called.

    Raises:
        GateRefused: gate `rows`: a record stands twice.
    """
    for table, rows in read.items():
        first: dict[tuple[Any, ...], Mapping[str, Any]] = {}
        again = [
            (row, key) for row in rows if first.setdefault(key := _key(table, row), row) != row
        ]
        if again:
            raise _twice(name, table, len(again), again[0], first)


def _twice(
    name: str,
    table: str,
    times: int,
    again: tuple[Mapping[str, Any], tuple[Any, ...]],
    first: Mapping[tuple[Any, ...], Mapping[str, Any]],
) -> GateRefused:
    row, key = again
    told = " ".join(str(part)[:_SHOWN] for part in key)
    pair = first[key], row
    places = " and ".join(str(one.get("locator")) for one in pair)
    said = [one.get("raw") for one in pair]
    differ = f" ({said[0]!r:.24} and {said[1]!r:.24})" if said[0] != said[1] else ""
    return GateRefused(
        "rows",
        f"{name} gives {times:,} record{'s' * (times != 1)} of table {table} twice, such as "
        f"{told}, at {places}{differ}",
        expected="each record once",
        hint="files may have been joined, or a column left out that tells the rows apart; take "
        "it again as the publisher gives it.",
    )


def _key(table: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in TABLES[table].key)
