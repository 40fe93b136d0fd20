"""Overlap of sectors: both ways, corrected by the audit, with intervals that hold the truth."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

from sectorscope.sector.definition import Definition
from sectorscope.sector.estimator import estimate
from sectorscope.sector.joint import Sums, Weighing
from sectorscope.sector.overlap import FEW, Pair, by_codes, neighbour, overlap, segments
from sectorscope.sector.reviewed import Reviewed
from sectorscope.sector.stages import Standing, stage_a, stage_b
from sectorscope.study.sector import Sector

S = np.array([10.0, 20.0, 30.0, 40.0, 100.0])


def read(z: object, p: object, audited: object, chance: object = 1.0) -> Reviewed:
    """Five companies, of which the audit read some and nobody is known beforehand."""
    on = np.asarray(audited, bool)
    n = len(on)
    z = np.where(on, np.asarray(z, float), np.nan)
    return Reviewed(
        p=np.broadcast_to(np.asarray(p, float), (n,)).copy(),
        s=S[:n],
        w=np.ones(n),
        known=np.zeros(n, bool),
        chance=np.broadcast_to(np.asarray(chance, float), (n,)).copy(),
        audited=on,
        z=z,
        verified=np.full(n, np.nan),
        square=S[:n] ** 2,
    )


ALL = [True] * 5


def test_where_everybody_is_read_shares_are_what_they_are():
    first = read([1, 1, 1, 0, 0], 0.5, ALL)  # 60 people
    second = read([0, 1, 1, 1, 0], 0.5, ALL)  # 90 people
    found = overlap(segments(read([1, 1, 1, 1, 0], 0.6, ALL), first, second))
    # 50 people are in both; two companies alone: nothing is said of shares
    assert found.both.made.total == pytest.approx(50)
    assert found.either.made.total == pytest.approx(100)
    assert (found.members, found.of_first, found.of_second) == (2, None, None)
    assert "fewer than 3" in found.withheld


def test_shares_both_ways_by_hand():
    first = read([1, 1, 1, 0, 0], 0.5, ALL)
    second = read([1, 1, 1, 1, 0], 0.5, ALL)
    found = overlap(segments(read([1, 1, 1, 1, 0], 0.6, ALL), first, second))
    assert found.of_first
    assert found.of_second
    assert (found.of_first.value, found.of_second.value) == pytest.approx((1.0, 0.6))
    assert (found.of_second.low, found.of_second.high) == pytest.approx((0.6, 0.6))
    assert found.members == FEW


def test_a_part_of_a_company_in_both_is_the_smaller_part():
    first, second = read([0.5, 1, 0, 0, 0], 0.5, ALL), read([0.25, 1, 0, 0, 0], 0.5, ALL)
    pair = segments(read([1, 1, 0, 0, 0], 0.6, ALL), first, second)
    assert pair.z.tolist() == [0.25, 1, 0, 0, 0]


@pytest.mark.parametrize("guess", [0.02, 0.3, 0.9])
def test_the_audit_corrects_any_guess_of_joint_membership(guess: float):
    """Over every sample of two, the mean estimate is the truth, whatever was expected."""
    one, other = np.array([1.0, 1, 0, 1, 0]), np.array([0.0, 1, 1, 1, 0])
    y = Weighing(-0.4, 0.7, 1.0)
    truth = float((S * y.of(one, other, one * other)).sum())
    totals: list[float] = []
    for drawn in combinations(range(5), 2):
        audited = np.isin(np.arange(5), drawn)
        first, second = (read(z, 0.5, audited, 0.4) for z in (one, other))
        pair = Pair(first, second, np.full(5, guess), first.z * second.z)
        totals.append(Sums(pair).total(y))
    assert np.mean(totals) == pytest.approx(truth)


def test_both_and_either_add_up_to_the_two():
    rng = np.random.default_rng(3)
    first, second, whole, _ = review(rng)
    pair = segments(whole, first, second)
    sums = Sums(pair)
    parts = [sums.total(Weighing(*y)) for y in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, -1))]
    assert parts[0] + parts[1] - parts[2] == pytest.approx(parts[3])
    assert overlap(pair).either.made.total == pytest.approx(parts[3])


@pytest.mark.parametrize("missing", [1.0, 3.0])
@pytest.mark.parametrize("found", [np.nan, 1.3])
def test_a_sum_of_one_target_alone_is_as_sure_as_its_size(missing: float, found: float):
    """With headcounts of which some are only expected, or found to be larger than recorded."""
    n, rng = 60, np.random.default_rng(5)
    s, audited = rng.lognormal(3, 1, n), np.arange(n) < 25
    square = s**2 * np.where(np.arange(n) % 3 == 0, missing, 1.0)
    z = np.where(audited, (rng.random(n) < 0.5).astype(float), np.nan)
    r = Reviewed(
        p=rng.uniform(0.05, 0.9, n),
        s=s,
        w=np.ones(n),
        known=np.zeros(n, bool),
        chance=np.full(n, 25 / n),
        audited=audited,
        z=z,
        verified=np.where(audited & (square == s**2) & (z > 0), s * found, np.nan),
        square=square,
    )
    sums, alone = Sums(Pair(r, r, r.p, r.z)), estimate(r)
    assert sums.total(Weighing(first=1.0)) == pytest.approx(alone.total)
    assert sums.variance(Weighing(first=1.0)) == pytest.approx(alone.v_audit)


def test_what_a_stated_probability_leaves_open_is_counted():
    """Everybody's membership of the first is known: the variance is that of the second alone."""
    inside = np.array([0.2, 0.5, 0.9, 0.0, 1.0])
    z = np.array([1.0, 1, 0.5, 1, 0])
    pair = neighbour(read(z, 0.5, ALL), inside)
    y = Weighing(-0.3, 0.1, 1.0)
    sums: list[float] = []
    chances: list[float] = []
    for turn in product((0.0, 1.0), repeat=5):
        b = np.array(turn)
        chances.append(float(np.prod(np.where(b > 0, inside, 1 - inside))))
        sums.append(float((S * y.of(z, b, z * b)).sum()))
    mean = np.average(sums, weights=chances)
    assert Sums(pair).total(y) == pytest.approx(mean)
    expected = np.average((np.array(sums) - mean) ** 2, weights=chances)
    assert Sums(pair).variance(y) == pytest.approx(expected)


def test_nothing_is_said_before_the_audit_has_been_reviewed():
    nobody = read([1, 1, 1, 1, 0], 0.5, [False] * 5, 0.4)
    found = overlap(neighbour(nobody, np.ones(5)))
    assert found.of_first is None
    assert "no company of the audit" in found.withheld


def test_a_wide_interval_is_withheld_and_says_how_wide():
    rng = np.random.default_rng(3)
    first, second, whole, _ = review(rng, reviews=12, seeds=4)
    found = overlap(segments(whole, first, second))
    assert found.of_first is None
    assert "points wide" in found.withheld


def test_an_unresolved_company_of_the_audit_is_stood_for_by_others():
    rng = np.random.default_rng(11)
    first, second, whole, _ = review(rng)
    out = np.flatnonzero(first.audited)[:20]
    lost = [replace(r, z=np.where(np.isin(np.arange(len(r.z)), out), np.nan, r.z)) for r in
            (whole, first, second)]  # fmt: skip
    found, plain = overlap(segments(*lost)), overlap(segments(whole, first, second))
    assert plain.of_first
    assert found.of_first
    assert found.of_first.value == pytest.approx(plain.of_first.value, abs=0.25)


def test_neighbours_are_drawn_by_their_codes():
    sector = Sector.model_validate(
        {
            "name": "x",
            "definition": "x",
            "neighbour": [{"id": "digital", "label": "digital", "industries": ["62", "58.2"]}],
        }
    )
    sics = [("32500", "62012"), ("58210",), ("58110",), ()]
    definition = Definition(sector)
    assert by_codes(sics, definition, "digital").tolist() == [1, 1, 0, 0]
    assert by_codes(sics, definition, "digital", first=True).tolist() == [0, 1, 0, 0]


@pytest.mark.parametrize(("together", "sure"), [(0.0, 1.0), (2.0, 1.0), (0.0, 1.6), (2.0, 1.6)])
def test_intervals_hold_the_truth_whether_or_not_segments_go_together(together: float, sure: float):
    """Enumerated populations; `sure` 1.6: log-odds that are 1.6 times too sure of themselves.

    Of 40 populations an interval that holds 95 % is expected to miss 2, and is refused at 7.
    """
    rng = np.random.default_rng(20)
    missed = said = 0
    for _ in range(40):
        first, second, whole, truth = review(rng, together=together, sure=sure)
        found = overlap(segments(whole, first, second))
        if found.of_first is not None:
            said += 1
            missed += not found.of_first.low <= truth <= found.of_first.high
    assert said > 10
    assert missed < 7


def review(
    rng: np.random.Generator,
    *,
    n: int = 1200,
    together: float = 1.0,
    sure: float = 1.0,
    reviews: int = 300,
    seeds: int = 100,
) -> tuple[Reviewed, Reviewed, Reviewed, float]:
    """Two segments and their sector, reviewed; and the first's true share that is in both."""
    f, g = rng.normal(size=(2, n))
    whole, one, other = (1 / (1 + np.exp(-x)) for x in (-2 + 2 * f, -0.5 + 1.5 * g, -1 - g))
    in_ = rng.random(n) < whole
    first = in_ & (rng.random(n) < one)
    odds = np.log(other / (1 - other)) + together * first
    second = in_ & (rng.random(n) < 1 / (1 + np.exp(-odds)))
    s = np.maximum(np.round(np.exp(rng.normal(1.5, 1.2, n))), 1.0)
    p = 1 / (1 + np.exp(-sure * np.log(whole / (1 - whole))))
    known = np.zeros(n, bool)
    known[rng.choice(n, seeds, replace=False)] = True
    known[stage_a(Standing(p, s, np.ones(n), known), reviews * 2 // 5)] = True
    drawn = stage_b(Standing(p, s, np.ones(n), known), reviews * 3 // 5, rng)
    audited = np.isin(np.arange(n), drawn.indices)

    def held(p: np.ndarray, z: np.ndarray) -> Reviewed:
        told = np.where(known | audited, z, np.nan)
        nobody = np.full(n, np.nan)
        return Reviewed(p, s, np.ones(n), known, drawn.every, audited, told, nobody, s**2)

    truth = float((s * first * second).sum() / (s * first).sum())
    return held(p * one, first), held(p * other, second), held(p, in_), truth
