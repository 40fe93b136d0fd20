"""A coder's queue and rulings: blind to what others ruled, each kept as a decision."""

import pytest

from sectorscope.consultation.anchors import anchor
from sectorscope.consultation.readings import (
    Item,
    Ruling,
    coded,
    queue,
    readings,
    record,
    ruled,
)
from sectorscope.decisions import Decision
from sectorscope.errors import DecisionError
from tests.consultation.reading import DAY, material, read


def subjects(items: tuple[Item, ...]) -> list[tuple[str, str]]:
    return [(i.business, i.code) for i in items]


def coding(business: str, of: str, state: str = "raised_unprompted") -> Decision:
    body = {"business": business, "question": "skills", "code": of, "quote": "CAD", "state": state}
    return Decision("coding", body, who="Lead", when=DAY, why="as read")


ALL = [("B1", "cad"), ("B1", "solder"), ("B2", "cad"), ("B1", "hnd"), ("B1", "nvq_3")]


def test_a_queue_is_what_is_suggested():
    items = queue(material().suggestions, [], "Ann")
    assert sorted(subjects(items)) == sorted(ALL)
    assert [i.suggestion for i in items] == list(material().suggestions)


def test_what_a_coder_has_read_is_out_of_that_coders_queue_alone():
    decisions = [read("Ann", "B1", "cad"), read("Ann", "B2", "cad", said=False)]
    assert ("B1", "cad") not in subjects(queue(material().suggestions, decisions, "Ann"))
    assert ("B2", "cad") not in subjects(queue(material().suggestions, decisions, "Ann"))
    assert queue(material().suggestions, decisions, "Bob") == queue(
        material().suggestions, [], "Bob"
    )


@pytest.mark.parametrize("said", [True, False])
def test_a_queue_is_the_same_whatever_another_ruled(said: bool):
    theirs = [read("Ann", "B3", "cad", said=said), read("Ann", "B1", "cad", said=said)]
    items = queue(material().suggestions, theirs, "Bob")
    assert items == queue(
        material().suggestions, [read("Ann", "B3", "cad"), read("Ann", "B1", "cad")], "Bob"
    )
    assert items[-1] == Item("B3", "skills", "cad")  # their own find, without place or reason


def test_a_reading_taken_back_is_to_be_read_again():
    back = Decision(
        "reading", read("Ann", "B1", "cad").body | {"reading": "withdrawn"}, "Ann", DAY, "x"
    )
    decisions = [read("Ann", "B1", "cad"), back]
    assert readings(decisions) == ()
    assert ("B1", "cad") in subjects(queue(material().suggestions, decisions, "Ann"))


def test_what_was_coded_without_any_reading_is_nobodys_to_read():
    assert ("B1", "cad") not in subjects(
        queue(material().suggestions, [coding("B1", "cad")], "Ann")
    )
    both = [read("Bob", "B1", "cad"), coding("B1", "cad")]
    assert ("B1", "cad") in subjects(queue(material().suggestions, both, "Ann"))


def test_what_is_coded_or_ruled_on():
    decisions = [coding("B1", "cad"), coding("B2", "cad"), coding("B2", "cad", "withdrawn")]
    assert coded(decisions) == {("B1", "skills", "cad")}
    assert ruled([*decisions, read("Ann", "B3", "cad", said=False)]) == {
        ("B1", "skills", "cad"),
        ("B3", "skills", "cad"),
    }


def test_the_last_reading_of_a_coder_counts():
    found = readings([read("Ann", "B1", "cad"), read("Ann", "B1", "cad", said=False)])
    assert [r.reading for r in found] == ["not_said"]
    assert found[0].quote == ""


def test_a_reading_is_signed_by_its_coder_and_quotes_the_words():
    made = record(Ruling("B1", "skills", "cad", True, "CAD", 7, 10), coder="Ann", when=DAY)
    assert (made.kind, made.who, made.when, made.ruling) == ("reading", "Ann", DAY, "said")
    assert (made.body["quote"], made.body["coder"]) == ("CAD", "Ann")


def test_words_that_may_not_be_kept_are_sealed():
    made = record(
        Ruling("B1", "skills", "cad", True, "CAD", 7, 10),
        coder="Ann",
        when=DAY,
        seal=lambda words, start, end: anchor(words, start, end, "abc123"),
    )
    assert made.body["quote"] == "sealed:7-10:abc123"
    assert "CAD" not in made.line


def test_what_was_not_said_quotes_nothing_sealed_or_not():
    ruling = Ruling("B1", "skills", "cad", False, "CAD", 7, 10)
    assert record(ruling, coder="Ann", when=DAY).body["quote"] == ""


def test_what_was_said_was_said_in_words():
    with pytest.raises(DecisionError, match="quotes no words"):
        record(Ruling("B1", "skills", "cad", True, " "), coder="Ann", when=DAY)
    with pytest.raises(DecisionError, match="not signed"):
        record(Ruling("B1", "skills", "cad", False), coder=" ", when=DAY)
