"""People named by what they hold; only those who ask for them are told."""

import pytest

from sectorscope.annotate.qualifications import annotate, holders


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("graduates", ["degree"]),
        ("a graduate", ["degree"]),
        ("post-graduates", ["postgraduate"]),
        ("apprentices", ["apprenticeship"]),
        ("an advanced apprentice", ["apprenticeship:3"]),
        ("intermediate apprentices and graduates", ["apprenticeship:2", "degree"]),
        ("a graduate diploma", []),
        ("graduate level", []),
        ("apprenticeships", []),
        ("upgraded", []),
        ("nobody", []),
    ],
)
def test_people_by_what_they_hold(text: str, concepts: list[str]):
    assert [a.concept for a in holders(text)] == concepts
    if concepts:
        assert annotate(text) == ()
