"""A query of Nomis: every dimension, no other, and the data set that was meant."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import FetchFailed, UsageError
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources import load
from tests.evidence.fetching.helpers import client_of, fetch, held, query, reasons
from tests.support.replay.ees import ASKED as EES
from tests.support.replay.nomis import ASKED, Nomis
from tests.support.replay.server import HELP, Fault, Replay


def test_lists_and_made_up_areas_are_written_as_nomis_wants_them(study: Path, replay: Replay):
    areas = ["E08000034", "MAKE|West Yorkshire|E08000032;E08000033"]
    fetch(study, replay, query({**ASKED, "geography": areas}))
    asked = replay.asked[1].query
    assert asked["geography"] == "E08000034,MAKE|West Yorkshire|E08000032;E08000033"
    assert (asked["measure"], asked["measures"]) == ("1", "20100")
    assert asked["date"] == "latestMINUS5-latest"


def test_a_dimension_left_out_is_every_value_of_it_so_it_is_asked_for(study: Path, replay: Replay):
    without = {k: v for k, v in ASKED.items() if k != "measure"}
    with pytest.raises(UsageError, match=r"leaves out measure;.*measure = 1"):
        fetch(study, replay, query(without))
    assert not any(r.path.endswith(".csv") for r in replay.asked)


def test_a_mistyped_dimension_is_not_silently_ignored(study: Path, replay: Replay):
    with pytest.raises(UsageError, match=r"no dimension 'industri'.*did you mean 'industry'"):
        fetch(study, replay, query({**ASKED, "industri": 1}))


def test_a_page_with_a_field_or_a_number_beyond_all_bounds_is_refused():
    asked, served = load("nomis").fetch(query(ASKED)), Nomis()
    good = served.csv(range(2))
    many = f",{len(served.cells)}\n".encode()
    with pytest.raises(GateRefused, match="field larger than field limit"):
        asked.look(1, good + b'"' + b"x" * 200_000 + b'"\n')
    with pytest.raises(GateRefused, match="one number of records"):
        asked.look(1, good.replace(many, b"," + b"9" * 5000 + b"\n"))


def test_a_query_names_a_data_set():
    with pytest.raises(UsageError, match="names no data set of Nomis"):
        load("nomis").fetch(query({"geography": 1}))


def test_a_sibling_data_set_is_refused_by_its_name(study: Path):
    sibling = Nomis(dataset="NM_188_1", title="BRES, public and private sector", urn="Nm-188d1")
    asked = query({**ASKED, "dataset": "NM_188_1", "called": "open access"})
    with Replay(sibling) as replay, pytest.raises(GateRefused, match="answered with NM_188_1"):
        fetch(study, replay, asked)
    assert not held(study)


def test_a_sibling_of_a_known_data_set_is_refused_though_the_query_says_no_name(study: Path):
    workplace = "annual survey of hours and earnings - workplace analysis"
    asked = {k: v for k, v in ASKED.items() if k != "called"} | {"dataset": "NM_30_1"}
    sibling = Nomis(dataset="NM_30_1", title=workplace, urn="Nm-30d1")
    with Replay(sibling) as replay, pytest.raises(GateRefused, match="workplace analysis"):
        fetch(study, replay, query(asked))
    assert not held(study)


def test_records_of_another_data_set_are_refused_by_their_names(study: Path):
    class Mixed(Nomis):
        def definition(self) -> dict[str, object]:
            return Nomis().definition()

    with Replay(Mixed(urn="Nm-172d1")) as replay, pytest.raises(GateRefused) as why:
        fetch(study, replay)
    assert why.value.gate == "dataset"
    assert "Nm-172d1" in reasons(study)[0]


def test_a_data_set_that_is_not_there(study: Path, replay: Replay):
    with pytest.raises(FetchFailed, match=r"Nomis has nothing there \(404 Not Found\)"):
        fetch(study, replay, query({**ASKED, "dataset": "NM_999_1"}))


def test_the_size_to_expect_is_asked_for_with_one_record(replay: Replay, service: Nomis):
    retrieval = load("nomis").fetch(query())
    with client_of(replay) as client:
        size = retrieval.size(client)
    assert (size.rows, size.requests) == (30, 6)
    real = len(service.csv(range(30)))
    assert size.bytes is not None
    assert abs(size.bytes - real) < real * 0.1
    (asked,) = replay.asked
    assert asked.query["recordlimit"] == "1"


def test_no_fetch_for_a_source_without_a_service():
    with pytest.raises(UsageError, match=r"facts has no service.*nomis"):
        load("facts").fetch(query({}, source="facts"))


@pytest.mark.parametrize("dataset", ["NM_1", "NM_1_1/../..", "NM_1_1_1", "nm_1_1", 5, ["NM_1_1"]])
def test_an_id_that_is_none(dataset: object):
    with pytest.raises(UsageError, match="names no data set of Nomis"):
        load("nomis").fetch(query({**ASKED, "dataset": dataset}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(asked=st.dictionaries(st.sampled_from([*ASKED, "other"]), JSON))
@pytest.mark.parametrize("source", ["nomis", "ees", "companies_house"])
def test_no_query_whatsoever_is_a_traceback(source: str, asked: dict[str, object]):
    with contextlib.suppress(UsageError):
        load(source).fetch(query(asked, source=source)).name  # noqa: B018


@pytest.mark.parametrize("value", [{}, [], None, True, 1.5, "", [[]], {"a": 1}])
def test_a_value_is_a_code_or_a_list_of_codes(value: object):
    with pytest.raises(UsageError, match="geography ="):
        load("nomis").fetch(query({**ASKED, "geography": value}))


def test_a_definition_that_is_refused_is_kept_apart(study: Path, replay: Replay):
    replay.always = Fault("help")
    with pytest.raises(GateRefused, match="gate html"):
        fetch(study, replay)
    assert "API - Help" in reasons(study)[0]
    (kept,) = (study / "evidence" / "refused").glob("*-bres.csv")
    assert kept.read_bytes() == HELP


@pytest.mark.parametrize("source", ["nomis", "ees"])
@pytest.mark.parametrize(
    "body",
    [
        *("{}", "[]", "5", "null", '{"id": [], "title": {}}'),
        '{"structure": {"keyfamilies": {"keyfamily": []}}}',
        '{"structure": {"keyfamilies": {"keyfamily": [{"id": 1}]}}}',
    ],
)
def test_a_definition_of_another_shape_is_refused_in_a_sentence(
    study: Path, replay: Replay, source: str, body: str
):
    asked = query(EES, source="ees") if source == "ees" else query()
    replay.always = Fault("body", body)
    with pytest.raises(GateRefused) as why:
        fetch(study, replay, asked)
    assert why.value.gate in ("dataset", "json_error")
