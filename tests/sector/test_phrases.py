"""Keywords are literal phrases: whole words, any case, a star for the rest of a word."""

import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.sector.phrases import Phrases


@pytest.mark.parametrize(
    ("phrase", "text", "there"),
    [
        ("wound care", "Wound\n  CARE for all", True),
        ("wound care", "woundcare", False),
        ("wound care", "wounds care", False),
        ("wound", "woundcare", False),
        ("wound*", "woundcare", True),
        ("wound*", "rewound", False),
        ("medical devic*", "a medical-device maker", False),
        ("medical devic*", "Medical Devices.", True),
        ("stem* cell", "stemming cell", True),
        ("c++", "we write C++.", True),
        ("c++", "c+", False),
        ("e-health", "(e-health)", True),
        ("a.b", "axb", False),
        ("prothèse", "La PROTHÈSE", True),
        ("implant", "l'implant", True),
        ("implant", "implant_2", False),
        ("implant", "", False),
    ],
)
def test_a_phrase_stands_in_a_text_or_not(phrase: str, text: str, there: bool):
    phrases = Phrases([phrase])
    assert phrases.hits([text]).tolist() == [there]
    assert bool(phrases.found(text)) is there


def test_a_missing_text_holds_nothing_and_no_phrases_find_nothing():
    assert Phrases(["a"]).hits([None, "a"]).tolist() == [False, True]
    assert Phrases([]).hits(["a", None]).tolist() == [False, False]
    assert Phrases(["a"]).hits([]).tolist() == []


def test_arrow_columns_are_read_too():
    chunks = pa.chunked_array([["a"], ["b", None]], pa.string())
    assert Phrases(["b"]).hits(chunks).tolist() == [False, True, False]


def test_what_was_found_is_said_with_its_place():
    (found,) = Phrases(["wound  care", "x"]).found("Good wound care.")
    assert found == ("wound care", 5, 15)


def test_hundreds_of_phrases_are_looked_for_at_once():
    many = Phrases([*(f"word{n}" for n in range(300)), *(f"stem{n}*" for n in range(300))])
    assert many.hits(["word299", "word300", "stem299s", "stems"]).tolist() == [
        True,
        False,
        True,
        False,
    ]


_TEXTS = st.text("ab é-*+ \n.1_Z", max_size=12)
_PHRASES = st.lists(st.text("abé-+.1Z", min_size=1, max_size=3), min_size=1, max_size=3)


@given(words=_PHRASES, stars=st.lists(st.booleans(), min_size=3, max_size=3), text=_TEXTS)
def test_both_engines_and_a_plain_reading_agree(words: list[str], stars: list[bool], text: str):
    """Oracle: words of the text split by hand, compared one by one."""
    pairs = [(w, star and w[-1].isalnum()) for w, star in zip(words, stars, strict=False)]
    phrase = " ".join(w + "*" * star for w, star in pairs)
    pattern = r"\s+".join(re.escape(w) + (r"\w*" if star else "") for w, star in pairs)
    plain = any(
        m
        for start in range(len(text))
        if (start == 0 or not re.match(r"\w", text[start - 1]))
        and (m := re.compile(pattern, re.IGNORECASE).match(text, start))
        and any(
            re.fullmatch(pattern, text[start:end], re.IGNORECASE)
            and (end == len(text) or not re.match(r"\w", text[end]))
            for end in range(start, len(text) + 1)
        )
    )
    found = Phrases([phrase])
    assert found.hits([text]).tolist() == [plain]
    assert bool(found.found(text)) is plain
