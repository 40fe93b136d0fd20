"""Vacancies by section: of the United Kingdom and said so, with what rounding leaves open."""

from pathlib import Path

from sectorscope.evidence.add import add_file
from sectorscope.profile import Profile
from sectorscope.wording.check import check
from tests.evidence.vacancy_survey import by_industry, by_size
from tests.support.counts import study
from tests.support.studies import WHEN, build, gaps

YEAR_BEFORE: dict[str, object] = {"A9": "Jun-Aug 2025", "E9": 60}
"""Of manufacturing sixty thousand a year before, where the newest quarter has fifty."""


def made(folder: Path, data: bytes | None, sections: str = '["C"]') -> Profile:
    later = {"as_of = 2026-01-01": "as_of = 2026-10-01"}
    path = study(folder / "dale", **{'sections = ["C", "M"]': f"sections = {sections}"}, **later)
    if data:
        add_file(path, data, name="vacs.xlsx", source="ons_vacancies", retrieved=WHEN)
    return build(path)


def said(profile: Profile) -> list[str]:
    told = [s for s in profile.statements() if s.question == "vacancies"]
    assert not [wrong for s in told if (wrong := check(s))]
    return [s.text for s in told]


def missed(profile: Profile) -> list[str]:
    return [g.id for g in gaps(profile) if g.id.startswith("vacancies")]


def test_nothing_is_said_and_no_gap_stated_where_nothing_is_held(tmp_path: Path):
    for name, data in (("a", None), ("b", by_size())):
        profile = made(tmp_path / name, data, '["A", "C"]')
        assert (said(profile), missed(profile)) == ([], [])


def test_the_newest_quarter_stands_beside_a_year_before_and_is_not_the_region(tmp_path: Path):
    profile = made(tmp_path, by_industry(YEAR_BEFORE))
    assert said(profile) == [
        "In the United Kingdom, not in Dale alone, there were 50,000 vacancies (49,500 to 50,500 "
        "by rounding alone) in Manufacturing (SIC section C) on average over the three months to "
        "August 2026, beside 60,000 (59,500 to 60,500 by rounding alone) over the same months a "
        "year before."
    ]
    (one,) = (s for s in profile.statements() if s.question == "vacancies")
    assert one.geography == "United Kingdom, not Dale"
    assert "not of this sector" in one.caveat


def test_where_rounding_leaves_the_order_open_it_is_said(tmp_path: Path):
    (text,) = said(made(tmp_path, by_industry({**YEAR_BEFORE, "E9": 51})))
    assert text.endswith("a year before: rounding leaves open which is greater.")


def test_other_quarters_are_not_set_beside_and_a_missing_figure_is_no_quarter(tmp_path: Path):
    (alone,) = said(made(tmp_path / "a", by_industry()))
    assert alone.endswith("on average over the three months to August 2026.")
    (older,) = said(made(tmp_path / "b", by_industry({"E11": ".."})))
    assert older.endswith("on average over the three months to July 2026.")


def test_figures_that_were_not_rounded_have_no_interval(tmp_path: Path):
    profile = made(tmp_path, by_industry({"E11": 3.1234}))
    (text,) = said(profile)
    assert "3,123 vacancies in Manufacturing" in text
    (one,) = (s for s in profile.statements() if s.question == "vacancies")
    assert one.estimates[0].uncertainty.kind == "none_published"


def test_a_section_the_survey_does_not_cover_is_a_gap(tmp_path: Path):
    profile = made(tmp_path, by_industry(), '["A", "C"]')
    assert len(said(profile)) == 1
    assert missed(profile) == ["vacancies-not-covered"]
