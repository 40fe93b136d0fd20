"""A district whose code was changed is the same place under either."""

from typing import Any

from sectorscope.concepts.area_changes import known_as
from sectorscope.schema import TABLES
from sectorscope.sector.definition import Definition
from sectorscope.sector.frame import frame
from sectorscope.study.sector import Sector

DEFINITION = Definition(Sector(name="x", definition="x"))


def row(number: int, code: str | None, area: str = "") -> dict[str, Any]:
    blank = {c.name: None for c in TABLES["company"].columns}
    return blank | {
        "id": f"{number:08d}", "name": f"C {number}", "area_code": code, "area": area, "flags": "",
        "headcount": 5.0, "basis": "given", "snapshot": "s", "locator": "l",
    }  # fmt: skip


def test_an_old_code_is_in_a_region_that_has_the_new_one():
    made = frame([row(1, "E08000019"), row(2, "E08000035")], DEFINITION, {"E08000039": "Sheffield"})
    assert made.area_codes == ("E08000039", "E08000035")
    assert made.excluded == ("", "outside")


def test_a_new_code_is_in_a_region_that_has_the_old_one():
    assert known_as("E08000038", {"E08000016"}) == "E08000016"


def test_a_district_that_was_merged_is_not_the_whole_it_went_into():
    assert known_as("E06000028", {"E06000058"}) == "E06000028"


def test_codes_that_never_changed_stay():
    assert known_as("E08000035", {"E08000035"}) == "E08000035"
    assert known_as("E08000035", ()) == "E08000035"
