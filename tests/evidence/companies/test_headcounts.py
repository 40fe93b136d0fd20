"""A headcount is a figure, an interval, or not used, and then it is said why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.companies.headcounts import people
from sectorscope.schema.companies import FLAGS


@pytest.mark.parametrize(
    ("text", "value", "flag"),
    [
        ("12", 12, ""),
        ("12.0", 12, ""),
        (" 1,234 employees", 1234, ""),
        ("0", 0, "headcount_zero"),
        ("12.5", 12.5, "headcount_fraction"),
        ("1.23E+02", 123, ""),
        ("10-10", 10, ""),
    ],
)
def test_a_single_figure(text: str, value: float, flag: str):
    assert people(text) == (value, None, None, flag)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("50 to 249", 50, 249),
        ("50-249", 50, 249),
        ("50 – 249 staff", 50, 249),
        ("between 5 and 9", 5, 9),
        ("5000 to 19,999", 5000, 19999),
        ("250+", 250, None),
        ("20,000 or more", 20000, None),
        ("at least 250", 250, None),
        ("> 250", 251, None),
        ("more than 250", 251, None),
        ("Less than 250", 0, 249),
        ("<10", 0, 9),
        ("up to 9", 0, 9),
        ("9 or fewer", 0, 9),
    ],
)
def test_a_band_is_an_interval(text: str, low: float, high: float | None):
    assert people(text) == (None, low, high, "headcount_band")


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("", "no_headcount"),
        ("Not Provided", "no_headcount"),
        ("n/a", "no_headcount"),
        ("-5", "headcount_negative"),
        ("−5", "headcount_negative"),
        ("about 30", "headcount_text"),
        ("a few", "headcount_text"),
        ("249 to 50", "headcount_text"),
        ("1e99", "headcount_text"),
        ("1e" + "9" * 5000, "headcount_text"),
        ("9" * 400, "headcount_text"),
        ("1134960000", "headcount_text"),
        (f"1 to {'9' * 400}", "headcount_text"),
        ("9" * 400 + "+", "headcount_text"),
        ("1-Sep", "headcount_mangled"),
        ("01-Sep-2024", "headcount_mangled"),
        ("Oct-49", "headcount_mangled"),
        ("2024-09-01 00:00:00", "headcount_mangled"),
        ("01/09/2024", "headcount_mangled"),
    ],
)
def test_what_cannot_be_used_is_not_used_and_flagged(text: str, flag: str):
    assert people(text) == (None, None, None, flag)


def test_a_figure_that_a_spreadsheet_shortened_is_what_rounds_to_it():
    assert people("1.0E+05") == (None, 95_000, 105_000, "headcount_rounded")
    assert people("1.2E+03") == (None, 1_150, 1_250, "headcount_rounded")


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_any_band_holds_its_ends(one: int, other: int):
    low, high = sorted((one, other))
    found = people(f"{low:,} to {high:,}")
    assert (found.low, found.high) == ((low, high) if low < high else (None, None))


@given(st.text(max_size=12))
def test_no_text_stops_it_or_gives_a_figure_below_nought(text: str):
    found = people(text)
    assert found.flag in (*FLAGS, "")
    assert found.value is None or found.value >= 0
    assert found.low is None or 0 <= found.low <= (found.high or float("inf"))
