"""The sample's last four chapters: short sentences, a carried-over one, a recommendation."""

from collections.abc import Iterator

from sectorscope.profile import Chapter, Evidence, Gap, Paragraph, Statement, Uncertainty
from tests.render.making import answer, count, fact, named, refs, said, shown, statement, worded

ROUTES = tuple(answer(b, "routes", "graduates first; we like apprentices") for b in range(1, 13))
TRAINED = tuple(answer(b, "training", "management; specialist IT") for b in range(1, 6))
LINKED = tuple(answer(b, "universities", "we hire students we know") for b in range(1, 3))
NEIGHBOUR = fact("9", "What makers of machines say", "apprenticeships", source="network")
PAY = fact("31", "Median pay of engineers", "median,31200,29800,32600")


def evidence() -> Iterator[Evidence]:
    """What these chapters rest on."""
    yield from (*ROUTES, *TRAINED, *LINKED, NEIGHBOUR, PAY)


def chapters() -> tuple[Chapter, ...]:
    """Graduates, training, universities, providers."""
    return (
        _chapter("routes", "Graduates and apprenticeships", *_routes()),
        _chapter("provision", "Training provision", *_provision()),
        _chapter("universities", "Working with universities", *_universities()),
        _chapter("providers", "Opportunities for providers", *_providers(), gap=NO_LIST),
    )


NO_LIST = Gap(
    id="no-list",
    because=said(
        "No list of opportunities is supported: the invented needs are diverse, and in many "
        "cases specific to a single company."
    ),
    takes=said("A standing dialogue with employers, to respond as needs arise."),
    evidence=refs(*ROUTES[:3]),
)


def _chapter(key: str, title: str, *statements: Statement, gap: Gap | None = None) -> Chapter:
    blocks = (Paragraph(statements=statements), *((gap,) if gap else ()))
    return Chapter(id=key, title=title, blocks=blocks)


def _routes() -> tuple[Statement, ...]:
    return (
        statement(
            ("routes", "reliance"),
            "Engineering, IT and software rely on graduates in this reconstruction.",
            {},
            ROUTES,
        ),
        statement(
            ("routes", "difficulty"),
            "{no} of the {n} reconstructed businesses expects difficulty in recruiting them.",
            {"no": worded("None"), "n": shown("12", field="n")},
            ROUTES,
            estimates=(count("expect difficulty", 0, ROUTES),),
        ),
        statement(
            ("routes", "pay"),
            "Engineers are paid £{pay} at the median, in an invented survey.",
            {"pay": shown("31,200")},
            (PAY,),
            kind="size",
            estimates=(
                count(
                    "median pay",
                    31200,
                    (PAY,),
                    unit="£ a year",
                    n=None,
                    standing="published",
                    method="median of full-time employees",
                    uncertainty=Uncertainty(kind="sampling", low=29800, high=32600, level=0.95),
                ),
            ),
        ),
        statement(
            ("routes", "neighbour"),
            "Makers of machines say that apprenticeships suit them; this is likely to hold for "
            "some sub-sectors here.",
            {},
            (NEIGHBOUR,),
            kind="carried_over",
            basis="third_party",
        ),
    )


def _provision() -> tuple[Statement, ...]:
    return (
        statement(
            ("provision", "perception"),
            "Colleges and work-based learning are seen as good by those in this reconstruction.",
            {},
            TRAINED,
        ),
        statement(
            ("provision", "sourced"),
            "Over {years} the reconstructed businesses bought {what}.",
            {
                "years": worded("two years"),
                "what": named("management, specialist IT and engineering training"),
            },
            TRAINED,
            kind="list",
            estimates=(count("bought training", 5, TRAINED),),
        ),
    )


def _universities() -> tuple[Statement, ...]:
    return (
        statement(
            ("universities", "links"),
            "Links with universities matter to this sector, says the reconstruction, because it "
            "lives on knowledge and on graduates.",
            {},
            LINKED,
            kind="link",
        ),
        statement(
            ("universities", "students"),
            "{k} reconstructed businesses recruit students from joint projects, whom they have "
            "come to know before they apply.",
            {"k": worded("Two")},
            LINKED,
            estimates=(count("recruit from projects", 2, LINKED),),
        ),
    )


def _providers() -> tuple[Statement, ...]:
    return (
        statement(
            ("providers", "dialogue"),
            "What this reconstruction supports is a standing dialogue between providers and "
            "employers, not a list of courses.",
            {},
            ROUTES,
            kind="recommendation",
        ),
    )
