"""Directories of postcodes, and look-ups that place sectors of them where no directory is held.

A directory has some 2.7 million postcodes, those that went out of use among them; a mapping keeps
those of a region (`beginnings`). What is read of a row is the postcode, its district and the months
it was in use. A row without a district of the country's places nothing and is left out, counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.beginnings import pattern, starts
from sectorscope.evidence.columns import each, of_snapshot, pasted
from sectorscope.evidence.companies.cells import postcode
from sectorscope.evidence.companies.columns import Flags, filled, matches, read_odd
from sectorscope.evidence.companies.tables import csv_sheets, joined
from sectorscope.evidence.distinct import Bools
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.postcodes.areas import output_areas
from sectorscope.evidence.sources.postcodes.cells import metres, month
from sectorscope.evidence.sources.postcodes.header import Directory, Lookup, understood
from sectorscope.evidence.unpacking import is_workbook
from sectorscope.schema import Records

_PLAIN = r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"
_CODE = r"^[ENSW]\d{8}$"
"""Codes of districts; those of the Isle of Man and the Channel Islands begin with M and L."""
_NINE = r"^[A-Z]\d{8}$"
_NO_FLAG = "postcode_odd"

Columns = dict[str, pa.Array]


class _File(NamedTuple):
    """table: which one is filled. rows: of it but `snapshot`. dropped: rows left out."""

    table: str
    rows: pa.Table
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True)
class _Given:
    """Cells by column of the header, where each of N rows stands."""

    cells: Columns
    places: pa.Array

    def of(self, column: str) -> pa.Array:
        """A column without blanks around; blank throughout where the file has none."""
        if not column:
            return pa.repeat(pa.scalar("", pa.string()), len(self.places))
        return pc.call_function("utf8_trim_whitespace", [self.cells[column]])


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `postcode`, with a mapping those of a region; or of `output_area`.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`, `version`,
            `values`, `fields` (the mapping).
    """
    found = _opened(data, snapshot.name, snapshot.overridden, mapping)
    yield found.table, of_snapshot(found.rows, snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many went out of use, and what is left out."""
    found = _opened(data, snapshot.name, snapshot.overridden, mapping)
    said: list[str] = []
    if found.table == "postcode":
        rows = found.rows.num_rows
        ended = int(np.count_nonzero(found.rows["terminated"]))
        said.append(
            f"{ended:,} of {rows:,} postcodes have gone out of use; they place all the same"
        )
        if found.rows["version"][0].as_py() == "not stated":
            said.append("the file does not say of which year the codes of its districts are")
    return Remarks(tuple(said), found.dropped)


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overridden: frozenset[str], mapping: bytes | None) -> _File:
    kept = starts(mapping)
    if is_workbook(data):
        raise GateRefused("archive", f"{name} is a workbook", expected="CSV, zip or gzip")
    roles: list[Directory | Lookup] = []

    def wanted(names: Sequence[str]) -> tuple[str, ...]:
        roles.append(understood(names, name, overruled="columns" in overridden))
        return roles[0].used

    sheet = joined(list(csv_sheets(data, name, wanted)))
    given = _Given(dict(sheet.cells), sheet.locators)
    if isinstance(roles[0], Directory):
        return _directory(given, roles[0], kept, name)
    rows, dropped = output_areas(given.of, roles[0], given.places, kept)
    return _File("output_area", rows, dropped)


def _directory(given: _Given, roles: Directory, kept: tuple[str, ...], name: str) -> _File:
    told = given.of(roles.postcode)
    codes = read_odd(told, _PLAIN, postcode, Flags((_NO_FLAG,), len(told)))
    district = given.of(roles.district)
    _check_codes(district, name)
    within = matches(codes, pattern(kept)) if kept else filled(codes)
    placed = matches(district, _CODE)
    gone = (
        Dropped("rows whose postcode cannot be read", _count(~filled(codes))),
        Dropped(f"postcodes elsewhere than in {', '.join(kept)}", _count(filled(codes) & ~within)),
        Dropped("postcodes without a district of the country's", _count(within & ~placed)),
    )
    chosen = within & placed
    if not chosen.any():
        raise GateRefused(
            "no_rows",
            f"{name} places no postcode" + (f" that begins {', '.join(kept)}" if kept else ""),
            expected="at least one with the code of a district",
        )
    rows = pa.table(_rows(given, roles, codes, district)).filter(pa.array(chosen))
    return _File("postcode", rows.combine_chunks(), tuple(d for d in gone if d.rows))


def _rows(given: _Given, roles: Directory, codes: pa.Array, district: pa.Array) -> Columns:
    until = each(given.of(roles.until), month, pa.string())
    version = pa.repeat(pa.scalar(roles.version), len(codes))
    return {
        "postcode": codes,
        "district": district,
        "version": version,
        "since": each(given.of(roles.since), month, pa.string()),
        "until": until,
        "terminated": pc.call_function("is_valid", [until]),
        "easting": each(given.of(roles.east), metres, pa.int64()),
        "northing": each(given.of(roles.north), metres, pa.int64()),
        "locator": pasted(given.places, f";field={roles.postcode}"),
        "raw": given.cells[roles.postcode],
    }


def _check_codes(district: pa.Array, name: str) -> None:
    """Refuse codes of another kind than nine characters, such as `00QA` of before 2011."""
    odd = district.filter(pa.array(filled(district) & ~matches(district, _NINE)))
    if len(odd):
        raise GateRefused(
            "version",
            f"{name} gives a district as {odd[0].as_py()[:20]!r}",
            expected="codes of nine characters, such as E08000035",
            hint="issues of before 2011 have other codes: take a later one.",
        )


def _count(where: Bools) -> int:
    return int(np.count_nonzero(where))
