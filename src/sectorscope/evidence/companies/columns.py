"""Columns of a file of companies: their flags, and cells that are put right.

Numbers and names are all different, and almost all in order: only those that are not are looked at
on their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.companies.cells import Read
from sectorscope.evidence.distinct import Bools, Distinct, Floats, Places


class Flags:
    """Flags of N rows, kept a column a flag."""

    def __init__(self, names: Sequence[str], rows: int) -> None:
        self._names = tuple(names)
        self._held: dict[str, Bools] = {}
        self._rows = rows

    def __len__(self) -> int:
        return self._rows

    def add(self, flag: str, where: Bools) -> None:
        """Flag some rows."""
        if flag not in self._names:
            raise KeyError(flag)
        self._held[flag] = self._held.get(flag, np.zeros(self._rows, np.bool_)) | where

    def add_read(self, read: Distinct) -> None:
        """Flag rows as their cells are doubtful: each was read as something with a `flag`."""
        for flag in {one.flag for one in read.made} - {""}:
            self.add(flag, read.where(lambda one, flag=flag: one.flag == flag))

    def put(self, flag: str, where: Bools) -> None:
        """Flag these rows and no others."""
        self._held.pop(flag, None)
        self.add(flag, where)

    def has(self, flag: str) -> Bools:
        """Which rows carry a flag."""
        return self._held.get(flag, np.zeros(self._rows, np.bool_))

    def counts(self) -> Mapping[str, int]:
        """How many rows carry each flag, in the flags' order; none without a row."""
        counted = {flag: int(self.has(flag).sum()) for flag in self._names}
        return {flag: n for flag, n in counted.items() if n}

    def kept(self, rows: Places) -> Flags:
        """The same for some rows, in their order."""
        found = Flags(self._names, len(rows))
        found._held = {flag: where[rows] for flag, where in self._held.items()}
        return found

    def texts(self) -> pa.Array:
        """For each row its flags with `;` between, in the flags' order."""
        bits = np.zeros(self._rows, dtype=np.int64)
        for place, flag in enumerate(self._names):
            if flag in self._held:
                bits |= self._held[flag].astype(np.int64) << place
        sets, row = np.unique(bits, return_inverse=True)
        written = [
            ";".join(f for at, f in enumerate(self._names) if int(one) >> at & 1) for one in sets
        ]
        return pa.array(written, pa.string()).take(pa.array(row))


def mended(
    column: pa.Array, good: str, mend: Callable[[pa.Array], Sequence[str]]
) -> tuple[pa.Array, Places]:
    """A column with the cells put right that are not in order, and the rows of those.

    Args:
        column: N texts.
        good: a pattern of whole cells that stay as they are.
        mend: gives the texts to put in the place of others.
    """
    odd = ~matches(column, good)
    if not odd.any():
        return column, np.flatnonzero(odd)
    new = pa.array(mend(column.filter(pa.array(odd))), pa.string())
    replaced = pc.call_function("replace_with_mask", [column, pa.array(odd), new])
    return replaced, np.flatnonzero(odd)


def read_odd(column: pa.Array, good: str, read: Callable[[str], Read], flags: Flags) -> pa.Array:
    """The same by a reader of single cells, whose doubts are flagged; what is good has none."""
    doubts: list[str] = []

    def mend(odd: pa.Array) -> list[str]:
        told = [read(text) for text in odd.to_pylist()]
        doubts.extend(r.flag for r in told)
        return [r.text for r in told]

    texts, rows = mended(column, good, mend)
    said = np.array(doubts, dtype=str)
    for flag in {*doubts} - {""}:
        where = np.zeros(len(column), np.bool_)
        where[rows[said == flag]] = True
        flags.add(flag, where)
    return texts


def matches(column: pa.Array, pattern: str) -> Bools:
    """In which texts a pattern is found."""
    options = pc.MatchSubstringOptions(pattern)
    found = pc.call_function("match_substring_regex", [column], options)
    return found.to_numpy(zero_copy_only=False).astype(np.bool_)


def trimmed(column: pa.Array) -> pa.Array:
    """Texts without blanks about them."""
    return pc.call_function("utf8_trim_whitespace", [column])


def filled(column: pa.Array) -> Bools:
    """Which texts say anything."""
    return np.asarray(pc.call_function("binary_length", [column])) > 0


def optional(column: pa.Array) -> pa.Array:
    """Texts, missing where they are empty."""
    some = pa.array(filled(column))
    return pc.call_function("if_else", [some, column, pa.scalar(None, pa.string())])


def missing(values: Floats) -> pa.Array:
    """An array as numbers, missing where one is nan."""
    return pa.array(values, pa.float64(), from_pandas=True)
