"""A questionnaire's export, read by its mapping into questions, businesses and what they answered.

Blank, "don't know", refused and not asked stay different; an answer nothing explains is surfaced,
and many stop the file. Open answers are kept as they were given and mean nothing until they are
coded; a ticked option is an answer already, and stands in the table `tick`.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.survey.choices import separator, split
from sectorscope.evidence.sources.survey.entries import slug
from sectorscope.evidence.sources.survey.formats import Line, plain
from sectorscope.evidence.sources.survey.formats.groups import TICKED, UNTICKED
from sectorscope.evidence.sources.survey.mapping import Mapping, parse
from sectorscope.evidence.sources.survey.people import people, without
from sectorscope.evidence.sources.survey.reading import Answer, Reading, given, reading
from sectorscope.evidence.sources.survey.settled import Asked
from sectorscope.evidence.sources.survey.spans import Span, Standing, spans
from sectorscope.evidence.sources.survey.states import usual
from sectorscope.evidence.sources.survey.surfaced import surfaced

__all__ = ["Mapping", "parse", "people", "read", "remarks", "without"]

Rows = list[dict[str, Any]]

_WITHHELD = frozenset({"dont_know", "refused", "not_applicable", "blank"})


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Rows]]:
    """Rows of consultation, question, code, consultee, consultee_group, response and tick.

    Raises:
        GateRefused: gates `fields` (the mapping), `columns` (the file against it), `values`
            (answers nothing explains), and those of the formats.
    """
    found = reading(data, given(mapping), "values" in snapshot.overridden)
    answers = found.answers
    yield from _codebook(found, mapping or b"", snapshot)
    yield "consultee", [_consultee(found, b, snapshot) for b in found.counted]
    yield "consultee_group", _groups(found, snapshot)
    asked = {a.question.id: a for a in found.asked}
    responses: Rows = []
    ticks: Rows = []
    for (business, name), answer in answers.items():
        base = {"business": business, "question": name}
        responses.append(base | _response(found, answer, snapshot))
        ticks += [base | t for t in _ticks(found, asked[name], answer, snapshot)]
    yield "response", responses
    yield "tick", ticks
    yield "consultation", [_consultation(found, snapshot)]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What the analyst should look at, by column and row; never what stands there.

    Raises:
        GateRefused: as `read`.
    """
    return surfaced(reading(data, given(mapping), "values" in snapshot.overridden))


def _consultation(found: Reading, snapshot: Snapshot) -> dict[str, Any]:
    rules, sheet = found.rules, found.sheet
    locator, raw = sheet.header
    repeated = sum(len(lines) - 1 for lines in found.rows_of.values())
    return {
        "title": rules.title,
        "reconstruction": rules.reconstruction,
        "noun": rules.noun,
        "noun_one": rules.noun_one,
        "responded": found.responded,
        "rows": len(sheet.rows),
        "test_rows": len(found.tests),
        "repeats": repeated,
        "not_consented": len(found.rows_of) - len(found.counted),
        **rules.method.model_dump(),
        "snapshot": snapshot.sha256,
        "locator": locator,
        "raw": raw,
    }


def _codebook(found: Reading, mapping: bytes, snapshot: Snapshot) -> Iterator[tuple[str, Rows]]:
    where = spans(mapping)
    if len(where) != len(found.asked):  # written in a way of TOML that `spans` does not follow
        where = [Standing((0, len(mapping)), ())] * len(found.asked)
    questions: Rows = []
    codes: Rows = []
    for order, asked in enumerate(found.asked):
        question, stands = asked.question, where[order]
        listed = len(found.rules.question[order].code)
        left_out = {"column", "options", "code", "many", "other", "unknown", "states"}
        own = question.model_dump(exclude=left_out | {"gate_answers"})
        questions.append(own | {"order": order} | _stands(mapping, stands.question))
        for place, code in enumerate(question.code):
            span = stands.code(place, listed) if place < listed else stands.question
            entry = code.model_dump() | {"question": question.id, "order": place}
            entry["soc"] = found.rules.soc if code.occupations else None
            codes.append(entry | _stands(mapping, span))
    yield "question", questions
    yield "code", codes


def _stands(mapping: bytes, span: Span) -> dict[str, Any]:
    start, end = span
    return {
        "snapshot": sha256(mapping).hexdigest(),
        "locator": f"bytes={start}-{end}",
        "raw": mapping[start:end].decode(),
    }


def _consultee(found: Reading, business: str, snapshot: Snapshot) -> dict[str, Any]:
    line, about = found.counted[business][0], found.rules.business
    column = found.identities.cell(line)
    return {
        "business": business,
        "segments": _segments(found, line),
        "size_band": _cell(found, line, about.size_band) or None,
        "place": _cell(found, line, about.place) or None,
        **_at(found, line, column, snapshot),
    }


def _parts(found: Reading, line: Line, name: str) -> list[str]:
    """What a column says, or the choices ticked where it is several columns."""
    said: list[str] = []
    for index in found.finder.all(name):
        text, choice = line.cells[index].strip(), found.sheet.columns[index].choice
        if choice and plain(text) in TICKED | {plain(choice)}:
            said.append(choice)
        elif text and plain(text) not in (UNTICKED if choice else ()):
            said.append(text)
    return [t for t in said if usual(t) not in _WITHHELD]


def _cell(found: Reading, line: Line, name: str | None) -> str:
    """A description as it stands; one that is withheld or not known is as good as a blank."""
    return ";".join(_parts(found, line, name)) if name else ""


def _segments(found: Reading, line: Line) -> str:
    """The segments that the business's answer stands for, `;` between.

    A sector that the mapping does not name stands under its own name: it is stated, and other.
    """
    about = found.rules.business
    if not about.segments:
        return ""
    named = {plain(k): v for k, v in about.segment_names.items()}
    kept: list[str] = []
    for text in _parts(found, line, about.segments):
        if plain(text) in named:
            kept.append(named[plain(text)])
        elif named:
            sign = separator([text], found.sheet.format)
            known = [named[plain(p)] for p in split(text, about.segment_names, sign)[0]]
            kept += known or [slug(text)] * bool(text.strip())  # another sector is none of ours
        else:
            kept += [p.strip() for p in text.split(";") if p.strip()]
    return ";".join(dict.fromkeys(kept))


def _groups(found: Reading, snapshot: Snapshot) -> Rows:
    """Every way the businesses are grouped, under the header as the survey has it."""
    about = found.rules.business
    own = [c for c in (about.segments, about.size_band, about.place) if c]
    columns = [found.sheet.columns[found.finder.all(c)[0]] for c in own]
    named = {**dict(zip([c.text for c in columns], own, strict=True)), **about.also}
    rows: Rows = []
    for business, lines in found.counted.items():
        for name, column in named.items():
            at = _at(found, lines[0], found.finder.all(column)[0], snapshot)
            value = _cell(found, lines[0], column)
            rows.append({"business": business, "column": name, "value": value, **at})
    return rows


def _response(found: Reading, answer: Answer, snapshot: Snapshot) -> dict[str, Any]:
    meant = answer.meaning
    return {
        "state": meant.state,
        "option": meant.option,
        **meant.number._asdict(),
        **_at(found, answer.line, answer.column, snapshot),
    }


def _ticks(found: Reading, asked: Asked, answer: Answer, snapshot: Snapshot) -> Iterator[Any]:
    for code, place in dict(reversed(answer.meaning.ticks)).items():
        at = _at(found, answer.line, asked.columns[place], snapshot)
        yield {"code": code, "state": "yes", **at}


def _at(found: Reading, line: Line, column: int, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "snapshot": snapshot.sha256,
        "locator": found.sheet.locator(line, column),
        "raw": line.cells[column],
    }
