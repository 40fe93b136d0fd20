"""Classifications and vocabularies as files give them: industries, occupations, concepts."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

_VERSION = Column("version", "text", "of the classification")

CLASSIFICATIONS: tuple[Table, ...] = (
    Table(
        "industry_code",
        "Codes of the classification of industries, of every level, with their titles.",
        ("code", "level"),
        (
            Column("code", "text", "a letter, or two to five digits, without dots"),
            Column(
                "level",
                "text",
                "how fine it is",
                values=("section", "division", "group", "class", "subclass"),
            ),
            Column("title", "text", "what it is called"),
            _VERSION,
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "activity",
        "What is done under a code of five digits, as the index of the classification lists it.",
        ("code", "activity"),
        (
            Column("code", "text", "five digits, without dots"),
            Column("activity", "text", "what is done, in the index's words"),
            Column(
                "kind",
                "text",
                "title of the code, or an entry of the index",
                values=("heading", "index"),
            ),
            _VERSION,
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "published_concept",
        "Concepts of a vocabulary as its publisher's service gave them: what annotations of that "
        "version are traced to. A vocabulary from a file is in table `concept` alone.",
        ("version", "id"),
        (
            Column("id", "text", "identifier in its scheme"),
            Column("label", "text", "its name"),
            Column("kind", "text", "what it is", values=("skill", "group", "occupation")),
            Column("code", "text", "in ISCO or the scheme's own notation; empty without one"),
            _VERSION,
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "occupation_code",
        "Groups of the classification of occupations, with what people in them do.",
        ("code", "version"),
        (
            Column("code", "text", "one to four digits"),
            Column("title", "text", "what the group is called"),
            Column("description", "text", "as published", missing=True),
            Column("tasks", "text", "of unit groups, a line each", missing=True),
            Column("titles", "text", "related job titles, a line each", missing=True),
            _VERSION,
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "occupation_title",
        "Job titles of the coding index, with the unit group each is coded to: of SOC 2020 and, "
        "in the same entry, of SOC 2010.",
        ("version", "code", "title", "soc2010"),
        (
            Column("title", "text", "job title in natural order, what tells it apart in brackets"),
            Column("code", "text", "unit group, four digits"),
            Column("soc2010", "text", "unit group of SOC 2010; empty where the entry tells none"),
            _VERSION,
            *SNAPSHOT_REF,
        ),
    ),
)
