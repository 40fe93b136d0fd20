"""Columns of text, read cell by cell but each different cell once.

A register of companies repeats itself: 43,000 rows have 620 industries and 550 dates. What a cell
means is worked out for each distinct text, and handed to the rows in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def distinct(column: pa.Array, read: Callable[[str], Any]) -> npt.NDArray[np.object_]:
    """What `read` makes of each cell of a column without missing cells; shape (N,)."""
    coded = column.dictionary_encode()
    made = np.empty(len(coded.dictionary), dtype=object)
    for place, text in enumerate(coded.dictionary.to_pylist()):
        made[place] = read(text)
    return made[coded.indices.to_numpy(zero_copy_only=False)]


class Flags:
    """Flags of N rows, kept a column a flag."""

    def __init__(self, names: Sequence[str], rows: int) -> None:
        self._names = tuple(names)
        self._held: dict[str, Bools] = {}
        self._rows = rows

    def add(self, flag: str, where: Bools) -> None:
        """Flag some rows."""
        if flag not in self._names:
            raise KeyError(flag)
        self._held[flag] = self._held.get(flag, np.zeros(self._rows, np.bool_)) | where

    def add_each(self, flags: Iterable[str]) -> None:
        """Flag each row with one flag, or with none where it is empty."""
        coded = np.array(list(flags), dtype=str)
        for flag in np.unique(coded[coded != ""]):
            self.add(str(flag), coded == flag)

    def has(self, flag: str) -> Bools:
        """Which rows carry a flag."""
        return self._held.get(flag, np.zeros(self._rows, np.bool_))

    def counts(self) -> Mapping[str, int]:
        """How many rows carry each flag, in the flags' order; none without a row."""
        counted = {flag: int(self.has(flag).sum()) for flag in self._names}
        return {flag: n for flag, n in counted.items() if n}

    def kept(self, rows: npt.NDArray[np.int64]) -> Flags:
        """The same for some rows, in their order."""
        found = Flags(self._names, len(rows))
        found._held = {flag: where[rows] for flag, where in self._held.items()}
        return found

    def texts(self) -> list[str]:
        """For each row its flags with `;` between, in the flags' order."""
        bits = np.zeros(self._rows, dtype=np.int64)
        for place, flag in enumerate(self._names):
            bits |= self.has(flag).astype(np.int64) << place
        sets, row = np.unique(bits, return_inverse=True)
        written = [
            ";".join(f for at, f in enumerate(self._names) if int(one) >> at & 1) for one in sets
        ]
        return [written[i] for i in row]


def numbers(values: Iterable[float | None]) -> Floats:
    """Numbers as an array, nan where one is missing."""
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def missing(values: Floats) -> list[float | None]:
    """An array as numbers, None where one is missing."""
    return [None if np.isnan(v) else float(v) for v in values]
