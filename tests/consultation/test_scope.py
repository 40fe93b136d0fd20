"""A survey of every sector: the profile speaks of its own, and of nobody else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.grouped import counts
from sectorscope.consultation.scope import of_the_sector, outside
from sectorscope.pipeline import build, make_run
from sectorscope.profile import AUDIENCES, Profile
from sectorscope.study import Study
from tests.pipeline import sealed
from tests.support.consulted import consultee

OWN = ("orthopaedics", "biotech")
OF_BUSINESSES = ("assertion", "consultee", "consultee_group", "document", "response")


def stated(*segments: str) -> list[dict[str, Any]]:
    return [consultee(f"B{i}", s) for i, s in enumerate(segments)]


@pytest.mark.parametrize(
    ("segments", "gone"),
    [
        ((), ""),
        (("orthopaedics", "biotech"), ""),
        (("orthopaedics", "retail"), "1"),
        (("orthopaedics", "retail;biotech"), ""),
        (("orthopaedics", ""), ""),
        (("orthopaedics", "", "retail"), "12"),
        (("", ""), ""),
        (("retail", "farming"), ""),
    ],
    ids=[
        *("nobody", "all", "another", "both", "blanks count", "blanks do not"),
        *("none stated", "none of the study's"),
    ],
)
def test_who_is_of_another_sector(segments: Sequence[str], gone: str):
    assert outside(stated(*segments), OWN) == {f"B{i}" for i in gone}


def test_a_study_without_segments_speaks_of_all():
    assert outside(stated("retail", "", "orthopaedics"), ()) == frozenset()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["", "retail", "biotech", "orthopaedics", "biotech;retail"])))
def test_whoever_states_the_sector_stays_and_order_is_nothing(segments: list[str]):
    rows = stated(*segments)
    gone = outside(rows, OWN)
    assert gone == outside(rows[::-1], OWN)
    assert not gone & {r["business"] for r in rows if {*r["segments"].split(";")} & {*OWN}}
    assert len(gone) < len(rows) or not rows


def test_every_table_of_businesses_is_without_them_and_no_other_changes():
    tables: dict[str, Sequence[Mapping[str, Any]]] = {
        name: [{"business": "B0"}, {"business": "B1"}] for name in OF_BUSINESSES
    }
    tables |= {"consultee": stated("biotech", "retail"), "statistic": [{"business": "B1"}]}
    rows, number = of_the_sector(lambda name: tables.get(name, []), OWN)
    assert number == 1
    for name in OF_BUSINESSES:
        assert [r["business"] for r in rows(name)] == ["B0"], name
    assert rows("statistic") == tables["statistic"]


def test_those_who_responded_are_counted_anew_for_each_consultation():
    tables: dict[str, Sequence[Mapping[str, Any]]] = {
        "consultee": stated("biotech", "retail", "biotech"),
        "snapshot": [{"sha256": "s", "mapping": "m"}, {"sha256": "t", "mapping": "n"}],
        "consultation": [
            {"snapshot": "m", "responded": 2},
            {"snapshot": "t", "responded": 2},
        ],
        "response": [
            {"business": b, "snapshot": s} for b, s in (("B0", "s"), ("B1", "s"), ("B2", "t"))
        ],
    }
    rows, _ = of_the_sector(lambda name: tables[name], OWN)
    assert [c["responded"] for c in rows("consultation")] == [1, 1]


# --- through to the profile ----------------------------------------------------------------


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Study]:
    """A study whose survey reached shops too, and the same one without them."""
    folder = tmp_path_factory.mktemp("scope")
    shops = [sealed.row(f"Shop {n}", sector="retail", town="Whitby") for n in "abcdefg"]
    shops.append(sealed.row("Shop h", sector="", town="Whitby"))
    made: list[Study] = []
    for name, rows in (("wide", [*sealed.answers(), *shops]), ("own", sealed.answers())):
        study = sealed.empty(folder / name)
        sealed.add(study, sealed.survey(rows))
        make_run(study, unlock=sealed.key(study))
        made.append(study)
    return made[0], made[1]


def said(profile: Profile) -> list[tuple[str, str]]:
    return [(s.id, s.text) for s in profile.statements()]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_shops_change_no_sentence_and_no_figure(both: tuple[Study, Study], audience: Any):  # noqa: ANN401
    wide, own = (build(study, audience=audience) for study in both)
    assert said(wide) == said(own)
    assert len(said(own)) > 1
    chapters = [json.dumps([c.model_dump(mode="json") for c in p.chapters]) for p in (wide, own)]
    assert "Whitby" not in chapters[0]
    assert "4 of 5" in chapters[0]
    assert " of 13" not in chapters[0]
    told = wide.model_dump_json()
    assert "Whitby" not in told
    assert "retail" not in told


def test_the_box_says_how_many_are_left_out(both: tuple[Study, Study]):
    boxes = [
        {row[0].text: row[1].text for row in p.method[0].data.rows}  # type: ignore[union-attr]
        for p in map(build, both)
    ]
    (line,) = (k for k in boxes[0] if "Of other sectors" in k)
    assert boxes[0][line] == "8"
    assert boxes[0]["Responded"] == boxes[1]["Responded"]
    assert line not in boxes[1]


def test_counts_hold_them_still(both: tuple[Study, Study]):
    wide, own = (make_run(study).run.tables() for study in both)
    asked = [
        {(c.question, c.by): (c.k, c.n) for c in counts(t.rows, "segments") if not c.code}
        for t in (wide, own)
    ]
    whole = [
        {c.question: (c.k, c.n) for c in counts(t.rows, None) if not c.code} for t in (wide, own)
    ]
    assert asked[0]["recruited", "retail"] == (7, 7)
    assert whole[0]["recruited"] == (12, 13)
    assert whole[1]["recruited"] == (4, 5)
    assert asked[0]["recruited", "orthopaedics"] == asked[1]["recruited", "orthopaedics"]
