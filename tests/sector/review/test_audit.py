"""The audit as numbers, however much of it has been reviewed."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from sectorscope.errors import DecisionError
from sectorscope.sector.estimator import estimate
from sectorscope.sector.review.audit import Reached, audited, reached
from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.drawn import A, B, Drawn
from sectorscope.sector.review.effective import effective
from sectorscope.sector.review.reading import BROAD, IN, NOT_STRICT, OUT, UNRESOLVED, Reading
from sectorscope.sector.review.room import Review
from tests.sector.review.made import DAY, reading, review, rule

PLAN = Plan(10, 16)


@pytest.fixture
def audit(tmp_path: Path) -> Review:
    own = review(tmp_path)
    for _ in range(3):
        rule(own)
        own.advance("Ann", PLAN)
    return own


def test_a_whole_audit(audit: Review):
    rule(audit)
    b = audit.draws[B]
    found = audited(b, audit.rulings)
    assert reached(b, audit.rulings) == Reached(10, 10, 0)
    assert not reached(b, audit.rulings).stopped_early
    np.testing.assert_array_equal(found.chance, b.pi)
    np.testing.assert_array_equal(found.audited, b.order > 0)
    told = ~np.isnan(found.z)
    np.testing.assert_array_equal(told, b.known | found.audited)
    truth = np.array([int(c) % 5 == 0 for c in b.companies], float)
    np.testing.assert_array_equal(found.z[told], truth[told])


def test_an_audit_that_was_stopped_is_a_sample_with_smaller_chances(audit: Review):
    b = audit.draws[B]
    audit.keep([reading(c) for c in b.queue[:4]])
    found = audited(b, audit.rulings)
    assert reached(b, audit.rulings) == Reached(10, 4, 0)
    assert reached(b, audit.rulings).stopped_early
    np.testing.assert_allclose(found.chance, b.pi * 0.4)
    assert {c for c, on in zip(b.companies, found.audited, strict=True) if on} == set(b.queue[:4])


def test_who_was_passed_over_could_not_be_told(audit: Review):
    b = audit.draws[B]
    audit.keep([reading(c) for c in (b.queue[0], b.queue[3])])
    found = audited(b, audit.rulings)
    assert reached(b, audit.rulings) == Reached(10, 2, 2)
    np.testing.assert_allclose(found.chance, b.pi * 0.4)
    passed = [b.row_of[c] for c in b.queue[1:3]]
    assert found.audited[passed].all()
    assert np.isnan(found.z[passed]).all()


def test_an_audit_nobody_began(audit: Review):
    found = audited(audit.draws[B], audit.rulings)
    assert reached(audit.draws[B], audit.rulings) == Reached(10, 0, 0)
    assert not found.audited.any()


def test_strict_central_broad_share_and_headcount(audit: Review):
    b = audit.draws[B]
    rulings = (IN, NOT_STRICT, BROAD, OUT, UNRESOLVED)
    for company, ruling in zip(b.queue, rulings, strict=False):
        share = 0.5 if ruling == IN else 1.0
        audit.keep([reading(company, ruling=ruling, share=share, headcount=7.0)])
    rows = [b.row_of[c] for c in b.queue[:5]]
    for reading_, z in (("strict", [0.5, 0, 0]), ("central", [0.5, 1, 0]), ("broad", [0.5, 1, 1])):
        found = audited(b, audit.rulings, reading=reading_)
        np.testing.assert_array_equal(found.z[rows], [*z, 0, np.nan])
        np.testing.assert_array_equal(found.verified[rows], [7.0] * 5)
        assert np.isnan(found.verified[found.rest & ~found.audited]).all()


def test_readers_who_differ_leave_the_audit_unresolved_there(audit: Review):
    rule(audit)
    b = audit.draws[B]
    company = b.queue[0]
    other = {IN: OUT, OUT: IN}[audit.rulings[company].ruling]
    audit.keep([reading(company, "Bob", other)])
    assert np.isnan(audited(b, audit.rulings).z[b.row_of[company]])


def test_a_segment_of_the_same_audit(audit: Review):
    b = audit.draws[B]
    audit.keep([reading(b.queue[0], ruling=IN, segments=("hips",)), reading(b.queue[1], ruling=IN)])
    found = audited(b, audit.rulings, "hips")
    rows = [b.row_of[c] for c in b.queue[:2]]
    np.testing.assert_array_equal(found.z[rows], [1, 0])
    np.testing.assert_array_equal(found.p, b.others["hips"])


def test_rulings_outside_the_draw_do_not_count(audit: Review):
    rule(audit)
    b = audit.draws[B]
    rest = next(
        c
        for c, known, order in zip(b.companies, b.known, b.order, strict=True)
        if not known and not order
    )
    before = audited(b, audit.rulings)
    audit.keep([reading(rest, ruling=IN)])
    np.testing.assert_array_equal(audited(b, audit.rulings).z, before.z)


def test_the_estimate_takes_it_as_it_is(audit: Review):
    rule(audit)
    found = estimate(audited(audit.draws[B], audit.rulings))
    truth = sum(i for i in range(1, 61) if i % 5 == 0)
    assert found.low <= truth <= found.high
    assert (found.audited, found.unresolved) == (10, 0)


def test_where_everybody_was_ruled_on_there_is_nothing_to_estimate(tmp_path: Path):
    own = review(tmp_path, n=15)
    while own.advance("Ann", PLAN):
        rule(own)
    found = estimate(audited(own.draws[A], own.rulings))
    assert (found.total, found.low, found.high) == (30, 30, 30)


def test_before_there_is_an_audit_there_is_no_estimate(tmp_path: Path):
    own = review(tmp_path)
    seeds = own.advance("Ann", PLAN)
    assert seeds is not None
    with pytest.raises(DecisionError, match="no audit has been drawn"):
        audited(seeds, own.rulings)


def test_stopping_after_any_company_leaves_the_estimate_unbiased():
    """Every order of review of a drawn sample, stopped at each place, by brute force."""
    n = 4
    z, s = np.array([1.0, 0.0, 1.0, 0.0]), np.array([3.0, 5.0, 2.0, 7.0])
    base = Drawn(
        target="sector",
        stage=B,
        companies=tuple("abcd"),
        p=np.full(n, 0.5),
        s=s,
        w=np.ones(n),
        pi=np.ones(n),
        order=np.arange(1, n + 1),
        known=np.zeros(n, np.bool_),
        square=s**2,
    )
    for stop in range(1, n + 1):
        totals = [
            _total(replace(base, order=np.array(o)), z, stop) for o in permutations(range(1, n + 1))
        ]
        assert np.mean(totals) == pytest.approx(z @ s)


def _total(drawn: Drawn, z: np.ndarray, stop: int) -> float:
    """Sum of s·p and of s(z - p)/π over the audited: the design's estimate."""
    looks = [
        Reading(c, "Ann", "first", IN if z[drawn.row_of[c]] else OUT) for c in drawn.queue[:stop]
    ]
    found = audited(drawn, effective([r.decision(DAY) for r in looks]))
    e = np.where(found.audited, found.s * (np.nan_to_num(found.z) - found.p) / found.chance, 0)
    return float((found.s * found.p).sum() + e.sum())
