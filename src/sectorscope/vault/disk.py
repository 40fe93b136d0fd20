"""The vault's files on the disk: written and synced, then named; read; and made unreadable.

All goes through plain descriptors and is for the owner's eyes alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sectorscope.errors import VaultDamaged, VaultError

NEW_SUFFIX = ".new"
_BINARY = getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY
_TRIES = 40  # Windows will not replace a file that somebody reads at that moment


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on the disk.

    Raises:
        OSError: the file stands already, or the disk is full or read-only.
    """
    _write(os.open(path, _CREATE, 0o600), data)


def replace_synced(path: Path, data: bytes) -> None:
    """Give a file new content at one stroke: a reader sees the old or the new, never a part.

    Raises:
        OSError: the disk is full or read-only; then the file is as it was.
    """
    beside = path.with_name(path.name + NEW_SUFFIX)
    beside.unlink(missing_ok=True)
    write_synced(beside, data)
    for left in reversed(range(_TRIES)):
        try:
            os.replace(beside, path)  # noqa: PTH105 -- the one call that matters; Path hides it
            break
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(0.05)
    sync_folder(path.parent)


def append_synced(path: Path, whole: int, data: bytes) -> None:
    """Add to a file after its first `whole` bytes (what follows is torn) and sync it.

    Raises:
        OSError: the disk is full or read-only.
    """
    is_new = not path.exists()
    descriptor = os.open(path, _APPEND, 0o600)
    if os.fstat(descriptor).st_size > whole:
        os.ftruncate(descriptor, whole)
    _write(descriptor, data)
    if is_new:
        sync_folder(path.parent)


def shred(path: Path) -> None:
    """Overwrite a file and remove it; a disk or file system that keeps copies may keep this too.

    Raises:
        OSError: somebody has it open (Windows), or the disk is read-only.
    """
    descriptor = os.open(path, os.O_WRONLY | _BINARY)
    _write(descriptor, bytes(os.fstat(descriptor).st_size))
    path.unlink()


def read(path: Path, part: str) -> bytes:
    """A file's bytes.

    Raises:
        VaultDamaged: it is not there; `part` says which it is.
        VaultError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise damaged(part, "is missing") from None
    except OSError as why:
        reason = why.strerror or type(why).__name__
        raise VaultError(f"{part} of the vault cannot be read ({reason})") from None


def damaged(part: str, how: str = "is damaged or was changed by something else") -> VaultDamaged:
    """The error for a part that is not what was written."""
    return VaultDamaged(
        f"{part} of the vault {how}; nothing was changed",
        hint="put back the study's vault folder, whole, from a copy",
    )


@contextmanager
def refusing(what: str) -> Generator[None]:
    """Turn a failure of the disk into an error that says what could not be done.

    Raises:
        VaultError: the body raised OSError.
    """
    try:
        yield
    except OSError as why:
        raise VaultError(
            f"{what} ({why.strerror or type(why).__name__})",
            hint="look at the free space and the rights of the study's vault folder",
        ) from None


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk; Windows has no such call and needs none.

    Raises:
        OSError: the disk fails.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    """Write all, wait until it is on the disk, close."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
