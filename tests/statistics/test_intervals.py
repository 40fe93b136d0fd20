"""Intervals of a share: against oracles, by enumeration, and at the ends."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, betabinom, binom, binomtest, hypergeom
from scipy.stats import t as student

from sectorscope.statistics.finite import (
    finite_above,
    finite_lower,
    hypergeometric,
    hypergeometric_tail,
)
from sectorscope.statistics.intervals import (
    Interval,
    binomial_tail,
    clopper_pearson,
    jeffreys,
    jeffreys_above,
    posterior_above,
    reaching,
    wilson,
)
from sectorscope.statistics.stratified import Stratum, effective, kish, korn_graubard

counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
drawn = st.integers(1, 60).flatmap(
    lambda size: st.integers(1, size).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(size))
    )
)
levels = st.sampled_from([0.8, 0.9, 0.95, 0.99])


@settings(deadline=None)
@given(counts, levels)
def test_wilson_is_the_score_interval(counted: tuple[int, int], level: float):
    k, n = counted
    expected = binomtest(k, n).proportion_ci(level, method="wilson")
    made = wilson(k, n, level)
    assert (made.low, made.high) == pytest.approx((expected.low, expected.high), abs=1e-12)


@settings(deadline=None)
@given(
    counts, levels, st.sampled_from([("two", "two-sided"), ("lower", "greater"), ("upper", "less")])
)
def test_clopper_pearson_is_the_exact_interval(
    counted: tuple[int, int], level: float, sides: tuple[str, str]
):
    k, n = counted
    expected = binomtest(k, n, alternative=sides[1]).proportion_ci(level, method="exact")
    made = clopper_pearson(k, n, level, sides[0])  # pyright: ignore[reportArgumentType]
    assert (made.low, made.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_published_examples():
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for k, n, score, exact in [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ]:
        assert (wilson(k, n).low, wilson(k, n).high) == pytest.approx(score, abs=5e-5)
        made = clopper_pearson(k, n)
        assert (made.low, made.high) == pytest.approx(exact, abs=5e-5)


@pytest.mark.parametrize("n", range(1, 31))
def test_clopper_pearson_covers_at_least_as_often_as_it_says(n: int):
    made = [clopper_pearson(k, n, 0.95) for k in range(n + 1)]
    lower = [clopper_pearson(k, n, 0.95, "lower") for k in range(n + 1)]
    for share in [s / 200 for s in range(1, 200)]:
        chances = binom.pmf(range(n + 1), n, share)
        assert (
            sum(c for c, i in zip(chances, made, strict=True) if i.low <= share <= i.high)
            >= 0.95 - 1e-12
        )
        assert sum(c for c, i in zip(chances, lower, strict=True) if i.low <= share) >= 0.95 - 1e-12


@settings(deadline=None)
@given(counts, levels)
def test_every_interval_holds_the_share_and_moves_with_it(counted: tuple[int, int], level: float):
    k, n = counted
    for method in (wilson, clopper_pearson):
        made = method(k, n, level)
        assert 0 <= made.low <= k / n <= made.high <= 1
        assert (made.low == 0) == (k == 0)
        assert (made.high == 1) == (k == n)
        if k < n:
            more = method(k + 1, n, level)
            assert more.low > made.low
            assert more.high > made.high or made.high == 1


@settings(deadline=None)
@given(counts, st.floats(0.01, 0.99), levels)
def test_the_tail_and_the_posterior_agree_with_their_bounds(
    counted: tuple[int, int], share: float, level: float
):
    k, n = counted
    assert binomial_tail(k, n, share) == pytest.approx(binom.sf(k - 1, n, share), abs=1e-10)
    exact = clopper_pearson(k, n, level, "lower").low
    if abs(exact - share) > 1e-9:
        assert (exact > share) == (binomial_tail(k, n, share) < 1 - level)
    assert jeffreys_above(k, n, share) == pytest.approx(
        beta.sf(share, k + 0.5, n - k + 0.5), abs=1e-10
    )
    credible = jeffreys(k, n, level, "lower").low
    if abs(credible - share) > 1e-9:
        assert (credible > share) == (jeffreys_above(k, n, share) > level)
    assert 1 - jeffreys_above(k, n, share) <= binomial_tail(k, n, share) + 1e-12


def test_a_prior_pulls_towards_its_mean():
    assert posterior_above(8, 8, 0.5, (5, 5)) == pytest.approx(beta.sf(0.5, 13, 5))
    assert posterior_above(8, 8, 0.5, (5, 5)) < jeffreys_above(8, 8, 0.5)


@settings(deadline=None)
@given(drawn, levels)
def test_hypergeometric_by_enumeration(sample: tuple[int, int, int], level: float):
    k, n, size = sample
    possible = range(k, size - (n - k) + 1)
    lowest = min(y for y in possible if hypergeom.sf(k - 1, size, y, n) > 1 - level + 1e-12)
    highest = max(y for y in possible if hypergeom.cdf(k, size, y, n) > 1 - level + 1e-12)
    low = hypergeometric(k, n, size, level, "lower")
    high = hypergeometric(k, n, size, level, "upper")
    assert (low.low, low.high) == (lowest / size, 1)
    assert (high.low, high.high) == pytest.approx((0, highest / size))
    both = hypergeometric(k, n, size, level)
    assert both.low <= low.low <= high.high <= both.high
    assert k / size <= both.low
    assert both.high <= (size - (n - k)) / size


def test_everyone_asked_leaves_no_doubt_and_a_large_population_is_without_end():
    assert hypergeometric(7, 10, 10).low == 0.7 == pytest.approx(hypergeometric(7, 10, 10).high)
    far, without = (
        hypergeometric(7, 10, 500_000, side="lower"),
        clopper_pearson(7, 10, side="lower"),
    )
    assert far.low == pytest.approx(without.low, abs=1e-4)
    wider = [hypergeometric(18, 20, size, side="lower").low for size in (20, 40, 80, 400)]
    assert wider == sorted(wider, reverse=True)  # why the population's upper limit is taken


@settings(deadline=None)
@given(drawn, st.integers(0, 60))
def test_the_finite_posterior_is_beta_binomial(sample: tuple[int, int, int], least: int):
    k, n, size = sample
    expected = (
        betabinom.sf(least - k - 1, size - n, k + 0.5, n - k + 0.5) if size > n else k >= least
    )
    made = finite_above(k, n, size, least, (0.5, 0.5))
    assert made == pytest.approx(float(expected), abs=1e-9)
    reached = round(finite_lower(k, n, size, 0.05, (0.5, 0.5)) * size)
    assert finite_above(k, n, size, reached, (0.5, 0.5)) >= 0.95
    assert reached == size - (n - k) or finite_above(k, n, size, reached + 1, (0.5, 0.5)) < 0.95


def test_hypergeometric_tail_of_a_lottery():
    # Three or more right of six numbers of 49: 1 in 53.66.
    assert 1 / hypergeometric_tail(3, 6, 6, 49) == pytest.approx(53.66, abs=0.005)


@pytest.mark.parametrize(
    ("share", "size", "strictly", "least"),
    [("1/2", 10, True, 6), ("1/2", 11, True, 6), ("3/4", 8, False, 6), ("9/10", 11, False, 10)],
)
def test_how_many_of_a_population_a_share_is(share: str, size: int, strictly: bool, least: int):
    assert reaching(Fraction(share), size, strictly=strictly) == least


def test_one_stratum_is_a_simple_sample_less_one():
    made, simple = korn_graubard([Stratum(12, 20, 500)]), clopper_pearson(12 * 19 / 20, 19)
    assert (made.low, made.high) == pytest.approx((simple.low, simple.high))
    assert made.method == "Korn-Graubard"


def test_korn_graubard_by_its_formulas():
    strata = [Stratum(9, 12, 600), Stratum(5, 10, 150), Stratum(3, 8, 50)]
    weights = [600 / 800, 150 / 800, 50 / 800]
    share = 0.75 * weights[0] + 0.5 * weights[1] + 0.375 * weights[2]
    variance = sum(
        w * w * p * (1 - p) / (n - 1)
        for w, p, n in zip(weights, (0.75, 0.5, 0.375), (12, 10, 8), strict=True)
    )
    size = share * (1 - share) / variance * (student.ppf(0.975, 29) / student.ppf(0.975, 27)) ** 2
    made = korn_graubard(strata)
    assert size < 30
    assert made.low == pytest.approx(beta.ppf(0.025, share * size, size - share * size + 1))
    assert made.high == pytest.approx(beta.ppf(0.975, share * size + 1, size - share * size))


def test_strata_without_variation_are_worth_what_their_weights_leave():
    strata = [Stratum(10, 10, 900), Stratum(10, 10, 100)]
    worth = effective(strata)
    assert worth.share == 1
    assert worth.n < kish([(10, 900), (10, 100)]) == pytest.approx(1000**2 / (81_000 + 1_000))
    assert korn_graubard(strata).high == 1
    assert korn_graubard(strata).low < clopper_pearson(20, 20).low


stratum = st.integers(2, 30).flatmap(
    lambda n: st.builds(Stratum, st.integers(0, n), st.just(n), st.integers(n, 1000))
)


@settings(deadline=None)
@given(st.lists(stratum, min_size=1, max_size=5))
def test_a_design_never_makes_the_sample_larger(strata: list[Stratum]):
    worth, made = effective(strata), korn_graubard(strata)
    assert 0 < worth.n <= sum(s.n for s in strata) + 1e-9
    assert -1e-9 <= made.low <= worth.share + 1e-9
    assert worth.share - 1e-9 <= made.high <= 1 + 1e-9


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_what_cannot_be_is_refused(k: int, n: int):
    for method in (wilson, clopper_pearson, jeffreys):
        with pytest.raises(ValueError, match="k of n"):
            method(k, n)
    with pytest.raises(ValueError, match="k of n"):
        jeffreys_above(k, n, 0.5)
    with pytest.raises(ValueError, match="k of n"):
        hypergeometric(k, n, 10)


def test_levels_populations_and_strata_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="level"):
        wilson(1, 2, 95)
    with pytest.raises(ValueError, match="larger than its population"):
        hypergeometric(3, 5, 4)
    with pytest.raises(ValueError, match="none to all"):
        hypergeometric_tail(1, 2, 11, 10)
    with pytest.raises(ValueError, match="share"):
        binomial_tail(1, 2, 1.5)
    with pytest.raises(ValueError, match="prior"):
        posterior_above(1, 2, 0.5, (0, 1))
    with pytest.raises(ValueError, match="2 businesses or more"):
        korn_graubard([Stratum(3, 5, 50), Stratum(1, 1, 10)])
    with pytest.raises(ValueError, match="2 businesses or more"):
        korn_graubard([Stratum(3, 5, 50), Stratum(0, 0, 10)])
    with pytest.raises(ValueError, match="smaller than those asked"):
        Stratum(1, 5, 4)
    with pytest.raises(ValueError, match="k from nought"):
        Stratum(6, 5, 40)
    with pytest.raises(ValueError, match="above its high end"):
        Interval(0.6, 0.5, 0.95, "")
