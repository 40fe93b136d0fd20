"""Opening the index, reading it, and changing it as one transaction that a kill cannot halve.

A change writes its sealed files under new random names and syncs them; then the index, beside, and
synced; then the index takes its name: that is the moment of change. What the old index named and
the new does not is overwritten and removed afterwards. A process that dies before that moment
leaves files that no index names, one that dies after it leaves old files: both are cleared by the
next that changes or opens the vault, under the lock.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sectorscope.errors import Busy, VaultError
from sectorscope.vault import cipher, disk, header
from sectorscope.vault.contents import PART, Contents

INDEX = "index.sealed"
AUDIT_SEAL = "audit.sealed"
FILES = "files"
LOCK = ".lock"
MARKER = "unfinished"
"""Stands while a vault is being made: without it, an index with no key file is a damaged vault."""

SUFFIX = ".sealed"
WAIT = 30.0
_Stamp = tuple[int, int, int]


class Room:
    """A vault's folder, opened: its keys, its index, and the one way to change it."""

    def __init__(self, folder: Path, keys: cipher.Keys) -> None:
        """Read the index of a vault whose keys are known.

        Raises:
            VaultDamaged: the index is missing or is not what was written.
        """
        self._folder = folder
        self._keys = keys
        self._lock = FileLock(folder / LOCK, mode=0o600)
        self._draft: Contents | None = None
        self._fresh: list[Path] = []
        self._given: dict[str, str] = {}  # pseudonyms given out here and not made known yet
        self._stamp, self._contents = self._load()

    def __repr__(self) -> str:
        return f"Vault({self._keys.vault})"

    @contextmanager
    def together(self) -> Generator[None]:
        """Make several changes one: all of them are kept, or, if the body raises, none.

        Raises:
            Busy: another process is changing the vault.
            VaultError: the disk refuses.
        """
        with self._change():
            yield

    def tidy(self) -> None:
        """Overwrite and remove what a killed process left behind.

        Raises:
            Busy: another process is changing the vault.
            VaultError: something could not be removed.
        """
        with self._locked():
            self._clear(self._load()[1])

    def _now(self) -> Contents:
        """What the vault holds at this moment, this process's unfinished changes included."""
        if self._draft is not None:
            return self._draft
        if _stamp(self._folder / INDEX) != self._stamp:
            self._stamp, self._contents = self._load()
        return self._contents

    def _load(self) -> tuple[_Stamp, Contents]:
        path = self._folder / INDEX
        stamp = _stamp(path)  # before the bytes: at worst they are read once more
        plain = cipher.unseal(self._keys.index, disk.read(path, PART), self._aad("index"), PART)
        return stamp, Contents.from_bytes(plain)

    @contextmanager
    def _change(self) -> Generator[Contents]:
        if self._draft is not None:
            yield self._draft
            return
        with self._locked():
            before = self._load()[1]
            with suppress(VaultError):  # it will be said when what this change leaves is cleared
                self._clear(before)
            self._draft, self._fresh = before.copy(), []
            try:
                yield self._draft
            except BaseException:
                self._discard()
                raise
            else:
                self._commit(before, self._draft)
            finally:
                self._draft, self._fresh = None, []

    def _commit(self, before: Contents, after: Contents) -> None:
        plain = after.to_bytes()
        if plain != before.to_bytes():
            with disk.refusing("the vault could not be changed, and is as it was"):
                if self._fresh:
                    disk.sync_folder(self._folder / FILES)
                disk.replace_synced(self._folder / INDEX, self._sealed_index(plain))
        self._clear(after)

    def _sealed_index(self, plain: bytes) -> bytes:
        aad = self._aad("index")
        return cipher.seal(self._keys.index, plain, aad, least=cipher.LEAST_INDEX)

    def _put(self, data: bytes) -> str:
        """Seal bytes into a new file, which counts once the index names it."""
        name = os.urandom(16).hex()
        path = self._folder / FILES / (name + SUFFIX)
        aad = self._aad(f"file {name}")
        sealed = cipher.seal(self._keys.files, data, aad, least=cipher.LEAST_FILE)
        self._fresh.append(path)
        with disk.refusing("a file could not be sealed; the vault is as it was"):
            path.parent.mkdir(mode=0o700, exist_ok=True)  # a copy may leave empty folders out
            disk.write_synced(path, sealed)
        return name

    def _get(self, name: str) -> bytes:
        part = f"the sealed file {name[:8]}…"
        path = self._folder / FILES / (name + SUFFIX)
        sealed = disk.read(path, part)
        return cipher.unseal(self._keys.files, sealed, self._aad(f"file {name}"), part)

    def _clear(self, contents: Contents) -> None:
        """Remove what the index does not name; the vault itself is whole with or without it.

        Raises:
            VaultError: something could not be removed.
        """
        named = {kept.file + SUFFIX for kept in contents.files.values()}
        folder = self._folder / FILES
        what = "the vault is sound, but sealed files that it needs no more could not be removed"
        with disk.refusing(what):
            left = [p for p in sorted(folder.glob("*" + SUFFIX)) if p.name not in named]
            left += sorted(self._folder.glob("*" + disk.NEW_SUFFIX))
            for path in left:
                disk.shred(path)
            if left:
                disk.sync_folder(folder)
            (self._folder / MARKER).unlink(missing_ok=True)

    def _discard(self) -> None:
        for path in self._fresh:
            with suppress(OSError):  # the next change will see to it
                disk.shred(path)

    def _aad(self, part: str) -> str:
        return f"sectorscope vault 1 {self._keys.vault} {part}"

    @contextmanager
    def _locked(self, wait: float | None = None) -> Generator[None]:
        with locked(self._lock, wait):
            yield


@contextmanager
def locked(lock: FileLock, wait: float | None = None) -> Generator[None]:
    """Hold the vault's lock.

    Raises:
        Busy: another process holds it.
        VaultError: the folder cannot be used.
    """
    wait = WAIT if wait is None else wait
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise Busy(
            f"another process is changing the vault and did not finish in {wait:g} seconds",
            hint="again when it has finished",
        ) from None
    except OSError as why:
        reason = why.strerror or type(why).__name__
        raise VaultError(f"the vault's folder cannot be used ({reason})") from None
    try:
        yield
    finally:
        lock.release()


def write_new(folder: Path, header_bytes: bytes, keys: cipher.Keys) -> None:
    """Write a vault's parts, the key file last: until it stands there is no vault.

    Raises:
        OSError: the disk refuses.
    """
    marker = folder / MARKER
    if not marker.exists():
        disk.write_synced(marker, b"")
        disk.sync_folder(folder)
    (folder / FILES).mkdir(mode=0o700, exist_ok=True)
    aad = f"sectorscope vault 1 {keys.vault} "
    index = cipher.seal(keys.index, Contents().to_bytes(), aad + "index", least=cipher.LEAST_INDEX)
    disk.replace_synced(folder / INDEX, index)
    disk.replace_synced(folder / AUDIT_SEAL, cipher.seal(keys.audit, b"", aad + "audit"))
    disk.replace_synced(folder / header.FILE_NAME, header_bytes)
    marker.unlink()


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_mtime_ns, found.st_size
