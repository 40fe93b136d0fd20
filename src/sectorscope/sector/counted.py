"""Official counts by section of industry and by size, summed over places, held beside each other.

One series is one data set, measure, basis and unit: nothing is ever added up, or compared, across
two. A sum carries the rounding of its cells, and one with a cell that is missing is no total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from sectorscope.evidence.gates.sums import SMALL, STEP
from sectorscope.schema.provision import EVERY
from sectorscope.statistics.quotient import Bounded
from sectorscope.statistics.rounding import base_interval, on_base, total

Row = Mapping[str, Any]

BUSINESSES = ("local_units", "enterprises")
"""Measures of the business counts: workplaces, and firms as a whole where they are registered."""

WIDENED = 2015
"""Business counts from this year on cover more businesses (docs/explanation/gates.md)."""

SPAN = 5
"""Years a change is told over."""

WITH_BANDS = "sic_section/size_band"
DIMENSIONS = ("sic_section", WITH_BANDS)
_YEAR = re.compile(r"(19|20)\d{2}")

Unlike = Literal["", "years", "coverage", "step"]
"""Why two years are not compared: one is not held, or what is counted changed between them."""


class Series(NamedTuple):
    """What one series counts; figures of two of them are never like for like."""

    dataset: str
    measure: str
    basis: str
    unit: str


def series_of(row: Row) -> Series:
    """The series a row of table `statistic` or `total` belongs to."""
    return Series(row["dataset"], row["measure"], row["basis"], row["unit"])


@dataclass(frozen=True)
class Sum:
    """A figure with its rounding, and the rows it is the sum of, each with its table."""

    bounded: Bounded
    rows: tuple[tuple[str, Row], ...]

    def __sub__(self, part: Sum) -> Bounded:
        """The rest of a whole without a part of it: both are sums of cells, so ends subtract."""
        mine, others = self.bounded, part.bounded
        value = mine.value - others.value
        if mine.low is None or mine.high is None or others.low is None or others.high is None:
            return Bounded(value)
        return Bounded(value, mine.low - others.low, mine.high - others.high)


@dataclass(frozen=True)
class Counted:
    """One series for some places; cells of other places are passed over.

    cells: rows of table `statistic`. totals: rows of table `total`. places: codes.
    """

    cells: tuple[Row, ...]
    totals: tuple[Row, ...]
    places: tuple[str, ...]

    @cached_property
    def _by_year(self) -> dict[str, list[Row]]:
        """Cells of the places by year."""
        wanted, by = set(self.places), dict[str, list[Row]]()
        for cell in self.cells:
            if cell["area_code"] in wanted and _YEAR.fullmatch(cell["period"]):
                by.setdefault(cell["period"], []).append(cell)
        return by

    @cached_property
    def _totals(self) -> dict[tuple[str, str, str], list[Row]]:
        """Totals by year, band and place."""
        by: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.totals:
            by.setdefault((row["period"], row["code"], row["place"]), []).append(row)
        return by

    @cached_property
    def years(self) -> list[str]:
        """Years held for every place, in order."""
        whole = set(self.places)
        areas = {y: {c["area_code"] for c in cells} for y, cells in self._by_year.items()}
        return sorted(y for y, held in areas.items() if whole and whole <= held)

    @property
    def latest(self) -> str:
        """The newest year held for every place; empty if there is none."""
        return max(self.years, default="")

    def sections(self, year: str) -> dict[str, str]:
        """Labels by section, in order of code."""
        cells = self._by_year.get(year, [])
        return dict(sorted((section_of(c), _label(c)) for c in cells))

    def bands(self, year: str) -> list[str]:
        """Bands of size as the publisher calls them, the smallest first; none where not split."""
        return named_bands(band_of(c) for c in self._by_year.get(year, []))

    def sum(self, year: str, section: str, band: str = "", *, banded: bool = False) -> Sum | None:
        """A section and a band of size (or all), summed over the places.

        Args:
            year: one of `years`.
            section: its letter.
            band: as `bands` has it; empty for all sizes.
            banded: sum over the bands even where figures over all sizes are printed, so that a
                band is a part of the sum.

        Returns:
            None where a cell is suppressed, not available, or not there.
        """
        mine = [c for c in self._by_year.get(year, []) if section_of(c) == section]
        plain = [c for c in mine if not band_of(c)]
        bands = {band} if band else set(self.bands(year))
        split = [c for c in mine if band_of(c) in bands]
        cells = plain if plain and not (band or banded) else split
        due = len(self.places) * len({band_of(c) for c in cells})
        summed = total(bounded_by(c, rounded=self._rounded) for c in cells)
        if not summed.complete or summed.value is None or len(cells) != due:
            return None
        rows = tuple(("statistic", c) for c in cells)
        return Sum(Bounded(summed.value, summed.low, summed.high), rows)

    def whole(self, year: str, bands: Sequence[str] = (EVERY,)) -> Sum | None:
        """Every section, and every size or some bands of it, summed over the places.

        Returns:
            None where a total is not held, is held twice, or misses a cell.
        """
        found = [self._totals.get((year, b, p), []) for p in self.places for b in bands]
        rows = [held[0] for held in found if len(held) == 1 and held[0]["value"] is not None]
        if not rows or len(rows) != len(found) or len({r["over"] for r in rows}) != 1:
            return None
        low, high = _added(rows, "low"), _added(rows, "high")
        bounded = Bounded(sum(r["value"] for r in rows), low, high)
        return Sum(bounded, tuple(("total", r) for r in rows))

    @cached_property
    def _rounded(self) -> bool:
        return are_rounded(c for cells in self._by_year.values() for c in cells)

    def unlike(self, then: str, now: str) -> Unlike:
        """Why figures of two years must not be compared; empty where they may be.

        The series is one, so data set, basis and unit are. Places must be held in both years by
        the same geography, and no total may step in between as gate `step` flags it.
        """
        if then not in self.years or now not in self.years:
            return "years"
        first, last = self._by_year[then], self._by_year[now]
        if {c["geography"] for c in first} != {c["geography"] for c in last}:
            return "coverage"
        if first[0]["measure"] in BUSINESSES and int(then) < WIDENED <= int(now):
            return "coverage"
        return "step" if any(self._steps(y) for y in self.years if then < y <= now) else ""

    def _steps(self, year: str) -> bool:
        """Whether the total of any place moves out of range from the year before."""
        before = str(int(year) - 1)
        for place in self.places:
            was, now = (self._totals.get((y, EVERY, place), []) for y in (before, year))
            if len(was) == len(now) == 1 and was[0]["value"] and now[0]["value"] is not None:
                moved = abs(now[0]["value"] - was[0]["value"])
                if was[0]["value"] >= SMALL and moved > STEP * was[0]["value"]:
                    return True
        return False


def newest(statistics: Iterable[Row], measures: Sequence[str], places: Sequence[str]) -> list[Row]:
    """The cells, of every place, of the one series that is newest for all of some places.

    Args:
        statistics: rows of table `statistic`.
        measures: what may be counted, the first rather than the others.
        places: codes of the region's districts.

    Returns:
        Nothing where no series has a year for every one of the places.
    """
    by: dict[Series, list[Row]] = {}
    for row in statistics:
        if row["measure"] in measures and row["dimension"] in DIMENSIONS:
            by.setdefault(series_of(row), []).append(row)
    latest = {k: Counted(tuple(rows), (), tuple(places)).latest for k, rows in by.items()}
    held = {k: year for k, year in latest.items() if year}
    if not held:
        return []
    first = {m: -i for i, m in enumerate(measures)}
    return by[max(held, key=lambda k: (first[k.measure], held[k], k.dataset))]


def section_of(cell: Row) -> str:
    """The section's letter: `C` of `C/Micro (0 to 9)`."""
    return cell["code"].partition("/")[0]


def band_of(cell: Row) -> str:
    """The band of size; empty for all sizes."""
    return cell["code"].partition("/")[2] if cell["dimension"] == WITH_BANDS else ""


def named_bands(bands: Iterable[str]) -> list[str]:
    """Bands that do not overlap, the smallest first.

    Where bands with a name (`Micro (0 to 9)`) are held, finer ones, which lie in them, are not
    taken as well.
    """
    found = {b for b in bands if b}
    return sorted({b for b in found if not b[0].isdigit()} or found, key=_least)


def are_rounded(cells: Iterable[Row]) -> bool:
    """Whether cells are business counts that stand in the steps these are rounded to."""
    return all(
        c["measure"] in BUSINESSES and (c["value"] is None or on_base(c["value"])) for c in cells
    )


def bounded_by(cell: Row, *, rounded: bool) -> Row:
    """A cell with what its rounding leaves open: as its reader says, or as businesses are."""
    if not rounded or cell["value"] is None:
        return cell
    low, high = base_interval(cell["value"])
    return {**cell, "low": low, "high": high}


def _label(cell: Row) -> str:
    band = band_of(cell)
    return cell["label"].removesuffix(f", {band}") if band else cell["label"]


def _least(band: str) -> tuple[int, str]:
    """The first number in a band's name, by which bands are put in order."""
    found = re.search(r"\d+", band.replace(",", ""))
    return (int(found.group()) if found else -1, band)


def _added(rows: Sequence[Row], column: str) -> float | None:
    values = [r[column] for r in rows]
    return None if None in values else sum(values)
