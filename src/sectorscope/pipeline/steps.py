"""The ordered steps from evidence to tables; a step whose inputs stand is not taken again.

read      snapshots -> the tables their sources fill (one step a set of sources)
assertion responses + ticks + codings in force -> assertions
annotation, advert_annotation   texts + the vocabulary -> what they mean, where `[skills]` asks
placed_postcode   addresses + directories of postcodes -> the districts they lie in
membership, size, coverage, overlap   companies + official figures + rulings -> the sector sized
placement, demand_base, demand, shared_demand   adverts read + memberships -> skills asked for
total     official figures + apprenticeships + commuting -> what shares are shares of
decision, snapshot, concept   the log, the catalogue and the vocabulary as tables

What lies in the vault is read with its key, and only when something of it has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import pyarrow as pa

from sectorscope.consultation.assertions import assertions
from sectorscope.consultation.scope import outside
from sectorscope.decisions import KINDS, Decision, DecisionLog
from sectorscope.evidence.sealed import CONFIDENTIAL, Unlock
from sectorscope.evidence.sources import load, names
from sectorscope.pipeline.annotating import (
    advertised,
    annotated,
    concepts,
    fingerprint,
    vocabulary_hash,
)
from sectorscope.pipeline.inputs import code, draws
from sectorscope.pipeline.merging import merged
from sectorscope.pipeline.reading import Reading, snapshot_row
from sectorscope.provision.starts import starts
from sectorscope.schema import TABLES, empty, from_rows
from sectorscope.schema.demand import DEMAND as DEMAND_TABLES
from sectorscope.schema.sizes import SIZES as SIZE_TABLES
from sectorscope.sector.commuters import commuters
from sectorscope.sector.placing import ADDRESSED, DIRECTORIES, addresses, placed
from sectorscope.sector.totals import totals
from sectorscope.store import Tables
from sectorscope.study import Study

Row = dict[str, Any]
Say = Callable[[str], None]
SIZES = tuple(t.name for t in SIZE_TABLES)
DEMAND = tuple(t.name for t in DEMAND_TABLES)
SIZED_FROM = ("activity", "company", "headcount", "placed_postcode", "statistic")
"""Tables that the sector is sized from."""
RULED = ("membership", "draw", "definition")
"""Kinds of decision that the tables of sizes follow from."""
OF_THEIR_OWN = frozenset({"concept", "decision", "participant", "quotation", "snapshot"})
ALONE = ("placed_postcode", "annotation", "advert_annotation", "assertion", "total")
FOLLOWING = {**{name: (name,) for name in ALONE}, "sizes": SIZES, "asked_for": DEMAND}
"""Tables that no source fills: those made of what is known elsewhere; and by their step, in the
order that each needs the tables of those before it, those made of other tables."""


class Steps:
    """One build of a study: what each table is made from, and the making of it."""

    def __init__(self, study: Study, say: Say | None = None, unlock: Unlock | None = None) -> None:
        self.study = study
        self._say = say or (lambda _: None)
        self.reading = Reading(study.path, self._say, unlock)
        self.sealed = self.reading.sealed
        self.log = DecisionLog(study.path / "decisions")

    @property
    def _own(self) -> list[str]:
        """Ids of the study's segments."""
        return [s.id for s in self.study.config.sector.segment]

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        """Businesses the profile speaks of: those of its sector."""
        read = self.reading.rows("consultee", self._sources_of("consultee"))
        consultees = merged("consultee", read)
        return frozenset(c["business"] for c in consultees) - outside(consultees, self._own)

    @cached_property
    def decisions(self) -> list[Decision]:
        """Decisions in force, by kind."""
        return [d for kind in KINDS for d in self.log.in_force(kind)]

    @cached_property
    def groups(self) -> dict[frozenset[str], tuple[str, ...]]:
        """Tables by the set of sources that fill them."""
        filled = TABLES.keys() - OF_THEIR_OWN - {n for made in FOLLOWING.values() for n in made}
        feeding: dict[str, set[str]] = {table: set() for table in filled}
        for name in names():
            for table in load(name).meta.tables:
                feeding[table].add(name)
        groups: dict[frozenset[str], tuple[str, ...]] = {}
        for table, sources in sorted(feeding.items()):
            key = frozenset(sources)
            groups[key] = (*groups.get(key, ()), table)
        return groups

    def keys(self) -> dict[str, str]:
        """For each table, a hash of all it is made from; needs no key to the vault."""
        vault = self.sealed.fingerprint()
        found = {
            "snapshot": self._key([*self.reading.open_snapshots, self.reading.troubles, vault]),
            "decision": self._key(self.decisions),
            "participant": self._key([self.study.config.consultation.listed, *self._own, vault]),
            "quotation": self._key([*self._own, vault]),
        }
        for sources, tables in self.groups.items():
            parts = [s for s in self.reading.open_snapshots if s.source in sources]
            sealed = [vault] if sources & set(CONFIDENTIAL) else []
            found |= dict.fromkeys(tables, self._key([*parts, *sealed]))
        codings = [d for d in self.decisions if d.kind == "coding"]
        found["assertion"] = self._key([found["response"], found["document"], *codings])
        skills = fingerprint(self.study)
        found["annotation"] = self._key(
            [found["document"], found["turn"], skills] if skills else []
        )
        advertised_in = self._sources_of("advert")
        adverts = any(s.source in advertised_in for s in self.reading.open_snapshots)
        found["advert_annotation"] = self._key(
            [found["advert"], skills] if adverts and skills else []
        )
        found["total"] = self._key([found[n] for n in ("statistic", "apprenticeship", "commuting")])
        found["concept"] = self._key([vocabulary_hash(self.study)])
        ruled = [d for d in self.decisions if d.kind in RULED]
        config = self.study.config
        known = [found[n] for n in (*DIRECTORIES, *ADDRESSED)]
        found["placed_postcode"] = self._key([*known, config.region])
        sized = [*(found[n] for n in SIZED_FROM), config.sector, config.region, *ruled]
        found |= dict.fromkeys(SIZES, self._key([*sized, draws(self.study.path)]))
        made_of = ("advert", "advert_annotation", "company", "membership", "occupation_title")
        asked = [*(found[n] for n in made_of), config.sector, config.skills is None]
        found |= dict.fromkeys(DEMAND, self._key(asked if adverts else []))
        return {f"table:{name}": key for name, key in found.items()}

    def read(self, sources: frozenset[str]) -> dict[str, pa.Table]:
        """Read every snapshot of some sources into the tables they fill."""
        found = {
            name: from_rows(TABLES[name], merged(name, self.reading.rows(name, sources)))
            for name in self.groups[sources]
        }
        self.reading.forget()
        return found

    def words(self, table: str) -> list[Row]:
        """Rows of `response` or `document` with what was said, under pseudonyms; needs the key.

        They are never written down: they serve to anchor codings, and to review them.
        """
        return self.reading.words(table, self._sources_of(table))

    def _sources_of(self, table: str) -> frozenset[str]:
        return next(sources for sources, tables in self.groups.items() if table in tables)

    def assertion(self, tables: Mapping[str, pa.Table]) -> pa.Table:
        """Assertions from responses, ticks and the codings in force."""
        codebook = {(c["question"], c["code"]) for c in tables["code"].to_pylist()}
        codings = [{"id": d.id, **d.body} for d in self.decisions if d.kind == "coding"]
        sealed = self._sealed_among(tables["response"], tables["document"])
        told = self.words if sealed and codings else lambda name: tables[name].to_pylist()
        made = assertions(
            told("response"),
            codings,
            codebook,
            ticks=tables["tick"].to_pylist(),
            documents=told("document"),
            digest=self.sealed.vault.digest if sealed and codings else None,
        )
        for row in made:
            if row["snapshot"] in sealed:
                row["raw"] = None
        return from_rows(TABLES["assertion"], made)

    def annotation(self, tables: Mapping[str, pa.Table]) -> pa.Table:
        """What the words of documents mean, where the study asks for it."""
        if self.study.config.skills is None:
            return empty(TABLES["annotation"])
        sealed = self._sealed_among(tables["document"])
        documents = self.words("document") if sealed else tables["document"].to_pylist()
        turns = tables["turn"].to_pylist()
        made = annotated(self.study, documents, turns, sealed, self._say)
        return from_rows(TABLES["annotation"], made)

    def total(self, tables: Mapping[str, pa.Table]) -> pa.Table:
        """What shares are shares of: sums over whole files."""
        of_statistics = totals(tables["statistic"].to_pylist())
        made = (*starts(tables["apprenticeship"]), *commuters(tables["commuting"]))
        return from_rows(TABLES["total"], [*of_statistics, *made])

    def placed_postcode(self, tables: Mapping[str, pa.Table]) -> pa.Table:
        """Where the addresses of the study's lists lie, by the directories held."""
        given = addresses(tables[n]["postcode"] for n in ADDRESSED)
        directory, areas = (tables[n] for n in DIRECTORIES)
        region = [p.code for p in self.study.config.region.places]
        return from_rows(TABLES["placed_postcode"], placed(given, directory, areas, region))

    def advert_annotation(self, tables: Mapping[str, pa.Table]) -> pa.Table:
        """What the words of adverts mean, where the study asks for it; needs no key."""
        name = "advert_annotation"
        if self.study.config.skills is None or not tables["advert"].num_rows:
            return empty(TABLES[name])
        from sectorscope.pipeline.demand_placing import texts  # only where there are any

        return from_rows(TABLES[name], advertised(self.study, texts(tables["advert"]), self._say))

    def asked_for(self, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """What adverts of the sector ask for beside the others."""
        if not tables["advert"].num_rows:
            return {name: empty(TABLES[name]) for name in DEMAND}
        from sectorscope.pipeline.demand import demand  # as above

        invented = {s.sha256 for s in self.reading.open_snapshots if s.reconstruction}
        made = demand(self.study.config, tables, invented)
        return {name: from_rows(TABLES[name], made[name]) for name in DEMAND}

    def sizes(self, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """Memberships, sizes and the frame's coverage, from companies and what was ruled."""
        if not tables["company"].num_rows:
            return {name: empty(TABLES[name]) for name in SIZES}
        from sectorscope.pipeline.sizing import sizing  # it loads the model's parts

        held = Tables.from_arrow({n: tables[n] for n in SIZED_FROM})
        made = sizing(self.study, held, self._say)
        return {name: from_rows(TABLES[name], made[name]) for name in SIZES}

    def concept(self) -> pa.Table:
        """The vocabulary that documents are annotated with."""
        return from_rows(TABLES["concept"], concepts(self.study))

    def snapshot(self) -> pa.Table:
        """The catalogue's current entries as a table."""
        every = [*self.reading.open_snapshots, *self.reading.sealed_snapshots]
        amiss = self.reading.troubles
        rows = {s.sha256: snapshot_row(s, amiss.get(s.sha256)) for s in every}
        return from_rows(TABLES["snapshot"], rows.values())

    def decision(self) -> pa.Table:
        """The decisions in force as a table."""
        return from_rows(
            TABLES["decision"],
            (
                {
                    "id": d.id,
                    "kind": d.kind,
                    "who": d.who,
                    "when": d.when,
                    "why": d.why,
                    "body": json.dumps(d.body, ensure_ascii=False),
                }
                for d in self.decisions
            ),
        )

    def participant(self) -> pa.Table:
        """Names of those that agreed to be named, if the study names them at all."""
        named = self.sealed.held and self.study.config.consultation.listed
        vault = self.sealed.vault if named else None
        known = vault.identities() if vault else ()
        names = {
            i.names[0]
            for i in known
            if vault
            and i.names
            and i.pseudonym in self._spoken_of
            and vault.may(i.pseudonym, "list")
        }
        return from_rows(TABLES["participant"], ({"name": name} for name in sorted(names)))

    def quotation(self) -> pa.Table:
        """Quotes that may be rendered: agreed to in these words, checked, naming nobody."""
        fit = self.sealed.vault.quotes(fit=True) if self.sealed.held else ()
        own = [q for q in fit if q.pseudonym in self._spoken_of] if fit else []
        rows = ({"id": q.id, "question": q.question, "words": q.words} for q in own)
        return from_rows(TABLES["quotation"], rows)

    def missing(self, held: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """Every table that is not held already; given nothing, all of them."""
        made: dict[str, pa.Table] = {}
        for sources, tables in self.groups.items():
            if not set(tables) <= set(held):
                made |= {n: t for n, t in self.read(sources).items() if n not in held}
        for name in sorted(OF_THEIR_OWN - held.keys()):
            made[name] = getattr(self, name)()
        for step, tables in FOLLOWING.items():
            if set(tables) - held.keys():
                found = getattr(self, step)({**held, **made})
                every = found if isinstance(found, dict) else {step: found}
                made |= {n: t for n, t in every.items() if n not in held}
        return made

    def _sealed_among(self, *tables: pa.Table) -> set[str]:
        opened = {s.sha256 for s in self.reading.open_snapshots}
        return {s for t in tables for s in t["snapshot"].unique().to_pylist()} - opened

    def _key(self, parts: Iterable[object]) -> str:
        listed = [code(), *(repr(p) for p in parts)]
        return hashlib.sha256("\n".join(listed).encode()).hexdigest()
