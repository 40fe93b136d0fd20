"""The catalogue of a study's evidence: which bytes, from where, since when.

Bytes are written first and listed after, so that whatever is listed is whole: a process killed at
any moment leaves at worst a file no line speaks of. The catalogue only ever grows; a file that
comes again with other bytes supersedes the older one, which stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from sectorscope.errors import Busy, EvidenceChanged, StoreError, UsageError
from sectorscope.evidence import files, sharing
from sectorscope.evidence.entry import Override, Snapshot, describe, from_line, to_line
from sectorscope.evidence.refusal import nearest

__all__ = ["MAPPING", "Catalogue", "Override", "Snapshot", "describe"]

MAPPING = "mapping"
"""Source name of mapping files: they are evidence too, though no reader reads them alone."""

LOCK_SECONDS = 30.0
"""How long a second process waits; adding takes a fraction of a second."""


class Catalogue:
    """The evidence of one study, in `evidence/`.

    Args:
        study_dir: The study's folder; `evidence/` is made when first added to.
    """

    def __init__(self, study_dir: Path) -> None:
        self.folder = study_dir / "evidence"
        self.path = self.folder / "catalogue.jsonl"

    def add(  # noqa: PLR0913 - an entry's columns, each given by its name
        self,
        data: bytes,
        *,
        name: str,
        source: str,
        retrieved: str,
        mapping: str | None = None,
        reconstruction: bool = False,
        overrides: Iterable[Override] = (),
    ) -> tuple[Snapshot, bool]:
        """Keep bytes and list them; see `put`, which takes the entry ready-made."""
        entry = describe(data, name=name, source=source, retrieved=retrieved)
        entry = replace(
            entry, mapping=mapping, reconstruction=reconstruction, overrides=tuple(overrides)
        )
        return self.put(entry, data)

    def put(self, entry: Snapshot, data: bytes) -> tuple[Snapshot, bool]:
        """Keep bytes and list them, unless the same are already current under source and name.

        Returns:
            The entry that stands, and whether it was added (False: it stood there already).

        Raises:
            Busy: another process holds the catalogue.
        """
        with self._locked():
            sharing.keep(self.folder / entry.file, data)
            for old in self.current():
                if old.same_as(entry) and not entry.signs(old):
                    return old, False
            files.append_line(self.path, to_line(entry))
        return entry, True

    def all(self) -> list[Snapshot]:
        """Every entry, oldest first; a torn last line is not an entry.

        Raises:
            StoreError: a line before the last cannot be read.
        """
        return [_entry(line, self.path, n) for n, line in enumerate(files.lines(self.path), 1)]

    def current(self) -> list[Snapshot]:
        """The newest entry of each source and name that stands, in the order of source and name."""
        newest = {(s.source, s.name): s for s in self.all()}
        return [newest[key] for key in sorted(newest) if not newest[key].withdrawn]

    def withdraw(self, name: str, *, source: str = "", why: str, who: str) -> Snapshot:
        """Take a file out of the study: its bytes stay, and so does the reason.

        Args:
            name: the file's name.
            source: its source, where several have a file of that name.
            why: the reason.
            who: who takes it out.

        Raises:
            UsageError: no such file stands, or several do; no reason, or nobody signed.
            Busy: another process holds the catalogue.
        """
        if not (why.strip() and who.strip()):
            raise UsageError(
                "a file is withdrawn without a reason, or by nobody", hint="--why TEXT --sign NAME"
            )
        with self._locked():
            entry = replace(self._standing(name, source), withdrawn=why.strip(), by=who.strip())
            files.append_line(self.path, to_line(entry))
        return entry

    def _standing(self, name: str, source: str) -> Snapshot:
        current = [s for s in self.current() if s.source != MAPPING]
        found = [s for s in current if s.name == name and source in ("", s.source)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(s.source for s in found)
            raise UsageError(f"{name} stands as {listed}", expected="one", hint="--as SOURCE")
        known = sorted({s.name for s in current})
        raise UsageError(
            f"the study holds no file {name!r}",
            expected="a file that stands in evidence/catalogue.jsonl",
            hint=nearest(name, known)
            or "what businesses said lies in the vault: sectorscope erase, or purge.",
        )

    def find(self, sha256: str) -> Snapshot:
        """The newest entry with these bytes, by whole hash or its first 12 digits or more.

        Raises:
            StoreError: the catalogue lists no such bytes.
        """
        known = [s for s in self.all() if sha256 and s.sha256.startswith(sha256)]
        if not known:
            raise StoreError(f"the catalogue lists no bytes {sha256[:12]}")
        return known[-1]

    def read(self, snapshot: Snapshot) -> bytes:
        """The bytes, proved by their hash at every reading.

        Raises:
            EvidenceChanged: the file is missing, or a byte of it is not what was added.
        """
        path = self.folder / snapshot.file
        try:
            data = path.read_bytes()
        except FileNotFoundError as why:
            raise EvidenceChanged(
                f"evidence/{path.name} is missing",
                expected=f"the {snapshot.bytes:,} bytes the catalogue lists",
                hint="restore the file, or add it again.",
            ) from why
        found = hashlib.sha256(data).hexdigest()
        if found != snapshot.sha256:
            raise EvidenceChanged(
                f"evidence/{path.name} has changed: its bytes hash to {found[:12]}",
                expected=f"{snapshot.sha256[:12]}, as the catalogue says",
                hint="restore the file, or add the original again.",
            )
        return data

    def refuse(
        self, data: bytes, *, name: str, source: str, retrieved: str, reason: str
    ) -> Snapshot:
        """Keep refused bytes with their reason, outside the catalogue: nothing is lost."""
        entry = describe(data, name=name, source=source, retrieved=retrieved)
        folder = self.folder / "refused"
        with self._locked():
            files.keep(folder / entry.file, data)
            files.append_line(folder / "refused.jsonl", to_line(entry, reason=reason))
        return entry

    def fingerprint(self, *, verify: bool = True) -> str:
        """A hash that changes when the current evidence does.

        Args:
            verify: Hash every file too, so that a changed byte is caught; without it only the
                catalogue is read, which is enough to ask whether something was added.

        Raises:
            EvidenceChanged: `verify`, and a file is missing or has changed.
        """
        entries = self.current()
        if verify:
            mappings = {s.mapping for s in entries if s.mapping}
            for snapshot in (*entries, *(self.find(m) for m in sorted(mappings))):
                self.read(snapshot)
        return hashlib.sha256("\n".join(map(to_line, entries)).encode()).hexdigest()

    @contextmanager
    def _locked(self) -> Generator[None, None, None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / ".lock", timeout=LOCK_SECONDS):
                files.clear_unfinished(self.folder)
                yield
        except Timeout as why:
            raise Busy(
                "another process is adding evidence to this study",
                hint="wait until it is done, then run the command again.",
            ) from why


def _entry(line: bytes, path: Path, number: int) -> Snapshot:
    try:
        return from_line(line)
    except ValueError as why:
        raise StoreError(
            f"line {number} of evidence/{path.name} is no entry of the catalogue",
            hint="restore the file; it is only ever appended to.",
        ) from why
