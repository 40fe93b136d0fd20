"""Large files are kept once on a machine: studies that hold the same bytes link to the same file.

The file lies in the user's cache folder under its hash, read-only. A link is as good as a copy: to
delete the cache takes nothing from a study, and every reading proves the bytes by their hash. Where
no link can be made (another disk), the study gets a copy.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from sectorscope.concepts.cache import folder as cache_folder
from sectorscope.evidence import files

LARGE = 16 * 2**20
"""Bytes from which on a file is worth sharing."""

_UNUSED = 30 * 86_400.0  # seconds after which a file that no study links to is taken away
_FOLDER = "evidence"


def keep(path: Path, data: bytes) -> None:
    """Have exactly these bytes at `path`, linked to the shared file if they are many."""
    root = cache_folder()
    if len(data) < LARGE or root is None:
        files.keep(path, data)
        return
    try:
        _link(_shared(root / _FOLDER, data), path)
    except OSError:
        files.keep(path, data)


def _shared(folder: Path, data: bytes) -> Path:
    """The shared file, written if it is not there or is not what its name says."""
    path = folder / hashlib.sha256(data).hexdigest()
    if not path.exists() or path.stat().st_size != len(data) or path.read_bytes() != data:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        files.keep(path, data)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    _prune(folder, path)
    return path


def _link(shared: Path, path: Path) -> None:
    """Put a link in place at once, whatever stood there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.samefile(shared):
        return
    aside = files.aside(path)
    aside.unlink(missing_ok=True)
    os.link(shared, aside)
    os.replace(aside, path)  # noqa: PTH105 - as files.keep does it


def _prune(folder: Path, mine: Path) -> None:
    """Take away what no study has linked to for long; a link counts itself."""
    for path in folder.iterdir():
        with suppress(OSError):
            known = path.stat()
            if path != mine and known.st_nlink == 1 and known.st_mtime < time.time() - _UNUSED:
                path.unlink()
