"""A refusal says nothing of a file's name, and stays a sentence whatever the file is called."""

import pytest

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.people import nameless
from sectorscope.evidence.refusal import GateRefused

SAID = "the mapping says nothing of the file"


def told(name: str, said: str, hint: str = "") -> str:
    with pytest.raises(GateRefused) as refused, nameless(name):
        raise GateRefused("fields", said, hint=hint)
    return str(refused.value)


@pytest.mark.parametrize("name", ["e.txt", "a", "the.txt", "fil.txt", "hing.csv", ".txt"])
def test_a_short_name_leaves_the_words_of_a_refusal_whole(name: str):
    assert told(name, SAID) == f"{SAID} (gate fields)."


@pytest.mark.parametrize("name", ["e.txt", "Canary Ltd.docx", "a+b (1).csv"])
def test_the_whole_name_is_never_said(name: str):
    said = told(name, f"{name} is empty", f"open {name}, or the {name}.")
    assert said == "the file is empty (gate fields); try: open the file, or the file."


def test_a_stem_goes_where_it_is_a_word_of_its_own():
    assert told("Canary.docx", "Canary gives no rows") == "the file gives no rows (gate fields)."
    assert "Canaryland" in told("Canary.docx", "Canaryland is a place")


def test_what_a_refusal_quotes_of_the_file_goes_too():
    with pytest.raises(EvidenceRefused) as refused, nameless("e.txt"):
        raise EvidenceRefused("a page titled “Canary Ltd”")
    assert str(refused.value) == "a page titled “…”."
