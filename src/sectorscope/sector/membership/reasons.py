"""Why a company has the probability it has, in words that an analyst reads.

What moved the log-odds most, in either direction: a keyword, a code, words, a reviewed company
it reads like. Words are told together; what speaks against is said to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sectorscope.sector.learning import Block, Fitted
from sectorscope.sector.membership.featuring import (
    HINTS,
    INDUSTRIES,
    VECTORS,
    WORDS,
    Features,
)
from sectorscope.sector.membership.industries import written
from sectorscope.sector.membership.model import Learnt

Floats = NDArray[np.float64]

MOST = 5
"""Reasons that are given."""
_LEAST = 0.05
"""Log-odds that are worth a word."""
_TOGETHER, _NEAREST = 3, 2
"""Words, and reviewed companies, that are named at most."""


class Reason(NamedTuple):
    """A reason and how far it moved the log-odds; 0 where nothing was learnt."""

    text: str
    moved: float

    def __str__(self) -> str:
        """The reason, and if so that it speaks against."""
        return self.text if self.moved >= 0 else f"against: {self.text}"


def reasons(features: Features, learnt: Learnt, row: int) -> tuple[Reason, ...]:
    """Why a row has its score, what moved it most first; at most `MOST`."""
    if learnt.fitted is None:
        return tuple(_stated(features, learnt, row))
    found = _learnt(features, learnt, learnt.fitted, row)
    worth = [reason for reason in found if abs(reason.moved) >= _LEAST]
    ordered = sorted(worth, key=lambda r: -abs(r.moved))[:MOST]
    return tuple(ordered) or (Reason("nothing sets it apart from the others", 0.0),)


def _learnt(features: Features, learnt: Learnt, fitted: Fitted, row: int) -> Iterator[Reason]:
    blocks = features.of(learnt.target)
    for block, own in zip(blocks, fitted.coefficients, strict=True):
        if block.name == VECTORS:
            yield from _read_like(features, block, learnt, fitted, row)
            continue
        columns, moved = _moved(block.matrix[row], fitted.slope * own)
        if block.name == HINTS:
            yield Reason(_hinted(features, learnt.target, row), float(moved.sum()))
            continue
        named = [features.names[block.name][c] for c in columns]
        if block.name == INDUSTRIES:
            yield from _industries(named, moved, _codes(features, learnt.target, row))
        else:
            yield from (_words if block.name == WORDS else _keywords)(named, moved)


def _moved(row: Any, own: Floats) -> tuple[NDArray[Any], Floats]:  # noqa: ANN401 - array or CSR
    if sparse.issparse(row):
        return row.indices, row.data * own[row.indices]
    return np.arange(row.size), np.ravel(row) * own


def _words(named: Sequence[str], moved: Floats) -> Iterator[Reason]:
    """Words that speak for, together, and words that speak against."""
    for sign in (1, -1):
        told = [i for i in range(len(named)) if sign * moved[i] > 0]
        order = sorted(told, key=lambda i: -abs(moved[i]))
        if order:
            some = ", ".join(named[i] for i in order[:_TOGETHER])
            yield Reason(f"words: {some}", float(moved[order].sum()))


def _keywords(named: Sequence[str], moved: Floats) -> Iterator[Reason]:
    for name, by in zip(named, moved.tolist(), strict=True):
        yield Reason(f"keyword '{name}'", by)


def _industries(named: Sequence[str], moved: Floats, codes: str) -> Iterator[Reason]:
    """The codes of all levels as one reason, and the words of what is done under them."""
    coded = np.array([n.startswith("SIC") for n in named], np.bool_)
    if coded.any():
        yield Reason(codes, float(moved[coded].sum()))
    if not coded.all():
        first = max(np.flatnonzero(~coded).tolist(), key=lambda i: abs(moved[i]))
        yield Reason(f"done in its industry: {named[first]}", float(moved[~coded].sum()))


def _codes(features: Features, target: str, row: int) -> str:
    """A company's codes with their hints: `SIC 32.50 (core), 46.46`."""
    lists = features.definition.industries_of(target)
    told: list[str] = []
    for code in features.sics[row]:
        hint = str(lists.hint(code))
        told.append(f"{written(code)} ({hint})" if hint else written(code))
    return f"SIC {', '.join(told)}"


def _read_like(
    features: Features, block: Block, learnt: Learnt, fitted: Fitted, row: int
) -> Iterator[Reason]:
    """The reviewed companies whose vectors pull most at this one's."""
    rows = learnt.given.rows
    like = block.matrix[rows] @ block.matrix[row]
    scale = fitted.slope * fitted.strength * block.weight
    moved = np.where((rows == row) | (like <= 0), 0.0, scale * learnt.dual * like)
    for i in np.argsort(-np.abs(moved))[:_NEAREST].tolist():
        ruled = ruling(float(learnt.given.y[i]))
        name = features.labels[int(rows[i])]
        yield Reason(f"reads like: {name} (reviewed, {ruled})", float(moved[i]))


def ruling(y: float) -> str:
    """A ruling in words."""
    return "in" if y >= 1 else "out" if y <= 0 else f"in with {y:.0%}"


def _hinted(features: Features, target: str, row: int) -> str:
    """What the definition says of a company, before any ruling."""
    said = features.hints[target]
    keyword = "a keyword" if said.keyword[row] else "no keyword"
    industry = f", an industry it lists as {said.industry(row)}" if said.industry(row) else ""
    return f"by the definition: {keyword}{industry}"


def _stated(features: Features, learnt: Learnt, row: int) -> Iterator[Reason]:
    said = features.hints[learnt.target]
    if said.keyword[row]:
        for found in features.definition.phrases(learnt.target).found(features.told[row]):
            yield Reason(f"keyword '{found.phrase}'", 0.0)
    if said.industry(row):
        yield Reason(_codes(features, learnt.target, row), 0.0)
    yield Reason(f"{_hinted(features, learnt.target, row)}; stated, not learnt", 0.0)
