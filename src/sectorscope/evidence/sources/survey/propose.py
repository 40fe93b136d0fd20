"""A mapping to begin with, guessed from an export or read from the form it was asked with.

It holds headers and answers that several businesses gave word for word, nothing else: neither a
name nor an open answer can be in it. It reads the file it was made from as it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sectorscope.evidence.sources.survey import guesses, xlsform
from sectorscope.evidence.sources.survey.businesses import Identities
from sectorscope.evidence.sources.survey.choices import separator
from sectorscope.evidence.sources.survey.columns import Finder
from sectorscope.evidence.sources.survey.entries import slug
from sectorscope.evidence.sources.survey.formats import Sheet, open_sheet, plain
from sectorscope.evidence.sources.survey.mapping import parse
from sectorscope.evidence.sources.survey.meaning import MISSING, UNEXPLAINED
from sectorscope.evidence.sources.survey.proposal import Proposed, toml, written
from sectorscope.evidence.sources.survey.reading import Reading
from sectorscope.evidence.sources.survey.settled import Asked, from_answers

_NAME = 24  # characters of a header that make a name for its question
_SHOWN = 60  # characters of a header shown beside a short name
_TWICE = 2  # businesses that gave a choice before it is proposed as one
_PIECES = 25  # choices at the most
_LONGEST = 80  # characters of one
_MOST = 0.7  # share of a column's cells that hold nothing but such choices


def propose(data: bytes, name: str = "") -> str:
    """A mapping for an export, or for the answers to an XLSForm.

    Args:
        data: an export of answers, or an XLSForm.
        name: the file's name; nothing is read from it.

    Raises:
        GateRefused: the bytes are neither.
    """
    if form := xlsform.form(data):
        return xlsform.proposal(form)
    sheet = open_sheet(data)
    used = guesses.assigned(
        [c.text, c.name, c.name.rpartition("/")[2] if not c.choice else ""] for c in sheet.columns
    )
    business, described = _business(sheet, used)
    consent = {
        k: {"column": _called(sheet, used[k][0])} for k in ("count", "quote", "list") if k in used
    }
    taken = described | {i for k in ("own", "count", "quote", "list") for i in used.get(k, ())}
    who = Identities(Finder(sheet), business.get("id", ()), {}).rows
    left = [i for i in range(len(sheet.columns)) if i not in taken]
    questions = _questions(sheet, left, who)
    if not questions:  # a mapping has a question, be it of a column that looks like none
        questions = _questions(sheet, [len(sheet.columns) - 1], who)
    notes = [f"It looks like an export of the format {sheet.format!r}."]
    return written(questions, business, {"count": True} | consent, notes)


def _business(sheet: Sheet, used: dict[str, list[int]]) -> tuple[dict[str, Any], set[int]]:
    ids = [*used.get("number", ())[:1], *used.get("name", ())[:1]]
    found: dict[str, Any] = {}
    if ids:
        found["id"] = [_called(sheet, i) for i in ids]
    for key in ("segments", "size_band", "place"):
        if key in used:
            found[key] = _called(sheet, used[key][0])
    names = used.get("name", ())[1:]
    for key, columns in (("name", names), ("contact", used.get("contact", ()))):
        if columns:
            found[key] = [_called(sheet, i) for i in columns]
    described = {i for k in ("number", "name", "contact") for i in used.get(k, ())}
    groups = {i for k in ("segments", "size_band", "place") for i in used.get(k, ())}
    return found, described | groups


def _called(sheet: Sheet, index: int) -> str:
    """The shortest name that finds the column again: its header, or its number."""
    column = sheet.columns[index]
    names = [plain(c.name) for c in sheet.columns]
    others = {plain(t) for c in sheet.columns for t in (c.text, c.group) if t != column.name}
    unique = names.count(plain(column.name)) == 1 and plain(column.name) not in others
    named = unique and plain(column.name) and not column.name.strip().startswith("#")
    return column.name if named else f"#{index + 1}"


def _questions(sheet: Sheet, columns: Sequence[int], who: Mapping[int, str]) -> list[Proposed]:
    found: list[Proposed] = []
    seen: set[str] = set()
    names: set[str] = set()
    for index in columns:
        column = sheet.columns[index]
        if column.group in seen or not (column.name or sheet.filled(index)):
            continue
        seen |= {column.group} if column.group else set()
        identity = _identity(column.group or column.name, index, names)
        entries: dict[str, object] = {
            "id": identity,
            "column": column.group or _called(sheet, index),
        }
        found.append(_proposed(sheet, index, entries, who))
    return found


def _identity(text: str, index: int, names: set[str]) -> str:
    made = slug(text.rpartition("/")[2] or text)
    if len(made) > _NAME or made in names:
        made = f"q{index + 1}"
    while made in names:
        made += "_"
    names.add(made)
    return made


def _proposed(
    sheet: Sheet, index: int, entries: dict[str, object], who: Mapping[int, str]
) -> Proposed:
    column = sheet.columns[index]
    if not column.group and (pieces := _pieces(sheet, index)):
        entries |= {"many": True, "options": pieces}
    asked = _asked(sheet, entries)
    options = [o.answer for o in asked.question.options]
    entries |= {"form": asked.question.form}
    if asked.question.form == "option" and "options" not in entries:
        entries |= {"options": _options(sheet, index, asked, who)}
    entries |= _unexplained(sheet, entries)
    shown = plain(column.text)[:_SHOWN] if plain(column.text) != plain(column.name) else ""
    about = f"{len(options)} choices" if column.group else ""
    return Proposed(entries, "; ".join(p for p in (shown, about) if p))


def _options(sheet: Sheet, index: int, asked: Asked, who: Mapping[int, str]) -> list[object]:
    """The answers several businesses gave, with their usual meaning where that is not a yes."""
    once = {(who[r.number], plain(r.cells[index])): r.cells[index].strip() for r in sheet.rows}
    twice = from_answers(filter(None, once.values()), asked.states, _TWICE)
    found = {plain(o.answer): o for o in (*twice, *asked.question.options)}
    return [
        o.answer if o.state == "yes" else {"answer": o.answer, "state": o.state}
        for _, o in sorted(found.items())
    ]


def _asked(sheet: Sheet, entries: dict[str, object]) -> Asked:
    rules = parse(f"question = [{toml(entries)}]".encode())
    return Reading(sheet, rules).asked[0]


def _unexplained(sheet: Sheet, entries: dict[str, object]) -> dict[str, object]:
    """What keeps a proposal from refusing its own file: the rest is "other", or surfaced."""
    rules = parse(f'unknown = "surface"\nquestion = [{toml(entries)}]'.encode())
    answers = Reading(sheet, rules).answers.values()
    strange = sum(a.meaning.note in (UNEXPLAINED, MISSING) for a in answers)
    if not strange:
        return {}
    return {"other": True} if entries["form"] == "option" else {"unknown": "surface"}


def _pieces(sheet: Sheet, index: int) -> list[str]:
    """Choices that cells of several hold; none if the column is not of that kind."""
    cells = sheet.filled(index)
    sign = separator(cells, sheet.format)
    if not any(sign in c for c in cells):
        return []
    drawn = [[p.strip() for p in c.split(sign) if p.strip()] for c in cells]
    count = Counter(p for pieces in drawn for p in dict.fromkeys(pieces))
    kept = [p for p, n in count.items() if n >= _TWICE and len(p) <= _LONGEST]
    known = sum(all(p in kept for p in pieces) for pieces in drawn)
    several = sum(len(pieces) > 1 for pieces in drawn)
    closed = len(kept) <= _PIECES and known >= _MOST * len(drawn) and several >= _TWICE
    return sorted(kept) if closed and not _is_prose(kept, sign) else []


def _is_prose(kept: Sequence[str], sign: str) -> bool:
    """Words of sentences are no choices, unless the export sets names side by side."""
    return sign == " " and any(slug(p) != p.casefold() for p in kept)
