"""An edited definition puts in doubt what was ruled by what it changed, and no more."""

from typing import Any

import pytest

from sectorscope.sector.edits import Ruled, changed
from tests.sector.firms import definition
from tests.sector.test_definition import SEGMENTS, WHOLE

KNEES = Ruled("1", "a", None, ("Knees Ltd", "1"), "Knees Ltd: new knees", ("32500",))
MAKER = Ruled(
    "2", "sector", None, ("Acme", "2"), "Acme: medtech and wound care", ("26600", "70100")
)
PART = Ruled("3", "sector", 0.5, ("Part", "3"), "Part: many things", ("28990",))
CARE = Ruled("4", "b", 1.0, ("Care", "4"), "telecare", ("86900",))
ALL = (KNEES, MAKER, PART, CARE)


def doubted(**edit: object) -> dict[str, tuple[str, ...]]:
    found = changed(definition(**WHOLE), definition(**WHOLE | edit), ALL)
    return {d.ruled.company: d.because for d in found.doubts}


def test_no_edit_no_doubt():
    found = changed(definition(**WHOLE), definition(**WHOLE), ALL)
    assert (found.edits, found.doubts, found.unasked) == ((), (), ())


@pytest.mark.parametrize(
    "edit",
    [
        {"rubric": "makes other things"},
        {"readings": {"strict": "x", "broad": "sells"}},
        {"readings": {"strict": "makes", "broad": "x"}},
    ],
)
def test_edited_words_put_everything_in_doubt(edit: dict[str, Any]):
    assert set(doubted(**edit)) == {"1", "2", "3", "4"}


def test_a_keyword_puts_in_doubt_the_companies_it_fits_under_its_target():
    assert set(doubted(keywords=["medtech"])) == {"2"}  # wound care removed
    assert set(doubted(keywords=[*WHOLE["keywords"], "many*"])) == {"3"}
    assert set(doubted(keywords=[*WHOLE["keywords"], "knees"])) == set()  # ruled on as `a` only
    assert doubted(keywords=["medtech"])["2"] == ("keyword 'wound care' was removed (sector)",)


def test_a_code_puts_in_doubt_the_companies_it_fits():
    more = {**WHOLE["industries"], "possible": ["86.90", "28.9"]}
    assert set(doubted(industries=more)) == {"3"}
    moved = {"core": ["32.50"], "possible": ["86.90", "26.60"], "never": ["86", "Q"]}
    assert set(doubted(industries=moved)) == {"2"}


def test_a_segment_that_goes_or_is_renamed_puts_its_rulings_in_doubt():
    assert set(doubted(segment=[SEGMENTS[0]])) == {"4"}
    assert set(doubted(segment=[SEGMENTS[0] | {"label": "x"}, SEGMENTS[1]])) == {"1"}
    assert set(doubted(segment=[SEGMENTS[0] | {"keywords": []}, SEGMENTS[1]])) == {"1"}


def test_whether_a_segment_is_counted_is_an_edit_without_a_doubt():
    edit = {"segment": [SEGMENTS[0], SEGMENTS[1] | {"cross_cutting": False}]}
    found = changed(definition(**WHOLE), definition(**WHOLE | edit), ALL)
    assert found.edits == ("segment b is now counted beside the others",)
    assert found.doubts == ()


def test_a_new_segment_has_been_asked_of_nobody():
    edit = {"segment": [*SEGMENTS, {"id": "c", "label": "the third"}]}
    found = changed(definition(**WHOLE), definition(**WHOLE | edit), ALL)
    assert found.unasked == ("c",)
    assert found.doubts == ()


def test_a_share_rule_puts_in_doubt_rulings_with_a_part():
    assert set(doubted(share=[])) == {"3"}
    assert set(doubted(share=[{"id": "half", "when": "two lines", "share": 0.4}])) == {"3"}


def test_an_example_or_an_institution_puts_in_doubt_the_company_of_its_name():
    assert set(doubted(example=[])) == {"2"}
    assert set(doubted(institutions=["University of X", "PART"])) == {"3"}
    assert set(doubted(institutions=["University of X", "4"])) == {"4"}
