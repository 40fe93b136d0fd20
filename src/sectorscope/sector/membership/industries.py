"""Industries of companies as features: every level of each SIC code a company gives.

A code that nobody has ruled on yet still speaks through its group and its division. Where the
user has the activity index of the classification, the words of a code's activities are features
too, so that 32.50 and 26.60 are alike in what they say, not only in where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sectorscope.sector.membership.words import Words
from sectorscope.study.sector import SECTIONS

Sics = Sequence[Sequence[str]]

_SECTION = {d: letter for letter, (a, b) in SECTIONS.items() for d in range(a, b + 1)}
_LEVELS = (2, 3, 4, 5)
_SPOKEN = 0.3
"""Of a row's squared length, what the words of its activities have where they are held."""


@dataclass(frozen=True)
class Codes:
    """Codes of a frame, of every level, and the words of their activities where they are held.

    columns: the column of each code. words, activities: of the activity index, or None and empty.
    """

    columns: Mapping[str, int]
    words: Words | None = None
    activities: Mapping[str, str] | None = None

    @classmethod
    def of(cls, sics: Sics, activities: Mapping[str, str] | None = None) -> Codes:
        """Those of a frame's companies.

        Args:
            sics: by company, codes as digits.
            activities: what is done under a code of five digits, in words; by code.
        """
        seen = dict.fromkeys(level for codes in sics for code in codes for level in levels(code))
        columns = {code: i for i, code in enumerate(seen)}
        words = Words.of(tuple(activities.values())) if activities else None
        return cls(columns, words, activities)

    def matrix(self, kinds: Sics) -> sparse.csr_matrix:
        """Features of lists of codes, (kinds, d) float32, rows of length at most one."""
        made = _scaled(self._coded(kinds))
        if self.words is None or self.activities is None:
            return made
        held = self.activities
        said = self.words.matrix([" ".join(held.get(c, "") for c in codes) for codes in kinds])
        share = np.sqrt((1 - _SPOKEN, _SPOKEN))
        return sparse.csr_matrix(sparse.hstack([made * share[0], said * share[1]], "csr"))

    def _coded(self, kinds: Sics) -> sparse.csr_matrix:
        """Ones, scaled later: codes the frame does not hold stand in a column of their own."""
        size, ends, found = len(self.columns), [0], list[int]()
        under = {c: self._under(c) for c in {code for codes in kinds for code in codes}}
        for codes in kinds:
            found += under[codes[0]] if len(codes) == 1 else {p for c in codes for p in under[c]}
            ends.append(len(found))
        ones = np.ones(len(found), np.float32)
        shape = (len(kinds), size + 1)
        return sparse.csr_matrix((ones, np.array(found, np.int64), ends), shape=shape)

    def _under(self, code: str) -> list[int]:
        places = (self.columns.get(level, len(self.columns)) for level in levels(code))
        return list(dict.fromkeys(places))

    @property
    def names(self) -> tuple[str, ...]:
        """What each column is called."""
        said = () if self.words is None else self.words.names
        return (*(f"SIC {written(c)}" for c in self.columns), "SIC", *(f"'{w}'" for w in said))


def kinds(sics: Sics) -> tuple[tuple[tuple[str, ...], ...], NDArray[np.int64]]:
    """Each different list of codes, and (N,) which of them a company gives."""
    held: dict[tuple[str, ...], int] = {}
    kind = [held.setdefault(tuple(codes), len(held)) for codes in sics]
    return tuple(held), np.array(kind, np.int64)


def levels(code: str) -> tuple[str, ...]:
    """A code of SIC 2007 and all it stands under: `32500` is C, 32, 325, 3250 and 32500."""
    section = _SECTION.get(int(code[:2])) if code[:2].isdigit() else None
    head = () if section is None else (section,)
    return (*head, *(code[:n] for n in _LEVELS if len(code) >= n))


def written(code: str) -> str:
    """A code as the classification prints it: 32.50, or 32.50/1 for a subclass of its own."""
    if len(code) <= _LEVELS[0]:
        return code
    last = code[4:]
    return f"{code[:2]}.{code[2:4]}" + (f"/{last}" if last not in ("", "0") else "")


def read(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Codes at the head of texts such as `32500 - Manufacture of medical instruments`."""
    heads = ((text or "").strip()[:5] for text in texts)
    return tuple(dict.fromkeys(h for h in heads if len(h) == _LEVELS[-1] and h.isdigit()))


def activities_of(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """By code of five digits, the words of its activities, from rows of table `activity`."""
    held: dict[str, list[str]] = {}
    for row in rows:
        held.setdefault(row["code"], []).append(row["activity"])
    return {code: " ".join(said) for code, said in held.items()}


def _scaled(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Rows of length one; a row of nothing stays one."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    scale = (1 / np.maximum(lengths, 1e-12)) * (lengths > 0)
    return sparse.csr_matrix(sparse.diags(scale.astype(np.float32)) @ matrix)
