"""The peers do what their documentation says, so that what is beaten is no straw man."""

from __future__ import annotations

from benchmarks.text.peer_phrases import Phrases
from sectorscope.concepts import Concept

CONCEPTS = [
    Concept("1", "manage budgets", alternatives=("budget handling",)),
    Concept("2", "SQL", alternatives=("structured query language",)),
    Concept("3", "operate heavy lifting machines"),
    Concept("4", "welding"),
    Concept("5", "joining", alternatives=("welding",)),
]
PEER = Phrases(CONCEPTS)


def test_a_name_is_found_whatever_its_capitals():
    assert PEER.say("You will Manage Budgets.").returned == {"manage budgets"}


def test_a_name_is_found_by_its_stems_in_any_order():
    assert PEER.say("budgets, managed").returned == {"manage budgets"}


def test_an_abbreviation_is_found_in_capitals_alone():
    assert PEER.say("SQL").returned == {"SQL"}
    assert not PEER.say("sql").returned


def test_a_name_of_two_is_its_owners():
    assert PEER.say("welding").returned == {"welding"}


def test_half_of_a_long_name_is_enough_and_less_only_ranks():
    assert PEER.say("operate lifting machines").returned == {"operate heavy lifting machines"}
    said = PEER.say("lifting")
    assert not said.returned
    assert 0 < said.scores["operate heavy lifting machines"] < 0.5


def test_whole_names_alone_find_no_part():
    assert not Phrases(CONCEPTS, partial=False).say("operate lifting machines").scores
