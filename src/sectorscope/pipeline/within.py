"""The cells within a sum over a file: which of them read otherwise in another run.

A total rests on the whole file it is made of, which says nothing of what in it changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import evidence_id
from sectorscope.schema import TABLES
from sectorscope.schema.commuting import AREA
from sectorscope.sector.commuters import DIMENSION as FLOWS
from sectorscope.sector.commuters import ENDS
from sectorscope.sector.counted import DIMENSIONS, Row, series_of
from sectorscope.sector.totals import summed
from sectorscope.store import Tables

_OF_ANY_FILE = tuple(k for k in TABLES["total"].key if k != "snapshot")
_Sum = tuple[Any, ...]


class Sums:
    """The sums of official counts and of flows in one run, and the cells each is the sum of."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @cached_property
    def _named(self) -> Mapping[str, Row]:
        return {evidence_id("total", row): row for row in self._tables.rows("total")}

    @cached_property
    def _cells(self) -> Mapping[_Sum, list[Row]]:
        """Cells by file, series, place and period."""
        by: dict[_Sum, list[Row]] = {}
        for row in self._tables.rows("statistic"):
            if row["dimension"] in DIMENSIONS:
                key = (row["snapshot"], *series_of(row), row["area_code"], row["period"])
                by.setdefault(key, []).append(row)
        return by

    @cached_property
    def _flows(self) -> Mapping[_Sum, list[Row]]:
        """Flows by file, what a sum of them counts, and the district that it is of."""
        by: dict[_Sum, list[Row]] = {}
        for row in self._tables.rows("commuting"):
            for measure, end in ENDS.items() if row["place"] == AREA else ():
                by.setdefault((row["snapshot"], measure, row[f"{end}_code"]), []).append(row)
        return by

    def of(self, identities: set[str]) -> dict[_Sum, Row]:
        """Those of some pieces of evidence that are sums, by what they sum in whatever file."""
        rows = (row for i in sorted(identities) if (row := self._named.get(i)))
        return {tuple(row[k] for k in _OF_ANY_FILE): row for row in rows}

    def cells(self, total: Row) -> dict[str, Row]:
        """The cells a sum is made of, by their names as evidence; none if of something else."""
        if total["dimension"] == FLOWS:
            flows = self._flows.get((total["snapshot"], total["measure"], total["place"]), [])
            return {evidence_id("commuting", flow): flow for flow in flows}
        key = (total["snapshot"], *series_of(total), total["place"], total["period"])
        held = self._cells.get(key, []) if total["dimension"] == "sections" else []
        mine = summed(held).get(total["code"], [])
        return {evidence_id("statistic", cell): cell for cell in mine}


def unlike(
    sums: tuple[Sums, Sums], was: set[str], is_now: set[str]
) -> dict[str, tuple[Row | None, Row | None]]:
    """Cells that read otherwise, came or went within the sums that two runs both have.

    Args:
        sums: those of the earlier run, and of the later.
        was: evidence of the earlier run, by id; what of it is no sum is passed over.
        is_now: evidence of the later run.

    Returns:
        By the cell's name as evidence, its row in either run; once, however many sums it is in.
    """
    then, now = sums
    first, last = then.of(was), now.of(is_now)
    found: dict[str, tuple[Row | None, Row | None]] = {}
    for key in first.keys() & last.keys():
        old, new = then.cells(first[key]), now.cells(last[key])
        for identity in old.keys() | new.keys():
            before, after = old.get(identity), new.get(identity)
            if before is None or after is None or _reads(before) != _reads(after):
                found[identity] = (before, after)
    return found


def _reads(cell: Row) -> tuple[Any, ...]:
    """What makes a cell another, whatever line of whatever file it stands in."""
    return (cell["value"], cell["status"])
