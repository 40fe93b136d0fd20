"""A workbook's sheet as rows under a header, which may stand some lines below a notice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.workbook import Workbook, by_row

LOOKED_AT = 20
"""Rows in which a header is looked for: notices of the workbooks in hand take five at the most."""

_Grid = dict[int, dict[str, str]]


@dataclass(frozen=True)
class SheetRow:
    """One row: cells by the name of their column, and where it stands."""

    values: dict[str, str]
    sheet: Sheet = field(repr=False)
    number: int

    def place(self, name: str) -> str:
        """The locator of a cell."""
        at = self.sheet.letters[name]
        return str(Locator(sheet=self.sheet.name, cell=f"{at}{self.number}"))


@dataclass(frozen=True)
class Sheet:
    """A sheet with its header: names by column, in order, and the row it stands in."""

    name: str
    columns: dict[str, str]
    head: int
    _grid: _Grid = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self.columns.values())

    def rows(self) -> Iterator[SheetRow]:
        """Rows below the header, those without any cell passed over."""
        for number in sorted(n for n in self._grid if n > self.head):
            cells = self._grid[number]
            values = {name: cells.get(at, "") for at, name in self.columns.items()}
            if any(text.strip() for text in values.values()):
                yield SheetRow(values, self, number)

    @cached_property
    def letters(self) -> dict[str, str]:
        """Columns by their names."""
        return {name: at for at, name in self.columns.items()}


def sheet_with(
    book: Workbook, needed: Collection[str], name: str, known_as: Callable[[str], str] = str.strip
) -> Sheet:
    """The first sheet that holds a header with all needed columns; else the likeliest one.

    Args:
        book: the workbook.
        needed: columns without which there is no reading it.
        name: the file's name, for messages.
        known_as: what a heading is known as, whatever its spelling.

    Raises:
        GateRefused: gate `columns`: no sheet has any of them, or a name stands twice; `archive`.
    """
    best: tuple[int, Sheet] | None = None
    for title in book.sheets:
        grid = by_row(book.cells(title))
        for number in sorted(grid)[:LOOKED_AT]:
            columns = {at: known_as(text) for at, text in grid[number].items() if text.strip()}
            held = len(set(columns.values()) & set(needed))
            if held and (best is None or held > best[0]):
                best = held, Sheet(title, columns, number, grid)
    if best is None:
        raise GateRefused(
            "columns",
            f"no sheet of {name} has a header that is known",
            expected="columns " + ", ".join(needed),
        )
    names = best[1].names
    for twice in (n for i, n in enumerate(names) if n in names[:i]):
        raise GateRefused("columns", f"column {twice!r} stands twice", expected="each once")
    return best[1]
