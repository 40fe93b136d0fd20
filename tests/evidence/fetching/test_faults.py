"""Whatever goes wrong between here and a service: whole evidence or none, and a plain reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.errors import FetchFailed
from sectorscope.evidence.fetching.pace import Patience
from sectorscope.evidence.fetching.spool import work_folder
from sectorscope.evidence.refusal import GateRefused
from tests.evidence.fetching.helpers import TurnedClock, client_of, fetch, held, query, reasons
from tests.support.replay.nomis import ASKED, Nomis
from tests.support.replay.server import OK, Fault, Replay


def undisturbed(tmp_path: Path, replay: Replay) -> str:
    found = fetch(tmp_path / "undisturbed", replay).snapshot.sha256
    replay.forget()
    return found


PASSING = [
    *(Fault(status) for status in ("429", "500", "502", "503", "504", "408")),
    *(Fault(kind) for kind in ("reset", "short", "long", "down", "empty")),
    *(Fault(kind) for kind in ("duplicate", "missing", "lessened", "schema")),
]


SCHEDULES = [
    (fault, at)
    for fault in PASSING
    for at in (0, 1, 2)
    if (fault.kind, at) != ("missing", 1)  # a first page without records says: nothing matched
]


@pytest.mark.parametrize(("fault", "at"), SCHEDULES, ids=[f"{f.kind}-{n}" for f, n in SCHEDULES])
def test_what_passes_leaves_no_trace(tmp_path: Path, replay: Replay, fault: Fault, at: int):
    whole = undisturbed(tmp_path, replay)
    replay.faults = [OK] * at + [fault]
    assert fetch(tmp_path / "study", replay).snapshot.sha256 == whole
    assert not reasons(tmp_path / "study")


def test_pages_are_joined_to_what_one_answer_would_be(study: Path, replay: Replay):
    outcome = fetch(study, replay)
    whole = replay.service.csv(range(30))  # type: ignore[attr-defined]
    assert (study / "evidence" / outcome.snapshot.file).read_bytes() == whole
    asked = [r.query.get("recordoffset") for r in replay.asked]
    assert asked == [None, "0", "8", "16", "24", None]


def test_retry_after_is_waited_for_to_the_second(study: Path, replay: Replay):
    clock = TurnedClock()
    replay.faults = [OK, Fault("429", "37"), Fault("503", "5")]
    fetch(study, replay, client=client_of(replay, clock=clock))
    assert clock.waits[:2] == [37.0, 5.0]


def test_a_service_that_asks_for_more_than_anyone_waits_is_left_alone(study: Path, replay: Replay):
    clock = TurnedClock()
    replay.always = Fault("429", "7200")
    with pytest.raises(FetchFailed, match=r"left alone for 120 minutes.*what has come so far"):
        fetch(study, replay, client=client_of(replay, clock=clock))
    assert (clock.waits, len(replay.asked)) == ([], 1)


def test_without_retry_after_each_wait_is_longer_and_the_sum_is_bounded(
    study: Path, replay: Replay
):
    clock = TurnedClock()
    replay.always = Fault("503")
    with pytest.raises(FetchFailed, match=r"503 Service Unavailable; asked 7 times"):
        fetch(study, replay, client=client_of(replay, clock=clock))
    assert len(replay.asked) == 7
    assert all(0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(clock.waits))

    short = Patience(attempts=100, total=20)
    clock, replay.asked = TurnedClock(), []
    with pytest.raises(FetchFailed):
        fetch(study, replay, client=client_of(replay, clock=clock, patience=short))
    assert clock.now() <= 20


@pytest.mark.parametrize("kind", ["400", "401", "403", "404", "410"])
def test_what_asking_again_cannot_change_is_asked_once(study: Path, replay: Replay, kind: str):
    replay.always = Fault(kind)
    with pytest.raises(FetchFailed) as why:
        fetch(study, replay)
    assert len(replay.asked) == 1
    assert kind in str(why.value)
    assert not held(study)


def test_a_service_that_is_gone_leaves_what_was_there(study: Path, service: Nomis):
    with Replay(service) as replay:
        fetch(study, replay)
        before = held(study)
    with pytest.raises(FetchFailed, match="Nomis cannot be reached; asked 4 times"):
        fetch(study, replay)
    assert held(study) == before


def test_down_for_the_whole_run_shows_nothing(study: Path, replay: Replay):
    replay.faults = [OK, OK, OK]
    replay.always = Fault("down")
    with pytest.raises(FetchFailed, match="breaks off"):
        fetch(study, replay)
    assert not (study / "evidence").exists()
    waiting = list(work_folder().glob("*/page-*"))
    assert len(waiting) == 2
    replay.forget()
    assert fetch(study, replay).changed
    assert [r.query.get("recordoffset") for r in replay.asked] == [None, "16", "24", None]
    assert not list(work_folder().glob("*/page-*"))


@pytest.mark.parametrize("kind", ["drip", "endless"])
def test_a_drip_is_not_waited_for(study: Path, replay: Replay, kind: str):
    from sectorscope.evidence.fetching.clock import SystemClock

    class Quick(SystemClock):
        def sleep(self, seconds: float) -> None:
            pass

    replay.faults = [OK, Fault(kind, "0.01"), Fault(kind, "0.01")]
    patience = Patience(attempts=2, deadline=0.3)
    with pytest.raises(FetchFailed, match="not done after"):
        fetch(study, replay, client=client_of(replay, clock=Quick(), patience=patience))  # type: ignore[arg-type]
    assert not held(study)


def test_silence_is_not_waited_for(study: Path, replay: Replay):
    replay.faults = [Fault("drip", "0.5")] * 2
    patience = Patience(attempts=2, idle=0.05)
    with pytest.raises(FetchFailed, match="says nothing for too long"):
        fetch(study, replay, client=client_of(replay, patience=patience))


def test_a_packed_body_is_bounded_by_what_it_unpacks_to(study: Path, replay: Replay):
    replay.faults = [OK, Fault("bomb", str(80 * 2**20))]
    with pytest.raises(GateRefused, match=r"more than 64 MB .*gate oversize"):
        fetch(study, replay)
    assert not held(study)


REFUSED = [
    (Fault("help"), "html", "API - Help"),
    (Fault("empty"), "empty", "0 bytes"),
    (Fault("body", '{"error": "no such query"}'), "json_error", "no such query"),
    (Fault("missing"), "no_rows", "no rows"),
    (Fault("lessened"), "pages", "7 records"),
]


@pytest.mark.parametrize(("fault", "gate", "says"), REFUSED, ids=[gate for _, gate, _ in REFUSED])
def test_a_wrong_answer_is_kept_apart_with_its_reason(
    study: Path, replay: Replay, fault: Fault, gate: str, says: str
):
    replay.faults, replay.always = [OK], fault
    with pytest.raises(GateRefused) as why:
        fetch(study, replay)
    assert why.value.gate == gate
    assert says in str(why.value)
    assert set(reasons(study)) == {str(why.value)}
    kept = [p for p in (study / "evidence" / "refused").iterdir() if p.suffix == ".csv"]
    assert len(kept) == 1
    assert not held(study)


def test_another_page_twice_for_good_is_refused(study: Path, replay: Replay):
    replay.always = Fault("duplicate")
    with pytest.raises(GateRefused, match=r"page 2 of bres\.csv holds records of page 1 again"):
        fetch(study, replay)
    assert not held(study)


def test_a_missing_page_for_good_is_refused(study: Path, replay: Replay):
    replay.faults, replay.always = [OK, OK], Fault("missing")
    with pytest.raises(GateRefused) as why:
        fetch(study, replay)
    assert why.value.gate in ("pages", "no_rows")
    assert not held(study)


def test_a_schema_that_changes_between_pages_for_good_is_refused(study: Path, replay: Replay):
    class Fickle(Nomis):
        def data(self, request):  # noqa: ANN001, ANN202
            reply = super().data(request)
            first = request.query.get("recordoffset") == "0"
            return reply if first else self.alter_schema(request, reply)

    with Replay(Fickle(page=8)) as fickle, pytest.raises(GateRefused, match="other columns"):
        fetch(study, fickle)
    assert not held(study)
    assert "other columns" in reasons(study)[0]


@pytest.mark.parametrize(
    ("bounds", "says"),
    [({"rows_at_least": 31}, "at least 31"), ({"rows_at_most": 29}, "at most 29")],
)
def test_the_number_of_rows_is_the_querys_to_promise(
    study: Path, replay: Replay, bounds: dict[str, int], says: str
):
    with pytest.raises(GateRefused, match=rf"30 rows .*gate count.*{says}"):
        fetch(study, replay, query(ASKED, **bounds))
    assert not held(study)
    assert len(reasons(study)) == 1


def test_a_small_good_answer_is_not_refused(study: Path):
    with Replay(Nomis(cells=Nomis().cells[:1])) as replay:
        assert fetch(study, replay, query(rows_at_least=1, rows_at_most=1)).changed


def test_what_the_reader_refuses_is_refused_here_too(study: Path, service: Nomis):
    service.cells = [c.__class__(c.year, c.area, c.section, "0.5") for c in service.cells]
    with Replay(service) as replay, pytest.raises(GateRefused, match="gate mixture"):
        fetch(study, replay)
    assert not held(study)
    assert "no count" in reasons(study)[0]
    assert not list(work_folder().glob("*/page-*"))
