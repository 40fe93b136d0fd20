"""A question of several columns: choices are ticks, a matrix is not, "Other" is a text."""

from typing import Any

import pytest

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.survey.formats import open_sheet
from sectorscope.testing import check_source
from tests.evidence.sources.test_survey_formats import as_csv

QUALTRICS = (
    ("ResponseId", "Q5_1", "Q5_2", "Q5_3", "Q5_4", "Q5_4_TEXT", "Q6_1", "Q6_2"),
    ("Response ID", "Which skills? - CAD", "Which skills? - CNC", "Which skills? - None of these",
     "Which skills? - Other", "Which skills? - Other - Text", "Rate - Pay", "Rate - Place"),
    tuple('{"ImportId":"x"}' for _ in range(8)),
    ("R1", "CAD", "", "", "", "", "Good", "Bad"),
    ("R2", "1", "1", "", "1", "welding", "Good", "Good"),
    ("R3", "", "", "None of these", "", "", "", ""),
    ("R4", "", "", "", "", "", "Bad", "Bad"),
    ("R5", "", "", "", "1", "welding", "Bad", "Bad"),
)  # fmt: skip


def read(data: bytes, mapping: str) -> dict[str, list[dict[str, Any]]]:
    return dict(check_source("survey", data, mapping.encode()))


def ticked(found: dict[str, list[dict[str, Any]]]) -> set[tuple[str, str]]:
    return {(t["business"], t["code"]) for t in found["tick"]}


@pytest.mark.parametrize("column", ["Q5", "Which skills?", "which SKILLS?"])
def test_choices_of_several_columns_are_one_question(column: str):
    mapping = (
        f'business = {{ id = "ResponseId" }}\nquestion = [{{ id = "s", column = "{column}" }}]'
    )
    found = read(as_csv(QUALTRICS), mapping)
    assert ticked(found) == {("R1", "cad"), ("R2", "cad"), ("R2", "cnc")}
    states = [r["state"] for r in found["response"]]
    assert states == ["yes", "yes", "no", "blank", "yes"]
    assert found["question"][0]["text"] == "Which skills?"
    assert [c["label"] for c in found["code"]] == ["CAD", "CNC"]


def test_a_matrix_of_questions_is_not_one_of_choices():
    assert [c.group for c in open_sheet(as_csv(QUALTRICS)).columns][-2:] == ["", ""]


KOBO = (
    ("main/skills/cad", "main/skills/cnc", "main/number/a", "main/number/b", "_uuid"),
    (1, 0, 3, 1, "u1"),
    (0, 0, 1, 4, "u2"),
    ("", "", "", "", "u3"),
)


def test_kobo_choices_without_their_own_column_are_tied_by_their_path():
    mapping = 'business = { id = "_uuid" }\nquestion = [{ id = "s", column = "skills" }]'
    found = read(as_csv(KOBO), mapping)
    assert ticked(found) == {("u1", "cad")}
    # A zero is no choice, and no choice is silence: never a no.
    assert [r["state"] for r in found["response"]] == ["yes", "blank", "blank"]
    assert not any(c.group == "main/number" for c in open_sheet(as_csv(KOBO)).columns)


def test_plain_columns_are_tied_by_the_mapping():
    data = as_csv((("firm", "CAD", "CNC"), ("a", "x", ""), ("b", "", "yes")))
    mapping = 'question = [{ id = "s", column = ["CAD", "CNC"], many = true }]\n'
    mapping += 'business = { id = "firm" }'
    assert ticked(read(data, mapping)) == {("a", "cad"), ("b", "cnc")}
    with pytest.raises(GateRefused, match="has 2 columns"):
        read(data, mapping.replace(", many = true", ""))
    with pytest.raises(GateRefused, match="a column for 'CNC'"):
        read(data, mapping.replace("many = true", 'many = true, options = ["CAD"]'))


def test_several_choices_in_one_cell_need_their_options():
    data = as_csv((("firm", "q"), ("a", "x;y")))
    with pytest.raises(GateRefused, match="takes several answers and names none"):
        read(data, 'question = [{ id = "q", many = true }]')


@pytest.mark.parametrize(
    "mapping",
    [
        '\n  [[question]]\n  id = "q"\n',
        '\ufeffquestion = [{ id = "q" }]',
        '[[ question ]]\nid = "q"\n',
        "question = [\n  # {a comment\n  { id = \"q\", text = 'a ] in quotes' },\n]\r\n",
    ],
)
def test_a_codebook_leads_back_to_the_mapping_however_it_is_written(mapping: str):
    found = read(as_csv((("firm", "q"), ("a", "Yes"))), mapping)
    assert 'id = "q"' in found["question"][0]["raw"]


def test_a_wrong_entry_that_ties_names_is_refused_without_the_names():
    with pytest.raises(GateRefused, match="'same' is wrong") as why:
        read(b"q,x\nYes,1\n", 'question = [{ id = "q" }]\n[same]\n"Zyx Gadgets" = 1\n')
    assert "Zyx" not in str(why.value)
