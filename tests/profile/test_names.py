"""A name that begins with a number stands in quotation marks; a figure still passes for none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sectorscope.profile import as_name, in_title, naming
from tests.support.making import figure, literal


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("01 Training", "“01 Training”"),
        ("3m UK", "“3m UK”"),
        ("£1 Bakery", "“£1 Bakery”"),
        ("1610 “Active” Ltd", "“1610 ‘Active’ Ltd”"),
        ("118 118", "the name “118 118”"),
        ("3D printing", "3D printing"),
        ("Level 3 Training", "Level 3 Training"),
        ("Acme", "Acme"),
        ("=Acme()", "“=Acme()” (a formula, as the file has it)"),
    ],
)
def test_a_name_that_begins_as_a_figure_is_quoted(name: str, said: str):
    assert naming(name).text == said


@given(st.text(min_size=1))
def test_any_name_makes_a_slot_and_is_quoted_once(name: str):
    assert as_name(naming(name).text) == naming(name).text


@pytest.mark.parametrize("text", ["4,200 jobs", "“4,200” jobs", "“4,200”", "(4,200 jobs)"])
def test_a_phrase_of_the_house_holds_no_figure_quoted_or_not(text: str):
    with pytest.raises(ValidationError, match="bare number"):
        literal(text)


def test_a_title_has_digits_in_quoted_names_alone():
    assert in_title("engineering") == "engineering"
    title = f"Skills raised in {in_title('Industry 4.0')}"
    assert figure(title=title).title == "Skills raised in “Industry 4.0”"
    with pytest.raises(ValidationError, match="holds a number"):
        figure(title="Skills raised in “crafts” by 40 firms")
