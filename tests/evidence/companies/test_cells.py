"""Numbers, codes, postcodes and dates are read as they were meant, or not used and flagged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.companies.cells import day, number, postcode, sic, standing


@pytest.mark.parametrize(
    ("text", "read", "flag"),
    [
        ("01234567", "01234567", ""),
        ("oc301234", "OC301234", ""),
        ("IP12345R", "IP12345R", ""),
        ("1234567", "01234567", "number_padded"),
        ("1234567.0", "01234567", "number_padded"),
        ("SC1234", "SC001234", "number_padded"),
        ("1.23E+06", "", "number_mangled"),
        ("123456789", "", "number_odd"),
        ("see website", "", "number_odd"),
        ("", "", ""),
    ],
)
def test_company_numbers(text: str, read: str, flag: str):
    assert number(text) == (read, flag)


@given(st.integers(1, 99_999_999))
def test_a_number_that_lost_its_noughts_is_the_same_number(value: int):
    assert number(str(value)).text == number(f"{value:08d}").text == f"{value:08d}"


@pytest.mark.parametrize(
    ("text", "five", "read", "flag"),
    [
        ("33190 - Repair of other equipment", True, "33190", ""),
        ("33190 – Repair; of 20 things", True, "33190", ""),
        ("33190.0", True, "33190", ""),
        ("99999 - Dormant Company", True, "99999", ""),
        ("None Supplied", True, "", ""),
        ("", True, "", ""),
        ("1110", True, "01110", "sic_padded"),
        ("1110", False, "1110", ""),
        ("26.60", False, "2660", ""),
        ("26.6", False, "266", ""),
        ("26.60/1", False, "26601", ""),
        ("1.11", False, "0111", "sic_padded"),
        ("3.319E+04", True, "33190", ""),
        ("3.3E+04", True, "", "sic_mangled"),
        ("34100", True, "", "sic_unknown"),
        ("1", True, "", "sic_unknown"),
        ("4100", True, "", "sic_unknown"),
        ("Repair", True, "", "sic_unknown"),
        ("331900", True, "", "sic_unknown"),
    ],
)
def test_codes_of_the_classification(text: str, five: bool, read: str, flag: str):
    assert sic(text, five=five) == (read, flag)


@pytest.mark.parametrize(
    ("text", "read", "flag"),
    [
        ("s11aa", "S1 1AA", ""),
        ("EC1A  1BB", "EC1A 1BB", ""),
        ("", "", ""),
        ("Leeds", "", "postcode_odd"),
        ("S1", "", "postcode_odd"),
    ],
)
def test_postcodes(text: str, read: str, flag: str):
    assert postcode(text) == (read, flag)


@pytest.mark.parametrize(
    "text",
    [
        *("2023-04-05", "5.4.23", "05.04.2023", "5/4/2023", "05-04-23", "05 04 2023"),
        *("5 April 2023", "5th Apr 2023", "2023-04-05 00:00:00", "2023-04-05T10:00:00", "45021"),
    ],
)
def test_dates_are_read_however_the_accounts_write_them(text: str):
    assert day(text) == ("2023-04-05", "")


@pytest.mark.parametrize("text", ["31/02/2023", "2023", "soon", "4/31/2023", "5 Foo 2023"])
def test_what_is_no_date_is_not_used(text: str):
    assert day(text) == ("", "date_unread")


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Active", ()),
        ("Active - Proposal to Strike off", ("strike_off",)),
        ("Liquidation", ("liquidation",)),
        ("In Administration", ("insolvent",)),
        ("Live but Receiver Manager on at least one charge", ("insolvent",)),
        ("Dissolved", ("dissolved",)),
        ("Converted / Closed", ("dissolved",)),
    ],
)
def test_standing_at_the_register(text: str, flags: tuple[str, ...]):
    assert standing(text) == flags


@given(st.text(max_size=14))
def test_no_text_stops_a_reader(text: str):
    for read in (number, postcode, day, sic):
        assert not (read(text).text and read(text).flag not in ("", "number_padded", "sic_padded"))
