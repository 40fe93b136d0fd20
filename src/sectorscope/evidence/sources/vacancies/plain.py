"""Vacancies as a plain CSV: a row an advert."""

from __future__ import annotations

from sectorscope.evidence.locate import Locator
from sectorscope.evidence.rows import Row, rows_with_offsets
from sectorscope.evidence.sources.vacancies.advert import Given, soc_said
from sectorscope.evidence.sources.vacancies.held import MARKUP, Held, Taken
from sectorscope.evidence.sources.vacancies.mapping import settled

CALLED = "a table of adverts"


def fits(held: Held) -> bool:
    """Whether it may be one: what is neither JSON nor a web page is tried as this."""
    return held.json is None and held.sign != MARKUP


def adverts(held: Held) -> Taken:
    """Adverts, the column each field was read from, and the columns that are not read.

    Raises:
        GateRefused: gates `encoding`, `no_rows`, `rows`, `columns`.
    """
    header, rows = rows_with_offsets(held.data)
    fields = settled(held.rules.columns, header.names, held.name)
    found = [_given(row, fields) for row in rows]
    return Taken(found, fields, [n for n in header.names if n not in fields.values()])


def _given(row: Row, fields: dict[str, str]) -> Given:
    """An advert, which is shown by its words: whom to ask may stand in the same record."""
    read = {f: row.values[c] for f, c in fields.items()}
    read["soc"] = soc_said(fields.get("occupation", ""))
    shown = fields["text"] if read.get("text", "").strip() else fields["title"]
    return Given(read, str(Locator(row.start, row.end, shown)))
