"""The block of notices above the header of HESA's own downloads, and places in what is under it.

HESA puts some twenty lines above a table: its title, what was filtered, licence and date, a line
being a name and a value. They are passed over for the header that the source knows, and for no
other: any line of more cells before it, and the file is read from its first line, as any other.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import cells

MOST = 60
"""Lines looked at; those of HESA's downloads seen by others are 18 to 28."""
_FIELDS = 2  # cells of a notice at the most: a name and a value
_MARK = b"\xef\xbb\xbf"


def header_at(data: bytes, needed: Sequence[str]) -> int:
    """Byte at which the header stands under notices; nought where no such block is.

    Args:
        data: a file in an encoding that writes ASCII as it is; another has no such block.
        needed: columns that tell the header.
    """
    at, held = 0, b""
    for line in _lines(data):
        held += line
        if held.count(b'"') % 2:  # a quoted notice goes on in the next line
            continue
        found = _cells(held if at else held.removeprefix(_MARK))
        if found is None:
            return 0
        if set(needed) <= set(found):
            return at
        if len(found) > _FIELDS and any(found[_FIELDS:]):
            return 0
        at, held = at + len(held), b""
    return 0


def figures_at(places: Sequence[str], raw: Sequence[str], body: bytes, at: int) -> list[str]:
    """Locators of figures that end their records: their own bytes, in the whole file.

    Args:
        places: `bytes=a-b` of each record within the body.
        raw: the figure each of them ends with.
        body: the file from its header on.
        at: byte at which the body begins.
    """
    found: list[str] = []
    for place, text in zip(places, raw, strict=True):
        start, end = map(int, place.removeprefix("bytes=").split("-"))
        said = text.encode()
        first = at + body.rfind(said, start, end)
        found.append(f"bytes={first}-{first + len(said)}")
    return found


def _lines(data: bytes) -> list[bytes]:
    """The first lines with their ends; none after them is looked at."""
    found: list[bytes] = []
    start = 0
    while len(found) < MOST and start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        found.append(data[start:end])
        start = end
    return found


def _cells(line: bytes) -> list[str] | None:
    """Cells of a line; none of a blank one, None for what is no line of a CSV."""
    text = line.decode("latin-1").strip("\r\n")
    try:
        return cells(text, ",") if text.strip() else []
    except (GateRefused, csv.Error):
        return None
