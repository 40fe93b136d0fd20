"""A list of companies that somebody has: the user's own, a directory's, a download.

Columns are known by what they are called, or by a mapping. Headcounts may be figures or bands,
codes and company numbers as a spreadsheet left them; what cannot be used is flagged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pyarrow as pa

from sectorscope.evidence.companies.given import Given
from sectorscope.evidence.companies.reading import Companies, companies
from sectorscope.evidence.companies.said import remarks as said
from sectorscope.evidence.companies.tables import Sheet, opened
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.companies.mapping import SEVERAL, parse, settled
from sectorscope.schema import Records


@dataclass(frozen=True)
class _File:
    companies: Companies
    fields: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    nameless: int


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `company`.

    Raises:
        GateRefused: gates `fields` (the mapping), `columns`, and those of the formats.
    """
    found = _read(data, snapshot.name, mapping).companies
    yield "company", found.of(snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Which column was read as what, which were not read, and what is doubtful, counted."""
    file = _read(data, snapshot.name, mapping)
    taken = "; ".join(f"{field}: {', '.join(columns)}" for field, columns in file.fields.items())
    left = f"columns that are not read: {', '.join(file.unused)}" if file.unused else ""
    told = said(file.companies)
    gone = Dropped("they name no company and no number", file.nameless)
    return replace(
        told,
        warnings=(f"read as {taken}", *([left] if left else []), *told.warnings),
        dropped=(*told.dropped, *([gone] if file.nameless else [])),
    )


@lru_cache(maxsize=1)
def _read(data: bytes, name: str, mapping: bytes | None) -> _File:
    rules = parse(mapping)
    fields: dict[str, tuple[str, ...]] = {}

    def wanted(names: Sequence[str]) -> list[str]:
        fields.update(settled(rules.columns, names, name))
        return list(dict.fromkeys(c for columns in fields.values() for c in columns))

    sheet = opened(data, name, wanted, sheet=rules.sheet)
    named, nameless = _named(sheet, fields)
    if not len(named.locators):
        raise GateRefused("no_rows", f"{name} names no company", expected="at least one")
    five = None if rules.sic_digits is None else rules.sic_digits == 5  # noqa: PLR2004 - digits
    found = companies(_given(named, fields, rules.basis, five))
    used = {c for columns in fields.values() for c in columns}
    return _File(found, fields, tuple(n for n in sheet.names if n not in used), nameless)


def _named(sheet: Sheet, fields: Mapping[str, tuple[str, ...]]) -> tuple[Sheet, int]:
    """The rows that name a company or its number, the number standing in for the name."""
    column = fields["name"][0]
    names = sheet.cells[column].to_pylist()
    blank = [""] * len(names)
    numbers = sheet.cells[fields["number"][0]].to_pylist() if "number" in fields else blank
    called = [a if a.strip() else b for a, b in zip(names, numbers, strict=True)]
    kept = pa.array([bool(c.strip()) for c in called], pa.bool_())
    cells = {**sheet.cells, column: pa.array(called, pa.string())}
    cells = {c: held.filter(kept) for c, held in cells.items()}
    places, raw = sheet.locators.filter(kept), sheet.raw.filter(kept)
    return replace(sheet, cells=cells, locators=places, raw=raw), len(names) - len(places)


def _given(
    sheet: Sheet, fields: Mapping[str, tuple[str, ...]], basis: str, five: bool | None
) -> Given:
    columns = sheet.cells
    return Given(
        rows=len(sheet.locators),
        columns={f: columns[c[0]] for f, c in fields.items() if f not in SEVERAL},
        texts=[columns[c] for c in fields.get("text", ())],
        sics=[columns[c] for c in fields.get("sics", ())],
        basis=basis,
        five=five,
        locators=sheet.locators,
        raw=sheet.raw,
    )
