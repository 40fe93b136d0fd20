"""An independent look at what is published: can anything protected be worked out from it?

Nothing here knows how `suppress` decides. Every published count is a sum over the smallest sets
that the counts can tell apart (atoms: businesses alike in what they said, and in the groups they
are in, as far as any count speaks of it). A protected count is found out if it is a linear
combination of published ones - it lies in the row space of their indicator vectors, decided here
in exact fractions - or if the only whole numbers, none below zero, that satisfy all published sums
leave it a single value (bounds by linear programming; Dantzig 1963). A cell told twice, with
values that one or two businesses make differ, gives those away by subtraction (differencing).

Combinations of answers are those that really occur, so the reader is taken to know which there
are: more than anybody knows, so that the audit errs towards finding a leak.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import Literal

from sectorscope.disclosure.cells import Cell
from sectorscope.disclosure.policy import small

_SLACK = 1e-6

Row = tuple[Fraction, ...]
How = Literal["published", "sum", "bounds", "difference"]


@dataclass(frozen=True)
class Leak:
    """A protected count that can be worked out, and how."""

    question: str
    answer: str
    group: str
    how: How


def audit(published: Iterable[Cell], protected: Iterable[Cell]) -> tuple[Leak, ...]:
    """Protected counts that the published ones determine.

    Args:
        published: every cell told, to this audience and to all whose outputs its readers may hold,
            and every cell of earlier releases.
        protected: counts that must not be found out, as `small_cells` gives them.
    """
    told, kept = _by_question(published), _by_question(protected)
    found = [
        leak
        for question in sorted(kept)
        for leak in _of_question(told.get(question, []), kept[question])
    ]
    return (*found, *_differences(told))


def _of_question(told: Sequence[Cell], kept: Sequence[Cell]) -> Iterable[Leak]:
    if not told:
        return
    system = _System(told, kept)
    for cell in kept:
        how = system.finds(cell)
        if how:
            yield Leak(*cell.name, how)


class _System:
    """The published counts of one question as equations over atoms.

    Answers of businesses that occur, in every group that occurs: who in a group said what is what
    has to be found out, so that every combination of the two is an atom.
    """

    def __init__(self, told: Sequence[Cell], kept: Sequence[Cell]) -> None:
        cells = (*told, *kept)
        everybody = frozenset[str]().union(*(c.asked for c in cells))
        self._wholes = {(c.answer, c.said): c for c in cells if not c.group}
        answers = dict.fromkeys(self._answer(c) for c in cells)
        groups = dict.fromkeys(c.asked for c in cells)
        self._places = {s: i for i, s in enumerate(answers)}, {s: i for i, s in enumerate(groups)}
        said = sorted({tuple(b in s for s in answers) for b in everybody})
        grouped = sorted({tuple(b in s for s in groups) for b in everybody})
        self._atoms = [(a, g) for a in said for g in grouped]
        self.known = {row: k for c in told for row, k in self._equations(c)}
        self.basis = _reduced(self.known)

    def finds(self, cell: Cell) -> How | None:
        """How the count of a cell can be worked out, if it can."""
        row = self._row(cell)
        if row in self.known:
            return "published"
        if _spanned(self.basis, row):
            return "sum"
        return "bounds" if self._pinned(row) else None

    def _answer(self, cell: Cell) -> frozenset[str]:
        """Everybody that gave the answer of a cell, in its group or not."""
        wholes = (s for a, s in self._wholes if a == cell.answer and s & cell.asked == cell.said)
        return next(wholes, cell.said)

    def _equations(self, cell: Cell) -> Iterable[tuple[Row, int]]:
        group = self._places[1][cell.asked]
        yield self._row(cell), cell.k
        yield tuple(Fraction(g[group]) for _, g in self._atoms), cell.n

    def _row(self, cell: Cell) -> Row:
        answer, group = self._places[0][self._answer(cell)], self._places[1][cell.asked]
        return tuple(Fraction(a[answer] and g[group]) for a, g in self._atoms)

    def _pinned(self, row: Row) -> bool:
        """Whether whole numbers leave the sum only one value."""
        from scipy.optimize import linprog

        equations = [[float(x) for x in r] for r in self.known]
        target = [float(x) for x in row]
        ends: list[float] = []
        for sign in (1, -1):
            made = linprog(
                [sign * x for x in target],
                A_eq=equations,
                b_eq=list(self.known.values()),
                bounds=(0, None),
                method="highs",
            )
            if made.fun is None:  # without a bound on this side
                return False
            ends.append(sign * made.fun)
        return ceil(ends[0] - _SLACK) >= floor(ends[1] + _SLACK)


def _differences(told: dict[str, list[Cell]]) -> list[Leak]:
    """Cells that were told twice with values that differ by what one or two businesses said.

    The difference names nobody; but whoever knows who came, left or changed their mind between two
    releases, or is in one audience's output and not in the other's, knows what they said.
    """
    pairs = (pair for cells in told.values() for pair in combinations(cells, 2))
    same = ((a, b) for a, b in pairs if a.name == b.name)
    return [Leak(*b.name, "difference") for a, b in same if _gives_away(a, b)]


def _gives_away(one: Cell, other: Cell) -> bool:
    """Whether two counts of one cell differ by what one or two businesses said."""
    changed = (one.said ^ other.said) | (one.asked ^ other.asked)
    return small(len(changed)) and (one.k, one.n) != (other.k, other.n)


def _reduced(rows: Iterable[Row]) -> dict[int, Row]:
    """A row echelon basis, by the place of each row's first entry that is not zero."""
    basis: dict[int, Row] = {}
    for row in rows:
        left = _remainder(basis, row)
        first = next((i for i, x in enumerate(left) if x), None)
        if first is not None:
            basis[first] = tuple(x / left[first] for x in left)
    return basis


def _spanned(basis: dict[int, Row], row: Row) -> bool:
    return not any(_remainder(basis, row))


def _remainder(basis: dict[int, Row], row: Row) -> Row:
    left = list(row)
    for i in range(len(left)):
        if left[i] and i in basis:
            factor = left[i]
            left = [x - factor * y for x, y in zip(left, basis[i], strict=True)]
    return tuple(left)


def _by_question(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.question, []).append(cell)
    return found
