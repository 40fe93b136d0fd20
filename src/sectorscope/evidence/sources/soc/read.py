"""The classification of occupations: its groups, and the index of job titles that fall to them.

A file is known by its columns: volume 1 of SOC 2020, the structure of SOC 2010, the coding index of
either; a workbook of 2010 holds both. The sheet of groups that comes with the index of 2020 is left
to volume 1. Codes are checked against those that ship: a file of which many are not among them is
of another version.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.soc.checks import known
from sectorscope.evidence.sources.soc.groups import groups, is_described, is_structure
from sectorscope.evidence.sources.soc.index import Index, index, is_index
from sectorscope.evidence.sources.soc.sheets import Sheet, sheets

VOLUME_1 = "SOC 2020"
"""The version whose groups are described in a volume of their own."""

Made = dict[str, Any]


@dataclass(frozen=True)
class _File:
    """groups: rows of `occupation_code`. index: of `occupation_title`, where there is one."""

    groups: tuple[Made, ...]
    index: Index | None


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[Made]]]:
    """Rows of tables `occupation_code` and `occupation_title`.

    Raises:
        GateRefused: gates `archive`, `columns`, `values`, `version`, `classification`, `no_rows`,
            and those of a CSV (`encoding`, `rows`).
    """
    found = _opened(data, snapshot.name, snapshot.overridden)
    if found.groups:
        yield "occupation_code", [row | {"snapshot": snapshot.sha256} for row in found.groups]
    if found.index:
        titles = found.index.rows
        yield "occupation_title", [row | {"snapshot": snapshot.sha256} for row in titles]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Groups that the file lacks, groups with no job title, entries that were left out."""
    found = _opened(data, snapshot.name, snapshot.overridden)
    said: list[str] = []
    if found.groups:
        version = found.groups[0]["version"]
        absent = len(known(version) - {row["code"] for row in found.groups})
        said += [f"{absent:,} groups of {version} are not in it"] if absent else []
    if found.index is None:
        return Remarks(tuple(said))
    made = found.index
    units = {code for code in known(made.version) if len(code) == len("0000")}
    silent = len(units - {row["code"] for row in made.rows})
    said += [f"{silent:,} unit groups of {made.version} have no entry"] if silent else []
    dropped = (
        Dropped("entries without a code of their own", made.uncoded),
        Dropped("entries that stand again", made.again),
    )
    return Remarks(tuple(said), tuple(d for d in dropped if d.rows))


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overridden: frozenset[str]) -> _File:
    found = list(sheets(data, name, lambda c: is_index(c) or is_structure(c)))
    listed = next((s for s in found if is_index(s.columns)), None)
    made = index(listed, name, overridden) if listed else None
    return _File(_groups(found, made, name, overridden), made)


def _groups(
    found: list[Sheet], made: Index | None, name: str, overridden: frozenset[str]
) -> tuple[Made, ...]:
    """Those of the sheet with descriptions, else of the first; of volume 2 of SOC 2020 none."""
    built = [s for s in found if not is_index(s.columns)]
    built.sort(key=lambda s: not is_described(s.columns))
    if made and (made.version == VOLUME_1 or not built):
        return ()
    if not built:
        raise GateRefused(
            "columns",
            f"{name} has neither the groups of SOC nor a coding index",
            expected="codes of major, sub-major, minor and unit groups with a Group Title; or "
            "INDEXOCC with SOC 2020 or SOC 2010",
            hint="add volume 1 or the coding index as ONS publishes it.",
        )
    return groups(built[0], name, overridden)
