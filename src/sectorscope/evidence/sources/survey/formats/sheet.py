"""A questionnaire's export, whatever program wrote it: columns with their question, and rows.

Every reader of a format ends here, so that nothing above needs to know which program it was. Each
cell keeps the locator that leads back to it in the bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sectorscope.evidence.locate import Locator

SEPARATORS = {"microsoft": ";", "google": ",", "qualtrics": ",", "kobo": " "}
"""What stands between the choices of one cell, by format; elsewhere the cells tell."""


class Column(NamedTuple):
    """One column: its short name, the question as asked, and the choice it stands for, if one.

    name: what the export calls it. text: the question's text; the name again where there is no
    other. choice: the answer that a tick in this column means, in a question of several columns.
    group: what those columns have in common.
    """

    name: str
    text: str
    choice: str = ""
    group: str = ""


class Line(NamedTuple):
    """One row of answers: its number in the file, its cells, and the bytes it stands at (CSV)."""

    number: int
    cells: tuple[str, ...]
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Sheet:
    """All columns and rows of an export.

    format: which program wrote it. kind: `csv`, `xlsx` or `sav`: how a cell is located. header:
    locator and raw text of the header (SPSS: none). sheet: name of the workbook's sheet. named: a
    CSV column is located by its name, not by its number. passed: rows that are no answers
    (titles, notes under the table). missing: texts that stand for values declared missing, by
    column. head: cells of every row up to the first of answers.
    """

    format: str
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    header: tuple[str, str | None]
    sheet: str = ""
    named: bool = True
    passed: int = 0
    missing: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])
    head: tuple[tuple[str, ...], ...] = ()

    def locator(self, line: Line, index: int) -> str:
        """Where a cell stands."""
        if self.kind == "xlsx":
            return str(Locator(sheet=self.sheet, cell=f"{letters(index)}{line.number}"))
        name = self.columns[index].name if self.named else f"#{index + 1}"
        if self.kind == "sav":
            return str(Locator(row=line.number, field=name))
        return str(Locator(line.start, line.end, name))

    def filled(self, index: int) -> list[str]:
        """The column's answers that are not blank, without surrounding blanks."""
        return [v for line in self.rows if (v := line.cells[index].strip())]


def letters(index: int) -> str:
    """Letters of a spreadsheet's column, counted from 0: A, B … Z, AA."""
    text, left = "", index + 1
    while left:
        left, rest = divmod(left - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@lru_cache(maxsize=8192)  # a survey gives the same few answers over and over
def plain(text: str) -> str:
    """A name as it is compared: one case, single blanks, no blanks around it."""
    return " ".join(text.replace("\u00a0", " ").replace("\ufeff", "").split()).casefold()


def widest(rows: Iterable[tuple[str, ...]]) -> int:
    """The most cells that any row fills."""
    return max((sum(1 for c in cells if c.strip()) for cells in rows), default=0)
