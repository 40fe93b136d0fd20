"""A coding counts only while the words it quotes still stand in the answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.assertions import assertions, unanchored
from sectorscope.evidence.locate import Locator, resolve
from tests.support.consulted import coding, response

SETTINGS = settings(max_examples=60, deadline=None)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='",\r\n'), max_size=12
)


def test_every_response_is_an_assertion_of_its_own():
    (row,) = assertions([response("B0", "yes", "CAD and turning", option="more")], [])
    assert (row["code"], row["state"], row["raw"], row["decision"]) == (
        "",
        "yes",
        "CAD and turning",
        None,
    )
    assert row["option"] == "more"


def test_a_coding_quotes_the_characters_it_rests_on():
    rows = assertions([response("B0", "yes", "Mostly CAD.")], [coding("B0", "cad", "CAD")])
    assert (rows[1]["code"], rows[1]["state"], rows[1]["raw"]) == (
        "cad",
        "raised_unprompted",
        "CAD",
    )
    assert rows[1]["locator"] == "bytes=0-9;field=q;chars=7-10"
    assert rows[1]["decision"] == "B0-q-cad"


@SETTINGS
@given(before=WORDS, quote=WORDS.filter(bool), after=WORDS)
def test_the_locator_of_a_quote_leads_to_exactly_its_words(before: str, quote: str, after: str):
    raw = before + quote + after
    file = f'business,q\nB0,"{raw}"\n'.encode()
    where = str(Locator(file.index(b"B0"), len(file), "q"))
    rows = assertions([response("B0", "yes", raw, locator=where)], [coding("B0", "c", quote)])
    assert len(rows) == 2
    assert rows[1]["raw"] == quote
    assert resolve(file, rows[1]["locator"]).text == quote


@pytest.mark.parametrize(
    "raw",
    ["", "Cad", "C A D", "not asked", "cafe\u0301"],
    ids=["empty", "case", "apart", "other", "form"],
)
def test_a_quote_that_is_lost_gives_no_row_and_is_listed(raw: str):
    codings = [coding("B0", "x", "CAD"), coding("B0", "y", "caf\u00e9")]
    rows = assertions([response("B0", "yes", raw)], codings)
    assert [r["code"] for r in rows] == [""]
    assert unanchored(codings, rows) == ["B0-q-x", "B0-q-y"]


def test_only_what_is_lost_is_listed():
    codings = [coding("B0", "a", "CAD"), coding("B0", "b", "CNC"), coding("B9", "a", "CAD")]
    codings.append(coding("B0", "a", "CAD", question="r"))
    rows = assertions([response("B0", "yes", "CAD")], codings)
    assert unanchored(codings, rows) == ["B0-q-b", "B0-r-a", "B9-q-a"]


def test_a_coding_does_not_anchor_in_another_answer():
    answers = [response("B0", "yes", "CAD"), response("B1", "yes", "CNC")]
    assert len(assertions(answers, [coding("B1", "cad", "CAD")])) == 2


def test_a_coding_that_quotes_nothing_counts_for_nothing():
    codings = [coding("B0", "cad", "")]
    rows = assertions([response("B0", "yes", "We would not single one out.")], codings)
    assert [r["code"] for r in rows] == [""]
