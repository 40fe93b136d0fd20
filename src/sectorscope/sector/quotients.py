"""Estimates of official counts: a sum, its share, its location quotient, its change.

Each names the cells it rests on and carries what the rounding of all of them leaves open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sectorscope.profile import Estimate, EvidenceRef
from sectorscope.sector.counted import Sum
from sectorscope.sector.employment import rounding
from sectorscope.statistics.quotient import Bounded, change, location_quotient, share

Row = Mapping[str, Any]

QUOTIENT = (
    "location quotient: the part's share of the whole here over its share of the whole there; "
    "above one, it is more concentrated here. Its ends follow by interval arithmetic"
)
"""How the quotient is defined wherever one is shown."""


@dataclass(frozen=True)
class Place:
    """A part and the whole it is in, summed over one place.

    name: what the place is called. part, whole: sums of the same series and year.
    """

    name: str
    part: Sum
    whole: Sum

    @property
    def share(self) -> Bounded | None:
        """The part of the whole, as a fraction; None where the whole is nought."""
        return share(self.part.bounded, self.whole - self.part)


@dataclass(frozen=True)
class Estimates:
    """Makes estimates of sums; ref: the reference to one row of a table."""

    ref: Callable[[str, Row], EvidenceRef]

    def count(self, held: Sum, label: str) -> Estimate:
        """A sum of cells."""
        _, first = held.rows[0]
        return Estimate(
            label=label,
            value=held.bounded.value,
            unit=counted_unit(first),
            standing="derived",
            method=f"sum of {_cells(held)} published cells, {first['period']}",
            assumes=f"basis: {first['basis']}",
            uncertainty=rounding(held.bounded.low, held.bounded.high),
            inputs=self._inputs(held),
        )

    def share(self, place: Place, label: str) -> Estimate | None:
        """A part's share of the whole, in per cent."""
        found = place.share
        if found is None:
            return None
        return self._per_cent(
            found,
            f"{label}, share in {place.name}",
            "the part over the whole",
            place.part,
            place.whole,
        )

    def quotient(self, here: Place, there: Place, label: str) -> Estimate | None:
        """A part's location quotient here against there."""
        ours, theirs = here.share, there.share
        found = location_quotient(ours, theirs) if ours and theirs else None
        if found is None:
            return None
        return Estimate(
            label=f"{label}, location quotient against {there.name}",
            value=found.value,
            unit="times the share there",
            standing="derived",
            method=QUOTIENT,
            uncertainty=rounding(found.low, found.high),
            inputs=self._inputs(here.part, here.whole, there.part, there.whole),
        )

    def change(self, now: Sum, then: Sum, label: str) -> Estimate | None:
        """Change from an earlier sum to a later one, in per cent of the earlier."""
        found = change(now.bounded, then.bounded)
        if found is None:
            return None
        return self._per_cent(found, label, "later sum over earlier sum, less one", now, then)

    def _per_cent(self, found: Bounded, label: str, method: str, *of: Sum) -> Estimate:
        scaled = [None if x is None else 100 * x for x in (found.low, found.high)]
        return Estimate(
            label=label,
            value=100 * found.value,
            unit="%",
            standing="derived",
            method=method,
            uncertainty=rounding(*scaled),
            inputs=self._inputs(*of),
        )

    def _inputs(self, *sums: Sum) -> tuple[EvidenceRef, ...]:
        refs = (self.ref(*row) for s in sums for row in s.rows)
        return tuple({r.id: r for r in refs}.values())


def counted_unit(cell: Row) -> str:
    """What is counted, where the file does not say: by its measure."""
    if cell["unit"] != "not stated":
        return cell["unit"]
    named = {"local_units": "local units", "enterprises": "enterprises"}
    return named.get(cell["measure"], "jobs (unit not stated)")


def _cells(held: Sum) -> int:
    """How many published cells a sum is made of; a total is itself a sum of some."""
    return sum(row["cells"] if table == "total" else 1 for table, row in held.rows)
