"""Rows of several files in one table: what two files may both say of a business is said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sectorscope.evidence.overlap import CODEBOOK, said_alike
from sectorscope.schema import TABLES, Records

Row = dict[str, Any]

TOGETHER = frozenset({"consultee", "consultee_group"})
"""Tables about the business itself, which every file it stands in speaks of."""


def merged(table: str, rows: Iterable[Row]) -> Sequence[Row]:
    """The rows, each once; of a business, what one file leaves out is filled in from another.

    Interviews give their codebook many times over, and their mapping may have grown from one to the
    next: what says the same stands once, and the consultation is as the longest list has it.
    """
    if isinstance(rows, Records):
        return rows  # of figures, each stands once: the table's own check says so
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        alike = found.setdefault(tuple(row[k] for k in TABLES[table].key), [])
        if table in TOGETHER and alike:
            alike[0] = {k: v if v not in (None, "") else row.get(k) for k, v in alike[0].items()}
        elif table in CODEBOOK and alike and _of_one_codebook(table, alike[0], row):
            alike[0] = max(alike[0], row, key=_longest)
        elif row not in alike:
            alike.append(row)  # two that differ stay two: the table's own check refuses them
    return [row for alike in found.values() for row in alike]


def _of_one_codebook(table: str, row: Row, other: Row) -> bool:
    return table == "consultation" or said_alike(row, other)


def _longest(row: Row) -> tuple[int, str]:
    return row.get("rows") or 0, row["snapshot"]
