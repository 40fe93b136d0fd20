"""Writing a run: into a folder nobody looks at, which gets its name when all is on the disk."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from sectorscope.errors import StoreError
from sectorscope.schema import check
from sectorscope.store.disk import refusing, sync_files, sync_folder, write_synced
from sectorscope.store.hashing import fingerprint, ordered_hash
from sectorscope.store.names import MANIFEST, check_text, declared, parquet
from sectorscope.store.run import FORMAT, Run


class Writer:
    """A run being written; `Store.begin` makes one and clears it away if it is not committed.

    Args:
        folder: The temporary folder, beside the runs.
        final: What the folder is called once the run is complete.
        swap_in: Makes the committed run the current one.
    """

    def __init__(self, folder: Path, final: Path, swap_in: Callable[[Run], None]) -> None:
        self._folder = folder
        self._final = final
        self._swap_in = swap_in
        self._tables: dict[str, dict[str, Any]] = {}
        self._texts: dict[str, str] = {}
        self._open = True

    def write(self, name: str, data: pa.Table) -> None:
        """Check a table against its declaration and write it in key order.

        Raises:
            StoreError: there is no such table, it was written already, or the disk refuses.
            SchemaError: it does not hold what its declaration promises.
        """
        import pyarrow.parquet as pq

        table = declared(name)
        path = self._new(parquet(name))
        ordered = check(table, data).replace_schema_metadata()
        with refusing(f"table {name} cannot be written"):
            pq.write_table(ordered, path, compression="zstd")
        self._tables[name] = {
            "rows": ordered.num_rows,
            "hash": ordered_hash(table, ordered),
            "file": sha256(path.read_bytes()).hexdigest(),
        }

    def reuse(self, name: str, run: Run) -> None:
        """Take a table from an earlier run as it is, without reading it.

        Raises:
            StoreError: that run has no such table, it was written already, or the disk refuses.
        """
        path = self._new(parquet(name))
        if name not in run.manifest["tables"]:
            raise StoreError(f"run {run.id} has no table {name} to reuse")
        with refusing(f"table {name} of run {run.id} cannot be reused"):
            _link_or_copy(run.path / path.name, path)
        self._tables[name] = dict(run.manifest["tables"][name])

    def write_text(self, name: str, text: str) -> None:
        """Write a frozen document, such as `profile.public.json`, as UTF-8.

        Raises:
            StoreError: the name is no plain file name, was written already, or the disk refuses.
        """
        path = self._new(check_text(name))
        data = text.encode("utf-8")
        with refusing(f"text {name} cannot be written"):
            write_synced(path, data)
        self._texts[name] = sha256(data).hexdigest()

    def commit(self, inputs: Mapping[str, str]) -> Run:
        """Complete the run and make it the current one.

        Args:
            inputs: What the run was made from, hashes by name; kept in the manifest.

        Raises:
            StoreError: the run was committed already, or the disk refuses.
        """
        self._check_open()
        self._open = False
        manifest = self._manifest(inputs)
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        with refusing(f"run {self._final.name} cannot be completed"):
            write_synced(self._folder / MANIFEST, text.encode("utf-8"))
            sync_files(self._folder)
            self._folder.rename(self._final)
            sync_folder(self._final.parent)
            run = Run(self._final, manifest)
            self._swap_in(run)
        return run

    def _manifest(self, inputs: Mapping[str, str]) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "tables": self._tables,
            "texts": self._texts,
            "inputs": dict(inputs),
            "fingerprint": fingerprint({n: t["hash"] for n, t in self._tables.items()}),
        }

    def _new(self, file_name: str) -> Path:
        """Where a file goes. Never onto one that stands: it may be an earlier run's, by link."""
        self._check_open()
        path = self._folder / file_name
        if path.exists():
            raise StoreError(f"{file_name} was written to this run already")
        return path

    def _check_open(self) -> None:
        if not self._open:
            raise StoreError("this run was committed already; nothing can be added to it")


def _link_or_copy(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without links
        shutil.copyfile(old, new)
