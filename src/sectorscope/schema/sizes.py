"""The sector sized: how likely each company is in it, and what the review says of the whole."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

MEASURES = ("headcount", "businesses")
READINGS = ("central", "strict", "broad")

SIZES: tuple[Table, ...] = (
    Table(
        "membership",
        "How likely each company of the frame is in the sector and in each segment, and what was "
        "ruled. A probability rules on nobody.",
        ("company", "target"),
        (
            Column("company", "text", "id of the company"),
            Column("target", "text", "`sector`, or a segment's id"),
            Column("p", "number", "probability, four places; never nought or one"),
            Column("z", "number", "what was ruled: share in the target", missing=True),
            Column("listed", "truth", "on the final list: cut where the expected F1 is greatest"),
            Column("reasons", "text", "what the probability was made of, `; ` between"),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "size",
        "Size of the sector and of its segments by review and audit, with all that stands beside "
        "it. One row a target, measure, reading and part.",
        ("target", "measure", "reading", "dimension", "part"),
        (
            Column("target", "text", "`sector`, a segment's id, or a neighbour's (`near:ID`)"),
            Column(
                "measure", "text", "what is counted", unit="people or businesses", values=MEASURES
            ),
            Column("reading", "text", "of the definition", values=READINGS),
            Column("dimension", "text", "`all`, `segment`, `place`, or `with` a neighbour"),
            Column("part", "text", "which one; `all` of all"),
            Column("label", "text", "what the part is called"),
            Column(
                "estimate", "number", "never under the floor; missing where withheld", missing=True
            ),
            Column("low", "number", "lower end of the 95 % interval", missing=True),
            Column("high", "number", "upper end", missing=True),
            Column("floor", "number", "confirmed by review"),
            Column("list_total", "number", "total of the final list, which is no estimate"),
            Column("audited", "integer", "companies read in the audit"),
            Column("drawn", "integer", "companies drawn for it"),
            Column("known", "integer", "companies read before it"),
            Column("unresolved", "integer", "read, and nobody could tell"),
            Column("members", "integer", "companies read and ruled in, wholly or in part"),
            Column("method", "text", "how it was estimated"),
            Column("withheld", "text", "why no estimate is given", missing=True),
            Column(
                "reviews_needed",
                "integer",
                "further reviews that would make it sayable",
                missing=True,
            ),
            Column("sensitivity", "text", "ranges under other assumptions, JSON"),
            Column("draw", "text", "id of the decision that drew the audit"),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "coverage",
        "How much of official employment the frame covers, cell by cell, and the weight that "
        "follows.",
        ("cell",),
        (
            Column("cell", "text", "areas and industries of the cell"),
            Column("companies", "integer", "of the frame, in it"),
            Column("frame", "number", "their headcount", unit="people"),
            Column("official", "number", "the official figure", unit="jobs", missing=True),
            Column("low", "number", "lowest figure its rounding allows", missing=True),
            Column("high", "number", "highest", missing=True),
            Column("weight", "number", "official over frame; 1 where no figure is held"),
            Column("flags", "text", "below one, collapsed, suppressed …, commas between"),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "overlap",
        "How two targets overlap, both ways: a share of each one's people that is in the other.",
        ("first", "second"),
        (
            Column("first", "text", "`sector`, or a segment's id"),
            Column("second", "text", "a segment's id, or a neighbour's as `near:ID`"),
            Column("first_label", "text", "what the first is called"),
            Column("second_label", "text", "what the second is called"),
            Column("both", "number", "in both; missing where withheld", "people", missing=True),
            Column("both_low", "number", "lower end of the 95 % interval", "people"),
            Column("both_high", "number", "upper end", "people"),
            Column(
                "either",
                "number",
                "in one or the other, those in both counted once",
                "people",
                missing=True,
            ),
            Column("either_low", "number", "lower end of the 95 % interval", "people"),
            Column("either_high", "number", "upper end", "people"),
            Column("of_first", "number", "share of the first that is in both", missing=True),
            Column("of_first_low", "number", "lower end of the 95 % interval", missing=True),
            Column("of_first_high", "number", "upper end", missing=True),
            Column("of_second", "number", "share of the second that is in both", missing=True),
            Column("of_second_low", "number", "lower end of the 95 % interval", missing=True),
            Column("of_second_high", "number", "upper end", missing=True),
            Column("members", "integer", "companies read and found in both, wholly or in part"),
            Column("audited", "integer", "companies of the audit that were read"),
            Column("withheld", "text", "why nothing is told of the pair", missing=True),
            Column("method", "text", "how it was estimated"),
            Column("assumes", "text", "what it takes for granted"),
            Column("sensitivity", "text", "shares under other assumptions, JSON"),
            Column("draw", "text", "id of the decision that drew the audit"),
            *SNAPSHOT_REF,
        ),
    ),
)
