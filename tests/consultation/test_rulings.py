"""A sheet of rulings: taken in whole or not at all, and what it comes to."""

from collections.abc import Iterable
from typing import Any

import pytest

from sectorscope.consultation.readings import Item, queue
from sectorscope.consultation.rulings import COLUMNS, apply, keep, plain, sheet
from sectorscope.errors import DecisionError
from tests.consultation.reading import ANSWERS, DAY, material, read

HELD = material()
HIDDEN = "Zanzibar"


def numbered(given: Iterable[dict[str, str]]) -> list[tuple[int, dict[str, str]]]:
    """With the number a spreadsheet shows beside each: its heading is row 1."""
    return list(enumerate(given, start=2))


def rows(*decisions: Any, coder: str = "Ann") -> list[dict[str, str]]:  # noqa: ANN401
    return sheet(queue(HELD.suggestions, decisions, coder), HELD)


def taken(*given: dict[str, str], coder: str = "Ann") -> list[tuple[str, str, str, bool, str]]:
    ruled = apply(numbered(given), HELD, coder=coder)
    return [(who, r.business, r.code, r.said, r.words) for who, r in ruled]


def first(**changed: str) -> dict[str, str]:
    """The row of B1's CAD."""
    return next(r for r in rows() if (r["business"], r["code"]) == ("B1", "cad")) | changed


def own(**changed: str) -> dict[str, str]:
    given = {"business": "B3", "question": "skills", "code": "cad", "words": "comes to mind"}
    return dict.fromkeys(COLUMNS, "") | given | {"ruling": "said"} | changed


def test_a_row_shows_the_words_in_context_and_leaves_the_ruling_open():
    row = first()
    assert tuple(row) == COLUMNS
    assert (row["before"], row["words"]) == ("Mostly ", "CAD")
    assert row["after"] == ", and some soldering."
    assert (row["label"], row["definition"]) == ("CAD", "drawing by computer")
    assert (row["coder"], row["ruling"]) == ("", "")


def test_what_another_found_unaided_has_no_words():
    (row,) = [r for r in rows(read("Bob", "B3", "cad")) if r["business"] == "B3"]
    assert (row["id"], row["before"], row["words"], row["after"], row["why"]) == ("",) * 5


def test_rows_without_a_ruling_rule_nothing():
    assert taken(*rows()) == []


@pytest.mark.parametrize("ruling", ["said", "Yes", " y ", "SAID"])
def test_said(ruling: str):
    assert taken(first(ruling=ruling)) == [("Ann", "B1", "cad", True, "CAD")]


@pytest.mark.parametrize("ruling", ["not said", "not_said", "No", "n", "Not  said"])
def test_not_said(ruling: str):
    assert taken(first(ruling=ruling)) == [("Ann", "B1", "cad", False, "")]


def test_the_rows_own_coder_counts_before_the_commands():
    assert taken(first(ruling="n", coder="Bob"))[0][0] == "Bob"


def test_edited_words_are_found_again_where_they_stand():
    ((_, ruling),) = apply(numbered([first(ruling="y", words="CAD, and  some")]), HELD, coder="A")
    text = ANSWERS["B1", "skills"]
    assert ruling.words == text[ruling.start : ruling.end] == "CAD, and some"


def test_a_coding_of_ones_own():
    assert taken(own()) == [("Ann", "B3", "cad", True, "comes to mind")]
    assert taken(own(ruling="no", words="")) == [("Ann", "B3", "cad", False, "")]


def test_ones_own_words_may_stand_in_a_document():
    held = material(documents={"B4-1": "We use CAD"}, owners={"B4-1": "B4"})
    ((_, ruling),) = apply(numbered([own(business="B4", words="use CAD")]), held, coder="Ann")
    assert (ruling.start, ruling.words) == (3, "use CAD")
    with pytest.raises(DecisionError, match="column business"):
        apply(numbered([own(business="B5", words="use CAD")]), held, coder="Ann")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (first(ruling=HIDDEN), "ruling"),
        (first(ruling="y", id=HIDDEN), "id"),
        (first(ruling="y", code="solder"), "code"),
        (first(ruling="y", business="B2"), "business"),
        (first(ruling="y", question="quals"), "question"),
        (first(ruling="y", words=""), "words"),
        (first(ruling="y", words=HIDDEN), "words"),
        (own(question=HIDDEN), "question"),
        (own(code=HIDDEN), "code"),
        (own(code=""), "code"),
        (own(business=HIDDEN), "business"),
        (own(words=HIDDEN), "words"),
        (own(words=""), "words"),
    ],
)
def test_the_first_mistake_is_named_by_row_and_column_and_repeats_nothing(
    row: dict[str, str], column: str
):
    good = first(ruling="n") if row["id"] != first()["id"] else own()
    with pytest.raises(DecisionError) as raised:
        taken(good, row)
    assert f"row 3, column {column}: " in str(raised.value)
    assert "nothing was taken in" in str(raised.value)
    for part in (HIDDEN, "soldering", "comes to mind"):
        assert part not in str(raised.value)


def test_nobody_is_named():
    with pytest.raises(DecisionError, match="row 2, column coder"):
        taken(first(ruling="y"), coder="")


def test_two_rows_on_the_same_are_a_mistake_and_two_coders_are_not():
    with pytest.raises(DecisionError, match="row 3, column ruling: row 2 rules on the same"):
        taken(first(ruling="y"), own(business="B1", words="CAD", ruling="no"))
    assert len(taken(first(ruling="y"), first(ruling="n", coder="Bob"))) == 2


def test_a_near_code_is_suggested():
    with pytest.raises(DecisionError, match="solder"):
        taken(own(code="soldr"))


def test_what_is_kept_is_the_readings_and_the_codings_that_follow():
    ruled = apply(numbered([first(ruling="y"), own(ruling="n")]), HELD, coder="Ann")
    new = keep(ruled, [], HELD, when=DAY)
    assert [(d.kind, d.ruling) for d in new] == [
        ("reading", "said"),
        ("reading", "not_said"),
        ("coding", "raised_unprompted"),
    ]
    assert keep(ruled, new, HELD, when=DAY) == ()
    assert [d.kind for d in keep(ruled, [], HELD, when=DAY, alone=False)] == ["reading"] * 2
    assert keep([], [read("Ann", "B1", "cad")], HELD, when=DAY) == ()


def test_a_second_thought_is_kept_beside_the_first():
    log = keep(apply(numbered([first(ruling="y")]), HELD, coder="Ann"), [], HELD, when=DAY)
    again = keep(apply(numbered([first(ruling="n")]), HELD, coder="Ann"), log, HELD, when=DAY)
    assert [(d.kind, d.ruling) for d in again] == [("reading", "not_said"), ("coding", "withdrawn")]


def test_text_a_cell_can_hold():
    assert plain("a\r\nb\rc\x00\x1b[31m\td") == "a\nb\nc\ufffd\ufffd[31m\td"


def test_a_suggestion_whose_text_is_gone_is_shown_without_words():
    held = material(answers={})
    (row, *_) = sheet([Item("B1", "skills", "cad", HELD.suggestions[0])], held)
    assert row["words"] == ""
