"""Apprenticeships by provider: starts, enrolments and achievements, as Parquet or CSV.

Three breakdowns are read, and told by their columns. A figure is either a row (`measure`, `values`)
or one of three columns. Some issues begin with a notice, and one is UTF-16; columns that hold
addresses of persons are left out. No two breakdowns are ever added up: each is the same learners.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pyarrow as pa

from sectorscope.evidence.columns import Columns, columns_of, of_snapshot
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.kinds import PARQUET, is_packed, packed
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.apprenticeships.figures import long
from sectorscope.evidence.sources.apprenticeships.shapes import check_header, contacts
from sectorscope.schema import Records


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `apprenticeship`: one a figure.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`, `values`,
            `classification`.
    """
    given = _opened(data, snapshot.name, "columns" in snapshot.overridden)
    yield "apprenticeship", of_snapshot(long(given), snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Part years, figures that are withheld, and columns that were left out."""
    given = _opened(data, snapshot.name, "columns" in snapshot.overridden)
    made = long(given)
    said = [
        f"{period} is a part of a year: never set beside whole ones"
        for period, whole in sorted(_periods(made))
        if not whole
    ]
    gone = made["value"].null_count
    if gone:
        said.append(f"{gone:,} of {made.num_rows:,} figures are withheld or not available")
    left = contacts(given.names)
    dropped = (Dropped(f"addresses of persons: {', '.join(left)}", len(given)),) if left else ()
    return Remarks(tuple(said), dropped)


def _periods(made: pa.Table) -> set[tuple[str, bool]]:
    pairs = made.group_by(["period", "whole_year"]).aggregate([])
    return {(row["period"], row["whole_year"]) for row in pairs.to_pylist()}


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overruled: bool) -> Columns:
    if is_packed(data) and not data.startswith(PARQUET):
        raise packed(data, name, "CSV or Parquet")
    if not data.startswith(PARQUET):
        inspect(data, name)
    given = columns_of(data)
    check_header(given.names, name, overruled=overruled)
    return given
