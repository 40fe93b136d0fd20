"""A profile that is invented throughout, with one of everything a page must be able to show."""

from sectorscope.profile import (
    Chapter,
    EvidenceBook,
    Gap,
    Note,
    Paragraph,
    Profile,
    Scope,
    Segment,
    Slot,
)
from tests.render import chapters_early, chapters_late, chapters_skills, exhibits
from tests.render.making import SNAPSHOTS, SOURCES, count, said, shown, statement

METHOD = (
    Paragraph(
        statements=(
            statement(
                ("method", "responded"),
                "For this reconstruction {k} invented businesses were invited by letter and "
                "{k} answered, in person, between January and February of that year.",
                {"k": shown("12")},
                exhibits.GROWTH,
                estimates=(
                    count(
                        "responded", 12, exhibits.GROWTH, method="every row of the invented file"
                    ),
                ),
            ),
        )
    ),
    Gap(
        id="not-representative",
        because=said("These businesses are invented, and were not drawn at random."),
        takes=said("Interviews with real ones, drawn from the register."),
    ),
)
SCOPE = Scope(
    study="sample",
    title="Healthcare technologies in Invented Vale",
    lede="What the sector is, what skills it needs, and what that asks of those who teach.",
    sector="healthcare technologies",
    region="Invented Vale",
    places=("Ainsley", "Brock", "Calder Foot", "Dun", "Eastmoor", "Fell", "Garth", "Holme"),
    period="c. 2012-13",
    definition="Businesses that develop or make what is used to prevent, find or treat ill health, "
    "or to live with it; care itself is left out. Invented for tests.",
    segments=(
        Segment(id="orthopaedics", label="Orthopaedics"),
        Segment(id="regenerative", label="Regenerative medicine"),
        Segment(id="surgical", label="Surgical instrumentation"),
        Segment(id="wound", label="Wound management"),
        Segment(id="biotech", label="Biotechnology and pharmaceuticals"),
        Segment(id="assistive", label="Assistive technologies"),
        Segment(id="telehealth", label="Telehealth", cross_cutting=True),
    ),
    reconstruction=True,
)


def sample() -> Profile:
    """The invented profile."""
    parts = (chapters_early, chapters_skills, chapters_late)
    chapters = tuple(chapter for part in parts for chapter in part.chapters())
    items = (item for part in parts for item in part.evidence())
    return Profile(
        scope=SCOPE,
        as_of="2013-04-01",
        audience="public",
        chapters=chapters,
        method=METHOD,
        evidence=EvidenceBook(
            items=tuple(sorted({i.id: i for i in items}.values(), key=lambda item: item.id)),
            sources=SOURCES,
            snapshots=SNAPSHOTS,
        ),
        citation="Sectorscope’s tests (2013). Healthcare technologies in Invented Vale: a sector "
        "skills profile, c. 2012-13. Invented throughout.",
        fingerprint="5a" * 32,
    )


def hostile() -> Profile:
    """The smallest profile, whose every text tries to be markup."""
    evil = '<script>alert("x")</script>&\'"</style>{{ 7*7 }}'
    item = exhibits.BROAD.model_copy(update={"label": evil, "raw": evil, "locator": evil})
    sentence = statement(
        ("evil", "q"),
        "Somebody wrote {what} into a file.",
        {"what": Slot(kind="literal", text=evil)},
        (item,),
        caveat=evil,
        kind="quote",
    )
    return Profile(
        scope=Scope(
            study="evil",
            title=evil,
            lede=evil,
            sector=evil,
            region=evil,
            period=evil,
            definition=evil,
        ),
        as_of=evil,
        audience="public",
        chapters=(
            Chapter(
                id="evil",
                title=evil,
                blocks=(
                    Paragraph(statements=(sentence,)),
                    Note(text=evil, signed=evil, dated=evil, cites=(sentence.id,)),
                ),
            ),
        ),
        evidence=EvidenceBook(items=(item,), sources=SOURCES, snapshots=SNAPSHOTS),
        citation=evil,
        fingerprint=evil,
    )
