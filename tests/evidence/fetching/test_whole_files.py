"""Files that are offered whole: in parts where that can be, and the same bytes whatever happens."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sectorscope.errors import FetchFailed, SectorscopeError, UsageError
from sectorscope.evidence import unpacking
from sectorscope.evidence.fetching import wholefile
from sectorscope.evidence.fetching.pace import Patience
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from tests.evidence.fetching.helpers import client_of, fetch, held, query
from tests.evidence.samples import table
from tests.support.replay.server import OK, Fault, Replay
from tests.support.replay.whole import Files

PART = 100
COLUMNS = ("CompanyName", " CompanyNumber", "CompanyStatus", "SICCode.SicText_1")
FILE = "BasicCompanyData-2026-11-01-part3_7.zip"
ASKED = query({"edition": "2026-11-01", "part": 3}, source="companies_house", id="register")


def packed(companies: int = 40, first: int = 0) -> bytes:
    rows = [
        (f"MADE UP {n} LIMITED", f"{n:08d}", "Active", "32500 - Making")
        for n in range(first, first + companies)
    ]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(zipfile.ZipInfo(FILE.replace(".zip", ".csv")), table(COLUMNS, rows))
    return file.getvalue()


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(wholefile, "PART", PART)


@pytest.fixture
def service() -> Files:
    return Files(FILE, packed())


@pytest.fixture
def replay(service: Files) -> Iterator[Replay]:
    with Replay(service) as running:
        yield running


def bytes_of(study: Path) -> bytes:
    (entry,) = Catalogue(study).current()
    return Catalogue(study).read(entry)


def test_parts_are_joined_to_the_file_itself(study: Path, service: Files, replay: Replay):
    assert fetch(study, replay, ASKED).changed
    assert bytes_of(study) == service.data
    parts = [r for r in replay.asked if "range" in r.headers]
    assert len(parts) == -(-len(service.data) // PART) > 3
    assert {r.headers["if-range"] for r in parts} == {service.tag}
    (entry,) = Catalogue(study).current()
    ((_, rows),) = load("companies_house").read(entry, service.data, None)
    assert len(rows) == 40


@pytest.mark.parametrize(("spans", "tagged"), [(False, True), (True, False)])
def test_without_parts_or_a_name_for_the_issue_it_comes_at_once(
    study: Path, service: Files, replay: Replay, spans: bool, tagged: bool
):
    service.spans, service.tagged = spans, tagged
    fetch(study, replay, ASKED)
    assert bytes_of(study) == service.data
    assert not [r for r in replay.asked if "range" in r.headers]


KINDS = ("429", "503", "404", "reset", "short", "down", "empty", "duplicate")


@given(faults=st.lists(st.sampled_from((OK, OK, *map(Fault, KINDS))), max_size=14))
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_schedule_of_faults_ends_with_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, faults: list[Fault]
):
    study = tmp_path_factory.mktemp("faults")
    service = Files(FILE, packed())
    with Replay(service) as replay:
        replay.faults = list(faults)
        for _ in range(30):
            client = client_of(replay, source="companies_house", patience=Patience(attempts=2))
            try:
                fetch(study, replay, ASKED, client)
                break
            except SectorscopeError:
                assert not held(study)
    assert bytes_of(study) == service.data


def test_parts_of_two_issues_are_never_joined(study: Path, service: Files, replay: Replay):
    replay.faults = [OK, OK, OK, Fault("404")]
    with pytest.raises(FetchFailed):
        fetch(study, replay, ASKED)
    service.data = packed(41)
    fetch(study, replay, ASKED)
    assert bytes_of(study) == packed(41)


def test_an_issue_that_comes_between_two_parts(study: Path):
    class Turning(Files):
        def __call__(self, request):  # noqa: ANN001, ANN204
            if request.headers.get("range", "").startswith("bytes=200-"):
                self.data = packed(41)
            return super().__call__(request)

    turning = Turning(FILE, packed())
    with Replay(turning) as replay:
        for _ in range(2):
            try:
                fetch(study, replay, ASKED)
                break
            except SectorscopeError:
                assert not held(study)
    assert bytes_of(study) == packed(41)


def test_the_same_issue_is_not_fetched_again(study: Path, service: Files, replay: Replay):
    fetch(study, replay, ASKED)
    replay.forget()
    assert not fetch(study, replay, ASKED).changed
    assert [r.method for r in replay.asked] == ["HEAD"]


def test_the_size_to_expect_is_what_the_service_says(service: Files, replay: Replay):
    retrieval = load("companies_house").fetch(ASKED)
    with client_of(replay, source="companies_house") as client:
        retrieval.opening(client)
        size = retrieval.size(client)
    assert (size.rows, size.bytes) == (None, len(service.data))
    assert {r.method for r in replay.asked} == {"HEAD"}


def test_what_is_no_archive_is_refused_and_kept_apart(study: Path, service: Files, replay: Replay):
    service.data = b"<!DOCTYPE html><html><title>Sorry</title></html>" * 9
    with pytest.raises(GateRefused, match="gate html"):
        fetch(study, replay, ASKED)
    assert not held(study)


def test_a_file_larger_than_may_be_is_not_begun(
    study: Path, replay: Replay, monkeypatch: pytest.MonkeyPatch
):
    from sectorscope.evidence.sources.companies_house import fetch as register

    monkeypatch.setattr(register, "MOST", 50)
    with pytest.raises(GateRefused, match="gate oversize"):
        fetch(study, replay, ASKED)
    assert [r.method for r in replay.asked] == ["HEAD"]


@pytest.mark.parametrize("asked", [{}, {"edition": "newest"}, {"edition": "2026-11-01", "cut": 1}])
def test_an_issue_is_named(asked: dict[str, object]):
    with pytest.raises(UsageError, match="edition"):
        load("companies_house").fetch(query({"part": 1, **asked}, source="companies_house"))


@pytest.mark.parametrize("part", [0, 8, "1", True, 1.0, [1]])
def test_a_part_is_one_of_seven(part: object):
    asked = {"edition": "2026-11-01", "part": part}
    with pytest.raises(UsageError, match="from 1 to 7, or no part for the whole file"):
        load("companies_house").fetch(query(asked, source="companies_house"))


def test_without_a_part_the_one_file_that_holds_everything_is_asked_for(study: Path):
    service = Files("BasicCompanyDataAsOneFile-2026-11-01.zip", packed(companies=5))
    with Replay(service) as replay:
        asked = query({"edition": "2026-11-01"}, source="companies_house", id="register")
        fetch(study, replay, asked)
    (entry,) = Catalogue(study).current()
    assert entry.name == "register.zip"
    assert Catalogue(study).read(entry) == service.data


def test_each_part_is_another_file_and_may_have_no_more_than_can_be_unpacked():
    made = [
        load("companies_house").fetch(
            query({"edition": "2026-11-01", "part": n}, source="companies_house", id="")
        )
        for n in range(1, 8)
    ]
    assert len({m.ask(1).path for m in made}) == len({m.name for m in made}) == 7
    assert all(m.ask(1).most < unpacking.MAX_BYTES for m in made)


def test_the_seven_parts_stand_beside_each_other(study: Path):
    for n in (1, 2):
        service = Files(FILE.replace("part3", f"part{n}"), packed(companies=5, first=100 * n))
        with Replay(service) as replay:
            asked = {"edition": "2026-11-01", "part": n}
            fetch(study, replay, query(asked, source="companies_house", id=f"register-{n}"))
    assert [name for name, _ in held(study)] == ["register-1.zip", "register-2.zip"]


def test_rows_cannot_be_promised_of_a_file():
    with pytest.raises(UsageError, match="how many rows"):
        load("companies_house").fetch(
            query({"edition": "2026-11-01", "part": 1}, source="companies_house", rows_at_least=1)
        )
