"""Words and industries as features: what is alike in words is alike, whatever the spelling."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from sectorscope.sector.membership.industries import Codes, kinds, levels, read, written
from sectorscope.sector.membership.words import Words

TEXTS = ["Makes hip implants", "An implant for hips", "BREAD AND CAKES LIMITED", "", "bread"]


def lengths(matrix: sparse.csr_matrix) -> np.ndarray:
    return np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())


def test_plurals_case_and_words_that_say_nothing_make_no_difference():
    matrix = Words.of(TEXTS).matrix(["implants for the HIP", "hips; implant"])
    assert (matrix[0] != matrix[1]).nnz == 0


def test_by_hand():
    # Two texts: "bread" in both (idf 1), "cake" in one (log(3/2) + 1), twice in it (1 + log 2).
    words = Words.of(["bread cakes cake", "bread"])
    one, cake = 1.0, (1 + math.log(2)) * (math.log(1.5) + 1)
    row = words.matrix(["bread cakes cake"]).toarray()[0]
    assert row[words.columns["bread"]] == pytest.approx(one / math.hypot(one, cake))
    assert row[words.columns["cake"]] == pytest.approx(cake / math.hypot(one, cake))


def test_a_word_never_met_takes_its_part_of_the_length():
    row = Words.of(TEXTS).matrix(["bread zzyzx"])
    assert 0 < lengths(row)[0] < 1


def test_columns_are_called_what_is_written_most():
    words = Words.of(["prosthetics", "prosthetic", "prosthetic"])
    assert words.names == ("prosthetic",)


@given(st.lists(st.one_of(st.none(), st.text(max_size=30)), max_size=8))
def test_rows_are_never_longer_than_one(texts: list[str | None]):
    words = Words.of(texts)
    matrix = words.matrix(texts)
    assert matrix.shape == (len(texts), len(words.columns))
    assert (lengths(matrix) < 1 + 1e-5).all()
    again = pickle.loads(pickle.dumps(words)).matrix(texts)  # noqa: S301 - our own bytes
    assert (again != matrix).nnz == 0


def test_a_code_stands_under_its_group_division_and_section():
    assert levels("32500") == ("C", "32", "325", "3250", "32500")
    assert levels("") == ()
    assert [written(c) for c in ("32", "3250", "32500", "62012")] == [
        "32",
        "32.50",
        "32.50",
        "62.01/2",
    ]


def test_industries_of_one_group_are_more_alike_than_of_two():
    sics = [("32500",), ("32990",), ("62012",), ()]
    matrix = Codes.of(sics).matrix(sics)
    like = (matrix @ matrix.T).toarray()
    assert like[0, 1] > like[0, 2] == 0
    assert np.allclose(lengths(matrix), [1, 1, 1, 0])


def test_activities_make_industries_alike_in_words():
    said = {"32500": "surgical instruments", "26600": "surgical lasers", "10710": "bread"}
    sics = [("32500",), ("26600",), ("10710",)]
    plain, worded = (
        (m := Codes.of(sics, activities).matrix(sics)) @ m.T for activities in (None, said)
    )
    assert worded.toarray()[0, 1] > plain.toarray()[0, 1]
    assert worded.toarray()[0, 2] <= plain.toarray()[0, 2]


def test_codes_are_read_as_the_register_prints_them():
    texts = ["32500 - Manufacture of things", "None Supplied", "", None, "32500 - again", "0111"]
    assert read(texts) == ("32500",)


def test_each_list_of_codes_is_kept_once():
    assert kinds([("1",), (), ("1",)])[0] == (("1",), ())
    assert kinds([("1",), (), ("1",)])[1].tolist() == [0, 1, 0]
