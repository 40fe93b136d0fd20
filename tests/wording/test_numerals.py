"""Numbers and words of quantity as a reader meets them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.wording.numerals import figures, number
from sectorscope.wording.quantifiers import number_word


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Most of the firms (24 of 32, 75%) say so.", ["most", 24, 32, 75]),
        ("In 2012-13, from 1,200 to −5 jobs", [2012, 13, 1200, -5]),
        ("1.2 million, £100m and 3 thousand", [1_200_000, 100_000_000, 3000]),
        ("two hundred and forty thousand and twenty-five", [240_025]),
        ("twenty-five per cent, 25 per cent", [25, 25]),
        ("one in four, three quarters, two-thirds, half", [0.25, 0.75, pytest.approx(2 / 3), 0.5]),
        ("nine out of twelve", [9, 12]),
        ("nearly all, a handful of them often", ["nearly all", "a handful", "often"]),
        ("a dozen, dozens, twice as much", [12, "dozens", "twice"]),
        ("the third chapter, tensile, someone, allowed, fewer", []),
    ],
)
def test_figures_are_found_in_order(text: str, values: list[object]):
    assert [f.said for f in figures(text)] == values


@given(st.integers(0, 10_000_000))
def test_whole_numbers_read_back_in_either_spelling(value: int):
    assert number(f"{value:,}") == number(str(value)) == number(number_word(value)) == value


def test_places_are_those_of_the_text():
    text = "All 12 of them, or three quarters."
    assert [text[f.start : f.end] for f in figures(text)] == ["All", "12", "three quarters"]


def test_what_is_no_number_has_no_value():
    assert number("most") is None
    assert number("Level") is None
