"""What answers mean: states, numbers, several choices, gates, ranges, answers nothing explains."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources.survey.choices import split
from sectorscope.evidence.sources.survey.numbers import Number, number
from sectorscope.evidence.sources.survey.read import read, remarks
from sectorscope.evidence.sources.survey.states import usual
from tests.evidence.samples import table

SILENT = {
    "n/a": "not_applicable",
    "Not applicable": "not_applicable",
    "N/A.": "not_applicable",
    "don't know": "dont_know",
    "Don’t know": "dont_know",
    "Not sure": "dont_know",
    "unsure": "dont_know",
    "Prefer not to say": "refused",
    "declined": "refused",
    "-": "blank",
    "": "blank",
}


def answered(mapping: str, *answers: Any, more: tuple[str, ...] = ()) -> list[dict[str, Any]]:  # noqa: ANN401
    """The first question's rows for one column `q` (and others), a business an answer."""
    given = [a if isinstance(a, tuple) else (a,) for a in answers]
    data = table(("q", *more, "x"), [(*a, f"x{n}") for n, a in enumerate(given)])
    entry = describe(data, name="a.csv", source="survey", retrieved="2026-01-01")
    return dict(read(entry, data, mapping.encode()))["response"]


def said(mapping: str, *answers: Any, more: tuple[str, ...] = ()) -> str:  # noqa: ANN401
    given = [a if isinstance(a, tuple) else (a,) for a in answers]
    data = table(("q", *more, "x"), [(*a, f"x{n}") for n, a in enumerate(given)])
    entry = describe(data, name="a.csv", source="survey", retrieved="2026-01-01")
    return "\n".join(remarks(entry, data, mapping.encode()).warnings)


def one(**entries: str) -> str:
    inner = ", ".join(f"{k} = {v}" for k, v in {"id": '"q"', **entries}.items())
    return f"question = [{{ {inner} }}]"


@pytest.mark.parametrize(("answer", "state"), SILENT.items())
@pytest.mark.parametrize("form", ["share", "raised", "option", "gave_number"])
def test_ways_of_giving_no_answer_stay_apart(answer: str, state: str, form: str):
    mapping = one(form=f'"{form}"', options='["Grow"]' if form == "option" else "[]")
    assert answered(mapping, answer)[0]["state"] == state


@given(
    st.sampled_from([a for a in SILENT if a]), st.sampled_from(["", " ", "\u00a0"]), st.booleans()
)
def test_case_and_blanks_change_no_meaning(answer: str, blank: str, upper: bool):
    text = f"{blank}{answer.upper() if upper else answer}{blank}"
    assert usual(text) == SILENT[answer]


@given(st.text(max_size=40))
def test_only_whole_answers_have_a_usual_meaning(text: str):
    assert usual(f"we said {text} because orders fell") is None


def test_the_mapping_overrides_the_dictionary_and_the_question_the_mapping():
    states = one(states='{ "unsure" = "no" }') + '\nstates = { "unsure" = "refused" }'
    states = states.partition("\n")[2] + "\n" + states.partition("\n")[0]
    assert answered(states, "unsure", "Yes")[0]["state"] == "no"
    assert (
        answered('states = { "unsure" = "refused" }\n' + one(form='"share"'), "Unsure")[0]["state"]
        == "refused"
    )


@pytest.mark.parametrize(
    ("text", "low", "likely", "high"),
    [
        ("20", None, 20, None),
        ("about 20", None, 20, None),
        ("c. 1,200 people", None, 1200, None),
        ("£1.2m", None, 1_200_000, None),
        ("£250k", None, 250_000, None),
        ("5-10", 5, None, 10),
        ("5 – 10", 5, None, 10),
        ("between 5 and 10", 5, None, 10),
        ("£1m to £2m", 1_000_000, None, 2_000_000),
        ("10+", 10, None, None),
        ("at least 3", 3, None, None),
        ("up to 6", None, None, 6),
        ("twelve", None, 12, None),
        ("none", None, 0, None),
    ],
)
def test_numbers_are_read_as_businesses_write_them(
    text: str, low: float | None, likely: float | None, high: float | None
):
    assert number(text) == Number(low, likely, high)
    (row,) = answered(one(form='"gave_number"'), text)
    assert (row["state"], row["low"], row["likely"], row["high"]) == ("yes", low, likely, high)


@pytest.mark.parametrize(
    "text",
    ["1,2", "10-5", "2 now, 3 later", "6m", "it depends", "1,20,000", "3 and 4", "20 or so of 40"],
)
def test_what_holds_more_than_a_number_is_not_guessed_at(text: str):
    assert number(text) is None
    (row,) = answered(one(form='"gave_number"'), text)
    assert (row["state"], row["likely"]) == ("unquantified", None)
    assert "rows 2" in said(one(form='"gave_number"'), text)
    assert text not in said(one(form='"gave_number"'), text)


@given(
    st.integers(0, 10**9),
    st.sampled_from(["{}", "{:,}", "about {:,}", "£{:,}", "{} staff", " {} "]),
)
def test_any_whole_number_reads_as_itself(value: int, form: str):
    found = number(form.format(value))
    assert found is not None
    assert found.likely == value


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["-", " - ", "–", " to "]))
def test_a_range_is_read_low_to_high_or_not_at_all(low: int, high: int, sign: str):
    found = number(f"{low}{sign}{high}")
    assert found == (Number(low, None, high) if low <= high else None)


CHOICES = ["CAD, 2D and 3D", "CAD", "CNC machining", "Coding", "Coding and firmware"]


@given(st.permutations(CHOICES), st.integers(0, 5), st.sampled_from([";", ",", "|"]), st.booleans())
def test_choices_are_told_apart_whatever_stands_within_them(
    order: list[str],
    many: int,
    sign: str,
    other: bool,
):
    chosen = order[:many]
    cell = f"{sign} ".join([*chosen, *(["a thing, or two"] if other else [])])
    found, own = split(cell, CHOICES, sign)
    assert found == chosen
    assert bool(own) == other


@given(st.text(max_size=30), st.sampled_from([";", ",", " ", "\n"]))
def test_any_cell_can_be_split(cell: str, sign: str):
    found, _ = split(cell, CHOICES, sign)
    assert len(set(found)) == len(found)


def test_none_of_these_is_a_no_and_beside_a_tick_a_contradiction():
    mapping = one(many="true", options='["CAD", "None of these"]')
    rows = answered(mapping, "CAD", "None of these", "CAD;None of these", "")
    assert [r["state"] for r in rows] == ["yes", "no", "yes", "blank"]
    assert "1 that contradict themselves (rows 4)" in said(
        mapping, "CAD", "CAD", "CAD;None of these"
    )


@pytest.mark.parametrize(
    ("answers", "form"),
    [
        (("Yes", "No", "n/a", "Don't know"), "share"),
        (("Grow", "Shrink", "Grow", "Grow", "Shrink", "Shrink"), "option"),
        (("3", "about 20", "5-10"), "gave_number"),
        (("We lack people.", "Orders are late.", "no"), "raised"),
    ],
)
def test_a_form_is_told_by_the_answers(answers: tuple[str, ...], form: str):
    data = table(("q", "x"), [(a, n) for n, a in enumerate(answers)])
    entry = describe(data, name="a.csv", source="survey", retrieved="2026-01-01")
    (question,) = dict(read(entry, data, one().encode()))["question"]
    assert question["form"] == form
    assert question["open"] == (form == "raised")
    assert question["text"] == "q"
    assert question["chapter"] == "issues"
    assert question["says"]


GATED = """question = [
  { id = "q", form = "share" },
  { id = "then", form = "share", gate = "q" },
  { id = "last", form = "raised", gate = "then" },
]"""


@pytest.mark.parametrize(
    ("gate", "then", "last"),
    [
        ("Yes", "blank", "not_asked"),
        ("No", "not_asked", "not_asked"),
        ("", "not_asked", "not_asked"),
        ("Don't know", "not_asked", "not_asked"),
    ],
)
def test_a_blank_behind_a_shut_gate_was_not_asked(gate: str, then: str, last: str):
    rows = answered(GATED, (gate, "", ""), more=("then", "last"))
    assert [r["state"] for r in rows] == [gate_state(gate), then, last]


def gate_state(answer: str) -> str:
    return {"Yes": "yes", "No": "no", "": "blank"}.get(answer, "dont_know")


def test_an_answer_behind_a_shut_gate_stands_and_is_surfaced():
    rows = answered(GATED, ("No", "Yes", "words"), more=("then", "last"))
    assert [r["state"] for r in rows] == ["no", "yes", "yes"]
    warned = said(GATED, ("No", "Yes", "words"), more=("then", "last"))
    assert "question 'then': 1 answered though not asked (rows 2)" in warned


def test_a_gate_may_name_the_answers_that_pass():
    mapping = GATED.replace('gate = "q"', 'gate = { question = "q", answers = ["No"] }')
    rows = answered(mapping, ("No", "", ""), ("Yes", "", ""), more=("then", "last"))
    assert [r["state"] for r in rows if r["question"] == "then"] == ["blank", "not_asked"]


RANGE = 'question = [{ id = "r", column = ["q", "b", "c"], form = "range" }]'


@pytest.mark.parametrize(
    ("cells", "state", "numbers"),
    [
        (("10", "20", "£30"), "yes", (10, 20, 30)),
        (("10", "", "30"), "yes", (10, None, 30)),
        (("", "", ""), "blank", (None, None, None)),
        (("", "don't know", ""), "dont_know", (None, None, None)),
        (("30", "20", "10"), "unquantified", (None, None, None)),
        (("10", "some", "30"), "unquantified", (None, None, None)),
    ],
)
def test_three_columns_are_a_range(
    cells: tuple[str, ...], state: str, numbers: tuple[float | None, ...]
):
    (row,) = answered(RANGE, cells, more=("b", "c"))
    assert (row["state"], (row["low"], row["likely"], row["high"])) == (state, numbers)


def test_a_few_strange_answers_are_surfaced_and_many_refuse_the_file():
    few = ["Yes"] * 40 + ["person@zyx.invalid", "17"]
    rows = answered(one(form='"share"'), *few)
    assert [r["state"] for r in rows[-2:]] == ["unquantified", "unquantified"]
    warned = said(one(form='"share"'), *few)
    assert "1 hold an e-mail address (rows 42)" in warned
    assert "1 hold a number (rows 43)" in warned
    assert "zyx" not in warned
    with pytest.raises(GateRefused, match="2 answers \\(2 distinct\\)") as why:
        answered(one(form='"share"'), *few[20:])
    assert "zyx" not in str(why.value)


def test_strange_answers_may_all_be_surfaced_or_all_refused():
    assert answered('unknown = "surface"\n' + one(form='"share"'), "perhaps")
    with pytest.raises(GateRefused):
        answered('unknown = "refuse"\n' + one(form='"share"'), *["Yes"] * 99, "perhaps")


def test_the_rest_of_a_list_is_other_if_the_mapping_says_so():
    mapping = one(options='["Agency"]', other="true")
    assert [r["option"] for r in answered(mapping, "Agency", "By pigeon", "")] == [
        "Agency",
        "other",
        None,
    ]
    warned = said(mapping, "Agency", "By pigeon", "")
    assert "1 with text beyond the options" in warned
    assert "code it with: sectorscope review codings" in warned


def test_ticks_are_codes_of_the_codebook_with_what_the_mapping_says_of_them():
    mapping = """
[[question]]
id = "q"
many = true
options = ["CAD", { answer = "Cutting metal", label = "CNC machining", code = "cnc" }]
[[question.code]]
code = "cnc"
label = "CNC machining"
need = true
"""
    data = table(("q", "x"), [("CAD;Cutting metal", "")])
    entry = describe(data, name="a.csv", source="survey", retrieved="2026-01-01")
    tables = dict(read(entry, data, mapping.encode()))
    assert [(c["code"], c["label"], c["need"]) for c in tables["code"]] == [
        ("cnc", "CNC machining", True),
        ("cad", "CAD", False),
    ]
    assert {t["code"] for t in tables["tick"]} == {"cad", "cnc"}
