"""Enterprises born, closed and surviving: one workbook, every district, England beside."""

from pathlib import Path

import sectorscope
from sectorscope.evidence.add import add_file
from sectorscope.profile import DataTable, Profile
from sectorscope.trace import trace
from sectorscope.wording.check import check
from tests.evidence.enterprises import workbook
from tests.evidence.vacancy_survey import Cells
from tests.support.counts import study
from tests.support.studies import WHEN, build, gaps


def made(folder: Path, *books: bytes) -> Path:
    path = study(folder / "dale")
    for i, data in enumerate(books):
        name = f"demography-{i}.xlsx"
        add_file(path, data, name=name, source="business_demography", retrieved=WHEN)
    return path


def said(profile: Profile) -> dict[str, str]:
    told = [s for s in profile.statements() if s.question == "demography"]
    assert not [wrong for s in told if (wrong := check(s))]
    return {s.subject: s.text for s in told}


def without(sheet: str, cell: str) -> dict[str, Cells]:
    return {sheet: {cell: ":"}}


def test_nothing_is_said_where_no_workbook_is_held(tmp_path: Path):
    profile = build(made(tmp_path))
    assert not said(profile)
    assert not [g for g in gaps(profile) if g.id.startswith("demography")]


def test_births_closures_rates_and_survival_of_the_districts_beside_england(tmp_path: Path):
    profile = build(made(tmp_path, workbook()))
    assert said(profile) == {
        "born": "In 2024, 300 enterprises of every industry were born in the two districts of Dale "
        "and 90 closed; 3,000 were active at some time in the year.",
        "rate": "The births were 10.0% of those active, beside 11.0% in England.",
        "survived": "Of the 300 born there in 2019, 150 (50%) were still active five years later, "
        "beside 50% in England.",
    }
    (born, rate, _) = (s for s in profile.statements() if s.question == "demography")
    assert (born.estimates[0].uncertainty.low, born.estimates[0].uncertainty.high) == (292, 308)
    ends = rate.estimates[0].uncertainty
    assert (round(ends.low or 0, 2), round(ends.high or 0, 2)) == (9.71, 10.29)
    assert "In Leeds more than five hundred businesses" in born.caveat


def test_the_table_has_each_district(tmp_path: Path):
    profile = build(made(tmp_path, workbook()))
    (found,) = (b for b in profile.blocks()
                if isinstance(b, DataTable) and b.id == "business-demography")  # fmt: skip
    assert [[c.text for c in row] for row in found.data.rows] == [
        ["Kirklees", "120", "90", "1,000", "100", "60"],
        ["Leeds", "180", "0", "2,000", "200", "90"],
    ]


def test_a_year_in_which_a_district_has_no_figure_is_not_told(tmp_path: Path):
    profile = build(made(tmp_path, workbook(without("Table 3.1a", "C6"))))
    assert not said(profile)
    (one,) = (g for g in gaps(profile) if g.id.startswith("demography"))
    assert "no year with figures of every district" in one.because.text


def test_without_englands_figure_nothing_stands_beside(tmp_path: Path):
    text = said(build(made(tmp_path, workbook(without("Table 3.1a", "C5")))))["rate"]
    assert text == "The births were 10.0% of those active."


def test_a_cohort_that_some_district_does_not_know_of_yet_is_not_told(tmp_path: Path):
    profile = build(made(tmp_path, workbook(without("Table 5.1a", "L6"))))
    assert set(said(profile)) == {"born", "rate"}


def test_of_two_workbooks_the_newest_alone_is_told(tmp_path: Path):
    older = workbook({"Table 1.1d": {"C6": 500, "C7": 500}}, title="2023")
    text = said(build(made(tmp_path, workbook(), older)))["born"]
    assert text.startswith("In 2024, 300 enterprises")
    lacking = workbook({"Table 5.1a": {"A6": "Kirklees"}})  # no code, so no row of it
    assert "survived" not in said(build(made(tmp_path / "again", lacking, older)))


def test_a_sentence_leads_to_the_cells(tmp_path: Path):
    path = made(tmp_path, workbook())
    (rate,) = (s for s in build(path).statements() if s.subject == "rate")
    steps = trace(sectorscope.open_study(path), rate.id).steps
    assert [s.found.text for s in steps] == ["120", "180", "1000", "2000", "2200", "20000"]
