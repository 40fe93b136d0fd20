"""Enterprises born, closed, active and surviving, as the chapter needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import Desk, unique
from sectorscope.concepts.area_changes import known_as
from sectorscope.profile import Estimate, EvidenceRef, Uncertainty
from sectorscope.wording import demography as wording

Row = Mapping[str, Any]

SOURCE, ENGLAND = "business_demography", "E92000001"
BIRTHS, DEATHS, ACTIVE, COHORT = "births", "deaths", "active", "surviving"
EVERY, BORN, SPAN = "all", "0", "5"


@dataclass(frozen=True)
class Held:
    """One workbook's figures: of the newest that is held."""

    desk: Desk

    @cached_property
    def cells(self) -> dict[tuple[str, str, str, str], Row]:
        """Rows by measure, code, place and period; a recoded district under the region's code."""
        mine = [r for r in self.desk.rows("statistic") if self._is_one(r)]
        newest = max((r["dataset"] for r in mine), default="")
        return {
            (r["measure"], r["code"], known_as(r["area_code"], self.codes), r["period"]): r
            for r in mine
            if r["dataset"] == newest
        }

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the region's districts."""
        return tuple(p.code for p in self.desk.config.region.places)

    @cached_property
    def year(self) -> str:
        """The newest year with births, deaths and active enterprises of every district."""
        years = {period for measure, _, _, period in self.cells if measure == BIRTHS}
        full = (y for y in years if all(self.every(m, y) for m in (BIRTHS, DEATHS, ACTIVE)))
        return max(full, default="")

    @cached_property
    def cohort(self) -> str:
        """The newest year of birth of which every district says who is active five years on."""
        years = {period for measure, _, _, period in self.cells if measure == COHORT}
        full = (y for y in years if all(self.every(COHORT, y, code) for code in (BORN, SPAN)))
        return max(full, default="")

    def one(self, measure: str, place: str, year: str, code: str = EVERY) -> Row | None:
        """A figure; None where it is not held or not there yet."""
        row = self.cells.get((measure, code, place, year))
        return row if row and row["value"] is not None else None

    def every(self, measure: str, year: str, code: str = EVERY) -> list[Row]:
        """Figures of every district; none where one of them has none."""
        found = [self.one(measure, place, year, code) for place in self.codes]
        rows = [r for r in found if r]
        return rows if found and len(rows) == len(found) else []

    def crowded(self) -> list[str]:
        """Districts in which very many businesses are registered at one postcode."""
        marked = {r["area"] for k, r in self.cells.items() if r["advice"] and k[2] in self.codes}
        return sorted(marked)

    def refs(self, rows: Iterable[Row]) -> tuple[EvidenceRef, ...]:
        """References to rows, each once."""
        return unique(self.desk.ref("statistic", row) for row in rows)

    def sum(self, rows: Sequence[Row], label: str) -> Estimate:
        """Districts added up, with what rounding each leaves open."""
        known = all(r["low"] is not None for r in rows)
        doubt = Uncertainty(kind="none_published", why="the table does not state its rounding")
        if known:
            doubt = Uncertainty(
                kind="rounding",
                low=sum(r["low"] for r in rows),
                high=sum(r["high"] for r in rows),
                why=wording.ROUNDED,
            )
        return Estimate(
            label=label,
            value=sum(r["value"] for r in rows),
            unit="enterprises",
            standing="published" if len(rows) == 1 else "derived",
            method=f"sum of {len(rows):,} figures of the table, one a district",
            assumes=rows[0]["dataset"],
            uncertainty=doubt,
            inputs=self.refs(rows),
        )

    def _is_one(self, row: Row) -> bool:
        return self.desk.snapshots[row["snapshot"]]["source"] == SOURCE


def share(part: Estimate, whole: Estimate, label: str) -> Estimate | None:
    """Part of a whole in per cent, its ends those of both; None of a whole that may be nought."""
    low, high = part.uncertainty.low, part.uncertainty.high
    least, most = whole.uncertainty.low, whole.uncertainty.high
    if not whole.value or least == 0:
        return None
    value = 100 * part.value / whole.value
    doubt = Uncertainty(kind="none_published", why="the table does not state its rounding")
    if None not in (low, high, least, most):
        ends = (100 * (low or 0) / (most or 1), 100 * (high or 0) / (least or 1))
        doubt = Uncertainty(kind="rounding", low=ends[0], high=ends[1], why=wording.ROUNDED)
    return Estimate(
        label=label,
        value=value,
        unit="%",
        standing="derived",
        method="one count over the other, of the same workbook and places",
        assumes=part.assumes,
        uncertainty=doubt,
        inputs=unique((*part.inputs, *whole.inputs)),
    )
