"""A matrix of counts as data: which numbers are shaded, and how many were asked for each.

The first column names the rows. How many were asked is read from the cell itself ("5 of 12"),
from a row labelled `asked` or `n` for each column, or from a column of that name for each row;
where nothing says it, shades are relative to the largest count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sectorscope.profile import Cell, Data
from sectorscope.render.charts import svg

_ASKED = ("n", "asked", "businesses asked")
_OF = re.compile(r"(\d[\d,]*) of (\d[\d,]*)")


@dataclass(frozen=True)
class Grid:
    """The figure's parts: what is shaded, and the numbers asked beside and beneath."""

    heads: tuple[str, ...]
    labels: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_n: tuple[Cell, ...]
    column_n: tuple[Cell, ...]

    def share(self, row: int, column: int) -> float:
        """Which part of those asked a cell counts, or of the largest count."""
        cell = self.cells[row][column]
        most = _own_n(cell)
        if self.column_n:
            most = most or self.column_n[column].value
        elif self.row_n:
            most = most or self.row_n[row].value
        return min((cell.value or 0.0) / (most or self._largest()), 1.0)

    def within(self, room: float) -> Grid:
        """The same grid with shorter words where they have no room: `5` over `12`, or `5/12`."""
        every = [cell for row in self.cells for cell in row]
        if all(svg.width(cell.text) <= room for cell in every):
            return self
        if self.column_n or not (asked := self._asked_by_column()):
            return self._rewritten(r"\1/\2")
        return replace(self._rewritten(r"\1"), column_n=asked)

    def _asked_by_column(self) -> tuple[Cell, ...]:
        """How many were asked for each column, if each of its cells says the same."""
        said = [
            {_own_n(c) for c in column if c.value is not None}
            for column in zip(*self.cells, strict=True)
        ]
        if any(len(numbers) != 1 or None in numbers for numbers in said):
            return ()
        return tuple(Cell(text=f"{n:,.0f}", value=n) for (n,) in said if n is not None)

    def _rewritten(self, short: str) -> Grid:
        cells = tuple(
            tuple(c.model_copy(update={"text": _OF.sub(short, c.text)}) for c in row)
            for row in self.cells
        )
        return replace(self, cells=cells)

    def _largest(self) -> float:
        return max((c.value or 0.0 for row in self.cells for c in row), default=0.0) or 1.0


def read(data: Data) -> Grid:
    """The data's columns and rows by what they are for."""
    names = [column.name.lower() for column in data.columns]
    beside = next((i for i, name in enumerate(names) if i and name in _ASKED), None)
    inner = [i for i in range(1, len(names)) if i != beside]
    beneath = [row for row in data.rows if row[0].text.strip().lower() in _ASKED]
    counted = [row for row in data.rows if row not in beneath]
    return Grid(
        heads=tuple(data.columns[i].title for i in inner),
        labels=tuple(row[0].text for row in counted),
        cells=tuple(tuple(row[i] for i in inner) for row in counted),
        row_n=() if beside is None else tuple(row[beside] for row in counted),
        column_n=tuple(beneath[0][i] for i in inner) if beneath else (),
    )


def _own_n(cell: Cell) -> float | None:
    found = _OF.fullmatch(cell.text.strip())
    return float(found.group(2).replace(",", "")) if found else None
