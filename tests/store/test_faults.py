"""Whenever the process dies that writes a run, the last good run stands and work goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sectorscope.store import Run, Store
from tests.store import killing
from tests.store.made import codes, facts

CHILD = Path(__file__).with_name("child_store.py")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with one run more than the next commit will leave, so that it prunes too."""
    study = tmp_path_factory.mktemp("old")
    for _ in range(10):
        _commit(Store(study), "old")
    return study


@pytest.mark.slow
@pytest.mark.parametrize("how", [killing.BEFORE, killing.HALFWAY])
def test_a_death_at_any_moment_leaves_the_last_good_run(tmp_path: Path, old: Path, how: str):
    def prepare(name: str) -> list[object]:
        shutil.copytree(old, tmp_path / name)
        return [tmp_path / name]

    seen = {_check(tmp_path / name) for name in killing.deaths(CHILD, prepare, how)}
    # Unless it died on both sides of the swap, this test has looked at nothing.
    assert seen >= ({"old"} if how == killing.HALFWAY else {"old", "new"})


def _check(study: Path) -> str:
    store = Store(study)
    found = store.current()
    assert found is not None
    held = _codes(found)
    for run in store.runs():
        run.verify()
    assert found.text("profile.public.json") == held
    assert found.tables().rows("fact")[0]["value"] == 1
    _check_that_work_goes_on(store, found)
    return held


def _check_that_work_goes_on(store: Store, found: Run) -> None:
    after = _commit(store, "after")
    assert store.current() == after
    assert int(after.id) > int(found.id)
    after.verify()
    left = [path for path in after.path.parent.iterdir() if not path.name.isdigit()]
    assert left == [], "what the dead process left was not swept"


def _codes(run: Run) -> str:
    (row,) = run.tables().rows("code")
    return row["code"]


def _commit(store: Store, name: str) -> Run:
    with store.begin() as writer:
        writer.write("code", codes(name))
        writer.write("fact", facts(1))
        writer.write_text("profile.public.json", name)
        return writer.commit({})
