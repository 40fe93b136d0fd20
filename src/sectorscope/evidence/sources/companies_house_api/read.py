"""Companies as the register's interface answers: read as source `companies_house` reads its file.

An answer states the register on the day it was retrieved. Whose address an answer holds (`care_of`)
no table has. With a mapping, as for the free file, only companies of a region's postcodes become
rows: a search for a place finds its words anywhere in an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from sectorscope.evidence.beginnings import starts
from sectorscope.evidence.companies.reading import Companies, companies
from sectorscope.evidence.companies.said import remarks as said
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.companies_house.cut import cut
from sectorscope.evidence.sources.companies_house_api.answered import found_in
from sectorscope.schema import Records

_NAMED = 10
"""Numbers without a company that are named; the others are counted."""


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `company`; with a mapping those of a region's postcodes (`cut`).

    Raises:
        GateRefused: gates `encoding`, `html`, `json_error`, `truncated`, `rows`, `no_rows`,
            `count`, `fields`, `values`.
    """
    found, _, _ = _read(data, snapshot.name, "count" in snapshot.overridden, mapping)
    yield "company", found.of(snapshot.sha256, snapshot.retrieved)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What is doubtful, counted, what is left out, and which numbers the register does not have."""
    found, gone, absent = _read(data, snapshot.name, "count" in snapshot.overridden, mapping)
    told = said(found)
    return replace(
        told, warnings=(*_missing(absent), *told.warnings), dropped=(*gone, *told.dropped)
    )


def _missing(absent: tuple[str, ...]) -> Iterator[str]:
    if absent:
        more = f" and {len(absent) - _NAMED:,} more" if len(absent) > _NAMED else ""
        yield (
            f"the register has no company of {len(absent):,} of the numbers asked for: "
            + ", ".join(absent[:_NAMED])
            + more
        )


@lru_cache(maxsize=1)
def _read(
    data: bytes, name: str, partly: bool, mapping: bytes | None
) -> tuple[Companies, tuple[Dropped, ...], tuple[str, ...]]:
    kept = starts(mapping)
    found = found_in(data, name, partly=partly)
    given, gone = cut([found.given], kept)
    return companies(given), gone, found.absent
