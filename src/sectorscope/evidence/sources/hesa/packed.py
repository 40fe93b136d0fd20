"""The tables in what HESA gives: a CSV, the same under gzip, or a zip of one or of several.

A zip's other files, such as a page of notes, are passed over. Of several tables each figure says in
which file it stands (`part=`); a gzip or a zip of one file is followed into without.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from sectorscope.evidence.columns import pasted
from sectorscope.evidence.kinds import listed
from sectorscope.evidence.locate import escaped
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.unpacking import GZIP, ZIP, is_workbook, part, parts, unpacked

_TABLE = ".csv"


class Table(NamedTuple):
    """One CSV. name: for messages. prefix: what its locators begin with, empty for a file alone."""

    name: str
    data: bytes
    prefix: str = ""

    def located(self, rows: pa.Table) -> pa.Table:
        """Rows with their places in the whole file that was added."""
        if not self.prefix:
            return rows
        at = rows.column_names.index("locator")
        places = pasted(self.prefix, rows["locator"].combine_chunks())
        return rows.set_column(at, "locator", places)


def tables(data: bytes, name: str) -> Iterator[Table]:
    """Each CSV of a file.

    Raises:
        GateRefused: gate `archive`: damaged, too much in it, or a zip without a CSV.
    """
    if data.startswith(GZIP):
        yield Table(name.removesuffix(".gz"), unpacked(data))
    elif data.startswith(ZIP) and not is_workbook(data):
        yield from _zipped(data, name)
    else:
        yield Table(name, data)


def _zipped(data: bytes, name: str) -> Iterator[Table]:
    names = parts(data)
    held = [one for one in names if one.casefold().endswith(_TABLE)]
    if not held:
        raise GateRefused(
            "archive",
            f"{name} holds {listed(names) or 'no files'}",
            expected="HESA's tables as CSV",
            hint="take the table as CSV, and add that or the zip of it.",
        )
    if len(names) == 1:
        yield Table(names[0], unpacked(data))
        return
    for one in held:
        yield Table(one, part(data, one), f"part={escaped(one)};")
