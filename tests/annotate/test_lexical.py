"""Phrases in text: which words are found, where, why, and what a negation does to them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.annotate import Annotation, Lexicon, Phrase

SETTINGS = settings(max_examples=150, deadline=None)
TEXTS = st.text(
    st.sampled_from("abCAD eilrning-&'’ ,.;\n\u0301é🙂ßİ0+#") | st.characters(), max_size=80
)
PHRASES = ("CAD", "e-learning", "engineering", "engineering and manufacturing skills", "IT", "a b")
LEXICON = Lexicon(Phrase(text, text) for text in PHRASES)


def found(text: str, *phrases: str) -> list[str]:
    lexicon = Lexicon(Phrase(p, p) for p in phrases) if phrases else LEXICON
    return [a.text for a in lexicon.annotate(text)]


@SETTINGS
@given(TEXTS, st.sampled_from(PHRASES), TEXTS)
def test_a_span_is_always_the_characters_it_names(before: str, phrase: str, after: str):
    text = f"{before} {phrase} {after}"
    for one in LEXICON.annotate(text):
        assert text[one.start : one.end] == one.text
        assert one.text.strip() == one.text
        assert 0 < one.score <= 1
        assert (
            one.text in PHRASES or one.concept in one.reason
        )  # the reason is in the phrase's words


@SETTINGS
@given(st.lists(st.sampled_from(["🙂", "café", "CAD", "x", ",", "e\u0301"]), max_size=12))
def test_offsets_count_code_points_whatever_stands_before(parts: list[str]):
    text = " ".join([*parts, "soldering"])
    (one,) = Lexicon([Phrase("s", "soldering")]).annotate(text)
    assert (one.start, one.end) == (len(text) - 9, len(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cad and CADs", ["cad", "CADs"]),
        ("E-Learning, e learning, elearning", ["E-Learning", "e learning", "elearning"]),
        ("engineering & manufacturing skill", ["engineering & manufacturing skill"]),
        ("Engineering and manufacturing\nskills", ["Engineering and manufacturing\nskills"]),
        ("IT is what it is", ["IT"]),
        ("cadence, decade, arcade", []),
        ("engineering-and-manufacturing-skills", ["engineering-and-manufacturing-skills"]),
        ("", []),
    ],
)
def test_spellings_of_one_phrase(text: str, said: list[str]):
    assert found(text) == said


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("healthcare", "in health-care now"),
        ("health-care", "in healthcare now"),
        ("R&D", "research, R and D"),
        ("C++", "knows C++."),
        ("technologies", "a technology"),
        ("CAD's", "the CAD"),
        ("bachelor’s degree", "a Bachelor's degree"),
    ],
)
def test_variants_of_joining_and_number(phrase: str, text: str):
    assert len(found(text, phrase)) == 1


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("CAD design", "CAD. Design is hard"),
        ("CAD design", "CAD, design"),
        ("CAD design", "CAD\n\ndesign"),
        ("CAD design", "CAD – design"),
        ("C", "C++"),
        ("machine", "machining"),
        ("business", "busines"),
    ],
)
def test_what_is_another_word_is_not_found(phrase: str, text: str):
    assert found(text, phrase) == []


def test_the_longest_of_phrases_within_one_another_counts():
    assert found("in engineering and manufacturing skills") == [
        "engineering and manufacturing skills"
    ]
    assert found("engineering") == ["engineering"]


def test_phrases_that_cross_are_both_found():
    assert found("CAD design engineer", "CAD design", "design engineer") == [
        "CAD design",
        "design engineer",
    ]


def test_one_phrase_of_two_concepts_is_found_for_both():
    lexicon = Lexicon([Phrase("a", "CAD"), Phrase("b", "cad"), Phrase("a", "CADs", score=0.5)])
    assert [(a.concept, a.score) for a in lexicon.annotate("CAD")] == [("a", 1.0), ("b", 1.0)]


def test_a_phrase_without_words_finds_nothing():
    assert found("- …", "…", "") == []


@pytest.mark.parametrize(
    "text",
    [
        "no CAD",
        "We have no difficulty with CAD",
        "No problem recruiting CAD",
        "We don't need CAD",
        "we don’t use any CAD",
        "never had any trouble finding CAD",
        "no welding, soldering or CAD",
        "CAD is not a problem",
        "CAD we do not need",
        "CAD isn't hard to find",
        "neither CAD",
    ],
)
def test_under_a_negation(text: str):
    (one,) = found_whole(text)
    assert one.negated
    assert one.score < 0.5
    assert "negated" in one.reason


@pytest.mark.parametrize(
    "text",
    [
        "CAD",
        "No, CAD is what we lack",
        "We cannot find CAD",
        "can't recruit anyone with CAD",
        "not enough CAD",
        "no applicants with CAD",
        "not only CAD",
        "no welding but CAD",
        "No welding. CAD",
        "CAD, and we don't need welding",
        "CAD is hard. That is no problem",
        "CAD is not easy to find",
        "nothing about one two three four five six CAD",
    ],
)
def test_not_under_a_negation(text: str):
    (one,) = found_whole(text)
    assert not one.negated
    assert one.score == 1


def found_whole(text: str) -> tuple[Annotation, ...]:
    return Lexicon([Phrase("CAD", "CAD")]).annotate(text)
