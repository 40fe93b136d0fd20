"""Names of evidence and of the definition that begin with a number end no profile."""

from pathlib import Path

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.profile import Profile
from sectorscope.wording.check import check
from tests.chapters.test_income import services
from tests.evidence.granted import innovate, participant
from tests.support.counts import add_employers, add_standards, add_starts, study
from tests.support.studies import WHEN, build

SECTOR, REGION, UNIVERSITY = "5 axis work", "7 Dales", "01 University"
STANDARD = {"ST0349": "3 phase electrician", "ST0607": "Metal fabricator"}


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A study whose every name begins with a number; its evidence is invented."""
    changes = {
        'name = "Dale"': f'name = "{REGION}"',
        'name = "advanced manufacturing"': f'name = "{SECTOR}"',
        "[official]\n": '[universities]\nproviders = ["10000003"]\n\n[official]\n',
    }
    path = study(tmp_path / "dale", **changes)
    add_standards(path, STANDARD)
    add_starts(path, [("2024/25", "01 Training", title, 50) for title in STANDARD.values()])
    add_employers(path, [("3 PEAKS LIMITED", "LS10 1AA", "25620", "250 to 499")])
    data = services((10000003, UNIVERSITY), 10, 100)
    add_file(path, data, name="table.csv", source="hesa", retrieved=WHEN)
    grants = innovate(participant(name="01 Robotics Ltd"))
    add_file(path, grants, name="grants.xlsx", source="innovate_uk", retrieved=WHEN)
    return build(path)


def test_the_profile_stands_and_quotes_them(profile: Profile):
    told = {(s.question, s.subject): s for s in profile.statements()}
    assert not [wrong for s in told.values() if (wrong := check(s))]
    assert f"“{UNIVERSITY}” had £100,000" in told["income", "services/Consultancy"].text
    assert "50 were on “3 phase electrician (ST0349)”" in told["starts", "standards/most"].text
    text = " ".join(s.text for s in told.values())
    assert f"“{REGION}”" in text
    assert f"“{SECTOR}”" in text
