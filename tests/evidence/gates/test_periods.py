"""A period is a time: what is none would be told as it stands, or end a build."""

from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.gates import periods
from sectorscope.evidence.refusal import GateRefused
from tests.evidence import samples
from tests.evidence.gates.test_rows_gates import statistics


@pytest.mark.parametrize(
    "text",
    [
        *("2024", "2024/25", "2022/2023", "2020-2035", "202425", "1999/00", "2025-09"),
        *("2025/26 (Aug to Apr)", "Jan 2024-Dec 2024", "2024 Q1", "Week 14 2025", "2024-25"),
        "three months to 2026-06",
    ],
)
def test_periods_as_publishers_write_them_are_read(text: str):
    assert periods.is_period(text)


@pytest.mark.parametrize(
    "text",
    [
        *("21", "3021", "25", "Sep-25", "abc", "", "2015.0", "2024/77", "202401", "2035-2020"),
        *("2024-13", "1 to 2", "٢٠٢٤", "31/12/2024", "12/2024 to date", "45291"),
    ],
)
def test_what_is_no_period_is_refused(text: str):
    with pytest.raises(GateRefused, match="expected a year from 1900") as why:
        periods.periods(statistics({"period": text}))
    assert why.value.gate == "values"


@pytest.mark.parametrize(
    ("source", "data", "date"),
    [
        ("nomis", samples.trimmed().replace(b"2021,", b"21,"), "21"),
        ("nomis", samples.trimmed().replace(b"2021,", b"Jan 2021-Dec 2021,"), "Jan 2021-Dec 2021"),
        ("nomis", samples.bres({"DATE": "3021"}), "3021"),
        ("nomis", samples.GOOD["nomis, a survey"][1].replace(b"2025-09,", b"Sep-25,"), "Sep-25"),
        ("ees", samples.GOOD["ees, whole"][1].replace(b"202425", b"25"), "25"),
        ("skills_imperative", samples.TIDY.replace(b",2020,", b",20,"), "20"),
    ],
)
def test_a_year_that_was_cut_is_refused_when_it_is_added(
    tmp_path: Path, source: str, data: bytes, date: str
):
    def adding(override: str | None, why: str | None) -> None:
        add_file(
            *(tmp_path, data),
            source=source,
            retrieved="2026-01-01",
            name="a.csv",
            override=override,
            why=why,
        )

    for given in ((None, None), ("values", "it is 2021")):
        with pytest.raises(GateRefused, match=f"is '{date}'") as why:
            adding(*given)
        assert why.value.gate == "values"
