"""Cells that repeat, each different one read once.

Published files repeat themselves: 43,000 companies have 620 industries and 550 dates. What a cell
means is worked out for each distinct text, and handed to the rows in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Distinct:
    """What was made of each different cell, and which of them each of N rows holds."""

    made: Sequence[Any]
    rows: Places

    @classmethod
    def of(cls, column: pa.Array, read: Callable[[str], Any]) -> Distinct:
        """Read a column without missing cells."""
        coded = column.dictionary_encode()
        made = [read(text) for text in coded.dictionary.to_pylist()]
        return cls(made, coded.indices.to_numpy(zero_copy_only=False).astype(np.int64))

    @classmethod
    def together(
        cls, columns: Sequence[pa.Array], read: Callable[[tuple[str, ...]], Any]
    ) -> Distinct:
        """Read what stands in one row of several columns."""
        coded = [column.dictionary_encode() for column in columns]
        row = np.zeros(len(columns[0]), np.int64)
        for one in coded:  # numbered anew at each column, so that the numbers stay small
            at = one.indices.to_numpy(zero_copy_only=False)
            row = np.unique(row * len(one.dictionary) + at, return_inverse=True)[1]
        first = np.unique(row, return_index=True)[1]
        held = [one.take(pa.array(first)).to_pylist() for one in coded]
        return cls([read(cells) for cells in zip(*held, strict=True)], row)

    def texts(self, pick: Callable[[Any], str | None]) -> pa.Array:
        """A text of each row."""
        values = pa.array([pick(one) for one in self.made], pa.string())
        return values.take(pa.array(self.rows))

    def numbers(self, pick: Callable[[Any], float | None]) -> Floats:
        """A number of each row, nan where it is missing."""
        held = [np.nan if (n := pick(one)) is None else n for one in self.made]
        return np.array(held, np.float64)[self.rows]

    def where(self, holds: Callable[[Any], bool]) -> Bools:
        """Of which rows something holds."""
        return np.array([holds(one) for one in self.made], np.bool_)[self.rows]
