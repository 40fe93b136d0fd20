"""Every statement of the shipped study ends at bytes that hold what it says it rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sectorscope.pipeline import build
from sectorscope.profile import AUDIENCES, Audience, Evidence, Profile, Statement
from sectorscope.study import Study, open_study
from sectorscope.trace import trace, trace_in
from tests.trace import walking


@pytest.fixture(scope="module")
def opened(built: Path) -> Study:
    return open_study(built)


@pytest.fixture(scope="module")
def profile(opened: Study) -> Profile:
    return build(opened)


def rests_on(profile: Profile, statement: Statement) -> list[Evidence]:
    items = {e.id: e for e in profile.evidence.items}
    return [items[r.id] for r in statement.refs()]


def test_there_is_something_to_walk(profile: Profile):
    assert len(list(profile.statements())) > 45
    assert {e.id.partition("|")[0] for e in profile.evidence.items} == {
        *("assertion", "consultation", "fact")
    }


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_statement_ends_at_bytes(opened: Study, audience: Audience):
    profile = build(opened, audience=audience)
    for statement in profile.statements():
        pieces = rests_on(profile, statement)
        assert pieces, statement.text
        for piece in pieces:
            assert walking.stands(opened.path, piece) == piece.raw, (statement.text, piece.id)


def test_all_other_evidence_ends_at_bytes_too(opened: Study, profile: Profile):
    assert {r.id for r in profile.refs()} == {e.id for e in profile.evidence.items}
    for piece in profile.evidence.items:
        assert walking.stands(opened.path, piece) == piece.raw, piece.id


def test_trace_takes_the_same_way(opened: Study, profile: Profile):
    for statement in profile.statements():
        found = trace_in(opened, profile, statement)
        assert found.statement == statement
        assert [s.evidence for s in found.steps] == rests_on(profile, statement)
        for step in found.steps:
            assert step.found.text == walking.stands(opened.path, step.evidence)
            assert step.snapshot.sha256 == step.evidence.snapshot
            place = f"bytes={step.found.start}-{step.found.end}"
            assert (step.evidence.locator or "").startswith(place)


def test_a_fact_stands_where_the_bytes_of_its_own_block_are(opened: Study, profile: Profile):
    facts = [e for e in profile.evidence.items if e.id.startswith("fact|")]
    assert len(facts) > 15
    for piece in facts:
        assert piece.id == "fact|" + walking.block(opened.path, piece)["id"]


def test_figures_of_facts_are_the_figures_of_their_bytes(opened: Study, profile: Profile):
    compared = 0
    for statement in (s for s in profile.statements() if s.question.startswith("fact:")):
        facts = [walking.block(opened.path, e) for e in rests_on(profile, statement)]
        for estimate in (e for e in statement.estimates if e.standing == "published"):
            parts = [p["value"] for f in facts for p in f.get("parts", []) if isinstance(p, dict)]
            assert estimate.value in [*(f["value"] for f in facts if "value" in f), *parts]
            compared += 1
    assert compared >= 6


def test_an_answer_stands_in_the_record_of_its_business(opened: Study, profile: Profile):
    answers = [e for e in profile.evidence.items if e.id.startswith("assertion|")]
    assert len(answers) > 200
    for piece in answers:
        _, business, question, _ = piece.id.split("|")
        assert walking.record(opened.path, piece)["business"] == business
        assert f";field={question}" in (piece.locator or "")


def test_what_was_coded_stands_in_the_answer_as_it_was_quoted(opened: Study, profile: Profile):
    coded = [e for e in profile.evidence.items if e.decision]
    assert len(coded) > 80
    for piece in coded:
        assert ";chars=" in (piece.locator or "")
        question = piece.id.split("|")[2]
        answer = walking.record(opened.path, piece)[question]
        assert piece.raw
        assert piece.raw in answer, piece.id


def test_counts_are_counts_of_what_stands_in_the_bytes(opened: Study, profile: Profile):
    """k and n of the plain yes-or-no questions, counted from the decoded records."""
    asked = ("optimism", "graduate_reliance", "university_links", "apprenticeships_important")
    for question in asked:
        about = (s for s in profile.statements() if s.question == question)
        (statement,) = (s for s in about if not s.subject)
        answers = [walking.stands(opened.path, e) for e in rests_on(profile, statement)]
        (estimate,) = (e for e in statement.estimates if e.unit.startswith("businesses"))
        assert (estimate.value, estimate.n) == (answers.count("yes"), len(answers)), question
        numbers = [int(n) for n in re.findall(r"\d+", statement.text)]
        assert estimate.n in numbers


def test_trace_by_id_finds_each(opened: Study, profile: Profile):
    for statement in list(profile.statements())[::8]:
        assert trace(opened, statement.id).statement == statement
