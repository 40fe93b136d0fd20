"""A row of a sheet that was filled in: its cells, and what is wrong with one of them.

A sheet is all or nothing: the first mistake stops it, by row and column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sectorscope.errors import DecisionError


@dataclass(frozen=True)
class SheetRow:
    """One row. number: as the sheet counts. cells: text by column."""

    number: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """What stands in a column, without blanks around it; empty where there is none."""
        return (self.cells.get(column) or "").strip()

    def mistake(self, column: str, found: str, expected: str, hint: str = "") -> DecisionError:
        """The refusal of the sheet for one cell; `found` repeats nothing said in confidence."""
        where = f"row {self.number}, column {column}"
        return DecisionError(
            f"{where}: {found} (nothing was taken in)", expected=expected, hint=hint
        )
