"""Annotations out: as lines of JSON, and as rows of the table `annotation`.

Every way in comes through `marked`: the annotator reads a text as it was meant, and what it found
is told in places and words of the original. Scores and contributions are rounded to four places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sectorscope.annotate.annotation import Annotation
from sectorscope.annotate.readable import Plain
from sectorscope.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from sectorscope.annotate.annotator import Annotated, Annotator
    from sectorscope.annotate.listed import Document

TABLE = TABLES["annotation"]
PLACES = 4
"""Of scores and contributions: see section 1 of the design."""


def marked(
    annotator: Annotator, documents: Iterable[tuple[str, str]]
) -> Iterator[tuple[tuple[Annotation, ...], Annotated]]:
    """What is found in each text of a kind: annotations as they stand in the original, and all."""
    plains = [(Plain(text), kind) for text, kind in documents]
    found = annotator.documents([(plain.text, kind) for plain, kind in plains])
    for (plain, _), annotated in zip(plains, found, strict=True):
        yield plain.restored(annotated.annotations), annotated


def lines(annotator: Annotator, documents: Iterable[Document]) -> Iterator[bytes]:
    """A line of JSON for each document, in order, in UTF-8, always with both keys."""
    listed = list(documents)
    found = marked(annotator, ((one.text, one.kind) for one in listed))
    for one, (here, annotated) in zip(listed, found, strict=True):
        ranking = [
            {"concept": r.concept, "label": r.label, "score": rounded(r.score), **r.more}
            for r in annotated.ranking
        ]
        yield _line({"id": one.id, "annotations": list(map(as_dict, here)), "ranking": ranking})


def as_dict(one: Annotation) -> dict[str, Any]:
    """An annotation as JSON has it."""
    context = one.context
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "concept": one.concept,
        "label": one.label,
        "scheme": one.scheme,
        "kind": one.kind,
        "score": rounded(one.score),
        "lane": one.lane,
        "context": {
            "requirement": context.requirement,
            "negated": context.negated,
            "difficulty": context.difficulty,
            "training": context.training,
            "years": context.years,
            "segment": context.segment,
            "speaker": context.speaker,
        },
        "level": one.level,
        "framework": one.framework,
        "why": _why(one),
        "detail": dict(one.detail),
    }


def mapped(annotator: Annotator, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Documents in (columns `id`, `text` and perhaps `kind`), rows of the table `annotation` out.

    A document without annotations has no row; rows are in the order of documents and places.
    """
    import pyarrow as pa

    for batch in batches:
        documents = batch.to_pylist()
        texts = ((row["text"] or "", row.get("kind") or "") for row in documents)
        rows = [
            row
            for document, (here, _) in zip(documents, marked(annotator, texts), strict=True)
            for row in _rows(annotator, str(document["id"]), here)
        ]
        yield pa.RecordBatch.from_pylist(rows, TABLE.schema)


def _rows(annotator: Annotator, document: str, found: Iterable[Annotation]) -> list[dict[str, Any]]:
    """Rows with a key of their own: of one concept twice on one span the better stands."""
    told = {"document": document, "vocabulary": annotator.vocabulary, "annotator": annotator.name}
    best: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in found:
        row = told | _row(one)
        key = tuple(row[name] for name in TABLE.key)
        if key not in best or row["score"] > best[key]["score"]:
            best[key] = row
    return list(best.values())


_OWN = ("start", "end", "concept", "label", "scheme", "kind", "lane", "level", "framework")
_CONTEXT = ("requirement", "negated", "difficulty", "training", "years", "segment", "speaker")


def _row(one: Annotation) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in _OWN}
    row |= {name: getattr(one.context, name) for name in _CONTEXT}
    return row | {"score": rounded(one.score), "why": json.dumps(_why(one), ensure_ascii=False)}


def _why(one: Annotation) -> dict[str, float]:
    return {name: rounded(added) for name, added in one.why.items()}


def rounded(score: float) -> float:
    """To four places, and never minus nought."""
    return round(float(score), PLACES) + 0.0


def _line(told: Mapping[str, Any]) -> bytes:
    """As UTF-8; where a text holds half a pair, which UTF-8 cannot say, escaped throughout."""
    try:
        return (_AS_IT_IS.encode(told) + "\n").encode()
    except UnicodeEncodeError:
        return (_ESCAPED.encode(told) + "\n").encode()


_AS_IT_IS, _ESCAPED = (
    # Nothing of a line holds itself: to look for that costs a tenth of the time.
    json.JSONEncoder(
        ensure_ascii=ascii_, check_circular=False, allow_nan=False, separators=(",", ":")
    )
    for ascii_ in (False, True)
)
