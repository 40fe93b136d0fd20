"""Parts of a zip and trees of XML, without trusting either; nothing is extracted to disk.

A part is read only when it is asked for, and never more bytes than the bound leaves, whatever the
zip declares. A document type is refused, because no format read here needs one and entities come
in by it.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from sectorscope.evidence.refusal import GateRefused

MAX_PARTS = 20_000
MAX_BYTES = 128 * 2**20
"""Bounds on what is unpacked of one file: a day's transcript is some 2 MB of XML."""

MAX_DEPTH = 200
"""Bound on nested elements: tables within tables within tables come to about 60."""

_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, ValueError, KeyError, RuntimeError, NotImplementedError, MemoryError),
)
"""What zipfile and its decompressors raise on bytes that are no sound archive."""


class Archive:
    """The parts of a zip by name; raises GateRefused, gate `archive`, where it cannot be read."""

    def __init__(self, data: bytes, *, limit: int = MAX_BYTES) -> None:
        self._left = limit
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = tuple(self._zip.namelist())
        except _BROKEN as why:
            raise GateRefused("archive", "the file is no readable zip archive") from why
        if len(self.names) > MAX_PARTS:
            raise _too_big()
        if len(set(self.names)) != len(self.names):
            raise GateRefused("archive", "the zip archive holds a part twice", expected="each once")

    def part(self, name: str) -> bytes:
        """The bytes of one part."""
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except _BROKEN as why:
            raise GateRefused(
                "archive",
                "a part of the archive is encrypted, missing or damaged",
                hint="save the file again without a password",
            ) from why
        self._left -= len(data)
        if self._left < 0:
            raise _too_big()
        return data


def _too_big() -> GateRefused:
    return GateRefused(
        "archive",
        "the archive unpacks to more than can be a document",
        expected=f"at most {MAX_BYTES // 2**20} MB and {MAX_PARTS:,} parts",
    )


def tree(xml: bytes) -> Element:
    """The root of an XML file; names of elements and attributes without their namespaces.

    Raises:
        GateRefused: gate `archive`: no XML, a document type, elements nested too deep.
    """
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.begin
    parser.EndElementHandler = builder.finish
    parser.CharacterDataHandler = builder.tree.data
    parser.StartDoctypeDeclHandler = _doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as why:
        raise GateRefused("archive", f"the file's XML is broken ({_reason(why)})") from why
    return builder.tree.close()


class _Builder:
    """Takes expat's events and makes a tree of local names."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self._depth = 0

    def begin(self, tag: str, of: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise GateRefused(
                "archive", "the file's XML is nested too deep", expected=f"at most {MAX_DEPTH}"
            )
        self.tree.start(local(tag), {local(k): v for k, v in of.items()})

    def finish(self, tag: str) -> None:
        self._depth -= 1
        self.tree.end(local(tag))


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _doctype(*_: object) -> None:
    raise GateRefused("archive", "the file's XML declares a document type", expected="none")


def _reason(why: Exception) -> str:
    """Expat's sentence holds a line and a column; others may hold what they stumbled over."""
    return str(why) if isinstance(why, expat.ExpatError) else type(why).__name__
