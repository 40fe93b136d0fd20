"""Grants to the 360Giving Data Standard: JSON by its schema, or rows under its titles.

Grants to persons are left out, and contacts are not read. The standard's identifiers are unique
across funders, so files of several funders stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.threesixtygiving import objects, titled
from sectorscope.evidence.sources.threesixtygiving.given import grant

_Grants = Sequence[objects.FromObject | titled.FromRow]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `grant`.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `json_error`, `truncated`, `rows`,
            `columns`, `fields`, `no_rows`, `values`, `units`.
    """
    given, _ = _opened(snapshot, data)
    made = [grant(one) | {"snapshot": snapshot.sha256} for one in given if not one.to_person]
    seen: set[str] = set()
    for row in made:
        if row["id"] in seen:
            raise GateRefused(
                "rows", f"{snapshot.name} lists {row['id'][:60]} twice", expected="each grant once"
            )
        seen.add(row["id"])
    yield "grant", made


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What is doubtful, what was not read, and that persons were left out."""
    given, passed_over = _opened(snapshot, data)
    made = [grant(one) for one in given if not one.to_person]
    nowhere = sum(row["area_kind"] != "district" for row in made)
    told: list[str] = []
    if nowhere:
        told.append(f"{nowhere:,} of {len(made):,} grants give no district of their recipient")
    if passed_over:
        told.append(f"{len(passed_over):,} columns that are not the standard's are not read")
    persons = len(given) - len(made)
    dropped = (Dropped("grants to persons", persons),) if persons else ()
    return Remarks(tuple(told), dropped)


def _opened(snapshot: Snapshot, data: bytes) -> tuple[_Grants, list[str]]:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start in (b"{", b"["):
        return objects.grants(data, snapshot.name), []
    units_open = "units" in snapshot.overridden
    return titled.grants(data, snapshot.name, units_open=units_open)
