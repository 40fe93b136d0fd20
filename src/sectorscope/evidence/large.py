"""A table too large to lie in memory at once: on disk, and read in pieces of whole records.

The register of companies in one file unpacks to some 2.7 GB, the directory of postcodes to more
than one. What is packed is unpacked once, into a file without a name that is gone with the process;
a piece is as many records as fit. Where records end is told by quotation marks alone, so a piece
counts only where `plain` finds it plain; a smaller file, in any writing, goes through `unpacking`.
"""

from __future__ import annotations

import io
import struct
import tempfile
import weakref
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.unpacking import (
    BROKEN,
    GZIP,
    MAX_BYTES,
    MAX_RATIO,
    STEP,
    ZIP,
    damaged,
    inflated,
    is_workbook,
    only_file,
)

MOST = 2**32
"""Bytes of the file within: the register, whole, has 2.7 billion in 2026."""
PIECE = 2**26
_TAIL = 4  # bytes at the end of a gzip file that say how much is in it, modulo 2**32


@dataclass(frozen=True, eq=False)
class Large:
    """A file of `size` bytes, of which any part can be had."""

    file: IO[bytes]
    size: int

    def cut(self, start: int, end: int) -> bytes:
        """Bytes from `start` to `end`, which is left out."""
        self.file.seek(start)
        return self.file.read(end - start)

    def lines(self, end: int) -> int:
        """Line ends before a byte."""
        steps = range(0, end, PIECE)
        return sum(self.cut(at, min(at + PIECE, end)).count(b"\n") for at in steps)

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        """Whole records, and the byte the first of them begins at, in their order.

        Raises:
            GateRefused: gate `rows`: a record is longer than a piece.
        """
        start = 0
        while start < self.size:
            piece = self.cut(start, min(start + PIECE, self.size))
            end = len(piece) if start + len(piece) == self.size else _whole(piece)
            if not end:
                raise _quoted()
            yield start, piece[:end]
            start += end


def not_plain(name: str) -> GateRefused:
    """What a reader says of a piece whose records cannot be told apart for sure."""
    return GateRefused(
        "rows",
        f"{name} is larger than {MAX_BYTES // 2**20:,} MB, and not written plainly throughout",
        expected="UTF-8 with commas, and quotation marks that enclose whole cells",
        hint="take the publisher's file in its parts, or cut to the region.",
    )


def large(data: bytes) -> Large | None:
    """The file within, or the bytes themselves; None where it is no larger than `unpack` takes.

    Raises:
        GateRefused: gate `archive`: damaged, encrypted, of several files, or too much in it.
    """
    return _spooled(data) if _size(data) > MAX_BYTES else None


def _size(data: bytes) -> int:
    """Bytes of the file within, as the archive has it: less, and it is never unpacked here."""
    if data.startswith(GZIP):
        return struct.unpack("<I", data[-_TAIL:])[0] if len(data) > _TAIL else 0
    if not data.startswith(ZIP) or is_workbook(data):
        return len(data)
    try:
        files = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except BROKEN as why:
        raise damaged("zip") from why
    return max((f.file_size for f in files), default=0)


@lru_cache(maxsize=1)
def _spooled(data: bytes) -> Large:
    """The file on the disk; whoever follows locators asks often."""
    if not data.startswith((GZIP, ZIP)):
        return Large(io.BytesIO(data), len(data))
    file = tempfile.TemporaryFile(prefix="sectorscope-")  # noqa: SIM115 - it lives with the cache
    try:
        size = _fill(file, data, min(MOST, MAX_RATIO * len(data)))
    except BaseException:
        file.close()
        raise
    found = Large(file, size)
    weakref.finalize(found, file.close)
    return found


def _fill(file: IO[bytes], data: bytes, most: int) -> int:
    size = 0
    for step in inflated(data) if data.startswith(GZIP) else _unzipped(data):
        size += file.write(step)
        if size > most:
            raise _too_much(most)
    return size


def _unzipped(data: bytes) -> Iterator[bytes]:
    try:
        with only_file(data) as (file, _):
            while step := file.read(STEP):
                yield step
    except BROKEN as why:
        raise damaged("zip") from why


def _whole(piece: bytes) -> int:
    """Where the last whole record ends, its line end included; nought where none does."""
    marks = piece.count(b'"')
    end = len(piece)
    while (at := piece.rfind(b"\n", 0, end)) >= 0:
        marks -= piece.count(b'"', at, end)
        if marks % 2 == 0:
            return at + 1
        end = at
    return 0


def _quoted() -> GateRefused:
    return GateRefused(
        "rows",
        f"a record is longer than {PIECE // 2**20:,} MB, or a quotation mark is never closed",
        expected="records of a table",
        hint="take the publisher's file in its parts.",
    )


def _too_much(most: int) -> GateRefused:
    return GateRefused(
        "archive",
        f"the file unpacks to more than {most // 2**20:,} MB",
        expected=f"at most {MOST // 2**20:,} MB, and {MAX_RATIO} times what it has packed",
        hint="take the register in its parts, or cut to the region.",
    )
