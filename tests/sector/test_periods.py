"""The earliest day a period can have ended, by the names publishers give."""

import pytest

from sectorscope.sector.periods import earliest_end


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2025", "2025-01-01"),
        ("2024/25", "2025-03-31"),
        ("1999/00", "2000-03-31"),
        ("2024-2025", "2025-03-31"),
        ("2012-13", "2013-03-31"),
        ("2025/26 (Aug to Apr)", "2026-04-30"),
        ("2025/26 (Aug to Oct)", "2025-10-31"),
        ("2024-12", "2024-12-31"),
        ("2011-12", "2011-12-31"),
        ("Apr 2024-Mar 2025", "2025-03-31"),
        ("Nov-Jan 2026", "2026-01-31"),
        ("February 2024", "2024-02-29"),
        ("2025 Q4", "2025-12-31"),
        ("2025/26 Q1", "2025-06-30"),
        ("c. 2012-13", "2013-03-31"),
    ],
)
def test_a_period_ends_no_earlier_than(period: str, end: str):
    assert str(earliest_end(period)) == end


@pytest.mark.parametrize("period", ["", "undated", "spring", "24/25"])
def test_a_period_without_a_year_says_nothing(period: str):
    assert earliest_end(period) is None
