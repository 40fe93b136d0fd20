"""What adverts ask for: which are the sector's and by which rule, and skills beside others'."""

from __future__ import annotations

from dataclasses import replace

from sectorscope.schema.annotations import ANNOTATIONS
from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

RULES = ("employer", "occupation", "industry")
"""By what an advert is told to be of a target; the first that holds."""

_TARGET = Column("target", "text", "`sector`, a segment's id, or a neighbour's (`near:ID`)")

READ = replace(
    next(t for t in ANNOTATIONS if t.name == "annotation"),
    name="advert_annotation",
    prose="Characters of an advert's text that mean a concept, as in `annotation`; `document` is "
    "the start of its file's hash, and its id. Internal. Empty unless `study.toml` has `[skills]`.",
)

DEMAND: tuple[Table, ...] = (
    Table(
        "placement",
        "Which adverts are of the sector, a segment or a neighbour, and by which rule. Each "
        "different advert stands once, whichever of its copies came first.",
        ("document", "target"),
        (
            Column("document", "text", "the advert, as `advert_annotation` names it"),
            _TARGET,
            Column(
                "rule",
                "text",
                "its employer is in; its occupation is listed; its employer's industry is listed",
                values=RULES,
            ),
            Column("company", "text", "the employer's id in table `company`", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "demand_base",
        "How many adverts the demand of a target rests on, and what was left out of them.",
        ("target",),
        (
            _TARGET,
            Column("label", "text", "what the target is called"),
            Column("n", "integer", "different adverts with a text that are of it"),
            Column("by_employer", "integer", "of them, by who advertises"),
            Column("by_occupation", "integer", "of them, by their occupation alone"),
            Column("employers", "integer", "different employers that are named in them"),
            Column("total", "integer", "different adverts with a text, of whatever target"),
            Column("repeats", "integer", "adverts that say what an earlier one says"),
            Column("textless", "integer", "adverts without a text"),
            Column(
                "unsettled",
                "integer",
                "adverts whose stated occupation is of another version of SOC than the "
                "definition's, which no coding index held settles",
            ),
            Column("skills", "integer", "skills that are asked for in them"),
            Column("read", "truth", "the study asks for texts to be annotated"),
            Column("withheld", "text", "why nothing is ranked", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "demand",
        "Skills that adverts of a target ask for, relative to the adverts held. None of a target "
        "of which too few adverts are held.",
        ("target", "skill"),
        (
            _TARGET,
            Column("label", "text", "what the target is called"),
            Column("skill", "text", "identifier in its scheme"),
            Column("name", "text", "name of the skill in the vocabulary"),
            Column("k", "integer", "adverts of the target that ask for it"),
            Column("n", "integer", "adverts of the target"),
            Column("base_k", "integer", "of the adverts held, those that ask for it"),
            Column("base_n", "integer", "adverts held"),
            Column("employers", "integer", "different employers named in the k adverts"),
            Column(
                "ratio", "number", "smoothed share of the target's over that of the adverts held"
            ),
            Column("low", "number", "lower end of the 95 % interval"),
            Column("high", "number", "upper end"),
            Column("rank", "integer", "place by the lower end, the highest first"),
            Column(
                "examples", "text", "up to eight that ask for it, JSON pairs of id and snapshot"
            ),
            Column("vocabulary", "text", "scheme and version of the vocabulary used"),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "shared_demand",
        "Which part of what one target's adverts ask for beyond the usual another's do too.",
        ("first", "second"),
        (
            Column("first", "text", "the sector, or a segment's id"),
            Column("second", "text", "a neighbour (`near:ID`), or another segment's id"),
            Column("first_label", "text", "what the first is called"),
            Column("second_label", "text", "what the second is called"),
            Column("n_first", "integer", "adverts of the first"),
            Column("n_second", "integer", "adverts of the second"),
            Column("of_first", "number", "part of the first's, 0 to 1", missing=True),
            Column("of_second", "number", "part of the second's, 0 to 1", missing=True),
            Column("withheld", "text", "why nothing is told of the pair", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
)
