"""No record stands twice: two files that both give a record would make it a matter of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.evidence.gates.scales import alike
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sealed import SealedCatalogue
from sectorscope.evidence.snapshots import MAPPING, Catalogue, Snapshot
from sectorscope.evidence.sources import load
from sectorscope.schema import TABLES, Records

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

_NUMBERED = re.compile(r"row \d+")

INTERVIEWS = frozenset({"qda", "transcripts"})
CODEBOOK = frozenset({"consultation", "question", "code"})
WHERE = frozenset({"snapshot", "locator", "raw"})

SHARED = frozenset({"consultee", "consultee_group"})
"""Tables two files may both speak of: a business that was interviewed and filled in a form."""


def check_overlap(catalogue: Catalogue | SealedCatalogue, entry: Snapshot, read: Rows) -> None:
    """Refuse records that another current snapshot gives already.

    A file of the same source and name is no overlap: the new one takes its place.

    Args:
        catalogue: The study's evidence.
        entry: The entry about to be added.
        read: Its records by table.

    Raises:
        GateRefused: gate `overlap`, naming the other file and the first record that stands twice;
            gate `units`: figures of two files of one source are a thousand times apart.
    """
    others = list(_others(catalogue, entry))
    if not others:
        return
    ours = {
        t: {key: at for at, key in enumerate(_keys(t, rows))}
        for t, rows in read.items()
        if t not in SHARED
    }
    for other in others:
        talked = {entry.source, other.source} <= INTERVIEWS
        same = _of_interviews if talked else _codebook_of_both
        for table, rows in _read(catalogue, other):
            if table == "statistic" and table in read and other.source == entry.source:
                _of_one_scale(entry, read[table], other, rows)
            if table == "consultee":
                for row in rows:
                    _refuse_numbered(row, read)
            for at, key in enumerate(_keys(table, rows) if table in ours else ()):
                mine = ours[table].get(key)
                if mine is not None and not same(table, rows[at], read[table][mine]):
                    raise _stands_already(entry, other, key)


def _of_one_scale(
    entry: Snapshot,
    ours: Sequence[Mapping[str, Any]],
    other: Snapshot,
    theirs: Sequence[Mapping[str, Any]],
) -> None:
    """A copy of published figures in units, beside the published ones in thousands."""
    if "units" not in entry.overridden:
        alike(ours, theirs, entry.name, other.name)


def _refuse_numbered(row: Mapping[str, Any], read: Rows) -> None:
    """Two files that know businesses by row number only would make one of any two."""
    ours = (str(mine["business"]) for mine in read.get("consultee", ()))
    if _NUMBERED.fullmatch(str(row["business"])) and any(map(_NUMBERED.fullmatch, ours)):
        raise GateRefused(
            "overlap",
            "two files whose rows name no business",
            expected="one at the most, since row numbers tell businesses apart in one file only",
            hint="name a column of ids under [business]",
        )


def _codebook_of_both(table: str, row: Mapping[str, Any], mine: Mapping[str, Any]) -> bool:
    """Interviews read with one mapping share its codebook, entry for entry."""
    return table in CODEBOOK and row == mine


def _of_interviews(table: str, row: Mapping[str, Any], mine: Mapping[str, Any]) -> bool:
    """Their mapping grows as they are held: the same codebook may stand in several issues of it."""
    return table == "consultation" or (table in CODEBOOK and said_alike(row, mine))


def said_alike(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows say the same, wherever they stand."""
    own = row.keys() - WHERE
    return own == other.keys() - WHERE and all(row[k] == other[k] for k in own)


def _stands_already(entry: Snapshot, other: Snapshot, key: tuple[Any, ...]) -> GateRefused:
    if other.sealed:  # neither the files nor the record may be named
        return GateRefused(
            "overlap",
            "a file in the vault gives some of these records already",
            expected="each record once",
            hint="if it is a newer issue, add it under the same file name",
        )
    return GateRefused(
        "overlap",
        f"{entry.name} gives records that {other.name} gives already, such as "
        + " ".join(map(str, key)),
        expected="each record once",
        hint=f"if it is a newer issue, add it under the name {other.name}",
    )


def _others(catalogue: Catalogue | SealedCatalogue, entry: Snapshot) -> Iterator[Snapshot]:
    """Files that may give the same record; not where a record is one of its file by its key."""
    tables = {t for t in load(entry.source).meta.tables if "snapshot" not in TABLES[t].key}
    for other in catalogue.current():
        itself = (other.source, other.name) == (entry.source, entry.name)
        if other.source == MAPPING or itself or other.sha256 == entry.sha256:
            continue
        if tables & set(load(other.source).meta.tables):
            yield other


def _read(
    catalogue: Catalogue | SealedCatalogue, other: Snapshot
) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    mapping = catalogue.read(catalogue.find(other.mapping)) if other.mapping else None
    yield from load(other.source).read(other, catalogue.read(other), mapping)


def _keys(table: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    names = TABLES[table].key
    if isinstance(rows, Records):
        yield from zip(*(rows.arrow[name].to_pylist() for name in names), strict=True)
    else:
        yield from (tuple(row[name] for name in names) for row in rows)
