"""V_frame and V_margin: what missing companies and imprecise margins add to the variance.

Derivations, assumptions and sources: docs/decisions/0018-weights-and-their-variance.md.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OWN = 200.0
"""Companies at which a cell's own sizes count for half of what its missing ones are taken for."""

TWICE = 2.0
"""Missing headcount beyond so many times what is expected is taken for one company."""


class Cells(NamedTuple):
    """Sums over the frame's companies of each of C cells; jobs, or jobs².

    companies: their number. frame: headcount. squares: Σ s². mean: Σ s·z / Σ s, what share of the
    headcount is in the sector. second: Σ s(z² + v) / Σ s. missing: margin less headcount, never
    below nought.
    """

    companies: Floats
    frame: Floats
    squares: Floats
    mean: Floats
    second: Floats
    missing: Floats


def summed(
    size: Floats,
    z: Floats,
    v: Floats,
    cell: Ints,
    margin: Floats,
    square: Floats | None = None,
) -> Cells:
    """The sums both variances are made of; companies with cell -1 are left out."""
    held = cell >= 0
    s, z, v, c = size[held], z[held], v[held], cell[held]
    s2 = s * s if square is None else square[held]
    frame = by_cell(c, s, len(margin))
    some = np.where(frame > 0, frame, 1)
    return Cells(
        companies=by_cell(c, np.ones_like(s), len(margin)),
        frame=frame,
        squares=by_cell(c, s2, len(margin)),
        mean=by_cell(c, s * z, len(margin)) / some,
        second=by_cell(c, s * (z * z + v), len(margin)) / some,
        missing=np.maximum(margin - frame, 0),
    )


def by_cell(cell: Ints, values: Floats, cells: int) -> Floats:
    """Sums of values over the companies of each cell; float64[cells]. Cells are 0 and above."""
    return np.bincount(cell, weights=values, minlength=cells).astype(np.float64)


def v_frame(
    size: Floats,
    z: Floats,
    v: Floats,
    cell: Ints,
    margin: Floats,
    square: Floats | None = None,
) -> float:
    """Variance of the estimated headcount for companies missing from the frame; jobs².

    Per cell, with D the missing headcount, S the frame's, Q = Σ s², u the variance of z:

        u · (Q_missing + D² Q / S²)

    The first part is for the missing companies' own membership, the second for the cell's share
    being estimated from few, unequal companies.

    Args:
        size: float64[N], headcounts s above nought.
        z: float64[N], membership (or share) where known, else its probability, recalibrated on
            the audit where there is one.
        v: float64[N], variance of membership: nought where known, else p(1-p).
        cell: int64[N], as `Weights` has it.
        margin: float64[C], as `Weights` has it.
        square: float64[N], expected s² where a headcount is not known; None: s² itself.
    """
    if not np.any(cell >= 0):
        return 0.0
    cells = summed(size, z, v, cell, margin, square)
    known_squares = cells.squares / np.where(cells.frame > 0, cells.frame, 1) ** 2
    spread = missing_squares(size[cell >= 0], cells) + cells.missing**2 * known_squares
    return float(np.sum(spread_of_membership(cells, margin) * spread))


def spread_of_membership(cells: Cells, margin: Floats) -> Floats:
    """Variance of z in each cell, as if it held one more company, of the whole frame's kind.

    A cell that by chance shows no member, or nothing else, would otherwise claim certainty.
    """
    worth = cells.frame**2 / np.where(cells.squares > 0, cells.squares, 1)
    total = max(float(margin.sum()), np.finfo(float).tiny)
    mean, second = (float(np.sum(margin * m)) / total for m in (cells.mean, cells.second))
    mixed = (worth * cells.mean + mean) / (worth + 1)
    return np.maximum((worth * cells.second + second) / (worth + 1) - mixed**2, 0)


def missing_squares(size: Floats, cells: Cells) -> Floats:
    """Σ s² of each cell's missing companies, which only their total headcount is known of; jobs².

    Between two answers, by n / (n + `OWN`) for the n companies of the cell's frame:

    - as in the cell's frame: (D / S) Q;
    - as in the whole frame, where no company larger than D can be missing: D times the mean, over
      headcount, of min(s, D);

    plus the square of what is missing beyond `TWICE` the expected, as one company; and never above
    D², when one company is all that is missing.
    """
    d = cells.missing
    own = cells.companies / (cells.companies + OWN)
    same = d / np.where(cells.frame > 0, cells.frame, 1) * cells.squares
    ordinary = own * np.minimum(same, d**2) + (1 - own) * typical_squares(size, cells)
    expected = cells.frame * d.sum() / max(float(cells.frame.sum()), np.finfo(float).tiny)
    giant = np.maximum(d - TWICE * expected, 0)
    return np.minimum(ordinary + giant**2, d**2)


def typical_squares(size: Floats, cells: Cells) -> Floats:
    """Σ s² of missing companies of the whole frame's sizes, none above D: D · mean of min(s, D).

    The mean is over the frame's headcount: a missing job is in a company of size s as often as a
    job of the frame is.
    """
    d, ranked = cells.missing, np.sort(size)
    squares = np.concatenate([[0.0], np.cumsum(ranked**2)])
    heads = np.concatenate([[0.0], np.cumsum(ranked)])
    place = np.searchsorted(ranked, d, side="right")
    return d * (squares[place] + d * (heads[-1] - heads[place])) / heads[-1]


def v_margin(mean: Floats, terms: Floats, variance: Floats) -> float:
    """Variance of the estimate for rounding and sampling error of official figures; jobs².

    The estimate is Σ R_c M_c, R_c the share of cell c's headcount that is in the sector, and each
    M_c a sum or difference of published figures; so it is linear in the figures, and one that
    enters several cells is counted once.

    Args:
        mean: float64[C], R_c: estimated headcount in the sector over the cell's margin.
        terms: float64[C, J], as `Weights` has it.
        variance: float64[J], as `Weights` has it.
    """
    return float(((mean @ terms) ** 2) @ variance) if len(mean) else 0.0
