"""What is offered and taken up: apprenticeship figures by provider, and the standards."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.official import STATUS
from sectorscope.schema.table import Column, Table

EVERY = "all"
"""Stands where a file does not break its figures down; such a figure is a total over it."""

PROVISION: tuple[Table, ...] = (
    Table(
        "apprenticeship",
        "Apprenticeship figures as the Department for Education gives them: one row a figure. A "
        "column that the file does not break down by says `all`. Part years are never whole ones.",
        (
            *("dataset", "period", "measure", "provider", "level", "standard", "subject"),
            *("age", "home", "delivery"),
        ),
        (
            Column("dataset", "text", "the breakdown, as its columns tell: provider_standard …"),
            Column(
                "period", "text", "academic year as the file has it, `2025/26 (Aug to Apr)` too"
            ),
            Column("whole_year", "truth", "whether the period is a whole academic year"),
            Column(
                "measure",
                "text",
                "what is counted",
                values=("starts", "enrolments", "achievements"),
            ),
            Column("provider", "text", "UKPRN, eight digits"),
            Column("provider_name", "text", "name of the provider without its number"),
            Column("provider_type", "text", "kind of provider", missing=True),
            Column("level", "text", "Intermediate, Advanced or Higher Apprenticeship"),
            Column("standard", "text", "name of the standard or framework"),
            Column("kind", "text", "Standard or Framework", missing=True),
            Column("area", "text", "sector subject area, tier 1", missing=True),
            Column("subject", "text", "sector subject area, tier 2"),
            Column("age", "text", "age group"),
            Column("home", "text", "where the learner lives: district or region by name"),
            Column("delivery", "text", "where it is delivered: district or region by name"),
            Column(
                "places",
                "text",
                "kind of place of home and delivery",
                values=("district", "region", EVERY),
            ),
            Column(
                "value", "number", "learners; missing where withheld", unit="learners", missing=True
            ),
            Column("status", "text", "standing at the publisher", values=STATUS),
            Column("symbol", "text", "the publisher's own symbol", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "standard",
        "Apprenticeship standards as Skills England lists them: one row a standard and version.",
        ("reference", "version"),
        (
            Column("reference", "text", "`ST` and four digits"),
            Column("version", "text", "version; empty where the list gives none"),
            Column("lars", "integer", "code in the learning aims register", missing=True),
            Column("title", "text", "title"),
            Column("level", "integer", "level, 2 to 8"),
            Column("route", "text", "occupational route"),
            Column("status", "text", "standing, as the list has it"),
            Column("duration", "integer", "typical duration", unit="months", missing=True),
            Column("funding", "number", "most that is funded", unit="pounds", missing=True),
            Column("overview", "text", "what the occupation does", missing=True),
            Column("titles", "text", "typical job titles, as JSON"),
            Column("knowledges", "text", "what one has to know, as JSON", missing=True),
            Column("skills", "text", "what one has to be able to do, as JSON", missing=True),
            Column("behaviours", "text", "how one has to behave, as JSON", missing=True),
            Column("duties", "text", "duties of the occupation, as JSON", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
)
