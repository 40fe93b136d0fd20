"""Adverts of vacancies that somebody has: their own board's, a careers service's, a download.

What a file is, is told by what it holds: answers of Find an Apprenticeship, Adzuna or Reed, job
postings of schema.org, or a table. Columns of people to ask are never read, and e-mail addresses
and telephone numbers in the text are struck out here. A further shape has `fits` and `adverts`,
and stands among `_SHAPES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import Any

from sectorscope.evidence.gates import error_in, inspect
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.vacancies import adzuna, faa, plain, postings, reed
from sectorscope.evidence.sources.vacancies.advert import Doubts, row
from sectorscope.evidence.sources.vacancies.answers import Listed
from sectorscope.evidence.sources.vacancies.held import Held, Taken
from sectorscope.evidence.sources.vacancies.mapping import parse

Shape = Listed | ModuleType

_SHAPES: tuple[Shape, ...] = (faa.SHAPE, reed.SHAPE, adzuna.SHAPE, postings, plain)
"""The first that fits is read; `plain` fits whatever is neither JSON nor a page."""


@dataclass(frozen=True)
class _File:
    rows: list[dict[str, Any]]
    warnings: tuple[str, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True)
class Reader:
    """Reads files of some shapes."""

    shapes: tuple[Shape, ...] = _SHAPES

    def read(
        self, snapshot: Snapshot, data: bytes, mapping: bytes | None = None
    ) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Rows of table `advert`.

        Raises:
            GateRefused: gates `fields` (the mapping), `dataset` (none of the shapes), and those of
                the shape.
        """
        found = self._file(snapshot, data, mapping)
        yield "advert", [r | {"snapshot": snapshot.sha256} for r in found.rows]

    def remarks(self, snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
        """What was read as what, what was not read, and what could not be used."""
        found = self._file(snapshot, data, mapping)
        return Remarks(found.warnings, found.dropped)

    def _file(self, snapshot: Snapshot, data: bytes, mapping: bytes | None) -> _File:
        return _read(self.shapes, data, snapshot.name, mapping, snapshot.overridden)


_ANY = Reader()
read, remarks = _ANY.read, _ANY.remarks


@lru_cache(maxsize=1)
def _read(
    shapes: tuple[Shape, ...],
    data: bytes,
    name: str,
    mapping: bytes | None,
    overridden: frozenset[str],
) -> _File:
    rules = parse(mapping)
    inspect(data, name, table=False, page=True)
    taken = _taken(shapes, Held(data, name, rules, overridden))
    given, doubts = taken.given, Doubts()
    titled = [(n, g) for n, g in enumerate(given, 1) if g.fields.get("title", "").strip()]
    if not titled:
        raise GateRefused("no_rows", f"{name} advertises no job", expected="at least one")
    terms = rules.terms or taken.terms
    every = [row(g, n, rules.salary_period, terms, doubts) for n, g in titled]
    rows = list({r["id"]: r for r in reversed(every)}.values())[::-1]
    gone = (
        Dropped("they have no job title", len(given) - len(titled)),
        Dropped("their id stands on an earlier row", len(every) - len(rows)),
    )
    told = (*_said(taken.fields, taken.unused), *_bare(rows), *doubts.told(len(every)))
    return _File(rows, (*taken.warnings, *told), tuple(d for d in gone if d.rows))


def _taken(shapes: Sequence[Shape], held: Held) -> Taken:
    for shape in shapes:
        if shape.fits(held):
            return shape.adverts(held)
    if held.json is None:
        inspect(held.data, held.name, table=False)  # says of a page that it is one
    called = ", ".join(s.called if isinstance(s, Listed) else s.CALLED for s in shapes)
    said = error_in(held.json) if held.json is not None else ""
    if said:
        raise GateRefused(
            "json_error", f"{held.name} is a JSON error message (“{said}”)", expected=called
        )
    raise GateRefused(
        "dataset",
        f"{held.name} is not in a shape that is known",
        expected=called,
        hint="save the service's answer as it comes, or a table with a column `title`."
        if plain in shapes
        else "as `vacancies` a file is told by what it holds.",
    )


def _said(fields: Mapping[str, str], unused: Sequence[str]) -> Iterator[str]:
    yield "read as " + "; ".join(f"{field}: {column}" for field, column in fields.items())
    if unused:
        yield f"columns that are not read: {', '.join(unused)}"


def _bare(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    bare = sum(r["text"] is None for r in rows)
    if bare:
        yield f"{bare:,} of {len(rows):,} adverts: no text, so that no skill is found in them"
