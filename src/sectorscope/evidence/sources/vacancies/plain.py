"""Vacancies as a plain CSV: a row an advert."""

from __future__ import annotations

from collections.abc import Sequence

from sectorscope.evidence.rows import rows_with_offsets
from sectorscope.evidence.sources.vacancies.advert import Given
from sectorscope.evidence.sources.vacancies.mapping import Mapping, settled


def fits(data: bytes) -> bool:
    """Whether it may be one: what is nothing else is tried as this, so it stands last."""
    return True


def adverts(
    data: bytes, name: str, rules: Mapping
) -> tuple[list[Given], dict[str, str], Sequence[str]]:
    """Adverts, the column each field was read from, and the columns that are not read.

    Raises:
        GateRefused: gates `encoding`, `no_rows`, `rows`, `columns`.
    """
    header, rows = rows_with_offsets(data)
    fields = settled(rules.columns, header.names, name)
    found = [
        Given({f: row.values[c] for f, c in fields.items()}, f"bytes={row.start}-{row.end}")
        for row in rows
    ]
    return found, fields, [n for n in header.names if n not in fields.values()]
