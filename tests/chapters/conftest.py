"""The shipped study: built once to be read, copied for each test that changes it."""

from pathlib import Path

import pytest

from sectorscope.profile import Profile
from tests.support import studies


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """The shipped study's public profile."""
    return studies.build(
        studies.copy(studies.SHIPPED, tmp_path_factory.mktemp("shipped") / "study")
    )


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A copy of the shipped study to change."""
    return studies.copy(studies.SHIPPED, tmp_path / "study")
