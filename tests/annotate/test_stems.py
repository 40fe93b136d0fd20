"""Words, stems and breaks: what counts as one phrase, and where it stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate.stems import STEMS, Stemmed, number

TEXTS = st.text(st.sampled_from("aB1 -/.,;’'+#&\n•\u0301é🙂ßİ日م") | st.characters(), max_size=120)


@given(TEXTS)
def test_words_stand_where_they_say(text: str):
    words = Stemmed(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == words.words
    assert words.starts == sorted(words.starts)
    assert len(words.numbers) == len(words.clause) == len(words)
    assert (np.diff(words.clause) >= 0).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("managing budgets", "management of budgets"),
        ("organise", "organize"),
        ("Organisation", "organizations"),
        ("analyse", "analyze"),
        ("colour", "color"),
        ("programmes", "program"),
        ("the team’s work", "team work"),
        ("CAD/CAM", "cad cam"),
        ("problem-solving skills", "problem solving"),
    ],
)
def test_spellings_and_endings_of_one_thing_have_one_stem(one: str, other: str):
    assert sorted(Stemmed(one).stems()) == sorted(Stemmed(other).stems())


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C#", "C"), ("java", "javascript")])
def test_different_things_have_different_stems(one: str, other: str):
    assert Stemmed(one).stems() != Stemmed(other).stems()


@pytest.mark.parametrize("word", ["the", "and", "using", "Skills", "experience", "&"])
def test_words_that_name_nothing_have_no_stem(word: str):
    assert STEMS.stem(word) == ""
    assert number("") == 0


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("welding, brazing", 2),
        ("health and safety", 1),
        ("ASP.NET", 1),
        ("CAD. CAM", 2),
        ("CAD/CAM", 1),
        ("e-learning", 1),
        ("one\n• two", 2),
        ("one\n\ntwo", 2),
        ("one\ntwo", 1),
        ("(lead) auditor", 2),
    ],
)
def test_a_phrase_may_not_reach_across_a_break(text: str, clauses: int):
    assert len(set(Stemmed(text).clause.tolist())) == clauses


@given(st.lists(st.sampled_from(["CAD", "cad", "welding", "Weld", "the", "x9"]), max_size=12))
def test_a_stretch_is_spelt_as_its_words_are_whatever_stands_before(words: list[str]):
    text = Stemmed(" ".join(words))
    again = Stemmed(" ".join([*words, *words]).upper())
    size = len(text)
    if size:
        first, last = np.array([0]), np.array([size - 1])
        assert text.spellings(first, last) == again.spellings(first + size, last + size)


def test_the_order_of_words_is_part_of_their_spelling_and_not_of_their_stems():
    one, other = Stemmed("budget plan"), Stemmed("plan budget")
    both = np.array([0]), np.array([1])
    assert one.spellings(*both) != other.spellings(*both)
    assert one.numbers.sum() == other.numbers.sum()


def test_a_stem_s_number_is_the_same_on_every_machine():
    assert number("weld") == 3328195155368059835
