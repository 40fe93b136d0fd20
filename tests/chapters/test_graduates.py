"""Graduates: of the providers and subjects a study names, with what rounding leaves open."""

from pathlib import Path

import pytest

from sectorscope.profile import DataTable, Profile
from sectorscope.study import open_study
from sectorscope.trace import trace
from sectorscope.wording.check import check
from tests.support.counts import study
from tests.support.graduates import Figures, add_outcomes, add_qualifiers, asking
from tests.support.studies import build, gaps

ARTS, DALE = "10000003", "10000004"
MEDICAL, PHARMACY, NURSING = (
    "02 Subjects allied to medicine",
    "02-02-03 Pharmacy",
    "02-04-01 Nursing (non-specific)",
)
TWO_YEARS: Figures = {
    (ARTS, "2019/20", "All", MEDICAL): 40,
    (ARTS, "2020/21", "All", MEDICAL): 65,
    (ARTS, "2020/21", "All undergraduate", MEDICAL): 45,
    (ARTS, "2020/21", "All postgraduate", MEDICAL): 20,
    (ARTS, "2020/21", "First degree", MEDICAL): 45,
    (ARTS, "2020/21", "All", PHARMACY): 20,
    (ARTS, "2020/21", "All", NURSING): 15,
    (ARTS, "2020/21", "All", "11 Computing"): 95,
}


def said(profile: Profile) -> list[str]:
    return [s.text for s in profile.statements() if s.question == "graduates"]


def missed(profile: Profile) -> dict[str, str]:
    return {g.id: g.because.text for g in gaps(profile) if g.id.startswith("graduates")}


def of(folder: Path, figures: Figures, *, subjects: tuple[str, ...] = ("CAH02",)) -> Profile:
    path = asking(folder / "dale", [ARTS, "university of Dale"], subjects)
    add_qualifiers(path, figures)
    return build(path)


def test_nothing_is_said_and_no_gap_stated_where_nothing_is_held(tmp_path: Path):
    profile = build(asking(tmp_path / "dale", [ARTS], ["CAH02"]))
    assert not said(profile)
    assert not missed(profile)


def test_figures_without_a_provider_or_a_subject_are_a_gap_and_no_sentence(tmp_path: Path):
    bare = study(tmp_path / "bare")
    add_qualifiers(bare, TWO_YEARS)
    profile = build(bare)
    assert not said(profile)
    assert list(missed(profile)) == ["graduates-no-providers"]
    path = asking(tmp_path / "dale", [ARTS], [])
    add_qualifiers(path, TWO_YEARS)
    assert list(missed(build(path))) == ["graduates-no-subjects"]


def test_who_qualified_is_told_with_its_rounding_by_level_and_a_year_before(tmp_path: Path):
    path = asking(tmp_path / "dale", ["a college, of arts"], ["CAH02"])
    add_qualifiers(path, {**TWO_YEARS, (ARTS, "2019/20", "All", PHARMACY): 20,
                          (ARTS, "2019/20", "All", NURSING): 20})  # fmt: skip
    assert said(build(path)) == [
        "In 2020/21, 65 people (62 to 68 once rounding is undone) qualified in subjects allied "
        "to medicine (CAH02) at A College, of Arts.",
        "Of those who qualified in 2020/21, 45 (42 to 48) did so at undergraduate level and 20 "
        "(17 to 23) did so at postgraduate level.",
        "In 2019/20, by the same count, it was 40 (37 to 43).",
    ]


def test_a_subject_of_the_second_level_is_the_sum_of_the_third_with_the_ends_of_each(
    tmp_path: Path,
):
    (first,) = said(of(tmp_path, TWO_YEARS, subjects=("CAH02-02", "CAH02-04")))
    assert first == (
        "In 2020/21, 35 people (30 to 40 once rounding is undone) qualified in subjects under "
        "CAH02-02 and subjects under CAH02-04 at A College, of Arts."
    )


def test_a_subject_within_another_is_not_counted_again(tmp_path: Path):
    narrow = of(tmp_path / "a", TWO_YEARS)
    wide = of(tmp_path / "b", TWO_YEARS, subjects=("CAH02-02", "CAH02", "CAH02-02-03", "CAH02"))
    assert said(wide) == said(narrow)


def test_a_year_before_of_other_providers_is_in_the_table_and_not_held_beside(tmp_path: Path):
    profile = of(tmp_path, {**TWO_YEARS, (DALE, "2019/20", "All", MEDICAL): 10})
    assert not any("by the same count" in text for text in said(profile))
    (shown,) = (b for b in profile.blocks() if getattr(b, "id", "") == "graduates-by-provider")
    assert isinstance(shown, DataTable)
    assert [c.text for c in shown.data.rows[0]] == [
        "A College, of Arts",
        "40 (37 to 43)",
        "65 (62 to 68)",
    ]


def test_several_providers_are_added_up_and_one_the_file_lacks_is_named(tmp_path: Path):
    path = asking(tmp_path / "dale", [ARTS, DALE, "10000099", "Nowhere"], ["CAH02"])
    add_qualifiers(path, {**TWO_YEARS, (DALE, "2020/21", "All", MEDICAL): 0})
    profile = build(path)
    assert said(profile)[0] == (
        "In 2020/21, 65 people (62 to 70 once rounding is undone) qualified in subjects allied "
        "to medicine (CAH02) at the two providers that the study names and the file has."
    )
    assert missed(profile) == {
        "graduates-not-listed": "Graduates of UKPRN 10000099; Nowhere: no file that is held has "
        "such a provider."
    }


def survey(work: int, known: int) -> Figures:
    activities = {"Full-time employment": work, "Unemployed": 5, "Non-respondents": 10}
    activities["Total with known outcomes"] = known
    return {(DALE, MEDICAL, activity, "All"): value for activity, value in activities.items()}


def outcomes(folder: Path, figures: Figures, subject: str = "CAH02") -> Profile:
    path = asking(folder / "dale", [DALE], [subject])
    add_outcomes(path, figures)
    return build(path)


def test_what_they_did_is_told_of_those_who_answered_and_how_many_did_not(tmp_path: Path):
    assert said(outcomes(tmp_path, survey(30, 50))) == [
        "Of those who qualified in 2019/20 in subjects allied to medicine (CAH02) at The "
        "University of Dale, the survey of graduates knows what 50 (47 to 53 once rounding is "
        "undone) did afterwards: 30 (27 to 33) were in full-time employment and 5 (2 to 8) "
        "were unemployed.",
        "Those in full-time employment were 60% of those whose outcome is known (52% to 68% by "
        "rounding alone).",
        "Of a further 10 (7 to 13) nothing is known, as they did not answer.",
    ]


@pytest.mark.parametrize(("known", "percentages"), [(25, 1), (20, 0)])
def test_no_percentage_is_told_of_a_base_hesa_gives_none_of(
    tmp_path: Path, known: int, percentages: int
):
    profile = outcomes(tmp_path, survey(10, known))
    assert not [wrong for s in profile.statements() if (wrong := check(s))]
    assert sum("%" in text for text in said(profile)) == percentages
    first = next(s for s in profile.statements() if s.question == "graduates")
    assert ("No percentage" in first.caveat) == (not percentages)


def test_outcomes_of_a_finer_subject_than_the_file_has_are_a_gap(tmp_path: Path):
    profile = outcomes(tmp_path, survey(30, 50), "CAH02-02")
    assert not said(profile)
    assert "CAH02-02 did afterwards" in missed(profile)["graduates-no-outcomes"]


def test_a_figure_leads_to_the_bytes_it_stands_at(tmp_path: Path):
    path = asking(tmp_path / "dale", [ARTS], ["CAH02"])
    add_qualifiers(path, TWO_YEARS)
    first = next(s for s in build(path).statements() if s.question == "graduates")
    (step,) = trace(open_study(path), first.id).steps
    assert step.found.text == "65"
    assert step.evidence.label == f"A College, of Arts, {MEDICAL}, 2020/21, level all"
