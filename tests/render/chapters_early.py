"""The sample's first two chapters, with every kind of uncertainty. All of it is invented."""

from collections.abc import Iterator

from sectorscope.profile import (
    Chapter,
    Estimate,
    Evidence,
    Gap,
    Note,
    Paragraph,
    Uncertainty,
    statement_id,
)
from tests.render import exhibits
from tests.render.making import (
    answer,
    count,
    fact,
    refs,
    said,
    shown,
    statement,
    worded,
)

SHARE = fact("16", "Share of employment in Invented Vale", "0.3")
CODES = tuple(fact(f"2{i}", f"A company under code {i}", f"0123456{i},325{i}0") for i in range(9))
MOOD = tuple(
    answer(b, "mood", "“We will do well.”" if b % 2 else "optimistic; orders are up")
    for b in range(1, 13)
)


def evidence() -> Iterator[Evidence]:
    """What these chapters rest on."""
    yield from (exhibits.BROAD, exhibits.HEALTH, exhibits.COUNTED, SHARE)
    yield from (*CODES, *MOOD, *exhibits.GROWTH)


def chapters() -> tuple[Chapter, ...]:
    """The sector and its prospects."""
    return (_sector(), _prospects())


def _official(label: str, value: float, standing: str, item: Evidence, **more: object) -> Estimate:
    fields = {
        "label": label,
        "value": value,
        "unit": "employees",
        "method": "as the invented table states it",
        "standing": standing,
        "uncertainty": Uncertainty(kind="none_published", why="the table gives none"),
        "inputs": refs(item),
    }
    return Estimate.model_validate(fields | more)


def _subtraction() -> tuple[Estimate, ...]:
    return (
        _official(
            "crude subtraction",
            4200,
            "published",
            exhibits.BROAD,
            method="broad total − hospitals and homes",
            assumes="the sector lies wholly inside the broad codes, and nothing else is left there",
            uncertainty=Uncertainty(
                kind="sensitivity",
                low=2430,
                high=5970,
                why="1% more or less in the 177,000; nobody published an interval",
            ),
        ),
        _official("hospitals and homes", 177000, "published", exhibits.HEALTH),
        _official("broad total", 181200, "implied", exhibits.BROAD),
        _official("share of all employment", 0.3, "published", SHARE, unit="%"),
    )


def _jobs() -> Estimate:
    return _official(
        "jobs in manufacturing",
        87500,
        "published",
        exhibits.BROAD,
        unit="employee jobs",
        uncertainty=Uncertainty(kind="rounding", low=87250, high=87750, why="rounded to 500s"),
    )


def _model() -> Estimate:
    return _official(
        "audited model",
        9800,
        "derived",
        exhibits.BROAD,
        method="review, then audit of 200 companies drawn by size",
        assumes="the register holds every company of the sector",
        uncertainty=Uncertainty(kind="sampling", low=7900, high=11700, level=0.95),
    )


def _sector() -> Chapter:
    of = "sector"
    return Chapter(
        id="sector",
        title="What the sector looks like",
        blocks=(
            Paragraph(
                statements=(
                    statement(
                        (of, "codes"),
                        "Standard industrial codes do not hold this sector: its businesses are "
                        "registered under {k} of them.",
                        {"k": worded("nine")},
                        CODES,
                        estimates=(count("codes", 9, CODES, unit="codes", n=None),),
                        basis="administrative",
                    ),
                    statement(
                        (of, "subtraction"),
                        "Subtracting {health} health and social care jobs from the broad total "
                        "leaves about {rest} employees, {share}% of the region.",
                        {
                            "health": shown("177,000", 1),
                            "rest": shown("4,200", 0),
                            "share": shown("0.3", 3),
                        },
                        (exhibits.BROAD, exhibits.HEALTH),
                        estimates=_subtraction(),
                        kind="size",
                        basis="third_party",
                        caveat="The broad total is printed nowhere: it is implied by the others.",
                    ),
                    statement(
                        (of, "manufacturing"),
                        "Manufacturing as a whole has {jobs} employee jobs.",
                        {"jobs": shown("87,500")},
                        (exhibits.BROAD,),
                        estimates=(_jobs(),),
                        kind="size",
                    ),
                    statement(
                        (of, "model"),
                        "A model that was audited puts the sector at {size} employees "
                        "({low} to {high}).",
                        {
                            "size": shown("9,800"),
                            "low": shown("7,900", field="low"),
                            "high": shown("11,700", field="high"),
                        },
                        CODES,
                        estimates=(_model(),),
                        kind="size",
                        basis="model",
                    ),
                )
            ),
            exhibits.SIZES,
            Gap(
                id="no-interval",
                because=said("No size of the whole sector has an interval that anyone published."),
                takes=said(
                    "A review of about {n} companies would bring it near a tenth either way.",
                    n=shown("200"),
                ),
                estimates=(_official("reviews", 200, "derived", exhibits.BROAD, unit="companies"),),
                evidence=refs(exhibits.BROAD),
            ),
            exhibits.OFFICIAL,
        ),
    )


def _prospects() -> Chapter:
    split = (("expect more staff, gave no number", 8), ("about the same", 3), ("did not know", 1))
    return Chapter(
        id="prospects",
        title="Future prospects",
        blocks=(
            Paragraph(
                statements=(
                    statement(
                        ("prospects", "mood"),
                        "In this reconstruction {all} {n} businesses asked were optimistic.",
                        {"all": worded("all"), "n": shown("12", field="n")},
                        MOOD,
                        estimates=(count("optimistic", 12, MOOD),),
                    ),
                    statement(
                        ("prospects", "staff"),
                        "{word} ({k} of {n}, reconstructed) expect to employ more people within "
                        "{years}; {no} of them could give a number.",
                        {
                            "word": worded("The majority"),
                            "k": shown("8"),
                            "n": shown("12", field="n"),
                            "years": worded("three years"),
                            "no": worded("none", 1),
                        },
                        exhibits.GROWTH,
                        estimates=(
                            count("expect more staff", 8, exhibits.GROWTH, parts=split),
                            count("gave a number", 0, exhibits.GROWTH[:8], n=8),
                        ),
                        caveat="“Could not say” is an answer here, not a refusal.",
                    ),
                    statement(
                        ("prospects", "programme"),
                        "The region’s invented programme for innovation names the sector.",
                        {},
                        (exhibits.COUNTED,),
                        kind="link",
                        basis="third_party",
                    ),
                )
            ),
            exhibits.EXPECTATIONS,
            Note(
                text="The optimism is uniform enough to make one suspicious; it should be asked "
                "for differently next time.",
                signed="A. Analyst (invented)",
                dated="2013-03-09",
                cites=(statement_id("prospects", "mood", "sector", "sample"),),
            ),
        ),
    )
