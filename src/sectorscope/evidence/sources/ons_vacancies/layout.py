"""Where the figures of a workbook of the Vacancy Survey stand: found by headings, not by address.

Above the figures stand names of columns, under them in VACS02 the letters of sections, and then the
publisher's ids of series. A figure in a name refers to a note below the figures.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.workbook import Workbook, by_row

ALL = "all"
TOTAL = "AP2Y"
"""The publisher's id of all vacancies: it tells levels from ratios, which have ids of their own."""
SECTIONS = {
    "B": "Mining and quarrying",
    "C": "Manufacturing",
    "D": "Electricity, gas, steam and air conditioning supply",
    "E": "Water supply, sewerage, waste management and remediation activities",
    "F": "Construction",
    "G": "Wholesale and retail trade; repair of motor vehicles and motorcycles",
    "H": "Transportation and storage",
    "I": "Accommodation and food service activities",
    "J": "Information and communication",
    "K": "Financial and insurance activities",
    "L": "Real estate activities",
    "M": "Professional, scientific and technical activities",
    "N": "Administrative and support service activities",
    "O": "Public administration and defence; compulsory social security",
    "P": "Education",
    "Q": "Human health and social work activities",
    "R": "Arts, entertainment and recreation",
    "S": "Other service activities",
}
"""Sections of SIC 2007 the survey covers; agriculture, households and bodies abroad it does not."""
SERVICES = "G-S"
BANDS = {"1-9": "ALY5", "10-49": "ALY6", "50-249": "ALY7", "250-2499": "ALY8", "2500+": "ALY9"}
"""Bands of people employed, and the publisher's ids of their series."""
_IDS = {
    **dict(zip(SECTIONS, (f"JP9{c}" for c in "HIJKLMNOPQRSTUVWXY"), strict=True)),
    SERVICES: "JP9Z",
    ALL: TOTAL,
    **BANDS,
}
VACANCIES, UNEMPLOYED, RATIO = "vacancies", "unemployed", "unemployed_per_vacancy"

_LOOKED_AT = 20  # rows in which headings are looked for; those of 2026 end in row eight
_NOTE = re.compile(r"(?<=[A-Za-z)])(\d)$")
_FOOTNOTE = re.compile(r"(\d)[.)]?\s+(\S.*)", re.DOTALL)

Cells = dict[str, str]
Grid = dict[int, Cells]


@dataclass(frozen=True)
class Series:
    """A column. code: of a section or band, or `all`. note: the figure that refers to a note."""

    column: str
    measure: str
    dimension: str
    code: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Layout:
    """A sheet of levels. head: the last row of its headings. unread: columns that have no place."""

    dataset: str
    sheet: str
    head: int
    series: tuple[Series, ...]
    unread: tuple[str, ...]
    grid: Grid = field(repr=False)

    @property
    def above(self) -> str:
        """What stands above the figures, in small letters."""
        return _told(self.grid, self.head)

    @property
    def everything(self) -> str:
        """All words of the sheet, in small letters."""
        return _told(self.grid, math.inf)

    def notes(self) -> dict[str, str]:
        """Notes below the figures, by the figure that refers to them."""
        below = (
            self.grid[row].get("A", "").strip() for row in sorted(self.grid) if row > self.head
        )
        found = (_FOOTNOTE.fullmatch(text) for text in below)
        return {note[1]: " ".join(note[2].split()) for note in found if note}


def layout_of(book: Workbook, name: str) -> Layout:
    """The sheet of levels of a workbook, whichever of the three it is.

    Raises:
        GateRefused: gates `dataset` (none of the three), `columns` (one is missing),
            `classification` (the id of a series stands in another's column).
    """
    for sheet in book.sheets:
        grid = by_row(book.cells(sheet))
        rows = sorted(grid)[:_LOOKED_AT]
        ids = next((row for row in rows if TOTAL in _stripped(grid[row])), None)
        heads = [row for row in rows if ids is None or row < ids]
        named = [row for row in heads if any(map(_is_all, grid[row].values()))]
        if named and (ids is not None or _is_first(grid[named[-1]])):
            return _laid_out(sheet, grid, named[-1], ids)
    raise GateRefused(
        "dataset",
        f"{name} is no workbook of vacancies",
        expected=f"VACS01, VACS02 or VACS03, with a column of all vacancies (series {TOTAL})",
        hint="download the workbook itself; sheets of ratios alone are not read.",
    )


def _laid_out(sheet: str, grid: Grid, head: int, ids: int | None) -> Layout:
    names = {column: _name(text) for column, text in grid[head].items()}
    if any(n.casefold().startswith("sic 2007") for n, _ in names.values()):
        codes = {c: t.strip().upper() for c, t in grid.get(head + 1, {}).items()}
        dataset, found = "VACS02", _by_section(names, codes)
        due = {*SECTIONS, ALL}
    elif _is_first(grid[head]):
        dataset, found, due = "VACS01", _by_count(names), {VACANCIES}
    else:
        dataset, found, due = "VACS03", _by_band(names), {*BANDS, ALL}
    held = {s.measure if dataset == "VACS01" else s.code for s in found}
    if missing := sorted(due - held):
        raise GateRefused(
            "columns", f"sheet {sheet!r} has no column of {', '.join(missing)}", expected="each"
        )
    last = max(head, ids or 0, head + (dataset == "VACS02"))
    _check_ids(sheet, found, grid.get(ids or 0, {}))
    taken = {s.column for s in found} | {"A", "B"}
    unread = tuple(names[c][0] for c in names if c not in taken and names[c][0])
    return Layout(dataset, sheet, last, tuple(found), unread, grid)


def _by_section(names: dict[str, tuple[str, str]], codes: Cells) -> list[Series]:
    found: list[Series] = []
    for column, code in codes.items():
        note = names.get(column, ("", ""))[1]
        if code == "B-S":
            label = "All vacancies"
            found.append(Series(column, VACANCIES, "sic_2007_section", ALL, label, note))
        elif code == SERVICES:
            label = "Services, sections G to S"
            found.append(Series(column, VACANCIES, "sic_2007_services", code, label, note))
        elif code in SECTIONS:
            label = SECTIONS[code]
            found.append(Series(column, VACANCIES, "sic_2007_section", code, label, note))
    return found


def _by_band(names: dict[str, tuple[str, str]]) -> list[Series]:
    found: list[Series] = []
    for column, (name, note) in names.items():
        band = re.sub(r"[\s,]|employed|employees", "", name.casefold()).replace("–", "-")
        if band in BANDS:
            label = f"Businesses with {band} employed"
            found.append(Series(column, VACANCIES, "people_employed", band, label, note))
        elif _is_all(name):
            found.append(Series(column, VACANCIES, "people_employed", ALL, "All vacancies", note))
    return found


def _by_count(names: dict[str, tuple[str, str]]) -> list[Series]:
    found: list[Series] = []
    for column, (name, note) in names.items():
        plain = name.casefold()
        if "per vacancy" in plain:
            found.append(Series(column, RATIO, ALL, ALL, "Unemployed people per vacancy", note))
        elif _is_all(name):
            found.append(Series(column, VACANCIES, ALL, ALL, "All vacancies", note))
        elif plain.startswith("unemployment"):
            found.append(Series(column, UNEMPLOYED, ALL, ALL, "Unemployed people", note))
    return found


def _check_ids(sheet: str, found: list[Series], ids: Cells) -> None:
    """Hold the ids of series to the columns they stand in: names of columns may have moved."""
    codes = {i: code for code, i in _IDS.items()}
    for series in found:
        said = ids.get(series.column, "").strip()
        if series.measure == VACANCIES and said in codes and codes[said] != series.code:
            raise GateRefused(
                "classification",
                f"series {said} stands in the column of {series.label} on sheet {sheet!r}",
                expected=_IDS[series.code],
                hint="columns may have moved; download the workbook again.",
            )


def _name(text: str) -> tuple[str, str]:
    """A column's name, and the figure in it that refers to a note."""
    plain = re.sub(r"(\w)-\s+(\w)", r"\1\2", " ".join(text.split()))
    unit = re.sub(r"\s*\(thousands?\)$", "", plain, flags=re.IGNORECASE)
    note = _NOTE.search(unit)
    return _NOTE.sub("", unit).strip(), note[1] if note else ""


def _is_all(text: str) -> bool:
    return " ".join(text.split()).casefold().startswith("all vacancies")


def _is_first(cells: Cells) -> bool:
    return any("per vacancy" in " ".join(t.split()).casefold() for t in cells.values())


def _stripped(cells: Cells) -> set[str]:
    return {text.strip() for text in cells.values()}


def _told(grid: Grid, last: float) -> str:
    rows = (row for row in sorted(grid) if row <= last)
    return " ".join(" ".join(grid[row].values()) for row in rows).casefold()
