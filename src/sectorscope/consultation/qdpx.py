"""A consultation's codings as a REFI-QDA project, for whoever goes on in other software.

Read back by our own reader it is the same codes, texts, businesses and selections; a code keeps its
guid from one export to the next, so that what comes back finds its place in the codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sectorscope.errors import SchemaError
from sectorscope.evidence.sources.qda.model import (
    Code,
    Coding,
    Project,
    Selection,
    Source,
    User,
    guid_of,
)
from sectorscope.evidence.sources.qda.naming import code_guid, document_guid, source_name
from sectorscope.evidence.sources.qda.write import write

Row = Mapping[str, Any]


def write_project(
    codes: Iterable[Row],
    documents: Iterable[Row],
    codings: Iterable[Row],
    users: Iterable[str] = (),
    *,
    made: date,
    name: str = "Consultation",
) -> bytes:
    """The bytes of a `.qdpx`; the same rows give the same bytes, in whatever order they come.

    Args:
        codes: Rows of `code`: question, code, order, label, parent, definition.
        documents: Rows of `document` with their text: id, text.
        codings: document, start, end, question, code, who (may be empty), when (ISO, may be
            empty).
        users: Names of those who coded; whoever stands in a coding is added.
        made: The date the project is said to be made on.
        name: What the project is called.

    Raises:
        SchemaError: a document without its text, a coding outside it or by an unknown code, a
            name XML cannot hold.
    """
    held = sorted(codings, key=_place)
    texts = {str(d["id"]): _text(d) for d in documents}
    names = sorted({*users, *(str(c["who"]) for c in held if c.get("who"))})
    book = _codebook(list(codes))
    known = {c.guid for c in book}
    project = Project(
        codes=book,
        sources=tuple(Source(document_guid(i), source_name(i), texts[i]) for i in sorted(texts)),
        selections=tuple(_selection(c, texts, known) for c in held),
        users=tuple(User(user_guid(n), n) for n in names),
    )
    return write(project, made=made, name=name)


def user_guid(name: str) -> str:
    """The guid of somebody who codes, by name."""
    return guid_of("user", name)


def _place(coding: Row) -> tuple[Any, ...]:
    keys = ("document", "start", "end", "question", "code", "who", "when")
    return tuple(coding.get(k) or ("" if k not in ("start", "end") else 0) for k in keys)


def _text(document: Row) -> str:
    if document.get("text") is None:
        raise SchemaError("a document to write has no text", hint="open the vault first")
    return str(document["text"])


def _codebook(codes: list[Row]) -> tuple[Code, ...]:
    """The codebook; with several questions, each is a code of its own that codes nothing."""
    listed = sorted(codes, key=lambda c: (c["question"], c.get("order") or 0, c["code"]))
    questions = sorted({str(c["question"]) for c in listed})
    above = {q: guid_of("question", q) if len(questions) > 1 else None for q in questions}
    folders = (Code(g, q, codable=False) for q, g in above.items() if g)
    return (*folders, *(_code(c, above[str(c["question"])]) for c in listed))


def _code(row: Row, above: str | None) -> Code:
    question, wider = str(row["question"]), row.get("parent")
    parent = code_guid(question, str(wider)) if wider else above
    told = str(row.get("definition") or "")
    return Code(code_guid(question, str(row["code"])), str(row["label"]), parent, told)


def _selection(row: Row, texts: Mapping[str, str], known: set[str]) -> Selection:
    document, start, end = str(row["document"]), int(row["start"]), int(row["end"])
    code = code_guid(str(row["question"]), str(row["code"]))
    if document not in texts or not 0 <= start < end <= len(texts[document]):
        raise SchemaError("a coding to write lies outside its document")
    if code not in known:
        raise SchemaError("a coding to write has a code that the codebook lacks")
    who, when = str(row.get("who") or ""), str(row.get("when") or "")
    guid = guid_of("selection", document, str(start), str(end), code, who)
    coding = Coding(code, user_guid(who) if who else "", moment(when))
    return Selection(guid, document_guid(document), start, end, (coding,))


def moment(when: str) -> str:
    """A date as a moment, which both exchange formats ask for: its midnight, UTC."""
    return f"{when}T00:00:00Z" if when and "T" not in when else when
