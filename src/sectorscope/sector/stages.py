"""Who is reviewed, and with which chance: seeds, stage A, stage B.

Seeds and stage A are known for what they are. Stage B is a sample of the rest: every company of it
has a chance, however improbable the model thinks it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sectorscope.statistics.sampling import inclusion_probabilities, systematic

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]

FLOOR = 0.01
"""Least p(1-p) a chance is reckoned with (decision 0020): the model may be wrong about anybody."""


@dataclass(frozen=True)
class Standing:
    """What is known of N companies when some are to be chosen.

    p: (N,) probabilities. s: (N,) headcounts, positive. w: (N,) weights, positive. known: (N,)
    read already, and not to be chosen again. square: (N,) expected square of the headcount where
    that is not known (`sector.moments`); None: it is s².
    """

    p: Floats
    s: Floats
    w: Floats
    known: Flags
    square: Floats | None = None

    def pull(self, floor: float = 0.0) -> Floats:
        """How much a company may move the total: its standard deviation, in people.

        Of w·s*·z, with s* of mean s: w·sqrt(E[s*²]·p − s²p²), which is w·s·sqrt(p(1−p)) where the
        headcount is known. `floor` is the least p(1-p) that is reckoned with.
        """
        spread = np.ones(len(self.s)) if self.square is None else self.square / self.s**2
        least = np.maximum(self.p * (spread - self.p), floor * spread)
        return self.w * self.s * np.sqrt(least)


@dataclass(frozen=True)
class Draw:
    """Companies to review.

    indices: (n,) in the order they are to be read, which is random. chance: (n,) of each.
    every: (N,) chance of every company, nan where it was not to be drawn.
    """

    indices: Indices
    chance: Floats
    every: Floats


def seeds(hits: Flags, n: int, rng: np.random.Generator) -> Draw:
    """Half of the seeds among keyword hits, half among the others.

    Where one half has too few companies the other takes the rest; without hits all are random.

    Args:
        hits: (N,) whether a company has a keyword.
        n: how many; at most N are drawn.
        rng: where the draw comes from.
    """
    total = len(hits)
    n = min(n, total)
    found = int(hits.sum())
    inside = min(found, n // 2) if found else 0
    inside = max(inside, n - (total - found))
    chance = np.where(hits, inside / max(found, 1), (n - inside) / max(total - found, 1))
    drawn = np.concatenate(
        [
            rng.choice(np.flatnonzero(hits), inside, replace=False),
            rng.choice(np.flatnonzero(~hits), n - inside, replace=False),
        ]
    )
    drawn = rng.permutation(drawn)
    return Draw(drawn, chance[drawn], chance)


def stage_a(standing: Standing, n: int) -> Indices:
    """The n companies that are not known and whose membership moves the total most, in order."""
    pull = np.where(standing.known, -1.0, standing.pull())
    return np.argsort(-pull, kind="stable")[: min(n, int((~standing.known).sum()))]


def stage_b(standing: Standing, n: int, rng: np.random.Generator, *, floor: float = FLOOR) -> Draw:
    """A systematic sample in random order of the rest, with chances ∝ w·s·sqrt(max(p(1-p), floor)).

    Args:
        standing: with frozen probabilities.
        n: how many; all of the rest where there are no more.
        rng: where the draw comes from; its seed is logged before anybody looks.
        floor: see `FLOOR`.

    Raises:
        ValueError: a company of the rest has no positive headcount or weight.
    """
    rest = np.flatnonzero(~standing.known)
    every = np.full(len(standing.p), np.nan)
    if not len(rest):
        return Draw(rest, np.zeros(0), every)
    every[rest] = inclusion_probabilities(standing.pull(floor)[rest], n)
    drawn = rest[systematic(every[rest], rng)]
    return Draw(drawn, every[drawn], every)


def shared(reviews: int) -> tuple[int, int]:
    """How reviews are shared between stage A and stage B: two fifths and the rest.

    Chosen on development data (decision 0020): from a quarter to a half little moves, and
    what stage A reads is certain. The audit keeps at least two, without which it has no spread.
    """
    a = min(reviews * 2 // 5, max(reviews - 2, 0))
    return a, reviews - a
