"""Follows evidence to bytes on its own: nothing of the product's locating is used here."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
import tomllib
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from sectorscope.profile import Evidence

BYTES = re.compile(r"bytes=(\d+)-(\d+)(?:;field=([^;]+)(?:;chars=(\d+)-(\d+))?)?")
CELL = re.compile(r"sheet=([^;]+);cell=([A-Z]+\d+)")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@cache
def held(study: Path) -> dict[str, bytes]:
    """The files of a study's evidence by the hash of what is in them."""
    files = [p.read_bytes() for p in (study / "evidence").glob("[0-9a-f]*-*")]
    return {hashlib.sha256(data).hexdigest(): data for data in files}


def stands(study: Path, piece: Evidence) -> str:
    """What stands where a piece of evidence says that it rests."""
    assert piece.snapshot, f"{piece.id} names no bytes"
    assert piece.locator, f"{piece.id} names no place"
    data = held(study)[piece.snapshot]
    if cell := CELL.fullmatch(piece.locator):
        return workbook(data, unquote(cell[1]))[cell[2]]
    found = BYTES.fullmatch(piece.locator)
    assert found, piece.locator
    return _text(data, found)


def record(study: Path, piece: Evidence) -> dict[str, str]:
    """The whole CSV record a piece of evidence lies in."""
    found = BYTES.fullmatch(piece.locator or "")
    assert found, piece.locator
    data = held(study)[piece.snapshot or ""]
    return _record(data, int(found[1]), int(found[2]))


def block(study: Path, piece: Evidence) -> dict[str, Any]:
    """The one typed-in fact that stands where a piece of evidence rests."""
    (facts,) = tomllib.loads(stands(study, piece)).values()
    (fact,) = facts
    return fact


def _text(data: bytes, found: re.Match[str]) -> str:
    start, end = int(found[1]), int(found[2])
    if found[3] is None:
        return data[start:end].decode()
    text = _record(data, start, end)[unquote(found[3])]
    return text[int(found[4]) : int(found[5])] if found[4] else text


def _record(data: bytes, start: int, end: int) -> dict[str, str]:
    """One line of a comma-separated file in UTF-8, under its header."""
    lines = data.removeprefix(codecs.BOM_UTF8).decode().splitlines()
    assert start == 0 or data[start - 1 : start] == b"\n", "the bytes begin within a line"
    assert data[end : end + 1] in (b"\n", b"\r", b""), "the bytes end within a line"
    header, values = csv.reader([lines[0], data[start:end].decode()])
    return dict(zip(header, values, strict=True))


@cache
def workbook(data: bytes, sheet: str) -> dict[str, str]:
    """Raw numbers and texts of a workbook's sheet by address."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        shared = [
            "".join(t.text or "" for t in item.iter(f"{MAIN}t"))
            for item in _xml(archive, "xl/sharedStrings.xml")
        ]
        book = _xml(archive, "xl/workbook.xml")
        (link,) = (s.get(LINK) for s in book.iter(f"{MAIN}sheet") if s.get("name") == sheet)
        links = _xml(archive, "xl/_rels/workbook.xml.rels")
        (target,) = (r.get("Target", "") for r in links if r.get("Id") == link)
        cells = _xml(archive, f"xl/{target}").iter(f"{MAIN}c")
        found = {c.get("r", ""): (c.get("t"), c.findtext(f"{MAIN}v")) for c in cells}
    return {
        at: shared[int(text)] if kind == "s" else text
        for at, (kind, text) in found.items()
        if text is not None
    }


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 - the publisher's, held here
