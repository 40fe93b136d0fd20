"""Which headcount of a company counts: that of its newest accounts of the study's day."""

from typing import Any

import pytest

from sectorscope.sector.filed import with_filed


def company(**changes: object) -> dict[str, Any]:
    listed = {"number": "01234567", "headcount": 5.0, "low": None, "high": None, "before": None}
    return listed | {"basis": "accounts", "accounts": "2023-12-31", "flags": ""} | changes


def filed(value: float, until: str = "2024-12-31", **changes: object) -> dict[str, Any]:
    row = {"number": "01234567", "document": "a", "until": until, "value": value}
    return row | {"comparative": False, "snapshot": "s"} | changes


def told(listed: dict[str, Any], *rows: dict[str, Any], day: str = "2026-01-01") -> dict[str, Any]:
    (found,) = with_filed([listed], rows, day)
    return dict(found)


def test_newer_accounts_stand_in_place_of_older_ones_with_the_year_before():
    found = told(company(), filed(9, "2023-12-31", comparative=True), filed(12))
    assert (found["headcount"], found["before"], found["accounts"]) == (12, 9, "2024-12-31")
    assert found["basis"] == "accounts"


def test_accounts_of_after_the_studys_day_are_not_known_yet():
    assert told(company(), filed(12, "2026-06-30"))["headcount"] == 5


def test_a_list_with_newer_accounts_stands():
    assert told(company(accounts="2025-12-31"), filed(12))["headcount"] == 5


@pytest.mark.parametrize(
    "listed", [{"headcount": None, "low": 1.0, "high": 9.0, "basis": "band"}, {"basis": "given"}]
)
def test_accounts_stand_before_a_band_and_before_a_figure_without_accounts(listed: dict[str, Any]):
    found = told(company(**listed), filed(12))
    assert (found["headcount"], found["low"], found["high"]) == (12, None, None)


def test_the_years_own_accounts_stand_before_what_a_later_year_says_of_it():
    own, later = filed(12), filed(15, document="z", comparative=True)
    assert told(company(), own, later)["headcount"] == 12
    assert told(company(), later, own)["headcount"] == 12


@pytest.mark.parametrize("order", [1, -1])
def test_of_the_year_before_too_its_own_accounts_stand(order: int):
    own, later = filed(9, "2023-12-31"), filed(8, "2023-12-31", document="z", comparative=True)
    assert told(company(), *[own, later][::order], filed(12))["before"] == 9


def test_flags_on_the_former_headcount_go_with_it():
    found = told(company(headcount=None, flags="no_headcount;no_text"), filed(0))
    assert found["flags"] == "headcount_zero;no_text"


def test_companies_without_a_number_or_accounts_are_left_as_they_are():
    assert told(company(number=None), filed(12)) == company(number=None)
    assert told(company(), filed(12, number="07654321")) == company()
