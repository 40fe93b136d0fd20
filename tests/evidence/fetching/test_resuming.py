"""A run resumed after any fault ends with the same bytes as one that nothing disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sectorscope.errors import SectorscopeError
from sectorscope.evidence.fetching.pace import Patience
from sectorscope.evidence.fetching.run import Fetching
from sectorscope.evidence.fetching.spool import Spool, work_folder
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from tests.evidence.fetching.conftest import PAGE
from tests.evidence.fetching.helpers import WHEN, client_of, fetch, held, query
from tests.support.replay.nomis import Nomis
from tests.support.replay.server import OK, Fault, Replay

KINDS = (
    *("429", "500", "503", "404", "reset", "short", "long", "down", "empty", "help"),
    *("duplicate", "missing", "lessened", "schema", "killed"),
)
FAULTS = st.lists(
    st.one_of(st.just(OK), st.sampled_from(KINDS).map(Fault), st.just(Fault("429", "3"))),
    max_size=24,
)


class Killed(BaseException):
    """What no part of the product may catch."""


def resume(study: Path, replay: Replay) -> str:
    """Run again and again, as a person would, until it goes well."""
    asked = query()
    for _ in range(40):
        with client_of(replay, patience=Patience(attempts=2)) as client:

            def said(_: str) -> None:
                if replay.faults and replay.faults[0].kind == "killed":
                    replay.faults.pop(0)
                    raise Killed

            try:
                fetching = Fetching(study, asked, load("nomis").fetch(asked), client, WHEN, said)
                return fetching.run().snapshot.sha256
            except (SectorscopeError, Killed):
                assert not held(study), "something partial is visible"
    raise AssertionError("the service never recovered")


@pytest.fixture(scope="module")
def serving():
    with Replay(Nomis(page=PAGE)) as replay:
        yield replay


@given(faults=FAULTS)
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_schedule_of_faults_ends_with_the_same_bytes(
    small_pages: int, serving: Replay, faults: list[Fault]
):
    with tempfile.TemporaryDirectory() as folder:
        serving.forget()
        serving.faults = list(faults)
        study = Path(folder) / "study"
        whole = sha256(Nomis().csv(range(30))).hexdigest()
        assert resume(study, serving) == whole
        assert [s.sha256 for s in Catalogue(study).all()] == [whole]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_any_step_and_run_again(tmp_path: Path, replay: Replay, moment: str):
    whole = fetch(tmp_path / "undisturbed", replay).snapshot.sha256
    study, child = tmp_path / "study", ("-m", "tests.evidence.fetching.child_fetch")
    died = 0
    for deadline in (2, 5, 9, 14, 40):
        said = [str(study), replay.url, query().model_dump_json(), str(PAGE), str(deadline)]
        done = subprocess.run(
            [sys.executable, *child, *said, moment], cwd=Path(__file__).parents[3], check=False
        )
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        died += 1
        for entry in Catalogue(study).all():
            assert entry.sha256 == whole
            Catalogue(study).read(entry)
    assert died >= 3, "the child was hardly ever killed"
    assert fetch(study, replay).snapshot.sha256 == whole
    assert {sha for _, sha in held(study)} == {whole}
    assert not list((study / "evidence").glob(".unfinished-*"))


def test_a_page_that_is_there_is_not_asked_for_again(study: Path, replay: Replay):
    replay.faults = [OK, OK, OK, Fault("404")]
    with pytest.raises(SectorscopeError):
        fetch(study, replay)
    replay.forget()
    fetch(study, replay)
    assert [r.query.get("recordoffset") for r in replay.asked] == [None, "16", "24", None]


def test_a_page_that_was_damaged_where_it_waits_is_asked_for_again(study: Path, replay: Replay):
    whole = fetch(study.with_name("undisturbed"), replay).snapshot.sha256
    replay.faults = [OK, OK, OK, Fault("404")]
    with pytest.raises(SectorscopeError):
        fetch(study, replay)
    (page,) = work_folder().glob("*/page-000001-*")
    page.write_bytes(page.read_bytes()[:-40])
    assert fetch(study, replay).snapshot.sha256 == whole


def test_pages_of_an_older_issue_are_never_joined_to_newer_ones(
    study: Path, service: Nomis, replay: Replay
):
    replay.faults = [OK, OK, OK, Fault("404")]
    with pytest.raises(SectorscopeError):
        fetch(study, replay)
    service.updated = "2026-11-25 09:30:00"
    service.cells = [c.__class__(c.year, c.area, c.section, "2000") for c in service.cells]
    snapshot = fetch(study, replay).snapshot
    assert Catalogue(study).read(snapshot) == service.csv(range(30))


def test_an_issue_that_comes_while_pages_do_is_asked_for_anew(study: Path, service: Nomis):
    class Turning(Nomis):
        def data(self, request):  # noqa: ANN001, ANN202
            if request.query.get("recordoffset") == "16" and self.updated != "new":
                self.updated = "new"
                self.cells = [c.__class__(c.year, c.area, c.section, "2000") for c in self.cells]
            return super().data(request)

    turning = Turning(page=PAGE)
    with Replay(turning) as replay:
        snapshot = fetch(study, replay).snapshot
    assert Catalogue(study).read(snapshot) == turning.csv(range(30))


def test_two_processes_do_not_fetch_the_same_at_once(study: Path, replay: Replay):
    asked = query()
    with client_of(replay) as client:
        fetching = Fetching(study, asked, load("nomis").fetch(asked), client, WHEN)
        with fetching._spool().held(), pytest.raises(SectorscopeError, match="another process"):
            fetch(study, replay)
    assert fetch(study, replay).changed


def test_what_nobody_came_back_for_is_taken_away(study: Path, replay: Replay):
    old = Spool.of("left")
    old.begin("1")
    os.utime(old.folder, (0, 0))
    fetch(study, replay)
    assert not old.folder.exists()


def test_data_that_change_faster_than_they_can_be_fetched(study: Path, small_pages: int):
    class Restless(Nomis):
        def definition(self) -> dict[str, object]:
            self.updated += "!"
            return super().definition()

    with (
        Replay(Restless(page=small_pages)) as replay,
        pytest.raises(SectorscopeError, match="faster"),
    ):
        fetch(study, replay)
    assert not held(study)
