"""Totals over whole files: what shares are shares of, where no publisher prints it."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

TOTALS: tuple[Table, ...] = (
    Table(
        "total",
        "Sums over rows of one file: official counts of businesses and jobs over every section, "
        "apprenticeship starts over every provider, commuters over every district that they come "
        "from or go to. One row a file and what was summed. A sum "
        "with a missing cell has no value.",
        (
            *("snapshot", "dataset", "measure", "basis", "unit"),
            *("dimension", "code", "place", "period"),
        ),
        (
            Column("dataset", "text", "as in table `statistic`, `apprenticeship` or `commuting`"),
            Column("measure", "text", "what is counted: employment, starts, workers, residents …"),
            Column("basis", "text", "as in table `statistic`; of commuters who is counted"),
            Column("unit", "text", "jobs, local units, learners …"),
            Column(
                "dimension",
                "text",
                "what the code is of: `sections`, `standard`, `commuting`, `all`",
            ),
            Column("code", "text", "band of size or standard; `all` for every one"),
            Column("place", "text", "ONS code, or `home:` or `delivery:` and a name, or `all`"),
            Column("area", "text", "what the place is called"),
            Column("period", "text", "year, or academic year, a part of one too"),
            Column("whole_year", "truth", "whether the period is a whole year"),
            Column("over", "text", "sections that are summed, `;` between; else empty"),
            Column("value", "number", "the sum; missing where a cell is", missing=True),
            Column("low", "number", "sum of the lowest that round to the cells", missing=True),
            Column("high", "number", "sum of the highest", missing=True),
            Column("cells", "integer", "rows of the file that are summed"),
            Column("absent", "integer", "rows whose figure is withheld or not available"),
            *SNAPSHOT_REF,
        ),
    ),
)
