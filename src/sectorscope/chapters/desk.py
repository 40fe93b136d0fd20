"""The desk a chapter is written at: its tables, the definition, the voice, the audience.

A chapter reads from here and yields blocks; it opens no file, asks no clock and keeps nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from sectorscope.consultation.assertions import unanchored
from sectorscope.consultation.counts import Consultation
from sectorscope.disclosure.view import View
from sectorscope.evidence.snapshots import MAPPING
from sectorscope.profile import (
    Audience,
    ConceptRef,
    Disclosure,
    Estimate,
    EvidenceRef,
    Filled,
    Gap,
    Scope,
    Segment,
    Slot,
    naming,
)
from sectorscope.schema import TABLES
from sectorscope.sector.occupations import Occupations
from sectorscope.sector.placing import spelled
from sectorscope.study import Config
from sectorscope.wording.realise import Voice, concepts

Row = Mapping[str, Any]

Lies = Literal["here", "elsewhere", "not known"]

CONFIDENTIAL = "consultation"
"""The one name all confidential evidence bears outside the study: see the method box."""


@dataclass(frozen=True)
class Desk:
    """What every chapter is given.

    rows: a table's rows by its name, in key order: of the releasable view, where the audience is
        not to see all. view: what was held back from it. kept_back: questions that nothing is
        told of, as they were asked: their wording gives nobody away. elsewhere: businesses that
        answered and are of other sectors, or do not say of which.
    """

    rows: Callable[[str], Iterable[Row]]
    config: Config
    audience: Audience
    view: View | None = None
    kept_back: tuple[Row, ...] = ()
    elsewhere: int = 0

    @cached_property
    def consultation(self) -> Consultation:
        """The consultation tables, indexed."""
        return Consultation(self.rows)

    @cached_property
    def snapshots(self) -> dict[str, Row]:
        """The run's snapshots by hash."""
        return {s["sha256"]: s for s in self.rows("snapshot")}

    def ref(self, table: str, row: Row) -> EvidenceRef:
        """The reference to one row of a table.

        Outside the study, what lies in the vault is referred to by its source alone: neither row
        nor hash nor how many rows there are.
        """
        snapshot = self.snapshots[row["snapshot"]]
        # Interviews say in their mapping how they were held: the row stands there.
        source = snapshot["source"] if snapshot["source"] != MAPPING else "transcripts"
        if snapshot["sealed"] and self.audience != "internal":
            return EvidenceRef(id=CONFIDENTIAL, source=source)
        return EvidenceRef(
            id=evidence_id(table, row),
            source=source,
            reconstruction=snapshot["reconstruction"],
        )

    def disclosure(self, refs: Iterable[EvidenceRef]) -> Disclosure:
        """The disclosure state of an exhibit that rests on some evidence."""
        return "fictional" if any(r.reconstruction for r in refs) else "open"

    def facts(self, kind: str) -> list[Row]:
        """Facts of a kind, in the order they were listed."""
        return sorted((f for f in self._facts if f["kind"] == kind), key=lambda f: f["order"])

    @cached_property
    def _facts(self) -> list[Row]:
        return list(self.rows("fact"))

    @cached_property
    def placed(self) -> Mapping[str, Row]:
        """Addresses that the directories held know, by postcode."""
        return {row["postcode"]: row for row in self.rows("placed_postcode")}

    def lies(self, postcode: str | None) -> Lies:
        """Whether an address is in the region, by the directories of postcodes held alone."""
        row = self.placed.get(spelled(postcode))
        if row is None or not row["district"]:
            return "not known"
        here = any(p.code == row["district"] for p in self.config.region.places)
        return "here" if here else "elsewhere"

    @cached_property
    def occupations(self) -> Occupations:
        """The classification of occupations, as files of the study have it."""
        return Occupations(self.rows("occupation_code"), self.rows("occupation_title"))

    @cached_property
    def published(self) -> Mapping[tuple[str, str], Row]:
        """Concepts that ESCO's service gave, by the vocabulary as annotations name it, and id."""
        rows = self.rows("published_concept")
        return {(f"esco {row['version']}", row["id"]): row for row in rows}

    def coded(self, codes: Sequence[Row]) -> tuple[ConceptRef, ...]:
        """The concepts that codebook entries are coded to, by the classification held."""
        return concepts(codes, self.occupations)

    @cached_property
    def scope(self) -> Scope:
        """Sector, region, definition and period, for the profile's head."""
        about, sector, region = self.config.study, self.config.sector, self.config.region
        return Scope(
            study=about.id,
            title=about.title,
            lede=about.lede,
            sector=sector.name,
            region=region.name or "the region still to be chosen",
            places=tuple(p.name for p in region.places),
            period=about.period,
            definition=sector.definition,
            rubric=" ".join(sector.rubric.split()),
            segments=tuple(
                Segment(id=s.id, label=s.label, cross_cutting=s.cross_cutting)
                for s in sector.segment
            ),
            reconstruction=any(s["reconstruction"] for s in self.snapshots.values()),
        )

    @cached_property
    def voice(self) -> Voice:
        """What every statement of the study carries."""
        return self._voice(self.consultation.method[0] if self.consultation.held else {})

    def voice_of(self, question: Row) -> Voice:
        """The voice with what the consultation of a question calls the businesses it asked."""
        for method in self.consultation.method:
            mapping = self.snapshots[method["snapshot"]]["mapping"]
            if question["snapshot"] in (method["snapshot"], mapping):
                return self._voice(method)
        return self.voice

    def _voice(self, method: Row) -> Voice:
        return Voice(
            vintage=self.config.study.period,
            geography=self.geography,
            definition=self.config.sector.definition,
            refs=lambda row: self.ref("assertion", row),
            noun=method.get("noun") or "businesses",
            noun_one=method.get("noun_one") or "business",
        )

    @cached_property
    def lost_codings(self) -> list[tuple[str, str]]:
        """Question and code of each coding that counts for nothing any more."""
        codings = [d for d in self.rows("decision") if d["kind"] == "coding"]
        bodies = {d["id"]: json.loads(d["body"]) for d in codings}
        known = self.consultation.consultees
        lost = [
            identity
            for identity in unanchored(codings, self.rows("assertion"))
            if bodies[identity]["business"] in known  # others are of other sectors, or gone
        ]
        return [(bodies[i]["question"], bodies[i]["code"]) for i in lost]

    @property
    def geography(self) -> str:
        """The region with how many districts make it, for labels."""
        region = self.config.region
        districts = f" ({len(region.places)} districts)" if region.places else ""
        return (region.name or "the region still to be chosen") + districts

    @cached_property
    def home_segments(self) -> frozenset[str]:
        """Sub-sectors, cross-cutting segments left out."""
        return frozenset(s.id for s in self.config.sector.segment if not s.cross_cutting)


def evidence_id(table: str, row: Row) -> str:
    """A row's name as evidence: its table and key, readable and stable across runs."""
    return "|".join((table, *(str(row[k]) for k in TABLES[table].key)))


def unique(refs: Iterable[EvidenceRef]) -> tuple[EvidenceRef, ...]:
    """Each reference once, in order."""
    return tuple({r.id: r for r in refs}.values())


def literal(text: str) -> Slot:
    """A slot of a phrase of the house; names of evidence or the definition are `naming`."""
    return Slot(kind="literal", text=text)


def gap(
    identity: str,
    because: str,
    takes: str = "",
    *,
    estimates: tuple[Estimate, ...] = (),
    evidence: tuple[EvidenceRef, ...] = (),
    **slots: Slot | str,
) -> Gap:
    """A gap from its reason and what it would take; plain strings become slots of names."""
    made = {k: naming(v) if isinstance(v, str) else v for k, v in slots.items()}

    def filled(template: str) -> Filled:
        used = {k: s for k, s in made.items() if "{" + k + "}" in template}
        return Filled(template=template, slots=used)

    return Gap(
        id=identity,
        because=filled(because),
        takes=filled(takes) if takes else None,
        estimates=estimates,
        evidence=evidence,
    )
