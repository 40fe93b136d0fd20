"""An XLSForm (ODK, KoBo, SurveyCTO) as the definition of a questionnaire.

Its sheet `survey` says what was asked in which order and of whom (`relevant`), its sheet
`choices` the answers. Simple conditions become gates; any other is quoted as a comment, because a
gate read wrongly turns blanks into "not asked". Format: xlsform.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.sources.survey import guesses
from sectorscope.evidence.sources.survey.entries import slug
from sectorscope.evidence.sources.survey.formats.grid import workbook
from sectorscope.evidence.sources.survey.proposal import Proposed, written
from sectorscope.evidence.sources.survey.states import usual
from sectorscope.evidence.workbook import open_workbook

Row = dict[str, str]

_EQUALS = re.compile(r"\s*\$\{(\w+)\}\s*=\s*['\"]([^'\"]*)['\"]\s*")
_SELECTED = re.compile(r"\s*selected\(\s*\$\{(\w+)\}\s*,\s*['\"]([^'\"]*)['\"]\s*\)\s*")
_FORMS = {"text": "raised", "integer": "gave_number", "decimal": "gave_number"}


@dataclass(frozen=True)
class Form:
    """An XLSForm's rows: of the sheet `survey`, and choices by list name."""

    survey: tuple[Row, ...]
    choices: dict[str, list[Row]]


def form(data: bytes) -> Form | None:
    """The XLSForm in these bytes; None if they are anything else."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        sheets = {name.strip().casefold(): name for name in open_workbook(data).sheets}
        if not {"survey", "choices"} <= set(sheets):
            return None
        survey, listed = (_rows(data, sheets[name]) for name in ("survey", "choices"))
    except EvidenceRefused:
        return None
    if not survey or not {"type", "name"} <= set(survey[0]):
        return None
    choices: dict[str, list[Row]] = {}
    for row in listed:
        choices.setdefault(row.get("list_name", row.get("list name", "")), []).append(row)
    return Form(tuple(survey), choices)


def proposal(found: Form) -> str:
    """The mapping that a form's answers are read with."""
    asked, notes = _asked(found)
    used = guesses.assigned([_label(row), row["name"]] for _, row in asked)
    business: dict[str, object] = {}
    ids = [*used.get("number", ())[:1], *used.get("name", ())[:1]]
    if ids:
        business["id"] = [asked[i][0] for i in ids]
    for key in ("segments", "size_band", "place"):
        if key in used:
            business[key] = asked[used[key][0]][0]
    if contacts := used.get("contact"):
        business["contact"] = [asked[i][0] for i in contacts]
    consent: dict[str, object] = {"count": True}
    for key in ("count", "quote", "list"):
        if key in used:
            consent[key] = {"column": asked[used[key][0]][0]}
    taken = {i for columns in used.values() for i in columns}
    kept = [one for i, one in enumerate(asked) if i not in taken] or asked
    told = {row["name"] for _, row in kept}
    questions = [_question(found, path, row, told) for path, row in kept]
    return written(questions, business, consent, ["Read from an XLSForm.", *notes])


def _rows(data: bytes, sheet: str) -> list[Row]:
    lines = workbook(data, sheet).lines
    names = [c.strip().casefold() for c in lines[0].cells]
    pairs = (zip(names, line.cells, strict=True) for line in lines[1:])
    return [{k: v.strip() for k, v in pair if k} for pair in pairs]


def _asked(found: Form) -> tuple[list[tuple[str, Row]], list[str]]:
    """Questions with the columns they are exported in, and what is left out."""
    path: list[str] = []
    asked: list[tuple[str, Row]] = []
    notes: list[str] = []
    for row in found.survey:
        kind = row["type"].replace("_", " ").split()
        if kind[:1] == ["begin"]:
            path.append(row["name"])
            if kind[1:2] == ["repeat"]:
                notes.append(f"the repeated group {row['name']!r} is exported apart, and not read")
        elif kind[:1] == ["end"] and len(kind) > 1 and path:
            path.pop()
        elif kind and (kind[0] == "select" or kind[0] in _FORMS) and row["name"]:
            asked.append(("/".join([*path, row["name"]]), row))
    return asked, notes


def _label(row: Row) -> str:
    found = (v for k, v in row.items() if (k == "label" or k.startswith("label:")) and v)
    return " ".join(next(found, row["name"]).split())


def _question(found: Form, path: str, row: Row, told: Iterable[str]) -> Proposed:
    entries: dict[str, object] = {"id": slug(row["name"]), "column": path, "text": _label(row)}
    kind = row["type"].replace("_", " ").split()
    if kind[0] == "select":
        entries |= _choices(found, kind)
    else:
        entries["form"] = _FORMS[kind[0]]
        entries |= {"open": True} if kind[0] == "text" else {}
    relevant = row.get("relevant", "")
    gate = _EQUALS.fullmatch(relevant) or _SELECTED.fullmatch(relevant)
    if gate and gate[1] in told:
        entries["gate"] = {"question": slug(gate[1]), "answers": [gate[2]]}
        return Proposed(entries)
    return Proposed(entries, f"asked only if {relevant}: write its gate" if relevant else "")


def _choices(found: Form, kind: list[str]) -> dict[str, object]:
    name = kind[2].removesuffix("_other") if len(kind) > 2 else ""  # noqa: PLR2004 - select one LIST
    rows = found.choices.get(name) or found.choices.get(name.replace(" ", "_"), [])
    options = [_option(row) for row in rows]
    states = {o["state"] for o in options}
    if kind[1] == "multiple":
        return {"many": True, "options": options}
    said = {usual(_label(row)) for row in rows}
    is_share = {"yes", "no"} <= states and None not in said
    return {"form": "share" if is_share else "option", "options": options}


def _option(row: Row) -> dict[str, str]:
    label = _label(row)
    return {"answer": row["name"], "label": label, "state": usual(label) or "yes"}
