"""Opportunities, a dialogue, or neither: reached by rule from the needs that were named."""

from dataclasses import dataclass

import pytest

from sectorscope.consultation.issues import issue_set
from sectorscope.provision.opportunities import Need, verdict
from tests.support.consulted import naming


@dataclass(frozen=True)
class Named:
    label: str
    k: int
    n: int


CNC = Named("CNC", 7, 12)


@pytest.mark.parametrize(
    ("shared", "specific", "ruling"),
    [
        ([CNC], False, "opportunities"),
        ([CNC], True, "opportunities"),
        ([], True, "dialogue"),
        ([], False, "undecided"),
    ],
)
def test_the_ruling_follows_the_needs(shared: list[Need], specific: bool, ruling: str):
    reached = verdict(shared=shared, specific=specific)
    assert reached.ruling == ruling
    assert list(reached.shared) == shared


@pytest.mark.parametrize(
    ("cnc", "asked", "ruling"),
    [(2, 12, "dialogue"), (3, 12, "opportunities"), (3, 20, "opportunities"), (3, 21, "dialogue")],
)
def test_a_need_in_common_is_three_businesses_and_fifteen_per_cent(
    cnc: int, asked: int, ruling: str
):
    named = {"cnc": [f"B{i}" for i in range(cnc)], "a": ["B0"], "b": ["B1"]}
    needs = issue_set(naming(named, asked), "q")
    assert verdict(shared=needs.shared(), specific=needs.specific).ruling == ruling


def test_a_need_in_common_at_the_wider_level_is_one():
    named = {c: [f"B{i}"] for i, c in enumerate("abc")}
    needs = issue_set(naming(named, 12, dict.fromkeys(named, "commercial")), "q")
    reached = verdict(shared=needs.shared(), specific=needs.specific)
    assert [n.label for n in reached.shared] == ["skill commercial"]


def test_too_few_to_tell_is_undecided():
    needs = issue_set(naming({"a": ["B0"], "b": ["B1"]}, 7), "q")
    assert verdict(shared=needs.shared(), specific=needs.specific).ruling == "undecided"
