"""The one file in a gzip or zip, in memory and never more of it than a bound, whatever it declares.

Registers come compressed. Bytes of a locator are those of the file within; some come as a zip of
many files (`parts`), and then the locator names which.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import IO, Any

from sectorscope.evidence.kinds import listed
from sectorscope.evidence.refusal import GateRefused

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
MAX_BYTES = 2**30
"""Of the file within: a seventh part of the register of companies, as published, has half of it."""
MAX_RATIO = 200
"""Unpacked to packed over `SMALL`; text of a register reaches 10, and deflate 1,032 of one byte."""
SMALL = 10_000_000
STEP = 1 << 20
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, ValueError, KeyError, RuntimeError, NotImplementedError),
)
"""What the standard library raises on bytes that are no sound archive."""


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a zip that holds a workbook: it is read as it is."""
    return data.startswith(ZIP) and b"xl/workbook.xml" in data


@lru_cache(maxsize=1)
def unpacked(data: bytes) -> bytes:
    """The file within, held until another is asked for: whoever follows locators asks often.

    Raises:
        GateRefused: gate `archive`.
    """
    return unpack(data)


def unpack(data: bytes) -> bytes:
    """The file within; the bytes themselves where they are no archive, or a workbook.

    Raises:
        GateRefused: gate `archive`: damaged, encrypted, of several files, or too much in it.
    """
    if data.startswith(GZIP):
        return _gunzipped(data)
    if data.startswith(ZIP) and not is_workbook(data):
        return _unzipped(data)
    return data


def _gunzipped(data: bytes) -> bytes:
    out = io.BytesIO()
    for step in inflated(data):
        out.write(step)
        _bounded(out.tell(), len(data))
    return out.getvalue()


def inflated(data: bytes) -> Iterator[bytes]:
    """What a gzip file holds, step by step: all its members, one after the other.

    Raises:
        GateRefused: gate `archive`: it is damaged or cut short.
    """
    left = data
    try:
        while left:
            engine: Any = zlib.decompressobj(wbits=31)  # zlib names no type for it
            while left and not engine.eof:
                yield engine.decompress(left, STEP)
                left = engine.unconsumed_tail
            yield engine.flush(STEP)
            if not engine.eof:
                raise EOFError
            left = engine.unused_data.lstrip(b"\0")
    except (zlib.error, EOFError) as why:
        raise damaged("gzip") from why


def _unzipped(data: bytes) -> bytes:
    try:
        with only_file(data) as (file, size):
            _bounded(size, len(data))
            return _all(file, size)
    except BROKEN as why:
        raise damaged("zip") from why


@contextmanager
def only_file(data: bytes) -> Generator[tuple[IO[bytes], int], None, None]:
    """The one file of a zip, to be read, and how many bytes the zip says it has.

    Raises:
        GateRefused: gate `archive`: there are several, or none.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    files = [f for f in archive.infolist() if not f.is_dir() and not _aside(f.filename)]
    if len(files) != 1:
        raise GateRefused(
            "archive",
            f"the zip holds {len(files)} files"
            + (f": {listed([f.filename for f in files])}" if files else ""),
            expected="one",
            hint="unpack it, and add the files one by one.",
        )
    _check_name(files[0].filename)
    with archive.open(files[0]) as file:
        yield file, files[0].file_size


MAX_PARTS = 1_000
"""Files of a zip: the register of learning aims, the largest read so, has about a hundred."""
MAX_MEMBERS = 500_000
"""Files of a zip of accounts: a month's has some two hundred thousand."""


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each file of a zip of very many, unpacked when it is asked for.

    Raises:
        GateRefused: gate `archive`: as `parts`, or all of it together unpacks to too much.
    """
    names = parts(data, MAX_MEMBERS)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        about = {one.filename: one for one in archive.infolist()}
        most = max(SMALL, MAX_RATIO * len(data))
        if sum(about[name].file_size for name in names) > most:
            raise _too_much(most)
        for name in names:
            _bounded(about[name].file_size, about[name].compress_size)
            with archive.open(about[name]) as file:
                yield name, _all(file, about[name].file_size)
    except BROKEN as why:
        raise damaged("zip") from why


def parts(data: bytes, most: int = MAX_PARTS) -> tuple[str, ...]:
    """Names of the files in a zip of many, in its order; nothing is unpacked.

    Args:
        data: the zip.
        most: files it may hold.

    Raises:
        GateRefused: gate `archive`: no sound zip, too many files, one twice, or a name that leads
            out of the folder it would be unpacked into.
    """
    try:
        found = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except BROKEN as why:
        raise damaged("zip") from why
    names = [f.filename for f in found if not f.is_dir()]
    if len(names) > most or len(set(names)) < len(names):
        raise GateRefused(
            "archive",
            f"the zip holds {len(names):,} files, {len(set(names)):,} of them by other names",
            expected=f"each once, and at most {most:,}",
        )
    for name in names:
        _check_name(name)
    return tuple(name for name in names if not _aside(name))


@lru_cache(maxsize=4)
def part(data: bytes, name: str) -> bytes:
    """One file of a zip of many, held until others are asked for.

    Raises:
        GateRefused: gate `archive`: as `parts`, or damaged, encrypted, or too much in it.
    """
    if name not in parts(data, MAX_MEMBERS):
        raise GateRefused("archive", f"the zip has no file {name[:60]!r}", expected="one it has")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        about = archive.getinfo(name)
        _bounded(about.file_size, about.compress_size)
        with archive.open(about) as file:
            return _all(file, about.file_size)
    except BROKEN as why:
        raise damaged("zip") from why


def _check_name(name: str) -> None:
    """Refuse a name that leads out of the folder it would be unpacked into: nobody means well."""
    if name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name):
        raise GateRefused(
            "archive",
            f"a file of the zip is called {name[:60]!r}, which leads out of its folder",
            expected="names below the folder it is unpacked into",
            hint="a publisher's own file has none such: download it from there.",
        )


def _all(file: IO[bytes], size: int) -> bytes:
    """A file to its end, in steps, so that it lies in memory once."""
    out = io.BytesIO()
    while out.tell() < size and (more := file.read(min(STEP, size - out.tell()))):
        out.write(more)
    return out.getvalue()


def _aside(name: str) -> bool:
    """What a Mac puts beside the file."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _bounded(size: int, packed: int) -> None:
    if size <= MAX_BYTES and (size <= SMALL or size <= MAX_RATIO * packed):
        return
    raise _too_much(min(size, MAX_BYTES))


def _too_much(size: int) -> GateRefused:
    return GateRefused(
        "archive",
        f"the file unpacks to more than {size // 2**20:,} MB",
        expected=f"at most {MAX_BYTES // 2**20:,} MB, and {MAX_RATIO} times what it has packed",
        hint="take the register in its parts, or cut to the region.",
    )


def damaged(kind: str) -> GateRefused:
    """What is said of an archive that is not sound."""
    return GateRefused(
        "archive",
        f"the {kind} file is damaged, cut short or encrypted",
        expected=f"a whole {kind} file",
        hint="download it again.",
    )
