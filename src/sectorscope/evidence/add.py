"""Adding a file to a study: everything that must hold before bytes become evidence.

What enters passed the gates and was read from end to end. What is refused is kept beside the
catalogue with its reason. Files of a consultation that is not a reconstruction go into the vault
instead; refused ones are not kept at all, and no message names them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sectorscope.errors import EvidenceRefused, SchemaError, SectorscopeError, UsageError
from sectorscope.evidence import gates, people
from sectorscope.evidence.gates import Verdict, Verdicts
from sectorscope.evidence.once import explain_twice
from sectorscope.evidence.others import advised
from sectorscope.evidence.overlap import check_overlap
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode
from sectorscope.evidence.sealed import CONFIDENTIAL, SealedCatalogue, Unlock
from sectorscope.evidence.snapshots import MAPPING, Catalogue, Override, Snapshot, describe
from sectorscope.evidence.sources import Dropped, Folder, Remarks, load
from sectorscope.schema import TABLES, from_rows, joined

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Added:
    """What came of adding a file: its entry, what to know, and rows read but left out.

    verdicts: what each gate said, in the order they were come to.
    """

    snapshot: Snapshot
    warnings: tuple[str, ...]
    already_there: bool
    dropped: tuple[Dropped, ...]
    verdicts: tuple[Verdict, ...] = ()


def add_file(  # noqa: PLR0913 - the options of `sectorscope add`, each by its name
    study_dir: Path,
    file: Path | bytes,
    *,
    source: str,
    retrieved: str,
    name: str = "",
    mapping_path: Path | None = None,
    override: str | None = None,
    why: str | None = None,
    unlock: Unlock | None = None,
    retain_until: str = "",
    who: str = "",
) -> Added:
    """Pass a file through the gates and its source's reader, and add it to the evidence.

    Args:
        study_dir: The study's folder.
        file: A path, or the bytes themselves with their `name`.
        source: Name of the source that reads it.
        retrieved: ISO date the bytes were added or fetched; never the clock's.
        name: File name, where `file` is bytes.
        mapping_path: A mapping to read it with; kept as a snapshot too.
        override: A gate to overrule.
        why: The reason, without which no gate is overruled.
        who: Who overrules it.
        unlock: Opens the study's vault, or makes one, for what real businesses said.
        retain_until: ISO date until which the vault may keep it; empty for no date.

    Raises:
        EvidenceRefused: the bytes are not what they say; they are kept under `evidence/refused`,
            unless they belong in the vault.
        VaultLocked: they belong in the vault, and there is no key.
        UsageError: no such file, source or gate, no reason, or no date.
    """
    reader = load(source)
    overruled = Override.given(override, why, who)
    data, called = _bytes(file, name)
    mapping = _bytes(mapping_path, "") if mapping_path else None
    invented = _says_reconstruction(mapping[0] if mapping else None)
    sealed = source in CONFIDENTIAL and not invented
    invented = invented or (called.lower().endswith(".toml") and _says_reconstruction(data))
    entry = describe(data, name=called, source=source, retrieved=retrieved)
    entry = replace(entry, reconstruction=invented)
    opened = Catalogue(study_dir)
    vaulted = SealedCatalogue(study_dir, unlock, retain_until=_day(retain_until))
    if source in CONFIDENTIAL:
        _refuse_both(opened if sealed else vaulted)
    if not sealed:
        return _Adding(opened, reader, data, mapping).run(entry, overruled)
    with people.nameless(called):
        return _Adding(vaulted, reader, data, mapping).run(entry, overruled)


def _refuse_both(other: Catalogue | SealedCatalogue) -> None:
    """No sentence can speak of real and of invented businesses at once."""
    if any(s.source in CONFIDENTIAL for s in other.current()):
        raise EvidenceRefused(
            "one consultation of the study is real and the other a reconstruction",
            expected="one or the other, not both",
            hint="a study of its own: sectorscope new",
        )


@dataclass(frozen=True)
class _Adding:
    catalogue: Catalogue | SealedCatalogue
    reader: Folder
    data: bytes
    mapping: tuple[bytes, str] | None
    noted: Verdicts = field(default_factory=Verdicts)

    def run(self, entry: Snapshot, overruled: Override | None) -> Added:
        try:
            entry, warnings = self._passed(entry, overruled)
            found = self._elsewhere(entry)
        except EvidenceRefused as refused:
            reason = refused
            if not isinstance(self.catalogue, SealedCatalogue):
                reason = advised(refused, entry, self.data)
            self.catalogue.refuse(
                self.data,
                name=entry.name,
                source=entry.source,
                retrieved=entry.retrieved,
                reason=str(reason),
            )
            self._explain(reason)
            raise reason from refused.__cause__
        said = self.reader.remarks(entry, self.data, self.read_with)
        warnings = (*said.warnings, *warnings)
        if found:
            warnings = (*warnings, f"it stands there as {found.name}")
            return Added(found, warnings, True, said.dropped, tuple(self.noted.given))
        said = replace(said, warnings=warnings)
        if not isinstance(self.catalogue, SealedCatalogue):
            return self._listed(entry, said)
        vault = self.catalogue.vault
        people.refuse_erased(vault, self.reader, entry, self.data, self.read_with)
        with vault.together():  # who answered and what they said: both, or neither
            people.remember(vault, self.reader, entry, self.data, self.read_with)
            return self._listed(entry, said)

    @property
    def read_with(self) -> bytes | None:
        """Bytes of the mapping, if one was given."""
        return self.mapping[0] if self.mapping else None

    def _passed(
        self, entry: Snapshot, overruled: Override | None
    ) -> tuple[Snapshot, tuple[str, ...]]:
        """The entry once every gate is open; an override is noted only if its gate was shut."""
        try:
            self._through(entry)
        except GateRefused as shut:
            if overruled is None or shut.gate != overruled.gate:
                raise
            return self._opened(entry, overruled)
        if overruled and any(v.gate == overruled.gate and v.said for v in self.noted.given):
            return self._opened(entry, overruled)
        unused = f"gate {overruled.gate} was open; nothing was overruled" if overruled else ""
        return entry, (*self.noted.flags, *([unused] if unused else []))

    def _opened(self, entry: Snapshot, overruled: Override) -> tuple[Snapshot, tuple[str, ...]]:
        entry = replace(entry, overrides=(overruled,))
        self._through(entry)
        said = f"gate {overruled.gate} was overruled: {overruled.why}"
        return entry, (*self.noted.flags, said)

    def _through(self, entry: Snapshot) -> None:
        """Every gate in order: on the bytes, in the reader, on the rows."""
        self.noted.given.clear()
        self.noted.overridden = entry.overridden
        rules = self.reader.meta.assertions
        gates.inspect(
            self.data, entry.name, table=rules.table, page=rules.page, verdicts=self.noted
        )
        tables = self._read(entry)
        self.noted.through(rules.gates)
        if not isinstance(self.catalogue, SealedCatalogue):
            gates.examine(tables, self.noted, personal=rules.personal)

    def _read(self, entry: Snapshot) -> dict[str, pa.Table]:
        chunks: dict[str, list[Sequence[dict[str, Any]]]] = {}
        read: dict[str, Sequence[dict[str, Any]]] = {}
        try:
            for table, made in self.reader.read(entry, self.data, self.read_with):
                chunks.setdefault(table, []).append(made)
            read = {table: joined(made) for table, made in chunks.items()}
            tables = {table: from_rows(TABLES[table], made) for table, made in read.items()}
        except SchemaError as reason:
            hidden = isinstance(self.catalogue, SealedCatalogue)  # it may say whose row it is
            if not hidden:
                explain_twice(read, entry.name)
            why = "" if hidden else f": {reason.found}"
            raise EvidenceRefused(f"{entry.name} does not fit its tables{why}") from reason
        rows = sum(made.num_rows for made in tables.values())
        least = self.reader.meta.assertions.minimum_rows
        if rows < least and "no_rows" not in entry.overridden:
            raise GateRefused(
                "no_rows", f"{entry.name} gives {rows} rows", expected=f"at least {least}"
            )
        check_overlap(self.catalogue, entry, read)
        return tables

    def _explain(self, reason: EvidenceRefused) -> None:
        """Let a refusal carry what the gates before it had said."""
        if isinstance(reason, GateRefused):
            self.noted.shut(reason.gate, str(reason))
            given = tuple(self.noted.given)
            met = {v.gate for v in given}
            later = [g for g in self.reader.meta.assertions.gates if g not in met]
            reason.verdicts = (*given, *(Verdict(g, "not reached") for g in later))

    def _elsewhere(self, entry: Snapshot) -> Snapshot | None:
        """The same bytes under another name: there already, unless they are read otherwise."""
        if isinstance(self.catalogue, SealedCatalogue):
            return self._refuse_twice(self.catalogue, entry)
        mapping = sha256(self.read_with).hexdigest() if self.read_with is not None else None
        for old in self.catalogue.current():
            if old.sha256 != entry.sha256 or (old.source, old.name) == (entry.source, entry.name):
                continue
            if (old.source, old.mapping) == (entry.source, mapping):
                return old
            raise GateRefused(
                "twice",
                f"{entry.name} has the same bytes as {old.name}, added as {old.source}",
                expected="each file once",
                hint="add it under the name it has there.",
            )
        return None

    def _refuse_twice(self, vaulted: SealedCatalogue, entry: Snapshot) -> None:
        """The vault keeps bytes once: under a second name they would take the first one's place."""
        for old in vaulted.current():
            itself = (old.source, old.name) == (entry.source, entry.name)
            if not itself and old.bytes == entry.bytes and vaulted.read(old) == self.data:
                raise GateRefused(
                    "twice",
                    "the file has the same bytes as another one in the vault",
                    expected="each file once",
                    hint="add it under the name it had there.",
                )

    def _listed(self, entry: Snapshot, said: Remarks) -> Added:
        if self.mapping:
            data, name = self.mapping
            kept = describe(data, name=name, source=MAPPING, retrieved=entry.retrieved)
            kept = replace(kept, reconstruction=_says_reconstruction(data))
            entry = replace(entry, mapping=self.catalogue.put(kept, data)[0].sha256)
        warnings = (*said.warnings, *self._undeclared(entry))
        standing, new = self.catalogue.put(entry, self.data)
        return Added(standing, warnings, not new, said.dropped, tuple(self.noted.given))

    def _undeclared(self, entry: Snapshot) -> list[str]:
        """What the file was read with when it was added before, and is not any more."""
        if isinstance(self.catalogue, SealedCatalogue):
            return []  # a file in the vault may be called after a business
        for old in self.catalogue.current():
            same = (old.source, old.name) == (entry.source, entry.name)
            if same and old.mapping and not entry.mapping:
                used = self.catalogue.find(old.mapping).name
                return [f"it was read with the mapping {used} before, and is not any more"]
        return []


def _bytes(file: Path | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(file, bytes):
        if not name:
            raise UsageError("the bytes have no name", expected="the file name they came under")
        return file, name
    try:
        return file.read_bytes(), name or file.name
    except OSError as why:
        raise UsageError(f"{file.name} cannot be read", expected="a file") from why


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as why:
        raise UsageError(f"{text!r} is no date", expected="one like 2026-11-22") from why


def _says_reconstruction(text: bytes | None) -> bool:
    """Whether a TOML file says `reconstruction = true`; what cannot be read says nothing."""
    if text is None:
        return False
    try:
        return tomllib.loads(decode(text)[0]).get("reconstruction") is True
    except (SectorscopeError, tomllib.TOMLDecodeError):
        return False
