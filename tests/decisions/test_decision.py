"""A decision is signed, dated, reasoned and of a known kind, or it is refused."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.decisions import Decision
from sectorscope.errors import DecisionError
from tests.decisions.made import coding, release


def test_the_line_is_text_that_git_can_show():
    assert release().line == (
        '{"kind": "release_cell", "body": {"dataset": "Working Futures", '
        '"area_code": "E08000033", "dimension": "industry_22", "code": "17", '
        '"ruling": "release"}, "who": "A. Analyst", "when": "2026-11-22", '
        '"why": "stable over three editions"}'
    )
    assert "“naïve”" in coding(quote="“naïve”").line


def test_the_id_is_of_the_line_and_so_of_the_decision_alone():
    one = coding()
    turned = replace(one, body=dict(reversed(one.body.items())))
    assert one.id == turned.id == sha256(one.line.encode()).hexdigest()[:16]
    assert one.id != coding("testing").id


def test_it_cannot_be_changed_by_whoever_made_it():
    body = dict(coding().body)
    one = Decision("coding", body, "A. Analyst", "2026-11-22", "names the skill")
    body["state"] = "withdrawn"
    assert one.ruling == "raised_unprompted"
    with pytest.raises(FrozenInstanceError):
        one.why = "another reason"  # type: ignore[misc]


@settings(deadline=None)
@given(quote=st.text(), why=st.text().filter(str.strip))
def test_any_text_comes_back_from_its_line(quote: str, why: str):
    one = replace(coding(quote=quote), why=why)
    assert "\n" not in one.line
    assert Decision.from_line(one.line) == one


@pytest.mark.parametrize("name", ["who", "why"])
@pytest.mark.parametrize("value", ["", " \n"])
def test_it_must_be_signed_and_reasoned(name: str, value: object):
    with pytest.raises(DecisionError, match="not signed" if name == "who" else "no reason"):
        replace(coding(), **{name: value})


@pytest.mark.parametrize("when", ["", "today", "2026-13-01", "20261122", "2026-11-22T10:00:00"])
def test_it_must_be_dated(when: str):
    with pytest.raises(DecisionError, match="2026-11-22"):
        replace(coding(), when=when)


def test_an_unknown_kind_is_refused_with_the_near_one():
    with pytest.raises(DecisionError, match="try: coding"):
        replace(coding(), kind="codings")


def test_an_unknown_key_is_refused_with_the_near_one():
    body = {key: value for key, value in coding().body.items() if key != "business"}
    with pytest.raises(DecisionError, match=r"'busines'.*try: business"):
        replace(coding(), body={**body, "busines": "B07"})


def test_a_missing_key_is_refused_by_name():
    body = {key: value for key, value in coding().body.items() if key != "quote"}
    with pytest.raises(DecisionError, match="no 'quote'"):
        replace(coding(), body=body)


def test_an_unknown_ruling_is_refused_with_the_near_one():
    with pytest.raises(DecisionError, match="raised_unprompted, yes, no"):
        coding(state="raised")
    with pytest.raises(DecisionError, match="release, withdrawn"):
        release(ruling="raised_unprompted")


@pytest.mark.parametrize("value", [None, 3, ["a"], "\ud800"])
def test_a_body_is_text(value: object):
    with pytest.raises(DecisionError, match="'quote'"):
        coding(quote=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ["", "{", "[]", "3", '{"kind": "coding"}', '{"a": 1}'])
def test_a_line_that_is_no_decision_is_refused(line: str):
    with pytest.raises(DecisionError):
        Decision.from_line(line)


@pytest.mark.parametrize("body", [None, [], "business", 3])
def test_a_line_whose_body_is_no_mapping_is_refused(body: object):
    read = json.loads(coding().line)
    with pytest.raises(DecisionError, match="body"):
        Decision.from_line(json.dumps({**read, "body": body}))


@pytest.mark.parametrize("kind", [None, ["coding"], {}])
def test_a_line_whose_kind_is_no_word_is_refused(kind: object):
    read = json.loads(coding().line)
    with pytest.raises(DecisionError, match="kind"):
        Decision.from_line(json.dumps({**read, "kind": kind}))
