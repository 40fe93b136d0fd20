"""The ordered steps from evidence to tables; a step whose inputs stand is not taken again.

read      snapshots -> the tables their sources fill (one step a set of sources)
assertion responses + codings in force -> assertions
decision, snapshot   the log and the catalogue as tables
profile   all tables -> the public profile, frozen in the run
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from sectorscope.consultation.assertions import assertions
from sectorscope.decisions import KINDS, Decision, DecisionLog
from sectorscope.evidence.snapshots import MAPPING, Catalogue, Snapshot
from sectorscope.evidence.sources import load, names
from sectorscope.pipeline.inputs import code, inputs
from sectorscope.schema import TABLES, from_rows
from sectorscope.store import Run, Store, Tables
from sectorscope.study import Study

Row = dict[str, Any]
Say = Callable[[str], None]
PUBLIC = "profile.public.json"


@dataclass(frozen=True)
class Made:
    """What `make_run` did.

    changed: False if every input stood and the current run was left as it is.
    read: tables read anew. kept: tables taken over from the last run.
    """

    run: Run
    changed: bool
    read: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Steps:
    """One build of a study: what each table is made from, and the making of it."""

    def __init__(self, study: Study, say: Say | None = None) -> None:
        self.study = study
        self.catalogue = Catalogue(study.path)
        self.log = DecisionLog(study.path / "decisions")
        self._say = say or (lambda _: None)

    @cached_property
    def snapshots(self) -> list[Snapshot]:
        """Current snapshots and the mappings they are read with, in order of source and name."""
        current = [s for s in self.catalogue.current() if s.source != MAPPING]
        used = sorted({s.mapping for s in current if s.mapping})
        return [*current, *(self.catalogue.find(sha) for sha in used)]

    @cached_property
    def decisions(self) -> list[Decision]:
        """Decisions in force, by kind."""
        return [d for kind in KINDS for d in self.log.in_force(kind)]

    @cached_property
    def groups(self) -> dict[frozenset[str], tuple[str, ...]]:
        """Tables by the set of sources that fill them."""
        feeding: dict[str, set[str]] = {}
        for name in names():
            for table in load(name).meta.tables:
                feeding.setdefault(table, set()).add(name)
        groups: dict[frozenset[str], tuple[str, ...]] = {}
        for table, sources in sorted(feeding.items()):
            key = frozenset(sources)
            groups[key] = (*groups.get(key, ()), table)
        return groups

    def keys(self) -> dict[str, str]:
        """For each table, a hash of all it is made from."""
        found = {"snapshot": self._key(self.snapshots), "decision": self._key(self.decisions)}
        for sources, tables in self.groups.items():
            key = self._key(s for s in self.snapshots if s.source in sources)
            found |= dict.fromkeys(tables, key)
        codings = [d for d in self.decisions if d.kind == "coding"]
        found["assertion"] = self._key([found["response"], *codings])
        return {f"table:{name}": key for name, key in found.items()}

    def read(self, sources: frozenset[str]) -> dict[str, pa.Table]:
        """Read every snapshot of some sources into the tables they fill."""
        rows: dict[str, list[Row]] = {t: [] for t in self.groups[sources]}
        for snapshot in self.snapshots:
            if snapshot.source in sources:
                self._say(f"reading {snapshot.name}")
                for table, found in self._read_one(snapshot):
                    rows[table] += found
        return {name: from_rows(TABLES[name], found) for name, found in rows.items()}

    def assertion(
        self, responses: Iterable[Mapping[str, Any]], codes: Iterable[Mapping[str, Any]]
    ) -> pa.Table:
        """Assertions from responses and the codings in force."""
        codebook = {(c["question"], c["code"]) for c in codes}
        codings = [{"id": d.id, **d.body} for d in self.decisions if d.kind == "coding"]
        return from_rows(TABLES["assertion"], assertions(responses, codings, codebook))

    def snapshot(self) -> pa.Table:
        """The catalogue's current entries as a table."""
        rows = {s.sha256: self._snapshot_row(s) for s in self.snapshots}
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

    def all(self) -> dict[str, pa.Table]:
        """Every table, made from nothing."""
        made = {"snapshot": self.snapshot(), "decision": self.decision()}
        for sources in self.groups:
            made |= self.read(sources)
        made["assertion"] = self.assertion(made["response"].to_pylist(), made["code"].to_pylist())
        return made

    def _read_one(self, snapshot: Snapshot) -> Iterable[tuple[str, list[Row]]]:
        mapping = snapshot.mapping
        given = self.catalogue.read(self.catalogue.find(mapping)) if mapping else None
        return load(snapshot.source).read(snapshot, self.catalogue.read(snapshot), given)

    def _snapshot_row(self, snapshot: Snapshot) -> Row:
        own = ("sha256", "source", "name", "bytes", "retrieved", "mapping", "reconstruction")
        row: Row = {k: getattr(snapshot, k) for k in own}
        if snapshot.source == MAPPING:
            return row | {
                "title": "Mapping",
                "publisher": "the study's own",
                "licence": "the study's own",
                "url": None,
            }
        meta = load(snapshot.source).meta
        described = {k: getattr(meta, k) for k in ("title", "publisher", "licence")}
        return row | described | {"url": meta.url or None}

    def _key(self, parts: Iterable[object]) -> str:
        listed = [code(), *(repr(p) for p in parts)]
        return hashlib.sha256("\n".join(listed).encode()).hexdigest()


def tables_of(study: Study) -> Tables:
    """The study's tables: the current run's if nothing changed since, else made in memory."""
    current = Store(study.path).current()
    if current is not None and _stands(current, inputs(study)) and current.intact():
        return current.tables()
    return Tables.from_arrow(Steps(study).all())


def make_run(study: Study, *, say: Say | None = None) -> Made:
    """Bring the study's run up to date, under its lock; skip what has not changed.

    Args:
        study: an opened study.
        say: told what is being read, and if another process must be waited for.

    Raises:
        Busy: another process builds the study and does not finish.
        EvidenceChanged: a byte of evidence is not what was added.
    """
    store = Store(study.path)
    with store.lock(say=say):
        wanted = inputs(study)
        current = store.current()
        if current is not None and not current.intact():
            current = None  # nothing of a damaged run is taken over
        if current is not None and _stands(current, wanted):
            return Made(current, changed=False)
        return _write(study, store, current, wanted, say)


def _write(
    study: Study, store: Store, last: Run | None, wanted: dict[str, str], say: Say | None
) -> Made:
    from sectorscope.pipeline.assemble import assemble  # it loads every chapter and type

    steps = Steps(study, say)
    keys = steps.keys()
    standing = last.inputs if last else {}
    kept = {n for n in TABLES if standing.get(f"table:{n}") == keys[f"table:{n}"]}
    with store.begin() as writer:
        held: dict[str, pa.Table] = {}
        if last is not None:
            for name in sorted(kept):
                writer.reuse(name, last)
                held[name] = last.tables().arrow(name)
        for name, table in _missing(steps, held).items():
            writer.write(name, table)
            held[name] = table
        profile = assemble(study.config, Tables.from_arrow(held), "public")
        writer.write_text(PUBLIC, profile.model_dump_json())
        run = writer.commit(wanted | keys)
    read = tuple(n for n in TABLES if n not in kept)
    return Made(run, changed=True, read=read, kept=tuple(sorted(kept)))


def _missing(steps: Steps, held: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    made: dict[str, pa.Table] = {}
    for sources, tables in steps.groups.items():
        if not set(tables) <= set(held):
            made |= {n: t for n, t in steps.read(sources).items() if n not in held}
    if "snapshot" not in held:
        made["snapshot"] = steps.snapshot()
    if "decision" not in held:
        made["decision"] = steps.decision()
    if "assertion" not in held:
        found = {**held, **made}
        made["assertion"] = steps.assertion(
            found["response"].to_pylist(), found["code"].to_pylist()
        )
    return made


def _stands(run: Run, wanted: Mapping[str, str]) -> bool:
    return all(run.inputs.get(name) == value for name, value in wanted.items())
