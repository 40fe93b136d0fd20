"""Rows of several files in one table: what two files may both say of a business is said once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sectorscope.schema import TABLES

Row = dict[str, Any]

TOGETHER = frozenset({"consultee", "consultee_group"})
"""Tables about the business itself, which every file it stands in speaks of."""


def merged(table: str, rows: Iterable[Row]) -> list[Row]:
    """The rows, each once; of a business, what one file leaves out is filled in from another.

    Interviews read with one mapping give its codebook many times over, entry for entry.
    """
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        alike = found.setdefault(tuple(row[k] for k in TABLES[table].key), [])
        if table in TOGETHER and alike:
            alike[0] = {k: v if v not in (None, "") else row.get(k) for k, v in alike[0].items()}
        elif row not in alike:
            alike.append(row)  # two that differ stay two: the table's own check refuses them
    return [row for alike in found.values() for row in alike]
