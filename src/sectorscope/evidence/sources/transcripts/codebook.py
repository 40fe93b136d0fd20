"""Rows that a mapping of interviews gives by itself: the consultation, its questions and codes.

They are the same whichever file of the consultation is read, and point into the mapping. A block
ends where the next table begins, so that no row's text runs on into the list of interviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from hashlib import sha256
from typing import Any

from sectorscope.evidence.sources.survey.settled import worded
from sectorscope.evidence.sources.transcripts.mapping import Mapping
from sectorscope.schema import TABLES

Row = dict[str, Any]
Read = Iterator[tuple[str, list[Row]]]

_HEADER = re.compile(rb"^[ \t]*\[\[(?:question|question\.code)\]\][^\n]*$", re.MULTILINE)
_NEXT = re.compile(rb"^[ \t]*\[(?!\[question\.options?\]\])", re.MULTILINE)


def codebook(rules: Mapping, mapping: bytes) -> Read:
    """Rows of consultation, question and code."""
    where = iter(_spans(mapping))
    questions, codes = list[Row](), list[Row]()
    for order, given in enumerate(rules.question):
        question = worded(given, given.text or given.id, given.form or "raised", given.options)
        made = _fitted("question", question.model_dump(), order)
        made["says_one"] = question.says_one or question.says
        questions.append(made | _stands(mapping, next(where)))
        for place, code in enumerate(question.code):
            entry = _fitted("code", code.model_dump(), place) | {"question": question.id}
            entry["soc"] = rules.soc if code.occupations else None
            codes.append(entry | _stands(mapping, next(where)))
    yield "consultation", [_consultation(rules, mapping)]
    yield "question", questions
    yield "code", codes


def _consultation(rules: Mapping, mapping: bytes) -> Row:
    counted = {i.business for i in rules.interviews.values() if rules.agreed(i).count}
    refused = {i.business for i in rules.interviews.values()} - counted
    head = _NEXT.search(mapping)
    end = len(mapping[: head.start()].rstrip()) if head else len(mapping)
    told = {
        "title": rules.title,
        "reconstruction": rules.reconstruction,
        "noun": rules.noun,
        "noun_one": rules.noun_one,
        "responded": len(counted),
        "rows": len(rules.interviews),
        "not_consented": len(refused),
    }
    return rules.method.model_dump() | told | _stands(mapping, (0, end))


def _fitted(table: str, entry: AnyMapping[str, Any], order: int) -> Row:
    """An entry's fields that the table has; several values are one text with `;` between."""
    names = {c.name for c in TABLES[table].columns} & set(entry)
    row = {name: entry[name] for name in sorted(names)} | {"order": order}
    return {k: ";".join(map(str, v)) if isinstance(v, list | tuple) else v for k, v in row.items()}


def _spans(mapping: bytes) -> Iterator[tuple[int, int]]:
    """Bytes of each question and code of the mapping, in order, without what follows them."""
    for found in _HEADER.finditer(mapping):
        follows = _NEXT.search(mapping, found.end())
        lines = mapping[found.start() : follows.start() if follows else None].splitlines(True)
        while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith(b"#")):
            lines.pop()
        yield found.start(), found.start() + len(b"".join(lines).rstrip())


def _stands(mapping: bytes, span: tuple[int, int]) -> Row:
    mark = 3 if mapping.startswith(b"\xef\xbb\xbf") else 0
    start, end = max(span[0], mark), max(span[1], mark)
    return {
        "snapshot": sha256(mapping).hexdigest(),
        "locator": f"bytes={start}-{end}",
        "raw": mapping[start:end].decode(),
    }
