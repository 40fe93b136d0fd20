"""The definition in `study.toml` is strict: what cannot be meant is named where it stands."""

import pytest

from sectorscope.errors import StudyError
from sectorscope.study import open_study, parse
from sectorscope.study.sector import DIVISIONS, SECTIONS, Example
from tests.support.studies import EMPTY, SHIPPED

HEAD = """\
[study]
id = "vale"
title = "A sector"
as_of = 2026-01-01
period = "2026"

[sector]
name = "health"
definition = "version 1"
"""


def refused(more: str) -> str:
    with pytest.raises(StudyError) as why:
        parse(HEAD + more)
    return str(why.value)


def test_the_classification_has_88_divisions_in_21_sections():
    assert len(DIVISIONS) == 88
    assert len(SECTIONS) == 21
    assert "99" in DIVISIONS
    assert "34" not in DIVISIONS


@pytest.mark.parametrize("code", ["C", "26", "26.6", "26.60", "2660", "26600", "26.60/1", "86"])
def test_a_code_may_be_of_any_level_with_dots_or_without(code: str):
    held = parse(f'{HEAD}[sector.industries]\ncore = ["{code}"]\n').sector
    assert held.industries.core == (code,)


@pytest.mark.parametrize("code", ["34", "X", "26.", "2", "260000", "made of metal", "1.10", ""])
def test_what_is_no_code_is_refused_with_its_place(code: str):
    said = refused(f'[sector.industries]\ncore = ["32.50"]\nnever = ["{code}"]\n')
    assert "line 12" in said
    assert "a code of SIC 2007 such as" in said


def test_a_code_stands_in_one_list_however_it_is_written():
    said = refused('[sector.industries]\ncore = ["26.60"]\nnever = ["2660"]\n')
    assert "'2660' stands twice" in said


@pytest.mark.parametrize("phrase", ["", " ", "*", "a*", "x*y", "dev**", "wound *", "--"])
def test_what_is_no_phrase_is_refused(phrase: str):
    assert "a phrase, with `*` at most at a word's end" in refused(f'keywords = ["{phrase}"]\n')


@pytest.mark.parametrize("phrase", ["wound care", "prosthe*", "stem* cell*", "c++", "e-health"])
def test_phrases_are_literal_and_may_end_words_in_a_star(phrase: str):
    assert parse(f'{HEAD}keywords = ["{phrase}"]\n').sector.keywords == (phrase,)


@pytest.mark.parametrize(
    ("more", "wrong", "near"),
    [
        ('keyword = ["a"]\n', "keyword", "keywords"),
        ('[sector.industries]\npossibly = ["86"]\n', "possibly", "possible"),
        ('[sector.readings]\nstrickt = "x"\n', "strickt", "strict"),
        ('[[sector.segment]]\nid = "a"\nlabel = "a"\nkeywrds = []\n', "keywrds", "keywords"),
        ('[[sector.example]]\nname = "a"\nrulling = "in"\nwhy = "b"\n', "rulling", "ruling"),
        ('[[sector.share]]\nid = "a"\nwen = "b"\nshare = 0.5\n', "wen", "when"),
        ('[[sector.neighbour]]\nid = "a"\nlabel = "a"\nindustry = []\n', "industry", "industries"),
        ('[sector.crosswalk]\noccupation = ["2112"]\n', "occupation", "occupations"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_known_one(more: str, wrong: str, near: str):
    said = refused(more)
    assert f"unknown key {wrong!r}" in said
    assert f"did you mean {near!r}?" in said


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ('[[sector.share]]\nid = "a"\nwhen = "b"\nshare = 1.0\n', "less than 1"),
        ('[[sector.segment]]\nid = "sector"\nlabel = "a"\n', "which means the whole"),
        (
            '[[sector.segment]]\nid = "a"\nlabel = "a"\n'
            '[[sector.neighbour]]\nid = "a"\nlabel = "a"\n',
            "different ids",
        ),
        (
            '[[sector.example]]\nname = "b"\nruling = "in"\nsegment = "a"\nwhy = "c"\n',
            "the definition's segments",
        ),
        (
            '[[sector.example]]\nname = "b"\nruling = "in"\nwhy = "c"\n'
            '[[sector.example]]\nname = "B"\nruling = "out"\nwhy = "c"\n',
            "stands twice",
        ),
        ('[[sector.example]]\nname = "b"\nruling = "in"\nwhy = " "\n', "pattern"),
    ],
)
def test_a_definition_that_contradicts_itself_is_refused(more: str, says: str):
    assert says in refused(more)


def test_an_example_says_what_a_decision_would():
    said = [("in", ""), ("out", "strict"), ("in", "broad"), ("out", ""), ("in", "strict")]
    made = [Example(name="a", ruling=r, reading=w, why="b").ruled for r, w in said]  # type: ignore[arg-type]
    assert made == ["in", "in_not_strict", "only_broad", "out", "in"]


def test_the_health_template_proposes_what_the_design_names():
    for study in (EMPTY, SHIPPED):
        held = open_study(study).config.sector
        assert held.industries.core == ("26.60", "32.50", "21.10", "21.20")
        assert held.industries.possible == ("30.92", "46.46", "72.11", "72.19", "62.01")
        assert held.industries.never == ("86", "87", "88")
        assert all(s.keywords for s in held.segment)
        assert held.readings.strict
        assert held.readings.broad
        assert {e.ruled for e in held.example} == {"in", "out", "in_not_strict", "only_broad"}
