"""Lists that other evidence is read with: large employers by bands of size."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

LOOKUPS: tuple[Table, ...] = (
    Table(
        "employer",
        "Large employers that reported on pay, with a band of employees in the whole country: a "
        "list, never summed, and no part of a frame.",
        ("id", "year"),
        (
            Column("id", "text", "the publisher's id, else company number, else `name:` and name"),
            Column("year", "text", "reporting year as the file's name or dates have it, or empty"),
            Column("number", "text", "company number, eight characters", missing=True),
            Column("name", "text", "name as it was reported"),
            Column("current_name", "text", "name at the register when published", missing=True),
            Column("postcode", "text", "of the registered address", missing=True),
            Column("address", "text", "registered address", missing=True),
            Column("sics", "text", "SIC 2007 codes of five digits, `;` between", missing=True),
            Column("size_band", "text", "employees in the whole country, as published"),
            Column("low", "number", "fewest of the band", unit="people", missing=True),
            Column(
                "high",
                "number",
                "most; missing for a band without end",
                unit="people",
                missing=True,
            ),
            *SNAPSHOT_REF,
        ),
    ),
)
