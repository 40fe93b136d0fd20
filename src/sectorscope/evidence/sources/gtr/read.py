"""Gateway to Research: answers of its interface as JSON, one page or all of them.

A file is of one kind, told by the list it holds: `project`, `fund`, `organisation`,
`collaboration` or `spinOut`. Money and places are not in projects but in funds and organisations,
so a study asks for all three. Persons are refused, and links to persons are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sectorscope.evidence.nested import Answer, Nested, answers
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.gtr.outcomes import body, collaboration, fund, spin_out
from sectorscope.evidence.sources.gtr.projects import abstract_of, grant, partners

KINDS = ("project", "fund", "organisation", "collaboration", "spinOut")
PERSONS = "person"

_Made = tuple[str, list[dict[str, Any]]]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of `grant` and `grant_partner`, `grant_fund`, or `grant_body`, by what the file lists.

    Raises:
        GateRefused: gates `html`, `json_error`, `truncated`, `rows`, `personal`, `dataset` (no list
            that is known, or several), `count` (a page that is passed for the whole), `no_rows`,
            `fields`, `values`.
    """
    kind, records = _records(snapshot, data)
    for table, rows in _made(kind, records):
        yield table, [row | {"snapshot": snapshot.sha256} for row in rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What the file lacks that another kind of answer holds."""
    kind, records = _records(snapshot, data)
    if kind != "project":
        return Remarks()
    grants = [grant(r) for r in records]
    without = sum(g["amount"] is None for g in grants)
    said: list[str] = []
    if without:
        said.append(
            f"{without:,} of {len(grants):,} projects come without an amount and without the name "
            "of who leads them: fetch funds and organisations as well"
        )
    written = sum(abstract_of(r.said) is not None for r in records)
    contacts = written - sum(g["abstract"] is not None for g in grants)
    if contacts:
        said.append(f"{contacts:,} abstracts hold addresses of persons, and are left out")
    return Remarks(tuple(said))


def _made(kind: str, records: list[Nested]) -> Iterator[_Made]:
    if kind == "project":
        yield "grant", [grant(r) for r in records]
        yield "grant_partner", [row for r in records for row in partners(r)]
    elif kind == "fund":
        yield "grant_fund", [fund(r) for r in records]
    elif kind == "organisation":
        yield "grant_body", [body(r) for r in records]
    else:
        make = collaboration if kind == "collaboration" else spin_out
        yield "grant_partner", [make(r) for r in records]


def _records(snapshot: Snapshot, data: bytes) -> tuple[str, list[Nested]]:
    found = answers(data, (*KINDS, PERSONS))
    records = [r for answer in found for r in answer.records]
    kinds = sorted({r.kind for r in records})
    if PERSONS in kinds:
        raise GateRefused(
            "personal",
            f"{snapshot.name} lists persons",
            expected="projects, funds, organisations or outcomes",
            hint="names of researchers have no use in a profile; fetch another list.",
        )
    if len(kinds) > 1:
        raise GateRefused(
            "dataset", f"{snapshot.name} lists {' and '.join(kinds)}", expected="one of them"
        )
    if "count" not in snapshot.overridden:
        _check_count(snapshot.name, found, len(records))
    if not records:
        raise GateRefused(
            "no_rows", f"{snapshot.name} lists nothing", expected="one of " + ", ".join(KINDS)
        )
    _check_once(snapshot.name, records)
    return kinds[0], records


def _check_count(name: str, found: list[Answer], held: int) -> None:
    first, *others = (answer.about.get("totalSize") for answer in found)
    total = first if all(one == first for one in others) else None
    if isinstance(total, bool) or not isinstance(total, int):
        raise GateRefused(
            "dataset",
            f"{name} does not say of how many records it is",
            expected="totalSize, the same on every page",
            hint="save the interface's answer as it comes, or fetch it.",
        )
    if total != held:
        raise GateRefused(
            "count",
            f"{name} holds {held:,} of {total:,} records",
            expected="every page",
            hint="one page is not the whole; sectorscope fetch asks for all of them.",
        )


def _check_once(name: str, records: list[Nested]) -> None:
    seen: set[str] = set()
    for record in records:
        identity = record.said.get("id")
        if not isinstance(identity, str) or not identity.strip():
            raise GateRefused("fields", f"a record of {name} has no id", expected="one each")
        if identity in seen:
            raise GateRefused("rows", f"{name} lists {identity[:60]} twice", expected="once")
        seen.add(identity)
