"""Erasing a business takes its people's names out of others' interviews, and no word for a role."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.pipeline.erasing import erase
from tests.pipeline import sealed
from tests.pipeline.test_sealed import INTERVIEWS


@pytest.mark.parametrize("role", ["Manager", "HR", "Sales Director", "Owner"])
def test_a_role_stays_in_other_interviews_and_in_later_ones(tmp_path: Path, role: str):
    study = sealed.empty(tmp_path / "study")

    def add(name: str, said: str, who: str = "") -> None:
        talk = f"INT: Why?\n{role}: {said}\nINT: So?\n{role}: the pay."
        data = f"{talk}\n{who}: Hm.\n{who}: Well." if who else talk
        sealed.add(study, data.encode(), name, "transcripts", INTERVIEWS)

    add("zorblaxian-talk.txt", "a flumadiddle", "Gormelda Roe")
    add("quibbletree-talk.txt", f"the {role} of a rival, Gormelda Roe")
    erase(study, sealed.ZORBLAX, who="A. Nalyst", today=sealed.DAY, unlock=sealed.key(study))
    add("shy-talk.txt", "whifflepoof")
    catalogue = sealed.catalogue(study)
    held = {s.name: catalogue.read(s).decode() for s in catalogue.current()}
    assert held["quibbletree-talk.txt"].count(role) == 3
    assert "Gormelda" not in held["quibbletree-talk.txt"]
    assert held["shy-talk.txt"].count(role) == 2
    assert "zorblaxian-talk.txt" not in held
