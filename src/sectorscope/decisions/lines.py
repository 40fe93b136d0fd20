"""A file of lines that is only ever added to, and whose end a killed process may have torn.

A line counts once its new line is written. What stands after the last one was being written
when a process died: its writer never heard that it was kept, so it is no decision.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from sectorscope.errors import DecisionError

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)


def read_whole(path: Path) -> bytes:
    """The file's complete lines, each with its new line; nothing where there is no file.

    Raises:
        DecisionError: the file cannot be read.
    """
    data = _read(path)
    return data[: data.rfind(b"\n") + 1]


def is_torn(path: Path) -> bool:
    """Whether the file ends in the middle of a line.

    Raises:
        DecisionError: the file cannot be read.
    """
    return not _read(path).endswith(b"\n") and bool(_read(path))


def append(path: Path, data: bytes) -> None:
    """Add complete lines in one write and wait until they are on the disk.

    Raises:
        DecisionError: the disk refuses; then the file is as it was.
    """
    try:
        set_torn_aside(path)
        is_new = not path.exists()
        _write(path, data)
        if is_new:
            _sync_folder(path.parent)
    except OSError as why:
        raise _refused(path, why) from why


def set_torn_aside(path: Path) -> None:
    """Move a torn end to `<file>.torn-<n>`: nothing may be glued to it, and nothing is lost.

    Raises:
        OSError: the disk refuses.
    """
    if not is_torn(path):
        return
    whole = len(read_whole(path))
    _write(_free_name(path), _read(path)[whole:])  # first the copy: a kill here leaves both
    with path.open("rb+") as file:
        file.truncate(whole)
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, _APPEND, 0o666)
    try:
        before = os.fstat(descriptor).st_size
        if os.write(descriptor, data) != len(data):
            os.ftruncate(descriptor, before)  # a full disk takes a part; a part is no decision
            raise OSError(0, "only a part could be written")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.torn-{n}") for n in count(1))
    return next(name for name in names if not name.exists())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as why:
        raise _refused(path, why) from why


def _refused(path: Path, why: OSError) -> DecisionError:
    reason = why.strerror or type(why).__name__
    return DecisionError(
        f"{path.name} cannot be read or added to ({reason})",
        hint="look at the free space and the rights of the study's decisions folder",
    )


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # no such call there, and no need of it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
