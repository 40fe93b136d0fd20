"""When a newer vintage was due: two cadences after the newest period has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.feeds import ended, feeds, later
from sectorscope.schema import TABLES
from sectorscope.study import open_study
from tests.pipeline import shipped

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(st.integers(1990, 2060))
def test_a_period_ends_with_its_last_year(year: int):
    end = date(year + 1, 12, 31)
    for text in (f"{year}/{year + 1}", f"{year}-{year + 1}", f"{year}/{(year + 1) % 100:02d}"):
        assert ended(text) == end
    assert ended(str(year)) == ended(f"Jan {year}-Dec {year}") == date(year, 12, 31)
    assert ended(f"{year}-06") == date(year, 12, 31) or (year + 1) % 100 == 6
    assert ended("not stated") is None


@given(DAYS, st.integers(0, 240))
def test_months_on_is_the_same_day_or_the_months_last(day: date, months: int):
    then = later(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(1)).day == 1)


def desk(as_of: str, periods: tuple[str, ...], **more: str) -> Desk:
    config = open_study(shipped.SHIPPED).config
    study = config.study.model_copy(update={"as_of": date.fromisoformat(as_of)})
    held = dict.fromkeys(c.name for c in TABLES["snapshot"].columns)
    held |= {"sha256": "aa", "source": "nomis", "name": "bres.csv", "title": "BRES"}
    rows = {
        "snapshot": [held | {"retrieved": "2024-02-01"} | more],
        "statistic": [{"snapshot": "aa", "period": p} for p in periods],
    }
    return Desk(lambda t: rows.get(t, []), config.model_copy(update={"study": study}), "public")


def told(here: Desk, cadence: str = "yearly") -> str:
    return " ".join(f.told for f in feeds(here, {("nomis", "bres.csv"): cadence}))


def test_a_yearly_vintage_is_late_two_years_after_its_year_and_not_before():
    assert told(desk("2025-12-31", ("2019", "2023"))) == ""
    assert told(desk("2026-01-01", ("2019", "2023"))) == (
        "last retrieved on 2024-02-01; newer than 2023 was due before 2026-01-01, since the "
        "source appears yearly"
    )


def test_where_rows_have_no_period_the_day_it_was_retrieved_counts():
    assert told(desk("2024-04-01", ()), "monthly") == ""
    assert "newer than 2024-02-01 was due before 2024-04-02" in told(
        desk("2024-04-02", ()), "monthly"
    )


@pytest.mark.parametrize("cadence", ["as it comes", "every few years", "within the year"])
def test_a_source_without_a_stated_rhythm_is_never_late(cadence: str):
    assert told(desk("2060-01-01", ("2001",)), cadence) == ""


def test_what_was_added_by_hand_is_never_late():
    assert feeds(desk("2060-01-01", ("2001",)), {}) == []


def test_all_that_is_amiss_is_told_once_with_dates():
    here = desk("2024-03-01", ("2023",), tried="2024-02-09", came="silent", said="It is paused.")
    (feed,) = feeds(here, {})
    assert feed.label == (
        "BRES (bres.csv): last retrieved on 2024-02-01; the service did not answer on "
        "2024-02-09; its publisher says: It is paused."
    )
    assert feed.gap.because.text.startswith("Whether BRES has newer figures than those of bres.csv")
    assert replace(feed, source="Other").gap.id != feed.gap.id
