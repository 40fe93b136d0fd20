"""What the definition says before anybody has ruled: keywords found, and the hint by industry.

With too few rulings to learn from, this is the whole answer, and is said to be; once there are
enough it is a feature among others, which the rulings may overturn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from sectorscope.sector.definition import WHOLE, Definition
from sectorscope.sector.industries import Industries
from sectorscope.sector.learning import log_odds
from sectorscope.sector.membership.words import Texts, column

Floats = NDArray[np.float64]

STATED = {
    ("core", True): 0.85, ("core", False): 0.5,
    ("possible", True): 0.5, ("possible", False): 0.06,
    ("", True): 0.2, ("", False): 0.01,
    ("never", True): 0.05, ("never", False): 0.003,
}  # fmt: skip
"""Probability of being in the sector before any ruling, by hint of industry and whether a keyword
is found. Stated, not measured: so that a review has an order to begin with."""

WITHIN = {("possible", True): 0.85, ("possible", False): 0.3, ("", True): 0.7, ("", False): 0.05}
"""The same of being in a segment, for a company that is in the sector."""

_MIDDLE, _SPREAD = -2.0, 5.0
"""Log-odds: about the middle of those stated, and from there to their ends."""


@dataclass(frozen=True)
class Hints:
    """What the definition says of N companies, for one target.

    keyword: (N,) whether a phrase is found. industries: of each kind of codes core, possible, never
    or "". kind: (N,) which kind a company is. stated: (N,) log-odds before any ruling; of a
    segment, for a company that is in the sector.
    """

    keyword: NDArray[np.bool_]
    industries: tuple[str, ...]
    kind: NDArray[np.int64]
    stated: Floats

    def industry(self, row: int) -> str:
        """The hint of a company's codes."""
        return self.industries[self.kind[row]]

    @property
    def column(self) -> NDArray[np.float32]:
        """One feature, (N, 1), in [-1, 1]: what is stated, from its middle."""
        return np.clip((self.stated - _MIDDLE) / _SPREAD, -1, 1).astype(np.float32)[:, None]


def hints(
    told: Texts,
    kinds: Sequence[Sequence[str]],
    kind: NDArray[np.int64],
    definition: Definition,
) -> dict[str, Hints]:
    """By target, what the definition says of companies.

    Args:
        told: (N,) names and texts.
        kinds: each different list of codes as digits.
        kind: (N,) which of them a company gives.
        definition: its keywords, and its lists of industries.
    """
    texts = column(told)
    some = definition.hits(texts)  # the sector's phrases are all there are
    asked = texts.filter(pa.array(some))
    made: dict[str, Hints] = {}
    for target in definition.targets:
        keyword = some.copy()
        keyword[some] = definition.hits(asked, target)
        each = _strongest(kinds, definition.industries_of(target))
        made[target] = _one(keyword, each, kind, STATED if target == WHOLE else WITHIN)
    return made


def _strongest(kinds: Sequence[Sequence[str]], lists: Industries) -> tuple[str, ...]:
    """What `lists.strongest` says of each list of codes, each different hint asked about once."""
    hint = {code: lists.hint(code) for code in {c for codes in kinds for c in codes}}
    one = {said: code for code, said in hint.items()}
    met: dict[frozenset[str], str] = {}

    def strongest(codes: Sequence[str]) -> str:
        said = frozenset(hint[c] for c in codes)
        if said not in met:
            met[said] = lists.strongest([one[h] for h in said])  # one code for each hint will do
        return met[said]

    return tuple(hint[codes[0]] if len(codes) == 1 else strongest(codes) for codes in kinds)


def _one(
    keyword: NDArray[np.bool_],
    each: tuple[str, ...],
    kind: NDArray[np.int64],
    stated: Mapping[tuple[str, bool], float],
) -> Hints:
    table = np.array([[stated[hint, found] for found in (False, True)] for hint in each])
    odds = log_odds(table) if len(each) else np.zeros((1, 2))
    return Hints(keyword, each, kind, odds[kind, keyword.astype(np.int64)])


def phrases(told: Texts, definition: Definition) -> tuple[Any, tuple[str, ...]]:
    """Which phrases of the definition are found where, and what they are.

    Returns:
        (N, phrases) CSR float32, rows of length at most one; the phrases.
    """
    listed = definition.phrases(WHOLE)
    columns: Mapping[str, int] = {p: i for i, p in enumerate(listed.phrases)}
    rows, places = list[int](), list[int]()
    asked = np.flatnonzero(listed.hits(told))
    for row in asked.tolist():
        found = [columns[f.phrase] for f in listed.found(str(told[row]))]
        rows += [row] * len(found)
        places += found
    many = np.bincount(np.array(rows, np.int64), minlength=len(told))
    data = (1 / np.sqrt(np.maximum(many, 1)))[rows].astype(np.float32)
    place = (np.array(rows, np.int64), np.array(places, np.int64))
    matrix = sparse.csr_matrix((data, place), shape=(len(told), len(columns)))
    return matrix, tuple(columns)
