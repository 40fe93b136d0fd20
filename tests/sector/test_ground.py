"""Outlines for all districts or for none; centres wherever they can be had."""

from typing import Any

import pytest

from sectorscope.sector.ground import ground

LEEDS, BARNSLEY_ONCE, BARNSLEY, NORTH = "E08000035", "E08000016", "E08000038", "E06000065"
"""Barnsley was recoded in 2025; North Yorkshire was put together from seven districts in 2023."""


def row(
    code: str, x: float = 0.0, y: float = 0.0, version: str = "2013", **more: object
) -> dict[str, Any]:
    corners = ",".join(f"{x + dx} {y + dy}" for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1)))
    made = {"code": code, "version": version, "outline": corners, "unit": "degrees"}
    return made | {"x": x + 0.5, "y": y + 0.5} | more


def test_all_districts_of_one_year_are_drawn_in_their_outlines():
    held = ground([row(LEEDS, 0), row(BARNSLEY, 1), row("E06000001", 5)], [BARNSLEY, LEEDS])
    assert list(held.outlines) == [BARNSLEY, LEEDS]
    assert (held.version, [r["code"] for r in held.rows]) == ("2013", [BARNSLEY, LEEDS])
    assert held.missing == ()


def test_a_recoded_district_is_the_same_district():
    held = ground([row(LEEDS, 0), row(BARNSLEY_ONCE, 1)], [LEEDS, BARNSLEY])
    assert set(held.outlines) == {LEEDS, BARNSLEY}


@pytest.mark.parametrize("order", [1, -1])
def test_under_both_codes_the_region_s_own_counts(order: int):
    both = [row(BARNSLEY_ONCE, 1), row(BARNSLEY, 2)][::order]
    assert [r["code"] for r in ground(both, [BARNSLEY]).rows] == [BARNSLEY]


def test_outlines_are_of_the_newest_year_that_has_all():
    old, new = [row(c, version="2013") for c in (LEEDS, BARNSLEY)], row(LEEDS, version="2025")
    assert ground([*old, new], [LEEDS, BARNSLEY]).version == "2013"
    both = [*old, new, row(BARNSLEY, version="2025")]
    assert ground(both, [LEEDS, BARNSLEY]).version == "2025"
    assert ground([*both, *(r | {"version": "not stated"} for r in old)], [LEEDS]).version == "2025"


def test_outlines_of_some_are_none_and_the_others_are_named():
    held = ground([row(LEEDS, 3)], [LEEDS, BARNSLEY])
    assert (held.outlines, held.centres, held.rows) == ({}, {}, ())
    assert held.missing == (BARNSLEY,)
    assert ground([], [LEEDS]).missing == ()


def test_centres_come_from_any_year_and_from_the_parts_of_a_new_district():
    craven, selby = row("E07000163", 0, 4), row("E07000169", 4, 0)
    held = ground([craven, selby, row(LEEDS, 9, version="2025")], [LEEDS, NORTH])
    assert held.outlines == {}
    assert held.centres == {LEEDS: (9.5, 0.5), NORTH: (2.5, 2.5)}
    assert held.missing == (NORTH,)


@pytest.mark.parametrize(("unit", "known"), [("degrees", True), ("metres", False)])
def test_degrees_and_metres_are_never_compared(unit: str, known: bool):
    held = ground([row(LEEDS), row(BARNSLEY, version="2025", unit=unit)], [LEEDS, BARNSLEY])
    assert bool(held.centres) == known
