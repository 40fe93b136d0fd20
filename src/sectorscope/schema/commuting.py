"""Who lives where and works where, as a census counted them."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.official import STATUS
from sectorscope.schema.table import Column, Table

AREA = "area"
"""Of a place of work: a fixed workplace in the area whose code stands there."""
AT_HOME = ("home", "no_fixed_place", "home_or_no_fixed_place")
"""Of a place of work: mainly at or from home, no fixed place, or either, where a census does not
tell them apart."""
AWAY = ("offshore", "outside_uk")
"""Of a place of work: an offshore installation, or outside the United Kingdom."""

COMMUTING: tuple[Table, ...] = (
    Table(
        "commuting",
        "Flows between where people live and where they work, as a census counted them, of every "
        "industry together: one row a pair of areas, or an area and a kind of place that is no "
        "area. Areas are districts, so that rows may be added up.",
        ("census", "home_code", "work_code", "place"),
        (
            Column("census", "text", "year of the census"),
            Column("dataset", "text", "the census's own table, `Census 2021, ODWP01EW`"),
            Column("population", "text", "who is counted"),
            Column("home_code", "text", "ONS code of the district where they live"),
            Column("home", "text", "its name as published"),
            Column(
                "work_code",
                "text",
                "ONS code of the district where they work, or the publisher's code of a kind of "
                "place; of Census 2021 those at home have the code of where they live",
            ),
            Column("work", "text", "its name as published"),
            Column("place", "text", "what the place of work is", values=(AREA, *AT_HOME, *AWAY)),
            Column("geography", "text", "geography version of the districts"),
            Column("value", "number", "people; missing if not given", unit="people", missing=True),
            Column("status", "text", "standing at the publisher", values=STATUS),
            Column("protection", "text", "what was done to the counts, so that none is exact"),
            *SNAPSHOT_REF,
        ),
    ),
)
