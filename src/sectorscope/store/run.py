"""One complete run: a folder of tables and texts, and the manifest that says what they hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from sectorscope.errors import StoreError
from sectorscope.store.hashing import content_hash, fingerprint
from sectorscope.store.names import MANIFEST
from sectorscope.store.tables import Tables

FORMAT = 1


@dataclass(frozen=True)
class Run:
    """A run as its manifest describes it; nothing else is read until it is asked for."""

    path: Path
    manifest: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The run's number, as its folder is called."""
        return self.path.name

    @property
    def inputs(self) -> Mapping[str, str]:
        """What the run was made from, as the writer was told: hashes by name."""
        return self.manifest["inputs"]

    @property
    def fingerprint(self) -> str:
        """One hash over all tables' content hashes; equal when two runs hold the same."""
        return self.manifest["fingerprint"]

    def tables(self) -> Tables:
        """The run's tables, to read."""
        return Tables({name: self.path / f"{name}.parquet" for name in self.manifest["tables"]})

    def text(self, name: str) -> str | None:
        """A text of the run, or None where it has none of this name.

        Raises:
            StoreError: the manifest names the text but its file is gone or not UTF-8.
        """
        if name not in self.manifest["texts"]:
            return None
        try:
            return self._bytes(name).decode("utf-8")
        except UnicodeDecodeError as why:
            raise StoreError(f"text {name} of run {self.id} is damaged") from why

    def verify(self) -> None:
        """Recompute every hash of the run.

        Raises:
            StoreError: a table or text is gone, damaged, or differs from the manifest.
        """
        tables = self.tables()
        hashes = {n: content_hash(n, tables.arrow(n)) for n in self.manifest["tables"]}
        for name, found in hashes.items():
            self._compare(f"table {name}", found, self.manifest["tables"][name]["hash"])
        for name, expected in self.manifest["texts"].items():
            self._compare(f"text {name}", sha256(self._bytes(name)).hexdigest(), expected)
        self._compare("the fingerprint", fingerprint(hashes), self.fingerprint)

    def intact(self) -> bool:
        """Whether every file still holds the bytes that were written; quicker than `verify`."""
        files = {f"{n}.parquet": t.get("file") for n, t in self.manifest["tables"].items()}
        files |= self.manifest["texts"]
        try:
            return all(sha256(self._bytes(n)).hexdigest() == held for n, held in files.items())
        except StoreError:
            return False

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.path / name).read_bytes()
        except OSError as why:
            raise StoreError(f"text {name} of run {self.id} cannot be read") from why

    def _compare(self, what: str, found: str, expected: str) -> None:
        if found != expected:
            raise StoreError(
                f"{what} of run {self.id} hashes to {found[:12]}",
                expected=f"{expected[:12]}, as its manifest says",
                hint="`sectorscope build`, which writes a new run",
            )


def open_run(path: Path) -> Run | None:
    """The run in a folder, or None where there is no complete one this version can read."""
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return Run(path, manifest) if _is_whole(manifest) else None


def _is_whole(manifest: object) -> bool:
    if not isinstance(manifest, dict):
        return False
    held = cast("dict[str, object]", manifest)
    parts = [held.get(part) for part in ("tables", "texts", "inputs")]
    known = held.get("format") == FORMAT and isinstance(held.get("fingerprint"), str)
    if not (known and all(isinstance(part, dict) for part in parts)):
        return False
    tables = cast("dict[str, object]", parts[0]).values()
    return all(isinstance(entry, dict) and {"rows", "hash", "file"} <= {*entry} for entry in tables)
