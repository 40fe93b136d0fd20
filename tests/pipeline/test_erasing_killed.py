"""An erasure is killed at every call that changes the disk, and finished; so is an addition.

What is left is the study as it was, or one that refuses to build until the erasure is finished, or
one that is done. After that nothing of the business is anywhere.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sectorscope.decisions import DecisionLog
from sectorscope.pipeline import make_run, render_profile
from sectorscope.pipeline.erasing import erase, purge
from sectorscope.pipeline.unfinished import pending
from sectorscope.study import Study, open_study
from sectorscope.vault import keys
from tests.pipeline import sealed, warm
from tests.pipeline.test_erasing import LEFT, everything, held

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not warm.CAN_FORK, reason="Windows forks no processes"),
]
ENV = {keys.VARIABLE: sealed.KEY}
MOMENTS = ("before", "halfway", "after")
SIGNED = ("--sign", "A. Nalyst", "--date", sealed.DAY.isoformat())


@pytest.fixture(scope="module")
def process() -> Iterator[warm.Warm]:
    with warm.warm() as ready:
        yield ready


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with everything of a business in it; not to be changed."""
    study = sealed.empty(tmp_path_factory.mktemp("killed") / "study")
    sealed.add(study, sealed.survey(), retain_until="2026-12-31")
    sealed.code(study, sealed.ZORBLAX, "machining", "CNC machinists")
    sealed.code(study, sealed.SNARK, "machining", "CNC machinists")
    render_profile(study, make_run(study, unlock=sealed.key(study)), formats=("json",))
    return study.path


def picture(study: Study) -> dict[str, object]:
    """All that an erasure may change, but for random salts and numbers of runs."""
    vault = sealed.catalogue(study).vault
    run = make_run(study, unlock=sealed.key(study)).run
    return {
        "files": held(study),
        "names": [vars(i) for i in vault.identities()],
        "audit": vault.audit(),
        "erased": vault.tombstoned(sealed.ZORBLAX),
        "decisions": DecisionLog(study.path / "decisions").read("coding"),
        "profile": run.text("profile.public.json"),
    }


def deaths(
    process: warm.Warm, before: Path, folder: Path, *command: object, steps: tuple[int, int, int]
) -> Iterator[tuple[str, Study, bool]]:
    """Kill the command before, halfway through and after its calls; what it left each time."""
    whole = shutil.copytree(before, folder / "whole")
    total = process.run(*command, cwd=whole, env=ENV).calls
    assert total > 5
    for first, (moment, step) in enumerate(zip(MOMENTS, steps, strict=True), start=1):
        for nth in range(first, total + 1, step):
            place = shutil.copytree(before, folder / f"{moment}-{nth}")
            died = process.run(*command, cwd=place, env=ENV, moment=moment, nth=nth)
            assert died.killed, (moment, nth, died.err)
            yield f"{moment}-{nth}", open_study(place), False
            shutil.rmtree(place)
    yield "whole", open_study(whole), True


def finished(process: warm.Warm, study: Study, *again: object) -> str:
    """Go on from what a death left, as a person would; how it was."""
    if pending(study.path) is None:
        if sealed.catalogue(study).vault.audit():
            assert process.run("build", cwd=study.path, env=ENV).status == 0
            return "done"
        assert process.run("build", cwd=study.path, env=ENV).status == 0
        assert process.run(*again, cwd=study.path, env=ENV).status == 0
        return "untouched"
    refused = process.run("build", cwd=study.path, env=ENV)
    assert refused.status == 1
    assert "erase --finish" in refused.err
    done = process.run("erase", "--finish", *SIGNED, cwd=study.path, env=ENV)
    assert done.status == 0, done.err
    return "unfinished"


def test_an_erasure_killed_anywhere_is_finished(process: warm.Warm, before: Path, tmp_path: Path):
    wanted_study = open_study(shutil.copytree(before, tmp_path / "wanted"))
    secret = sealed.catalogue(wanted_study).vault.pseudonym(sealed.ZORBLAX)
    more = {"who": "A. Nalyst", "today": sealed.DAY, "unlock": sealed.key(wanted_study)}
    erase(wanted_study, sealed.ZORBLAX, **more)  # type: ignore[arg-type]
    wanted = picture(wanted_study)
    command = ("erase", sealed.ZORBLAX, *SIGNED)
    seen: set[str] = set()
    for name, study, whole in deaths(process, before, tmp_path, *command, steps=(13, 47, 43)):
        seen.add("done" if whole else finished(process, study, *command))
        assert picture(study) == wanted, name
        assert not [c for c in LEFT if c in everything(study)], name
        assert not list((study.path / "build").rglob(".*-*")), name
        assert sealed.shown_in(study.path, (secret, *sealed.CANARIES)) == {}, name
    assert seen == {"untouched", "unfinished", "done"}


def test_a_purge_killed_anywhere_is_finished(process: warm.Warm, before: Path, tmp_path: Path):
    day = date(2027, 1, 1)
    wanted = open_study(shutil.copytree(before, tmp_path / "wanted"))
    purge(wanted, who="A. Nalyst", today=day, unlock=sealed.key(wanted))
    command = ("purge", "--sign", "A. Nalyst", "--date", day.isoformat())
    seen: set[str] = set()
    for name, study, whole in deaths(process, before, tmp_path, *command, steps=(29, 59, 57)):
        if pending(study.path):
            done = process.run("erase", "--finish", *command[1:], cwd=study.path, env=ENV)
            assert done.status == 0, done.err
            seen.add("unfinished")
        elif not whole:
            assert process.run(*command, cwd=study.path, env=ENV).status == 0
            seen.add("untouched")
        assert held(study) == {}, name
        assert picture(study)["profile"] == picture(wanted)["profile"], name
        assert [(a.action, a.count) for a in sealed.catalogue(study).vault.audit()] == [
            ("purge", 2)
        ], name
    assert seen == {"untouched", "unfinished"}


def test_an_addition_killed_anywhere_is_whole_or_was_not(process: warm.Warm, tmp_path: Path):
    empty = sealed.empty(tmp_path / "empty")
    (tmp_path / sealed.FILE).write_bytes(sealed.survey())
    (tmp_path / "mapping.toml").write_text(sealed.MAPPING, "utf-8")
    add = ("add", tmp_path / sealed.FILE, "--as", "survey", "--mapping", tmp_path / "mapping.toml")
    left: set[int] = set()
    for name, study, _ in deaths(process, empty.path, tmp_path, *add, steps=(2, 7, 5)):
        catalogue = sealed.catalogue(study)
        known = len(catalogue.vault.identities())
        assert (len(catalogue.all()), known) in ((0, 0), (2, len(sealed.answers()))), name
        left.add(known)
        assert sealed.shown_in(study.path) == {}, name
        assert process.run(*add, cwd=study.path, env=ENV).status == 0
        assert held(study) == {
            "mapping.toml": sealed.MAPPING.encode(),
            sealed.FILE: sealed.survey(),
        }
    assert left == {0, len(sealed.answers())}
