"""A claim about the sector passes three gates or is not made, and says which one stopped it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, binom, hypergeom

from sectorscope.consultation.bounds import KINDS, SCEPTIC_WEIGHT
from sectorscope.consultation.claims import Asked, Counted, Design, Examined, examine
from sectorscope.statistics.stratified import Stratum, korn_graubard
from sectorscope.wording.quantifiers import QUANTIFIERS

RANDOM = Design("random", 60)
kinds = st.sampled_from(list(KINDS))


def one(kind: str, k: int, n: int, examined: int = 1, design: Design | None = None) -> Examined:
    counted = Counted(Asked("q", "c", kind), k, n)
    return examine([counted], examined, design or Design())[0]


def least_issued(kind: str, n: int) -> list[int]:
    return [k for k in range(n + 1) if one(kind, k, n).issued]


@pytest.mark.parametrize(
    ("kind", "at_8", "at_18", "at_40"),
    [
        ("almost all", [], [], []),
        ("most", [], [18], [36, 37, 38, 39, 40]),
        ("the majority", [8], [14, 15, 16, 17, 18], list(range(26, 41))),
        ("a minority", [0], [0, 1, 2, 3, 4], list(range(15))),
        ("a few", [], [], [0, 1]),
    ],
)
def test_what_a_single_claim_takes(kind: str, at_8: list[int], at_18: list[int], at_40: list[int]):
    assert [least_issued(kind, n) for n in (8, 18, 40)] == [at_8, at_18, at_40]


def test_almost_all_takes_forty_three_of_forty_three():
    assert next(n for n in range(10, 50) if one("almost all", n, n).issued) == 43


def test_a_majority_shows_all_that_it_rests_on():
    made = one("the majority", 30, 40, examined=20)
    assert (made.k, made.n, made.examined, made.issued, made.why) == (30, 40, 20, True, "")
    assert made.shown is not None
    assert made.shown.method == "Wilson"
    assert made.bound == pytest.approx(beta.ppf(0.05, 30.5, 10.5))
    assert (made.method, made.level) == ("Jeffreys", 0.95)
    assert made.p == pytest.approx(beta.cdf(0.5, 30.5, 10.5))
    assert made.adjusted == pytest.approx(20 * made.p)
    assert made.sceptic == pytest.approx(beta.sf(0.5, 35, 15))
    assert made.r_star == pytest.approx(made.bound / (1 - made.bound))


def test_a_few_is_bounded_from_above():
    made = one("a few", 1, 40)
    assert made.bound == pytest.approx(beta.ppf(0.95, 2, 39))
    assert made.method == "Clopper-Pearson"
    assert made.p == pytest.approx(binom.cdf(1, 40, 0.15))
    odds = (1 - made.bound) / made.bound
    assert made.r_star == pytest.approx(odds / (0.85 / 0.15))
    assert made.r_star > 1


def test_each_gate_says_that_it_was_the_one():
    assert one("the majority", 4, 4).why == "too_few_asked"
    assert one("almost all", 9, 9).why == "too_few_asked"
    assert one("the majority", 0, 0).why == "too_few_asked"
    assert one("most", 16, 18).why == "bound"
    assert one("the majority", 7, 8).why == "sceptic"
    assert one("the majority", 26, 40, examined=20).why == "multiplicity"
    assert one("the majority", 26, 40).why == ""


@settings(deadline=None)
@given(kinds, st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_no_gate_contradicts_what_is_printed(kind: str, counted: tuple[int, int]):
    k, n = counted
    rule, made = KINDS[kind], one(kind, k, n)
    beyond = made.bound - rule.limit if rule.side == "lower" else rule.limit - made.bound
    assert (made.p <= 0.05) == (beyond > 0) or math.isclose(beyond, 0, abs_tol=1e-9)
    assert (made.r_star > 1) == (beyond > 0) or math.isclose(beyond, 0, abs_tol=1e-9)
    assert made.issued == (n >= rule.least and made.p <= 0.05 and made.sceptic >= 0.95)
    if made.issued:  # the word holds of those asked too
        assert k / n >= rule.limit if rule.side == "lower" else k / n < rule.limit
        assert one(kind, k, n, examined=100_000).issued <= made.issued


@settings(deadline=None)
@given(kinds, st.integers(5, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_more_who_say_so_never_lose_a_claim(kind: str, counted: tuple[int, int]):
    k, n = counted
    nearer = k + 1 if KINDS[kind].side == "lower" else k - 1
    if 0 <= nearer <= n and one(kind, k, n).issued:
        assert one(kind, nearer, n).issued


@settings(deadline=None)
@given(
    kinds,
    st.integers(1, 60),
    st.sampled_from([(1.0, 1.0), (0.5, 0.5), (2.0, 2.0), None]),
)
def test_what_is_issued_is_true_with_the_chance_it_promises(
    kind: str, n: int, prior: tuple[float, float] | None
):
    rule = KINDS[kind]
    t = rule.limit
    a, b = prior or (SCEPTIC_WEIGHT * t, SCEPTIC_WEIGHT * (1 - t))
    for k in range(n + 1):
        if one(kind, k, n).issued:
            below = float(beta.cdf(t, k + a, n - k + b))
            assert (1 - below if rule.side == "lower" else below) >= 0.95


def test_benjamini_hochberg_runs_over_all_that_were_fixed():
    # p: 0.0006, 0.0052 and 0.0128, against 0.05 · i / M
    counts = [
        Counted(Asked(f"q{j}", "", "the majority"), k, 40) for j, k in enumerate((30, 28, 27))
    ]
    assert [e.issued for e in examine(counts, 11)] == [True, True, True]
    assert [e.issued for e in examine(counts, 12)] == [True, True, False]
    assert [e.issued for e in examine(counts, 20)] == [True, False, False]
    assert [e.issued for e in examine(counts, 100)] == [False, False, False]


def test_what_failed_a_gate_does_not_help_the_others():
    sure = [Counted(Asked(f"q{j}", "", "the majority"), 8, 8) for j in range(2)]
    doubted = [Counted(Asked(f"d{j}", "", "the majority"), 7, 8) for j in range(8)]
    alone, beside = examine(sure[:1], 80), examine([sure[0], *doubted], 80)
    assert [e.why for e in beside[1:]] == ["sceptic"] * 8
    assert all(e.adjusted == 1 for e in beside[1:])
    assert beside[0].adjusted == alone[0].adjusted
    assert [e.issued for e in (*alone, *beside[:1])] == [False, False]


def test_a_random_sample_is_held_against_its_population():
    made = one("most", 18, 20, design=RANDOM)
    assert made.method == "hypergeometric"
    assert made.p == pytest.approx(hypergeom.sf(17, 60, 44, 20))
    assert made.bound * 60 == pytest.approx(round(made.bound * 60))
    assert made.bound > one("most", 18, 20).bound
    assert one("most", 18, 20, design=Design("random", 4000)).bound < made.bound
    census = one("the majority", 6, 10, design=Design("random", 10))
    assert (census.issued, census.bound, census.p) == (True, 0.6, 0)
    assert census.method == "Jeffreys, finite"
    assert one("the majority", 5, 10, design=Design("random", 10)).why == "bound"


@settings(deadline=None)
@given(kinds, st.integers(5, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_large_population_is_as_one_without_end(kind: str, counted: tuple[int, int]):
    far, made = (one(kind, *counted, design=d) for d in (Design("random", 20_000), None))
    assert far.bound == pytest.approx(made.bound, abs=2e-3)
    assert far.p == pytest.approx(made.p, abs=5e-3)
    assert far.sceptic == pytest.approx(made.sceptic, abs=5e-3)


def test_a_stratified_sample_is_gated_on_its_effective_size():
    strata = (Stratum(19, 20, 900), Stratum(18, 20, 100))
    made = examine([Counted(Asked("q", "", "most"), 37, 40, strata)], 1, Design("stratified"))[0]
    assert made.method == "Korn-Graubard"
    assert made.bound == pytest.approx(korn_graubard(strata, 0.95, "lower").low)
    assert made.bound < one("most", 37, 40).bound
    assert (made.p <= 0.05) == (made.bound >= 0.75)
    few = tuple(Stratum(s.n - s.k, s.n, s.population) for s in strata)
    made = examine([Counted(Asked("q", "", "a few"), 3, 40, few)], 1, Design("stratified"))[0]
    assert made.bound == pytest.approx(korn_graubard(few, 0.95, "upper").high)
    half = examine(
        [Counted(Asked("q", "", "the majority"), 37, 40, strata)], 1, Design("stratified")
    )
    assert (half[0].method, half[0].issued) == ("Jeffreys, effective size", True)


def test_a_stratum_nobody_spoke_for_stops_the_claim():
    for thin in (Stratum(0, 0, 50), Stratum(1, 1, 50)):
        strata = (Stratum(20, 20, 900), thin)
        counted = Counted(Asked("q", "", "most"), 20 + thin.k, 20 + thin.n, strata)
        made = examine([counted], 1, Design("stratified"))[0]
        assert (made.issued, made.why, made.p) == (False, "thin_stratum", 1)


def test_nobody_asked_is_examined_and_not_issued():
    made = one("most", 0, 0)
    assert (made.shown, made.issued, made.p, made.adjusted, made.r_star) == (None, False, 1, 1, 0)


def test_the_words_are_those_of_the_table():
    words = {q.name: q for q in QUANTIFIERS}
    for name, kind in KINDS.items():
        if name == "a minority":
            continue
        k = kind.threshold * 100
        said = [j for j in range(101) if words[name].holds(j, 100, 0)]
        edge = min(said) if kind.side == "lower" else max(said)
        assert edge == (k if not kind.strict else k + 1 if kind.side == "lower" else k - 1)


def test_what_cannot_be_is_refused():
    asked = Asked("q", "", "most")
    with pytest.raises(ValueError, match="no kind of claim"):
        one("several", 3, 8)
    with pytest.raises(ValueError, match="examined once"):
        examine([Counted(asked, 3, 8)] * 2, 5)
    with pytest.raises(ValueError, match="1 claims were asked for and 0 fixed"):
        examine([Counted(asked, 3, 8)], 0)
    with pytest.raises(ValueError, match="k of n"):
        examine([Counted(asked, 9, 8)], 1)
    with pytest.raises(ValueError, match="stratified design"):
        examine([Counted(asked, 3, 8)], 1, Design("stratified"))
    strata = (Stratum(2, 8, 10),)
    with pytest.raises(ValueError, match="stratified design"):
        examine([Counted(asked, 2, 8, strata)], 1)
    with pytest.raises(ValueError, match="sum to it"):
        examine([Counted(asked, 3, 8, strata)], 1, Design("stratified"))
    with pytest.raises(ValueError, match="upper limit goes with"):
        Design("random")
    with pytest.raises(ValueError, match="upper limit goes with"):
        Design("consulted", 50)
    with pytest.raises(ValueError, match="larger than its population"):
        one("most", 9, 10, design=Design("random", 9))
