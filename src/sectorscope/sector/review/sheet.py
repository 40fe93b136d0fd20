"""Rulings as rows of a sheet, out and in.

A sheet is all or nothing: the first mistake stops it, by row and column, and nothing of it is kept.
Rows that nobody filled in say nothing, so that a sheet may come back half done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from sectorscope.decisions.sheets import SheetRow
from sectorscope.errors import DecisionError
from sectorscope.sector.review.card import Card, Span, card
from sectorscope.sector.review.queue import Item
from sectorscope.sector.review.reading import (
    AGAIN,
    FIRST,
    LOOKS,
    RULINGS,
    SETTLED,
    Reading,
    headcount_of,
    share_of,
)
from sectorscope.sector.review.room import NUMBER, Review

COLUMNS = (
    *("company", "name", "place", "industries", "headcount", "notes", "text", "look", "reader"),
    *("ruling", "share", "verified_headcount", "segments", "why"),
)
NEEDED = ("company", "look", "ruling")
FILLED = ("ruling", "share", "verified_headcount", "segments", "why")
CHOICES = {"ruling": RULINGS}

_LONG = 2_000

Row = Mapping[str, str]
T = TypeVar("T")


def sheet(items: Iterable[Item], review: Review) -> list[dict[str, str]]:
    """The queue as rows by column, what is to be filled in left empty."""
    return [_row(item, card(item, review.material)) for item in items]


def apply(rows: Iterable[tuple[int, Row]], review: Review, *, reader: str) -> tuple[Reading, ...]:
    """What a sheet rules.

    Args:
        rows: the number of each row, as a spreadsheet shows it, and its cells by column.
        review: whose draws the companies must be in.
        reader: who read, where a row does not say.

    Raises:
        DecisionError: the first mistake, by row and column.
    """
    drawn = {c: d.csv for d in review.draws.values() for c in d.queue}
    found: dict[tuple[str, str, str], tuple[int, Reading]] = {}
    for number, cells in rows:
        row = _Cells(number, cells)
        if not any(row.cell(c) for c in FILLED):
            continue
        one = _reading(row, drawn, review, reader)
        key = (one.company, one.reader, one.look)
        before = found.get(key)
        if before and before[1] != one:
            raise row.mistake("ruling", f"row {before[0]} rules otherwise", "one ruling each")
        found.setdefault(key, (number, one))
    return tuple(one for _, one in found.values())


class _Cells(SheetRow):
    def read(self, column: str, parse: Callable[[str], T]) -> T:
        try:
            return parse(self.cell(column))
        except DecisionError as why:
            raise self.mistake(column, why.found, why.expected, why.hint) from why

    def one_of(self, column: str, known: tuple[str, ...], default: str = "") -> str:
        said = "_".join(self.cell(column).casefold().replace("-", " ").split()) or default
        if said not in known:
            near = "".join(get_close_matches(said, known, n=1))
            what = f"{said[:40]!r} is none" if said else "it is empty"
            raise self.mistake(column, what, "one of " + ", ".join(known), near)
        return said


def _row(item: Item, shown: Card) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {
        "company": shown.company,
        "name": shown.name,
        "place": shown.place,
        "industries": "; ".join(shown.industries),
        "headcount": shown.headcount,
        "notes": "; ".join(shown.notes),
        "text": marked(shown.text, shown.marks, _LONG),
        "look": item.look,
    }


def marked(text: str, marks: Iterable[Span], longest: int) -> str:
    """A text with its keywords in «», cut after so many characters."""
    parts, at = list[str](), 0
    for start, end in marks:
        if start >= longest:
            break
        parts += [text[at:start], "«", text[start:end], "»"]
        at = end
    rest = text[at : max(longest, at)]
    return "".join((*parts, rest)) + ("…" if at + len(rest) < len(text) else "")


def _reading(row: _Cells, drawn: Mapping[str, str], review: Review, reader: str) -> Reading:
    company = _company(row, drawn)
    who = row.cell("reader") or reader
    if not who:
        raise row.mistake("reader", "nobody is named", "who read it, or --as READER")
    ruling = row.one_of("ruling", RULINGS)
    look = row.one_of("look", LOOKS, FIRST)
    _check_look(row, look, company, who, review)
    try:
        return Reading(
            company=company,
            reader=who,
            look=look,
            ruling=ruling,
            share=row.read("share", share_of),
            headcount=row.read("verified_headcount", headcount_of),
            segments=_segments(row, review),
            draw=drawn[company],
            why=row.cell("why"),
        )
    except DecisionError as why:
        if why.found.startswith("row "):
            raise
        raise row.mistake("ruling", why.found, why.expected, why.hint) from why


def _company(row: _Cells, drawn: Mapping[str, str]) -> str:
    said = row.cell("company")
    padded = said.zfill(NUMBER) if said.isdigit() else said
    for company in (said, padded):
        if company in drawn:
            return company
    hint = "export the queue again; a company that was not drawn has no chance to be weighed by"
    raise row.mistake("company", f"{said[:40]!r} was not drawn", "a company of the sheet", hint)


def _check_look(row: _Cells, look: str, company: str, who: str, review: Review) -> None:
    """A second look of one's own needs a first; a settlement needs a dispute and a reason."""
    ruling = review.rulings.get(company) if look != FIRST else None
    if look == AGAIN and (ruling is None or who not in ruling.readers):
        raise row.mistake("look", f"{who} has not ruled on it before", FIRST)
    if look == SETTLED:
        if ruling is None or not ruling.disputed:
            raise row.mistake("look", "nothing about it is disputed", FIRST)
        if not row.cell("why"):
            raise row.mistake("why", "it is empty", "why it is settled this way")


def _segments(row: _Cells, review: Review) -> tuple[str, ...]:
    known = review.material.definition.targets[1:]
    said = [s.strip() for s in row.cell("segments").replace(",", ";").split(";")]
    for one in filter(None, said):
        if one not in known:
            near = "".join(get_close_matches(one, known, n=1))
            expected = "ids of segments, with ; between: " + ", ".join(known)
            raise row.mistake("segments", f"there is no segment {one[:40]!r}", expected, near)
    return tuple(s for s in known if s in said)
