"""Weights that raise a frame's headcount to official employment, cell by cell.

    w = official figure of the cell / headcount of the cell's companies in the frame

The headcount of companies is the whole company's at its registered office; official employment
is jobs at the workplace. So w < 1 where firms registered in the cell employ people elsewhere, and
a part of any w is this difference and no missing company.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sectorscope.sector.margins.figures import Figure
from sectorscope.sector.margins.parts import Part, bounds
from sectorscope.sector.margins.sic import LEVELS, ladder, level, placed
from sectorscope.sector.margins.tree import Leaf, cells
from sectorscope.sector.margins.variance import by_cell

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEAST = 10
"""Companies of the frame a cell needs: a convention. Trials between 5 and 40 showed no difference;
`benchmarks/margins.py --least` tries others."""


@dataclass(frozen=True)
class Coverage:
    """One cell of the coverage table; `headcount` over `official` is what the frame covers.

    areas, codes: what the cell was made of. official, low, high: jobs, None where not known.
    weight: None where no company of the frame is in the cell. flags: rest (a code less what
    finer cells took of it), collapsed (with thin or empty cells), areas pooled, thin (still),
    by the total (of the area, less its other sections), suppressed, not_available, official
    zero, over (w < 1), no margin, unplaced, not covered.
    """

    areas: tuple[str, ...]
    codes: tuple[str, ...]
    level: str
    companies: int
    headcount: float
    official: float | None
    low: float | None
    high: float | None
    weight: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Weights:
    """Weights of N companies in C cells from J official figures.

    w: float64[N] above nought. cell: int64[N], -1 where no official figure speaks for a company
    (then w = 1 and coverage is not known). margin: float64[C], jobs. terms: float64[C, J] of
    -1, 0, 1: margin = terms @ figures. variance: float64[J] of the figures. table: C rows in the
    cells' order, then the companies without a margin, then what the frame does not cover.
    """

    w: Floats
    cell: Ints
    margin: Floats
    terms: Floats
    variance: Floats
    table: tuple[Coverage, ...]

    @property
    def known(self) -> bool:
        """Whether any company is weighted to an official figure."""
        return bool(len(self.margin))


def weights(
    size: Floats,
    areas: Sequence[str],
    codes: Sequence[str],
    figures: Sequence[Figure] = (),
    least: int = LEAST,
) -> Weights:
    """Weight each company to the finest official figure held for its area and industry.

    Args:
        size: float64[N], headcount of each eligible company, above nought; imputed where missing.
        areas: N area codes, as in `figures`; "" where not known.
        codes: N principal SIC codes, as registered; one that is none of SIC 2007 counts as "".
        figures: Official figures of the region's areas, of one measure and period.
        least: Companies a cell needs.

    Raises:
        ValueError: lengths differ, or a size is not a number above nought.
    """
    _check(size, areas, codes)
    pairs = list(zip(areas, codes, strict=True))
    leaf_of, leaves, counts = _counted(pairs, figures)
    settled = cells(leaves, counts, figures, least)
    held = sorted(settled.cells, key=lambda c: c.names)
    cell = _cells_of(pairs, leaf_of, leaves, held)
    margin = np.array([bounds(c.terms or {}, figures).value for c in held], dtype=np.float64)
    headcount = by_cell(cell[cell >= 0], size[cell >= 0], len(held))
    w = np.ones(len(size))
    w[cell >= 0] = (margin / np.where(headcount > 0, headcount, 1))[cell[cell >= 0]]
    alone = {i: leaf_of[pairs[i]] for i in np.flatnonzero(cell < 0).tolist()}
    table = (
        *(_row(c, headcount[i], figures) for i, c in enumerate(held)),
        *_without(alone, leaves, settled.left, size),
        *(_row(p, 0.0, figures) for p in settled.uncovered),
    )
    variance = np.array([f.variance for f in figures], dtype=np.float64)
    return Weights(w, cell, margin, _terms(held, len(figures)), variance, table)


def _check(size: Floats, areas: Sequence[str], codes: Sequence[str]) -> None:
    if not len(size) == len(areas) == len(codes):
        raise ValueError(f"{len(size)} sizes, {len(areas)} areas and {len(codes)} codes")
    if not np.all(np.isfinite(size) & (size > 0)):
        raise ValueError("sizes are numbers above nought; impute them first (`Frame.sizes`)")


def _counted(
    pairs: Sequence[Leaf], figures: Sequence[Figure]
) -> tuple[dict[Leaf, Leaf], list[Leaf], list[int]]:
    """The leaf of each area and code as stated, the leaves in order, and their companies."""
    stated = Counter(pairs)
    leaf_of = _leaves(stated, figures)
    counts: Counter[Leaf] = Counter()
    for pair, many in stated.items():
        counts[leaf_of[pair]] += many
    leaves = sorted(leaf for leaf in counts if all(leaf))
    return leaf_of, leaves, [counts[leaf] for leaf in leaves]


def _leaves(pairs: Iterable[Leaf], figures: Sequence[Figure]) -> dict[Leaf, Leaf]:
    """For each area and code as stated: the code no finer than any figure; "" where it is none."""
    finest = max((len(ladder(f.code)) for f in figures if f.code), default=1)
    steps = {code: ladder(placed(code))[:finest] for code in {c for _, c in pairs}}
    return {(a, c): (a, steps[c][-1] if steps[c] else "") for a, c in pairs}


def _cells_of(
    pairs: Sequence[Leaf],
    leaf_of: Mapping[Leaf, Leaf],
    leaves: Sequence[Leaf],
    held: Sequence[Part],
) -> Ints:
    """Index of each company's cell, -1 where it has none."""
    of_leaf = {leaves[leaf]: i for i, cell in enumerate(held) for leaf in cell.leaves}
    of = {pair: of_leaf.get(leaf, -1) for pair, leaf in leaf_of.items()}
    return np.fromiter(map(of.__getitem__, pairs), dtype=np.int64, count=len(pairs))


def _terms(held: Sequence[Part], figures: int) -> Floats:
    made = np.zeros((len(held), figures))
    for i, cell in enumerate(held):
        for j, sign in (cell.terms or {}).items():
            made[i, j] = sign
    return made


def _row(part: Part, headcount: float, figures: Sequence[Figure]) -> Coverage:
    """A row of the coverage table for a part whose margin is known."""
    margin = bounds(part.terms or {}, figures)
    weight = float(margin.value / headcount) if headcount else None
    rest = {"rest"} if -1 in (part.terms or {}).values() else set[str]()
    over = {"over"} if weight is not None and weight < 1 else set[str]()
    gone = set[str]() if headcount else {"not covered"}
    codes = tuple(sorted({c for _, c in part.names}))
    return Coverage(
        areas=tuple(sorted({a for a, _ in part.names})),
        codes=codes,
        level=max((level(c) for c in codes), key=LEVELS.index, default="all"),
        companies=part.companies,
        headcount=float(headcount),
        official=margin.value,
        low=margin.low,
        high=margin.high,
        weight=weight,
        flags=tuple(sorted(part.flags | rest | over | gone)),
    )


def _without(
    at: Mapping[int, Leaf], leaves: Sequence[Leaf], left: Sequence[Part], size: Floats
) -> list[Coverage]:
    """Rows of the companies no official figure speaks for, and of those without a place."""
    flags = {leaves[leaf]: p.flags | {"no margin"} for p in left for leaf in p.leaves}
    found: dict[tuple[tuple[str, ...], Leaf], list[int]] = {}
    for i, leaf in at.items():
        why = flags.get(leaf, frozenset({"unplaced"}))
        where = leaf if "unplaced" not in why else (leaf[0], "")
        found.setdefault((tuple(sorted(why)), where), []).append(i)
    return [
        Coverage(
            areas=(area,) if area else (),
            codes=(code,) if code else (),
            level=level(code),
            companies=len(which),
            headcount=float(size[which].sum()),
            official=None,
            low=None,
            high=None,
            weight=1.0,
            flags=why,
        )
        for (why, (area, code)), which in sorted(found.items())
    ]
