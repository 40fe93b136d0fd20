"""The Vacancy Survey: thousands become vacancies, with what rounding leaves open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.refusal import GATES, GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.evidence.sources.ons_vacancies.layout import SECTIONS
from sectorscope.schema import TABLES, from_rows
from tests.evidence.vacancy_survey import (
    GOOD,
    IDS,
    PARTS,
    across,
    beside_unemployment,
    book,
    by_industry,
    by_size,
)

WHEN = "2026-11-26"
NEWEST = "three months to 2026-08"


def rows(data: bytes) -> list[dict[str, Any]]:
    entry = describe(data, name="vacs.xlsx", source="ons_vacancies", retrieved=WHEN)
    ((_, found),) = load("ons_vacancies").read(entry, data, None)
    return list(found)


def remarks(data: bytes) -> Remarks:
    entry = describe(data, name="vacs.xlsx", source="ons_vacancies", retrieved=WHEN)
    return load("ons_vacancies").remarks(entry, data, None)


def cell(
    data: bytes, code: str, period: str = NEWEST, measure: str = "vacancies"
) -> dict[str, Any]:
    (found,) = [
        r for r in rows(data) if (r["code"], r["period"], r["measure"]) == (code, period, measure)
    ]
    return found


def test_every_section_in_single_vacancies():
    data = by_industry()
    newest = {r["code"]: r["value"] for r in rows(data) if r["period"] == NEWEST}
    due = dict(zip(SECTIONS, (1_000 * n for n in PARTS), strict=True))
    assert newest == {"all": 702_000, "G-S": 612_000, **due}
    health = cell(data, "Q")
    assert (health["low"], health["high"], health["unit"]) == (120_500, 121_500, "vacancies")
    assert health["label"] == "Human health and social work activities"
    assert health["locator"] == "sheet=levels;cell=S11"


def test_whether_a_series_is_seasonally_adjusted_is_told_by_its_note():
    data = by_industry()
    assert cell(data, "C")["basis"].endswith("; seasonally adjusted")
    assert cell(data, "L")["basis"].endswith("; not seasonally adjusted")
    assert cell(data, "N")["basis"].endswith("; seasonally adjusted")  # a note on agencies
    assert cell(by_size(), "1-9")["basis"].endswith("not stated in the file")
    assert cell(by_industry(title="not seasonally adjusted"), "C")["basis"].endswith(
        "; not seasonally adjusted"
    )


def test_the_newest_period_is_provisional_and_a_revised_one_says_so():
    data = by_industry()
    assert (cell(data, "C")["status"], cell(data, "C")["symbol"]) == ("provisional", "(p)")
    before = cell(data, "C", "three months to 2026-07")
    assert (before["status"], before["symbol"]) == ("normal", "(r)")


def test_sizes_of_business():
    data = by_size()
    newest = {r["code"]: r["value"] for r in rows(data) if r["period"] == NEWEST}
    assert newest == {
        **{"all": 702_000, "1-9": 91_000, "10-49": 99_000, "50-249": 103_000},
        **{"250-2499": 169_000, "2500+": 240_000},
    }


def test_the_unemployed_are_people_and_their_ratio_is_no_thousand():
    data = beside_unemployment()
    people = cell(data, "all", measure="unemployed")
    assert (people["value"], people["low"], people["high"]) == (1_800_400, 1_800_350, 1_800_450)
    ratio = cell(data, "all", measure="unemployed_per_vacancy")
    assert (ratio["value"], ratio["low"], ratio["high"]) == (2.6, 2.55, 2.65)


@pytest.mark.parametrize(
    ("said", "value", "status", "symbol"),
    [
        ("..", None, "not_available", ".."),
        ("-", None, "not_available", "-"),
        ("*", None, "suppressed", "*"),
        ("[c]", None, "suppressed", "[c]"),
        (0, 0, "zero", "(p)"),
        (0.25, 250, "provisional", "(p)"),
    ],
)
def test_a_symbol_is_no_nought(said: object, value: float | None, status: str, symbol: str):
    found = cell(by_industry({"D11": said}), "B")
    assert (found["value"], found["status"], found["symbol"]) == (value, status, symbol)
    assert value is not None or (found["low"], found["high"]) == (None, None)


def test_what_is_not_rounded_has_no_bounds_of_rounding():
    found = cell(by_industry({"D11": 1.234567}), "B")
    assert (found["value"], found["low"], found["high"]) == (1234.567, None, None)


def test_a_period_over_the_turn_of_the_year_ends_in_the_year_it_says():
    data = by_industry({"A9": "Nov- Jan 2002"})
    assert {r["period"] for r in rows(data)} >= {"three months to 2002-01"}


def test_what_is_not_read_and_what_is_not_said_is_told():
    told = "\n".join(remarks(by_industry()).warnings)
    assert "columns that are not read: Motor trades" in told
    assert "are not read: Change on quarter" in told
    assert "seasonally" not in told
    silent = by_size({"A1": "VACS03"})
    told = "\n".join(remarks(silent).warnings)
    assert "does not say that it counts thousands" in told
    assert "does not say whether it is seasonally adjusted" in told
    assert any(
        "no figures for the three months to 2026-07" in w
        for w in remarks(by_industry({"A10": "x"})).warnings
    )


@pytest.mark.parametrize(
    ("data", "gate", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "archive", "before 2007"),
        (book({"Sheet1": {"A1": "x"}}), "dataset", "no workbook of vacancies"),
        (by_industry(across(6, ("AP2Z",))), "dataset", "no workbook of vacancies"),
        (by_industry({"S5": "Z"}), "columns", "no column of Q"),
        (by_industry({"D6": IDS[2], "E6": IDS[1]}), "classification", "JP9I stands in the column"),
        (by_size({"D4": "10-49", "E4": "1-9"}), "classification", "ALY5"),
        (by_size({"D4": "few"}), "columns", "no column of 1-9"),
        (by_industry({"D11": "n/a"}), "values", "cell D11 is 'n/a'"),
        (by_industry({"D11": -4}), "values", "cell D11 is '-4'"),
        (by_industry({"B11": "(x)"}), "values", "cell B11"),
        (by_industry({"A10": "Jun-Aug 2026"}), "rows", "twice"),
        (by_industry(across(11, (702_000,))), "units", "702,000,000"),
        (by_industry(across(11, (0.7,))), "units", "would be 700"),
        (by_industry({f"A{n}": "x" for n in (9, 10, 11)}), "columns", "no row of three months"),
        (b"<!DOCTYPE html><html></html>", "html", "web page"),
    ],
)
def test_what_is_not_as_it_should_be_is_refused_by_name(data: bytes, gate: str, says: str):
    with pytest.raises(GateRefused, match=says) as why:
        rows(data)
    assert why.value.gate == gate


def test_parts_are_held_against_all_vacancies_within_rounding(tmp_path: Path):
    good = add_file(tmp_path, by_industry(), name="a.xlsx", source="ons_vacancies", retrieved=WHEN)
    assert isinstance(good, Added)
    assert not [w for w in good.warnings if "sum to" in w]
    wrong = by_industry({"E11": 90})
    flagged = add_file(tmp_path, wrong, name="a.xlsx", source="ons_vacancies", retrieved=WHEN)
    assert any("the total says 702,000" in w for w in flagged.warnings)


def test_the_three_workbooks_stand_side_by_side(tmp_path: Path):
    for name, (source, data, _) in GOOD.items():
        add_file(tmp_path, data, name=f"{name}.xlsx", source=source, retrieved=WHEN)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.floats(0, 1), st.floats(0, 1), st.binary(max_size=6))
def test_bad_bytes_are_read_or_refused(name: str, first: float, last: float, put: bytes):
    _, data, _ = GOOD[name]
    at, end = sorted((int(first * len(data)), int(last * len(data))))
    for spoilt in (data[:end], data[at:], data[:at] + put + data[at + len(put) :]):
        assert _ends(spoilt) in {*GATES, "read", "refused"}


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([by_industry, by_size, beside_unemployment]),
    st.dictionaries(
        st.builds(lambda c, r: f"{c}{r}", st.sampled_from("ABCDES"), st.integers(1, 12)),
        st.text("ab(p)-.1 9AllvacncieSIC2007", max_size=12) | st.floats(-9, 9e9) | st.none(),
        max_size=5,
    ),
)
def test_any_cell_may_hold_anything(make: Any, changes: dict[str, Any]):  # noqa: ANN401
    assert _ends(make(changes)) in {*GATES, "read", "refused"}


def _ends(data: bytes) -> str:
    try:
        from_rows(TABLES["statistic"], rows(data))
        remarks(data)
    except GateRefused as why:
        return why.gate if "\n" not in str(why) else str(why)
    except EvidenceRefused:
        return "refused"
    return "read"
