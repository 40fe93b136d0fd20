"""Figures and tables of the sample: each mark, long names, cells that say why they are empty."""

from sectorscope.profile import DataTable, Figure
from tests.render.making import answer, cell, data, fact, refs

BROAD = fact("14", "Health and social care, broad", "Q,86-88,181200,employees")
HEALTH = fact("15", "Health and social care, hospitals and homes", "Q,86-87,177000,employees")
COUNTED = fact("1", "Members with staff in the region", "about 22,500 people", source="network")
GROWTH = tuple(
    answer(b, "staff", "more, but we cannot say how many" if b <= 8 else "about the same")
    for b in range(1, 13)
)
ISSUES = tuple(
    answer(b, "shortages", f"“We struggle to find {what}.”", ruled=b == 4)
    for b, what in enumerate(
        (
            "engineers who speak German",
            "people who can write a business case",
            "anybody for the lathes",
            "a lathe hand",
            "regulatory affairs staff",
        ),
        start=1,
    )
)

SIZES = Figure(
    id="sizes",
    title="Published sizes of this sector do not measure one thing",
    subtitle="Employees. The dashed line shows where the subtraction lands if one of its figures "
    "is 1% off; nobody published an interval. Every figure here is invented.",
    mark="interval",
    alt="Crude subtraction 4,200, between 2,430 and 5,970 if one figure is one per cent off; "
    "model 9,800, between 7,900 and 11,700; audit about 11,000; network 22,500; "
    "health and science in all 196,000.",
    data=data(
        {
            "label": "Figure",
            "value": "Employees|employees",
            "low": "Low|employees",
            "high": "High|employees",
            "kind": "Kind",
            "note": "Note",
        },
        ("Crude subtraction, 2012", 4200, 2430, 5970, "sensitivity", "1% of the 177,000"),
        ("Audited model, 2013", 9800, 7900, 11700, "derived", "95% interval"),
        ("Innovation audit", cell(11000, "about 11,000"), "", "", "second-hand", "15,000 − 4,000"),
        ("Health network", 22500, "", "", "second-hand", "wider definition, West of the Vale only"),
        ("Newspaper", cell(100000, "100,000+"), "", "", "second-hand", "whole region, no source"),
        ("Health and science in all", 196000, "", "", "second-hand", "undated; hospitals included"),
    ),
    evidence=refs(BROAD, HEALTH, COUNTED),
    disclosure="open",
)

EXPECTATIONS = Figure(
    id="expectations",
    title="Most invented businesses expect to grow, and cannot say by how much",
    subtitle="Businesses, one square each, by the staff they expect in three years. "
    "Hatched: could not give a number.",
    mark="businesses",
    alt="Eight of the twelve asked expect more staff, none of whom gave a number; three about the "
    "same; one did not know.",
    data=data(
        {"label": "Expectation", "value": "Businesses|of 12 asked", "pattern": "Drawn"},
        ("More staff than today", cell(8, "8 of 12"), "hatched"),
        ("About the same", cell(3, "3 of 12"), "solid"),
        ("Did not know", cell(1, "1 of 12"), "empty"),
    ),
    evidence=refs(*GROWTH),
    disclosure="fictional",
)

_SEGMENTS = (
    "Orthopaedics",
    "Regenerative medicine",
    "Surgical instrumentation",
    "Wound management",
    "Biotechnology and pharmaceuticals",
    "Assistive technologies",
    "Telehealth (cross-cutting)",
)
BY_SEGMENT = Figure(
    id="skills-by-segment",
    title="Machining is sought in the workshops, software in telehealth",
    subtitle="Businesses that named a skill, of those asked in each segment",
    mark="matrix",
    alt="CAD, CNC machining and turning are named in orthopaedics and surgical instrumentation; "
    "software development only in telehealth.",
    data=data(
        {"label": "Skill"} | {f"s{i}": name for i, name in enumerate(_SEGMENTS)},
        ("Computer-aided design (CAD)", 2, 0, 2, 1, 0, 1, 0),
        ("CNC machining, milling and turning", 2, 0, 2, 0, 0, 1, 0),
        ("Specialist software development", 0, 0, 0, 0, 0, 1, 2),
        (
            "Communication with patients and carers",
            *(0, 0, 0),
            cell("withheld", state="withheld"),
            *(0, 1, 2),
        ),
        ("asked", 2, 1, 2, 2, 1, 2, 2),
    ),
    evidence=refs(*ISSUES),
    disclosure="fictional",
    caveat="Counts of one or two businesses; they rank nothing.",
)

_NAMED = ("engineers in teams across countries", "not taught in schools", "a poor image", "pay")
SHORTAGES = DataTable(
    id="shortages",
    title="Every shortage that was named",
    subtitle="Invented businesses naming it, of the 12 asked",
    data=data(
        {
            "label": "Shortage",
            "words": "As the business put it",
            "where": "Segment",
            "named": "Named by",
        },
        *(
            (
                f"Invented shortage {i:02} in a rather long wording"[: 20 + i],
                f"“{_NAMED[i % 4]}”",
                _SEGMENTS[i % 7],
                cell("withheld", state="withheld")
                if i == 17
                else cell(1 + (i == 3), f"{1 + (i == 3)} of 12"),
            )
            for i in range(1, 41)
        ),
    ),
    evidence=refs(*ISSUES),
    disclosure="fictional",
    caveat="One cell is withheld: fewer than three businesses stand behind it.",
)

OFFICIAL = DataTable(
    id="jobs-by-section",
    title="Jobs by section, as rounded by the publisher",
    subtitle="Employee jobs by workplace, thousands; invented",
    data=data(
        {"label": "Section", "y1": "2015", "y2": "2018", "value": "2021", "low": "Share of all|%"},
        ("Manufacturing", 92.0, 90.5, 87.5, 8.1),
        ("Human health and social work", 140.0, 146.5, 151.0, 14.0),
        ("Professional, scientific and technical activities", 81.5, 88.0, 93.0, 8.6),
        (
            "Activities of extraterritorial organisations",
            *(cell("suppressed", state="suppressed"),) * 3,
            cell("not stated", state="not_stated"),
        ),
    ),
    evidence=refs(BROAD, HEALTH),
    disclosure="open",
)
