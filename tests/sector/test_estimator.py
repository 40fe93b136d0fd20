"""The total of a sector: unbiased whatever the model thinks, with an interval as worked by hand."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import t as student

from sectorscope.sector.estimator import Beyond, Estimated, errors, estimate
from sectorscope.sector.learning import bounded, calibration, log_odds, logistic
from sectorscope.sector.reviewed import PRIOR, Reviewed
from sectorscope.sector.stages import Standing, stage_b

Floats = NDArray[np.float64]
NAN = np.nan


def reviewed(
    *,
    p: list[float],
    s: list[float],
    z: list[float],
    chance: list[float],
    w: list[float] | None = None,
    verified: list[float] | None = None,
) -> Reviewed:
    """Companies by hand: known where the chance is nan, audited where z is given.

    A z of -1 is a company that was read and nobody could tell.
    """
    told, at, size = (np.array(x, np.float64) for x in (z, chance, s))
    return Reviewed(
        p=np.array(p, np.float64),
        s=size,
        w=np.array(w or [1.0] * len(p), np.float64),
        known=np.isnan(at),
        chance=at,
        audited=~np.isnan(at) & ~np.isnan(told),
        z=np.where(told < 0, NAN, told),
        verified=np.array(verified or [NAN] * len(p), np.float64),
        square=size**2,
    )


def population(seed: int = 1, n: int = 120, known: int = 15, reviews: int = 20) -> Reviewed:
    """A whole review of made-up companies, all told."""
    rng = np.random.default_rng(seed)
    p = rng.beta(0.5, 2, n)
    s = np.round(np.exp(rng.normal(1.5, 1.2, n))).astype(np.float64) + 1
    w = rng.uniform(0.7, 2, n)
    is_known = np.arange(n) < known
    truth = (rng.uniform(size=n) < p).astype(float)
    drawn = stage_b(Standing(p, s, w, is_known), reviews, rng)
    audited = np.isin(np.arange(n), drawn.indices)
    z = np.where(is_known | audited, truth, NAN)
    return Reviewed(p, s, w, is_known, drawn.every, audited, z, np.full(n, NAN), s**2)


# --- the total ---------------------------------------------------------------------------

HAND = {
    "p": [0.9, 0.2, 0.5, 0.1, 0.3],
    "s": [100.0, 40.0, 20.0, 10.0, 50.0],
    "w": [1.0, 2.0, 1.5, 1.0, 3.0],
    "z": [1.0, 0.0, 1.0, 0.0, NAN],
    "chance": [NAN, NAN, 0.5, 0.25, 0.4],
}


def test_the_total_is_what_is_known_and_thought_and_corrected():
    # known 1·100·1 + 2·40·0; thought 15 + 1 + 45; corrected 1.5(20 − 10)/0.5 and (0 − 1)/0.25
    found = estimate(reviewed(**HAND))
    assert found.total == pytest.approx(100 + (15 + 1 + 45) + (30 - 4))
    assert (found.audited, found.unresolved, found.bounds) == (2, 0, None)


def test_the_floor_is_the_confirmed_headcount_unweighted():
    assert estimate(reviewed(**HAND)).floor == 100 + 20


def test_a_share_counts_as_a_share():
    found = estimate(reviewed(**{**HAND, "z": [0.25, 0.0, 0.5, 0.0, NAN]}))
    assert found.total == pytest.approx(25 + 61 + 1.5 * (10 - 10) / 0.5 - 4)
    assert found.floor == 25 + 10


def test_a_verified_headcount_takes_the_place_of_the_recorded_one():
    # The first has 150, not 100; of the third e = 1.5 (30·1 − 20·0.5) / 0.5; the fourth is out
    found = estimate(reviewed(**HAND, verified=[150.0, 5.0, 30.0, 99.0, NAN]))
    assert found.total == pytest.approx(150 + 61 + 60 - 4)
    assert found.floor == 150 + 30


def test_the_total_never_lies_below_what_is_confirmed_nor_does_its_interval():
    overthought = reviewed(p=[0.9] * 4, s=[10.0] * 4, z=[1.0, 0, 0, 0], chance=[NAN, 0.3, 0.3, 0.3])
    found = estimate(overthought)  # 10 + 27 − 3·30 is less than nought
    assert (found.total, found.low, found.floor) == (10, 10, 10)
    assert found.high >= 10


CHANCE = np.array([NAN, 0.5, 0.8, 0.35, 0.6, 0.9, 0.45])
TRUTH = np.array([1.0, 1.0, 0.4, 1.0, 0, 1.0, 0.7])
HELD = np.array([10.0, 4, 10, 3, 8, 25, 6])
WEIGHT = np.array([100.0, 4, 4, 1, 2, 4, 3])


def expected(p: Floats, *, verified: bool = False) -> float:
    """The expected total over every sample that independent draws could give."""
    actual, s, total = HELD * (3 if verified else 1), HELD, 0.0
    for drawn in product((True, False), repeat=len(p) - 1):
        read = np.array([False, *drawn])
        likely = np.where(read[1:], CHANCE[1:], 1 - CHANCE[1:]).prod()
        z = np.where(read | np.isnan(CHANCE), TRUTH, NAN)
        size = np.where(~np.isnan(z) & verified, actual, NAN)
        found = estimate(Reviewed(p, s, WEIGHT, np.isnan(CHANCE), CHANCE, read, z, size, s**2))
        assert found.total > found.floor  # else it is cut off there, which would hide a bias
        total += float(likely * found.total)
    return total


@pytest.mark.parametrize("p", [0.0, 0.02, 0.5, 0.98, 1.0])
def test_over_every_sample_the_total_is_the_truth_whatever_the_model_thinks(p: float):
    assert expected(np.full(7, p)) == pytest.approx((WEIGHT * HELD * TRUTH).sum())


def test_over_every_sample_it_is_the_truth_where_recorded_headcounts_are_a_third_of_the_true():
    p = np.array([0.9, 0.1, 0.3, 0.05, 0.02, 0.6, 0.4])
    assert expected(p, verified=True) == pytest.approx(3 * (WEIGHT * HELD * TRUTH).sum())


@pytest.mark.parametrize("stopped", [20, 9])
def test_over_many_draws_it_is_the_truth_and_where_the_audit_was_stopped_as_well(stopped: int):
    rng, base = np.random.default_rng(3), population(n=80, known=10)
    truth = (rng.uniform(size=80) < 0.3).astype(float)
    truth[:10] = 1
    w, many = base.w * np.where(base.known, 60, 1), 400  # above what is confirmed, always
    totals = np.empty(many)
    for i in range(many):
        drawn = stage_b(Standing(base.p, base.s, base.w, base.known), 20, rng)
        read = np.isin(np.arange(80), drawn.indices[:stopped])
        z = np.where(base.known | read, truth, NAN)
        chance = drawn.every * stopped / 20
        found = estimate(replace(base, w=w, chance=chance, audited=read, z=z))
        assert found.total > found.floor
        totals[i] = found.total
    error = totals.std(ddof=1) / np.sqrt(many)
    assert abs(totals.mean() - (w * base.s * truth).sum()) < 5 * error


# --- the variance ------------------------------------------------------------------------


def test_the_variance_of_the_sample_as_worked_out_by_hand():
    # e = (z − p)s/π: 10, −5, −2.5;  c = (1 − π)·3/2: 0.9, 0.75, 0.3
    at = reviewed(
        p=[0.5, 0.25, 0.2, 0.5],
        s=[8.0, 10.0, 10.0, 3.0],
        z=[1.0, 0.0, 0.0, NAN],
        chance=[0.4, 0.5, 0.8, 0.3],
    )
    e, c = np.array([10, -5, -2.5]), np.array([0.9, 0.75, 0.3])
    mean = (9 - 3.75 - 0.75) / 1.95
    assert estimate(at).v_design == pytest.approx((c * (e - mean) ** 2).sum())


def test_the_variance_the_model_expects_as_worked_out_by_hand():
    at = reviewed(
        p=[0.5, 0.25, 0.2, 0.5],
        s=[8.0, 10.0, 10.0, 3.0],
        z=[1.0, 0.0, 0.0, NAN],
        chance=[0.4, 0.5, 0.8, 0.3],
        w=[1.0, 2.0, 1.0, 1.0],
    )
    on = at.audited
    weight = 1 / at.chance[on]
    slope, shift = calibration(log_odds(at.p[on]), at.z[on], weight / weight.mean())
    q = np.maximum(at.p, bounded(logistic(slope * log_odds(at.p) + shift)))
    # E(z − p)² is p(1 − p) if p is right, q − 2qp + p² if q is: the greater of the two
    v = np.maximum(at.p * (1 - at.p), q - 2 * q * at.p + at.p**2)
    pull = (at.w * at.s) ** 2
    found = estimate(at)
    assert found.v_model == pytest.approx(((1 / at.chance - 1) * pull * v).sum())
    # Satterthwaite: 2V² over Σ (1−π)²/π³ (ws)⁴ E(z − q)⁴
    fourth = q * (1 - q) ** 4 + (1 - q) * q**4
    of_it = ((1 - at.chance) ** 2 / at.chance**3 * pull**2 * fourth).sum()
    worth = 2 * found.v_model**2 / of_it
    assert found.weight_of_design == pytest.approx(worth / (worth + PRIOR))


def test_the_two_are_pooled_and_the_interval_is_as_wide_as_they_say():
    found = estimate(population())
    share = found.weight_of_design
    assert 0 < share < 1
    pooled = share * found.v_design + (1 - share) * found.v_model
    assert found.v_audit == pytest.approx(pooled)
    assert found.freedom == pytest.approx(PRIOR / (1 - share))  # prior + d, share = d / (prior + d)
    each = student.ppf(0.975, found.freedom)
    assert found.high - found.total == pytest.approx(each * np.sqrt(pooled))
    assert found.low == pytest.approx(max(found.total - each * np.sqrt(pooled), found.floor))
    assert found.half_width == pytest.approx((found.high - found.low) / 2)
    assert found.relative == pytest.approx(found.half_width / found.total)


def test_a_model_that_the_audit_finds_overconfident_is_given_more_variance():
    at = population(seed=4)
    sure = replace(at, p=np.full_like(at.p, 0.01))
    found = estimate(sure)
    plain = ((1 / at.chance[at.rest] - 1) * (at.w * at.s)[at.rest] ** 2).sum() * 0.01 * 0.99
    assert found.v_model > 5 * plain


def test_companies_drawn_for_certain_add_nothing_to_the_variance():
    at = reviewed(p=[0.5, 0.5, 0.1], s=[900.0, 4.0, 5.0], z=[1.0, 0, 0], chance=[1.0, 1.0, 1.0])
    found = estimate(at)
    assert (found.v_audit, found.v_design, found.v_model) == (0, 0, 0)
    assert found.low == found.total == found.high == 900


def test_known_companies_add_nothing_to_the_variance():
    at = population()
    more = np.where(at.known, 50 * at.s, at.s)
    changed = estimate(replace(at, s=more, square=more**2))
    assert changed.v_audit == pytest.approx(estimate(at).v_audit)


def test_an_audit_in_which_one_company_might_not_have_been_drawn_has_no_spread_of_its_own():
    at = reviewed(
        p=[0.5] * 6, s=[50.0] * 4 + [5.0] * 2, z=[1, 0, 1, 0, 1, NAN], chance=[1, 1, 1, 1, 0.5, 0.5]
    )
    found = estimate(at)
    assert found.weight_of_design == 0
    assert found.v_audit == found.v_model > 0


def test_shares_spread_less_than_whole_members():
    at = population()
    whole = estimate(at)
    parts = estimate(replace(at, z=at.z / 2))
    assert parts.v_model < 0.8 * whole.v_model


def test_of_members_in_part_the_variance_is_less_by_their_mean_square_over_their_mean():
    # likelier than the audit found, so that p itself is taken: p(1 − p), times (¼ + 1/16) / (½ + ¼)
    at = reviewed(p=[0.9] * 4, s=[8.0] * 4, z=[0.5, 0.25, 0.0, NAN], chance=[0.5] * 4)
    assert estimate(at).v_model == pytest.approx(4 * 8**2 * 0.9 * 0.1 * (5 / 16) / 0.75)


def test_two_of_the_audit_that_might_not_have_been_drawn_have_a_spread():
    # e = (z − p)s/π: 10 and −10; c = ½·2: their mean is nought
    at = reviewed(p=[0.5] * 3, s=[10.0] * 3, z=[1.0, 0.0, NAN], chance=[0.5] * 3)
    found = estimate(at)
    assert found.v_design == pytest.approx(200)
    assert found.weight_of_design > 0


def test_a_headcount_that_is_only_expected_widens_the_interval():
    at = population()
    found = estimate(replace(at, square=np.where(at.rest, 6 * at.s**2, at.s**2)))
    assert found.v_model > 3 * estimate(at).v_model
    assert found.total == pytest.approx(estimate(at).total)


def test_the_floor_holds_no_headcount_that_is_only_expected():
    at = reviewed(**HAND, verified=[NAN, NAN, 30.0, NAN, NAN])
    imputed = replace(at, square=6 * at.s**2)  # the first is not known, the third was verified
    assert estimate(at).floor == 100 + 30
    assert estimate(imputed).floor == 30


def test_members_whose_headcount_nobody_found_add_its_variance():
    at = reviewed(**{**HAND, "z": [0.5, 0.0, 1.0, 0.0, NAN]})
    known, audited = (replace(at, square=at.square + np.eye(5)[i] * 700) for i in (0, 2))
    plain = estimate(at)
    assert estimate(known).v_audit - plain.v_audit == pytest.approx(0.5**2 * 700)
    # In the audit it stands for others of the rest: over its chance.
    pooled = estimate(replace(audited, verified=np.array([NAN, NAN, 20.0, NAN, NAN])))
    added = estimate(audited).v_audit - pooled.v_audit
    assert added == pytest.approx(1.5**2 * 700 / 0.5)


def test_an_outsider_whose_headcount_nobody_found_adds_nothing():
    at = reviewed(**HAND)
    more = replace(at, square=at.square + np.eye(5)[1] * 700)
    assert estimate(more).v_audit == pytest.approx(estimate(at).v_audit)


@pytest.mark.parametrize("verified", [0.0, 0.5])
def test_the_variance_holds_where_headcounts_are_found_of_few_or_none(verified: float):
    """Over draws, headcounts and who is verified, the mean of it is no less than the error."""
    rng, base = np.random.default_rng(5), population(n=80, known=10)
    truth = (rng.uniform(size=80) < base.p).astype(float)
    square, many = 3 * base.s**2, 300
    wrong = np.empty(many)
    told = np.empty(many)
    for i in range(many):
        actual = base.s * np.where(rng.uniform(size=80) < 1 / 3, 3.0, 0.0)  # mean s, square 3s²
        drawn = stage_b(Standing(base.p, base.s, base.w, base.known, square), 20, rng)
        read = np.isin(np.arange(80), drawn.indices)
        z = np.where(base.known | read, truth, NAN)
        seen = ~np.isnan(z) & (np.arange(80) % 10 < 10 * verified)
        found = estimate(
            replace(
                base,
                chance=drawn.every,
                audited=read,
                z=z,
                square=square,
                verified=np.where(seen, actual, NAN),
            )
        )
        wrong[i] = found.total - (base.w * actual * truth).sum()
        told[i] = found.v_audit
    assert told.mean() > 0.9 * (wrong**2).mean()


def test_verified_headcounts_say_how_far_the_recorded_ones_are_off():
    at = population(seed=5, known=30)
    read = ~np.isnan(at.z)
    same = estimate(replace(at, verified=np.where(read, at.s, NAN)))
    assert same.v_model == pytest.approx(estimate(at).v_model)
    off = estimate(replace(at, verified=np.where(read, 3 * at.s, NAN)))
    assert off.v_model > 4 * same.v_model


def test_where_nobody_was_audited_the_model_alone_says_how_sure_it_is():
    at = population()
    found = estimate(replace(at, audited=np.zeros(120, bool), z=np.where(at.known, at.z, NAN)))
    assert found.weight_of_design == 0
    assert found.v_audit == found.v_model > 0


@pytest.mark.parametrize("bad", [0.0, -0.1, NAN])
def test_a_company_that_could_not_be_drawn_is_refused(bad: float):
    at = population()
    at.chance[50] = bad
    with pytest.raises(ValueError, match="no chance"):
        estimate(at)


def test_nothing_found_of_nothing_expected_is_nought_and_not_relative_to_anything():
    at = reviewed(p=[0.0, 0.0], s=[5.0, 5.0], z=[0.0, 0.0], chance=[NAN, 1.0])
    assert estimate(at).total == 0
    assert estimate(at).relative == float("inf")


# --- beyond the audit ----------------------------------------------------------------------


def test_variance_of_the_margins_is_added():
    at = population()
    plain, found = estimate(at), estimate(at, Beyond(margin=900.0))
    # Welch and Satterthwaite: what is added is known better, and leaves more degrees of freedom.
    freedom = plain.freedom * (1 + 900 / plain.v_audit) ** 2
    assert found.freedom == pytest.approx(freedom)
    each = student.ppf(0.975, freedom)
    assert found.high - found.total == pytest.approx(each * np.sqrt(plain.v_audit + 900))
    assert (found.v_margin, found.v_audit) == (900, plain.v_audit)


@pytest.mark.parametrize("whole", [float("inf"), 5_000.0])
def test_missing_companies_widen_the_interval_upwards(whole: float):
    at = population()
    plain, found = estimate(at), estimate(at, Beyond(frame=2_000.0, whole=whole))
    assert found.total == plain.total
    assert found.high > plain.high
    each = student.ppf(0.975, found.freedom)
    assert found.high - found.total > each * np.sqrt(plain.v_audit + 2_000)
    assert found.low < found.total
    # At both ends: (T − x)² = t² (fixed + growing · x(W − x) / (T(W − T)))
    top = min(whole, 1e15)
    grown = found.high * (top - found.high) / (found.total * (top - found.total))
    gap = (found.high - found.total) ** 2
    assert gap == pytest.approx(each**2 * (plain.v_audit + 2_000 * grown), rel=1e-6)


def test_a_higher_level_is_wider():
    at = population()
    found, wider = estimate(at), estimate(at, level=0.99)
    ratio = student.ppf(0.995, found.freedom) / student.ppf(0.975, found.freedom)
    assert wider.high - wider.total == pytest.approx(ratio * (found.high - found.total))


@pytest.mark.parametrize("freedom", [1, 4.5, 30, 1e6, np.inf])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
def test_standard_errors_are_those_of_students_t(level: float, freedom: float):
    assert errors(level, freedom) == pytest.approx(student.ppf((1 + level) / 2, freedom))


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0, NAN])
def test_a_level_that_is_none_is_refused(level: float):
    with pytest.raises(ValueError, match="an interval of level"):
        estimate(population(), level=level)


@given(st.integers(0, 200), st.floats(0.01, 100), st.sampled_from([0.0, 50.0]))
@settings(max_examples=30)
def test_in_another_unit_of_headcount_everything_is_in_that_unit(
    seed: int, unit: float, beyond: float
):
    at = population(seed=seed)
    scaled = replace(at, s=unit * at.s, square=unit**2 * at.square)
    other = Beyond(unit**2 * beyond, unit**2 * beyond, unit * 1e5)
    one, found = estimate(at, Beyond(beyond, beyond, 1e5)), estimate(scaled, other)
    for name in ("total", "low", "high", "floor"):
        assert getattr(found, name) == pytest.approx(unit * getattr(one, name))
    for name in ("v_audit", "v_design", "v_model"):
        assert getattr(found, name) == pytest.approx(unit**2 * getattr(one, name))
    assert found.weight_of_design == pytest.approx(one.weight_of_design)


# --- what nobody could tell ------------------------------------------------------------------


def test_companies_of_the_same_likelihood_stand_for_those_nobody_could_tell():
    # Halves of the audit by p, six each; of the likelier two are unresolved, so 6/4 … but four are
    # fewer than five: all twelve are one class, and each of the ten told stands for 12/10.
    p = [0.1] * 6 + [0.6] * 6
    z = [0.0] * 6 + [-1, -1, 1, 1, 0, 0]
    at = reviewed(p=p, s=[10.0] * 12, z=z, chance=[0.5] * 12)
    found = estimate(at)
    thought, e = 6 * 1 + 6 * 6, 6 * (-1) + 2 * 4 + 2 * (-6)
    assert found.total == pytest.approx(max(thought + e / (0.5 * 10 / 12), 20))
    assert found.unresolved == 2


def test_each_half_by_likelihood_stands_for_its_own_where_it_holds_enough():
    p = [0.1] * 6 + [0.6] * 8
    z = [0.0] * 6 + [-1, -1, 1, 1, 1, 1, 0, 0]
    found = estimate(reviewed(p=p, s=[10.0] * 14, z=z, chance=[0.5] * 14))
    thought = 6 * 1 + 8 * 6
    corrected = 6 * (-1) / 0.5 + (4 * 4 + 2 * (-6)) / (0.5 * 6 / 8)
    assert found.total == pytest.approx(thought + corrected)


def test_a_known_company_nobody_could_tell_counts_by_its_probability_with_its_variance():
    at = reviewed(**{**HAND, "z": [-1, 0.0, 1.0, 0.0, NAN]})
    told, found = estimate(reviewed(**HAND)), estimate(at)
    assert found.total == pytest.approx(told.total - 100 + 90)
    assert found.floor == 20
    # Its variance is there whole, however the two of the audit are weighed.
    assert found.v_audit - told.v_audit > 0.9 * 100**2 * 0.9 * 0.1


def assigned(at: Reviewed, found: Estimated) -> bool:
    """Whether the bounds hold the interval under every way of telling the unresolved."""
    rows = np.flatnonzero(at.unresolved)
    assert found.bounds is not None
    low, high = found.bounds
    room = 1e-9 * max(high, 1)
    for told in product((0.0, 1.0), repeat=len(rows)):
        z = at.z.copy()
        z[rows] = told
        one = estimate(replace(at, z=z))
        if one.low < low - room or one.high > high + room:
            return False
    return low <= found.low and found.high <= high


@settings(max_examples=25)
@given(st.integers(0, 120), st.integers(1, 4))
def test_the_bounds_hold_the_interval_however_the_unresolved_would_be_told(seed: int, many: int):
    at = population(seed=seed, known=8, reviews=15)
    read = np.flatnonzero(~np.isnan(at.z))
    at.z[np.random.default_rng(seed).choice(read, many, replace=False)] = NAN
    assume(at.unresolved.any())
    assert assigned(at, estimate(at))


def test_the_bounds_hold_where_one_member_nobody_expected_would_lower_the_low_end():
    at = population(seed=154, known=8, reviews=15)
    unlikely = np.flatnonzero(at.audited)[np.argmin(at.p[at.audited])]
    at.z[unlikely] = NAN
    out, in_ = (estimate(at.settled(as_)).low for as_ in (0.0, 1.0))
    assert in_ < out - 50  # taken as in, it widens the interval by more than it adds
    found = estimate(at)
    assert found.bounds is not None
    assert found.bounds.low == in_
    assert assigned(at, found)


def test_where_nobody_could_tell_anything_there_is_still_an_answer():
    at = population()
    found = estimate(replace(at, z=np.full(120, NAN)))
    assert found.total == pytest.approx((at.w * at.s * at.p).sum())
    assert found.floor == 0
    assert found.bounds is not None
    assert np.isfinite([found.low, found.high, *found.bounds]).all()


# --- together --------------------------------------------------------------------------------


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    rng, held, many = np.random.default_rng(11), 0, 150
    base = population(n=300, known=0)
    for _ in range(many):
        p, s = base.p, base.s
        truth = (rng.uniform(size=300) < p).astype(float)
        w = np.ones(300)
        known = np.isin(np.arange(300), np.argsort(-s * np.sqrt(p * (1 - p)))[:30])
        drawn = stage_b(Standing(p, s, w, known), 40, rng)
        read = np.isin(np.arange(300), drawn.indices)
        z = np.where(known | read, truth, NAN)
        found = estimate(Reviewed(p, s, w, known, drawn.every, read, z, np.full(300, NAN), s**2))
        held += found.low <= (s * truth).sum() <= found.high
    assert 0.88 <= held / many <= 1


def test_an_audit_that_leaves_nothing_open_needs_no_students_t():
    at = reviewed(p=[0.5, 0.5], s=[50.0, 50.0], z=[1.0, 0.0], chance=[1.0, 1.0])
    found = estimate(at, Beyond(margin=100.0))
    assert found.freedom == float("inf")
    assert found.high - found.total == pytest.approx(1.959963984540054 * 10)


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95.0])
def test_an_interval_has_a_level_between_nought_and_one(level: float):
    with pytest.raises(ValueError, match="level"):
        estimate(population(), level=level)
