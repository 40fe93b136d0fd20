"""Employment by section of industry, summed over the region's districts with its rounding.

A sum of rounded cells carries the sum of their rounding intervals: parts published rounded may
not add up, and no sampling error is published with these figures. A sum with a suppressed cell
is no total, and is not given as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sectorscope.profile import Estimate, EvidenceRef, Uncertainty
from sectorscope.statistics.rounding import Total, total

Row = Mapping[str, Any]
Ref = Callable[[Row], EvidenceRef]

DIMENSION = "sic_section"
SPAN = 5
"""Years a change is told over, as the house rule has it."""


@dataclass(frozen=True)
class Employment:
    """Cells of employment by section for the districts of one region."""

    cells: tuple[Row, ...]
    places: tuple[str, ...]
    ref: Ref

    @classmethod
    def of(cls, statistics: Iterable[Row], places: Sequence[str], ref: Ref) -> Employment:
        """The cells of `statistic` that count employment by section in these districts.

        Only one dataset is taken, the one with the newest figures: two are never added together.
        """
        wanted = set(places)
        cells = [
            r
            for r in statistics
            if r["dimension"] == DIMENSION
            and r["measure"] == "employment"
            and r["area_code"] in wanted
        ]
        newest = max(((c["period"], c["dataset"]) for c in cells), default=("", ""))[1]
        return cls(tuple(c for c in cells if c["dataset"] == newest), tuple(places), ref)

    @property
    def latest(self) -> str | None:
        """The newest year held for every district; None if there is none."""
        return max(self._whole_years, default=None)

    @property
    def earlier(self) -> str | None:
        """The year five before the newest, if it is held for every district."""
        if self.latest is None:
            return None
        year = str(int(self.latest) - SPAN)
        return year if year in self._whole_years else None

    @property
    def _whole_years(self) -> list[str]:
        held: dict[str, set[str]] = {}
        for cell in self.cells:
            held.setdefault(cell["period"], set()).add(cell["area_code"])
        return [p for p, areas in held.items() if areas >= set(self.places) and self.places]

    @property
    def years(self) -> list[str]:
        """The years held for every district, in order."""
        return sorted(self._whole_years)

    def sections(self) -> list[tuple[str, str]]:
        """Code and label of every section of the newest year, in order of code."""
        now = [c for c in self.cells if c["period"] == self.latest]
        return sorted({(c["code"], c["label"]) for c in now})

    def sum(self, period: str, section: str | None = None) -> tuple[Total, list[Row]]:
        """A section (None: all of them) summed over the districts, with its cells.

        A district without the cell counts as one that is not available.
        """
        cells = [
            c
            for c in self.cells
            if c["period"] == period and (section is None or c["code"] == section)
        ]
        there = {(c["area_code"], c["code"]) for c in cells}
        codes = {c["code"] for c in self.cells} if section is None else {section}
        missing = len(self.places) * len(codes) - len(there)
        summed = total(cells)
        return replace(summed, not_available=summed.not_available + missing), cells

    def estimate(self, period: str, section: str | None, label: str) -> Estimate | None:
        """The sum as an estimate; None where a cell is suppressed or missing."""
        summed, cells = self.sum(period, section)
        if not summed.complete or summed.value is None:
            return None
        return Estimate(
            label=label,
            value=summed.value,
            unit=unit_of(cells),
            standing="derived",
            method=f"sum of {summed.known} published cells, {period}",
            assumes=f"basis: {cells[0]['basis']}",
            uncertainty=rounding(summed.low, summed.high),
            inputs=tuple(self.ref(c) for c in cells),
        )

    def districts(self, inputs: tuple[EvidenceRef, ...]) -> Estimate:
        """How many districts a sum is over."""
        return Estimate(
            label="districts summed",
            value=len(self.places),
            unit="districts",
            standing="counted",
            method="districts of the region, as the study defines it",
            uncertainty=Uncertainty(kind="exact", why="a count of the districts named"),
            inputs=inputs,
        )

    def share(self, part: Estimate, whole: Estimate) -> Estimate:
        """A section as a share of all, in per cent, with its rounding."""
        low, high = _bounds(part)
        below, above = _bounds(whole)
        return Estimate(
            label=f"{part.label}, share of all sections",
            value=100 * part.value / whole.value,
            unit="%",
            standing="derived",
            method="sum of the section over the sum of all sections",
            uncertainty=rounding(100 * low / above, 100 * high / below),
            inputs=tuple({r.id: r for r in (*part.inputs, *whole.inputs)}.values()),
        )

    def change(self, now: Estimate, then: Estimate) -> Estimate | None:
        """Change from an earlier sum, in per cent of it, with its rounding; None from nought."""
        if not then.value:
            return None
        low, high = _bounds(now)
        below, above = _bounds(then)
        return Estimate(
            label=f"{now.label}, change",
            value=100 * (now.value / then.value - 1),
            unit="%",
            standing="derived",
            method="later sum over earlier sum, less one",
            uncertainty=rounding(100 * (low / above - 1), 100 * (high / below - 1)),
            inputs=tuple({r.id: r for r in (*now.inputs, *then.inputs)}.values()),
        )


def unit_of(cells: Sequence[Row]) -> str:
    """The cells' unit, or what to call it where the file is silent."""
    unit = cells[0]["unit"]
    return "jobs (unit not stated)" if unit == "not stated" else unit


def rounding(low: float | None, high: float | None) -> Uncertainty:
    """Rounding bounds, or why there are none."""
    if low is None or high is None:
        return Uncertainty(kind="none_published", why="no sampling error or rounding is published")
    return Uncertainty(
        kind="rounding",
        low=low,
        high=high,
        why="the published cells are rounded; sampling error is not published with them",
    )


def _bounds(estimate: Estimate) -> tuple[float, float]:
    low, high = estimate.uncertainty.low, estimate.uncertainty.high
    return (
        estimate.value if low is None else low,
        estimate.value if high is None else high,
    )
