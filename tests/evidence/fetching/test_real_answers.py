"""Answers that the real services gave, where the folder of real data is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.nomis.fetch import Nomis
from tests.evidence.fetching.helpers import fetch, held, query
from tests.evidence.samples import DATA, needs_data
from tests.support.replay.nomis import ASKED
from tests.support.replay.nomis import Nomis as Service
from tests.support.replay.server import Replay, Reply, Request

pytestmark = needs_data

ROWS = {
    "nomis-aps-employment": 6,
    "nomis-bres-sic-sections": 42,
    "nomis-business-counts": 21,
    "nomis-claimant-count": 4,
    "nomis-earnings": 1,
    "nomis-jobs-density": 2,
    "nomis-population": 1,
    "nomis-qualifications": 7,
}


def retrieval_of(body: bytes) -> Nomis:
    """The query that a body answers, by the data set its records are of."""
    found = re.search(rb"Nm-(\d+)d(\d+)", body)
    number, version = found.groups() if found else (b"1", b"1")
    return Nomis("real.csv", f"NM_{number.decode()}_{version.decode()}", {})


@pytest.mark.parametrize("name", ROWS)
def test_a_real_page_of_nomis_is_one(name: str):
    body = (DATA / "official" / f"{name}.csv").read_bytes()
    page = retrieval_of(body).look(1, body)
    assert (page.rows, page.total, page.pages, len(page.keys)) == (ROWS[name],) * 2 + (
        1,
        ROWS[name],
    )


@pytest.mark.parametrize("name", ROWS)
def test_a_real_page_that_was_cut_anywhere_is_none(name: str):
    body = (DATA / "official" / f"{name}.csv").read_bytes()
    for cut in range(0, len(body) - 1, max(1, len(body) // 50)):
        with pytest.raises(GateRefused):
            retrieval_of(body).look(1, body[:cut])


@pytest.mark.parametrize(
    ("name", "gate"),
    [
        ("nomis_html_help_page_saved_as.csv", "html"),
        ("nomis_empty_body_http200.csv", "empty"),
        ("json_not_found_saved_as.csv", "json_error"),
        ("html_error_saved_as.csv", "html"),
        ("ees_header_only_bad_filter.csv", "no_rows"),
    ],
)
def test_real_wrong_answers_are_refused(name: str, gate: str):
    body = (DATA / "bad_responses" / name).read_bytes()
    with pytest.raises(GateRefused) as why:
        retrieval_of(body).look(1, body)
    assert why.value.gate == gate


def test_a_real_answer_goes_all_the_way(study: Path):
    body = (DATA / "official" / "nomis-bres-sic-sections.csv").read_bytes()

    class Real(Service):
        def data(self, request: Request) -> Reply:
            return Reply(body)

    asked = query({**ASKED, "dataset": "NM_188_1"})
    with Replay(Real(dataset="NM_188_1", urn="Nm-188d1")) as replay:
        outcome = fetch(study, replay, asked)
    assert len(held(study)) == 1
    assert outcome.added is not None
    assert [d.rows for d in outcome.added.dropped] == [21]  # percentages among counts
