"""A transcript or notes of one interview with one business, read by a mapping if there is one.

Without a mapping the business is called what the file is called, and nothing is known of it; with
one, each of its questions stands as asked and not yet coded, or as not asked. What was said means
nothing until a person has coded it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath
from typing import Any

from sectorscope.evidence.documents import Text, extract, role_of
from sectorscope.evidence.documents.persons import person
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Person, Remarks
from sectorscope.evidence.sources.transcripts.codebook import Read, Row, codebook
from sectorscope.evidence.sources.transcripts.mapping import Consent, Interview, Mapping, parse


def read(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Read:
    """Rows of document, turn and consultee; with a mapping, of its codebook and response too.

    Raises:
        GateRefused: gate `fields` (the mapping, or it does not know the file), and what reading
            the document refuses.
    """
    rules = parse(mapping) if mapping is not None else None
    interview = _interview(rules, snapshot.name)
    text = extract(data, snapshot.name)
    if rules is not None and mapping is not None:
        yield from codebook(rules, mapping)
        if not rules.agreed(interview).count:
            return
    number = rules.number(interview) if rules else 1
    if number == 1:
        yield "consultee", [consultee(interview, snapshot.sha256, "text")]
        yield "response", responses(rules, interview, snapshot.sha256, "text")
    asking = interview.interviewer or (rules.interviewer if rules else ())
    identity = f"{interview.business}/{number}"
    yield "document", [_document(identity, interview, text, snapshot.sha256)]
    yield "turn", turns(identity, text, asking, snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What was left out, whether anyone is seen to speak, and what was not agreed to."""
    text = extract(data, snapshot.name)
    said = list(text.notes)
    if not text.turns:
        said.append("No speakers were recognised: the whole text counts as nobody's in particular.")
    if mapping is None:
        said.append("No mapping: nothing is known of the business, and nothing counts as asked.")
        return Remarks(tuple(said))
    rules = parse(mapping)
    interview = _interview(rules, snapshot.name)
    if rules.number(interview) > 1:
        said.append("Another interview with the same business says what it was asked.")
    agreed = rules.agreed(interview).count
    lost = Dropped("interview of a business that did not agree to be counted", 1)
    return Remarks(tuple(said), () if agreed else (lost,))


def people(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> list[Person]:
    """The business, who spoke for it, and what it agreed to."""
    rules = parse(mapping) if mapping is not None else None
    interview = _interview(rules, snapshot.name)
    asking = interview.interviewer or (rules.interviewer if rules else ())
    text = extract(data, snapshot.name)
    agreed = rules.agreed(interview) if rules else None
    return [Person(interview.business, (), spoke(text, asking), consents(agreed, interview))]


def spoke(text: Text, asking: Collection[str]) -> tuple[str, ...]:
    """Names of people among the labels, other than those who ask; a role names nobody."""
    labels = dict.fromkeys(t.speaker for t in text.turns if t.speaker)
    names = (person(label) for label in labels if role_of(label, asking) != "interviewer")
    return tuple(dict.fromkeys(name for name in names if name))


def consents(agreed: Consent | None, interview: Interview) -> tuple[tuple[str, bool, str], ...]:
    """Consent by use, with the date it was given: its own, else the interview's."""
    if agreed is None:
        return ()
    when = agreed.date or interview.date
    day = when.isoformat() if when else ""
    given = (("count", agreed.count), ("quote", agreed.quote), ("list", agreed.list))
    return tuple((use, said, day) for use, said in given)


def consultee(interview: Interview, snapshot: str, locator: str) -> Row:
    """The business as the mapping describes it."""
    about = ("business", "segments", "size_band", "place")
    row: Row = {name: getattr(interview, name) for name in about}
    return row | {"snapshot": snapshot, "locator": locator, "raw": None}


def responses(
    rules: Mapping | None, interview: Interview, snapshot: str, locator: str
) -> list[Row]:
    """One row a question: asked and not yet coded, or not asked."""
    where = {"snapshot": snapshot, "locator": locator, "raw": None}
    business = interview.business
    return [
        {
            "business": business,
            "question": question.id,
            "state": "blank" if rules and rules.asked(business, question.id) else "not_asked",
            "option": None,
        }
        | where
        for question in (rules.question if rules else ())
    ]


def turns(
    document: str, text: Text, asking: Collection[str], snapshot: str, base: int = 0
) -> list[Row]:
    """The turns of a document; the whole of it is one turn where nobody is seen to speak.

    Args:
        document: The document's id.
        text: What was read of it.
        asking: Labels of those who ask.
        snapshot: Hash of the bytes.
        base: Where the document begins in what those bytes hold.
    """
    spans = [(t.start, t.end, t.speaker) for t in text.turns] or [(0, len(text.text), None)]
    made: list[dict[str, Any]] = []
    for order, (start, end, speaker) in enumerate(spans):
        row = {"document": document, "order": order, "speaker": speaker}
        row |= {"role": role_of(speaker, asking), "start": start, "end": end}
        row |= {"snapshot": snapshot, "locator": f"text;chars={base + start}-{base + end}"}
        made.append(row | {"raw": text.text[start:end]})
    return made


def _document(identity: str, interview: Interview, text: Text, snapshot: str) -> Row:
    return {
        "id": identity,
        "business": interview.business,
        "kind": interview.kind,
        "chars": len(text.text),
        "text": text.text,
        "snapshot": snapshot,
        "locator": "text",
        "raw": None,
    }


def _interview(rules: Mapping | None, name: str) -> Interview:
    if rules is None:
        return Interview(business=PurePath(name).stem.strip() or "unnamed")
    found = rules.find(name)
    if found is None:
        raise GateRefused(
            "fields",
            "the mapping says nothing of this file",
            expected='a table [interviews."FILE NAME"] for each interview',
        )
    return found
