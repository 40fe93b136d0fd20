"""HESA's tables of what universities earn: thousands made pounds, and numbers that are no money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.provided import COURSES, NOTICES, RESEARCH, SERVICES, earned, more
from tests.evidence.samples import WHEN


def rows(data: bytes) -> list[dict[str, Any]]:
    ((table, made),) = check_source("hesa", data)
    assert table == "provider_income"
    return list(made)


def remarks(data: bytes) -> Remarks:
    entry = describe(data, name="table.csv", source="hesa", retrieved=WHEN)
    return load("hesa").remarks(entry, data, None)


def refused(data: bytes, source: str = "hesa") -> GateRefused:
    entry = describe(data, name="table.csv", source=source, retrieved=WHEN)
    with pytest.raises(GateRefused) as why:
        list(load(source).read(entry, data, None))
    return why.value


def told(data: bytes) -> list[tuple[str, str, str, float | None]]:
    return [(r["dataset"], r["kind"], r["partner"], r["value"]) for r in rows(data)]


def test_thousands_are_pounds_with_what_rounding_leaves_open():
    first, nought = rows(earned("3", ("ESF income", "£000s", 283), ("Other", "£000s", 0)))
    assert (first["value"], first["low"], first["high"]) == (283_000, 282_500, 283_500)
    assert (first["provider"], first["period"]) == ("10000003", "2023/24")
    assert (nought["value"], nought["low"], nought["high"], nought["status"]) == (0, 0, 500, "zero")


@pytest.mark.parametrize("unit", ["£000s", ""])
def test_numbers_of_contracts_are_left_out_whether_their_unit_says_pounds_or_nothing(unit: str):
    services = (("Consultancy", "SME's", "Number", unit, 12), *SERVICES[1:])
    assert told(earned("2a", *services)) == [
        ("services", "Consultancy", "SME's", 681_000),
        ("services", "Consultancy", "all", 7_835_000),
    ]
    (left,) = remarks(earned("2a", *services)).dropped
    assert (left.what, left.rows) == ("numbers of contracts, which are no income", 1)


def test_last_years_total_as_revised_is_left_out():
    assert told(earned("1", *RESEARCH)) == [
        ("collaborative research", "Public funding", "all", 4_138_000),
        ("collaborative research", "Total", "all", 5_388_000),
        ("collaborative research", "Total", "EU government", 0),
    ]
    assert remarks(earned("1", *RESEARCH)).dropped[0].rows == 1


def test_learner_days_are_no_money():
    assert told(earned("2b", *COURSES)) == [
        ("courses", "all", "SME", 5_000),
        ("courses", "all", "all", 619_000),
    ]


def test_tables_of_the_same_columns_are_told_by_their_categories():
    assert told(earned("4d", ("Total IP revenues", "£000s", 170)))[0][0] == "intellectual property"
    why = refused(earned("4d", ("Number of active firms", "£000s", 170)))
    assert why.gate == "classification"
    assert "2a" in str(why)


def test_notices_are_passed_over_and_figures_stand_at_their_own_bytes():
    data = NOTICES + earned("2a", *SERVICES)
    made = rows(data)
    assert resolve(data, made[0]["locator"]).text == "681"
    assert f"the first {len(NOTICES):,} bytes are HESA's notices" in "; ".join(
        remarks(data).warnings
    )
    in_header = earned("3", ("Other", "£000s", 1)).replace(b"Unit,Value", "Value(£000s)".encode())
    assert rows(in_header.replace("£000s,1\n".encode(), b"1\n"))[0]["value"] == 1_000


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.encode("utf-16"),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(",", "\t").encode("cp1252"),
    ],
)
def test_a_table_saved_again_in_another_writing_is_the_same(saved: Callable[[str], bytes]):
    text = earned("2a", *SERVICES, university=(10000003, "A University")).decode()
    assert told(saved(text)) == told(text.encode())


def test_a_figure_that_is_not_there_is_no_nought():
    (row,) = rows(earned("3", ("Other", "£000s", "")))
    assert (row["value"], row["low"], row["status"]) == (None, None, "not_available")


def test_the_same_figure_again_stands_once():
    one = earned("3", ("Other", "£000s", 7))
    assert len(rows(more(one, one))) == 1
    assert refused(more(one, earned("3", ("Other", "£000s", 8)))).gate == "rows"


def test_a_table_with_numbers_says_the_unit_of_its_money_or_is_refused():
    silent = earned("2a", *SERVICES).replace(b"Unit,", b"").replace("£000s,".encode(), b"")
    assert "Unit" not in silent.decode()
    assert refused(silent).gate == "columns"


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (earned("3", ("Other", "£m", 7)), "units"),
        (earned("3", ("Other", "£", 7)), "units"),
        (earned("3", ("Other", "£000s", 7.5)), "values"),
        (earned("3", ("Other", "£000s", "1,234")), "values"),
        (earned("3", ("Other", "£000s", "c")), "values"),
        (earned("3", ("Other", "£000s", "٣")), "values"),
        (earned("2a", ("Consultancy", "Total", "Count", "£000s", 7)), "values"),
        (earned("3", ("Other", "£000s", 7), year="2023"), "values"),
        (earned("3", ("Other", "£000s", 7), university=(1234, "A")), "values"),
        (earned("3", ("Other", "£000s", 7)).replace(b",Unit", b",Units"), "columns"),
        (earned("3", ("Other", "£000s", 7)).replace(b",Value", b",Value,Value(2)"), "rows"),
    ],
)
def test_what_is_no_such_table_is_refused(data: bytes, gate: str):
    assert refused(data).gate == gate


def test_added_as_the_third_partys_indicators_it_says_where_it_belongs():
    why = refused(NOTICES + earned("3", ("Other", "£000s", 7)), "hebci")
    assert "add HESA's own table as hesa" in str(why)
