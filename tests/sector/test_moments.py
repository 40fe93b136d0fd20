"""What a headcount that is not known is expected to be, against integrals and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from sectorscope.sector.moments import ENOUGH, Moments, moments

NAN = np.nan


def of(
    how: list[str],
    size: list[float],
    low: list[float] | None = None,
    high: list[float] | None = None,
    divisions: list[str] | None = None,
    donors: list[bool] | None = None,
) -> Moments:
    n = len(how)
    return moments(
        np.array(size, float),
        np.array(low or [NAN] * n),
        np.array(high or [NAN] * n),
        how,
        divisions or [""] * n,
        np.array(donors or [True] * n),
    )


def integrated(low: float, high: float) -> tuple[float, float]:
    """Mean and mean square under a density ∝ 1/x² between two ends (on the scale of ln x)."""

    def area(power: int) -> float:
        return quad(lambda t: np.exp((power - 1) * t), np.log(low), np.log(high))[0]

    return area(1) / area(0), area(2) / area(0)


def test_a_figure_is_itself_and_so_is_nought():
    found = of(["known", "nought"], [40, 0.5])
    assert found.mean.tolist() == [40, 0.5]
    assert found.square.tolist() == [1600, 0.25]


@pytest.mark.parametrize(("low", "high"), [(1, 9), (10, 49), (50, 249), (250, 20_000), (3, 3.01)])
def test_an_interval_is_spread_as_firms_are(low: float, high: float):
    found = of(["interval"], [5], [low], [high])
    mean, square = integrated(low, high)
    assert found.mean[0] == pytest.approx(mean, rel=1e-6)
    assert found.square[0] == pytest.approx(square, rel=1e-6)


@given(st.floats(1, 1e5), st.floats(0, 1e5))
def test_the_mean_lies_inside_and_the_mean_square_is_no_less_than_its_square(
    low: float, wide: float
):
    found = of(["interval"], [1], [low], [low + wide])
    assert low * (1 - 1e-9) <= found.mean[0] <= (low + wide) * (1 + 1e-9)
    assert found.mean[0] ** 2 <= found.square[0]


def test_an_interval_of_one_figure_is_that_figure():
    found = of(["interval"], [7], [7], [7])
    assert (found.mean[0], found.square[0]) == (7, 49)


def test_an_interval_from_nought_begins_at_one():
    found = of(["interval"], [3], [0], [9])
    assert found.mean[0] == pytest.approx(integrated(1, 9)[0])


def test_an_interval_without_end_ends_at_the_largest_known_or_at_twenty_times_its_start():
    alone = of(["open interval"], [500], [250], [np.inf])
    assert alone.square[0] == pytest.approx(250 * 5000)
    beside = of(["open interval", "known"], [500, 9000], [250, NAN], [NAN, NAN])
    assert beside.square[0] == pytest.approx(250 * 9000)
    assert beside.mean[0] == pytest.approx(integrated(250, 9000)[0])


def test_a_missing_one_is_expected_to_be_like_all_the_others_their_giants_included():
    found = of(["known", "known", "known", "all"], [1, 2, 300, 2])
    assert found.mean[3] == pytest.approx(101)
    assert found.square[3] == pytest.approx((1 + 4 + 90_000) / 3)


def test_its_own_division_speaks_for_it_only_where_it_holds_enough():
    own, others = [10.0] * ENOUGH, [1.0] * 50
    how = ["known"] * (ENOUGH + 50) + ["division", "division"]
    divisions = ["26"] * ENOUGH + ["86"] * 50 + ["26", "86"]
    found = of(how, [*own, *others, 3, 3], divisions=divisions)
    everybody = np.mean([*own, *others])
    assert found.mean[-2:] == pytest.approx([10, everybody])
    assert found.square[-2] == pytest.approx(100)


def test_a_company_that_is_no_donor_speaks_for_nobody():
    found = of(["known", "known", "all"], [1000, 4, 4], donors=[False, True, True])
    assert found.mean[2] == 4


def test_where_nothing_is_known_of_anybody_the_size_stands():
    found = of(["nothing known"] * 2, [1, 1])
    assert found.mean.tolist() == found.square.tolist() == [1, 1]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["known", "interval", "open interval", "all"]), st.floats(1, 1e4)
        ),
        min_size=1,
        max_size=20,
    )
)
def test_the_mean_square_is_never_below_the_square_of_the_mean(rows: list[tuple[str, float]]):
    low = [x if how != "all" else NAN for how, x in rows]
    found = of([how for how, _ in rows], [x for _, x in rows], low, [2 * x for x in low])
    assert (found.mean**2 <= found.square * (1 + 1e-12)).all()
    assert (found.mean > 0).all()
