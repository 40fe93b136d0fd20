"""Official figures a frame is weighted to: one published cell each, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sectorscope.sector.margins.sic import LEVELS, canonical, level

UNKNOWN = ("suppressed", "not_available")
"""Standings at which there is no figure; neither is ever taken for nought."""


@dataclass(frozen=True)
class Figure:
    """One published cell: employment or employees of an industry in an area, in jobs.

    code: canonical SIC 2007 code (`sic.canonical`), "" for all industries together.
    value: the figure; None where suppressed or not available.
    low, high: figures that round to it; None where rounding is not stated.
    error: published standard error of sampling, in jobs; 0 where none is published.
    status: as in table `statistic`. key: what the cell is called in the evidence.
    """

    area: str
    code: str
    value: float | None
    low: float | None = None
    high: float | None = None
    status: str = "normal"
    error: float = 0.0
    key: str = ""

    def __post_init__(self) -> None:
        if self.code != canonical(self.code):
            raise ValueError(f"{self.code!r} is written {canonical(self.code)!r} here")
        if (self.value is None) != (self.status in UNKNOWN):
            raise ValueError(f"{self.area} {self.code}: {self.status} with value {self.value}")
        if self.value is not None and not self.lowest <= self.value <= self.highest:
            raise ValueError(f"{self.area} {self.code}: {self.value:g} lies outside its interval")
        if self.value is not None and (self.value < 0 or self.error < 0):
            raise ValueError(f"{self.area} {self.code}: a figure and its error are not negative")

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.value is not None

    @property
    def lowest(self) -> float:
        """Lowest figure that rounds to this one; nought where there is none."""
        return self.low if self.low is not None else self.value or 0.0

    @property
    def highest(self) -> float:
        """Highest figure that rounds to this one."""
        return self.high if self.high is not None else self.value or 0.0

    @property
    def variance(self) -> float:
        """Of the figure behind the published one: uniform rounding, and sampling, in jobs².

        A variable spread evenly over an interval of length d has variance d²/12.
        """
        return (self.highest - self.lowest) ** 2 / 12 + self.error**2


def from_statistics(rows: Iterable[Mapping[str, Any]]) -> tuple[Figure, ...]:
    """Figures from rows of table `statistic`: one dataset, measure, basis and period.

    Args:
        rows: Those whose `dimension` is sic_all, sic_section, sic_division … are taken.

    Raises:
        ValueError: the rows mix datasets, measures, bases or periods, or repeat a cell.
    """
    wanted = {f"sic_{level}" for level in LEVELS}
    taken = [r for r in rows if r["dimension"] in wanted]
    for column in ("dataset", "measure", "basis", "unit", "period"):
        found = sorted({str(r[column]) for r in taken})
        if len(found) > 1:
            raise ValueError(f"figures of one {column} are needed, found {', '.join(found)}")
    figures = tuple(_figure(r) for r in taken)
    if len({(f.area, f.code) for f in figures}) < len(figures):
        raise ValueError("a cell of official figures comes twice")
    return figures


def _figure(row: Mapping[str, Any]) -> Figure:
    wanted = row["dimension"].removeprefix("sic_")
    code = "" if wanted == "all" else canonical(str(row["code"]))
    if level(code) != wanted:
        raise ValueError(f"{row['code']!r} is no {wanted} of SIC 2007")
    key = "/".join(str(row[c]) for c in ("dataset", "area_code", "dimension", "code", "period"))
    unknown = row["status"] in UNKNOWN
    return Figure(
        area=str(row["area_code"]),
        code=code,
        value=None if unknown else row["value"],
        low=None if unknown else row["low"],
        high=None if unknown else row["high"],
        status=row["status"],
        key=key,
    )
