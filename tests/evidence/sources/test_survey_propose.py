"""A proposed mapping parses, reads its own file, and holds nothing that one business alone said."""

import io
import tomllib
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources.survey.guesses import kind
from sectorscope.evidence.sources.survey.mapping import parse
from sectorscope.evidence.sources.survey.proposal import toml
from sectorscope.evidence.sources.survey.propose import propose
from sectorscope.evidence.sources.survey.read import read
from sectorscope.evidence.sources.survey.spans import spans
from tests.consultation import messy
from tests.evidence.sources.test_survey_formats import FILES, as_xlsx


def tables(data: bytes, mapping: str) -> dict[str, list[dict[str, Any]]]:
    entry = describe(data, name="a", source="survey", retrieved="2026-01-01")
    return dict(read(entry, data, mapping.encode()))


@pytest.mark.parametrize("name", FILES)
def test_a_proposal_reads_the_file_it_was_made_from(name: str):
    data = FILES[name][1]
    found = tables(data, propose(data))
    assert {r["business"] for r in found["response"]} == {"Zyx One", "Zyx Two", "Zyx Three"}
    assert {r["value"] for r in found["consultee_group"]} == {"Widgets", ""}
    texts = " ".join(q["text"] for q in found["question"])
    assert "hard to" in texts
    assert "Why?" in texts


def test_a_proposal_holds_nobodys_name_address_or_open_answer():
    said = propose(messy.survey())
    for text in ("zyx", "Nobody Number", "Remark", "invalid", "Reason", "Way 4", "test@"):
        assert text.casefold() not in said.casefold()
    assert "CAD, 2D and 3D" in said


def test_a_choice_that_one_business_alone_wrote_is_not_proposed():
    cells = ["CAD;CNC", "CAD;CNC", "CNC", "CAD", "CAD;a thing of Zyx"]
    proposed = propose(as_xlsx([("Firm", "Which?"), *((f"f{n}", c) for n, c in enumerate(cells))]))
    (question,) = parse(proposed.encode()).question
    assert [o.answer for o in question.options] == ["CAD", "CNC"]
    assert "Zyx" not in proposed


GROWING = ["More"] * 10 + ["Same"] * 8 + ["Fewer"] * 2


def test_every_answer_that_two_businesses_gave_is_an_option():
    rows = [(f"f{n}", c) for n, c in enumerate(GROWING)]
    (question,) = parse(propose(as_xlsx([("Firm", "Staff?"), *rows])).encode()).question
    assert [o.answer for o in question.options] == ["Fewer", "More", "Same"]
    assert not question.other


def test_what_one_business_answered_twice_is_no_option():
    rows = [(f"f{n}", c) for n, c in enumerate(GROWING)]
    rows += [("Zyx Ltd", "About as Zyx likes")] * 2
    proposed = propose(as_xlsx([("Company name", "Staff?"), *rows]))
    (question,) = parse(proposed.encode()).question
    assert [o.answer for o in question.options] == ["Fewer", "More", "Same"]
    assert question.other
    assert "Zyx" not in proposed


def test_a_block_after_a_proposal_s_list_is_to_be_put_into_it():
    rows = [(f"f{n}", c) for n, c in enumerate(GROWING)]
    proposed = propose(as_xlsx([("Firm", "Staff?"), *rows]))
    for block in ('[[question]]\nid = "more"\n', '[[question.code]]\ncode = "more"\n'):
        with pytest.raises(GateRefused, match=r"try: put all questions in one form"):
            parse((proposed + block).encode())
    with pytest.raises(GateRefused) as refused:
        parse((proposed + "x =").encode())
    assert "one form" not in str(refused.value)


def test_a_proposal_knows_who_answers_and_what_they_agreed_to():
    rules = parse(propose(messy.survey()).encode())
    assert rules.business.ids == ("Company number", "Company name")
    assert rules.business.segments == "What sector are you in?"
    assert rules.business.contact == ("Email", "Name")
    assert rules.consent is not None
    assert not isinstance(rules.consent.quote, bool)
    assert len(rules.question) == len(messy.QUESTIONS)
    forms = {q.form for q in rules.question}
    assert forms >= {"share", "option", "raised", "gave_number"}
    assert sum(bool(q.many) for q in rules.question) == 2


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("_uuid", "own"),
        ("Start time", "own"),
        ("Company registration number", "number"),
        ("What is the name of your business?", "name"),
        ("E-mail address", "contact"),
        ("Which sector are you in?", "segments"),
        ("How many people does your business employ?", "size_band"),
        ("Where is your business based?", "place"),
        ("Do you consent to take part?", "count"),
        ("May we quote you?", "quote"),
        ("How far do you agree with this?", ""),
        ("Which skills are hard to find?", ""),
    ],
)
def test_columns_are_told_by_their_headers(header: str, meant: str):
    assert kind([header]) == meant


TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda t: t.replace("\x7f", ""))
KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126))
VALUES = st.recursive(
    st.booleans() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@given(VALUES)
def test_what_is_written_as_toml_is_read_back(value: Any):  # noqa: ANN401
    assert tomllib.loads(f"v = {toml(value)}") == {"v": value}


SURVEY = (
    ("type", "name", "label::English (en)", "relevant"),
    ("start", "start", "", ""),
    ("begin_group", "about", "About you", ""),
    ("text", "firm", "Company name", ""),
    ("select_one sectors", "sector", "Which sector are you in?", ""),
    ("end_group", "", "", ""),
    ("begin group", "main", "Main part", ""),
    ("select_one yn", "hard", "Is it hard to recruit?", ""),
    ("select_multiple skills", "skills", "Which skills?", "${hard} = 'yes'"),
    ("text", "why", "Why?", "selected(${skills}, 'cad')"),
    ("integer", "posts", "How many posts?", "${hard} = 'yes' and ${why} != ''"),
    ("note", "bye", "Thank you", ""),
    ("end group", "", "", ""),
)
CHOICES = (
    ("list_name", "name", "label::English (en)"),
    ("yn", "yes", "Yes"),
    ("yn", "no", "No"),
    ("yn", "dk", "Don't know"),
    ("skills", "cad", "CAD"),
    ("skills", "none", "None of these"),
    ("sectors", "wid", "Widgets"),
)


def xlsform() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "survey"  # type: ignore[union-attr]
    book.create_sheet("choices")
    for name, rows in (("survey", SURVEY), ("choices", CHOICES)):
        for row in rows:
            book[name].append([c or None for c in row])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_xlsform_defines_the_questionnaire():
    proposed = propose(xlsform())
    rules = parse(proposed.encode())
    found = {q.id: q for q in rules.question}
    assert set(found) == {"hard", "skills", "why", "posts"}
    assert [(o.answer, o.label, o.state) for o in found["hard"].options] == [
        ("yes", "Yes", "yes"),
        ("no", "No", "no"),
        ("dk", "Don't know", "dont_know"),
    ]
    assert found["hard"].form == "share"
    assert (found["skills"].many, found["skills"].gate, found["skills"].gate_answers) == (
        True,
        "hard",
        ("yes",),
    )
    assert (found["why"].gate, found["why"].gate_answers) == ("skills", ("cad",))
    assert found["posts"].gate is None
    assert "asked only if ${hard} = 'yes' and ${why} != ''" in proposed
    assert (rules.business.id, rules.business.segments) == (("about/firm",), "about/sector")


def test_a_forms_answers_are_read_with_its_proposal():
    data = (
        b"start,about/firm,about/sector,main/hard,main/skills,main/why,main/posts,_uuid\n"
        b"x,Zyx,wid,yes,cad none,words,3,u1\n"
        b"x,Qux,wid,dk,,,,u2\n"
        b"x,Vex,wid,yes,none,,,u3\n"
    )
    rows = tables(data, propose(xlsform()))["response"]
    states = {(r["business"], r["question"]): r["state"] for r in rows}
    assert states["Qux", "hard"] == "dont_know"
    assert states["Qux", "skills"] == "not_asked"
    assert states["Qux", "why"] == "not_asked"
    assert states["Vex", "skills"] == "no"
    assert states["Zyx", "why"] == "yes"


INLINE = b"""title = "x"
question = [  # [a comment] with { signs }
  { id = "one", text = "a } and ] in a text", options = ["a", 'b}'] },
  { id = "two", code = [{ code = "x", label = "y" }] },
]
[business]
id = "firm"
"""
BLOCKS = b"""
[[question]]
id = "one"

[[question.code]]
code = "a"
label = "b"
# a comment

[[question]]
id = "two"
code = [{ code = "x", label = "y" }]

[method]
mode = "m"
"""


def test_questions_stand_where_the_mapping_says_them_however_it_is_written():
    inline = [INLINE[slice(*s.question)] for s in spans(INLINE)]
    assert [t.startswith(b"{ id") and t.endswith(b"}") for t in inline] == [True, True]
    assert b"'b}'" in inline[0]
    first, second = spans(BLOCKS)
    assert BLOCKS[slice(*first.question)] == b'[[question]]\nid = "one"'
    assert BLOCKS[slice(*first.code(0, 1))].endswith(b'label = "b"')
    assert BLOCKS[slice(*second.code(0, 1))].endswith(b'label = "y" }]')


HEADERS = ("Why?", "why?", "", "Name", "Company name", "Sector", "#3", "Q", "q 1", "3D; CAD", "é")
ANSWERS = (
    *(
        "",
        " ",
        "Yes",
        "No",
        "n/a",
        "Don't know",
        "5",
        "about 20",
        "a;b",
        "a;b;c",
        "x, y",
        "Zyx Ltd",
    ),
    *(
        "A long sentence that nobody else would write.",
        "test",
        "other",
        'with "quotes"',
        "[a]",
        "é",
    ),
)


@given(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=5).flatmap(
        lambda header: st.tuples(
            st.just(header),
            st.lists(
                st.lists(
                    st.sampled_from(ANSWERS), min_size=len(header), max_size=len(header)
                ).filter(lambda cells: any(c.strip() for c in cells)),
                min_size=1,
                max_size=12,
            ),
        )
    )
)
def test_whatever_the_table_a_proposal_reads_it(made: tuple[list[str], list[list[str]]]):
    header, rows = made
    header = header if any(header) else ["Q", *header[1:]]
    data = as_xlsx([header, *rows])
    found = tables(data, propose(data))
    assert found["question"]
