"""Universities and colleges: who qualified and what they did afterwards, and what is earned.

Table `statistic` cannot hold them: a provider is no area, and one figure is told apart by subject,
level, mode, interim study and activity at once, where `statistic` has one dimension.
"""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.official import STATUS
from sectorscope.schema.provision import EVERY
from sectorscope.schema.table import Column, Table

GRADUATE_DATASETS = ("qualifiers", "outcomes")
"""Who qualified in a year; and what those who did were doing some fifteen months later."""

INCOME_DATASETS = (
    *("collaborative research", "services", "courses", "regeneration", "intellectual property"),
)
"""HESA's tables of business and community interaction that are of money: 1, 2a, 2b, 3 and 4d."""

UNIVERSITIES: tuple[Table, ...] = (
    Table(
        "graduate",
        "Graduates by provider and subject as HESA counts them: one row a figure. Totals stand "
        f"beside their parts, and what a file does not break down by says `{EVERY}`: rows are "
        "never added up.",
        ("dataset", "period", "provider", "subject", "level", "mode", "interim", "activity"),
        (
            Column(
                "dataset",
                "text",
                "who qualified, or what they did some fifteen months later",
                values=GRADUATE_DATASETS,
            ),
            Column("period", "text", "academic year in which they qualified, `2019/20`"),
            Column("provider", "text", "UKPRN, eight digits"),
            Column("provider_name", "text", "name of the provider"),
            Column(
                "subject_code",
                "text",
                "code in the Common Aggregation Hierarchy, of level 1 (`02`) or 3 (`02-02-03`); "
                "`26` stands for two subjects; missing for totals",
                missing=True,
            ),
            Column("subject", "text", "subject of the degree with its code, as the file has it"),
            Column("level", "text", f"level of the qualification, or `{EVERY}`"),
            Column("mode", "text", f"mode of the studies, or `{EVERY}`"),
            Column(
                "interim",
                "text",
                "whether those who studied on in between are counted",
                values=("included", "excluded", EVERY),
            ),
            Column("activity", "text", "what they did, or `Total`; `all` of qualifiers"),
            Column("value", "number", "as published, to the nearest five", unit="people"),
            Column("low", "number", "lowest value that rounds to it", unit="people"),
            Column("high", "number", "highest value that rounds to it", unit="people"),
            Column("status", "text", "standing at the publisher", values=STATUS),
            Column("advice", "text", "the publisher's rule on small bases", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "provider_income",
        "What universities earn with business and community, as HESA counts it: one row a figure. "
        "Totals stand beside their parts, and partners overlap kinds: rows are never added up but "
        "over providers.",
        ("dataset", "period", "provider", "kind", "partner"),
        (
            Column("dataset", "text", "which table", values=INCOME_DATASETS),
            Column("period", "text", "academic year, `2023/24`"),
            Column("provider", "text", "UKPRN, eight digits"),
            Column("provider_name", "text", "name of the provider"),
            Column("kind", "text", f"kind of income as HESA calls it, or `{EVERY}`"),
            Column("partner", "text", f"who it is from, as HESA calls them, or `{EVERY}`"),
            Column("value", "number", "the amount", unit="pounds", missing=True),
            Column("low", "number", "lowest that is given as it", unit="pounds", missing=True),
            Column("high", "number", "highest that is given as it", unit="pounds", missing=True),
            Column("status", "text", "standing at the publisher", values=STATUS),
            *SNAPSHOT_REF,
        ),
    ),
)
