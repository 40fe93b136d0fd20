"""A name is masked once its bearer is erased, so that no word for a role may pass for one."""

import pytest

from sectorscope.evidence.documents.persons import person


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Jane Roe", "Jane Roe"),
        ("Ann", "Ann"),
        ("ANNE", "ANNE"),
        ("JANE ROE", "JANE ROE"),
        ("Dr. Jane Roe (Finance)", "Jane Roe"),
        ("Dr. A. Roe (Ltd)", "A. Roe"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("Ann O'Neil-Ødegård", "Ann O'Neil-Ødegård"),
        ("Will Marks", "Will Marks"),
    ],
)
def test_what_looks_like_a_name_is_one_without_what_is_around_it(label: str, name: str):
    assert person(label) == name


@pytest.mark.parametrize(
    "label",
    [
        *("Manager", "MANAGER", "manager", "Manager 2", "Owner", "Director", "HR", "Respondent"),
        *("Sales Manager", "Managing Director", "Co-Founder", "HR Director", "Owner/Manager"),
        *("Interviewer Jane", "Speaker 1", "Manager (Jane)", "Head of Sales", "Company B", "A"),
        *("Key Points", "Skills Gaps", "Training", "Next Steps", "Everyone", "Canary Ltd", "JS"),
        *("Will", "MARK", "Grant", "jane", "jane roe", "R2D2", "", "()", "Dr", "The Owner"),
    ],
)
def test_a_role_a_matter_or_a_word_that_others_say_is_no_name(label: str):
    assert person(label) == ""
