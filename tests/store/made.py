"""Small tables to keep in runs."""

from __future__ import annotations

import pyarrow as pa

from sectorscope.schema import TABLES, from_rows

CODE = {
    "question": "skills",
    "code": "software",
    "order": 1,
    "label": "software skills",
    "need": True,
    "snapshot": "ab12",
    "locator": "bytes=0-10",
}
FACT = {
    "id": "jobs",
    "kind": "size",
    "order": 1,
    "label": "jobs in England",
    "value": 177000.0,
    "source_title": "Strength and Opportunity",
    "source_publisher": "a department",
    "snapshot": "cd34",
    "locator": "bytes=0-10",
}


def codes(*names: str, **change: str | None) -> pa.Table:
    """The `code` table with a row for each name."""
    rows = [{**CODE, "code": name, **change} for name in names or ("software",)]
    return from_rows(TABLES["code"], rows)


def facts(*values: float | None) -> pa.Table:
    """The `fact` table with a row for each value."""
    rows = [{**FACT, "id": f"fact {n}", "value": v} for n, v in enumerate(values)]
    return from_rows(TABLES["fact"], rows)
