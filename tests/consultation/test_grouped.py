"""Counts by what businesses may be grouped by: exact, for every question and code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.consultation.assertions import assertions
from sectorscope.consultation.grouped import counts
from sectorscope.errors import UsageError
from tests.support.consulted import STATES, UNASKED, code, coding, consultee, question, response

Row = dict[str, Any]


def held(
    businesses: Iterable[tuple[str, str, str]], groups: Iterable[tuple[str, str, str]] = ()
) -> Any:  # noqa: ANN401
    """Name, segments and state of each business; name, column and value of each group."""
    listed = list(businesses)
    tables: dict[str, list[Row]] = {
        "question": [question(open=True)],
        "code": [code("cad")],
        "consultation": [],
        "consultee": [consultee(n, s) | {"place": None} for n, s, _ in listed],
        "consultee_group": [
            {"business": n, "column": c, "value": v, "order": 0} for n, c, v in groups
        ],
        "assertion": assertions(
            [response(n, s, "words") for n, _, s in listed],
            [coding(n, "cad") for n, _, s in listed if s == "yes"],
        ),
    }
    return lambda name: tables[name]


def told(rows: Any, by: str | None) -> dict[tuple[str, str | None], tuple[int, int]]:  # noqa: ANN401
    return {(c.code, c.by): (c.k, c.n) for c in counts(rows, by)}


THREE = (("A", "x;y", "yes"), ("B", "y", "no"), ("C", "", "yes"))


def test_without_a_column_all_are_counted_together():
    assert told(held(THREE), None) == {("", None): (2, 3), ("cad", None): (2, 3)}


def test_a_business_of_two_segments_counts_in_both_and_one_of_none_stands_last():
    found = told(held(THREE), "segments")
    assert {b: v for (c, b), v in found.items() if not c} == {"x": (1, 1), "y": (1, 2), "": (1, 1)}
    assert list(found)[2] == ("", "")


def test_what_nobody_states_is_told_as_such():
    assert told(held(THREE), "place") == {("", ""): (2, 3), ("cad", ""): (2, 3)}


def test_a_column_of_the_survey_by_its_name_whatever_its_case():
    groups = [("A", "Stand", "north; south"), ("B", "Stand", "north"), ("C", "Stand", " ")]
    found = told(held(THREE, groups), " sTAND ")
    assert found["", "north"] == (1, 2)
    assert found["", "south"] == (1, 1)
    assert found["", ""] == (1, 1)


def test_a_group_that_was_not_asked_is_not_told():
    rows = held((("A", "x", "yes"), ("B", "y", "not_asked")))
    assert {b for _, b in told(rows, "segments")} == {"x"}
    assert told(held([("A", "x", "not_asked")]), None)["", None] == (0, 0)


def test_an_unknown_column_is_told_with_those_there_are():
    groups = [("A", "Stand", "north")]
    with pytest.raises(UsageError) as refused:
        list(counts(held(THREE, groups), "Stnd"))
    for word in ("'Stnd'", "segments", "size_band", "place", "Stand", "[business]"):
        assert word in str(refused.value)
    assert refused.value.exit_status == 2


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "x", "y", "z"]), st.sampled_from(STATES + UNASKED)),
        max_size=30,
    )
)
def test_groups_of_one_each_add_up_to_the_whole(given_: list[tuple[str, str]]):
    rows = held([(f"B{i}", segment, state) for i, (segment, state) in enumerate(given_)])
    whole, groups = list(counts(rows, None)), list(counts(rows, "segments"))
    for one in whole:
        mine = [g for g in groups if g.code == one.code]
        assert sum(g.k for g in mine) == one.k
        assert sum(g.n for g in mine) == one.n
        assert sum(sum(g.states.values()) for g in mine) == sum(one.states.values())
        assert all(0 <= g.k <= g.n for g in mine)
