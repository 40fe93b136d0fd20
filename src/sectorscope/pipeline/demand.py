"""From adverts to what the sector asks for: whose they are, counts, ratios, what is shared.

Tables `placement`, `demand_base`, `demand` and `shared_demand`. A skill is asked for by an advert
where its annotation is not negated and stands in a part of the advert that tells of demand; a wider
group, given where no skill of its own is sure enough, is not counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.sources.survey.businesses import normal
from sectorscope.pipeline.demand_placing import (
    NEAR,
    Adverts,
    different,
    document,
    placed,
    unsettled,
)
from sectorscope.sector.definition import WHOLE, Definition
from sectorscope.sector.skilled import Counted, Relative, counted, ranked, shared, too_few
from sectorscope.study import Config

Row = dict[str, Any]
SHOWN = 8
"""Adverts that a figure leads to."""
_PLACES = 4
NOTHING = "no skill is asked for more often than among the adverts held"
UNREAD = "they have not been annotated"
FEW = "too few adverts are held of one or of the other, or of others to compare with"


def demand(
    config: Config, tables: Mapping[str, pa.Table], invented: Collection[str] = ()
) -> dict[str, list[Row]]:
    """Rows of the four tables, by name.

    Args:
        config: the study's configuration.
        tables: its `advert` (some rows), `advert_annotation`, `company` and `membership`, and
            `occupation_title` where a coding index is held.
        invented: snapshots that say of themselves that they are a reconstruction.
    """
    base = _Base(config, tables, frozenset(invented))
    return {
        "placement": base.placement,
        "demand_base": [base.about(target) for target in base.targets],
        "demand": [row for target in base.targets for row in base.ratios(target)],
        "shared_demand": list(base.pairs()),
    }


@dataclass(frozen=True)
class _Base:
    config: Config
    tables: Mapping[str, pa.Table]
    invented: frozenset[str]

    @cached_property
    def definition(self) -> Definition:
        return Definition(self.config.sector)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The sector, its segments, and neighbours that are drawn by codes."""
        near = (NEAR + n.id for n in self.config.sector.neighbour if n.industries)
        return (*self.definition.targets, *near)

    def label(self, target: str) -> str:
        return self.definition.label(target.removeprefix(NEAR))

    @cached_property
    def adverts(self) -> Adverts:
        return different(self.tables["advert"])

    @cached_property
    def by_document(self) -> dict[str, Row]:
        return {document(a): a for a in self.adverts.rows}

    @cached_property
    def placement(self) -> list[Row]:
        return list(placed(self.config, self.adverts.rows, self.tables))

    @cached_property
    def members(self) -> dict[str, dict[str, str]]:
        """For each target its adverts with the rule that made them so."""
        found: dict[str, dict[str, str]] = {target: {} for target in self.targets}
        for row in self.placement:
            found[row["target"]][row["document"]] = row["rule"]
        return found

    @cached_property
    def asked(self) -> dict[str, dict[str, str]]:
        """Skills an advert asks for, with their names, by document."""
        rows = self.tables["advert_annotation"]
        return _asked(rows) if rows.num_rows else {}

    @cached_property
    def economy(self) -> Counted:
        return counted(self.asked, self.by_document)

    @cached_property
    def counts(self) -> dict[str, Counted]:
        return {t: counted(self.asked, self.members[t]) for t in self.targets}

    @cached_property
    def origin(self) -> Row:
        """The file most adverts came in, an invented one first: what a count is traced to."""
        first: dict[str, Row] = {}
        held = Counter[str]()
        for row in self.tables["advert"].select(["snapshot", "locator"]).to_pylist():
            first.setdefault(row["snapshot"], row)
            held[row["snapshot"]] += 1
        most = max(held, key=lambda s: (s in self.invented, held[s], s))
        return {**first[most], "raw": None}

    def about(self, target: str) -> Row:
        """A row of `demand_base`."""
        rules = Counter(self.members[target].values())
        held = self.counts[target]
        return {
            "target": target,
            "label": self.label(target),
            "n": held.n,
            "by_employer": held.n - rules["occupation"],
            "by_occupation": rules["occupation"],
            "employers": len(self.employers(self.members[target])),
            "total": self.economy.n,
            "repeats": self.adverts.repeats,
            "textless": self.adverts.textless,
            "unsettled": unsettled(self.config, self.adverts.rows, self.tables),
            "skills": len(held.asked),
            "read": self.read,
            "withheld": self.withheld(target),
            **self.origin,
        }

    @property
    def read(self) -> bool:
        return self.config.skills is not None

    def withheld(self, target: str) -> str | None:
        few = too_few(self.counts[target].n, self.economy.n)
        if few or not self.read:
            return few or UNREAD
        return None if any(r.low > 1 for r in self.ordered[target]) else NOTHING

    @cached_property
    def ordered(self) -> dict[str, tuple[Relative, ...]]:
        """For each target its skills, the surest speciality first."""
        return {t: ranked(counts, self.economy) for t, counts in self.counts.items()}

    def employers(self, documents: Iterable[str]) -> set[str]:
        """Different employers named in some adverts."""
        rows = (self.by_document[d] for d in documents)
        named = (a["employer_number"] or normal(a["employer"] or "") for a in rows)
        return {name for name in named if name}

    def ratios(self, target: str) -> Iterator[Row]:
        """Rows of `demand`; none where too few adverts are held."""
        if self.withheld(target) not in (None, NOTHING):
            return
        asking = _asking(self.asked, sorted(self.members[target]))
        for rank, found in enumerate(self.ordered[target], 1):
            documents = asking[found.skill]
            yield {
                "target": target,
                "label": self.label(target),
                "skill": found.skill,
                "name": self.asked[documents[0]][found.skill],
                "k": found.k,
                "n": found.n,
                "base_k": self.economy.asked[found.skill],
                "base_n": self.economy.n,
                "employers": len(self.employers(documents)),
                **{k: round(getattr(found, k), _PLACES) for k in ("ratio", "low", "high")},
                "rank": rank,
                "examples": json.dumps([self.example(d) for d in documents[:SHOWN]]),
                "vocabulary": self.vocabulary,
                **self.origin,
            }

    def example(self, name: str) -> list[str]:
        advert = self.by_document[name]
        return [advert["id"], advert["snapshot"]]

    @cached_property
    def vocabulary(self) -> str:
        return "; ".join(
            sorted(self.tables["advert_annotation"]["vocabulary"].unique().to_pylist())
        )

    def pairs(self) -> Iterator[Row]:
        """Rows of `shared_demand`: the sector with its neighbours, segments with one another."""
        parts = [t for t in self.definition.targets if t != WHOLE]
        near = [(WHOLE, t) for t in self.targets if t.startswith(NEAR)]
        for one, other in (*near, *combinations(parts, 2)):
            first, second = self.counts[one], self.counts[other]
            few = next(filter(None, (too_few(c.n, self.economy.n) for c in (first, second))), None)
            made = None if few or not self.read else shared(first, second, self.economy)
            yield {
                "first": one,
                "second": other,
                "first_label": self.label(one),
                "second_label": self.label(other),
                "n_first": first.n,
                "n_second": second.n,
                "of_first": round(made[0], _PLACES) if made else None,
                "of_second": round(made[1], _PLACES) if made else None,
                "withheld": None if made else FEW if few else NOTHING if self.read else UNREAD,
                **self.origin,
            }


def _asked(annotations: pa.Table) -> dict[str, dict[str, str]]:
    """Names of the skills that count, by document and id; a whole board has millions of rows."""
    from sectorscope.annotate.segments import DEMAND as TELLING  # what it loads is heavy

    asks = (pc.field("kind") == "skill") & ~pc.field("negated")
    held = annotations.filter(asks & pc.field("segment").isin(sorted(TELLING)))
    found: dict[str, dict[str, str]] = {}
    columns = (held[name].to_pylist() for name in ("document", "concept", "label"))
    for name, concept, label in zip(*columns, strict=True):
        found.setdefault(name, {})[concept] = label
    return found


def _asking(asked: Mapping[str, Collection[str]], among: Iterable[str]) -> dict[str, list[str]]:
    """Documents by the skills they ask for."""
    found: dict[str, list[str]] = {}
    for name in among:
        for skill in asked.get(name, ()):
            found.setdefault(skill, []).append(name)
    return found
