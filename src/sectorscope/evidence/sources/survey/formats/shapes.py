"""Which program exported a questionnaire, told by its header rows, and what its columns are.

Facts on the formats, from what the programs write: Microsoft Forms begins with ID, Start time,
Completion time; Google Forms with Timestamp; Qualtrics has names, texts and a row of
{"ImportId": …}; SurveyMonkey has questions over choices; KoBo and ODK write `group/question` and
`_uuid`. Whatever is none of these is a plain spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import rows_with_offsets
from sectorscope.evidence.sources.survey.formats import grid as grids
from sectorscope.evidence.sources.survey.formats import sav
from sectorscope.evidence.sources.survey.formats.groups import grouped
from sectorscope.evidence.sources.survey.formats.sheet import Column, Line, Sheet, plain, widest

FORMATS = ("microsoft", "google", "qualtrics", "kobo", "surveymonkey", "plain", "spss")
_LOOKED_AT = 15  # rows among which the header must be
_FULL = 0.6  # a header fills this share of what the fullest of those rows fills
_CONTENT = 2  # rows of a table: a header and something under it
_ANSWER = {"", "response", "open-ended response"}
_IMPORT = re.compile(r'\{\s*"ImportId"')


def open_sheet(data: bytes, stated: str = "", sheet: str = "") -> Sheet:
    """The sheet of an export.

    Args:
        data: The file's bytes.
        stated: The format, if the mapping states it; else it is told by the content.
        sheet: Name of the workbook's sheet, if the mapping states it.

    Raises:
        GateRefused: gates `encoding`, `archive`, `rows`, `columns`, `no_rows`.
    """
    if data.startswith(sav.MAGIC):
        return sav.sheet(data)
    found = grid_of(data, sheet)
    if not found.lines:
        raise GateRefused("no_rows", "the file holds no header", expected="a header and rows")
    at = _header(found.lines)
    shape = stated if stated and stated != "spss" else _told(found.lines[at:])
    columns, heads = _columns(shape, found.lines[at:])
    first = at + heads
    rows, under = _answers(found.lines[first:], len(columns))
    line = found.lines[at]
    named = found.kind != "csv" or (at == 0 and _by_name(data, line.cells))
    made = Sheet(
        shape,
        found.kind,
        columns,
        rows,
        ("", ""),
        found.sheet,
        named,
        at + under,
        head=tuple(one.cells for one in found.lines[:first]),
    )
    return replace(made, columns=grouped(made), header=_where(made, line, data))


def grid_of(data: bytes, sheet: str = "") -> grids.Grid:
    """The rows of a workbook's sheet or of a text file, as they stand.

    Raises:
        GateRefused: as `open_sheet`.
    """
    return grids.workbook(data, sheet) if data.startswith(b"PK\x03\x04") else grids.delimited(data)


def _header(lines: Sequence[Line]) -> int:
    """Place of the header: titles above it fill a cell or two, the table's rows many."""
    first = [line.cells for line in lines[:_LOOKED_AT]]
    wanted = max(1, _FULL * widest(first))
    for at, cells in enumerate(first):
        if widest([cells]) >= wanted or _told(lines[at:]) != "plain":
            return at
    return 0


def _told(lines: Sequence[Line]) -> str:
    names = [plain(c) for c in lines[0].cells]
    under = [[plain(c) for c in line.cells] for line in lines[1:3]]
    marked = any(_IMPORT.search(c) for line in lines[1:3] for c in line.cells)
    if marked or ("responseid" in names and under and "response id" in under[0]):
        return "qualtrics"
    if names[0] == "respondent id" and under and set(under[0]) & (_ANSWER - {""}):
        return "surveymonkey"
    if "_uuid" in names or ("_id" in names and "_submission_time" in names):
        return "kobo"
    if {"start time", "completion time"} <= set(names):
        return "microsoft"
    return "google" if names[0] == "timestamp" else "plain"


def _columns(shape: str, lines: Sequence[Line]) -> tuple[tuple[Column, ...], int]:
    """Columns, and how many rows the header takes."""
    under_it = lines[:3] if shape in ("qualtrics", "surveymonkey") else lines[:1]
    width = max(len(line.cells) for line in under_it)
    names = _wide(lines[0].cells, width)
    second = _wide(lines[1].cells, width) if len(lines) > 1 else [""] * width
    if shape == "qualtrics":
        heads = 3 if any(_IMPORT.search(c) for line in lines[2:3] for c in line.cells) else 2
        if any(_IMPORT.search(c) for c in second):
            return tuple(Column(n, n) for n in names), 2
        return tuple(Column(n, t or n) for n, t in zip(names, second, strict=True)), heads
    if shape == "surveymonkey":
        return _under_questions(names, second), 2
    while len(names) > 1 and not names[-1].strip() and not _used(lines, len(names) - 1):
        names.pop()
    return tuple(Column(n, n.strip()) for n in names), 1


def _used(lines: Sequence[Line], index: int) -> bool:
    return any(len(line.cells) > index and line.cells[index].strip() for line in lines)


def _under_questions(questions: list[str], choices: list[str]) -> tuple[Column, ...]:
    """A question stands over its first column only; the choices stand in the second row."""
    columns: list[Column] = []
    current = ""
    for at, (question, choice) in enumerate(zip(questions, choices, strict=True)):
        current = question.strip() or current
        alone = bool(question.strip()) and not (
            at + 1 < len(questions) and not questions[at + 1].strip() and choices[at + 1].strip()
        )
        if plain(choice) in _ANSWER or (alone and not choice.strip()):
            columns.append(Column(current, current))
        else:
            columns.append(
                Column(f"{current} / {choice.strip()}", current, choice.strip(), current)
            )
    return tuple(columns)


def _answers(lines: Sequence[Line], width: int) -> tuple[tuple[Line, ...], int]:
    """Rows of answers, each of the header's width; notes under the table are left out."""
    kept = list(lines)
    while width > _CONTENT and kept and _is_note(kept[-1].cells):
        kept.pop()
    for line in kept:
        over = [c for c in line.cells[width:] if c.strip()]
        if over or len(line.cells) < width:
            raise GateRefused(
                "rows",
                f"row {line.number:,} has {len(line.cells)} fields",
                expected=f"{width}, as the header has",
                hint="an export may have been cut short; export it again.",
            )
    rows = tuple(line._replace(cells=line.cells[:width]) for line in kept)
    return rows, len(lines) - len(kept)


def _is_note(cells: tuple[str, ...]) -> bool:
    """A text in the first cell alone: more than a word, or a total."""
    first, rest = cells[0].strip(), [c for c in cells[1:] if c.strip()]
    return bool(first) and not rest and (" " in first or plain(first).startswith("total"))


def _wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _by_name(data: bytes, cells: tuple[str, ...]) -> bool:
    """Whether a column of this CSV file can be found again by its name."""
    try:
        header, _ = rows_with_offsets(data)
    except EvidenceRefused:
        return False
    return header.names == cells and not any(n.startswith("#") for n in cells)


def _where(made: Sheet, line: Line, data: bytes) -> tuple[str, str]:
    if made.kind == "xlsx":
        at = next((i for i, c in enumerate(line.cells) if c), 0)
        return made.locator(line, at), line.cells[at]
    return f"bytes={line.start}-{line.end}", grids.slice_of(data, line)
