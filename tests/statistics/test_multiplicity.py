"""Benjamini-Hochberg: against its definition, against scipy, and with claims left unexamined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from sectorscope.statistics.multiplicity import benjamini_hochberg

p_values = st.lists(st.floats(0, 1) | st.sampled_from([0.001, 0.01, 0.02, 0.05]), max_size=12)


def by_definition(values: list[float], examined: int, level: float) -> set[int]:
    """Try every cut: the largest i with p(i) ≤ level·i/M, and all that are as small."""
    ordered = sorted(values)
    cuts = [p for i, p in enumerate(ordered, 1) if p * examined / i <= level]
    return {i for i, p in enumerate(values) if cuts and p <= max(cuts)}


@settings(deadline=None)
@given(p_values, st.integers(0, 30), st.sampled_from([0.01, 0.05, 0.2]))
def test_who_passes_is_what_the_definition_says(values: list[float], more: int, level: float):
    examined = len(values) + more
    made = benjamini_hochberg(values, examined, level)
    assert {i for i, passes in enumerate(made.passes) if passes} == by_definition(
        values, examined, level
    )
    assert made.passed == sum(made.passes)


@settings(deadline=None)
@given(p_values, st.integers(0, 30))
def test_what_is_not_examined_counts_as_one(values: list[float], more: int):
    made = benjamini_hochberg(values, len(values) + more)
    padded = [*values, *[1.0] * more]
    expected = list(false_discovery_control(padded))[: len(values)] if padded else []
    assert list(made.adjusted) == pytest.approx(expected)
    assert all(a >= p for a, p in zip(made.adjusted, values, strict=True))


def test_the_example_of_1995():
    # Benjamini & Hochberg 1995, section 3.2: 15 comparisons of myocardial infarction treatments.
    values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    values += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert benjamini_hochberg(values, 15).passes == (True,) * 4 + (False,) * 11


def test_the_more_are_examined_the_fewer_pass():
    assert benjamini_hochberg([0.01], 5).passes == (True,)
    assert benjamini_hochberg([0.01], 6).passes == (False,)
    assert benjamini_hochberg([], 0).passes == ()


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="2 p-values of 1 examined"):
        benjamini_hochberg([0.1, 0.2], 1)
    for bad in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="nought to one"):
            benjamini_hochberg([bad], 1)
