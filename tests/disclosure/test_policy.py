"""The rules of disclosure, each at its threshold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.disclosure.policy import EVERYONE, Policy, exact, magnitude, pooled
from sectorscope.study import Register

DENTAL = frozenset([("segments", "dental")])


def register(total: int, **segments: int) -> Register:
    return Register(source="a register", total=total, segments=segments)


@pytest.mark.parametrize(
    ("k", "n", "stands"),
    [
        *((k, 9, k in (0, 3, 4, 5, 6)) for k in range(10)),
        (0, 0, True),
        (0, 2, False),
        (3, 6, True),
    ],
)
def test_where_a_count_points_at_somebody_it_does_not_stand(k: int, n: int, stands: bool):
    assert exact(k, n) is stands


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_count_stands_only_if_no_side_of_it_is_one_or_two_or_all(k: int, more: int):
    n = k + more
    if exact(k, n):
        assert k not in (1, 2)
        assert more not in (1, 2)
        assert not (more == 0 and k)


@pytest.mark.parametrize(("total", "hides"), [(9, False), (10, True)])
def test_one_business_hides_among_ten_of_the_register(total: int, hides: bool):
    assert Policy(register(total)).stands(1, 18) is hides


def test_without_a_register_nobody_hides():
    assert not Policy(None).hides(EVERYONE)
    assert Policy(None).matching(EVERYONE) is None


def test_who_is_listed_counts_where_they_are_fewer():
    members = {f"B{i}": DENTAL if i < 4 else EVERYONE for i in range(12)}
    listed = Policy(register(50, dental=20), frozenset(members), members)
    assert listed.matching(EVERYONE) == 12
    assert listed.hides(EVERYONE)
    assert listed.matching(DENTAL) == 4
    assert not listed.hides(DENTAL)
    few = Policy(register(50), frozenset(list(members)[:9]), members)
    assert not few.hides(EVERYONE)


def test_of_two_attributes_together_no_register_knows():
    both = DENTAL | {("place", "Leeds")}
    made = Register(source="r", total=99, segments={"dental": 50}, places={"Leeds": 50})
    assert Policy(made).hides(DENTAL)
    assert Policy(made).matching(both) is None
    assert Policy(made).matching(frozenset([("gate", "programme")])) is None


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ([10, 10, 10, 10, 10], True),
        ([10, 10, 10, 10], False),  # a base of five
        ([10, 10, 0, 0, 0], False),  # three firms
        ([60, 30, 5, 3, 2], True),  # the two largest together 90 %, the rest a sixth
        ([60, 31, 5, 3, 1], False),  # dominance: 91 %
        ([100, 0.4, 3, 3, 3], False),
        ([100, 10, 6, 4, 4], True),
        ([-60, -31, 5, 3, 1], False),  # sizes, whatever their sign
    ],
)
def test_numbers_that_firms_supplied(values: list[float], stands: bool):
    assert magnitude(values) is stands


@given(st.lists(st.floats(0, 1000), min_size=5, max_size=12))
def test_no_firm_can_be_estimated_within_a_tenth_by_the_second(values: list[float]):
    if magnitude(values):
        first, second, *rest = sorted(values, reverse=True)
        estimate = sum(values) - second
        assert estimate - first >= 0.0999 * first
        assert first + second <= 0.9001 * sum(values)
        assert sum(v > 0 for v in [first, second, *rest]) >= 3


def test_partners_may_hold_the_public_profile_too():
    assert set(pooled("partner")) == set(pooled("public")) == {"public", "partner"}
    assert pooled("internal") == ()
