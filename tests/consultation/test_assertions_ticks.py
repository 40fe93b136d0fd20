"""A tick counts without a decision; a coding of the whole question says what it came to."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.assertions import assertions, unanchored
from sectorscope.consultation.counts import Consultation, Count
from tests.support.consulted import Row, code, coding, consultee, question, response

CODES = ("cad", "cnc", "sewing")


def ticked(name: str, of: str, state: str = "raised_unprompted") -> Row:
    where = {"snapshot": "5" * 64, "locator": f"bytes=0-9;field={of}", "raw": "x"}
    return {"business": name, "question": "q", "code": of, "state": state} | where


def counted(
    made: list[dict[str, Any]], of: str = "", parents: dict[str, str] | None = None
) -> Count:
    over = parents or {}
    codes = [code(c, over.get(c)) for c in (*CODES, *over.values())]
    tables: dict[str, list[Row]] = {
        "question": [question(form="issues", open=True)],
        "code": [c | {"order": i} for i, c in enumerate(codes)],
        "consultee": [consultee(b) for b in sorted({r["business"] for r in made})],
        "consultation": [],
        "assertion": list(made),
    }
    return Consultation(lambda name: tables[name]).count("q", of)


def test_a_tick_counts_without_a_decision():
    made = assertions([response(b, "yes") for b in "ABC"], [], ticks=[ticked("A", "cad")])
    (row,) = (r for r in made if r["code"])
    assert row["decision"] is None
    assert (row["raw"], row["locator"]) == ("x", "bytes=0-9;field=cad")
    count = counted(made, "cad")
    assert (count.k, count.n, count.said) == (1, 3, {"A"})
    assert unanchored([], made) == []


def test_what_is_prompted_and_not_ticked_is_told_apart():
    made = assertions(
        [response(b, "yes") for b in "AB"], [], ticks=[ticked("A", "cad"), ticked("B", "cad", "no")]
    )
    assert counted(made, "cad").said == {"A"}


def test_a_tick_and_a_coding_of_the_same_code_count_one_business_once():
    answers = [response("A", "yes", "CAD too"), response("B", "yes", "nothing much")]
    made = assertions(answers, [coding("A", "cad", "CAD")], ticks=[ticked("A", "cad")])
    (row,) = (r for r in made if r["code"])
    assert (row["decision"], row["raw"]) == ("A-q-cad", "CAD")
    count = counted(made, "cad")
    assert (count.k, count.n) == (1, 2)
    assert len([r for r in count.rows if r["code"]]) == 1


def test_a_tick_stands_where_the_coding_beside_it_lost_its_words():
    codings = [coding("A", "cad", "CAD")]
    made = assertions([response("A", "yes", "else")], codings, ticks=[ticked("A", "cad")])
    assert counted(made, "cad").k == 1
    assert unanchored(codings, made) == ["A-q-cad"]


def test_a_tick_and_a_coding_of_codes_under_one_count_once_above_them():
    made = assertions(
        [response("A", "yes", "CNC")], [coding("A", "cnc", "CNC")], ticks=[ticked("A", "cad")]
    )
    assert counted(made, "making", {"cad": "making", "cnc": "making"}).k == 1


def test_a_coding_of_the_question_as_a_whole_sets_its_state():
    answers = [response(b, "yes", "We would rather not say") for b in "AB"]
    whole = coding("A", "", "rather not") | {"state": "refused"}
    made = assertions(answers, [whole], codebook={("q", "cad")})
    states = {r["business"]: (r["state"], r["decision"]) for r in made}
    assert states == {"A": ("refused", "A-q-"), "B": ("yes", None)}
    assert (counted(made).k, counted(made).n) == (1, 2)
    (row,) = (r for r in made if r["business"] == "A")
    assert row["locator"].endswith(";chars=9-19")


def test_a_coding_of_the_whole_leaves_what_was_ticked():
    whole = coding("A", "", "no") | {"state": "dont_know"}
    made = assertions([response("A", "yes", "no")], [whole], ticks=[ticked("A", "cad")])
    assert [(r["code"], r["state"]) for r in made] == [
        ("", "dont_know"),
        ("cad", "raised_unprompted"),
    ]


def test_a_coding_of_the_whole_counts_for_nothing_once_its_words_are_gone():
    whole = coding("A", "", "rather not") | {"state": "refused"}
    made = assertions([response("A", "yes", "CAD")], [whole])
    assert [(r["state"], r["decision"]) for r in made] == [("yes", None)]


@settings(max_examples=40, deadline=None)
@given(
    ticks=st.sets(st.tuples(st.sampled_from("ABCD"), st.sampled_from(CODES))),
    coded=st.sets(st.tuples(st.sampled_from("ABCD"), st.sampled_from(CODES))),
)
def test_whoever_ticked_or_was_coded_counts_once(
    ticks: set[tuple[str, str]], coded: set[tuple[str, str]]
):
    made = assertions(
        [response(b, "yes", "words") for b in "ABCD"],
        [coding(b, c) for b, c in sorted(coded)],
        ticks=[ticked(b, c) for b, c in sorted(ticks)],
    )
    for of in CODES:
        assert counted(made, of).said == {b for b, c in ticks | coded if c == of}
        assert len([r for r in made if r["code"] == of]) == counted(made, of).k
