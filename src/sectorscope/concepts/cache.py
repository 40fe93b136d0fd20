"""What takes long to make, kept in the user's cache folder; to delete that folder costs time alone.

An entry is a folder named by its key. It is made beside and then renamed, so that it is whole or
absent; one whose bytes do not fit its manifest is thrown away and made again. Two processes may
make the same entry at once: either is as good. Where nothing can be written, everything is made
each time.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_dir

from sectorscope.concepts import cache_entry
from sectorscope.concepts.cache_entry import Entry

__all__ = ["Entry", "cached", "code_version", "folder", "key_of"]

VARIABLE = "SECTORSCOPE_CACHE"
"""The environment variable that names another folder."""
MOST_BYTES = 2_000_000_000
"""Of the whole folder: what was not used for longest goes first."""
_OURS = re.compile(r"[0-9a-f]{64}|\.[0-9a-f]{32}")  # entries; what is being made or thrown away
_ABANDONED = 86_400.0  # seconds after which nobody is making it any more


def key_of(*parts: str) -> str:
    """A key out of everything the entry depends on: digests, options, `code_version`."""
    return sha256("\x00".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


@cache
def code_version(*modules: str) -> str:
    """A hash of the source of imported modules, so that changed code finds no old entry."""
    digest = sha256()
    for name in modules:
        origin = getattr(sys.modules[name].__spec__, "origin", None) or ""
        try:
            digest.update(Path(origin).read_bytes())
        except OSError:  # not a file of its own: then the release must do
            from importlib.metadata import version

            digest.update(version("sectorscope").encode())
    return digest.hexdigest()


def cached(key: str, build: Callable[[], Entry]) -> Entry:
    """The entry of a key, made if it is not there or not whole.

    What comes back is the same either way (`Entry.as_kept`). Errors of `build` come through;
    errors of the disk do not: then nothing is kept.
    """
    root = folder()
    if root is None:
        return build().as_kept()
    place = root / key
    found = cache_entry.read(place, key)
    if found is not None:
        _touch(place)
        return found
    made = build().as_kept()
    _keep(made, place)
    return made


def folder() -> Path | None:
    """The cache's folder, whether it exists or not; None where there is no home to keep it in."""
    named = os.environ.get(VARIABLE) or user_cache_dir("sectorscope", appauthor=False)
    path = Path(named)
    return path if path.is_absolute() or os.environ.get(VARIABLE) else None


def _touch(place: Path) -> None:
    """Mark an entry as used today."""
    with suppress(OSError):
        os.utime(place)


def _keep(entry: Entry, place: Path) -> None:
    """Write an entry beside its place and give it its name, unless another was quicker."""
    beside = _aside(place)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.mkdir()
        cache_entry.write(entry, beside, place.name)
        if cache_entry.read(place, place.name) is None:
            _throw_away(place)
            beside.rename(place)
            _prune(place)
    except OSError:  # nothing is lost but time
        return
    finally:
        _remove(beside)


def _aside(place: Path) -> Path:
    return place.with_name(f".{os.urandom(16).hex()}")


def _throw_away(place: Path) -> None:
    """Take away what stands in an entry's place, at one stroke for whoever looks there."""
    if place.exists():
        aside = place.rename(_aside(place))
        _remove(aside)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink()


def _prune(newest: Path) -> None:
    """Keep the folder within its size; take away what somebody began and never finished.

    Only names that this file gives are looked at: the folder may be shared by mistake.
    """
    ours = [path for path in newest.parent.iterdir() if _OURS.fullmatch(path.name)]
    size = 0
    for used, path in sorted(((path.stat().st_mtime, path) for path in ours), reverse=True):
        if path.name.startswith("."):
            if used < time.time() - _ABANDONED:
                _remove(path)
            continue
        size += sum(file.stat().st_size for file in path.iterdir())
        if size > MOST_BYTES and path != newest:
            _remove(path)
