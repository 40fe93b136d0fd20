"""The step that sizes a sector: tables `membership`, `size`, `coverage` and `overlap`.

They follow from companies, official figures, the definition and the rulings; the audit's own
probabilities and chances come from the file of its draw, which nothing changes afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sectorscope.pipeline.companies import Say, companies_of, review_material
from sectorscope.pipeline.margins import margins_of
from sectorscope.sector.definition import WHOLE
from sectorscope.sector.estimator import Reviewed
from sectorscope.sector.frame import Frame
from sectorscope.sector.margins import Weights
from sectorscope.sector.membership import best_cut, listed
from sectorscope.sector.overlaps import overlaps
from sectorscope.sector.review.audit import audited, reached
from sectorscope.sector.review.drawing import labels
from sectorscope.sector.review.drawn import SEEDS, B, Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.material import Material, Probabilities
from sectorscope.sector.review.room import Review
from sectorscope.sector.size import (
    Sized,
    Withheld,
    as_read,
    businesses,
    sensitivities,
    size,
    within,
)
from sectorscope.store import Tables
from sectorscope.study import Study

Row = dict[str, Any]
Floats = NDArray[np.float64]

METHOD = "review, then audit"
TABLES = ("coverage", "membership", "overlap", "size")
KINDS = ("membership", "draw", "definition")
_TOLD = 0.05
"""Probability from which reasons are written down; below, only for a company that was ruled on."""
_SOUGHT = 0.01
"""The same for being in the table at all, of a segment; the sector's holds every company."""
_PLACES = 4


def sizing(study: Study, tables: Tables, say: Say | None = None) -> dict[str, list[Row]]:
    """Rows of the four tables; none where the study holds no company that counts.

    Raises:
        DecisionError: the file of a draw is missing or altered.
    """
    frame = companies_of(study, tables)
    if not frame.eligible.any():
        return {name: [] for name in TABLES}
    made = Sizing(study, tables, frame, say)
    return {
        "membership": list(made.membership()),
        "size": list(made.size()),
        "coverage": list(made.coverage()),
        "overlap": list(made.overlap()),
    }


@dataclass(frozen=True)
class _Audit:
    """An audit of one target, as far as it was reviewed."""

    drawn: Drawn
    rulings: Mapping[str, Ruling]
    decision: str

    def held(self, target: str, reading: str = "central") -> Reviewed:
        return audited(self.drawn, self.rulings, target, reading)


class Sizing:
    """What a study's companies and rulings say of its sector's size."""

    def __init__(self, study: Study, tables: Tables, frame: Frame, say: Say | None = None) -> None:
        self.study, self.tables = study, tables
        self.material: Material = review_material(study, tables, say, frame)

    @cached_property
    def _rows(self) -> dict[str, Row]:
        """The row of table `company` each company is traced to."""
        return {r["id"]: r for r in reversed(self.tables.rows("company"))}

    def _review(self, target: str) -> Review:
        folder = self.study.path / "decisions"
        today = self.study.config.study.as_of.isoformat()
        return Review(folder, self.material, today=today, target=target)

    @cached_property
    def _rulings(self) -> dict[str, Ruling]:
        return self._review(WHOLE).rulings

    @cached_property
    def _probabilities(self) -> Probabilities:
        seeds = self._review(WHOLE).draws.get(SEEDS)
        return self.material.classify(labels(self.material, self._rulings, seeds))

    # --- membership --------------------------------------------------------------------------

    def membership(self) -> Iterator[Row]:
        """Every eligible company of the sector, and those that may be of a segment."""
        for target in self.material.definition.targets:
            p = self._probabilities.p[target]
            known, z = self._ruled(target)
            chosen = self._listed(target)
            for i in self.material.eligible.tolist():
                if target == WHOLE or known[i] or p[i] >= _SOUGHT:
                    yield self._member(i, target, p, z, known, chosen)

    def _member(
        self,
        i: int,
        target: str,
        p: Floats,
        z: Floats,
        known: NDArray[np.bool_],
        chosen: NDArray[np.bool_],
    ) -> Row:
        company = self.material.frame.ids[i]
        told = known[i] or p[i] >= _TOLD
        return {
            "company": company,
            "target": target,
            "p": min(max(round(float(p[i]), _PLACES), 1e-4), 1 - 1e-4),
            "z": float(z[i]) if known[i] else None,
            "listed": bool(chosen[i]),
            "reasons": "; ".join(self._probabilities.reasons(i, target)) if told else "",
            **_traced(self._rows[company]),
        }

    def _ruled(self, target: str) -> tuple[NDArray[np.bool_], Floats]:
        n = len(self.material.frame)
        known, z = np.zeros(n, bool), np.full(n, np.nan)
        for company, ruling in self._rulings.items():
            row = self.material.row_of.get(company)
            if row is not None and not ruling.unresolved:
                known[row], z[row] = True, ruling.member(target)
        return known, z

    def _listed(self, target: str) -> NDArray[np.bool_]:
        p = self._probabilities.p[target]
        known, z = self._ruled(target)
        cut = best_cut(
            p[self.material.eligible],
            known[self.material.eligible],
            np.nan_to_num(z)[self.material.eligible],
        )
        chosen = listed(p, known, np.nan_to_num(z), cut.threshold)
        return chosen & self.material.frame.eligible

    # --- size --------------------------------------------------------------------------------

    def size(self) -> Iterator[Row]:
        """The sector by both measures and three readings, its segments, its places."""
        for target in self.material.definition.targets:
            audit = self._audit(target)
            if audit is None:
                yield self._unsized(target)
                continue
            weights = self._weights(audit.drawn)
            for measure, reading in self._asked(target):
                held = self._held(audit, target, measure, reading, weights)
                yield self._row(audit, target, measure, reading, held, weights)
                if (target, measure, reading) == (WHOLE, "headcount", "central"):
                    yield from self._places(audit, held, weights)

    @staticmethod
    def _asked(target: str) -> Iterator[tuple[str, str]]:
        for measure in ("headcount", "businesses"):
            readings = ("central", "strict", "broad") if target == WHOLE else ("central",)
            for reading in readings:
                yield measure, reading

    def _audit(self, target: str) -> _Audit | None:
        """The target's own audit, else the sector's; None if nobody of it has been ruled on."""
        for asked in dict.fromkeys((target, WHOLE)):
            review = self._review(asked)
            drawn = review.draws.get(B)
            if drawn is not None and reached(drawn, review.rulings).ruled:
                decision = next(
                    d.id
                    for d in review.log.in_force("draw")
                    if d.body["target"] == asked and d.body["stage"] == B
                )
                return _Audit(drawn, review.rulings, decision)
        return None

    def _weights(self, drawn: Drawn) -> Weights:
        frame, places = self.material.frame, self._place_codes
        rows = [self.material.row_of[c] for c in drawn.companies]
        areas = [frame.area_codes[i] for i in rows]
        codes = [frame.sics[i][0] if frame.sics[i] else "" for i in rows]
        return margins_of(self.tables, places, drawn.s, areas, codes)

    @property
    def _place_codes(self) -> frozenset[str]:
        return frozenset(p.code for p in self.study.config.region.places)

    def _held(
        self, audit: _Audit, target: str, measure: str, reading: str, weights: Weights
    ) -> Reviewed:
        central = replace(audit.held(target), w=weights.w)
        held = central
        if reading != "central":
            held = as_read(replace(audit.held(target, reading), w=weights.w), central)
        return held if measure == "headcount" else businesses(held)

    def _places(self, audit: _Audit, held: Reviewed, weights: Weights) -> Iterator[Row]:
        frame = self.material.frame
        areas = np.array(
            [frame.area_codes[self.material.row_of[c]] for c in audit.drawn.companies], dtype=object
        )
        for place in self.study.config.region.places:
            part = within(held, areas == place.code)
            row = self._row(audit, WHOLE, "headcount", "central", part, weights)
            yield row | {"dimension": "place", "part": place.code, "label": place.name}

    def overlap(self) -> Iterator[Row]:
        """The sector with its neighbours, and segments with one another, on the sector's audit."""
        audit = self._audit(WHOLE)
        if audit is None:
            return
        weights, frame = self._weights(audit.drawn), self.material.frame
        held = {
            target: self._held(audit, target, "headcount", "central", weights)
            for target in self.material.definition.targets
        }
        sics = [frame.sics[self.material.row_of[c]] for c in audit.drawn.companies]
        for row in overlaps(held, sics, self.material.definition, weights):
            yield row | {"draw": audit.decision, **self._origin}

    def _row(
        self,
        audit: _Audit,
        target: str,
        measure: str,
        reading: str,
        held: Reviewed,
        weights: Weights,
    ) -> Row:
        far = reached(audit.drawn, audit.rulings)
        sized = size(held, weights, read=far.ruled)
        made = sized.made
        ranges = sensitivities(held, made, weights)
        said = [{"assumption": s.assumption, "low": s.low, "high": s.high} for s in ranges]
        return (
            self._part(target, measure, reading)
            | _figures(sized)
            | {
                "list_total": self._list_total(target, measure),
                "audited": far.ruled,
                "drawn": far.drawn,
                "known": int(audit.drawn.known.sum()),
                "unresolved": made.unresolved,
                "members": sized.members,
                "sensitivity": json.dumps(said),
                "draw": audit.decision,
            }
        )

    def _unsized(self, target: str) -> Row:
        """What can still be said before an audit: what is confirmed, and the list."""
        known, z = self._ruled(target)
        size_ = self.material.size
        why = "no company has been reviewed" if not known.any() else "the audit has not begun"
        held = self.material.frame.eligible & known
        return self._part(target, "headcount", "central") | {
            "estimate": None,
            "low": None,
            "high": None,
            "floor": float((size_ * np.nan_to_num(z))[held].sum()),
            "list_total": self._list_total(target, "headcount"),
            "audited": 0,
            "drawn": 0,
            "known": int(held.sum()),
            "unresolved": sum(r.unresolved for r in self._rulings.values()),
            "members": int((np.nan_to_num(z)[held] > 0).sum()),
            "method": METHOD,
            "withheld": why,
            "reviews_needed": None,
            "sensitivity": "[]",
            "draw": "",
        }

    def _part(self, target: str, measure: str, reading: str) -> Row:
        return {
            "target": target,
            "measure": measure,
            "reading": reading,
            "dimension": "all",
            "part": "all",
            "label": self.material.definition.label(target),
            "method": METHOD,
            **self._origin,
        }

    @cached_property
    def _origin(self) -> Row:
        """The file most companies came in: what a size is traced to first."""
        rows = self.tables.rows("company")
        counts: dict[str, int] = {}
        for row in rows:
            counts[row["snapshot"]] = counts.get(row["snapshot"], 0) + 1
        most = max(counts, key=lambda s: (counts[s], s))
        first = next(r for r in rows if r["snapshot"] == most)
        return {"snapshot": most, "locator": first["locator"], "raw": None}

    def _list_total(self, target: str, measure: str) -> float:
        chosen = self._listed(target)
        return float(chosen.sum() if measure == "businesses" else self.material.size[chosen].sum())

    # --- coverage ----------------------------------------------------------------------------

    def coverage(self) -> Iterator[Row]:
        """How much of official employment the frame covers, cell by cell."""
        frame, eligible = self.material.frame, self.material.eligible
        codes = [frame.sics[i][0] if frame.sics[i] else "" for i in eligible]
        areas = [frame.area_codes[i] for i in eligible]
        size_ = self.material.size[eligible]
        made = margins_of(self.tables, self._place_codes, size_, areas, codes)
        for cell in made.table:
            name = "; ".join(f"{a} {c}".strip() for a, c in _pairs(cell.areas, cell.codes))
            yield {
                "cell": name or "all",
                "companies": cell.companies,
                "frame": float(cell.headcount),
                "official": cell.official,
                "low": cell.low,
                "high": cell.high,
                "weight": 1.0 if cell.weight is None else float(cell.weight),
                "flags": ", ".join(cell.flags),
                **self._origin,
            }


def _figures(sized: Sized) -> Row:
    made = sized.made
    back: Withheld | None = sized.withheld
    return {
        "estimate": None if back else made.total,
        "low": made.low,
        "high": made.high,
        "floor": made.floor,
        "withheld": back.reason if back else None,
        "reviews_needed": back.reviews_needed if back else None,
    }


def _pairs(areas: Sequence[str], codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(", ".join(areas), ", ".join(codes))]


def _traced(row: Row) -> Row:
    return {name: row[name] for name in ("snapshot", "locator", "raw")}
