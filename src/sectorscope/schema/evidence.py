"""What was retrieved, and what was typed in from a named source."""

from __future__ import annotations

from sectorscope.schema.table import Column, Table

SNAPSHOT_REF = (
    Column("snapshot", "text", "sha256 of the bytes the row was read from"),
    Column(
        "locator",
        "text",
        "where in those bytes: `bytes=120-340`, `bytes=120-340;field=OBS_VALUE`, "
        "`bytes=120-340;field=answer;chars=5-22`, `part=A.csv;bytes=120-340`, "
        "`sheet=Ind T1;cell=F7`, `row=3;field=Q5` or `text;chars=5-22`",
    ),
    Column("raw", "text", "what stands there, as it stands", missing=True),
)
"""The three columns that tie any record to bytes; the last of every record table."""

FACT_KINDS: dict[str, tuple[str, ...]] = {
    "classification": ("detail",),
    "segment": (),
    "cross_cutting": (),
    "crude_excluded": ("value", "unit", "definition"),
    "crude_remainder": ("value", "unit", "period"),
    "crude_share": ("value", "geography"),
    "published_size": ("value", "unit", "definition", "geography", "period"),
    "institution": ("detail",),
    "overlap": ("parts",),
    "carry_over": ("detail", "parts"),
    "recognition": ("detail",),
}
"""Kinds of fact that a chapter tells, each with the entries it cannot be told without."""

EVIDENCE: tuple[Table, ...] = (
    Table(
        "snapshot",
        "The snapshots the run was built from: the newest of each source and file name.",
        ("sha256",),
        (
            Column(
                "sha256", "text", "hash of the bytes; a keyed one, which nobody can try, if sealed"
            ),
            Column("source", "text", "name of the source, a folder under evidence/sources"),
            Column("name", "text", "file name the bytes arrived under"),
            Column("bytes", "integer", "length; missing where sealed", unit="bytes", missing=True),
            Column("retrieved", "text", "date the bytes were added or fetched, ISO 8601"),
            Column("title", "text", "what the source calls itself"),
            Column("publisher", "text", "who publishes it"),
            Column("licence", "text", "terms under which it is used"),
            Column("url", "text", "where it came from", missing=True),
            Column("mapping", "text", "sha256 of the mapping it was read with", missing=True),
            Column("tried", "text", "date it was last asked for in vain, ISO 8601", missing=True),
            Column(
                "came",
                "text",
                "how that ended: silent, gone, refused by a gate, failed otherwise",
                missing=True,
            ),
            Column("said", "text", "what its publisher says of the series", missing=True),
            Column("reconstruction", "truth", "the bytes themselves say they are invented"),
            Column("sealed", "truth", "the bytes lie in the vault"),
            Column(
                "overrides",
                "text",
                "JSON list of gates a person overruled: gate, why, who; of sealed bytes, the gate",
                missing=True,
            ),
        ),
    ),
    Table(
        "fact",
        "A published finding or figure typed in with its source; quoted as third party.",
        ("id",),
        (
            Column("id", "text", "name of the fact, unique in the study"),
            Column("kind", "text", "what sort of fact, which decides the chapter that tells it"),
            Column("order", "integer", "place among facts of its kind, as listed"),
            Column("label", "text", "what it is about, as a noun phrase"),
            Column("detail", "text", "a phrase of the source's finding about it", missing=True),
            Column("value", "number", "the figure", missing=True),
            Column("low", "number", "lower end where the source gives a range", missing=True),
            Column("high", "number", "upper end where the source gives a range", missing=True),
            Column("unit", "text", "unit of the figure", missing=True),
            Column("qualifier", "text", "the source's hedge: about, over, or more", missing=True),
            Column("geography", "text", "area the figure is for", missing=True),
            Column("period", "text", "year or years the figure is for", missing=True),
            Column("definition", "text", "what the source counted", missing=True),
            Column("caveat", "text", "what to know before comparing", missing=True),
            Column("parts", "text", "JSON list of members or measures", missing=True),
            Column("source_title", "text", "title of the source document"),
            Column("source_publisher", "text", "who published it"),
            Column("source_date", "text", "when it was published", missing=True),
            Column("source_url", "text", "where it stands", missing=True),
            Column("place", "text", "chapter, page or paragraph in the source", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "decision",
        "What people ruled, as it stands after later rulings on the same subject.",
        ("id",),
        (
            Column("id", "text", "hash of the decision's line"),
            Column("kind", "text", "coding, release_cell"),
            Column("who", "text", "who ruled"),
            Column("when", "text", "date of the ruling, ISO 8601"),
            Column("why", "text", "the reason given"),
            Column("body", "text", "JSON of what was ruled, keys in order"),
        ),
    ),
)
