"""Grants as a table with the standard's titles: CSV, or a workbook's sheet.

The standard lets a funder add columns of its own, so one that is not known is passed over and
counted. Titles are told whatever their capitals, spaces and numbering of a first entry (`:0:`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sectorscope.evidence.awards import pounds, said, same_scale
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.rows import rows_with_offsets
from sectorscope.evidence.sheet import sheet_with
from sectorscope.evidence.sources import load
from sectorscope.evidence.workbook import open_workbook

AMOUNT = "Amount Awarded"
_OPTIONAL = (
    *("Description", "Planned Dates:Start Date", "Planned Dates:End Date"),
    *("Actual Dates:Start Date", "Actual Dates:End Date", "Grant Programme:Title"),
    *("Classifications:Title", "Recipient Org:Identifier", "Recipient Org:Company Number"),
    *("Recipient Org:Charity Number", "Recipient Org:Organisation Type"),
    *("Recipient Org:Postal Code", "Recipient Org:Location:Geographic Code"),
    "Recipient Org:Location:Name",
)
_PERSON = re.compile(r"^(recipient ind|to individuals details)\b", re.IGNORECASE)
_SPACED = re.compile(r"\s*:\s*(?:0\s*:\s*)?")


@dataclass(frozen=True)
class FromRow:
    """A grant of the form of rows: cells by the standard's titles, and where the amount stands."""

    cells: dict[str, str]
    where: str
    to_person: bool

    def text(self, title: str) -> str | None:
        """The cell under a title."""
        return said(self.cells.get(title, ""))

    def amount(self) -> float | None:
        """The amount as it is written."""
        return pounds(self.cells[AMOUNT], AMOUNT)

    def place(self) -> tuple[str, str]:
        """Where the amount stands."""
        return self.where, self.cells[AMOUNT]


def grants(data: bytes, name: str, *, units_open: bool = False) -> tuple[list[FromRow], list[str]]:
    """The grants of a table, and its columns that are not read.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`, `units`.
    """
    heads, rows = _sheet(data, name) if data.startswith(b"PK") else _csv(data, name)
    _check(heads, name)
    found = list(rows)
    if not found:
        raise GateRefused("no_rows", f"{name} has a header and no rows", expected="at least one")
    if not units_open:
        same_scale((row.cells[AMOUNT] for row in found), AMOUNT)
    return found, [h for h in heads if h not in _known()]


def title_of(heading: str) -> str:
    """The standard's title for a heading, or the heading itself where it is none."""
    plain = _SPACED.sub(":", " ".join(heading.split()))
    return {t.casefold(): t for t in _known()}.get(plain.casefold(), plain)


def _needed() -> tuple[str, ...]:
    return load("threesixtygiving").meta.assertions.columns


def _known() -> tuple[str, ...]:
    return (*_needed(), *_OPTIONAL)


def _check(heads: tuple[str, ...], name: str) -> None:
    to_persons = any(map(_PERSON.match, heads))
    for needed in _needed():
        if needed not in heads and not (to_persons and needed == "Recipient Org:Name"):
            raise GateRefused(
                "columns",
                f"{name} has no column {needed!r}",
                expected="columns " + ", ".join(_needed()),
                hint=nearest(needed, [h for h in heads if h not in _known()]),
            )
    for twice in (h for i, h in enumerate(heads) if h in heads[:i]):
        raise GateRefused("columns", f"column {twice!r} stands twice", expected="each once")


def _csv(data: bytes, name: str) -> tuple[tuple[str, ...], Iterator[FromRow]]:
    inspect(data, name)
    header, rows = rows_with_offsets(data)
    titles = {written: title_of(written) for written in header.names}
    written = {title: own for own, title in titles.items()}

    def made() -> Iterator[FromRow]:
        for row in rows:
            cells = {titles[own]: text for own, text in row.values.items()}
            place = Locator(row.start, row.end, written[AMOUNT])
            yield FromRow(cells, str(place), _to_person(cells))

    return tuple(titles.values()), made()


def _sheet(data: bytes, name: str) -> tuple[tuple[str, ...], Iterator[FromRow]]:
    sheet = sheet_with(open_workbook(data), _needed(), name, title_of)
    made = (FromRow(r.values, r.place(AMOUNT), _to_person(r.values)) for r in sheet.rows())
    return sheet.names, made


def _to_person(cells: dict[str, str]) -> bool:
    return any(text.strip() and _PERSON.match(title) for title, text in cells.items())
