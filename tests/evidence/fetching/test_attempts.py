"""What is kept of attempts that brought nothing: while it lasts, and nothing once it is over."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.errors import Busy, EvidenceRefused, FetchFailed, SectorscopeError, UsageError
from sectorscope.evidence.add import add_file
from sectorscope.evidence.fetching import attempts
from sectorscope.evidence.fetching.attempts import Trouble
from sectorscope.evidence.fetching.faults import Gone, Unanswered
from sectorscope.evidence.snapshots import Catalogue
from tests.evidence.fetching.helpers import fetch
from tests.support.replay.nomis import Nomis
from tests.support.replay.server import Replay

LATER, LATEST = "2026-12-24", "2027-01-05"
SILENT = Unanswered("it does not answer")


def fails(study: Path, day: str = LATER, why: SectorscopeError = SILENT) -> None:
    attempts.failed(study, "nomis", "bres.csv", day, why)


def amiss(study: Path) -> list[Trouble]:
    return list(attempts.troubles(study, Catalogue(study).current()).values())


def print_of(study: Path) -> str:
    return attempts.fingerprint(study, Catalogue(study).current())


@pytest.mark.parametrize(
    ("why", "came"),
    [
        (SILENT, "silent"),
        (Gone("410"), "gone"),
        (EvidenceRefused("a page"), "refused"),
        (FetchFailed("no key"), "failed"),
    ],
)
def test_a_failure_is_kept_with_its_day_and_how_it_ended(
    study: Path, replay: Replay, why: SectorscopeError, came: str
):
    fetch(study, replay)
    fails(study, why=why)
    assert amiss(study) == [Trouble(LATER, came)]
    fails(study, LATEST, why)
    assert amiss(study) == [Trouble(LATEST, came)]


@pytest.mark.parametrize("why", [Busy("another"), UsageError("no dimension")])
def test_what_is_no_word_on_the_service_is_not_kept(
    study: Path, replay: Replay, why: SectorscopeError
):
    fetch(study, replay)
    fails(study, why=why)
    assert amiss(study) == []


def test_an_answer_lifts_it_and_leaves_no_trace_in_what_a_build_depends_on(
    study: Path, replay: Replay
):
    snapshot = fetch(study, replay).snapshot
    before = print_of(study)
    attempts.answered(study, snapshot, LATER)
    assert not (study / "evidence" / attempts.FILE).exists()
    fails(study)
    assert print_of(study) != before
    attempts.answered(study, snapshot, LATEST)
    assert (amiss(study), print_of(study)) == ([], before)
    fails(study, LATEST)
    assert amiss(study) == [Trouble(LATEST, "silent")]


def test_with_nothing_that_stands_there_is_nothing_to_label(study: Path):
    fails(study)
    assert not study.exists()


def test_bytes_that_took_its_place_are_not_labelled(study: Path, service: Nomis, replay: Replay):
    fetch(study, replay)
    fails(study)
    other = service.csv(range(10)).replace(b",30\n", b",10\n")
    add_file(study, other, name="bres.csv", source="nomis", retrieved=LATEST)
    assert amiss(study) == []


def test_a_paused_series_is_amiss_in_its_publishers_words_until_it_goes_on(
    study: Path, service: Nomis, replay: Replay
):
    fetch(study, replay)
    assert amiss(study) == []
    running, service.status = service.status, "Suspended (not being updated)"
    fetch(study, replay, day=LATER)
    (trouble,) = amiss(study)
    assert (trouble.tried, trouble.came) == (None, None)
    assert "Suspended (not being updated)" in str(trouble.said)
    service.status = running
    fetch(study, replay, day=LATEST)
    assert amiss(study) == []


def test_a_torn_or_later_line_is_passed_over(study: Path, replay: Replay):
    fetch(study, replay)
    fails(study)
    with (study / "evidence" / attempts.FILE).open("a", encoding="utf-8") as file:
        file.write('{"what": "a later version"}\n{"source": "nom')
    assert amiss(study) == [Trouble(LATER, "silent")]
    fails(study, LATEST)
    assert amiss(study) == [Trouble(LATEST, "silent")]
