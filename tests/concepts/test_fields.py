"""A long cell that one reader lets pass is none that the next one does."""

import csv

import pytest

from sectorscope.annotate.listed import from_csv
from sectorscope.concepts.fields import longest


def test_the_limit_is_what_it_was_whatever_happens():
    before = csv.field_size_limit()
    with longest(7):
        assert csv.field_size_limit() == 7
    assert csv.field_size_limit() == before
    with pytest.raises(ZeroDivisionError), longest(7):
        _ = 1 / 0
    assert csv.field_size_limit() == before


def test_reading_texts_leaves_it_as_it_was():
    before = csv.field_size_limit()
    long = "x" * (2 * before)
    (found,) = from_csv(iter(["id,text\n", f"1,{long}\n"]), "a.csv", "advert")
    assert found.text == long
    assert csv.field_size_limit() == before
