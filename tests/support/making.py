"""The smallest honest value of each of the profile's types, to be spoiled one rule at a time."""

from typing import Any

from sectorscope.profile import (
    Block,
    Cell,
    Chapter,
    Data,
    DataColumn,
    Estimate,
    Evidence,
    EvidenceBook,
    EvidenceRef,
    Figure,
    Filled,
    Gap,
    Paragraph,
    Profile,
    Scope,
    Slot,
    Statement,
    Uncertainty,
    statement_id,
)

REAL = EvidenceRef(id="fact|jobs", source="facts")
INVENTED = EvidenceRef(id="assertion|R01|optimism|", source="survey", reconstruction=True)
EXACT = Uncertainty(kind="exact", why="counted")
SILENT = Uncertainty(kind="none_published", why="the source gives none")


def estimate(value: float = 4200, **more: Any) -> Estimate:  # noqa: ANN401 - the type checks them
    fields: dict[str, Any] = {
        "label": "jobs",
        "value": value,
        "unit": "jobs",
        "method": "as printed",
        "standing": "published",
        "uncertainty": SILENT,
        "inputs": (REAL,),
    }
    return Estimate.model_validate(fields | more)


def number(text: str, **more: Any) -> Slot:  # noqa: ANN401
    return Slot(kind="number", text=text, estimate=0, **more)


def literal(text: str) -> Slot:
    return Slot(kind="literal", text=text)


def statement(**more: Any) -> Statement:  # noqa: ANN401
    """ "The sector has 4,200 jobs.", with whatever is to be otherwise."""
    about = {"chapter": "sector", "question": "size", "subject": "", "scope": ""}
    about |= {k: more.pop(k) for k in tuple(more) if k in about}
    fields: dict[str, Any] = {
        "id": statement_id(**about),
        "template": "The sector has {n} jobs.",
        "slots": {"n": number("4,200")},
        "estimates": (estimate(),),
        "evidence": (REAL,),
        "kind": "size",
        "basis": "third_party",
        "disclosure": "open",
        "vintage": "c. 2012-13",
        "geography": "Leeds City Region",
        "definition": "healthtech, version 1",
    }
    return Statement.model_validate(about | fields | more)


def invented(**more: Any) -> Statement:  # noqa: ANN401
    """A sentence on reconstructed evidence that keeps every rule."""
    fields: dict[str, Any] = {
        "template": "The reconstructed business was optimistic.",
        "slots": {},
        "estimates": (),
        "evidence": (INVENTED,),
        "basis": "reconstruction",
        "disclosure": "fictional",
        "kind": "share",
    }
    return statement(**({"question": "optimism"} | fields | more))


def data(*rows: tuple[str, float]) -> Data:
    return Data(
        columns=(DataColumn(name="label", title="Source"), DataColumn(name="value", title="Jobs")),
        rows=tuple(
            (Cell(text=name), Cell(text=f"{value:,.0f}", value=value)) for name, value in rows
        ),
    )


def figure(**more: Any) -> Figure:  # noqa: ANN401
    fields: dict[str, Any] = {
        "id": "sizes",
        "mark": "interval",
        "title": "Published sizes",
        "subtitle": "Jobs",
        "alt": "One size.",
        "data": data(("A source", 4200)),
        "evidence": (REAL,),
        "disclosure": "open",
    }
    return Figure.model_validate(fields | more)


def gap(identity: str = "no-size") -> Gap:
    return Gap(id=identity, because=Filled(template="Nothing was measured."))


def paragraph(*statements: Statement) -> Paragraph:
    return Paragraph(statements=statements)


def profile(*blocks: Block, known: tuple[EvidenceRef, ...] = (REAL, INVENTED)) -> Profile:
    """A profile of one chapter that holds the blocks."""
    items = tuple(
        Evidence(id=r.id, source=r.source, label=r.id, reconstruction=r.reconstruction)
        for r in sorted(known, key=lambda r: r.id)
    )
    fields: dict[str, Any] = {
        "scope": Scope(
            study="s",
            title="A sector",
            lede="What it is.",
            sector="healthcare technologies",
            region="Leeds City Region",
            period="c. 2012-13",
            definition="version 1",
        ),
        "as_of": "2013-03-31",
        "audience": "public",
        "chapters": (Chapter(id="sector", title="What the sector looks like", blocks=blocks),),
        "evidence": EvidenceBook(items=items),
        "citation": "A sector.",
        "fingerprint": "0" * 64,
    }
    return Profile.model_validate(fields)
