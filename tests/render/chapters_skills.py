"""The sample's chapters on skills: coded needs, a matrix, a long table, a quote. All invented."""

from collections.abc import Iterator

from sectorscope.profile import Chapter, ConceptRef, Evidence, Gap, Paragraph, Quote, Statement
from tests.render import exhibits
from tests.render.making import answer, count, named, need, refs, said, shown, statement, worded

MACHINING = tuple(answer(b, "skills", "CAD and CNC, always", ruled=b == 4) for b in range(1, 8))
OTHERS = tuple(answer(b, "skills", "nothing in particular") for b in range(8, 13))
QUALIFIED = tuple(answer(b, "levels", "a degree, or an HND, or an NVQ") for b in range(1, 7))
SOC = "SOC 2020"
CODED = (
    need("CNC machining", "SOC", "5221", "Metal machining setters and setter-operators", SOC),
    need("CNC machining", "SOC", "5223", "Metal working production and maintenance fitters", SOC),
    need("CNC machining", "SIC", "32.50/0", "Manufacture of medical instruments", "SIC 2007"),
    need("CNC machining", "level", "3", "Level 3", "RQF"),
    need("CNC machining", "SSA", "4.1", "Engineering", "tier 2"),
    need("computer-aided design", "SOC", "3120", "CAD, drawing and architectural technicians", SOC),
    need("computer-aided design", "level", "4", "Level 4", "RQF"),
)


def evidence() -> Iterator[Evidence]:
    """What these chapters rest on."""
    yield from (*MACHINING, *OTHERS, *QUALIFIED, *exhibits.ISSUES)


def chapters() -> tuple[Chapter, ...]:
    """Skills and qualifications, and skills issues."""
    return (_skills(), _issues())


def _machining() -> Statement:
    everybody = (*MACHINING, *OTHERS)
    return statement(
        ("skills", "machining"),
        "Skills in {cad} and in {cnc} were raised consistently in this reconstruction: "
        "by {k} and by {j} of the {n} invented businesses asked.",
        {
            "cad": named("computer-aided design"),
            "cnc": named("CNC machining, milling and turning"),
            "k": shown("7", 0),
            "j": shown("5", 1),
            "n": shown("12", field="n"),
        },
        everybody,
        estimates=(
            count(
                "computer-aided design", 7, everybody, parts=(("unprompted", 5), ("when asked", 2))
            ),
            count("CNC machining", 5, everybody),
        ),
        kind="list",
        codes=CODED,
    )


def _skills() -> Chapter:
    of = "skills"
    return Chapter(
        id="skills",
        title="Which skills and qualifications matter most",
        blocks=(
            Paragraph(
                statements=(
                    _machining(),
                    statement(
                        (of, "levels"),
                        "The reconstructed answers ask for first degrees, {hnd} and {nvq}.",
                        {"hnd": named("HNDs"), "nvq": named("Level 3 NVQs")},
                        QUALIFIED,
                        kind="list",
                    ),
                    statement(
                        (of, "telehealth"),
                        "In telehealth, so this reconstruction, support staff need to be able to "
                        "speak with people.",
                        {},
                        OTHERS[:2],
                        codes=(
                            ConceptRef(scheme="need", code="communication", need="communication"),
                        ),
                    ),
                )
            ),
            exhibits.BY_SEGMENT,
        ),
    )


def _issues() -> Chapter:
    of = "issues"
    return Chapter(
        id="issues",
        title="Skills issues",
        blocks=(
            Paragraph(
                statements=(
                    statement(
                        (of, "specific"),
                        "Shortages tended, in this reconstruction, to be specific to {one} "
                        "business each: {k} of {n} were named once.",
                        {
                            "one": worded("one"),
                            "k": shown("39"),
                            "n": shown("40", field="n"),
                        },
                        exhibits.ISSUES,
                        estimates=(
                            count("named once", 39, exhibits.ISSUES, n=40, unit="shortages"),
                        ),
                    ),
                    statement(
                        (of, "languages"),
                        "{k} of the {n} invented businesses lacks {what}, reconstructed from what "
                        "a report says.",
                        {
                            "k": worded("One"),
                            "n": shown("12", field="n"),
                            "what": named("engineers who speak a foreign language"),
                        },
                        exhibits.ISSUES[:1],
                        estimates=(count("foreign languages", 1, exhibits.ISSUES[:1]),),
                        codes=(
                            need(
                                "foreign languages", "SOC", "2129", "Engineering professionals", SOC
                            ),
                        ),
                    ),
                )
            ),
            exhibits.SHORTAGES,
            Quote(
                text="We would take a lathe hand tomorrow. Nobody under fifty has stood at one.",
                who="An invented maker of instruments, 10 to 49 staff",
                evidence=refs(exhibits.ISSUES[2]),
                disclosure="fictional",
            ),
            Gap(
                id="withheld-issues",
                because=said("Some cells are withheld to protect those who answered."),
            ),
        ),
    )
