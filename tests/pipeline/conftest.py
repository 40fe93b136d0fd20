"""The shipped study, built once and copied for each test that changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sectorscope.study import Study, open_study
from tests.pipeline import shipped


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped study with one run; not to be changed."""
    return shipped.build_in(tmp_path_factory.mktemp("built") / "study")


@pytest.fixture
def study(built: Path, tmp_path: Path) -> Study:
    """A built study of one's own."""
    return open_study(shutil.copytree(built, tmp_path / "study"))


@pytest.fixture
def unbuilt(tmp_path: Path) -> Study:
    """A study of one's own that was never built."""
    return open_study(shipped.copy(tmp_path / "unbuilt"))
