"""Which candidates stand, and what is said where none is sure enough."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate.meant import (
    Groups,
    Option,
    Place,
    Within,
    beside,
    decided,
    shared,
    trimmed,
)
from tests.annotate.making import index

PLACES = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: Place(p[0], p[0] + p[1]))
OPTIONS = st.lists(
    st.builds(Option, PLACES, st.integers(0, 9), st.floats(0, 1), st.booleans(), st.just(0)),
    max_size=12,
)


@given(OPTIONS)
def test_what_stands_is_sure_enough_and_shares_no_character(options: list[Option]):
    kept = decided(options, 0.4)
    assert all(one.score >= 0.4 for one in kept)
    assert not any(a.place.meets(b.place) for i, a in enumerate(kept) for b in kept[:i])
    for one in options:
        left_out = one.score >= 0.4 and one not in kept
        assert not left_out or any(one.place.meets(other.place) for other in kept)


def test_a_phrase_goes_before_a_window_and_the_longer_before_the_shorter():
    window = Option(Place(0, 20), 1, 0.99, named=False, at=0)
    long = Option(Place(0, 12), 2, 0.5, named=True, at=1)
    short = Option(Place(4, 12), 3, 0.9, named=True, at=2)
    assert decided([window, short, long], 0.4) == [long]
    assert decided([window, short], 0.4) == [short]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("(welding),", "welding"), ("C++.", "C++"), ("• C#", "C#"), ("...", ""), ("naïve ", "naïve")],
)
def test_edges_without_letters_are_left_out(text: str, kept: str):
    place = trimmed(text, Place(0, len(text)))
    assert text[place.start : place.end] == kept


def test_places_beside_what_is_taken():
    taken = [Place(0, 4)]
    assert list(beside([Place(3, 6), Place(4, 6)], taken)) == [Place(4, 6)]
    assert shared(Place(2, 5), np.array([0, 5, 4]), np.array([2, 9, 6])).tolist() == [2]


def test_of_what_may_be_meant_the_likeliest_group_is_said(tmp_path_factory: pytest.TempPathFactory):
    own = index(tmp_path_factory.mktemp("groups"))
    rows = [own.labels.index(label) for label in ("welding", "CNC milling", "SQL")]
    found = Groups(own).likeliest(np.array(rows), np.array([0.3, 0.3, 0.4]))
    assert found is not None
    assert own.labels[found[0]] == "making"
    assert found[1] == pytest.approx(0.51)
    assert Groups(own).likeliest(np.array([], int), np.array([])) is None


@given(st.lists(PLACES, max_size=8), PLACES)
def test_a_place_lies_within_some_stretch_or_none(stretches: list[Place], place: Place):
    told = any(s.start <= place.start and place.end <= s.end for s in stretches)
    assert Within(stretches).hold(place) is told
