"""Words tied to their place, sealed or not, and found again after an edit."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.anchors import anchor, context, place, reanchor, words

SETTINGS = settings(max_examples=100, deadline=None)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@SETTINGS
@given(st.text(min_size=1, max_size=40), st.data())
def test_a_sealed_anchor_gives_the_words_back_and_notices_other_words(
    text: str, data: st.DataObject
):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sealed = anchor(text[start:end], start, end, digest(text[start:end]))
    assert words(sealed, text, digest) == text[start:end]
    changed = text[:start] + ("a" if text[start] != "a" else "b") + text[start + 1 :]
    assert words(sealed, changed, digest) is None
    assert words(sealed, text[: end - 1], digest) is None


def test_an_anchor_is_of_as_many_characters_as_its_words():
    with pytest.raises(ValueError, match="cannot be 3 characters"):
        anchor("CAD", 0, 4, "00")


def test_words_that_are_not_sealed_are_looked_for():
    assert place("CAD", "some CAD") == (5, 8)
    assert words("CAD", "none") is None
    assert place(" ", "a b") is None


@SETTINGS
@given(st.text("ab \n.*", max_size=30), st.integers(0, 30), st.integers(1, 10))
def test_words_of_a_text_are_found_where_they_are(text: str, start: int, size: int):
    said = text[start : start + size].strip()
    found = reanchor(said, text, start)
    if not said:
        assert found is None
    else:
        assert found
        assert text[slice(*found)].split() == said.split()
        assert abs(found[0] - start) <= size  # the nearest; stripping moves it within the words


def test_the_nearest_place_counts_and_white_space_may_differ():
    assert reanchor("CAD work", "CAD work, CAD\n work", 9) == (10, 19)
    assert reanchor("cad", "CAD") is None


def test_context_shows_that_there_is_more():
    assert context("0123456789", 4, 6, 2) == ("…23", "45", "67…")
    assert context("0123", 1, 2, 9) == ("0", "1", "23")
