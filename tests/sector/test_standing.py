"""Whether a district was one on a day, and what it was a part of."""

from typing import Any

import pytest

from sectorscope.sector.standing import standings

LEEDS, CRAVEN, NORTH = "E08000035", "E07000163", "E06000065"
LISTED = ((LEEDS, "", None), (CRAVEN, "", "2023-03-31"), (NORTH, "2023-04-01", None))


def area(code: str, since: str, until: str | None, **more: object) -> dict[str, Any]:
    row = {"code": code, "kind": "district", "version": "dated"}
    return row | {"since": since, "until": until} | more


def member(whole: str, since: str = "", until: str | None = None, **more: object) -> dict[str, Any]:
    row = {"member": LEEDS, "whole": whole, "kind": "LSIP area", "version": "dated"}
    return row | {"since": since, "until": until, "snapshot": "a"} | more


def how(code: str, day: str, *areas: dict[str, Any]) -> tuple[str, str]:
    (one,) = standings(areas or [area(*row) for row in LISTED], (), [(code, "x")], day)
    return one.how, one.day


@pytest.mark.parametrize(
    ("code", "day", "stands"),
    [
        (LEEDS, "2026-01-01", ("in operation", "")),
        (CRAVEN, "2023-03-30", ("in operation", "")),
        (CRAVEN, "2023-03-31", ("ended", "2023-03-31")),
        (NORTH, "2022-12-31", ("not yet", "2023-04-01")),
        (NORTH, "2023-04-01", ("in operation", "")),
        ("E08000099", "2026-01-01", ("not listed", "")),
    ],
)
def test_a_district_stands_by_its_dates(code: str, day: str, stands: tuple[str, str]):
    assert how(code, day) == stands


def test_without_a_list_with_dates_nothing_is_said():
    assert how(LEEDS, "2026-01-01", area(LEEDS, "", None, version="2019"))[0] == "no list"
    assert how(LEEDS, "2026-01-01", area(LEEDS, "", None, kind="region"))[0] == "no list"


def test_a_renamed_district_goes_on_under_its_later_name():
    renamed = area(LEEDS, "", "2018-04-01"), area(LEEDS, "2018-04-01", None)
    assert how(LEEDS, "2026-01-01", *renamed) == ("in operation", "")


def test_what_came_after_is_told_by_the_code_history():
    one, other = standings((), (), [(CRAVEN, "Craven"), (LEEDS, "Leeds")], "2026-01-01")
    assert (one.successor, other.successor) == ("E06000065 North Yorkshire", "")


def parts(day: str, *members: dict[str, Any]) -> list[str]:
    (one,) = standings((), members, [(LEEDS, "Leeds")], day)
    return [row["whole"] for row in one.wholes]


def test_parts_are_those_of_the_day():
    years = member("old", "2023", "2023"), member("new", "2025", "2025")
    assert parts("2023-06-01", *years) == ["old"]
    assert parts("2025-06-01", *years) == ["new"]
    assert parts("2026-06-01", *years) == ["new"]  # the last year of the data ends nothing
    assert parts("2022-06-01", *years) == []


def test_of_versions_the_newest_that_is_not_later():
    versions = [member(f"w{y}", version=str(y)) for y in (2017, 2019, 2025)]
    assert parts("2020-01-01", *versions) == ["w2019"]
    assert parts("2016-01-01", *versions) == []
    other = member("e", version="2015", kind="region")
    assert parts("2020-01-01", *versions, other) == ["w2019", "e"]


def test_what_a_district_became_is_no_whole():
    assert parts("2026-01-01", member(NORTH, kind="district", version="2011 to 2023")) == []
