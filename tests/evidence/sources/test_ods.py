"""Lists of health bodies, which have no header: told by their name, and never lists of persons."""

from __future__ import annotations

from typing import Any

import pytest

from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.referred import ETR, health
from tests.evidence.samples import WHEN, table

Rows = list[dict[str, Any]]
PHONE = "01632 960000"


def read(data: bytes, name: str = "etr.csv", mapping: bytes | None = None) -> Rows:
    entry = describe(data, name=name, source="ods", retrieved=WHEN)
    return [row for _, rows in load("ods").read(entry, data, mapping) for row in rows]


def said(data: bytes) -> Remarks:
    entry = describe(data, name="etr.csv", source="ods", retrieved=WHEN)
    return load("ods").remarks(entry, data, None)


def test_the_first_row_is_an_organisation_and_no_header():
    rows = read(health())
    assert [(r["code"], r["postcode"], r["opened"], r["closed"], r["parent"]) for r in rows] == [
        ("RAA", "LS1 4AP", "1998-04-01", None, "QWO"),
        ("RAB", "BD1 1AA", "1998-04-01", "2010-03-31", "QWO"),
    ]
    assert {r["kind"] for r in rows} == {"etr"}


def test_a_header_that_somebody_put_there_is_no_organisation():
    names = ("Organisation Code", *(f"c{n}" for n in range(26)))
    assert [r["code"] for r in read(table(names, []) + health())] == ["RAA", "RAB"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_locator_leads_to_the_organisation_s_line(mark: bytes):
    data = mark + health()
    ((_, rows),) = check_source("ods", data, ETR)
    lines = [resolve(data, row["locator"]).text for row in rows]
    assert [line.split(",")[0] for line in lines] == ["RAA", "RAB"]


def test_contacts_telephone_numbers_leave_no_trace_in_any_row_and_are_counted():
    assert not any(PHONE in str(value) for row in read(health()) for value in row.values())
    assert {d.what: d.rows for d in said(health()).dropped} == {"contacts' telephone numbers": 2}


def test_what_closed_and_what_has_no_postcode_is_counted():
    data = health(("RAA", "A TRUST", "", "19980401", "20100331"))
    assert said(data).warnings == (
        "1 of 1 have a day on which they closed", "1 of 1 have no postcode that can be read",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mapping", "gate"),
    [
        ("egpcur.csv", None, "personal"),
        ("trusts.csv", None, "fields"),
        ("etr.csv", b'kind = "econcur"', "personal"),
        ("etr.csv", b'kind = "etr"\nother = 1', "fields"),
        ("etr.csv", b"kind =", "fields"),
    ],
)
def test_which_list_it_is_has_to_be_said(name: str, mapping: bytes | None, gate: str):
    with pytest.raises(GateRefused) as why:
        read(health(), name, mapping)
    assert why.value.gate == gate


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (health(columns=12), "columns"),
        (b"", "empty"),
        (b"<!DOCTYPE html><html></html>", "html"),
        (health(("R-A", "A TRUST", "", "", "")), "values"),
        (health(("RAA", "", "", "", "")), "values"),
        (health(("RAA", "A TRUST", "", "1.4.1998", "")), "values"),
        (health(("RAA", "A TRUST", "", "", ""), ("RAA", "B TRUST", "", "", "")), "values"),
        (health() + b"RAC,CUT SHO", "rows"),
    ],
)
def test_what_is_no_such_list_is_refused(data: bytes, gate: str):
    with pytest.raises(GateRefused) as why:
        read(data)
    assert why.value.gate == gate
