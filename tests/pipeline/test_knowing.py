"""What had not ended by the study's day is left out, or labelled where nothing else is held."""

from pathlib import Path

from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Gap, Profile
from tests.chapters import test_starts as starts
from tests.evidence.vacancy_survey import by_industry
from tests.support.counts import study
from tests.support.studies import WHEN, build

ENDS = "The period ends after 1 January 2026, the day this study speaks of."


def gap(profile: Profile) -> str:
    return "".join(
        b.because.text for b in profile.method if isinstance(b, Gap) and b.id == "later-periods"
    )


def starts_table(profile: Profile) -> DataTable:
    return starts.table(profile, "starts-by-standard")


def test_a_later_period_is_left_out_where_an_earlier_one_is_held_and_a_gap_names_it(
    tmp_path: Path,
):
    profile = starts.told(tmp_path)
    assert [c.title for c in starts_table(profile).data.columns][-1] == "2024/25"
    assert ENDS not in starts_table(profile).caveat
    assert gap(profile).startswith(
        "What is held of periods that ended after 1 January 2026, the day this study speaks of, "
    )
    assert "provider by standard, 2025/26 (Aug to Apr)" in gap(profile)


def test_of_a_later_day_it_is_told_and_there_is_no_gap(tmp_path: Path):
    profile = starts.told(tmp_path, as_of="2026-04-30")
    assert starts_table(profile).data.columns[-1].title.startswith("2025/26 (Aug to Apr)")
    assert gap(profile) == ""


def test_where_nothing_had_ended_the_newest_is_told_with_a_label(tmp_path: Path):
    path = study(tmp_path / "dale", **{"as_of = 2026-01-01": "as_of = 2013-03-31"})
    add_file(path, by_industry(), name="v.xlsx", source="ons_vacancies", retrieved=WHEN)
    profile = build(path)
    (one,) = (s for s in profile.statements() if (s.question, s.subject) == ("vacancies", "C"))
    assert "three months to August 2026" in one.text
    assert one.caveat.endswith(ENDS.replace("1 January 2026", "31 March 2013"))
    assert gap(profile) == ""
