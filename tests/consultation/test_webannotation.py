"""Codings as Web Annotations: either selector finds the words, and ids stay the same."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.consultation.webannotation import AROUND, annotation_page, write_annotations
from sectorscope.errors import SchemaError

CODES = [
    {"question": "hard", "code": "pay", "label": "pay", "definition": "what is paid"},
    {"question": "hard", "code": "low", "label": "low pay", "parent": "pay"},
]
TEXT = "😀 the pay is low, the pay"
DOCUMENTS = [{"id": "B1/1", "text": TEXT}]


def coding(start: int, end: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    made = {"document": "B1/1", "start": start, "end": end, "question": "hard", "code": "low"}
    return made | {"who": "Coder", "when": "2026-03-01"} | more


def test_an_annotation_says_who_classed_which_words_as_what():
    (item,) = annotation_page(CODES, DOCUMENTS, [coding(6, 9)])["items"]
    assert (item["type"], item["motivation"]) == ("Annotation", "classifying")
    assert (item["creator"]["name"], item["created"]) == ("Coder", "2026-03-01T00:00:00Z")
    concept = item["body"]["source"]
    assert (concept["type"], concept["skos:prefLabel"]) == ("skos:Concept", "low pay")
    wider = annotation_page(CODES, DOCUMENTS, [coding(6, 9, code="pay")])["items"][0]
    assert concept["skos:broader"]["id"] == wider["body"]["source"]["id"]
    assert wider["body"]["source"]["skos:definition"] == "what is paid"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_either_selector_finds_the_words(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = write_annotations(CODES, [{"id": "B1/1", "text": text}], [coding(start, end)])
    (item,) = json.loads(made)["items"]
    position, quote = item["target"]["selector"]
    assert (position["start"], position["end"]) == (start, end)
    assert quote["exact"] == text[start:end]
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert text[max(0, start - AROUND) : end + AROUND] == around


def test_the_same_codings_in_any_order_give_the_same_bytes():
    chosen = [coding(6, 9), coding(0, 1), coding(6, 9, who="Other"), coding(6, 9, code="pay")]
    first = write_annotations(CODES, DOCUMENTS, chosen)
    assert first == write_annotations(CODES[::-1], DOCUMENTS, [*chosen[::-1], chosen[0]])
    ids = [item["id"] for item in json.loads(first)["items"]]
    assert len(set(ids)) == len(ids) == 4
    assert all(i.startswith("urn:uuid:") for i in ids)


def test_who_and_when_are_left_out_where_they_are_not_known():
    (item,) = annotation_page(CODES, DOCUMENTS, [coding(0, 1, who="", when=None)])["items"]
    assert {"creator", "created"}.isdisjoint(item)


@pytest.mark.parametrize(
    ("documents", "row", "says"),
    [
        (DOCUMENTS, coding(0, 99), "outside its document"),
        (DOCUMENTS, coding(3, 3), "outside its document"),
        ([{"id": "B1/1", "text": None}], coding(0, 1), "outside its document"),
        (DOCUMENTS, coding(0, 1, code="gone"), "the codebook lacks"),
    ],
)
def test_what_cannot_be_told_is_refused(documents: Any, row: Any, says: str):  # noqa: ANN401
    with pytest.raises(SchemaError, match=says):
        annotation_page(CODES, documents, [row])
