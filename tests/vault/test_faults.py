"""Whenever a process dies that changes a vault, it opens as it was before or as it was to be."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from sectorscope.errors import VaultLocked
from sectorscope.vault import Vault
from tests.store import killing
from tests.vault import made

CHILD = Path(__file__).with_name("child_change.py")
HOW = pytest.mark.parametrize("how", [killing.BEFORE, killing.HALFWAY])


@pytest.mark.slow
@HOW
@pytest.mark.parametrize("operation", ["seal", "replace", "forget", "erase", "rekey", "note"])
def test_a_death_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path, how: str, operation: str):
    old = made.picture(made.filled(tmp_path / "old"))
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    made.change(Vault.open(tmp_path / "new", made.KEY), operation)
    new = made.picture(_opened(tmp_path / "new")[0])

    def prepare(name: str) -> list[object]:
        shutil.copytree(tmp_path / "old", tmp_path / name)
        return [tmp_path / name, operation]

    places = list(killing.deaths(CHILD, prepare, how))
    seen = {_check(tmp_path / place, operation, old, new) for place in places}
    if how == killing.BEFORE:  # it died on both sides of the moment of change
        assert seen == {"old", "new"}
    assert len(places) >= (3 if how == killing.BEFORE else 1)


@pytest.mark.slow
@HOW
def test_a_death_while_a_vault_is_made_leaves_none_or_a_whole_one(tmp_path: Path, how: str):
    def prepare(name: str) -> list[object]:
        (tmp_path / name).mkdir()
        return [tmp_path / name, "create"]

    seen: set[bool] = set()
    for place in killing.deaths(CHILD, prepare, how):
        study = tmp_path / place
        exists = Vault.exists(study)
        seen.add(exists)
        assert (Vault.fingerprint(study) == "none") is not exists
        made_now = Vault.open if exists else Vault.create
        vault = made_now(study, made.KEY)
        vault.seal(b"x", facts={})
        assert "unfinished" not in made.on_disk(study)
        assert [e.facts for e in Vault.open(study, made.KEY).entries()] == [{}]
    assert seen == ({True, False} if how == killing.BEFORE else {False})


def _opened(study: Path) -> tuple[Vault, str]:
    try:
        return Vault.open(study, made.KEY), made.KEY
    except VaultLocked:
        return Vault.open(study, made.OTHER_KEY), made.OTHER_KEY


def _check(study: Path, operation: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    vault, key = _opened(study)
    found = made.picture(vault)
    state = "old" if (found, key) == (old, made.KEY) else "new"
    assert found == (old if state == "old" else new)
    assert state == "old" or operation != "rekey" or key == made.OTHER_KEY
    _check_that_nothing_is_left_over(study, len(vault.entries()))
    assert vault.read(vault.seal(b"work goes on", facts={})) == b"work goes on"
    vault.note("sealed", "A. Analyst", made.LATER, 1)
    assert len(vault.audit()) == len(found["audit"]) + 1
    return state


def _check_that_nothing_is_left_over(study: Path, files: int) -> None:
    names = made.on_disk(study)
    assert len([n for n in names if n.endswith(".sealed") and "files" in n]) == files
    # The audit trail's own seal, cut off, is only cleared by the next that opens: it has.
    assert not [n for n in names if n.endswith((".new", "unfinished"))]
