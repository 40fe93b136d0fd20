"""Interviews coded in other software: the texts, the codebook, and each coding as a suggestion.

Nothing of it counts yet. A coding of the project proposes, at the words it stands on, that a
business said a thing; a person confirms it. What could not be placed is left out and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from sectorscope.evidence.documents import Text
from sectorscope.evidence.documents.labels import turns as turns_of
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Person, Remarks
from sectorscope.evidence.sources.qda.model import Project, Selection, Source
from sectorscope.evidence.sources.qda.naming import (
    ONE_QUESTION,
    Known,
    business_of,
    by_mapping,
    by_name,
)
from sectorscope.evidence.sources.qda.project import read_project
from sectorscope.evidence.sources.qda.write import write
from sectorscope.evidence.sources.transcripts.codebook import Read, Row, codebook
from sectorscope.evidence.sources.transcripts.mapping import Interview, Mapping, parse
from sectorscope.evidence.sources.transcripts.read import (
    consents,
    consultee,
    responses,
    spoke,
    turns,
)

_WHY = {
    "text": "coded so in the project; its text stands where the project says",
    "offsets": "coded so in the project, which states no text to check its place by",
    "moved": "coded so in the project; its text was found elsewhere than the project says",
}


def read(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Read:
    """Rows of the codebook, consultee, response, document, turn and suggestion.

    Raises:
        GateRefused: gates `archive` (no project that can be read), `fields` (the mapping, or it
            does not know a source), `no_rows` (no text in it).
    """
    held = _held(snapshot, data, mapping)
    if held.rules is not None and mapping is not None:
        yield from codebook(held.rules, mapping)
    else:
        yield from _own_codebook(held)
    for part in held.parts:
        yield from part.rows(held)
    yield "suggestion", list(_suggestions(held))


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What was quarantined and why, what has no code here, and what no text proves."""
    held = _held(snapshot, data, mapping)
    why = Counter(q.why for q in held.project.quarantined)
    dropped = [Dropped(f"selection: {reason}", n) for reason, n in sorted(why.items())]
    guids = ", ".join(sorted(q.guid for q in held.project.quarantined))
    proofs = Counter(s.proof for s in held.project.selections)
    said = [f"Quarantined: {guids}."] if guids else []
    if proofs["moved"]:
        said.append(f"{proofs['moved']} selections stand elsewhere than the project says.")
    if proofs["offsets"]:
        said.append(f"{proofs['offsets']} selections state no text to check their place by.")
    unknown = sum(c.code not in held.codes for s in held.project.selections for c in s.codings)
    if unknown:
        dropped.append(Dropped("coding by a code that the mapping does not have", unknown))
    if refused := len(held.project.sources) - len(held.parts):
        dropped.append(Dropped("interview of a business that did not agree to be counted", refused))
    return Remarks((*held.project.notes, *said), tuple(dropped))


def people(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> list[Person]:
    """The businesses, who spoke for each, and what each agreed to."""
    held = _held(snapshot, data, mapping)
    found: dict[str, Person] = {}
    for source in held.project.sources:
        interview = _interview(held.rules, source)
        agreed = held.rules.agreed(interview) if held.rules else None
        asking = _asking(held.rules, interview)
        names = spoke(Text(source.text, turns_of(source.text)), asking)
        name = interview.business
        before = found.get(name, Person(name, (), (), consents(agreed, interview)))
        contacts = tuple(dict.fromkeys((*before.contacts, *names)))
        found[name] = replace(before, contacts=contacts)
    return list(found.values())


def without(
    snapshot: Snapshot, data: bytes, mapping: bytes | None, identities: frozenset[str]
) -> bytes | None:
    """The project without some businesses' texts and selections; None where none is left.

    It is written anew from what was read, so that nothing unread (notes, pictures) stays in it.
    """
    held = _held(snapshot, data, mapping)
    kept = tuple(
        s for s in held.project.sources if _interview(held.rules, s).business not in identities
    )
    if not kept:
        return None
    guids = {s.guid for s in kept}
    chosen = tuple(s for s in held.project.selections if s.source in guids)
    project = replace(held.project, sources=kept, selections=chosen)
    return write(project, made=date.fromisoformat(snapshot.retrieved), name="Project")


@dataclass(frozen=True)
class _Part:
    """A source of the project as one business's document."""

    source: Source
    interview: Interview
    number: int
    base: int
    snapshot: str

    @property
    def document(self) -> str:
        return f"{self.interview.business}/{self.number}"

    def locator(self, start: int, end: int) -> str:
        return f"text;chars={self.base + start}-{self.base + end}"

    def rows(self, held: _Held) -> Read:
        """Rows of consultee, response, document and turn."""
        whole = self.locator(0, len(self.source.text))
        if self.number == 1:
            yield "consultee", [consultee(self.interview, self.snapshot, whole)]
            yield "response", held.asked(self.interview, whole)
        document: Row = {"id": self.document, "business": self.interview.business}
        document |= {"kind": self.interview.kind, "chars": len(self.source.text)}
        document |= {"text": self.source.text, "snapshot": self.snapshot}
        yield "document", [document | {"locator": whole, "raw": None}]
        text = Text(self.source.text, turns_of(self.source.text))
        asking = _asking(held.rules, self.interview)
        yield "turn", turns(self.document, text, asking, self.snapshot, self.base)


@dataclass(frozen=True)
class _Held:
    """A project with the mapping it is read by."""

    project: Project
    rules: Mapping | None
    snapshot: str

    @cached_property
    def codes(self) -> dict[str, Known]:
        """The study's code by the project's guid."""
        codes = self.project.codes
        return by_mapping(codes, self.rules) if self.rules else by_name(codes)

    @cached_property
    def parts(self) -> tuple[_Part, ...]:
        """The sources that may be counted, numbered by business in the project's order."""
        numbers: Counter[str] = Counter()
        made: list[_Part] = []
        for source in self.project.sources:
            interview = _interview(self.rules, source)
            if self.rules is None or self.rules.agreed(interview).count:
                numbers[interview.business] += 1
                number, base = numbers[interview.business], self.project.base(source.guid)
                made.append(_Part(source, interview, number, base, self.snapshot))
        return tuple(made)

    def asked(self, interview: Interview, locator: str) -> list[Row]:
        """Rows of response: without a mapping, the one question was asked."""
        if self.rules is not None:
            return responses(self.rules, interview, self.snapshot, locator)
        row = {"business": interview.business, "question": ONE_QUESTION, "state": "blank"}
        where = {"snapshot": self.snapshot, "locator": locator, "raw": None}
        return [{**row, "option": None, **where}]


def _held(snapshot: Snapshot, data: bytes, mapping: bytes | None) -> _Held:
    rules = parse(mapping) if mapping is not None else None
    project = read_project(data)
    if not any(s.text.strip() for s in project.sources):
        raise GateRefused("no_rows", "the project holds no text", expected="texts that were coded")
    return _Held(project, rules, snapshot.sha256)


def _interview(rules: Mapping | None, source: Source) -> Interview:
    if rules is None:
        return Interview(business=business_of(source))
    found = rules.find(source.name)
    if found is None:
        raise GateRefused(
            "fields",
            f"the mapping says nothing of source {source.guid} of the project",
            expected='a table [interviews."NAME OF THE SOURCE"] for each',
        )
    return found


def _asking(rules: Mapping | None, interview: Interview) -> tuple[str, ...]:
    return interview.interviewer or (rules.interviewer if rules else ())


def _own_codebook(held: _Held) -> Read:
    """The project's codebook as one question's, where there is no mapping."""
    where = {"snapshot": held.snapshot, "locator": "text;chars=0-0", "raw": None}
    businesses = len({p.interview.business for p in held.parts})
    consultation = {"title": "Coded interviews", "reconstruction": False}
    consultation |= {"noun": "businesses interviewed", "noun_one": "business interviewed"}
    consultation |= {"responded": businesses, "rows": len(held.parts), "mode": "interview"}
    yield "consultation", [consultation | where]
    question = {"id": ONE_QUESTION, "order": 0, "chapter": "issues", "form": "issues"}
    question |= {"text": "The interview as a whole", "says": "raise", "says_one": "raises"}
    yield "question", [question | {"open": True} | where]
    codes = [
        {
            "question": ONE_QUESTION,
            "code": held.codes[code.guid].code,
            "order": order,
            "label": code.name or held.codes[code.guid].code,
            "definition": code.description or None,
            "parent": held.codes[code.parent].code if code.parent else None,
            "need": False,
        }
        | where
        for order, code in enumerate(held.project.codes)
    ]
    yield "code", codes


def _suggestions(held: _Held) -> Iterator[Row]:
    parts = {part.source.guid: part for part in held.parts}
    users = {user.guid: user.name for user in held.project.users}
    seen: set[str] = set()
    for selection in held.project.selections:
        part = parts.get(selection.source)
        for coding in selection.codings if part else ():
            known = held.codes.get(coding.code)
            if part is None or known is None:
                continue
            row = _suggestion(part, selection, known, users.get(coding.user, ""))
            if row["id"] not in seen:
                seen.add(row["id"])
                yield row


def _suggestion(part: _Part, selection: Selection, known: Known, user: str) -> Row:
    start, end = selection.start, selection.end
    proposed = (part.snapshot, part.source.guid, known.question, known.code, start, end, user)
    return {
        # of the snapshot's hash, which is keyed where it is sealed: no business can be tried on it
        "id": sha256("\x1f".join(map(str, proposed)).encode()).hexdigest()[:32],
        "business": part.interview.business,
        "question": known.question,
        "code": known.code,
        "document": part.document,
        "start": start,
        "end": end,
        "why": _WHY[selection.proof],
        "annotator": user or "project",
        "score": 1.0 if selection.proof == "text" else None,
        "snapshot": part.snapshot,
        "locator": part.locator(start, end),
        "raw": part.source.text[start:end],
    }
