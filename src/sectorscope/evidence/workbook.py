"""Cells of an Excel workbook, straight from the XML in its zip, without trusting the zip.

openpyxl builds a whole workbook with its styles and names (and drops the raw text of a number);
here one sheet is read when it is asked for, and a cell is exactly what the file says it is.
Nothing is ever extracted to disk.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from xml.parsers import expat

from sectorscope.evidence.kinds import ZIP, is_packed, packed
from sectorscope.evidence.refusal import GateRefused

MAX_PARTS = 5_000
MAX_BYTES = 256 * 2**20
"""Bounds on a workbook unpacked: the largest real one in hand has 300 parts and 15 MB."""

_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, ValueError, KeyError, RuntimeError, NotImplementedError),
)
"""What zipfile and its decompressors raise on bytes that are no sound archive."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")

_Start = Callable[[str, dict[str, str]], None]
_End = Callable[[str, str], None]


class Workbook:
    """A workbook by sheet name; raises GateRefused, gate `archive`, where it cannot be read."""

    def __init__(self, data: bytes) -> None:
        self._zip = _open(data)
        self._cells: dict[str, dict[str, str]] = {}
        self._left = MAX_BYTES
        self.sheets: dict[str, str] = self._sheets()

    def cells(self, sheet: str) -> dict[str, str]:
        """Raw text by address (`F7`) of every filled cell, in the order of the file."""
        if sheet not in self._cells:
            self._cells[sheet] = _sheet_cells(self._part(self.sheets[sheet]), self._shared)
        return self._cells[sheet]

    @property
    def _shared(self) -> list[str]:
        if not hasattr(self, "_strings"):
            name = "xl/sharedStrings.xml"
            present = name in self._zip.namelist()
            self._strings = _shared_strings(self._part(name)) if present else []
        return self._strings

    def _part(self, name: str) -> bytes:
        """One part, never more bytes of it than the bound leaves, whatever the zip declares."""
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except _BROKEN as why:
            raise GateRefused("archive", f"the workbook's part {name} cannot be read") from why
        self._left -= len(data)
        if self._left < 0:
            raise _too_big()
        return data

    def _sheets(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        targets: dict[str, str] = {}

        def sheet(tag: str, of: dict[str, str]) -> None:
            if tag == "sheet":
                ids[of.get("name", "")] = next((v for k, v in of.items() if k.endswith(":id")), "")

        def relationship(tag: str, of: dict[str, str]) -> None:
            if tag == "Relationship":
                targets[of.get("Id", "")] = of.get("Target", "")

        _walk(self._part("xl/workbook.xml"), sheet, lambda _tag, _text: None)
        _walk(self._part("xl/_rels/workbook.xml.rels"), relationship, lambda _tag, _text: None)
        return {name: _target(targets.get(i, "")) for name, i in ids.items()}


def by_row(cells: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """Cells of a sheet by the number of their row and the letters of their column."""
    grid: dict[int, dict[str, str]] = {}
    for address, text in cells.items():
        if found := _ADDRESS.fullmatch(address):
            grid.setdefault(int(found[2]), {})[found[1]] = text
    return grid


@lru_cache(maxsize=2)
def open_workbook(data: bytes) -> Workbook:
    """The workbook in these bytes; the last two stay open, as statements are traced one by one.

    Raises:
        GateRefused: gate `archive`: no zip, no workbook, encrypted, or too much in it.
    """
    return Workbook(data)


def _open(data: bytes) -> zipfile.ZipFile:
    if is_packed(data) and not data.startswith(ZIP):
        raise packed(data, "the file", "an Excel workbook (.xlsx)")
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        parts = opened.infolist()
    except _BROKEN as why:
        raise GateRefused(
            "archive", "the file is no readable zip archive", expected="an Excel workbook"
        ) from why
    if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_BYTES:
        raise _too_big()
    if "xl/workbook.xml" not in opened.namelist():
        raise packed(data, "the file", "an Excel workbook (.xlsx), with its xl/workbook.xml")
    return opened


def _too_big() -> GateRefused:
    return GateRefused(
        "archive",
        "the workbook unpacks to more than can be a workbook",
        expected=f"at most {MAX_BYTES // 2**20} MB in {MAX_PARTS:,} parts",
    )


def _target(target: str) -> str:
    within = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    return posixpath.normpath(within)


def _walk(xml: bytes, start: _Start, end: _End) -> None:
    """Call back at each element with its local name, attributes and own text.

    A document type is refused, because no workbook needs one and entities come in by it.
    """
    text: list[list[str]] = []
    parser = expat.ParserCreate()

    def begin(tag: str, of: dict[str, str]) -> None:
        text.append([])
        start(tag.rpartition(":")[2], of)

    def own(more: str) -> None:
        text[-1].append(more)

    def finish(tag: str) -> None:
        end(tag.rpartition(":")[2], "".join(text.pop()))

    def doctype(*_: object) -> None:
        raise GateRefused("archive", "the workbook declares a document type", expected="none")

    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = own
    parser.StartDoctypeDeclHandler = doctype
    parser.buffer_text = True
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as why:  # LookupError: no such text
        raise GateRefused("archive", f"the workbook's XML is broken ({why})") from why


def _shared_strings(xml: bytes) -> list[str]:
    strings: list[str] = []
    phonetic = False

    def start(tag: str, _of: dict[str, str]) -> None:
        nonlocal phonetic
        if tag == "si":
            strings.append("")
        phonetic = phonetic or tag == "rPh"

    def end(tag: str, text: str) -> None:
        nonlocal phonetic
        if tag == "t" and not phonetic:
            strings[-1] += text
        phonetic = phonetic and tag != "rPh"

    _walk(xml, start, end)
    return strings


def _sheet_cells(xml: bytes, shared: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    at = kind = ""

    def start(tag: str, of: dict[str, str]) -> None:
        nonlocal at, kind
        if tag == "c":
            at, kind = of.get("r", ""), of.get("t", "n")

    def end(tag: str, text: str) -> None:
        if tag == "v":
            found[at] = shared[int(text)] if kind == "s" else text
        elif tag == "t" and kind == "inlineStr":
            found[at] = found.get(at, "") + text

    _walk(xml, start, end)
    return found
