"""Starts and achievements as one table of the department's has them: by place, area and level.

They stand in `statistic`, a figure being of all its filters together. Told are those whose other
filters say "Total", of whole academic years, and of one file: nothing is added up across files. The
department publishes a year while it lasts, under the year's own name: a table that does not say
what its years are may hold a part of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sectorscope.chapters.desk import Desk
from sectorscope.concepts.subject_areas import area_of
from sectorscope.profile import EvidenceRef

Row = Mapping[str, Any]

SOURCE, ENGLAND = "ees", "E92000001"
STARTS, ACHIEVED = "starts", "achievements"
EVERY = ""
_LEVEL = frozenset({"apps_level", "apprenticeship_level"})
_AREA = frozenset({"ssa_t1_desc", "ssa_tier_1", "ssa_tier1"})
_TOTAL = frozenset({"total", "all"})
DECLARED, _SILENT = "academic year (as declared)", "not stated"
_YEARS = ("academic year", DECLARED)
_PERIOD = re.compile(r"(20\d\d)/?(?:20)?(\d\d)")
"""2024/25, 202425 in whole data sets, and 2024/2025 in answers of the API."""


class Cell(NamedTuple):
    """A figure: of which file, year, place, area (code of tier 1, empty for all) and measure."""

    file: str
    year: str
    place: str
    area: str
    measure: str


@dataclass(frozen=True)
class Held:
    """Figures of such tables, and which file is told of a region and of England."""

    desk: Desk

    @cached_property
    def cells(self) -> dict[Cell, Row]:
        """Rows by what they are of."""
        found = ((self._cell(r), r) for r in self.desk.rows("statistic") if self._told(r))
        return {cell: row for cell, row in found if cell}

    @property
    def places(self) -> dict[str, str]:
        """The region's districts, names by code."""
        return {p.code: p.name for p in self.desk.config.region.places}

    @cached_property
    def region(self) -> tuple[str, str] | None:
        """The file and year told of the region: one with every district, the newest of them."""
        by: dict[tuple[str, str], set[str]] = {}
        for cell in self.cells:
            if cell.measure == STARTS and not cell.area and cell.place in self.places:
                by.setdefault((cell.file, cell.year), set()).add(cell.place)
        return max(by, key=lambda k: (len(by[k]), k[1], k[0]), default=None)

    @cached_property
    def england(self) -> dict[str, Row]:
        """Starts in England by year, of the file with the newest of them, then with the most."""
        by: dict[str, dict[str, Row]] = {}
        for cell, row in self.cells.items():
            if cell.place == ENGLAND and cell.measure == STARTS and not cell.area:
                by.setdefault(cell.file, {})[cell.year] = row
        known = {f: {y: r for y, r in of.items() if r["value"] is not None} for f, of in by.items()}
        most = max(known, key=lambda f: (max(known[f], default=""), len(known[f]), f), default="")
        return known.get(most, {})

    @cached_property
    def wanted(self) -> dict[str, str]:
        """Areas of tier 1 that the definition's lie in, and what the file calls them, by code."""
        codes = [c.partition(".")[0] for c in self.desk.config.sector.crosswalk.subject_areas]
        return {c: name for c in dict.fromkeys(codes) if (name := self._names.get(c))}

    @property
    def by_area(self) -> bool:
        """Whether the file told of the region breaks its figures down by area."""
        return bool(self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        """What the file told of the region calls its areas, by code."""
        mine = ((c, r) for c, r in self.cells.items() if (c.file, c.year) == self.region and c.area)
        return {c.area: _filters(r)[1] for c, r in mine}

    def row(self, place: str, area: str, measure: str) -> Row | None:
        """A figure of the file and year told of the region."""
        file, year = self.region or ("", "")
        return self.cells.get(Cell(file, year, place, area, measure))

    def rows(self, area: str, measure: str) -> list[Row]:
        """Every district's figure; fewer where the file has not all."""
        found = (self.row(place, area, measure) for place in self.places)
        return [r for r in found if r]

    def without(self, area: str, measure: str = STARTS) -> list[str]:
        """Names of districts without a number."""
        got = {p: self.row(p, area, measure) for p in self.places}
        return [self.places[p] for p, r in got.items() if r is None or r["value"] is None]

    def refs(self, rows: Sequence[Row]) -> tuple[EvidenceRef, ...]:
        """References to rows."""
        return tuple(self.desk.ref("statistic", row) for row in rows)

    @cached_property
    def silent(self) -> dict[Cell, Row]:
        """The region's starts of tables that do not say whether their years are whole ones."""
        told = (r for r in self.desk.rows("statistic") if self._told(r, (_SILENT,)))
        found = ((self._cell(r), r) for r in told)
        return {
            cell: row
            for cell, row in found
            if cell and cell.place in self.places and cell.measure == STARTS and not cell.area
        }

    def _told(self, row: Row, years: tuple[str, ...] = _YEARS) -> bool:
        """Whether it is a figure of apprenticeships, of such a year, which had ended."""
        if row["measure"].casefold() not in (STARTS, ACHIEVED) or row["basis"] not in years:
            return False
        snapshot = self.desk.snapshots[row["snapshot"]]
        if snapshot["source"] != SOURCE or not _LEVEL & _columns(row):
            return False
        ended = _end(row["period"])
        day = min(self.desk.config.study.as_of, date.fromisoformat(snapshot["retrieved"]))
        return ended is not None and ended < day

    def _cell(self, row: Row) -> Cell | None:
        """What a row is of; None where another filter than the area is not a total."""
        area, name = _filters(row)
        code = area_of(name) if area else EVERY
        year = _PERIOD.fullmatch(row["period"])
        if code is None or area is None or year is None:
            return None
        period = f"{year[1]}/{year[2]}"
        return Cell(row["snapshot"], period, row["area_code"], code, row["measure"].casefold())


def _columns(row: Row) -> set[str]:
    return {c.casefold() for c in row["dimension"].split("/")}


def _filters(row: Row) -> tuple[bool | None, str]:
    """Whether a row is of one area, and its name; None where it is of a part in another way."""
    columns, options = row["dimension"].split("/"), row["code"].split(" / ")
    if len(columns) != len(options):
        return None, ""
    parts = [(c, o) for c, o in zip(columns, options, strict=True) if o.casefold() not in _TOTAL]
    if not parts:
        return False, ""
    ((column, option), *others) = parts
    return (None, "") if others or column.casefold() not in _AREA else (True, option)


def _end(period: str) -> date | None:
    """The last day of an academic year, by its name: 31 July 2023 of 2022/23."""
    found = _PERIOD.fullmatch(period)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return date(int(found[1]) + 1, 7, 31)
