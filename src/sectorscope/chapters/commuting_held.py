"""Commuting as the chapter needs it: the newest census's flows to, from and within the region.

A census has the districts of its day. A district of the region that was made since is told as the
districts that went into it, where every one of them is there (`concepts.area_changes`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from sectorscope.chapters.desk import Desk, unique
from sectorscope.concepts.area_changes import changes
from sectorscope.profile import Estimate, EvidenceRef, Uncertainty
from sectorscope.schema.commuting import AREA, AT_HOME, AWAY
from sectorscope.sector.commuters import RESIDENTS, WORKERS
from sectorscope.wording import commuting as wording

Row = Mapping[str, Any]
Way = Literal["in", "out"]
MEASURES: Mapping[Way, str] = {"in": WORKERS, "out": RESIDENTS}
"""What the table of totals calls those who come in to work, and those who live here."""


@dataclass(frozen=True)
class Held:
    """What is held of the newest census."""

    desk: Desk

    @cached_property
    def rows(self) -> list[Row]:
        """Flows of the newest census."""
        every = list(self.desk.rows("commuting"))
        newest = max((r["census"] for r in every), default="")
        return [r for r in every if r["census"] == newest]

    @property
    def first(self) -> Row:
        """Any of the rows: what they share is read from it."""
        return self.rows[0]

    @property
    def census(self) -> str:
        """The year of the census."""
        return self.first["census"]

    @cached_property
    def _fixed(self) -> list[Row]:
        return [r for r in self.rows if r["place"] == AREA]

    @cached_property
    def homes(self) -> dict[str, str]:
        """Districts that people live in, by code."""
        return {r["home_code"]: r["home"] for r in self.rows}

    @cached_property
    def works(self) -> dict[str, str]:
        """Areas that people work in, by code."""
        return {r["work_code"]: r["work"] for r in self._fixed}

    @cached_property
    def told_as(self) -> dict[str, tuple[str, ...]]:
        """Codes of the census's districts, by the region's own that they stand for."""
        held = self.homes.keys() | self.works.keys()
        return {p.code: _then(p.code, held) for p in self.desk.config.region.places}

    @cached_property
    def here(self) -> frozenset[str]:
        """Codes of the region's districts as the census has them."""
        return frozenset(code for codes in self.told_as.values() for code in codes)

    @property
    def lost(self) -> list[str]:
        """Districts of the region that the census has not."""
        return [p.name for p in self.desk.config.region.places if not self.told_as[p.code]]

    @cached_property
    def within(self) -> list[Row]:
        """Flows from the region to itself."""
        return [r for r in self._fixed if {r["home_code"], r["work_code"]} <= self.here]

    @cached_property
    def inward(self) -> dict[str, list[Row]]:
        """Flows into the region, by the code of where they come from."""
        return self._crossing("work", "home")

    @cached_property
    def outward(self) -> dict[str, list[Row]]:
        """Flows out of the region, by the code of where they go to."""
        return self._crossing("home", "work")

    def _crossing(self, near: str, far: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._fixed:
            if row[f"{near}_code"] in self.here and row[f"{far}_code"] not in self.here:
                found.setdefault(row[f"{far}_code"], []).append(row)
        return found

    def far(self, way: Way) -> dict[str, list[Row]]:
        """Flows that cross the region's border one way, by the code of their other end."""
        return self.inward if way == "in" else self.outward

    def elsewhere(self) -> dict[str, list[Row]]:
        """Flows of residents to kinds of place that are no area."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            if row["home_code"] in self.here and row["place"] in (*AT_HOME, *AWAY):
                found.setdefault(row["place"], []).append(row)
        return {p: found[p] for p in (*AT_HOME, *AWAY) if p in found}

    def named(self, way: Way, code: str) -> str:
        """What the other end of a flow is called."""
        return (self.homes if way == "in" else self.works)[code]

    def total(self, way: Way) -> Estimate | None:
        """Everybody with a fixed workplace here, or who lives here and has one somewhere.

        None where a flow is withheld.
        """
        return self.sum(self._totals(way), wording.WHOLES[way], "total")

    def areas(self, way: Way) -> Estimate:
        """Of how many areas the other ends of its flows are, those of the region among them."""
        return Estimate(
            label="districts of residence" if way == "in" else "areas of work",
            value=len(self.homes if way == "in" else self.works),
            unit="areas",
            standing="counted",
            method=f"areas that {self.first['dataset']} has, as it is held",
            uncertainty=Uncertainty(kind="exact", why="a count of the areas in the file"),
            inputs=self.refs(self._totals(way), "total"),
        )

    def _totals(self, way: Way) -> list[Row]:
        """Of each district of the region its total, all of one file; none where one has none.

        Two files of one census may each hold a part of a district's flows, and nothing says so.
        """
        wanted = (MEASURES[way], self.census)
        every = (r for r in self.desk.rows("total") if (r["measure"], r["period"]) == wanted)
        found = [r for r in every if r["place"] in self.here]
        whole = frozenset(r["place"] for r in found) == self.here
        return found if whole and len({r["snapshot"] for r in found}) == 1 else []

    def sum(self, rows: Sequence[Row], label: str, table: str = "commuting") -> Estimate | None:
        """Rows added up; None if there are none or one has no figure."""
        if not rows or any(r["value"] is None for r in rows):
            return None
        return Estimate(
            label=f"{label}, {self.census}",
            value=sum(r["value"] for r in rows),
            unit="people",
            standing="published" if len(rows) == 1 and table == "commuting" else "derived",
            method=f"{self.first['dataset']}: flows between districts added up",
            assumes=self.first["population"],
            uncertainty=self._unsure,
            inputs=self.refs(rows, table),
        )

    def share(self, part: Estimate, whole: Estimate, label: str) -> Estimate:
        """A part of a whole in per cent."""
        return Estimate(
            label=f"{label}, {self.census}",
            value=100 * part.value / whole.value,
            unit="%",
            standing="derived",
            method=f"{part.label} over {whole.label}",
            uncertainty=self._unsure,
            inputs=unique((*part.inputs, *whole.inputs)),
        )

    def refs(self, rows: Iterable[Row], table: str = "commuting") -> tuple[EvidenceRef, ...]:
        """References to rows, each once."""
        return unique(self.desk.ref(table, row) for row in rows)

    @property
    def _unsure(self) -> Uncertainty:
        why = wording.NO_INTERVAL.format(protection=self.first["protection"])
        return Uncertainty(kind="none_published", why=why)


def _then(code: str, held: Collection[str]) -> tuple[str, ...]:
    """The districts that a file has for one of the region; none where it has not the whole."""
    if code in held:
        return (code,)
    change = changes().get(code)
    if change is not None and change.how == "recoded" and change.successor in held:
        return (change.successor,)
    before = [c.code for c in changes().values() if c.successor == code and c.code != code]
    made_of = [_then(one, held) for one in before]
    return tuple(c for codes in made_of for c in codes) if all(made_of) else ()
