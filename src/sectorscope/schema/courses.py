"""What can be learnt: qualifications as registers list them, and courses as directories do."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

REGISTERS = ("ofqual", "lars")
"""Registers of qualifications, by the source that reads them."""

LISTS = ("courses", "discover_uni")
"""Lists of courses, by the source that reads them."""

LEVEL = (
    "`1` to `8`, `Entry`, `1/2`, `Higher` or `Mixed`; of degrees `First degree` or "
    "`Other undergraduate`"
)

COURSES: tuple[Table, ...] = (
    Table(
        "qualification",
        "Qualifications and learning aims as a register lists them: one row each. The same "
        "qualification may stand in both registers, under the same number.",
        ("register", "number"),
        (
            Column("register", "text", "which register", values=REGISTERS),
            Column("number", "text", "its number without strokes: `60341622`"),
            Column("title", "text", "title"),
            Column("organisation", "text", "awarding organisation, by name", missing=True),
            Column("level", "text", LEVEL, missing=True),
            Column("type", "text", "kind of qualification, as published", missing=True),
            Column("area", "text", "sector subject area, tier 1: `2`", missing=True),
            Column("subject", "text", "sector subject area, tier 2: `2.1`", missing=True),
            Column("hours", "number", "guided learning", unit="hours", missing=True),
            Column("time", "number", "total qualification time", unit="hours", missing=True),
            Column("since", "text", "ISO date from which learners may begin", missing=True),
            Column("until", "text", "ISO date after which nobody new may", missing=True),
            Column("certified", "text", "ISO date of the last certificates", missing=True),
            Column("status", "text", "standing, as published", missing=True),
            Column("england", "truth", "whether it is offered in England", missing=True),
            Column("standard", "text", "apprenticeship standard it assesses", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "standard_aim",
        "Which learning aims belong to which apprenticeship standard, by the register of aims.",
        ("standard", "aim", "since"),
        (
            Column("standard", "integer", "code of the standard in the register of aims"),
            Column("aim", "text", "number of the learning aim"),
            Column("since", "text", "ISO date from which, empty where the register has none"),
            Column("until", "text", "ISO date until which", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "registered_standard",
        "Apprenticeship standards as the register of aims lists them: one row each, by the code it "
        "has there.",
        ("standard",),
        (
            Column("standard", "integer", "code of the standard in the register of aims"),
            Column("title", "text", "title, as files of starts write it too"),
            Column("level", "text", LEVEL, missing=True),
            Column("area", "text", "sector subject area, tier 1: `2`", missing=True),
            Column("subject", "text", "sector subject area, tier 2: `2.1`", missing=True),
            Column("since", "text", "ISO date from which it may be used", missing=True),
            Column("until", "text", "ISO date until which", missing=True),
            Column("last_start", "text", "ISO date after which nobody new may start", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "course",
        "Courses as a directory lists them: one row each time one is run, or, of universities, "
        "each way of studying it. No contacts are held.",
        ("list", "id"),
        (
            Column("list", "text", "which list", values=LISTS),
            Column("id", "text", "what the row is known by in the list"),
            Column("course", "text", "the course it is a run of"),
            Column("provider", "text", "UKPRN, eight digits"),
            Column("provider_name", "text", "name of the provider", missing=True),
            Column("title", "text", "title"),
            Column("aim", "text", "number of the learning aim it leads to", missing=True),
            Column("level", "text", LEVEL, missing=True),
            Column("award", "text", "what it leads to, or who awards it", missing=True),
            Column("subjects", "text", "codes of CAH, `;` between", missing=True),
            Column("mode", "text", "full time, part time, flexible, either", missing=True),
            Column(
                "delivery",
                "text",
                "where it is taught",
                missing=True,
                values=("classroom", "online", "work based", "blended", "distance"),
            ),
            Column("start", "text", "ISO date it starts", missing=True),
            Column("flexible", "truth", "whether it starts at any time", missing=True),
            Column("cost", "number", "what a learner pays", unit="pounds", missing=True),
            Column("venue", "text", "name of the place it is taught at", missing=True),
            Column("town", "text", "town of that place", missing=True),
            Column("place", "text", "postcode, `LS1 4AP`", missing=True),
            Column(
                "place_of",
                "text",
                "whose postcode it is",
                missing=True,
                values=("venue", "provider"),
            ),
            Column("regions", "text", "regions it is run in, as published", missing=True),
            Column("national", "truth", "whether it is run anywhere in England", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
)
