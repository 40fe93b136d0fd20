"""Official statistics: one row a published cell."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

STATUS = ("normal", "suppressed", "not_available", "provisional", "zero")
"""A cell's standing at the publisher; `zero` is a true zero, never a suppressed one."""

OFFICIAL: tuple[Table, ...] = (
    Table(
        "statistic",
        "Cells of official statistics, each with the labels the publisher gave or did not give.",
        ("dataset", "measure", "area_code", "dimension", "code", "period"),
        (
            Column("dataset", "text", "dataset as the file or its mapping names it"),
            Column("measure", "text", "what is counted: employment, net_change, rate, median …"),
            Column("area_code", "text", "ONS code, or the publisher's area name where it has none"),
            Column("area", "text", "area name as published"),
            Column("geography", "text", "geography version, `not stated` where the file is silent"),
            Column("dimension", "text", "what the code classifies: sic_section, industry_22 …"),
            Column("code", "text", "code of the row's category"),
            Column("label", "text", "label of the row's category"),
            Column("period", "text", "year, or from-to for changes"),
            Column("unit", "text", "unit: jobs, people, `not stated`"),
            Column("basis", "text", "employees, employment, `not stated`; workplace or residence"),
            Column(
                "value", "number", "the figure in single units; missing if not given", missing=True
            ),
            Column(
                "low",
                "number",
                "lowest value that rounds to it, or end of the interval `basis` names",
                missing=True,
            ),
            Column("high", "number", "highest value, as `low`", missing=True),
            Column("status", "text", "standing at the publisher", values=STATUS),
            Column("symbol", "text", "the publisher's own symbol", missing=True),
            Column("advice", "text", "the publisher's advice on small cells", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
)
