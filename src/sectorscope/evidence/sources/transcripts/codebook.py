"""Rows that a mapping of interviews gives by itself: the consultation, its questions and codes.

They are the same whichever file of the consultation is read, and point into the mapping. A block
ends where the next table begins, so that no row's text runs on into the list of interviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from hashlib import sha256
from typing import Any

from sectorscope.evidence.sources.survey.settled import worded
from sectorscope.evidence.sources.survey.spans import Span, Standing, spans
from sectorscope.evidence.sources.transcripts.mapping import Mapping
from sectorscope.schema import TABLES

Row = dict[str, Any]
Read = Iterator[tuple[str, list[Row]]]

_TABLE = re.compile(rb"^[ \t]*\[", re.MULTILINE)


def codebook(rules: Mapping, mapping: bytes) -> Read:
    """Rows of consultation, question and code."""
    questions, codes = list[Row](), list[Row]()
    where = _standing(mapping, len(rules.question))
    for order, (given, stands) in enumerate(zip(rules.question, where, strict=True)):
        question = worded(given, given.text or given.id, given.form or "raised", given.options)
        made = _fitted("question", question.model_dump(), order)
        made["says_one"] = question.says_one or question.says
        questions.append(made | _stands(mapping, stands.question))
        for place, code in enumerate(question.code):
            entry = _fitted("code", code.model_dump(), place) | {"question": question.id}
            entry["soc"] = rules.soc if code.occupations else None
            codes.append(entry | _stands(mapping, stands.code(place, len(question.code))))
    yield "consultation", [_consultation(rules, mapping)]
    yield "question", questions
    yield "code", codes


def _consultation(rules: Mapping, mapping: bytes) -> Row:
    counted = {i.business for i in rules.interviews.values() if rules.agreed(i).count}
    refused = {i.business for i in rules.interviews.values()} - counted
    told = {
        "title": rules.title,
        "reconstruction": rules.reconstruction,
        "noun": rules.noun,
        "noun_one": rules.noun_one,
        "responded": len(counted),
        "rows": len(rules.interviews),
        "not_consented": len(refused),
    }
    return rules.method.model_dump() | told | _stands(mapping, _top(mapping))


def _fitted(table: str, entry: AnyMapping[str, Any], order: int) -> Row:
    """An entry's fields that the table has; several values are one text with `;` between."""
    names = {c.name for c in TABLES[table].columns} & set(entry)
    row = {name: entry[name] for name in sorted(names)} | {"order": order}
    return {k: ";".join(map(str, v)) if isinstance(v, list | tuple) else v for k, v in row.items()}


def _standing(mapping: bytes, questions: int) -> Sequence[Standing]:
    """Where each question and its codes stand; at the top of the file where that is not told."""
    found = spans(mapping)
    if len(found) == questions:
        return found
    return [Standing(_top(mapping), ())] * questions


def _top(mapping: bytes) -> Span:
    """What stands before the first table: nothing of the list of interviews."""
    begins = _TABLE.search(mapping)
    return 0, len(mapping[: begins.start() if begins else None].rstrip())


def _stands(mapping: bytes, span: Span) -> Row:
    mark = 3 if mapping.startswith(b"\xef\xbb\xbf") else 0
    start, end = max(span[0], mark), max(span[1], mark)
    return {
        "snapshot": sha256(mapping).hexdigest(),
        "locator": f"bytes={start}-{end}",
        "raw": mapping[start:end].decode(),
    }
