"""The command is killed as it builds and as it renders; the study opens and work goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sectorscope.decisions import DecisionLog
from sectorscope.pipeline import build, make_run, rederive, render_profile
from sectorscope.render.json import json as to_json
from sectorscope.store import Store
from sectorscope.study import Study, open_study
from tests.pipeline import shipped
from tests.store import killing

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
CHILD = Path(__file__).with_name("child_command.py")
OUTPUTS = ["annex.csv", "profile.html", "profile.json"]


def run(folder: Path, *command: str, moment: str = "before", nth: int = 0) -> tuple[int, str]:
    child = subprocess.run(
        [sys.executable, CHILD, moment, str(nth), *command],
        cwd=folder,
        env=killing.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in child.stderr, child.stderr
    return child.returncode, child.stderr


def calls(folder: Path, *command: str) -> int:
    """How many calls an undisturbed run of the command makes."""
    status, said = run(folder, *command)
    assert status == 0, said
    return int(said.split()[-1])


@pytest.fixture(scope="module")
def changed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that was built and rendered, and whose evidence and decisions changed since."""
    folder = tmp_path_factory.mktemp("changed") / "study"
    shutil.copytree(built, folder)
    study = open_study(folder)
    render_profile(study, make_run(study))
    shipped.change_fact(study, "value = 4200", "value = 4300")
    shipped.withdraw(study, business="R10", question="graduate_fields")
    return folder


def decided(study: Study) -> bytes:
    return (study.path / "decisions" / "codings.jsonl").read_bytes()


def sample(total: int) -> list[int]:
    """Some of the calls: the last five, where the run gets its name, and two before them."""
    return sorted({1, total // 2, *range(total - 4, total + 1)})


@pytest.mark.slow
def test_killed_while_it_builds(changed: Path, tmp_path: Path):
    total = calls(shutil.copytree(changed, tmp_path / "whole"), "build")
    assert total >= 10, "nothing was made to last"
    left: set[str] = set()
    for nth in sample(total):
        folder = shutil.copytree(changed, tmp_path / f"build-{nth}")
        status, _ = run(folder, "build", nth=nth)
        assert status == -signal.SIGKILL, nth
        left.add(_holds(open_study(folder), changed))
    # Unless it died on both sides of the swap, this test has looked at nothing.
    assert left == {"0001", "0002"}


def _holds(study: Study, before: Path) -> str:
    """What the killed one left: the last good run stands, and the next build finishes."""
    assert decided(study) == (before / "decisions" / "codings.jsonl").read_bytes()
    assert len(DecisionLog(study.path / "decisions").in_force("coding")) == 101
    run = Store(study.path).current()
    assert run is not None
    run.verify()
    wanted = build(study)
    again = make_run(study).run
    assert again.text("profile.public.json") == wanted.model_dump_json()
    (study.path / "out" / "profile.json").unlink()  # it is of the run before
    rederive(study)
    unfinished = [p.name for p in (study.path / "build" / "runs").iterdir() if p.name[0] == "."]
    assert unfinished == []
    return run.id


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_while_it_renders(changed: Path, tmp_path: Path, moment: str):
    """The run stands already, so that every call is one of rendering."""
    ready = shutil.copytree(changed, tmp_path / "ready")
    old = {n: (ready / "out" / n).read_bytes() for n in OUTPUTS}
    study = open_study(ready)
    make_run(study)
    new = to_json(build(study)).encode()
    total = calls(shutil.copytree(ready, tmp_path / "whole"), "profile")
    fresh = {n: (tmp_path / "whole" / "out" / n).read_bytes() for n in OUTPUTS}
    assert fresh["profile.json"] == new != old["profile.json"]
    for nth in range(1, total + 1):
        folder = shutil.copytree(ready, tmp_path / f"{moment}-{nth}")
        status, _ = run(folder, "profile", moment=moment, nth=nth)
        assert status == -signal.SIGKILL
        for name in OUTPUTS:
            assert (folder / "out" / name).read_bytes() in (old[name], fresh[name]), "half a file"
        again = open_study(folder)
        render_profile(again, make_run(again))
        assert {n: (folder / "out" / n).read_bytes() for n in OUTPUTS} == fresh
        rederive(again)


def test_killed_while_it_builds_for_the_first_time(tmp_path: Path):
    total = calls(shipped.copy(tmp_path / "whole"), "profile")
    for nth in (total // 2, total):
        folder = shipped.copy(tmp_path / f"first-{nth}")
        status, _ = run(folder, "profile", moment="after", nth=nth)
        assert status == -signal.SIGKILL
        study = open_study(folder)
        render_profile(study, make_run(study))
        rederive(study)
        assert decided(study) == (shipped.SHIPPED / "decisions" / "codings.jsonl").read_bytes()


def test_nothing_half_rendered_stays(changed: Path, tmp_path: Path):
    folder = shutil.copytree(changed, tmp_path / "study")
    make_run(open_study(folder))
    assert run(folder, "profile", moment="before", nth=1)[0] == -signal.SIGKILL
    assert run(folder, "profile")[0] == 0
    assert sorted(p.name for p in (folder / "out").iterdir()) == OUTPUTS
