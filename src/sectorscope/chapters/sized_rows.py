"""Rows of tables `size`, `overlap` and `coverage` as estimates with all they rest on.

A size is traced to its row (how it was estimated, and the decision that drew the audit) and to the
companies that were read and weigh heaviest in it, each with its ruling.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from sectorscope.chapters.desk import Desk
from sectorscope.disclosure.firms import Part, kept_back, tellable
from sectorscope.profile import Estimate, EvidenceRef, Slot, Uncertainty
from sectorscope.sector.definition import Definition
from sectorscope.sector.frame import Frame, frame
from sectorscope.sector.industries import Industries
from sectorscope.sector.placing import districts_of
from sectorscope.sector.review.reading import BROAD, IN, SETTLED

Row = Mapping[str, Any]
Field = Literal["value", "n", "low", "high"]

WHOLE = "sector"
SHOWN = 8
"""Companies a size leads to: the heaviest of those that were read and found to be in it."""
LEVEL = 0.95
WHY = (
    "the audit, {n:,} companies, is a random sample of those nobody had read, drawn with known "
    "chances; the interval leaves out mistakes of those who read"
)
ASSUMES = (
    "rulings are right; a headcount is the whole company's, at its registered office; companies "
    "missing from the list are like those on it"
)
METHOD = (
    "review, then audit: what was read counts as it is, what the model expects of the others is "
    "corrected by how wrong it was on a random sample of them"
)


class Sizes:
    """The tables of a study's sector, as one chapter needs them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.rows = list(desk.rows("size"))
        self._by = {
            (r["target"], r["measure"], r["reading"], r["dimension"], r["part"]): r
            for r in self.rows
        }

    def row(
        self,
        target: str = WHOLE,
        measure: str = "headcount",
        reading: str = "central",
        dimension: str = "all",
        part: str = "all",
    ) -> Row | None:
        """One row of table `size`."""
        return self._by.get((target, measure, reading, dimension, part))

    @property
    def reviewed(self) -> bool:
        """Whether an audit has been read in, of the sector."""
        return bool((row := self.row()) and row["audited"])

    @property
    def companies(self) -> int:
        """Companies that count: each has a probability of being in the sector."""
        return len(self._memberships.get(WHOLE, ()))

    @property
    def unplaced(self) -> int:
        """Of the companies that count, those no district is known of."""
        named = (m["company"] for m in self._memberships.get(WHOLE, ()))
        return sum(c in self.company and not self._place_of(self.company[c]) for c in named)

    def files(self, ref: EvidenceRef) -> tuple[EvidenceRef, ...]:
        """A size's row, which leads to the file most that count came in; then one of each other.

        Args:
            ref: of the size's row.
        """
        row = self.row()
        first: dict[str, Row] = {row["snapshot"]: {}} if row else {}
        for member in sorted(m["company"] for m in self._memberships.get(WHOLE, ())):
            held = self.company.get(member)
            if held and self._open(held):
                first.setdefault(held["snapshot"], held)
        return (ref, *(self.desk.ref("company", r) for r in first.values() if r))

    def places(self) -> list[Row]:
        """Sizes by place, in the order of the region."""
        found = (self.row(dimension="place", part=p.code) for p in self.desk.config.region.places)
        return [row for row in found if row]

    def segments(self) -> list[Row]:
        """Sizes of segments, in the order of the definition."""
        found = (self.row(s.id) for s in self.desk.config.sector.segment)
        return [row for row in found if row]

    def tellable(self, row: Row) -> bool:
        """Whether the headcounts in a size may be told to this audience."""
        if self.desk.audience == "internal":
            return True
        if row["dimension"] == "place":
            return row["part"] not in self._places_kept_back
        central = self._parts(row["target"])
        if row["reading"] == "central":
            return tellable(central.values())
        # Beside the central size another reading also tells the difference of the two.
        other = self._parts(row["target"], row["reading"])
        return all(tellable(p.values()) for p in (central, other, _apart(central, other)))

    def both_tellable(self, first: str, second: str, codes: Industries | None) -> bool:
        """Whether the people found in both of two targets may be told.

        Args:
            first: a target.
            second: another; looked at where there are no `codes`.
            codes: of a neighbour, which nobody reviews.
        """
        if self.desk.audience == "internal":
            return True
        one, other = self._parts(first), self._parts(second)
        if codes is None:
            return tellable(one[c] for c in one if c in other)
        sics = {c: (self.company[c]["sics"] or "").split(";") for c in one}
        return tellable(one[c] for c in one if any(codes.hint(s) for s in sics[c] if s))

    def refs(self, row: Row) -> tuple[EvidenceRef, ...]:
        """What a size rests on: its row, and the heaviest companies that were found in it."""
        place = row["part"] if row["dimension"] == "place" else ""
        found = [c for c in self._found(row["target"], place) if self._open(c)]
        heaviest = sorted(found, key=lambda c: (-self._people(c["id"]), c["id"]))[:SHOWN]
        return (
            self.desk.ref("size", row),
            *(self.desk.ref("company", c) for c in heaviest),
        )

    def estimate(self, row: Row) -> Estimate | None:
        """A size with its interval; None where it may not be said."""
        if row["estimate"] is None or not self.tellable(row):
            return None
        headcount = row["measure"] == "headcount"
        return Estimate(
            label=f"{row['label']}: {'people' if headcount else 'businesses'}",
            value=row["estimate"],
            unit="people" if headcount else "businesses",
            standing="derived",
            method=METHOD,
            assumes=ASSUMES if headcount else ASSUMES.partition("; ")[0],
            uncertainty=Uncertainty(
                kind="sampling",
                low=row["low"],
                high=row["high"],
                level=LEVEL,
                why=WHY.format(n=row["audited"]),
            ),
            inputs=self.refs(row),
        )

    def counted(self, row: Row, field: str, unit: str, label: str) -> Estimate:
        """A number of the review itself: what was read, drawn or confirmed."""
        return Estimate(
            label=label,
            value=row[field],
            unit=unit,
            standing="counted",
            method="counted from the draws and the rulings that stand",
            uncertainty=Uncertainty(kind="exact", why="counted; nothing is estimated"),
            inputs=self.refs(row),
        )

    @cached_property
    def _memberships(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.desk.rows("membership"):
            found.setdefault(row["target"], []).append(row)
        return found

    @cached_property
    def company(self) -> dict[str, Row]:
        """Rows of table `company` by id; of several files the first's."""
        return {r["id"]: r for r in reversed(list(self.desk.rows("company")))}

    def _found(self, target: str, place: str = "") -> list[Row]:
        """Companies read and found to be in a target."""
        ruled = (m["company"] for m in self._memberships.get(target, ()) if m["z"])
        held = (self.company[c] for c in ruled if c in self.company)
        return [c for c in held if not place or self._place_of(c) == place]

    def _place_of(self, company: Row) -> str:
        """The district a company is in, as the frame has it."""
        return self._frame.area_codes[self._frame.index(company["id"])]

    @cached_property
    def _frame(self) -> Frame:
        region = self.desk.config.region.places
        definition = Definition(self.desk.config.sector)
        names = {p.code: p.name for p in region}
        held = districts_of(self.desk.rows("placed_postcode"))
        return frame(self.company.values(), definition, names, held)

    def _people(self, company: str) -> float:
        """A company's headcount as a reader verified it, else as the frame has it."""
        told = self._ruled.get(company, {}).get("headcount")
        return float(told) if told else float(self._frame.sizes.size[self._frame.index(company)])

    def _open(self, company: Row) -> bool:
        return self.desk.audience == "internal" or self._public(company)

    def _public(self, company: Row) -> bool:
        """Whether anybody may look its headcount up: filed accounts, and nobody's word since."""
        verified = self._ruled.get(company["id"], {}).get("headcount")
        return company["basis"] == "accounts" and not verified

    def _parts(self, target: str, reading: str = "central", place: str = "") -> dict[str, Part]:
        """By company, its people in a target and whether they are public; of those read alone."""
        found: dict[str, Part] = {}
        for row in self._memberships.get(target, ()):
            name = row["company"]
            share = self._share(row, reading)
            if share > 0 and name in self.company:
                held = self.company[name]
                if not place or self._place_of(held) == place:
                    found[name] = Part(self._people(name) * share, self._public(held))
        return found

    def _share(self, row: Row, reading: str) -> float:
        """Share of a company's headcount in a target by a reading; nought where nobody ruled."""
        central = row["z"] or 0.0
        ruled = self._ruled.get(row["company"], {})
        if reading == "strict":
            return central if ruled.get("ruling", IN) == IN else 0.0
        if reading == "broad" and row["z"] is not None and ruled.get("ruling") == BROAD:
            return float(ruled.get("share") or 1.0)
        return central

    @cached_property
    def _ruled(self) -> dict[str, dict[str, str]]:
        """What was ruled on each company; what settled a dispute before what was said first."""
        made = (
            json.loads(d["body"]) for d in self.desk.rows("decision") if d["kind"] == "membership"
        )
        found: dict[str, dict[str, str]] = {}
        for body in sorted(made, key=lambda b: b["reading"] == SETTLED):
            verified = body.get("headcount") or found.get(body["company"], {}).get("headcount", "")
            found[body["company"]] = body | {"headcount": verified}
        return found

    @cached_property
    def _places_kept_back(self) -> frozenset[str]:
        cells = {
            row["part"]: tuple(self._parts(WHOLE, place=row["part"]).values())
            for row in self.places()
        }
        return kept_back(cells)


def _apart(one: Mapping[str, Part], other: Mapping[str, Part]) -> Mapping[str, Part]:
    """What two readings differ by, company by company."""
    by: dict[str, Part] = {}
    for name in one.keys() | other.keys():
        held = [p for p in (one.get(name), other.get(name)) if p]
        gap_ = abs(held[0].people - (held[1].people if len(held) > 1 else 0.0))
        if gap_ > 0:
            by[name] = Part(gap_, held[0].public)
    return by


def shown(value: float, estimate: int, field: Field = "value") -> Slot:
    """A figure to three significant digits, whole: more would be a pretence."""
    step = 10.0 ** max(math.floor(math.log10(value)) - 2, 0) if value >= 1 else 1.0
    text = f"{round(value / step) * step:,.0f}"
    return Slot(kind="number", text=text, estimate=estimate, field=field, to=step)


def interval(name: str, made: Estimate, at: int) -> dict[str, Slot]:
    """Slots for a figure and its two ends: `name`, `name_low`, `name_high`."""
    low, high = made.uncertainty.low or 0.0, made.uncertainty.high or 0.0
    prefix = "" if name == "estimate" else f"{name}_"
    return {
        name: shown(made.value, at),
        f"{prefix}low": shown(low, at, "low"),
        f"{prefix}high": shown(high, at, "high"),
    }
