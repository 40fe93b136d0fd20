"""k of n: who counts as asked, who as having said so, and what a wider code holds."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.counts import segments
from tests.support.consulted import (
    code,
    coding,
    consultation,
    consultee,
    mixes,
    naming,
    of_states,
    question,
    response,
)

SETTINGS = settings(max_examples=60, deadline=None)


@SETTINGS
@given(mixes())
def test_k_and_n_of_a_closed_question(states: list[str]):
    count = of_states(states).count("q")
    tally = Counter(states)
    assert count.k == tally["yes"]
    assert count.n == len(states) - tally["not_asked"] - tally["not_applicable"]
    asked = {s: v for s, v in tally.items() if s not in ("not_asked", "not_applicable")}
    assert count.states == asked
    assert count.explicit_noes == tally["no"]
    assert len(count.rows) == count.n
    assert {r["business"] for r in count.rows[: count.k]} == count.said


@pytest.mark.parametrize("state", ["blank", "dont_know", "refused", "unquantified", "no"])
def test_who_was_asked_counts_as_asked_whatever_was_said(state: str):
    assert of_states(["yes", state]).count("q").n == 2


@pytest.mark.parametrize("state", ["not_asked", "not_applicable"])
def test_who_was_not_asked_does_not_count(state: str):
    count = of_states(["yes", state]).count("q")
    assert (count.k, count.n, count.states) == (1, 1, {"yes": 1})


@pytest.mark.parametrize("state", ["blank", "dont_know", "refused", "unquantified"])
def test_silence_is_not_no(state: str):
    assert of_states([state] * 3).count("q").explicit_noes == 0


def test_raised_without_prompting_is_said():
    assert of_states(["raised_unprompted", "yes", "no"]).count("q").k == 2


def test_a_code_counts_those_who_raised_it_of_those_asked():
    held = naming({"cad": ["B0", "B1"], "cnc": ["B1"]}, 5)
    count = held.count("q", "cad", label="CAD")
    assert (count.k, count.n, count.said, count.label) == (2, 5, {"B0", "B1"}, "CAD")
    assert {r["code"] for r in count.rows} == {"cad", ""}
    assert len(count.rows) == 5


def test_a_wider_code_counts_a_business_once():
    held = naming({"cad": ["B0", "B1"], "cnc": ["B0", "B1", "B2"]}, 5, {"cad": "e", "cnc": "e"})
    assert held.count("q", "e").k == 3


def test_a_code_rolls_up_through_every_level():
    held = consultation(
        [response("B0", "yes", "words"), response("B1", "yes", "words")],
        codes=[code("a"), code("b", "a"), code("c", "b")],
        codings=[coding("B0", "c"), coding("B1", "b")],
    )
    assert [held.count("q", c).k for c in "abc"] == [2, 2, 1]
    assert [c["code"] for c, _ in held.named("q")] == ["c", "b"]


NAMED = st.dictionaries(
    st.sampled_from("abcdef"), st.sets(st.integers(0, 11).map("B{}".format)), max_size=6
)


@SETTINGS
@given(
    named=NAMED,
    parents=st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(("w1", "w2")), max_size=6),
    within=st.none() | st.sets(st.integers(0, 11).map("B{}".format)),
    asked=st.integers(0, 12),
)
def test_every_code_against_sets_counted_by_hand(
    named: dict[str, set[str]],
    parents: dict[str, str],
    within: set[str] | None,
    asked: int,
):
    held = naming(named, asked, {c: p for c, p in parents.items() if c in named})
    present = {f"B{i}" for i in range(asked)} & (
        within if within is not None else {f"B{i}" for i in range(12)}
    )
    expected = {c: who & present for c, who in named.items()}
    for child, parent in parents.items():
        if child in named:
            expected[parent] = expected.get(parent, set()) | expected[child]
    for name, who in expected.items():
        count = held.count("q", name, among=within)
        assert (count.said, count.k, count.n) == (who, len(who), len(present))


def test_a_coding_of_a_business_that_was_not_asked_counts_for_nothing():
    held = consultation(
        [response("B0", "not_asked", "words"), response("B1", "yes", "words")],
        codes=[code("a")],
        codings=[coding("B0", "a"), coding("B1", "a")],
    )
    count = held.count("q", "a")
    assert (count.k, count.n) == (1, 1)


def test_codes_of_one_question_do_not_count_in_another():
    held = consultation(
        [response("B0", "yes", "words"), response("B0", "yes", "words", "r")],
        codes=[code("a"), code("a", question="r")],
        codings=[coding("B0", "a", question="r")],
        questions=[question(), question("r", order=1)],
    )
    assert (held.count("q", "a").k, held.count("r", "a").k) == (0, 1)


def test_among_some_businesses_only():
    held = of_states(["yes", "no", "yes"])
    count = held.count("q", among=["B00", "B01", "B99"])
    assert (count.k, count.n) == (1, 2)
    assert held.count("q", among=()).n == 0


def test_a_business_in_two_segments_is_in_both():
    held = consultation(
        [response(b, "yes") for b in ("B0", "B1", "B2")],
        consultees=[
            consultee("B0", "orthopaedics"),
            consultee("B1", "assistive;telehealth"),
            consultee("B2", ""),
        ],
    )
    assert held.in_segment("telehealth") == {"B1"}
    assert held.in_segment("assistive") == {"B1"}
    assert held.in_segment("tele") == set()
    assert held.in_segment(None) == {"B0", "B1", "B2"}
    assert held.count("q", among=held.in_segment("telehealth")).n == 1
    home = frozenset({"orthopaedics", "assistive"})
    assert held.strata(["B0", "B1", "B2"], home) == {"orthopaedics", "assistive"}
    assert segments(consultee("x", "a;;b")) == ["a", "b"]


def test_options_show_where_each_business_stands():
    held = of_states(["yes", "yes", "dont_know", "not_asked"], option="more people")
    assert held.options("q") == {"more people": 2, "dont_know": 1}


def test_questions_are_told_in_the_questionnaires_order():
    late, early = question("a", order=2, role="needs"), question("b", order=1)
    held = consultation([], questions=[late, early])
    assert [q["id"] for q in held.of_chapter("issues")] == ["b", "a"]
    assert [q["id"] for q in held.with_role("needs")] == ["a"]
    assert held.question("b") == early
    assert held.question("c") is None
    assert not held.held
