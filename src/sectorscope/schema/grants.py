"""Money for research and innovation: awards, who else took part, what was paid, where bodies are.

Whoever leads research is a person; names of persons are in none of these tables.
"""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

RECIPIENT_IDS = ("company", "charity", "organisation", "gtr")
"""What a recipient is known by: the register's number, an identifier of the file, or the
Gateway's own."""

AREA_KINDS = ("district", "region", "country", "other")
"""What the smallest area is that a file gives for a recipient."""

_DATASET = Column("dataset", "text", "what the file is a list of")

GRANTS: tuple[Table, ...] = (
    Table(
        "grant",
        "Awards to organisations as their publisher lists them: one row an award to one recipient. "
        "A project of several recipients has several rows, or one and rows in `grant_partner`. "
        "Two datasets may list the same award, and so may two files of one; none is ever added up.",
        ("dataset", "id", "snapshot"),
        (
            _DATASET,
            Column("id", "text", "the award's own name within the dataset"),
            Column("project", "text", "reference of the project or grant, as published"),
            Column("funder", "text", "who awards it", missing=True),
            Column("programme", "text", "programme or competition", missing=True),
            Column("category", "text", "kind of award", missing=True),
            Column("title", "text", "title of the project"),
            Column("abstract", "text", "what it is about, in its own words", missing=True),
            Column("recipient", "text", "name of the organisation", missing=True),
            Column("recipient_id", "text", "what the recipient is known by", missing=True),
            Column("recipient_kind", "text", "what that is", missing=True, values=RECIPIENT_IDS),
            Column("recipient_type", "text", "kind or size of it, as published", missing=True),
            Column("lead", "truth", "whether it leads the project", missing=True),
            Column("withdrawn", "truth", "whether it withdrew from the project"),
            Column("postcode", "text", "of the recipient", missing=True),
            Column("area_code", "text", "code of the smallest area given for it", missing=True),
            Column("area", "text", "name of that area, as given", missing=True),
            Column("area_kind", "text", "what that area is", missing=True, values=AREA_KINDS),
            Column("region", "text", "region of the recipient, as given", missing=True),
            Column("start", "text", "start, ISO 8601", missing=True),
            Column("end", "text", "end, ISO 8601", missing=True),
            Column("awarded", "text", "date of the award, ISO 8601", missing=True),
            Column("amount", "number", "what was awarded", unit="pounds", missing=True),
            Column("currency", "text", "currency of the amount", missing=True),
            Column("status", "text", "standing, as published", missing=True),
            Column("topics", "text", "subjects the publisher gives, as a JSON list", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "grant_partner",
        "Other organisations of a project, and what came of it: partners, collaborations, "
        "companies spun out.",
        ("dataset", "project", "id", "role", "snapshot"),
        (
            _DATASET,
            Column("project", "text", "the project, by the dataset's own name for it"),
            Column("id", "text", "the organisation, or the record, by the dataset's own name"),
            Column("organisation", "text", "its name, where the file gives one", missing=True),
            Column("role", "text", "participant, partner, collaboration, spin_out …"),
            Column("place", "text", "where it is, as given", missing=True),
            Column("amount", "number", "its part of the award", unit="pounds", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "grant_fund",
        "What a project is funded with, where the publisher lists that apart from the project.",
        ("dataset", "id", "snapshot"),
        (
            _DATASET,
            Column("id", "text", "the fund, by the dataset's own name for it"),
            Column("project", "text", "the project it pays for", missing=True),
            Column("category", "text", "kind of fund", missing=True),
            Column("start", "text", "start, ISO 8601", missing=True),
            Column("end", "text", "end, ISO 8601", missing=True),
            Column("amount", "number", "its value", unit="pounds", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "grant_body",
        "Organisations as the publisher of grants knows them, where they are listed apart.",
        ("dataset", "id", "snapshot"),
        (
            _DATASET,
            Column("id", "text", "the organisation, by the dataset's own name for it"),
            Column("name", "text", "its name"),
            Column("postcode", "text", "of its main address", missing=True),
            Column("region", "text", "region of it, as given", missing=True),
            Column("country", "text", "country of it, as given", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
)
