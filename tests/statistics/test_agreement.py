"""Krippendorff's alpha: against the published example and another implementation."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sectorscope.statistics.agreement import Agreement, krippendorff_alpha

NONE = None
FROZEN = (-0.04444444444444451, 0.6713857323232323)
units = st.lists(
    st.lists(st.sampled_from(["yes", "no", "other", NONE]), min_size=3, max_size=3),
    min_size=1,
    max_size=15,
)


def alpha(held: Sequence[Sequence[object]], resamples: int = 20) -> Agreement:
    return krippendorff_alpha(held, seed=1, resamples=resamples)  # pyright: ignore[reportArgumentType]


def test_the_published_example():
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", C: four observers, twelve
    # units, nominal: 0.743.
    by_observer = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
        [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
    ]
    made = alpha(list(zip(*by_observer, strict=True)), resamples=1000)
    assert made.alpha == pytest.approx(0.743, abs=5e-4)
    assert (made.units, made.pairable) == (12, 11)
    assert made.interval is not None
    assert 0.4 < made.interval.low < 0.743 < made.interval.high <= 1


@settings(deadline=None)
@given(units)
def test_another_implementation_agrees(held: list[list[str | None]]):
    peer = pytest.importorskip("krippendorff")
    made = alpha(held)
    if made.alpha is None:
        assert made.why
        return
    values = sorted({v for unit in held for v in unit if v is not None})
    assume(len(values) > 1)
    coded = {None: float("nan"), **{v: float(i) for i, v in enumerate(values)}}
    data = [[coded[v] for v in coder] for coder in zip(*held, strict=True)]
    expected = peer.alpha(reliability_data=data, level_of_measurement="nominal")
    assert made.alpha == pytest.approx(expected)


@settings(deadline=None)
@given(units, st.randoms())
def test_neither_order_nor_coders_left_alone_matter(
    held: list[list[str | None]],
    shuffle: random.Random,
):
    made = alpha(held)
    turned = [sorted(unit, key=lambda _: shuffle.random()) for unit in held]
    shuffle.shuffle(turned)
    again = alpha([*turned, ["yes", NONE, NONE]])
    assert (again.alpha, again.interval, again.why) == (made.alpha, made.interval, made.why)
    assert again.units == made.units + 1


def test_perfect_and_worse_than_chance():
    assert alpha([["a", "a"], ["b", "b"]] * 10).alpha == 1
    opposite = alpha([["a", "b"], ["b", "a"]] * 10).alpha
    assert opposite is not None
    assert opposite < 0


def test_undefined_says_why():
    made = alpha([["yes", "yes"]] * 8)
    assert (made.alpha, made.interval) == (None, None)
    assert "no variation" in made.why
    assert "two people" in alpha([["yes", NONE], [NONE, "no"]]).why
    assert "two people" in alpha([]).why


def test_an_interval_that_hangs_on_one_unit_is_not_given():
    made = alpha([["yes", "yes"]] * 20 + [["no", "no"]], resamples=500)
    assert made.alpha == 1
    assert made.interval is None
    assert made.undefined > 25
    assert "a unit or two" in made.why


def test_the_interval_is_the_same_for_a_seed_and_narrows_with_units():
    held = [["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"], ["a", "a"], ["b", "a"]] * 4
    first, second = (krippendorff_alpha(held, seed=5).interval for _ in range(2))
    wide, narrow = (krippendorff_alpha(held * n, seed=5).interval for n in (1, 10))
    assert first == second
    assert wide is not None
    assert narrow is not None
    assert narrow.high - narrow.low < (wide.high - wide.low) / 2
    assert (wide.low, wide.high) == pytest.approx(FROZEN)  # on every machine, in every year


def test_no_resample_is_no_bootstrap():
    with pytest.raises(ValueError, match="resamples"):
        alpha([["a", "b"]], resamples=0)
    with pytest.raises(ValueError, match="level"):
        krippendorff_alpha([["a", "b"]], seed=1, level=2)
