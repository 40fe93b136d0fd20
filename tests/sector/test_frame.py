"""The frame keeps every company in sight, counts those that can, and says why not the rest."""

import numpy as np
import pyarrow as pa
import pytest

from sectorscope.errors import StudyError
from sectorscope.schema import TABLES, from_rows
from sectorscope.sector.frame import CROWDED, FLAGS, WHOLE_COMPANY, frame
from tests.sector.firms import company, definition

ANY = definition(institutions=["Leeds  University", "00000009"])


def test_columns_stand_in_the_order_of_ids():
    rows = [
        company("2", "B", sics="32500;62012", text="makes", area_code="E1", headcount=3.0),
        company("1", "A", low=50.0, high=249.0, postcode="S1 1AA"),
        company("3", "C", low=250.0),
    ]
    made = frame(rows, ANY)
    assert made.ids == ("1", "2", "3")
    assert made.sics == ((), ("32500", "62012"), ())
    assert made.texts == ("", "makes", "")
    assert made.postcodes[0] == "S1 1AA"
    np.testing.assert_array_equal(made.headcount, [np.nan, 3, np.nan])
    np.testing.assert_array_equal(made.low, [50, 3, 250])
    np.testing.assert_array_equal(made.high, [249, 3, np.inf])
    assert len(made) == 3
    assert made.index("2") == 1
    with pytest.raises(StudyError, match="no company '9'"):
        made.index("9")


def test_an_empty_frame_is_a_frame():
    made = frame([], ANY)
    assert len(made) == 0
    assert made.size()[0].shape == (0,)
    assert made.left_out() == {}


def test_the_table_itself_may_be_given():
    table = from_rows(TABLES["company"], [company("1") | {"locator": "bytes=0-1", "raw": None}])
    assert isinstance(table, pa.Table)
    assert frame(table, ANY).ids == ("1",)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, ""),
        ({"flags": "dissolved"}, "dissolved"),
        ({"flags": "liquidation"}, "liquidation"),
        ({"flags": "insolvent"}, ""),
        ({"flags": "strike_off", "headcount": 3.0}, ""),
        ({"flags": "dormant"}, "dormant"),
        ({"flags": "dormant", "headcount": 0.0}, "dormant"),
        ({"flags": "dormant", "headcount": 3.0}, ""),
        ({"flags": "dormant", "low": 10.0, "high": 49.0}, ""),
        ({"name": "LEEDS UNIVERSITY"}, "institution"),
        ({"id": "00000009", "number": "00000009"}, "institution"),
        ({"area_code": "E9"}, "outside"),
        ({"area_code": "E1"}, ""),
        ({"area_code": None}, ""),
    ],
)
def test_what_does_not_count_says_why(said: dict[str, object], why: str):
    made = frame([company("1") | said], ANY, region=["E1", "E2"])
    assert made.excluded == (why,)
    assert made.eligible.tolist() == [not why]


def test_a_company_is_outside_only_of_a_region_that_is_named():
    assert frame([company("1", area_code="E9")], ANY, region=[]).eligible.all()


def test_a_district_given_by_its_name_alone_is_known_by_the_regions_names():
    rows = [company("1", area=" leeds "), company("2", area="York"), company("3", area_code="E9")]
    made = frame(rows, ANY, region={"E1": "Leeds"})
    assert made.area_codes == ("E1", "", "E9")
    assert made.excluded == ("", "", "outside")


def test_where_the_regions_headcount_cannot_be_told_is_flagged():
    rows = [
        company("1", headcount=float(WHOLE_COMPANY), basis="accounts"),
        company("2", headcount=float(WHOLE_COMPANY), basis="given"),
        company("3", headcount=WHOLE_COMPANY - 1.0, basis="accounts"),
    ]
    assert [("whole_company" in f) for f in frame(rows, ANY).flags] == [True, False, False]
    names = [f"{chr(65 + n // 8)}{chr(75 + n % 8)} FIRM" for n in range(CROWDED)]
    crowd = [company(f"{n:03d}", name, postcode="S11 9PA") for n, name in enumerate(names)]
    assert frame(crowd, ANY).counted() == {"shared_address": CROWDED}
    assert frame(crowd[1:], ANY).counted() == {}


def test_every_flag_has_its_meaning():
    rows = [company(str(n), flags=f) for n, f in enumerate(FLAGS)]
    assert set(frame(rows, ANY).counted()) <= set(FLAGS)


# --- one company in several files ------------------------------------------------------------

REGISTER = company(
    "01", "ACME LTD", basis="accounts", accounts="2024-03-31", headcount=12.0, sics="32500",
    flags="no_text", area_code="E1",
)  # fmt: skip
LISTED = company("01", "Acme", snapshot="b" * 64, text="makes hips", headcount=30.0, flags="no_sic")


@pytest.mark.parametrize("rows", [[REGISTER, LISTED], [LISTED, REGISTER]], ids=["", "turned"])
def test_two_files_fill_in_what_the_other_leaves_out(rows: list[dict[str, object]]):
    made = frame(rows, ANY)
    assert (made.ids, made.names, made.texts) == (("01",), ("ACME LTD",), ("makes hips",))
    assert made.sics == (("32500",),)
    assert made.headcount.tolist() == [12]
    assert made.flags[0] == {"files_differ"}


def test_a_single_figure_is_believed_before_a_band_and_newer_accounts_before_older():
    band = company(
        "01", snapshot="c" * 64, low=10.0, high=49.0, basis="band", accounts="2025-01-01"
    )
    old = company("01", snapshot="d" * 64, headcount=9.0, basis="accounts", accounts="2020-01-01")
    assert frame([band, LISTED], ANY).headcount.tolist() == [30]
    assert frame([old, REGISTER], ANY).headcount.tolist() == [12]


def test_flags_of_a_headcount_come_from_the_row_that_is_believed():
    negative = company("01", snapshot="b" * 64, flags="headcount_negative;no_headcount")
    assert frame([REGISTER, negative], ANY).flags[0] == {"no_text"}


def test_rows_of_one_name_without_a_number_are_one_company_and_flagged():
    one = company("name:acme", "Acme") | {"number": None}
    other = one | {"snapshot": "b" * 64, "text": "makes hips"}
    made = frame([one, other], ANY)
    assert (made.ids, made.texts) == (("name:acme",), ("makes hips",))
    assert made.flags[0] == {"by_name"}


def test_two_files_that_call_different_companies_by_one_id_are_refused():
    one = company("17", "Acme") | {"number": None}
    with pytest.raises(StudyError, match="different companies '17': Acme and Bolt"):
        frame([one, one | {"snapshot": "b" * 64, "name": "Bolt"}], ANY)
