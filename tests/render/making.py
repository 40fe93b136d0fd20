"""Short ways to make the profile's types, for profiles that are invented for tests."""

import re
from hashlib import sha256

from sectorscope.profile import (
    Cell,
    ConceptRef,
    Data,
    DataColumn,
    DecisionCard,
    Estimate,
    Evidence,
    EvidenceRef,
    Filled,
    Slot,
    SnapshotCard,
    SourceCard,
    Statement,
    Uncertainty,
    statement_id,
)

ASKED = 12
NUMERIC = re.compile(r"value|low|high|n|named|[sy]\d")
SURVEY, FACTS, NETWORK = "survey", "facts", "network"
HASHES = {name: sha256(name.encode()).hexdigest() for name in (SURVEY, FACTS, NETWORK)}

SOURCES = (
    SourceCard(
        name=FACTS,
        title="Jobs of Invented Vale, a table made up for tests",
        publisher="Office for Invented Statistics",
        licence="Open Government Licence v3.0 (invented)",
        basis="official",
        url="https://example.org/invented-vale",
    ),
    SourceCard(
        name=NETWORK,
        title="The invented network's own count of its members",
        publisher="Invented Vale Health Network",
        licence="quoted with permission (invented)",
        basis="third_party",
    ),
    SourceCard(
        name=SURVEY,
        title="Twelve invented businesses",
        publisher="Sectorscope's tests",
        licence="Apache-2.0",
        basis="reconstruction",
    ),
)
SNAPSHOTS = (
    SnapshotCard(
        sha256=HASHES[FACTS],
        source=FACTS,
        name="jobs-invented-vale.csv",
        bytes=48_213,
        retrieved="2013-02-04",
    ),
    SnapshotCard(
        sha256=HASHES[NETWORK],
        source=NETWORK,
        name="members.html",
        bytes=612,
        retrieved="2013-02-11",
    ),
    SnapshotCard(
        sha256=HASHES[SURVEY],
        source=SURVEY,
        name="answers.csv",
        bytes=9_120,
        retrieved="2013-03-01",
        reconstruction=True,
    ),
)
RULING = DecisionCard(
    id="d-0007",
    kind="coding",
    who="A. Analyst (invented)",
    when="2013-03-04",
    why="“Lathe hand” is CNC machining in this study: the business said so when asked again.",
)


def fact(key: str, label: str, raw: str = "", *, source: str = FACTS) -> Evidence:
    return Evidence(
        id=f"{source}:{key}",
        source=source,
        label=label,
        snapshot=HASHES[source],
        locator=f"row {key}",
        raw=raw or None,
    )


def answer(business: int, question: str, words: str, *, ruled: bool = False) -> Evidence:
    return Evidence(
        id=f"survey:b{business:02}:{question}",
        source=SURVEY,
        label=f"Invented business {business} on “{question}”",
        snapshot=HASHES[SURVEY],
        locator=f"row {business}, column {question}",
        raw=words,
        decision=RULING if ruled else None,
        reconstruction=True,
    )


def refs(*items: Evidence) -> tuple[EvidenceRef, ...]:
    return tuple(
        EvidenceRef(id=i.id, source=i.source, reconstruction=i.reconstruction) for i in items
    )


def count(label: str, value: int, items: tuple[Evidence, ...], **more: object) -> Estimate:
    fields = {
        "label": label,
        "value": value,
        "unit": "businesses",
        "method": "businesses that said yes, or raised it unprompted, among those asked",
        "standing": "counted",
        "n": ASKED,
        "uncertainty": Uncertainty(kind="exact", why="nothing is inferred about others"),
        "inputs": refs(*items),
    }
    return Estimate.model_validate(fields | more)


def statement(
    about: tuple[str, str],
    template: str,
    slots: dict[str, Slot],
    items: tuple[Evidence, ...],
    **more: object,
) -> Statement:
    chapter, question = about
    invented = any(item.reconstruction for item in items)
    fields = {
        "id": statement_id(chapter, question, "sector", "sample"),
        "chapter": chapter,
        "question": question,
        "subject": "sector",
        "scope": "sample",
        "template": template,
        "slots": slots,
        "kind": "count",
        "basis": "reconstruction" if invented else "official",
        "evidence": refs(*items),
        "vintage": "c. 2012-13",
        "geography": "Invented Vale (ten districts), by workplace",
        "definition": "healthcare technologies as the study defines them",
        "disclosure": "fictional" if invented else "open",
    }
    return Statement.model_validate(fields | more)


def shown(text: str, estimate: int = 0, **more: object) -> Slot:
    return Slot.model_validate({"kind": "number", "text": text, "estimate": estimate} | more)


def worded(text: str, estimate: int = 0) -> Slot:
    return Slot(kind="word", text=text, estimate=estimate)


def named(text: str) -> Slot:
    return Slot(kind="literal", text=text)


def said(template: str, **slots: Slot) -> Filled:
    return Filled(template=template, slots=slots)


def need(name: str, scheme: str, code: str, label: str = "", version: str = "") -> ConceptRef:
    return ConceptRef(scheme=scheme, code=code, label=label, version=version, need=name)


def cell(value: object, text: str = "", **more: object) -> Cell:
    number = float(value) if isinstance(value, int | float) else None
    printed = text or (f"{value:,}" if isinstance(value, int | float) else str(value))
    return Cell.model_validate({"text": printed, "value": number} | more)


def data(columns: dict[str, str], *rows: tuple[object, ...]) -> Data:
    """Columns by name, titled `Title|unit`; cells that are no `Cell` yet are made into one."""
    made = tuple(
        DataColumn(
            name=name,
            title=title.partition("|")[0],
            unit=title.partition("|")[2],
            align="right" if NUMERIC.fullmatch(name) else "left",
        )
        for name, title in columns.items()
    )
    cells = tuple(tuple(c if isinstance(c, Cell) else cell(c) for c in row) for row in rows)
    return Data(columns=made, rows=cells)
