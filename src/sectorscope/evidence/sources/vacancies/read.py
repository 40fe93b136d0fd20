"""Adverts of vacancies that somebody has: their own board's, a careers service's, a download.

Columns of people to ask are never read, and e-mail addresses and telephone numbers in the text are
struck out here. A further shape is a module with `fits` and `adverts`, named in `_SHAPES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.vacancies import plain
from sectorscope.evidence.sources.vacancies.advert import Doubts, row
from sectorscope.evidence.sources.vacancies.mapping import parse

_SHAPES = (plain,)
"""The first that fits is read; `plain` fits anything."""


@dataclass(frozen=True)
class _File:
    rows: list[dict[str, Any]]
    warnings: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `advert`.

    Raises:
        GateRefused: gates `fields` (the mapping), `columns`, and those of the shape.
    """
    found = _read(data, snapshot.name, mapping)
    yield "advert", [r | {"snapshot": snapshot.sha256} for r in found.rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Which column was read as what, which were not read, and what could not be used."""
    found = _read(data, snapshot.name, mapping)
    return Remarks(found.warnings, found.dropped)


@lru_cache(maxsize=1)
def _read(data: bytes, name: str, mapping: bytes | None) -> _File:
    rules = parse(mapping)
    inspect(data, name, table=False)
    shape = next(s for s in _SHAPES if s.fits(data))
    given, fields, unused = shape.adverts(data, name, rules)
    doubts = Doubts()
    titled = [(n, g) for n, g in enumerate(given, 1) if g.fields.get("title", "").strip()]
    if not titled:
        raise GateRefused("no_rows", f"{name} advertises no job", expected="at least one")
    every = [row(g, n, rules.salary_period, rules.terms, doubts) for n, g in titled]
    rows = list({r["id"]: r for r in reversed(every)}.values())[::-1]
    gone = (
        Dropped("they have no job title", len(given) - len(titled)),
        Dropped("their id stands on an earlier row", len(every) - len(rows)),
    )
    said = (*_taken(fields, unused), *_bare(rows), *doubts.told(len(every)))
    return _File(rows, said, tuple(d for d in gone if d.rows))


def _taken(fields: Mapping[str, str], unused: Sequence[str]) -> Iterator[str]:
    yield "read as " + "; ".join(f"{field}: {column}" for field, column in fields.items())
    if unused:
        yield f"columns that are not read: {', '.join(unused)}"


def _bare(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    bare = sum(r["text"] is None for r in rows)
    if bare:
        yield f"{bare:,} of {len(rows):,} adverts: no text, so that no skill is found in them"
