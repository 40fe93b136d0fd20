"""Of several states of the register the newest is believed, and the older one is said."""

from __future__ import annotations

import pytest

from sectorscope.sector.frame import Frame, frame
from tests.sector.firms import company, definition

ANY = definition()
OLD = company(
    "01", "ACME LTD", day="2026-09-30", sics="32500", postcode="S1 1AA", area_code="E1",
    area="Sheffield", status="Active", headcount=12.0, basis="accounts", accounts="2024-03-31",
)  # fmt: skip
NOW = company(
    "01", "ACME LTD", snapshot="0" * 64, day="2026-11-26", sics="32500", postcode="S1 1AA",
    status="active",
)  # fmt: skip


def both(now: dict[str, object], old: dict[str, object] | None = None) -> Frame:
    """The frame of both states, whichever comes first."""
    rows = [OLD | (old or {}), NOW | now]
    made, turned = frame(rows, ANY), frame(rows[::-1], ANY)
    assert (made.flags, made.names, made.sics) == (turned.flags, turned.names, turned.sics)
    return made


def test_two_states_that_agree_are_one_company_and_no_doubt():
    made = both({})
    assert (made.ids, made.flags[0], made.area_codes) == (("01",), frozenset(), ("E1",))
    assert made.headcount.tolist() == [12]


@pytest.mark.parametrize(
    ("now", "old", "excluded", "flags"),
    [
        ({"flags": "dissolved", "status": "dissolved"}, {}, "dissolved", {"dissolved"}),
        ({}, {"flags": "dissolved", "status": "Dissolved"}, "", set[str]()),
        ({}, {"flags": "liquidation"}, "", set[str]()),
        ({"flags": "insolvent"}, {"flags": "liquidation"}, "", {"insolvent"}),
    ],
)
def test_the_newer_standing_counts_and_that_it_differs_is_said(
    now: dict[str, object], old: dict[str, object], excluded: str, flags: set[str]
):
    made = both(now, old)
    assert made.excluded == (excluded,)
    assert made.flags[0] == flags | {"register_differs"}
    assert made.headcount.tolist() == [12]


def test_the_newer_name_codes_and_place_stand():
    made = both({"name": "BOLT LTD", "sics": "25940;26511", "postcode": "LS1 1AA"})
    assert (made.names, made.sics) == (("BOLT LTD",), (("25940", "26511"),))
    assert (made.postcodes, made.area_codes, made.areas) == (("LS1 1AA",), ("",), ("",))
    assert made.flags[0] == {"register_differs"}


def test_what_the_newer_state_is_silent_on_the_older_one_says():
    made = both({"sics": None, "postcode": None, "flags": "no_sic;no_place"})
    assert (made.sics, made.postcodes, made.area_codes) == ((("32500",),), ("S1 1AA",), ("E1",))
    assert made.flags[0] == set()


@pytest.mark.parametrize("flag", ["strike_off", "dormant"])
def test_what_a_search_does_not_tell_stays(flag: str):
    assert both({}, {"flags": flag}).flags[0] == {flag}


def test_a_list_without_a_day_is_no_state_of_the_register():
    listed = company("01", "Acme", snapshot="b" * 64, postcode="LS9 9ZZ", flags="dissolved")
    made = frame([NOW, listed], ANY)
    assert made.flags[0] == {"dissolved"}
    assert made.postcodes == ("S1 1AA",)


def test_of_three_states_the_newest_counts():
    older = company("01", "ACME LTD", snapshot="c" * 64, day="2025-01-01", flags="liquidation")
    made = frame([OLD, NOW | {"flags": "dissolved"}, older], ANY)
    assert made.flags[0] == {"dissolved", "register_differs"}
