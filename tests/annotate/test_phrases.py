"""Phrases of a vocabulary in text: in any order, across light words, never across a break."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate.candidates import Candidates, from_phrases, resolved
from sectorscope.annotate.indexed import Indexed
from sectorscope.annotate.stems import Stemmed
from tests.annotate.making import index

TEXTS = st.text(st.sampled_from("welding CNC mills,.\n•-& é🙂") | st.characters(), max_size=160)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    return index(tmp_path_factory.mktemp("own"))


def named(own: Indexed, text: str) -> dict[str, list[str]]:
    """Labels by the words they were found at."""
    words = Stemmed(text)
    hits = own.phrases.find(words)
    found: dict[str, list[str]] = {}
    for entry, first, last in zip(hits.entry, hits.first, hits.last, strict=True):
        said = text[words.starts[first] : words.ends[last]]
        found.setdefault(said, []).append(own.labels[own.phrases.row[entry]])
    return found


@pytest.mark.parametrize(
    ("text", "said", "label"),
    [
        ("Budgets to manage", "Budgets to manage", "manage budgets"),
        ("management of budgets", "management of budgets", "manage budgets"),
        ("with budget responsibilities", "budget responsibilities", "manage budgets"),
        ("TIG Welding", "TIG Welding", "welding"),
        ("CNC-milling", "CNC-milling", "CNC milling"),
        ("IT support", "IT", "IT"),
    ],
)
def test_a_phrase_is_found_however_adverts_turn_it(own: Indexed, text: str, said: str, label: str):
    assert label in named(own, text)[said]


@pytest.mark.parametrize(
    "text", ["it is", "manager", "budgets. Manage", "manage, budgets", "CNC and\n\nmilling", ""]
)
def test_what_only_looks_like_a_phrase_is_not_found(own: Indexed, text: str):
    labels = {label for found in named(own, text).values() for label in found}
    assert not labels & {"IT", "manage budgets", "CNC milling"}


def test_a_single_word_is_found_only_as_it_is_spelt(own: Indexed):
    assert "management" not in named(own, "managing")
    assert named(own, "Management")["Management"] == ["management"]


@given(TEXTS)
def test_what_is_found_lies_in_the_text_and_in_one_sentence(text: str):
    # hypothesis and module fixtures do not mix: the index comes from the cache
    own = _kept()
    words = Stemmed(text)
    half = len(text) // 2
    found = from_phrases(own, words, np.array([0, half]), np.array([True, False]))
    for first, last in zip(found.first, found.last, strict=True):
        assert 0 <= first <= last < len(words)
        assert words.starts[first] < half or half == 0
    assert np.isfinite(found.features).all()


def _kept() -> Indexed:
    if "own" not in _INDEX:
        from tempfile import mkdtemp

        _INDEX["own"] = index(Path(mkdtemp()))
    return _INDEX["own"]


_INDEX: dict[str, Indexed] = {}


def test_a_sentence_that_is_not_read_names_nothing(own: Indexed):
    words = Stemmed("welding. welding.")
    found = from_phrases(own, words, np.array([0, 9]), np.array([False, True]))
    assert found.first.tolist() == [1]
    assert found.piece.tolist() == [1]


def test_of_phrases_within_one_another_the_longest_sure_one_stands():
    found = Candidates(
        np.array([1, 2, 3]), np.array([0, 1, 3]), np.array([2, 1, 3]), np.zeros(3), np.zeros((3, 1))
    )
    assert resolved(found, np.array([0.6, 0.9, 0.7]), 0.5).tolist() == [0, 2]
    assert resolved(found, np.array([0.4, 0.9, 0.7]), 0.5).tolist() == [1, 2]


def test_a_very_long_sentence_costs_by_its_length(own: Indexed):
    words = Stemmed("welding and project management " * 2000)
    found = from_phrases(own, words, np.array([0]), np.array([True]))
    assert len(found) == 6000
