"""What the reader of any file of companies hands on: which of its columns is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa


@dataclass(frozen=True)
class Given:
    """A file's rows as columns of text without missing cells, each of N; absent ones are blank.

    columns: by field: id, number, name, website, category, status, incorporated, dissolved,
    postcode, area_code, area, headcount, low, high, before, accounts, account_category, tags.
    texts, sics, previous: several columns each. basis: what a single headcount is from. five:
    whether SIC codes have five digits; None: as most of them do. locators: where each row stands.
    raw: what stands there, if it is a single cell.
    """

    rows: int
    columns: Mapping[str, pa.Array]
    texts: Sequence[pa.Array] = ()
    sics: Sequence[pa.Array] = ()
    previous: Sequence[pa.Array] = ()
    basis: str = "given"
    five: bool | None = None
    locators: pa.Array = field(default_factory=lambda: pa.nulls(0, pa.string()))
    raw: pa.Array | None = None

    def __getitem__(self, field: str) -> pa.Array:
        """A column; blank where the file has none."""
        blank = pa.scalar("", pa.string())
        return self.columns[field] if self.has(field) else pa.repeat(blank, self.rows)

    def has(self, field: str) -> bool:
        """Whether the file has such a column."""
        return field in self.columns


def joined(parts: Sequence[Given]) -> Given:
    """Rows of several parts of a file, whose columns are the same, as one."""
    first = parts[0]
    if len(parts) == 1:
        return first

    def together(every: Sequence[Sequence[pa.Array]]) -> list[pa.Array]:
        return [pa.concat_arrays(columns) for columns in zip(*every, strict=True)]

    return replace(
        first,
        rows=sum(part.rows for part in parts),
        columns={f: pa.concat_arrays([p.columns[f] for p in parts]) for f in first.columns},
        texts=together([p.texts for p in parts]),
        sics=together([p.sics for p in parts]),
        previous=together([p.previous for p in parts]),
        locators=pa.concat_arrays([p.locators for p in parts]),
        raw=None if first.raw is None else pa.concat_arrays([p.raw for p in parts]),
    )
