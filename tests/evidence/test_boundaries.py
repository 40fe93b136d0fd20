"""Outlines the user has: few corners, shared borders that stay shared, and refusals in words."""

import json
import math
import re
from typing import Any

import pytest

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.boundaries import BOX, outlines
from sectorscope.profile import Tile


def collection(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def feature(code: str, *rings: list[list[float]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"LAD25CD": code, "LAD25NM": "x"},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def corners(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]


def test_two_squares_by_hand():
    made = outlines(
        collection(feature("A", box(0, 0, 1000, 1000)), feature("B", box(1000, 0, 2000, 1000))),
        ("A", "B"),
    )
    assert sorted(corners(made.paths["A"])) == [(0, 0), (0, 500), (500, 0), (500, 500)]
    assert made.centres == {"A": (500, 500), "B": (1500, 500)}


def test_north_is_up_and_degrees_are_narrowed():
    south_of = feature("A", box(-2, 53, -1, 54)), feature("B", box(-2, 54, -1, 55))
    made = outlines(collection(*south_of), ("A", "B"))
    south, north = (min(y for _, y in corners(made.paths[c])) for c in "AB")
    assert north < south
    wide = max(x for x, _ in corners(made.paths["A"]))
    assert wide == pytest.approx(BOX / 2 * math.cos(math.radians(54)), abs=2)


def wavy(x: float, y: float, n: int, *, up: bool) -> list[list[float]]:
    ends = [[x, y + i] for i in range(n)]
    line = [[x + 20 * math.sin(i / 7), y + i] for i in range(n)]
    return [*line, *([[x + (500 if up else -500), p[1]] for p in reversed(ends)])]


def test_a_shared_border_stays_shared_and_corners_are_few():
    data = collection(
        feature("A", wavy(0, 0, 3000, up=False)), feature("B", wavy(0, 0, 3000, up=True))
    )
    made = outlines(data, ("A", "B"), most=200)
    one, other = (corners(made.paths[c]) for c in "AB")
    assert len(one) + len(other) <= 200
    shared = set(one) & set(other)
    assert len(shared) >= min(len(set(one)), len(set(other))) - 4


def test_islands_too_small_for_the_grid_are_left_out_and_holes_kept():
    data = collection(
        feature("A", box(0, 0, 1000, 1000), box(400, 400, 600, 600), box(1, 1, 1.1, 1.1))
    )
    assert outlines(data, ("A",)).paths["A"].count("M") == 2


def test_a_path_is_one_a_profile_takes():
    made = outlines(collection(feature("A", box(0, 0, 1e6, 1e4))), ("A",))
    assert list(made.paths) == ["A"]
    assert made.paths["A"].count("M") == 1
    for path in made.paths.values():
        Tile(label="A", column=0, row=0, outline=path)


def test_districts_that_were_not_asked_for_are_passed_over():
    data = collection(feature("A", box(0, 0, 1, 1)), feature("B", box(5, 5, 6, 6)))
    assert set(outlines(data, ("B", "C")).paths) == {"B"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no", "no JSON"),
        (b"[]", "FeatureCollection"),
        (b'{"type": "Topology"}', "save it as GeoJSON"),
        (collection(feature("Z", box(0, 0, 1, 1))), "none of the region's districts"),
        (collection(feature("A", [["x", "y"]])), "cannot be read"),  # type: ignore[list-item]
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_what_is_refused_says_why(data: bytes, said: str):
    with pytest.raises(EvidenceRefused, match=said):
        outlines(data, ("A",))
