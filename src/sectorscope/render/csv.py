"""Comma-separated text that survives a spreadsheet, and the data behind figures and tables.

A cell that begins like a formula would be run by a spreadsheet when a colleague opens the file:
it gets a leading apostrophe. Line breaks inside a cell become spaces, one row stays one line.
"""

from __future__ import annotations

import csv as standard
import io
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from sectorscope.profile import Cell, DataColumn, DataTable, Figure
from sectorscope.render.words import INVENTED

_FORMULA = tuple("=+-@＝＋－＠")  # noqa: RUF001  full-width signs start formulas too
_INNER_FORMULA = re.compile(r"([,;\t]\s*)(?=[=+\-@])")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def safe(text: str) -> str:
    """Text as one cell: on one line, and no formula."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A header and rows of text, every cell made safe."""
    out = io.StringIO()
    writer = standard.writer(out, lineterminator="\n")
    writer.writerows([safe(cell) for cell in row] for row in (header, *rows))
    return out.getvalue()


def exhibit(shown: Figure | DataTable, sources: Sequence[str]) -> str:
    """The data of a figure or table, under comment lines that say what it is."""
    data = shown.data
    comments = [shown.title, shown.subtitle]
    comments += [f"reconstruction: {INVENTED}"] if shown.disclosure == "fictional" else []
    comments += [f"caveat: {shown.caveat}"] if shown.caveat else []
    comments += [f"source: {source}" for source in sources]
    columns = [
        cells
        for i, column in enumerate(data.columns)
        for cells in _written(heading(column), [row[i] for row in data.rows])
    ]
    return "".join(_comment(line) for line in comments) + _joined(columns)


def heading(column: DataColumn) -> str:
    """A column's title with its unit, which is printed nowhere else."""
    return f"{column.title} ({column.unit})" if column.unit else column.title


def data_uri(text: str) -> str:
    """The address under which the page itself holds a file."""
    return f"data:text/csv;charset=utf-8,{quote(text)}"


def _written(title: str, cells: Sequence[Cell]) -> list[list[str]]:
    """A column as numbers, and again as printed where that says more: `2 of 12`, `about 11,000`."""
    plain = [safe(title), *(_plain(cell) for cell in cells)]
    if all(cell.value is None or _number_in(cell.text) == cell.value for cell in cells):
        return [plain]
    return [plain, [safe(f"{title}, as printed"), *(_printed(cell.text) for cell in cells)]]


def _printed(text: str) -> str:
    """Text as one cell; a sign before a number starts no formula."""
    return text if _number_in(text) is not None and text.isprintable() else safe(text)


def _plain(cell: Cell) -> str:
    """A number without separators: a minus sign there starts no formula."""
    if cell.value is None:
        return safe(cell.text)
    return f"{cell.value:.0f}" if cell.value.is_integer() else repr(cell.value)


def _number_in(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return None


def _joined(columns: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    standard.writer(out, lineterminator="\n").writerows(zip(*columns, strict=True))
    return out.getvalue()


def _comment(text: str) -> str:
    # A comma splits a comment into cells, and the second could be a formula.
    line = _INNER_FORMULA.sub(r"\1'", safe(text))
    return f"# {line}\n"
