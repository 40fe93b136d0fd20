"""A survey as one row a business and one column a question, read by its mapping.

Minimal: one CSV, one pseudonymous row a business. Blank, "don't know", refused and not asked stay
different; an answer the mapping does not know stops the file. Open answers are kept as they were
given and mean nothing until they are coded.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.rows import Row, rows_with_offsets
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources.survey.mapping import Mapping, Question, parse, spans

OPEN_FORMS = ("raised", "issues", "reasons")


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of consultation, question, code, consultee and response.

    Raises:
        GateRefused: gates `fields` (the mapping), `columns` (the file against it), `values` (an
            answer nothing explains, a business that stands twice).
    """
    if mapping is None:
        raise GateRefused(
            "fields",
            "a survey without a mapping",
            expected="what its columns mean",
            hint="sectorscope add FILE --as survey --mapping MAPPING.toml",
        )
    rules = parse(mapping)
    header, drawn = rows_with_offsets(data)
    _check(rules, header.names, snapshot.name)
    rows = list(drawn)
    yield from _codebook(rules, mapping)
    yield "consultee", [_consultee(rules, row, snapshot) for row in _distinct(rules, rows)]
    responses = [_response(rules, q, row, snapshot) for row in rows for q in rules.question]
    yield "response", responses
    yield "consultation", [_consultation(rules, rows, snapshot, header.start, header.end, data)]


def _check(rules: Mapping, names: tuple[str, ...], file: str) -> None:
    about = rules.business
    described = [c for c in (about.id, about.segments, about.size_band, about.place) if c]
    needed = [*described, *(q.column or q.id for q in rules.question)]
    check_columns(names, needed=needed, known=needed, name=file)


def _distinct(rules: Mapping, rows: list[Row]) -> list[Row]:
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        business = row.values[rules.business.id].strip()
        if not business or business in seen:
            found = "names no business" if not business else "is of a business that stands already"
            raise GateRefused("values", f"row {number} {found}", expected="one row a business")
        seen.add(business)
    return rows


def _consultation(
    rules: Mapping, rows: list[Row], snapshot: Snapshot, start: int, end: int, data: bytes
) -> dict[str, Any]:
    return {
        "title": rules.title,
        "reconstruction": rules.reconstruction,
        "noun": rules.noun,
        "noun_one": rules.noun_one,
        "responded": len(rows),
        **rules.method.model_dump(),
        "snapshot": snapshot.sha256,
        "locator": f"bytes={start}-{end}",
        "raw": data[start:end].decode("utf-8", "replace"),
    }


def _codebook(rules: Mapping, mapping: bytes) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    where = iter(spans(mapping))
    questions, codes = list[dict[str, Any]](), list[dict[str, Any]]()
    for order, question in enumerate(rules.question):
        own = question.model_dump(exclude={"column", "options", "code"})
        own["says_one"] = question.says_one or question.says
        questions.append(own | {"order": order} | _stands(mapping, next(where)))
        for place, code in enumerate(question.code):
            entry = code.model_dump() | {"question": question.id, "order": place}
            entry["soc"] = rules.soc if code.occupations else None
            codes.append(entry | _stands(mapping, next(where)))
    yield "question", questions
    yield "code", codes


def _stands(mapping: bytes, span: tuple[int, int]) -> dict[str, Any]:
    start, end = span
    return {
        "snapshot": sha256(mapping).hexdigest(),
        "locator": f"bytes={start}-{end}",
        "raw": mapping[start:end].decode(),
    }


def _consultee(rules: Mapping, row: Row, snapshot: Snapshot) -> dict[str, Any]:
    about, values = rules.business, row.values
    return {
        "business": values[about.id].strip(),
        "segments": ";".join(s.strip() for s in values[about.segments].split(";") if s.strip()),
        "size_band": values[about.size_band] or None if about.size_band else None,
        "place": values[about.place] or None if about.place else None,
        "snapshot": snapshot.sha256,
        "locator": str(Locator(row.start, row.end, about.id)),
        "raw": values[about.id],
    }


def _response(rules: Mapping, question: Question, row: Row, snapshot: Snapshot) -> dict[str, Any]:
    column = question.column or question.id
    raw = row.values[column]
    state, option = _meaning(rules, question, raw.strip())
    return {
        "business": row.values[rules.business.id].strip(),
        "question": question.id,
        "state": state,
        "option": option,
        "snapshot": snapshot.sha256,
        "locator": str(Locator(row.start, row.end, column)),
        "raw": raw,
    }


def _meaning(rules: Mapping, question: Question, answer: str) -> tuple[str, str | None]:
    """State and option of an answer; what is open and said is a yes until it is coded."""
    for option in question.options:
        if option.answer.casefold() == answer.casefold():
            return option.state, option.label
    known = {k.casefold(): v for k, v in rules.states.items()}
    if answer.casefold() in known:
        return known[answer.casefold()], None
    if not answer:
        return "blank", None
    if question.form in OPEN_FORMS or (question.form == "gave_number" and _is_number(answer)):
        return "yes", None
    allowed = [*(o.answer for o in question.options), *rules.states]
    raise GateRefused(
        "values",
        f"an answer to {question.id!r} that the mapping does not explain",
        expected="one of " + ", ".join(allowed),
        hint="add it under [states] or as an option",
    )


def _is_number(answer: str) -> bool:
    return any(c.isdigit() for c in answer)
