"""What characters of a study's documents mean, and the vocabulary that says so."""

from __future__ import annotations

from sectorscope.schema.table import Column, Table

MEANT = (
    "skill",
    "group",
    "qualification",
    "title",
    "registration",
    "licence",
    "check",
    "occupation",
)
"""What an annotation can mean: a concept of a vocabulary, or what the rules know by name."""

REQUIREMENTS = ("essential", "desirable", "mentioned")
"""How what is named is asked for."""

ANNOTATIONS: tuple[Table, ...] = (
    Table(
        "annotation",
        "Characters of a document that mean a concept; the words themselves stand in the document. "
        "Empty unless `study.toml` has `[skills]`.",
        ("document", "start", "end", "kind", "concept"),
        (
            Column("document", "text", "the document"),
            Column("start", "integer", "first character", unit="code points"),
            Column("end", "integer", "character after the last", unit="code points"),
            Column("concept", "text", "identifier in its scheme"),
            Column(
                "label", "text", "name of the concept; never words of the text where it is sealed"
            ),
            Column("scheme", "text", "vocabulary, framework or register the concept is of"),
            Column("kind", "text", "what is meant", values=MEANT),
            Column("score", "number", "probability that it is, 0 to 1"),
            Column("lane", "text", "what found it"),
            Column("requirement", "text", "how it is asked for", values=REQUIREMENTS),
            Column("negated", "truth", "said not to be needed, had or used"),
            Column("difficulty", "truth", "said to be hard to find or keep, or wanting in staff"),
            Column("training", "truth", "training in it is said to be needed, given or offered"),
            Column("years", "number", "experience asked for", unit="years", missing=True),
            Column("segment", "text", "part of the document it stands in"),
            Column("speaker", "text", "who says it; missing where it is sealed", missing=True),
            Column("level", "integer", "level of a qualification, in its framework", missing=True),
            Column("framework", "text", "framework the level counts in", missing=True),
            Column("why", "text", "features and what each adds to the log-odds, as JSON"),
            Column("vocabulary", "text", "scheme and version of the vocabulary used"),
            Column("annotator", "text", "name and version of what annotated"),
        ),
    ),
    Table(
        "concept",
        "The vocabulary a run annotated with, so that a later run can tell what changed in it. "
        "Empty unless `study.toml` has `[skills]`.",
        ("id",),
        (
            Column("id", "text", "identifier in its scheme"),
            Column("label", "text", "its name"),
            Column("kind", "text", "what it is", values=("skill", "group", "occupation")),
            Column("alternatives", "text", "other names of it, as a JSON list"),
            Column("definition", "text", "what it means; empty where the vocabulary does not say"),
            Column("parents", "text", "the next broader concepts, as a JSON list"),
            Column("code", "text", "in ISCO, SOC or another notation; empty without one"),
            Column("scheme", "text", "vocabulary it is of"),
            Column("version", "text", "of the vocabulary"),
        ),
    ),
)
