"""Two people build one study at once: both end well, and who waits is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sectorscope.errors import Busy
from sectorscope.pipeline import build, make_run, rederive
from sectorscope.store import Store
from sectorscope.study import Study, open_study
from tests.cli import command
from tests.evidence.samples import trimmed
from tests.pipeline import shipped
from tests.store import killing

HOLDER = Path(__file__).parents[1] / "store" / "child_holder.py"
WAITING = "note: another process is building this study; waiting …"


@pytest.fixture
def holder(study: Study) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the study's lock until it is told to let go."""
    child = subprocess.Popen(
        [sys.executable, HOLDER, study.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=killing.environment(),
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        yield child
        child.kill()


@pytest.mark.parametrize("what", ["build", "profile"])
def test_two_at_once_both_end_well(tmp_path: Path, what: str):
    folder = shipped.copy(tmp_path / "study")
    both = [command.start(what, cwd=folder) for _ in range(2)]
    for done in map(command.finish, both):
        assert done.status == 0, done.err
    study = open_study(folder)
    assert [r.id for r in Store(folder).runs()] == ["0001"]
    rederive(study)


def test_who_waits_is_told_and_goes_on(study: Study, holder: subprocess.Popen[str]):
    second = command.start("build", cwd=study.path)
    assert second.stderr is not None
    assert second.stderr.readline().strip() == WAITING
    assert second.poll() is None
    assert holder.stdin is not None
    holder.stdin.write("let go\n")
    holder.stdin.flush()
    done = command.finish(second)
    assert (done.status, done.err) == (0, "Nothing changed; run 0001 stands.\n")


@pytest.mark.usefixtures("holder")
def test_who_waits_in_vain_is_told(study: Study, monkeypatch: pytest.MonkeyPatch):
    patient = Store.lock

    def impatient(self: Store, say: Callable[[str], None] | None = None) -> object:
        return patient(self, wait=0.1, say=say)

    monkeypatch.setattr(Store, "lock", impatient)
    before = shipped.tree(study.path / "build" / "runs")
    shipped.change_fact(study, "value = 4200", "value = 4300")
    said: list[str] = []
    with pytest.raises(Busy, match="another process is building this study and did not finish"):
        make_run(study, say=said.append)
    assert said == ["another process is building this study; waiting …"]
    assert shipped.tree(study.path / "build" / "runs") == before


@pytest.mark.usefixtures("holder")
def test_reading_waits_for_nobody(study: Study):
    rederive(study)
    (first, *_) = build(study).statements()
    assert command.run("trace", first.id, cwd=study.path).status == 0


def test_two_that_add_at_once_are_both_heard(study: Study, tmp_path: Path):
    files = [tmp_path / f"{n}.csv" for n in (1, 2)]
    for n, file in enumerate(files, 1):
        file.write_bytes(trimmed((900 * n, 75, 0)).replace(b"2021", b"202%d" % n))
    both = [command.start("add", f, "--as", "nomis", cwd=study.path) for f in files]
    assert [command.finish(child).status for child in both] == [0, 0]
    rows = make_run(study).run.tables().rows("statistic")
    assert {r["period"] for r in rows} == {"2021", "2022"}
