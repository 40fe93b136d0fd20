"""Location quotients: whatever was rounded away, the truth is inside; and one is one."""

from hypothesis import assume, given
from hypothesis import strategies as st

from sectorscope.statistics.quotient import Bounded, change, location_quotient, share, sure_side

COUNTS = st.integers(0, 5_000)
HALF = 2.5


def published(true: int) -> Bounded:
    """A count as it is printed, to the nearest five, with what that leaves open."""
    shown = 5 * round(true / 5)
    return Bounded(shown, max(0.0, shown - HALF), shown + HALF)


def quotient(part: int, rest: int, part_there: int, rest_there: int) -> Bounded | None:
    here = share(published(part), published(rest))
    there = share(published(part_there), published(rest_there))
    return location_quotient(here, there) if here and there else None


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_true_quotient_is_inside_whatever_was_rounded(a: int, b: int, c: int, d: int):
    found = quotient(a, b, c, d)
    assume(found is not None)
    assert found is not None
    assume(a + b > 0)
    assume(c > 0)
    if found.known is None:
        assert published(c).low == 0  # the share there might be nought: no end can be given
        return
    low, high = found.known
    assert low <= found.value <= high
    assert low - 1e-12 <= (a / (a + b)) / (c / (c + d)) <= high + 1e-12


@given(COUNTS, COUNTS, st.floats(0, 1))
def test_a_share_has_the_ends_that_part_and_rest_allow(part: int, rest: int, where: float):
    """Tighter than part over whole, which would let the whole shrink while its part grows."""
    assume(part + rest > 5)
    mine, others = published(part), published(rest)
    found = share(mine, others)
    assume(found is not None)
    assert found is not None
    assert found.known is not None
    low, high = found.known
    assert 0 <= low <= high <= 1
    at = [b.low + where * (b.high - b.low) for b in (mine, others) if b.known]  # type: ignore[operator]
    assume(sum(at) > 0)
    assert low - 1e-12 <= at[0] / sum(at) <= high + 1e-12


def test_a_hand_computed_case():
    here, there = Bounded(0.2, 0.15, 0.25), Bounded(0.1, 0.08, 0.125)
    assert share(Bounded(20, 15, 25), Bounded(80, 75, 85)) == here
    assert location_quotient(here, there) == Bounded(2.0, 0.15 / 0.125, 0.25 / 0.08)


@given(st.integers(1, 5_000), COUNTS)
def test_an_area_beside_itself_is_one_and_has_no_side(part: int, rest: int):
    found = quotient(part, rest, part, rest)
    assume(found is not None)
    assert found is not None
    assert found.value == 1
    assert sure_side(found) == 0


def test_a_side_is_told_only_where_no_rounding_could_turn_it():
    assert sure_side(Bounded(1.2, 1.01, 1.4)) == 1
    assert sure_side(Bounded(0.8, 0.7, 0.99)) == -1
    assert sure_side(Bounded(1.2, 0.99, 1.5)) == 0
    assert sure_side(Bounded(1.2)) == 0


def test_no_share_of_nothing_and_no_quotient_over_nought():
    assert share(Bounded(0, 0, 2.5), Bounded(0, 0, 2.5)) is None
    assert location_quotient(Bounded(0.2, 0.1, 0.3), Bounded(0, 0, 0.1)) is None
    open_end = location_quotient(Bounded(0.2, 0.1, 0.3), Bounded(0.1, 0, 0.2))
    assert open_end is not None
    assert open_end.known is None


def test_no_interval_is_made_up():
    made = share(Bounded(20), Bounded(80, 75, 85))
    assert made == Bounded(0.2)
    assert location_quotient(Bounded(0.2), Bounded(0.1, 0.05, 0.2)) == Bounded(2.0)


@given(COUNTS, COUNTS)
def test_the_true_change_is_inside_whatever_was_rounded(now: int, then: int):
    found = change(published(now), published(then))
    assume(found is not None)
    assert found is not None
    if found.known is None:
        assert published(then).low == 0
        return
    low, high = found.known
    assert low <= found.value <= high
    assert low - 1e-12 <= now / then - 1 <= high + 1e-12


def test_a_change_from_nought_is_none():
    assert change(Bounded(5, 2.5, 7.5), Bounded(0, 0, 2.5)) is None
