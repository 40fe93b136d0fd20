"""What cannot be said is said to be so: an empty study, questions nobody was asked, lost words."""

from pathlib import Path

import pytest

from sectorscope.errors import EvidenceRefused
from sectorscope.profile import AUDIENCES, Audience, DataTable, Figure, Gap, Profile
from sectorscope.render.annex import annex
from tests.support import studies
from tests.support.studies import build, change_fact, code, find, flip, gaps, withdraw


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template of an empty study."""
    return studies.copy(studies.EMPTY, tmp_path_factory.mktemp("empty") / "study")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_empty_study_is_a_profile_of_gaps(empty: Path, audience: Audience):
    profile = build(empty, audience)
    assert len(profile.chapters) == 8
    for chapter in profile.chapters:
        assert chapter.blocks
        assert all(isinstance(b, Gap) for b in chapter.blocks)
    assert not list(profile.statements())
    assert (profile.method, profile.evidence.items) == ((), ())
    assert not profile.scope.reconstruction


def test_every_gap_says_why_and_most_say_what_it_takes(empty: Path):
    for found in gaps(build(empty)):
        assert found.because.text.endswith(".")
        assert found.takes is not None or "as under “Future prospects”" in found.because.text


def test_that_no_consultation_is_held_is_said_in_full_once_and_pointed_to_after(empty: Path):
    profile = build(empty)
    said = [g for g in gaps(profile) if g.id.startswith("no-consultation-")]
    assert [g.takes is not None for g in said] == [True] + [False] * (len(said) - 1)
    assert len(said) == 7
    first = next(c for c in profile.chapters if said[0] in c.blocks)
    assert all(f"as under “{first.title}”" in g.because.text for g in said[1:])


def test_an_empty_region_is_said_to_be_empty(empty: Path):
    scope = build(empty).scope
    assert (scope.region, scope.places) == ("the region still to be chosen", ())


def test_the_annex_of_an_empty_study_is_a_heading_alone(empty: Path):
    assert len(annex(build(empty)).splitlines()) == 1


def test_the_shipped_study_says_what_it_cannot_say(shipped: Profile):
    found = {g.id for g in gaps(shipped)}
    assert found == {
        *("no-employment", "no-audited-size", "no-projections", "no-list-shortages", "no-grants"),
        "no-adverts",
    }


def test_a_question_nobody_was_asked_is_a_gap_with_its_words(study: Path):
    for business in ("R10", "R11", "R12"):
        flip(study, business, "telehealth_degree", "not asked")
    profile = build(study)
    found = {g.id: g.because.text for g in gaps(profile)}
    assert "For IT and software roles" in found["not-asked-telehealth-degree"]
    assert not [s for s in profile.statements() if s.question == "telehealth_degree"]


def test_a_coding_whose_words_are_gone_is_listed_and_counts_for_nothing(
    shipped: Profile, study: Path
):
    assert not [g for g in gaps(shipped) if g.id == "lost-codings"]
    flip(study, "R12", "training_sourced", "Nothing of note.")
    profile = build(study)
    assert "specialist IT (2 of 12)" in find(profile, "provision", "training_sourced").text
    assert [g for g in gaps(profile) if g.id == "lost-codings"]


def test_a_question_that_named_nothing_is_a_gap(study: Path):
    for business in ("R02", "R03", "R05", "R08"):
        withdraw(study, business, "shortages")
    found = {g.id for g in gaps(build(study))}
    assert {"no-ruling-shortages", "not-coded-shortages"} <= found
    spoken = {(s.question, s.subject) for s in build(study).statements()}
    assert ("shortages", "any") not in spoken  # what nobody has coded is not counted as nothing


def test_consistently_is_not_said_of_one_sub_sector_or_of_fewer_than_half(study: Path):
    for business in ("R06", "R07", "R10", "R11"):
        withdraw(study, business, "skills_needed")
    profile = build(study)
    text = find(profile, "skills", "skills_needed", "engineering_manufacturing").text
    assert "consistently" not in text
    assert "(5 of 12)" in text


def test_every_exhibit_has_data_evidence_and_its_state(shipped: Profile):
    exhibits = [b for b in shipped.blocks() if isinstance(b, Figure | DataTable)]
    assert {e.id for e in exhibits} == {
        "crosswalk",
        "published-sizes",
        "expect-staff-change",
        "segments-skills-needed",
        "segments-telehealth-skills",
        "issues-shortages",
        "method-consultation",
        "method-achieved",
    }
    for exhibit in exhibits:
        assert exhibit.data.rows
        assert (exhibit.disclosure == "fictional") is any(
            r.reconstruction for r in exhibit.evidence
        )


def drawn(profile: Profile) -> list[tuple[str, float]]:
    """Pattern and number of businesses of each bar of the drawn expectations."""
    (figure,) = (b for b in profile.blocks() if isinstance(b, Figure) and b.mark == "businesses")
    return [(kind.text, number.value or 0) for _, number, kind in figure.data.rows]


def test_expectations_are_drawn_business_by_business(shipped: Profile, study: Path):
    assert sum(n for _, n in drawn(shipped)) == 12
    assert dict(drawn(shipped))["hatched"] == 8
    assert "solid" not in dict(drawn(shipped))
    flip(study, "R01", "staff_number", "5")
    after = dict(drawn(build(study)))
    assert (after["hatched"], after["solid"]) == (7, 1)


def test_the_issue_table_holds_every_issue_with_its_words(shipped: Profile):
    (table,) = (
        b for b in shipped.blocks() if isinstance(b, DataTable) and b.id == "issues-shortages"
    )
    rows = {row[0].text: (row[2].text, row[3].text) for row in table.data.rows}
    assert rows["Marketing"] == ("“Marketing”", "1 of 12")
    assert rows["Making business cases"][1] == "2 of 12"
    assert len(rows) == 6


# --- defects, each at its smallest ---------------------------------------------------------


def test_what_was_named_in_wide_words_only_is_not_called_nothing(study: Path):
    for business in ("R02", "R03", "R05", "R08"):
        withdraw(study, business, "shortages")
    code(study, "R03", "shortages", "commercial", "Writing a business case")
    profile = build(study)
    assert "nothing-said-shortages" not in {g.id for g in gaps(profile)}
    assert find(profile, "issues", "shortages", "commercial")


def test_the_issue_table_holds_what_was_named_in_wide_words(study: Path):
    withdraw(study, "R03", "shortages")
    code(study, "R03", "shortages", "commercial", "Writing a business case")
    (table,) = (
        b for b in build(study).blocks() if isinstance(b, DataTable) and b.id == "issues-shortages"
    )
    assert "Writing a business case" in " ".join(row[2].text for row in table.data.rows)


def test_the_skills_figure_holds_what_was_raised_in_wide_words(shipped: Profile):
    figure = next(b for b in shipped.blocks() if isinstance(b, Figure) and b.mark == "matrix")
    assert "Engineering and manufacturing skills with nothing narrower" in [
        row[0].text for row in figure.data.rows
    ]


def test_a_need_that_came_up_consistently_is_in_the_annex(shipped: Profile):
    statement = find(shipped, "skills", "skills_needed", "engineering_manufacturing")
    assert {c.need for c in statement.codes} == {"engineering and manufacturing skills"}


def test_in_telehealth_counts_telehealth_businesses_only(study: Path):
    flip(study, "R01", "telehealth_degree", "no")
    text = find(build(study), "skills", "telehealth_degree").text
    assert "each of the three reconstructed businesses asked" in text


def test_a_coding_to_an_unknown_code_is_not_lost_in_silence(study: Path):
    code(study, "R01", "skills_needed", "cnc_mashining", "CNC machining")
    assert "lost-codings" in {g.id for g in gaps(build(study))}


def test_facts_that_say_they_are_invented_are_refused(study: Path):
    with pytest.raises(EvidenceRefused, match="its facts are a reconstruction"):
        change_fact(study, "[[source]]", "reconstruction = true\n\n[[source]]")


@pytest.mark.parametrize("answer", ["declined", "don't know", "", "not asked"])
def test_only_who_gave_a_number_is_drawn_as_having_given_one(study: Path, answer: str):
    flip(study, "R01", "staff_number", answer)
    assert "solid" not in dict(drawn(build(study)))
