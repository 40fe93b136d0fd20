"""Files that survive a power cut: written, synced, and only then given their name."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sectorscope.errors import StoreError


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on the disk.

    Raises:
        OSError: the file stands already, or the disk is full or read-only.
    """
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_synced(path: Path, data: bytes) -> None:
    """Give a file new content at one stroke: a reader sees the old or the new, never a part.

    Raises:
        OSError: the disk is full or read-only.
    """
    beside = path.with_name(path.name + ".tmp")
    beside.unlink(missing_ok=True)
    write_synced(beside, data)
    os.replace(beside, path)  # noqa: PTH105 -- the one call the design names; Path hides it
    sync_folder(path.parent)


def sync_files(folder: Path) -> None:
    """Wait until every file of a folder, and the folder's list of them, is on the disk.

    Raises:
        OSError: a file cannot be opened or the disk fails.
    """
    for path in sorted(folder.iterdir()):
        with path.open("rb+") as file:  # Windows syncs only what is open for writing
            os.fsync(file.fileno())
    sync_folder(folder)


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


@contextmanager
def refusing(what: str) -> Generator[None]:
    """Turn a failure of the disk into an error that says what could not be done.

    Raises:
        StoreError: the body raised OSError.
    """
    try:
        yield
    except OSError as why:
        raise StoreError(
            f"{what}: {why.strerror or type(why).__name__}",
            hint="look at the free space and the rights of the study's build folder",
        ) from why
