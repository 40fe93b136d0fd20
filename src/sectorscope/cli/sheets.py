"""Sheets of rulings as files: CSV and XLSX, written for one reader and read without trust.

They may hold what was said in confidence: only their owner may read them, and a file that is
there is never written over, because it may hold somebody's rulings. No message names a file.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sectorscope.concepts.fields import longest
from sectorscope.consultation.rulings import COLUMNS, NEEDED, plain
from sectorscope.errors import DecisionError, UsageError

_FORMULA = tuple("=+-@\t＝＋－＠")  # noqa: RUF001  full-width signs start formulas too
_GUARD = "'"
_SUFFIXES = (".csv", ".xlsx")
_WIDTHS = {
    **{"asked": 30, "definition": 30, "before": 40, "words": 30, "after": 40, "why": 24},
    **{"name": 30, "industries": 40, "headcount": 24, "notes": 30, "text": 80},
}
_SPARE = 200  # rows below the queue in which a coder may add codings of their own
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]+)")
_MAX = 32 * 2**20
_CODED = {"ruling": ("said", "not said")}

Rows = list[tuple[int, dict[str, str]]]


def write_sheet(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Write rows to a new file that only its owner can read.

    Raises:
        UsageError: its suffix is neither, it is there already, or it cannot be written.
    """
    _keep(path, _csv(rows) if _suffix(path) == ".csv" else _xlsx(rows))


def write_rows(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    choices: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write rows of other columns to a new file that only its owner can read.

    Args:
        path: ends in .csv or .xlsx.
        columns: in their order.
        rows: cells by column.
        choices: what a workbook offers in a column; nothing else can be typed there.

    Raises:
        UsageError: its suffix is neither, it is there already, or it cannot be written.
    """
    csv_ = _suffix(path) == ".csv"
    _keep(path, _csv(rows, columns) if csv_ else _xlsx(tuple(rows), columns, choices or {}))


def read_rows(path: Path, needed: Sequence[str]) -> Rows:
    """The filled rows of a file of other columns, as `read_sheet` gives them.

    Raises:
        UsageError: it cannot be read.
        DecisionError: a column that is needed is missing, or stands twice.
    """
    return _read(path, needed)


def _keep(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(data)
    except FileExistsError as why:
        raise UsageError("the file to export to is there already", hint="another name") from why
    except OSError as why:
        raise UsageError(f"the sheet cannot be written ({why.strerror})") from why


def read_sheet(path: Path) -> Rows:
    """The filled rows of a sheet, each with the number a spreadsheet shows beside it.

    Raises:
        UsageError: its suffix is neither, or it cannot be read.
        DecisionError: a column that is needed is missing, or stands twice.
        GateRefused: the workbook is no sound one.
    """
    return _read(path, NEEDED)


def _read(path: Path, needed: Sequence[str]) -> Rows:
    suffix = _suffix(path)
    try:
        data = path.read_bytes()
    except OSError as why:
        raise UsageError(f"the sheet cannot be read ({why.strerror})") from why
    if len(data) > _MAX:
        raise DecisionError("the sheet is too large", expected=f"at most {_MAX // 2**20} MB")
    numbered = list(_from_csv(data) if suffix == ".csv" else _from_xlsx(data))
    header = [name.strip().casefold() for name in (numbered[0][1] if numbered else [])]
    for name in needed:
        if header.count(name) != 1:
            found = "is missing" if name not in header else "stands twice"
            raise DecisionError(f"the column {name} {found}", expected="the columns as exported")
    rows = ((n, dict(zip(header, cells, strict=False))) for n, cells in numbered[1:])
    return [(n, row) for n, row in rows if any(cell.strip() for cell in row.values())]


def _suffix(path: Path) -> str:
    suffix = path.suffix.casefold()
    if suffix not in _SUFFIXES:
        raise UsageError("a sheet of that kind is not known", expected=" or ".join(_SUFFIXES))
    return suffix


def _csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guarded(plain(row.get(c, ""))) for c in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")  # the mark is what tells Excel that it is UTF-8


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet runs; an apostrophe in front is doubled, so as to come back."""
    return _GUARD + cell if cell.startswith((*_FORMULA, _GUARD)) else cell


def _bare(cell: str) -> str:
    guarded = cell.startswith(_GUARD) and cell[1:].startswith((*_FORMULA, _GUARD))
    return cell[1:] if guarded else cell


def _from_csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # how Excel saves a plain CSV in Britain
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        with longest(_MAX):
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            for number, cells in enumerate(reader, 1):
                yield number, [_bare(cell) for cell in cells]
    except csv.Error as why:
        raise DecisionError("the sheet is no CSV", expected="the file as exported") from why


def _xlsx(
    rows: Sequence[Mapping[str, str]],
    columns: Sequence[str] = COLUMNS,
    choices: Mapping[str, Sequence[str]] = _CODED,
) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    page = book.worksheets[0]
    page.title = "review"
    wrapped, bold, usual = Alignment(wrap_text=True, vertical="top"), Font(bold=True), Font()
    listed = [dict(zip(columns, columns, strict=True)), *rows]
    for number, row in enumerate(listed, start=1):
        for place, column in enumerate(columns, start=1):
            cell = page.cell(number, place, value=plain(row.get(column, "")))
            cell.data_type = "s"  # text, whatever sign it begins with
            cell.quotePrefix = True
            cell.alignment = wrapped
            cell.font = bold if number == 1 else usual
    _laid_out(page, len(listed), columns, choices)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _laid_out(
    page: Any,  # noqa: ANN401 - openpyxl's type is loaded lazily
    used: int,
    columns: Sequence[str],
    choices: Mapping[str, Sequence[str]],
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    page.freeze_panes = "A2"
    letters = {column: get_column_letter(i) for i, column in enumerate(columns, start=1)}
    for column, letter in letters.items():
        page.column_dimensions[letter].width = _WIDTHS.get(column, 14)
    for column, offered in choices.items():
        listed = f'"{",".join(offered)}"'
        choice = DataValidation(type="list", formula1=listed, allow_blank=True)
        choice.error = ", ".join(offered) + ", or empty"
        page.add_data_validation(choice)
        choice.add(f"{letters[column]}2:{letters[column]}{used + _SPARE}")


def _from_xlsx(data: bytes) -> Iterator[tuple[int, list[str]]]:
    from sectorscope.evidence.workbook import Workbook

    book = Workbook(data)
    by_row: dict[int, dict[int, str]] = {}
    for address, text in book.cells(next(iter(book.sheets))).items():
        found = _ADDRESS.fullmatch(address)
        if found:
            by_row.setdefault(int(found[2]), {})[_column(found[1])] = text
    for number in sorted(by_row):
        cells = by_row[number]
        yield number, [cells.get(i, "") for i in range(1, max(cells) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
