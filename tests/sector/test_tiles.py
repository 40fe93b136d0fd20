"""Squares for districts: where they lie, where that is known; else said to be no map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.concepts import areas
from sectorscope.sector.tiles import MOST_COLUMNS, YORKSHIRE, tiles


def codes_of(area: str) -> list[str]:
    found = areas.find(area)
    assert found
    return [code for code, _ in found.places]


@pytest.mark.parametrize(
    ("area", "n"), [("Leeds City Region", 10), ("West Yorkshire", 5), ("South Yorkshire", 4)]
)
def test_districts_of_yorkshire_lie_as_they_do(area: str, n: int):
    codes = codes_of(area)
    made = tiles(codes)
    assert (len(made.at), made.how) == (n, "as they lie")
    assert len(set(made.at.values())) == n
    assert min(x for x, _ in made.at.values()) == min(y for _, y in made.at.values()) == 0


def test_who_is_north_and_west_of_whom():
    at = YORKSHIRE
    leeds, bradford, wakefield, york = (
        at[c] for c in ("E08000035", "E08000032", "E08000036", "E06000014")
    )
    barnsley, sheffield, doncaster = (at[c] for c in ("E08000038", "E08000039", "E08000017"))
    assert bradford[0] < leeds[0] < york[0]
    assert york[1] < leeds[1] < wakefield[1] < barnsley[1] < sheffield[1]
    assert barnsley[0] < doncaster[0]


def test_a_district_under_its_old_code_and_its_new_one_is_one_square():
    assert YORKSHIRE["E08000016"] == YORKSHIRE["E08000038"]
    assert tiles(["E08000016", "E08000038"]).how == "in order"  # both at once have no two squares


def test_elsewhere_centres_say_who_is_north_and_west():
    centres = {"a": (0.0, 9.0), "b": (5.0, 8.0), "c": (1.0, 1.0), "d": (6.0, 2.0)}
    made = tiles(["d", "c", "b", "a"], centres)
    assert made.how == "by their centres"
    assert made.at == {"a": (0, 0), "b": (1, 0), "c": (0, 1), "d": (1, 1)}


def test_without_centres_squares_stand_in_the_regions_order():
    made = tiles(["z", "y", "x", "w", "v"])
    assert made.how == "in order"
    assert [made.at[c] for c in "zyxwv"] == [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)]
    assert tiles(["z", "y"], {"z": (0.0, 0.0)}).how == "in order"  # one centre is missing


@given(st.lists(st.text("abcdef", min_size=1, max_size=3), unique=True, max_size=40))
def test_no_two_places_share_a_square(codes: list[str]):
    made = tiles(codes, dict.fromkeys(codes, (0.0, 0.0)) if len(codes) % 2 else None)
    assert set(made.at) == set(codes)
    assert len(set(made.at.values())) == len(codes)
    assert all(0 <= x < MOST_COLUMNS for x, _ in made.at.values())
