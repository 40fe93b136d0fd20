"""Income of universities as the chapter needs it: rows of the study's universities, and sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import Desk, unique
from sectorscope.chapters.graduates_held import plain_name
from sectorscope.profile import Estimate, EvidenceRef, Uncertainty
from sectorscope.schema.provision import EVERY
from sectorscope.wording import income as wording

Row = Mapping[str, Any]
Kind = tuple[str, str]


@dataclass(frozen=True)
class Held:
    """What is held of income, of the universities that the study names."""

    desk: Desk

    @cached_property
    def every(self) -> list[Row]:
        """Rows of all universities."""
        return list(self.desk.rows("provider_income"))

    @cached_property
    def providers(self) -> dict[str, str]:
        """Names of the study's universities that a table has, by UKPRN, in order of names."""
        asked = {plain_name(a) for a in self.desk.config.universities.providers}
        found = {
            r["provider"]: r["provider_name"]
            for r in self.every
            if not asked.isdisjoint({r["provider"], plain_name(r["provider_name"])})
        }
        return dict(sorted(found.items(), key=lambda p: p[1]))

    def lists(self, asked: str) -> bool:
        """Whether a table has a university, asked for by name or UKPRN."""
        known = {*self.providers, *map(plain_name, self.providers.values())}
        return plain_name(asked) in known

    @cached_property
    def rows(self) -> list[Row]:
        """Rows of the study's universities."""
        return [r for r in self.every if r["provider"] in self.providers]

    def newest(self, dataset: str) -> str:
        """The newest academic year of a table; empty where it is not held."""
        return max((r["period"] for r in self.rows if r["dataset"] == dataset), default="")

    def of(self, kind: Kind, year: str, partner: str = EVERY) -> list[Row]:
        """Rows of a kind of income: one a university, at the most."""
        wanted = (*kind, year, partner)
        return [
            r for r in self.rows if (r["dataset"], r["kind"], r["period"], r["partner"]) == wanted
        ]

    def complete(self, kind: Kind, year: str, partner: str = EVERY) -> list[Row]:
        """Its rows where each of the universities has a figure; none where one has not."""
        rows = [r for r in self.of(kind, year, partner) if r["value"] is not None]
        return rows if {r["provider"] for r in rows} == set(self.providers) else []

    def partners(self, kind: Kind, year: str) -> list[str]:
        """Whom a kind of income is from, all of them first."""
        mine = (
            r["partner"]
            for r in self.rows
            if (r["dataset"], r["kind"], r["period"]) == (*kind, year)
        )
        return sorted(dict.fromkeys(mine), key=lambda p: (p != EVERY, p))

    def refs(self, rows: Iterable[Row]) -> tuple[EvidenceRef, ...]:
        """References to rows, each once."""
        return unique(self.desk.ref("provider_income", row) for row in rows)

    def sum(self, rows: Sequence[Row], label: str) -> Estimate:
        """Income of several universities, with what rounding to thousands leaves open."""
        return Estimate(
            label=label,
            value=sum(r["value"] for r in rows),
            unit="pounds",
            standing="published" if len(rows) == 1 else "derived",
            method=f"sum of {len(rows):,} figures of HESA, one for each university",
            uncertainty=Uncertainty(
                kind="rounding",
                low=sum(r["low"] for r in rows),
                high=sum(r["high"] for r in rows),
                why=wording.WHY,
            ),
            inputs=self.refs(rows),
        )

    def count(self) -> Estimate:
        """How many of the study's universities the tables have."""
        firsts = {r["provider"]: r for r in reversed(self.rows)}
        return Estimate(
            label="universities",
            value=len(self.providers),
            unit="universities",
            standing="counted",
            method="universities the study names that a table has",
            uncertainty=Uncertainty(kind="exact", why="a count of the universities named"),
            inputs=self.refs(firsts.values()),
        )
