"""What every table of sizes is made from: companies, rulings, probabilities, weights."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sectorscope.errors import DecisionError
from sectorscope.pipeline.companies import Say, review_material
from sectorscope.sector.definition import WHOLE
from sectorscope.sector.frame import Frame
from sectorscope.sector.membership import best_cut, listed
from sectorscope.sector.review.drawing import labels
from sectorscope.sector.review.drawn import SEEDS, Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.material import Material, Probabilities
from sectorscope.sector.review.room import Review
from sectorscope.sector.reviewed import recorded
from sectorscope.store import Tables
from sectorscope.study import Study

Row = dict[str, Any]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Base:
    """What a study's companies and rulings say.

    Args:
        study: an opened study.
        tables: its `company` and `statistic`.
        frame: of them; some company counts.
        say: told what is being done.
    """

    def __init__(self, study: Study, tables: Tables, frame: Frame, say: Say | None = None) -> None:
        self.study, self.tables = study, tables
        self.material: Material = review_material(study, tables, say, frame)
        self._lists: dict[str, Flags] = {}

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The row of table `company` each company is traced to."""
        return {r["id"]: r for r in reversed(self.tables.rows("company"))}

    @cached_property
    def origin(self) -> Row:
        """The file most companies that count came in: what a size is traced to first."""
        frame = self.material.frame
        counts_here = {frame.ids[i] for i in range(len(frame)) if frame.eligible[i]}
        every = self.tables.rows("company")
        rows = [r for r in every if r["id"] in counts_here] or every
        counts = Counter(row["snapshot"] for row in rows)
        most = max(counts, key=lambda s: (counts[s], s))
        first = next(r for r in rows if r["snapshot"] == most)
        return {"snapshot": most, "locator": first["locator"], "raw": None}

    @property
    def places(self) -> frozenset[str]:
        """Codes of the region's districts."""
        return frozenset(p.code for p in self.study.config.region.places)

    def review(self, target: str) -> Review:
        """The review of a target, as it stands."""
        folder = self.study.path / "decisions"
        today = self.study.config.study.as_of.isoformat()
        return Review(folder, self.material, today=today, target=target)

    @cached_property
    def rulings(self) -> dict[str, Ruling]:
        """What stands, by company."""
        return self.review(WHOLE).rulings

    @cached_property
    def probabilities(self) -> Probabilities:
        """What the model makes of every company, from all that was ruled."""
        return self.material.classify(labels(self.material, self.rulings, self._seeds))

    @property
    def _seeds(self) -> Drawn | None:
        """The draw of the seeds; None too where its file is lost: the sizes say so."""
        try:
            return self.review(WHOLE).draws.get(SEEDS)
        except DecisionError:
            return None

    def ruled(self, target: str) -> tuple[Flags, Floats]:
        """Of the frame's N companies: which are ruled on and can be told, and their shares."""
        n = len(self.material.frame)
        known, z = np.zeros(n, bool), np.full(n, np.nan)
        for company, ruling in self.rulings.items():
            row = self.material.row_of.get(company)
            if row is not None and not ruling.unresolved:
                known[row], z[row] = True, ruling.member(target)
        return known, z

    @cached_property
    def confirmed(self) -> Floats:
        """(N,) headcounts verified in the review, else recorded; nought where only expected."""
        size = self.material.size
        found = np.where(recorded(size, self.material.square), size, 0.0)
        for company, ruling in self.rulings.items():
            row = self.material.row_of.get(company)
            if row is not None and ruling.headcount is not None:
                found[row] = ruling.headcount
        return found

    def listed(self, target: str) -> Flags:
        """(N,) who is on the final list of a target."""
        if target not in self._lists:
            self._lists[target] = self._listed(target)
        return self._lists[target]

    def _listed(self, target: str) -> Flags:
        p = self.probabilities.p[target]
        known, told = self.ruled(target)
        z, on = np.nan_to_num(told), self.material.eligible
        threshold = best_cut(p[on], known[on], z[on]).threshold
        return listed(p, known, z, threshold) & self.material.frame.eligible

    def list_total(self, target: str, measure: str, place: str = "") -> float:
        """People, or companies, of the final list; of a place, of those that lie there."""
        chosen = self.listed(target)
        if place:
            chosen = chosen & np.array([code == place for code in self.material.frame.area_codes])
        return float(chosen.sum() if measure == "businesses" else self.material.size[chosen].sum())
