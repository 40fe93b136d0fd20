"""Skills relative to the economy: smoothed, with n, never ranked when thin, never raw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.sector.skilled import (
    LEAST,
    PRIOR,
    Counted,
    Relative,
    counted,
    ranked,
    relative,
    shared,
    too_few,
)

ECONOMY = Counted({"communication": 6000, "sterilisation": 99, "Python": 800}, 10_000)


def of(skill: str, sector: Counted) -> Relative:
    return next(r for r in relative(sector, ECONOMY) if r.skill == skill)


def test_a_ratio_by_hand():
    found = of("sterilisation", Counted({"sterilisation": 20}, 40))
    base = 99.5 / 10_001
    assert found.ratio == pytest.approx((20 + PRIOR * base) / (40 + PRIOR) / base)
    assert found.low < found.ratio < found.high
    assert (found.k, found.n) == (20, 40)


def test_what_everybody_asks_for_is_no_speciality():
    sector = Counted({"communication": 60, "sterilisation": 20}, 100)
    assert of("communication", sector).ratio == pytest.approx(1, abs=0.01)
    assert [r.skill for r in ranked(sector, ECONOMY)] == ["sterilisation", "communication"]


def test_one_advert_makes_no_speciality():
    found = of("sterilisation", Counted({"sterilisation": 1}, 1))
    assert found.ratio < 11  # unsmoothed, a hundred
    assert found.low < 1


def test_nothing_is_ranked_or_compared_under_thirty():
    thin = Counted({"sterilisation": 20}, LEAST - 1)
    thick = Counted({"sterilisation": 20}, LEAST)
    assert ranked(thin, ECONOMY) == ()
    assert ranked(thick, ECONOMY)
    assert shared(thin, thick, ECONOMY) is None
    assert shared(thick, thin, ECONOMY) is None


def test_comparison_is_asymmetric_and_leaves_out_what_all_ask_for():
    small = Counted({"communication": 60, "sterilisation": 30}, 100)
    large = Counted({"communication": 60, "sterilisation": 30, "Python": 60}, 100)
    other = Counted({"communication": 60, "Python": 60}, 100)
    assert shared(small, large, ECONOMY) == pytest.approx((1.0, 0.36), abs=0.01)
    assert shared(small, other, ECONOMY) == pytest.approx((0.0, 0.0), abs=0.001)


def test_two_that_ask_for_nothing_special_share_nothing_that_could_be_said():
    plain = Counted({"communication": 50}, 100)
    assert shared(plain, plain, ECONOMY) is None


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="up to all"):
        Counted({"x": 3}, 2)
    with pytest.raises(ValueError, match="documents of a sector"):
        relative(Counted({}, 3), Counted({}, 2))


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 1000))
def test_smoothing_pulls_towards_the_economy(k: int, more: int, all_: int):
    n = k + more
    sector, economy = Counted({"x": k}, n), Counted({"x": all_}, 1000)
    (found,) = relative(sector, economy)
    plain = k / n / ((all_ + 0.5) / 1001)
    assert min(plain, 1) - 1e-9 <= found.ratio <= max(plain, 1) + 1e-9
    assert found.low <= found.ratio <= found.high or k == 0


def test_documents_are_counted_once_a_skill():
    asked = {"a": {"CAD", "SAP"}, "b": {"CAD"}, "elsewhere": {"CAD"}}
    assert counted(asked, ["a", "b", "silent"]) == Counted({"CAD": 2, "SAP": 1}, 3)


@pytest.mark.parametrize(
    ("sector", "economy", "few"),
    [(LEAST - 1, 1000, "of it"), (LEAST, 2 * LEAST - 1, "other adverts"), (LEAST, 2 * LEAST, "")],
)
def test_what_is_left_to_compare_with_must_be_enough_too(sector: int, economy: int, few: str):
    assert few in (too_few(sector, economy) or "")
    assert bool(too_few(sector, economy)) == bool(few)
