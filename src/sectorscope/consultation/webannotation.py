"""A consultation's codings as W3C Web Annotations, in JSON-LD.

Each says of characters of a document, by position and by quotation, that somebody classed them
under a concept: Web Annotation Data Model (W3C, 2017), concepts as in SKOS (W3C, 2009). Positions
count code points. It holds what was said: it is for the study's own people, never for the public.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sectorscope.consultation.qdpx import document_guid, moment, user_guid
from sectorscope.errors import SchemaError
from sectorscope.evidence.sources.qda.model import guid_of
from sectorscope.evidence.sources.qda.naming import code_guid

Row = Mapping[str, Any]

CONTEXT = (
    "http://www.w3.org/ns/anno.jsonld",
    {"skos": "http://www.w3.org/2004/02/skos/core#"},
)
AROUND = 32
"""Characters of context on either side of a quotation: enough to tell repeated phrases apart."""


def write_annotations(
    codes: Iterable[Row], documents: Iterable[Row], codings: Iterable[Row]
) -> bytes:
    """An annotation page as JSON; rows as `qdpx.write_project` takes them.

    Raises:
        SchemaError: a document without its text, a coding outside it or by an unknown code.
    """
    page = annotation_page(codes, documents, codings)
    return json.dumps(page, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def annotation_page(
    codes: Iterable[Row], documents: Iterable[Row], codings: Iterable[Row]
) -> dict[str, Any]:
    """The page as data: items in order of document and place, whatever order the rows came in.

    Raises:
        SchemaError: as `write_annotations`.
    """
    concepts = {(str(c["question"]), str(c["code"])): _concept(c) for c in codes}
    texts = {str(d["id"]): d.get("text") for d in documents}
    items = {item["id"]: item for c in codings if (item := _annotation(c, concepts, texts))}
    listed = sorted(items.values(), key=_place)
    page = _urn("page", *(item["id"] for item in listed))
    return {"@context": list(CONTEXT), "id": page, "type": "AnnotationPage", "items": listed}


def _annotation(
    row: Row, concepts: Mapping[tuple[str, str], Row], texts: Mapping[str, Any]
) -> dict[str, Any]:
    document, start, end = str(row["document"]), int(row["start"]), int(row["end"])
    question, code = str(row["question"]), str(row["code"])
    who, when = str(row.get("who") or ""), str(row.get("when") or "")
    text = texts.get(document)
    if text is None or not 0 <= start < end <= len(text):
        raise SchemaError("a coding to write lies outside its document, or that has no text")
    if (question, code) not in concepts:
        raise SchemaError("a coding to write has a code that the codebook lacks")
    made: dict[str, Any] = {
        "id": _urn("annotation", document, str(start), str(end), question, code, who, when),
        "type": "Annotation",
        "motivation": "classifying",
        "body": {
            "type": "SpecificResource",
            "purpose": "classifying",
            "source": concepts[question, code],
        },
        "target": {
            "source": f"urn:uuid:{document_guid(document)}",
            "selector": _selectors(text, start, end),
        },
    }
    if who:
        made["creator"] = {"id": f"urn:uuid:{user_guid(who)}", "type": "Person", "name": who}
    return made | ({"created": moment(when)} if when else {})


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """The same characters by position and by quotation: either finds them if the other fails."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quote]


def _concept(row: Row) -> Row:
    question, wider, told = str(row["question"]), row.get("parent"), row.get("definition")
    concept: dict[str, Any] = {
        "id": f"urn:uuid:{code_guid(question, str(row['code']))}",
        "type": "skos:Concept",
        "skos:notation": str(row["code"]),
        "skos:prefLabel": str(row["label"]),
        "skos:inScheme": {"id": f"urn:uuid:{guid_of('question', question)}"},
    }
    if wider:
        concept["skos:broader"] = {"id": f"urn:uuid:{code_guid(question, str(wider))}"}
    return concept | ({"skos:definition": str(told)} if told else {})


def _place(item: Row) -> tuple[Any, ...]:
    position = item["target"]["selector"][0]
    return item["target"]["source"], position["start"], position["end"], item["id"]


def _urn(*names: str) -> str:
    return f"urn:uuid:{guid_of(*names)}"
