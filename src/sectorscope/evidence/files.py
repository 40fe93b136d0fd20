"""Files that are whole or not there: the two ways anything reaches the evidence folder."""

from __future__ import annotations

import contextlib
import json
import os
import re
import unicodedata
from pathlib import Path, PurePath

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_UNFINISHED = ".unfinished-"
MAX_NAME = 120
"""Bytes kept of a file name: Windows allows 260 characters for a whole path, Linux 255 bytes."""


def safe_name(name: str) -> str:
    """A file name that Windows, macOS and Linux all accept, its suffix kept.

    No device name (`CON`, `NUL`) needs care here, since every file begins with its hash.
    """
    base = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip(" .") or "unnamed"
    suffix = PurePath(base).suffix
    suffix = suffix if len(suffix.encode()) <= MAX_NAME // 4 else ""
    stem = base.removesuffix(suffix).encode()[: MAX_NAME - len(suffix.encode())]
    return stem.decode("utf-8", "ignore").rstrip(" .") + suffix


def keep(path: Path, data: bytes) -> None:
    """Have exactly these bytes at `path`: written aside, flushed, then put in place at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == data:
        return
    beside = aside(path)
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)  # noqa: PTH105 - one call, so that a fault can be put before or after
    _flush_folder(path.parent)


def aside(path: Path) -> Path:
    """Where a file is made before it is put in place; what is left there is cleared away."""
    return path.parent / f"{_UNFINISHED}{path.name}"


def append_line(path: Path, line: str) -> None:
    """Add a line in one write, flushed; a line that was torn before it is taken off first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else b""
    whole = _whole(before)
    with path.open("r+b" if path.exists() else "xb") as file:
        file.truncate(len(whole))
        file.seek(len(whole))
        newline = b"\n" if whole and not whole.endswith(b"\n") else b""
        file.write(newline + line.encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if not before:
        _flush_folder(path.parent)


def lines(path: Path) -> list[bytes]:
    """The whole lines of a JSON Lines file; none if there is no file."""
    data = _whole(path.read_bytes()) if path.exists() else b""
    return [line for line in data.split(b"\n") if line.strip()]


def clear_unfinished(folder: Path) -> None:
    """Take away what a killed process left half-written; call under the lock."""
    for path in (*folder.glob(f"{_UNFINISHED}*"), *folder.glob(f"refused/{_UNFINISHED}*")):
        path.unlink(missing_ok=True)


def _whole(data: bytes) -> bytes:
    """Without a torn last line: one that has no line end and is no JSON either."""
    cut = data.rfind(b"\n") + 1
    try:
        json.loads(data[cut:])
    except ValueError:
        return data[:cut]
    return data


def _flush_folder(folder: Path) -> None:
    """Flush the folder's entry too; Windows neither needs nor allows it."""
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
