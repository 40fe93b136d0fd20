"""An entry of the cache: arrays, values and bytes in a folder, each file known by its hash."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

MANIFEST = "manifest.json"
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Entry:
    """What is kept under one key, by names of lower-case letters, digits and `_`.

    arrays: numpy arrays of plain types; out of the cache they are read-only and lie on the disk.
    values: what JSON can say. blobs: bytes.
    """

    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict[str, "NDArray[Any]"])
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    blobs: Mapping[str, bytes] = field(default_factory=dict[str, bytes])

    def __post_init__(self) -> None:
        for name in (*self.arrays, *self.values, *self.blobs):
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} is no name for a part of a cache entry")

    def as_kept(self) -> Entry:
        """The entry as it comes back: arrays read-only, values as JSON gives them.

        Raises:
            TypeError, ValueError: a value is nothing JSON can say.
        """
        arrays = {name: array.view() for name, array in self.arrays.items()}
        for array in arrays.values():
            array.flags.writeable = False
        return Entry(arrays, json.loads(_json(self.values)), self.blobs)


def write(entry: Entry, folder: Path, key: str) -> None:
    """Write an entry into a new, empty folder; the manifest comes last.

    Raises:
        OSError: the disk is full or read-only.
        ValueError: an array holds Python objects.
    """
    for name, blob in entry.blobs.items():
        (folder / f"{name}.bin").write_bytes(blob)
    for name, array in entry.arrays.items():
        import numpy as np

        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    (folder / "values.json").write_bytes(_json(entry.values))
    hashes = {path.name: _hash(path) for path in sorted(folder.iterdir())}
    (folder / MANIFEST).write_bytes(_json({"key": key, "files": hashes}))


def read(folder: Path, key: str) -> Entry | None:
    """The entry in a folder; None if there is none, or any byte of it is not as it was written."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if manifest["key"] != key:
            return None
        return _read(folder, manifest["files"])
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None


class _Damaged(ValueError):
    """A file whose hash is not the manifest's."""


def _read(folder: Path, hashes: Mapping[str, str]) -> Entry:
    arrays: dict[str, NDArray[Any]] = {}
    blobs: dict[str, bytes] = {}
    for path in (folder / name for name in hashes):
        if path.suffix == ".npy":
            arrays[path.stem] = _array(path, hashes[path.name])
        else:
            blobs[path.name] = _bytes(path, hashes[path.name])
    values = json.loads(blobs.pop("values.json"))
    return Entry(arrays, values, {Path(name).stem: blob for name, blob in blobs.items()})


def _bytes(path: Path, expected: str) -> bytes:
    data = path.read_bytes()
    if sha256(data).hexdigest() != expected:
        raise _Damaged(path.name)
    return data


def _array(path: Path, expected: str) -> NDArray[Any]:
    """An array where it lies on the disk; one without elements has nothing to lie there."""
    import numpy as np

    if _hash(path) != expected:
        raise _Damaged(path.name)
    return np.load(path, mmap_mode="r", allow_pickle=False)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _json(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can say
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
