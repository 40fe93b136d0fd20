"""Filed accounts: the number of employees as it is tagged, and nothing else of them."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.samples import WHEN
from tests.support.filed import LAST, NAME, THIS, context, figure, instance, page, zipped


def read(data: bytes) -> list[dict[str, Any]]:
    ((table, rows),) = check_source("accounts", data, None)
    assert table == "headcount"
    return rows


def remarks(data: bytes) -> Remarks:
    return load("accounts").remarks(described(data), data, None)


def described(data: bytes) -> Any:  # noqa: ANN401 - a snapshot's entry
    return describe(data, name="a.html", source="accounts", retrieved=WHEN)


def left(shown: str) -> list[str]:
    """Why a figure is left out, beside one of the year before that is read."""
    return [d.what for d in remarks(page(shown, figure("9", "last"))).dropped]


def test_the_years_own_figure_and_last_years_are_told_apart():
    found = read(page(figure("12"), figure("9", "last")))
    assert [(r["number"], r["until"], r["value"], r["comparative"]) for r in found] == [
        ("01234567", "2025-12-31", 12, False),
        ("01234567", "2024-12-31", 9, True),
    ]


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        (figure("12"), 12),
        (figure("1,250", format="ixt:numdotdecimal"), 1250),
        (figure("1,250", format="ixt2:num-dot-decimal"), 1250),
        (figure("1.250", format="ixt:numcommadecimal"), 1250),
        (figure("1.2", scale="3"), 1200),
        (figure("1000", scale="-2"), 10),
        (figure("12.5"), 12.5),
        (figure("-", format="ixt:zerodash"), 0),
        (figure("–", format="ixt:fixed-zero"), 0),
        (figure("0", sign="-"), 0),
        (figure("<span>\n 12 </span>"), 12),
        (figure("<b>1</b>2"), 12),
    ],
)
def test_format_scale_and_sign_are_honoured(shown: str, value: float):
    (row,) = read(page(shown))
    assert row["value"] == value


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        (figure("10", scale="-2"), "scaled to a part of a person"),
        (figure("12", sign="-"), "below nought"),
        (figure("-"), "no plain number"),
        (figure("twelve"), "no plain number"),
        (figure("twelve", format="ixt:numwordsen"), "of an unknown format"),
        (figure("12", scale="many"), "of no known scale"),
        (figure("12", scale="6"), "more than 1,000,000 people"),
        (figure("", **{"xsi:nil": "true"}), "marked as not given"),
    ],
)
def test_what_is_no_number_of_people_is_left_out_and_counted(shown: str, why: str):
    (said,) = left(shown)
    assert said.endswith(why)


@pytest.mark.parametrize(
    ("days", "member"), [(("2025-12-31",), ""), (THIS, "core:Administration"), (THIS, "")]
)
def test_only_figures_of_the_whole_staff_over_a_period_are_read(days: tuple[str, ...], member: str):
    held = context("this", days, member=member) + context("last", LAST)
    found = read(page(figure("12"), figure("9", "last"), contexts=held))
    assert [r["value"] for r in found] == ([12, 9] if days == THIS and not member else [9])


def test_two_figures_of_one_period_cancel_each_other_unless_they_are_alike():
    assert [r["value"] for r in read(page(figure("12"), figure("12")))] == [12]
    assert left(figure("12") + figure("13")) == ["figures of one period that differ"]


def test_a_figure_before_its_context_is_read_and_plain_xbrl_too():
    (row,) = read(instance("12"))
    assert (row["value"], row["since"], row["until"]) == (12, *THIS)


def test_a_zip_gives_the_document_and_the_bytes_within_it():
    data = zipped({NAME: page(figure("12")), "Prod224_0012_07654321_20251231.html": page()})
    (row,) = read(data)
    assert row["document"] == NAME
    assert resolve(data, row["locator"]).text == "12"
    assert remarks(data).warnings == ("1 documents tag no number of employees",)


def test_one_broken_document_of_a_zip_is_left_out_and_counted():
    data = zipped(
        {NAME: page(figure("12")), "Prod224_0012_07654321_20251231.html": page(figure("1"))[:-9]}
    )
    assert len(read(data)) == 1
    (gone,) = remarks(data).dropped
    assert gone.rows == 1


def test_a_document_of_another_company_than_its_name_says_is_not_believed():
    other = page(figure("12"), number="07654321")
    data = zipped({NAME: other, "Prod224_0012_07654321_20251231.html": other})
    assert [r["document"] for r in read(data)] == ["Prod224_0012_07654321_20251231.html"]


def test_nobody_named_in_accounts_leaves_the_reader():
    assert "Director" not in repr(read(page(figure("12"))))


ENTITIES = '<!DOCTYPE html [<!ENTITY a "11"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (page(figure("&b;"), before=ENTITIES), "archive"),
        (page(figure("12"))[:-9], "archive"),
        (page("<p>" * 3000 + figure("12") + "</p>" * 3000), "archive"),
        (page(figure("12")).decode().encode("utf-16"), "html"),
        (b"<html><body>Not found</body></html>", "html"),
        (page(), "no_rows"),
        (page(figure("twelve")), "no_rows"),
        (page(figure("12"), number="elsewhere"), "no_rows"),
        (zipped({"../" + NAME: page(figure("12"))}), "archive"),
        (zipped({NAME: page(figure("12"), before=f"<!--{' ' * 20_000_000}-->")}), "archive"),
        (zipped({f"{n}.html": b" " * 1_000_000 for n in range(12)}), "archive"),
        (zipped({NAME: page(figure("12"))})[:-30], "archive"),
    ],
)
def test_what_is_not_what_it_says_is_refused(data: bytes, gate: str):
    with pytest.raises(GateRefused) as why:
        read(data)
    assert why.value.gate == gate


def test_a_document_type_of_the_page_alone_is_no_harm():
    before = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd">'
    assert read(page(figure("12"), before=before))[0]["value"] == 12


@given(people=st.integers(0, 900_000), scale=st.integers(0, 3))
def test_whatever_the_scale_the_number_is_the_one_meant(people: int, scale: int):
    shown = f"{people / 10**scale:,.{scale}f}"
    (row,) = read(page(figure(shown, scale=str(scale), format="ixt:numdotdecimal")))
    assert row["value"] == people


@given(cut=st.integers(0, 2_000), junk=st.binary(max_size=8))
def test_damaged_documents_are_read_or_refused(cut: int, junk: bytes):
    whole = page(figure("12"))
    with suppress(GateRefused):
        assert len(read(whole[:cut] + junk + whole[cut + len(junk) :])) <= 1
