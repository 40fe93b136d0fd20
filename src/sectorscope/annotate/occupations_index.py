"""Occupations made ready to be found by a title: their names in lanes, and as they are spelt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from sectorscope.annotate.occupations_folding import grams, stems, title
from sectorscope.annotate.occupations_lanes import Lane, lane
from sectorscope.annotate.stems import Array, number

LANES = ("names", "letters", "words", "groups", "wider")
_ONE_UP = -1  # characters of a code that its wider group leaves out


@dataclass(frozen=True)
class Index:
    """Lanes over names by letters, occupations by letters and by words, groups by words.

    first: where each occupation's names begin. group, wide: of each occupation. spelt, bare:
    numbers of names with and without rank, sorted, and spelt_of, bare_of: whose. heads: number of
    a head word plus the occupation's place, sorted.
    """

    names: Lane
    letters: Lane
    words: Lane
    groups: Lane
    wider: Lane
    first: Array
    group: Array
    wide: Array
    spelt: Array
    spelt_of: Array
    bare: Array
    bare_of: Array
    heads: Array
    persons: Array

    @cached_property
    def count(self) -> Array:
        """Number of names of each occupation."""
        return np.diff(self.first, append=self.names.size[0])

    def __len__(self) -> int:
        return len(self.first)

    def best(self, names: Array) -> Array:
        """The greatest of each occupation's values of its names."""
        return np.maximum.reduceat(names, self.first)

    def spelt_as(self, full: str, rows: Array) -> Array:
        """Whether each occupation has a name of exactly these words, rank included."""
        return _among(rows, full, self.spelt, self.spelt_of)

    def bare_as(self, bare: str, rows: Array) -> Array:
        """Whether each occupation has a name of exactly these words, rank left out."""
        return _among(rows, bare, self.bare, self.bare_of)

    def has_head(self, head: str, rows: Array) -> Array:
        """Whether some name of each occupation says the person is that."""
        keys = number(head) + rows
        at = np.minimum(np.searchsorted(self.heads, keys), len(self.heads) - 1)
        return self.heads[at] == keys

    def is_person(self, head: str) -> bool:
        """Whether a word says what a person is, in some name of any occupation."""
        at = int(np.searchsorted(self.persons, number(head)))
        return at < len(self.persons) and int(self.persons[at]) == number(head)


def _among(rows: Array, words: str, keys: Array, owners: Array) -> Array:
    key = number(words)
    low, high = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
    return np.isin(rows, owners[low:high])


def index(names: Sequence[Sequence[str]], codes: Sequence[str]) -> Index:
    """Index occupations.

    Args:
        names: of each occupation, its label first.
        codes: of each, in a classification whose wider group drops the last character.
    """
    titles = [[title(name) for name in of] for of in names]
    owners = [row for row, of in enumerate(titles) for _ in of]
    letters = [[grams(name.bare) for name in of] for of in titles]
    words = [[stems(name.bare) for name in of] for of in titles]
    group, grouped = _grouped(codes, words)
    wide, widened = _grouped([code[:_ONE_UP] for code in codes], words)
    spelt = [(number(name.full), row) for row, of in enumerate(titles) for name in of]
    bare = [(number(name.bare), row) for row, of in enumerate(titles) for name in of]
    heads = {number(name.head) + row for row, of in enumerate(titles) for name in of}
    return Index(
        names=lane([[name] for of in letters for name in of], owners),
        letters=lane(letters),
        words=lane(words),
        groups=lane(grouped),
        wider=lane(widened),
        first=np.cumsum([0, *(len(of) for of in titles[:-1])]),
        group=group,
        wide=wide,
        **dict(zip(("spelt", "spelt_of"), _sorted(spelt), strict=True)),
        **dict(zip(("bare", "bare_of"), _sorted(bare), strict=True)),
        heads=np.array(sorted(heads), np.int64),
        persons=np.unique([number(name.head) for of in titles for name in of]),
    )


def _grouped(
    codes: Sequence[str], words: Sequence[Sequence[list[int]]]
) -> tuple[Array, list[list[list[int]]]]:
    """Which group each occupation is of, and the names of each group."""
    listed = sorted(set(codes))
    place = {code: at for at, code in enumerate(listed)}
    names: list[list[list[int]]] = [[] for _ in listed]
    for code, of in zip(codes, words, strict=True):
        names[place[code]] += of
    return np.array([place[code] for code in codes], np.int32), names


def _sorted(pairs: Iterable[tuple[int, int]]) -> tuple[Array, Array]:
    ordered = sorted(set(pairs))
    return (
        np.array([key for key, _ in ordered], np.int64),
        np.array([row for _, row in ordered], np.int32),
    )


def arrays(made: Index) -> dict[str, Array]:
    """An index as arrays by name, for the cache."""
    found: dict[str, Array] = {}
    for field in fields(made):
        part = getattr(made, field.name)
        if isinstance(part, Lane):
            found |= {f"{field.name}_{f.name}": getattr(part, f.name) for f in fields(part)}
        else:
            found[field.name] = part
    return found


def from_arrays(held: dict[str, Array]) -> Index:
    """The index out of `arrays`; a plain view of what lies on the disk is quicker to cut."""
    held = {name: np.asarray(array) for name, array in held.items()}
    parts: dict[str, Any] = {
        name: Lane(**{f.name: held[f"{name}_{f.name}"] for f in fields(Lane)}) for name in LANES
    }
    parts |= {f.name: held[f.name] for f in fields(Index) if f.name not in LANES}
    return Index(**parts)
