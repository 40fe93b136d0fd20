"""Outlines for a map: few corners, shared borders that stay shared, text that reads back."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.boundaries import BOX, centre, drawn, rings_of, thinned, written
from sectorscope.profile import Tile

Ring = list[tuple[float, float]]


def box(west: float, south: float, east: float, north: float) -> Ring:
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def corners(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def test_two_squares_by_hand():
    made = drawn({"A": [box(0, 0, 1000, 1000)], "B": [box(1000, 0, 2000, 1000)]})
    assert sorted(corners(made["A"])) == [(0, 0), (0, 500), (500, 0), (500, 500)]
    assert centre([box(1000, 0, 2000, 1000), box(0, 0, 1, 1)]) == (1500, 500)
    assert drawn({}) == {}


def test_north_is_up_and_degrees_are_narrowed():
    made = drawn({"A": [box(-2, 53, -1, 54)], "B": [box(-2, 54, -1, 55)]})
    south, north = (min(y for _, y in corners(made[c])) for c in "AB")
    assert north < south
    wide = max(x for x, _ in corners(made["A"]))
    assert wide == pytest.approx(BOX / 2 * math.cos(math.radians(54)), abs=2)


def wavy(x: float, y: float, n: int, *, up: bool) -> Ring:
    ends = [(x, y + i) for i in range(n)]
    line = [(x + 20 * math.sin(i / 7), y + i) for i in range(n)]
    return [*line, *[(x + (500 if up else -500), p[1]) for p in reversed(ends)]]


def test_a_shared_border_stays_shared_and_corners_are_few():
    shapes = {"A": [wavy(0, 0, 3000, up=False)], "B": [wavy(0, 0, 3000, up=True)]}
    one, other = (corners(path) for path in drawn(shapes, most=200).values())
    assert len(one) + len(other) <= 200
    shared = set(one) & set(other)
    assert len(shared) >= min(len(set(one)), len(set(other))) - 4


def test_islands_too_small_for_the_grid_are_left_out_and_holes_kept():
    rings = [box(0, 0, 1000, 1000), box(400, 400, 600, 600), box(1, 1, 1.1, 1.1)]
    assert drawn({"A": rings})["A"].count("M") == 2


def test_a_district_too_small_for_a_coarse_grid_is_still_drawn():
    shapes = {"A": [wavy(0, 0, 3000, up=False)], "tiny": [box(500, 0, 510, 10)]}
    made = drawn(shapes, most=20)
    assert len(corners(made["A"])) <= 20
    assert len(corners(made["tiny"])) >= 3


def test_a_path_is_one_a_profile_takes():
    made = drawn({"A": [box(0, 0, 1e6, 1e4)]})
    assert made["A"].count("M") == 1
    Tile(label="A", column=0, row=0, outline=made["A"])


def test_on_a_grid_of_parts_of_a_degree_corners_stay_where_they_are():
    ring = box(-1.5, 53.8, -1.4, 53.9)
    ((*kept,),) = thinned([ring], 0.0005)
    assert sorted((round(x, 4), round(y, 4)) for x, y in kept) == sorted(set(ring))


@given(st.lists(st.lists(st.tuples(*[st.integers(-90_000, 90_000)] * 2), min_size=3), min_size=1))
def test_what_is_written_reads_back(given: list[list[tuple[int, int]]]):
    rings = [[(x / 1000, y / 1000) for x, y in ring] for ring in given]
    assert rings_of(written(rings)) == rings
