"""Overlap of segments and of a neighbour on populations whose truth is known: coverage and width.

python benchmarks/overlap.py [REPEATS]          (200 by default: about two minutes on one core)

Populations of 3,000 companies, 11 % in the sector, lognormal headcounts; 100 seeds and 300 reviews,
of which two fifths are stage A. `together`: log-odds by which being in the first segment raises
being in the second, which the estimate does not know and takes for nought. `sure`: how many times
too sure the model's log-odds of the sector are. A share counts whether or not it would be withheld;
`told` says how many would not be.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.joint import Pair
from sectorscope.sector.overlap import FEW, WIDEST, intervals, neighbour, segments
from sectorscope.sector.reviewed import Reviewed
from sectorscope.sector.stages import Standing, stage_a, stage_b

Floats = NDArray[np.float64]

COMPANIES, SEEDS, REVIEWS, SEED = 3000, 100, 300, 2026
CONDITIONS = ((0.0, 1.0), (2.0, 1.0), (0.0, 1.6), (2.0, 1.6))


@dataclass(frozen=True)
class World:
    """A population: truth and the model's probabilities by target, and a neighbour's codes."""

    s: Floats
    truth: tuple[Floats, Floats, Floats]
    p: tuple[Floats, Floats, Floats]
    codes: Floats


def world(rng: np.random.Generator, together: float, sure: float) -> World:
    """One population."""
    f, g = rng.normal(size=(2, COMPANIES))
    whole, one, other = (_logistic(x) for x in (-3 + 2 * f, -0.5 + 1.5 * g, -1 - g))
    in_ = rng.random(COMPANIES) < whole
    first = in_ & (rng.random(COMPANIES) < one)
    second = in_ & (rng.random(COMPANIES) < _logistic(_odds(other) + together * first))
    s = np.maximum(np.round(np.exp(rng.normal(1.5, 1.3, COMPANIES))), 1.0)
    thought = _logistic(sure * _odds(whole))
    codes = (g + rng.normal(size=COMPANIES) > 0.5).astype(np.float64)
    truth = tuple(x.astype(np.float64) for x in (in_, first, second))
    return World(s, truth, (thought, thought * one, thought * other), codes)  # pyright: ignore[reportArgumentType]


def review(rng: np.random.Generator, made: World) -> tuple[Reviewed, Reviewed, Reviewed]:
    """The sector and its two segments, reviewed by one who makes no mistakes."""
    ones, nobody = np.ones(COMPANIES), np.full(COMPANIES, np.nan)
    known = np.zeros(COMPANIES, bool)
    known[rng.choice(COMPANIES, SEEDS, replace=False)] = True
    known[stage_a(Standing(made.p[0], made.s, ones, known), REVIEWS * 2 // 5)] = True
    drawn = stage_b(Standing(made.p[0], made.s, ones, known), REVIEWS - REVIEWS * 2 // 5, rng)
    audited = np.isin(np.arange(COMPANIES), drawn.indices)

    def held(p: Floats, z: Floats) -> Reviewed:
        told = np.where(known | audited, z, np.nan)
        return Reviewed(p, made.s, ones, known, drawn.every, audited, told, nobody, made.s**2)

    whole, first, second = (held(p, z) for p, z in zip(made.p, made.truth, strict=True))
    return whole, first, second


def repeats(together: float, sure: float, n: int) -> Iterator[tuple[str, Pair, float, float]]:
    """What is compared: a name, the pair, and the true shares both ways."""
    rng = np.random.default_rng(SEED)
    for _ in range(n):
        made = world(rng, together, sure)
        whole, first, second = review(rng, made)
        z, one, other = (made.s * t for t in made.truth)
        both = (one * made.truth[2]).sum()
        yield "segments", segments(whole, first, second), both / one.sum(), both / other.sum()
        near = (z * made.codes).sum()
        yield (
            "neighbour", neighbour(whole, made.codes), near / z.sum(),
            near / (made.s * made.codes).sum(),
        )  # fmt: skip


def main() -> None:
    """Print the table."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print("together  sure  share                 bias  coverage (se)   half-width   told")
    for together, sure in CONDITIONS:
        found: dict[str, list[tuple[float, bool, float, bool]]] = {}
        for name, pair, *truth in repeats(together, sure, n):
            members = int((np.nan_to_num(pair.z) > 0).sum())
            for side, made, true in zip(("first", "second"), intervals(pair), truth, strict=True):
                if made is not None:
                    wide = made.high - made.low
                    row = (made.value - true, made.low <= true <= made.high, wide / 2,
                           members >= FEW and wide <= WIDEST)  # fmt: skip
                    found.setdefault(f"{name}, of {side}", []).append(row)
        for name, rows in found.items():
            _print(together, sure, name, rows)


def _print(
    together: float, sure: float, name: str, rows: list[tuple[float, bool, float, bool]]
) -> None:
    bias, covered, half, told = (list(column) for column in zip(*rows, strict=True))
    share = sum(covered) / len(rows)
    se = (share * (1 - share) / len(rows)) ** 0.5
    print(
        f"{together:8.0f}  {sure:4.1f}  {name:20s} {100 * np.mean(bias):+5.1f}  "
        f"{100 * share:5.1f} % ({100 * se:.1f})    ±{100 * median(half):4.1f}      "
        f"{100 * sum(told) / len(rows):3.0f} %"
    )


def _logistic(x: Floats) -> Floats:
    return 1 / (1 + np.exp(-x))


def _odds(p: Floats) -> Floats:
    held = np.clip(p, 1e-9, 1 - 1e-9)
    return np.log(held / (1 - held))


if __name__ == "__main__":
    main()
