"""What was probably not heard: told from enough, reckoned as published, read back."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.issues import IssueSet, issue_set
from sectorscope.profile import Statement
from sectorscope.wording.check import check
from sectorscope.wording.heard import heard_statement
from sectorscope.wording.parse import ParseError, parse
from sectorscope.wording.voice import About
from tests.support.consulted import ABOUT, VOICE, naming, question

SETTINGS = settings(max_examples=60, deadline=None)
ASKED = question(form="issues", says="Shortages", open=True)


def set_of(named_by: Sequence[int], asked: int = 12) -> IssueSet:
    """Issues that so many businesses named, of so many asked."""
    named = {f"i{i}": [f"B{b}" for b in range(k)] for i, k in enumerate(named_by)}
    return issue_set(naming(named, asked), "q")


def told(named_by: Sequence[int], asked: int = 12) -> Statement | None:
    return heard_statement(set_of(named_by, asked), ASKED, ABOUT, VOICE)


def test_what_was_not_heard_is_told_from_what_was_named_how_often():
    made = told([1, 1, 1, 1, 1, 2])
    assert made is not None
    assert made.text == (
        "Of the 7 mentions of shortages by the 12 reconstructed businesses asked, 5 were of one "
        "that no other business named: about as great a part of what further businesses like them "
        "would name has not been heard (Good and Turing's estimate), and there are probably at "
        "least 10 altogether, of which 6 were heard (Chao's estimate, 6 to 36)."
    )
    assert check(made) is None
    assert "%" not in made.text


def test_each_estimate_says_what_it_assumes_and_how_sure_it_is():
    made = told([1, 1, 1, 1, 1, 2])
    assert made is not None
    alone, unheard, met, least = made.estimates
    assert {alone.uncertainty.kind, met.uncertainty.kind} == {"exact"}
    assert unheard.value == pytest.approx(5 / 7)
    assert (unheard.uncertainty.kind, least.uncertainty.kind) == ("none_published", "sampling")
    assert least.uncertainty.level == 0.95
    for inferred in (unheard, least):
        assert "like those asked" in inferred.assumes
        assert "asked alike" in inferred.assumes


@pytest.mark.parametrize(
    ("named_by", "asked"),
    [([1, 1, 1], 7), ([1, 1], 12), ([1, 2, 2], 12), ([2, 2, 3], 12), ([], 12)],
)
def test_nothing_is_told_where_too_little_was_heard(named_by: list[int], asked: int):
    assert told(named_by, asked) is None


def test_nothing_is_told_where_not_everybody_was_asked():
    whole = set_of([1, 1, 1, 2])
    part = IssueSet(whole.n, whole.issues, whole.parents, everyone=False)
    assert heard_statement(whole, ASKED, ABOUT, VOICE) is not None
    assert heard_statement(part, ASKED, ABOUT, VOICE) is None


@SETTINGS
@given(st.lists(st.integers(1, 8), min_size=3, max_size=12), st.integers(8, 60))
def test_every_such_sentence_reads_back(named_by: list[int], asked: int):
    made = told(named_by, asked)
    assert (made is not None) is (named_by.count(1) >= 2)
    if made is None:
        return
    assert check(made) is None
    read = parse(made.text, VOICE.noun, VOICE.noun_one)
    assert (read.form, read.n) == ("heard", asked)
    held = read.figures
    assert (held["once"], held["mentions"]) == (named_by.count(1), sum(named_by))
    assert len(named_by) == held["total"] <= held["low"] <= held["least"] <= held["high"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5 were", "1 were"),
        ("5 were", "8 were"),
        ("7 mentions", "6 mentions"),
        ("the 12", "the 7"),
        ("least 10", "least 17"),
        ("6 to 36", "11 to 36"),
        ("6 to 36", "5 to 36"),
        ("6 to 36", "6 to 9"),
    ],
)
def test_figures_that_cannot_go_together_are_noticed(old: str, new: str):
    made = told([1, 1, 1, 1, 1, 2])
    assert made is not None
    assert old in made.text
    with pytest.raises(ParseError):
        parse(re.sub(re.escape(old), new, made.text), VOICE.noun, VOICE.noun_one)


def test_nothing_follows_from_one_issue_that_one_business_named():
    made = told([1, 1, 1, 1, 1, 2])
    assert made is not None
    text = made.text.replace("7 mentions", "11 mentions").replace("5 were", "1 were")
    with pytest.raises(ParseError):
        parse(text.replace("least 10", "least 6"), VOICE.noun, VOICE.noun_one)


def test_in_a_segment_the_sentence_goes_on_behind_it():
    about = About("issues", "q", "heard", "telehealth", "telehealth")
    made = heard_statement(set_of([1, 1, 1]), ASKED, about, VOICE)
    assert made is not None
    assert made.text.startswith("In telehealth, of the 3 mentions of shortages by the 12 ")
