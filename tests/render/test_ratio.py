"""Ratios stand on a logarithmic scale: equal factors are equally far apart, and one is marked."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.render.charts.scale import Ratios

RATIO = st.floats(0.01, 1000)


def of(*values: float) -> Ratios:
    return Ratios.of(values, 100, 600, most=4)


def test_equal_factors_are_equally_far_apart():
    scale = of(0.5, 8)
    assert scale.at(4) - scale.at(2) == pytest.approx(scale.at(8) - scale.at(4))
    assert scale.at(2) - scale.at(1) == pytest.approx(scale.at(1) - scale.at(0.5))


def test_one_is_on_the_scale_and_drawn_firmly():
    scale = of(2.4, 3.1)
    assert scale.ticks == (1, 2, 4)
    assert scale.firm == 1


@given(st.lists(RATIO, min_size=1, max_size=9))
def test_every_ratio_lies_within_its_scale(values: list[float]):
    scale = of(*values)
    assert 1 in scale.ticks
    assert len(scale.ticks) <= 6
    for value in values:
        assert scale.left - 1e-6 <= scale.at(value) <= scale.right + 1e-6
    assert list(scale.ticks) == sorted(scale.ticks)
    steps = {round(math.log(b / a), 6) for a, b in zip(scale.ticks, scale.ticks[1:], strict=False)}
    assert len(steps) == 1


def test_nought_stands_at_the_left_end():
    scale = of(0.0, 4.0)
    assert scale.at(0) == scale.left
