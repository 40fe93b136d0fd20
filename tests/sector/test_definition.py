"""A definition has a version that follows what decisions rest on, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import StudyError
from sectorscope.sector.definition import Definition
from sectorscope.sector.industries import Industries
from sectorscope.study import open_study, parse
from tests.sector.firms import definition
from tests.support.studies import EMPTY, SHIPPED

SEGMENTS: list[dict[str, Any]] = [
    {"id": "a", "label": "the first", "keywords": ["knee*"], "industries": ["32.50"]},
    {"id": "b", "label": "the second", "cross_cutting": True, "keywords": ["telecare"]},
]
WHOLE: dict[str, Any] = {
    "keywords": ["medtech", "Wound care"],
    "industries": {"core": ["26.60", "32.50"], "possible": ["86.90"], "never": ["86", "Q"]},
    "segment": SEGMENTS,
    "neighbour": [{"id": "n", "label": "a neighbour", "keywords": ["app"], "industries": ["62"]}],
    "example": [{"name": "Acme", "ruling": "in", "why": "it makes knees"}],
    "share": [{"id": "half", "when": "two lines", "share": 0.5}],
    "institutions": ["University of X"],
    "readings": {"strict": "makes", "broad": "sells"},
}


def test_the_version_is_twelve_hexadecimal_digits():
    one = definition(**WHOLE).id
    assert len(one) == 12
    assert int(one, 16) >= 0


@pytest.mark.parametrize(
    "same",
    [
        {"keywords": ["wound  CARE", "medtech", "medtech"]},
        {"segment": SEGMENTS[::-1]},
        {"industries": {"core": ["3250", "2660"], "possible": ["8690"], "never": ["Q", "86"]}},
        {"rubric": "makes\n   things"},
        {"neighbour": []},
        {"crosswalk": {"occupations": ["2112"]}},
        {"definition": "version 2"},
    ],
    ids=lambda s: next(iter(s)),
)
def test_order_writing_and_what_no_ruling_rests_on_leave_the_version_as_it_was(
    same: dict[str, Any],
):
    assert definition(**WHOLE | same).id == definition(**WHOLE).id


@pytest.mark.parametrize(
    "other",
    [
        {"keywords": ["medtech"]},
        {"rubric": "makes other things"},
        {"readings": {"strict": "makes", "broad": "buys"}},
        {"segment": SEGMENTS[:1]},
        {"segment": [SEGMENTS[0], SEGMENTS[1] | {"cross_cutting": False}]},
        {"industries": {"core": ["26.60"]}},
        {"industries": {"core": ["26.60", "32.50", "86.90"], "never": ["86", "Q"]}},
        {"example": []},
        {"share": []},
        {"institutions": []},
    ],
    ids=lambda s: next(iter(s)),
)
def test_an_edit_of_what_rulings_rest_on_is_another_version(other: dict[str, Any]):
    assert definition(**WHOLE | other).id != definition(**WHOLE).id


def test_a_segment_without_words_or_codes_still_counts():
    bare = {"segment": [{"id": "a", "label": ""}]}
    assert definition(**bare).id != definition().id


def test_comments_and_the_order_of_tables_are_no_edit():
    text = (EMPTY / "study.toml").read_text("utf-8")
    stripped = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert Definition(parse(stripped).sector).id == Definition(parse(text).sector).id


@pytest.mark.parametrize("study", [EMPTY, SHIPPED], ids=lambda p: p.name)
def test_a_definition_can_be_kept_as_text_and_read_back(study: Path):
    held = Definition(open_study(study).config.sector)
    again = Definition.read(held.text)
    assert "\n" not in held.text
    assert (again.id, again.text, again.sector) == (held.id, held.text, held.sector)


@given(st.permutations(["a", "b", "c"]), st.sampled_from([" ", "\n", "\t "]))
def test_the_version_does_not_depend_on_order(order: list[str], blank: str):
    made = definition(keywords=[f"word{blank}{x}" for x in order])
    assert made.id == definition(keywords=["word a", "word b", "word c"]).id


def test_a_text_that_is_none_is_refused():
    with pytest.raises(StudyError, match="no definition"):
        Definition.read('{"name": "x"}')


def test_targets_are_the_sector_and_its_segments():
    held = definition(**WHOLE)
    assert held.targets == ("sector", "a", "b")
    assert held.cross_cutting == {"b"}
    assert [held.label(t) for t in ("sector", "a", "n")] == ["health", "the first", "a neighbour"]
    with pytest.raises(StudyError, match="no segment or neighbour 'z'"):
        held.keywords("z")


def test_words_of_a_segment_find_the_sector_and_not_the_other_way_round():
    held = definition(**WHOLE)
    texts = ["MEDTECH", "new knees", "an app", "Telecare"]
    assert held.hits(texts).tolist() == [True, True, False, True]
    assert held.hits(texts, "a").tolist() == [False, True, False, False]
    assert held.hits(texts, "n").tolist() == [False, False, True, False]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("32500", "core"),
        ("3250", "core"),
        ("325", "core"),  # a spreadsheet's 32.5: the group is not divided
        ("26600", "core"),
        ("26511", ""),
        ("86101", "never"),
        ("86900", "possible"),
        ("87100", "never"),
        ("85590", ""),
        ("88", "never"),
    ],
)
def test_the_longest_code_that_fits_decides(code: str, hint: str):
    assert definition(**WHOLE).industries.hint(code) == hint


def test_a_company_is_never_only_if_each_of_its_codes_is():
    hints = definition(**WHOLE).industries
    assert hints.strongest(["86101", "32500"]) == "core"
    assert hints.strongest(["86101", "01110"]) == ""
    assert hints.strongest(["86101", "87100"]) == "never"
    assert hints.strongest([]) == ""


def test_codes_of_a_segment_are_possible_ones():
    assert definition(**WHOLE).industries_of("a") == Industries.of(possible=["32.50"])
