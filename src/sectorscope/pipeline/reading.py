"""Reading the evidence of a study, each file once, in the open and in the vault.

A sealed file gives its rows twice: as the study may hold them, and with what was said, which lives
in memory only, to anchor codings and to review them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sectorscope.evidence.fetching.attempts import Trouble, troubles
from sectorscope.evidence.sealed import CONFIDENTIAL, SHOWN_AS, SealedCatalogue, Unlock
from sectorscope.evidence.snapshots import MAPPING, Catalogue, Snapshot
from sectorscope.evidence.sources import load
from sectorscope.pipeline.concealing import Concealer
from sectorscope.schema import Records, joined

Row = dict[str, Any]
Read = Iterable[tuple[str, Sequence[Row]]]


class _Rows(NamedTuple):
    """Rows of one table from one file: as they may be held, and with what was said."""

    table: str
    held: Sequence[Row]
    said: Sequence[Row]


class Reading:
    """The evidence of one study.

    Args:
        study_dir: the study's folder.
        say: told which file is being read.
        unlock: opens the vault.
    """

    def __init__(self, study_dir: Path, say: Callable[[str], None], unlock: Unlock | None) -> None:
        self.catalogue = Catalogue(study_dir)
        self.sealed = SealedCatalogue(study_dir, unlock)
        self._say = say
        self._done: dict[str, list[_Rows]] = {}

    @cached_property
    def open_snapshots(self) -> list[Snapshot]:
        """Current snapshots outside the vault and the mappings they are read with, in order."""
        return _with_mappings(self.catalogue)

    @cached_property
    def sealed_snapshots(self) -> list[Snapshot]:
        """The same within the vault; needs its key."""
        return _with_mappings(self.sealed)

    @cached_property
    def troubles(self) -> dict[str, Trouble]:
        """By hash, what is amiss with the feeds that snapshots came from."""
        return troubles(self.catalogue.folder.parent, self.open_snapshots)

    def rows(self, table: str, sources: Collection[str]) -> Sequence[Row]:
        """Rows of a table from every file of some sources, as the study may hold them."""
        return joined([found.held for found in self._of(table, sources)])

    def forget(self) -> None:
        """Let go of files of very many rows, once their tables are made."""
        for found in self._done.values():
            if any(isinstance(one.held, Records) for one in found):
                found.clear()
        self._done = {sha256: found for sha256, found in self._done.items() if found}

    def words(self, table: str, sources: Collection[str]) -> list[Row]:
        """The same with what was said, under pseudonyms; never to be written down."""
        return [row for found in self._of(table, sources) for row in found.said]

    def _of(self, table: str, sources: Collection[str]) -> Iterator[_Rows]:
        listed = list(self.open_snapshots)
        if set(sources) & set(CONFIDENTIAL):
            listed += self.sealed_snapshots
        for snapshot in listed:
            if snapshot.source in sources:
                yield from (found for found in self._once(snapshot) if found.table == table)

    def _once(self, snapshot: Snapshot) -> list[_Rows]:
        if snapshot.sha256 not in self._done:
            self._say(f"reading {'a ' + SHOWN_AS if snapshot.sealed else snapshot.name}")
            read = self._read(self.sealed if snapshot.sealed else self.catalogue, snapshot)
            made = self._concealed if snapshot.sealed else _as_it_is
            self._done[snapshot.sha256] = [made(table, rows) for table, rows in read]
        return self._done[snapshot.sha256]

    def _concealed(self, table: str, rows: Sequence[Row]) -> _Rows:
        held = self._concealer.rows(table, rows)
        words = ("raw", "text")
        pairs = zip(held, rows, strict=True)
        return _Rows(table, held, [h | {k: r[k] for k in words if k in r} for h, r in pairs])

    @cached_property
    def _concealer(self) -> Concealer:
        return Concealer(self.sealed.vault)

    def _read(self, where: Catalogue | SealedCatalogue, snapshot: Snapshot) -> Read:
        mapping = where.find(snapshot.mapping) if snapshot.mapping else None
        given = where.read(mapping) if mapping else None
        read = load(snapshot.source).read(snapshot, where.read(snapshot), given)
        if mapping is None or given is None or not mapping.sealed:
            return read
        return _under_its_key(read, hashlib.sha256(given).hexdigest(), mapping.sha256)


def _with_mappings(where: Catalogue | SealedCatalogue) -> list[Snapshot]:
    current = [s for s in where.current() if s.source != MAPPING]
    used = sorted({s.mapping for s in current if s.mapping})
    return [*current, *(where.find(identity) for identity in used)]


def _as_it_is(table: str, rows: Sequence[Row]) -> _Rows:
    return _Rows(table, rows, rows)


def _under_its_key(read: Read, plain: str, keyed: str) -> Read:
    """A sealed mapping's rows under its keyed hash: the plain one could be tried against files."""
    for table, rows in read:
        yield table, [r | {"snapshot": keyed} if r["snapshot"] == plain else r for r in rows]


def _overrides(snapshot: Snapshot) -> str | None:
    """Gates that were overruled, as JSON; a reason may name who answered: the vault keeps it."""
    told = [{"gate": o.gate} if snapshot.sealed else asdict(o) for o in snapshot.overrides]
    return json.dumps(told, ensure_ascii=False) if told else None


def snapshot_row(snapshot: Snapshot, amiss: Trouble | None = None) -> Row:
    """An entry of the catalogue as a row of `snapshot`, with what is amiss with its feed."""
    own = ("sha256", "source", "name", "bytes", "retrieved", "mapping", "reconstruction", "sealed")
    row: Row = {k: getattr(snapshot, k) for k in own} | asdict(amiss or Trouble())
    row["overrides"] = _overrides(snapshot)
    if snapshot.sealed:
        row |= {"name": SHOWN_AS, "bytes": None}
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
