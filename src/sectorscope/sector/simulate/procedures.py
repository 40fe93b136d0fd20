"""Ways to size a sector with the same number of labels; the first is ours.

All begin with the same seeds, half keyword hits, half random.

| name | reviews | estimate | interval |
|---|---|---|---|
| review_then_audit | stage A, then stage B | as `sector.estimator` | same |
| threshold | the most uncertain by headcount | headcount where p >= 1/2 | none: a point |
| calibrated_sum | same | known + sum of s·p | companies independent, p true |
| random_sample | simple random | known + s·p + mean error | sampling of the errors |
| ppi | simple random | known + power-tuned prediction-powered mean | same |
| stratified | Neyman, five strata of size | known + s·p + stratified error | same |

Prediction-powered inference: Angelopoulos et al. 2023 (Science 382), tuned by Angelopoulos, Duchi &
Zrnic 2023 (PPI++). Strata: Dalenius & Hodges' rule on the size itself (equal sums of it).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.estimator import estimate
from sectorscope.sector.learning import Block, fit
from sectorscope.sector.margins.skewed import Z95
from sectorscope.sector.membership.cut import best_cut, listed
from sectorscope.sector.membership.model import TEMPER
from sectorscope.sector.review.second import SURPRISE
from sectorscope.sector.reviewed import Reviewed
from sectorscope.sector.simulate.oracle import Oracle
from sectorscope.sector.stages import FLOOR, Draw, Standing, shared, stage_a, stage_b
from sectorscope.statistics.sampling import inclusion_probabilities

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]

_STRATA = 5
_LEAST = 2


@dataclass(frozen=True)
class Answer:
    """What a procedure says: a total and its interval, in people; (N,) whom its list names."""

    total: float
    low: float
    high: float
    chosen: Flags


@dataclass(frozen=True)
class Rehearsal:
    """One repeat as a procedure sees it: everything but the truth, which the oracle holds.

    blocks: features of N companies. size, square: (N,) headcounts as expected, and their squares.
    verify: reviews find headcounts.
    """

    blocks: Sequence[Block]
    oracle: Oracle
    seeds: Draw
    reviews: int
    size: Floats
    square: Floats
    verify: bool
    rng: np.random.Generator

    def __len__(self) -> int:
        """How many companies."""
        return len(self.size)


class _Run:
    """Labels so far, and what was learnt from them."""

    def __init__(self, given: Rehearsal) -> None:
        self.given = given
        n = len(given)
        self.known = np.zeros(n, bool)
        self.z = np.full(n, np.nan)
        self.verified = np.full(n, np.nan)
        self.rows = np.zeros(0, np.int64)
        self.chance = np.zeros(0)
        self.take(given.seeds.indices, given.seeds.chance)
        self.p = self.learn()

    def read(self, rows: Indices, expected: Floats | None = None) -> None:
        """Have companies read, twice where the answer surprises, and their headcounts found."""
        oracle = self.given.oracle
        told = oracle.read(rows) if expected is None else oracle.settled(rows, expected, SURPRISE)
        self.z[rows] = told
        if self.given.verify:
            self.verified[rows] = oracle.headcount(rows)

    def take(self, rows: Indices, chance: Floats, expected: Floats | None = None) -> None:
        """Companies that are known from now on, and learnt from."""
        self.read(rows, expected)
        self.known[rows] = True
        self.rows = np.concatenate([self.rows, rows])
        self.chance = np.concatenate([self.chance, chance])

    def learn(self) -> Floats:
        """Probabilities of all companies, from what is known."""
        seeds = len(self.given.seeds.indices)
        stands = 1 / self.chance
        weight = stands**TEMPER
        weight[seeds:] = weight[:seeds].mean()
        blocks = self.given.blocks
        fitted = fit(blocks, self.rows, self.z[self.rows], weight, represents=stands)
        p = fitted.predict(blocks)
        self.left_out = fitted.left_out
        return p

    def again(self) -> None:
        """Read again what surprises the model that did not see it."""
        rows = self.rows
        self.z[rows] = self.given.oracle.settled(rows, self.left_out, SURPRISE)

    @property
    def size(self) -> Floats:
        """Headcounts as found, else as recorded."""
        return np.where(np.isnan(self.verified), self.given.size, self.verified)

    @property
    def certain(self) -> float:
        """Headcount of known members."""
        return float((self.size * np.nan_to_num(self.z))[self.known].sum())

    def chosen(self) -> Flags:
        """The list that would be handed over, cut where the model expects it best, (N,)."""
        read, z = ~np.isnan(self.z), np.nan_to_num(self.z)
        return listed(self.p, read, z, best_cut(self.p, read, z).threshold)


def review_then_audit(given: Rehearsal) -> Answer:
    """Seeds, stage A, freeze, stage B; see `sector.estimator`."""
    run = _Run(given)
    n = len(given)
    first, second = shared(given.reviews)
    one = np.ones(n)
    chosen = stage_a(Standing(run.p, given.size, one, run.known, given.square), first)
    run.take(chosen, np.ones(len(chosen)), run.p[chosen])
    run.p = run.learn()
    run.again()
    run.p = run.learn()
    frozen = run.p
    drawn = stage_b(Standing(frozen, given.size, one, run.known, given.square), second, given.rng)
    run.read(drawn.indices, frozen[drawn.indices])
    audited = np.zeros(n, bool)
    audited[drawn.indices] = True
    made = estimate(
        Reviewed(
            p=frozen,
            s=given.size,
            w=one,
            known=run.known,
            chance=drawn.every,
            audited=audited,
            z=run.z,
            verified=run.verified,
            square=given.square,
        )
    )
    _learn_from_audit(run, drawn)
    return Answer(made.total, made.low, made.high, run.chosen())


def _learn_from_audit(run: _Run, drawn: Draw) -> None:
    """The list, unlike the estimate, is learnt from every label there is."""
    run.rows = np.concatenate([run.rows, drawn.indices])
    run.chance = np.concatenate([run.chance, drawn.chance])
    run.p = run.learn()


def _uncertain_first(given: Rehearsal) -> _Run:
    run = _Run(given)
    standing = Standing(run.p, given.size, np.ones(len(given)), run.known, given.square)
    chosen = stage_a(standing, given.reviews)
    run.take(chosen, np.ones(len(chosen)), run.p[chosen])
    run.p = run.learn()
    return run


def threshold(given: Rehearsal) -> Answer:
    """Count the headcount of companies that are likelier in than out; no interval is known."""
    run = _uncertain_first(given)
    total = run.certain + float((run.size * (run.p >= 1 / 2))[~run.known].sum())
    chosen = np.where(run.known, np.nan_to_num(run.z) > 0, run.p >= 1 / 2)
    return Answer(total, total, total, chosen)


def calibrated_sum(given: Rehearsal) -> Answer:
    """The expected headcount, if probabilities were right and companies independent."""
    run = _uncertain_first(given)
    rest = ~run.known
    total = run.certain + float((run.size * run.p)[rest].sum())
    half = Z95 * float(np.sqrt((run.size**2 * run.p * (1 - run.p))[rest].sum()))
    return Answer(total, total - half, total + half, run.chosen())


def _sampled(given: Rehearsal) -> tuple[_Run, Indices, Indices]:
    """A run with a simple random sample of the rest read: the run, the rest, the sample."""
    run = _Run(given)
    rest = np.flatnonzero(~run.known)
    rows = given.rng.choice(rest, min(given.reviews, len(rest)), replace=False)
    run.read(rows, run.p[rows])
    return run, rest, rows


def random_sample(given: Rehearsal) -> Answer:
    """The mean error of the model on a simple random sample of the rest, times the rest."""
    run, rest, rows = _sampled(given)
    e = run.size[rows] * run.z[rows] - given.size[rows] * run.p[rows]
    total = run.certain + (given.size * run.p)[rest].sum() + len(rest) * e.mean()
    left = 1 - len(rows) / len(rest)
    half = Z95 * len(rest) * np.sqrt(left * e.var(ddof=1) / len(rows))
    return _whole(run, total, half)


def ppi(given: Rehearsal) -> Answer:
    """Prediction-powered mean of the rest, power-tuned, times the rest."""
    run, rest, rows = _sampled(given)
    y = run.size[rows] * run.z[rows]
    low, high, mean = ppi_mean(y, (given.size * run.p)[rows], (given.size * run.p)[rest])
    total = run.certain + len(rest) * mean
    return _whole(run, total, len(rest) * (high - low) / 2)


def ppi_mean(y: Floats, predicted: Floats, others: Floats) -> tuple[float, float, float]:
    """Ends of the 95 % interval and the power-tuned prediction-powered mean.

    Args:
        y: (n,) outcomes.
        predicted: (n,) of the same.
        others: (N,) predictions without outcome.
    """
    n, many = len(y), len(others)
    both = float(np.cov(y, predicted, ddof=0)[0, 1])
    spread = float(np.var(np.concatenate([predicted, others]), ddof=1))
    tuned = both / ((1 + n / many) * spread) if spread > 0 else 0.0
    tuned = min(max(tuned, 0.0), 1.0)
    mean = tuned * others.mean() + (y - tuned * predicted).mean()
    variance = tuned**2 * others.var() / many + (y - tuned * predicted).var() / n
    half = Z95 * float(np.sqrt(variance))
    return float(mean - half), float(mean + half), float(mean)


def stratified(given: Rehearsal) -> Answer:
    """The model's error by stratum of expected size, sampled where it may be large."""
    run = _Run(given)
    rest = np.flatnonzero(~run.known)
    standing = Standing(run.p, given.size, np.ones(len(given)), run.known, given.square)
    pull = standing.pull(FLOOR)[rest]
    order = np.argsort(pull)
    edges = np.cumsum(pull[order]) / pull.sum()
    stratum = np.empty(len(rest), np.int64)
    stratum[order] = np.minimum((edges * _STRATA).astype(np.int64), _STRATA - 1)
    total, variance = run.certain + float((given.size * run.p)[rest].sum()), 0.0
    for rows, n in _allocated(rest, pull, stratum, given.reviews):
        drawn = given.rng.choice(rows, n, replace=False)
        run.read(drawn, run.p[drawn])
        e = run.size[drawn] * run.z[drawn] - given.size[drawn] * run.p[drawn]
        total += len(rows) * e.mean()
        if n > 1:
            variance += len(rows) ** 2 * (1 - n / len(rows)) * e.var(ddof=1) / n
    return _whole(run, total, Z95 * float(np.sqrt(variance)))


def _allocated(rest: Indices, pull: Floats, stratum: Indices, n: int) -> list[tuple[Indices, int]]:
    """Each stratum's companies and how many of them are read: in proportion to its sum of pulls."""
    held = [s for s in range(_STRATA) if (stratum == s).any()]
    sums = np.array([pull[stratum == s].sum() for s in held])
    many = np.array([(stratum == s).sum() for s in held])
    share = inclusion_probabilities(sums / many, min(n, len(held))) if len(held) > n else sums
    wanted = np.floor(n * share / share.sum()).astype(np.int64)
    wanted = np.minimum(np.maximum(wanted, _LEAST), many)
    while wanted.sum() > n:
        wanted[wanted.argmax()] -= 1
    while wanted.sum() < min(n, int(many.sum())):
        wanted[np.where(wanted < many, sums / wanted, -1).argmax()] += 1
    return [(rest[stratum == s], int(k)) for s, k in zip(held, wanted, strict=True)]


def _whole(run: _Run, total: float, half: float) -> Answer:
    """An answer that is no less than what is confirmed."""
    read = float((run.size * np.nan_to_num(run.z)).sum())
    return Answer(max(total, read), max(total - half, read), max(total + half, read), run.chosen())


PROCEDURES: Mapping[str, Callable[[Rehearsal], Answer]] = {
    "review_then_audit": review_then_audit,
    "threshold": threshold,
    "calibrated_sum": calibrated_sum,
    "random_sample": random_sample,
    "ppi": ppi,
    "stratified": stratified,
}
"""By the names they are reported under."""
