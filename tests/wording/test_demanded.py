"""Sentences on adverts are read back by a reader that shares nothing with their writer."""

import pytest

from sectorscope.wording.demanded_grammar import read
from sectorscope.wording.parse import ParseError

RANKED = (
    "Surest first, those of medical things ask more often than the adverts held for {}; in "
    "brackets how many ask, and how many times the usual share that is, with a 95% interval."
)
SHARED = (
    "Of what the 40 adverts of hips ask for beyond the usual share, {} is beyond it in the 50 of "
    "surgical tools too; of what those of surgical tools ask for beyond it, 12% is in those of "
    "hips."
)


def test_a_ranking_is_read_skill_by_skill():
    items = (
        "cut and sew (20 of 40; 2.4, 1.6 to 3.1); C++ (3 of 40; 12, 1.05 to 30); "
        "and SAP (1 of 40; 2, 1.1 to 4)"
    )
    said = read(RANKED.format(items))
    assert [said.phrases[f"i{i}"] for i in range(3)] == ["cut and sew", "C++", "SAP"]
    assert (said.figures["k0"], said.figures["low1"], said.figures["high2"]) == (20, 1.05, 4)
    assert said.phrases["target"] == "medical things"


def test_what_is_held_is_read_with_the_rules():
    said = read(
        "Of the 1,120 different reconstructed adverts held, 40 are of medical things: 30 by who "
        "advertises, 10 by their occupation alone."
    )
    assert said.figures == {"total": 1120, "n": 40, "by_employer": 30, "by_occupation": 10}
    assert said.phrases["noun"] == "reconstructed adverts"


def test_both_ways_are_read():
    assert read(SHARED.format("66%")).figures["of_first"] == 66


@pytest.mark.parametrize(
    "text",
    [
        RANKED.format("SAP (41 of 40; 2, 1.1 to 4)"),
        RANKED.format("SAP (4 of 40; 5, 1.1 to 4)"),
        RANKED.format("SAP (4 of 40; 2, 1.1 to 4) and CAD"),
        SHARED.format("101%"),
        "Of the 30 different adverts held, 40 are of hips by who advertises.",
        "Of the 90 different adverts held, 40 are of hips: 30 by who advertises, 9 by their "
        "occupation alone.",
        "Adverts ask for SAP.",
    ],
)
def test_what_contradicts_itself_is_refused(text: str):
    with pytest.raises(ParseError):
        read(text)
