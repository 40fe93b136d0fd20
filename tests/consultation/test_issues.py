"""When a set of issues was specific to one business each, by brute force over the named sets."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.issues import issue_set
from tests.support.consulted import (
    code,
    coding,
    consultation,
    consultee,
    naming,
    question,
    response,
)

SETTINGS = settings(max_examples=150, deadline=None)

Sets = dict[str, set[str]]


def scattered(named: Sets, asked: int) -> bool:
    """Two thirds named by one business only, none by more than max(2, 15 %)."""
    once = [who for who in named.values() if len(who) == 1]
    return Fraction(len(once), len(named)) >= Fraction(2, 3) and all(
        len(who) <= max(Fraction(2), Fraction(15, 100) * asked) for who in named.values()
    )


def rolled_up(named: Sets, parents: dict[str, str]) -> Sets:
    wide: Sets = {}
    for issue, who in named.items():
        wide.setdefault(parents.get(issue, issue), set()).update(who)
    return wide


def expected(named: Sets, parents: dict[str, str], asked: int) -> bool:
    heard = {issue: who for issue, who in named.items() if who}
    return (
        asked >= 8
        and len(heard) >= 3
        and scattered(heard, asked)
        and scattered(rolled_up(heard, parents), asked)
    )


@st.composite
def sets(draw: st.DrawFn) -> tuple[Sets, dict[str, str], int]:
    asked = draw(st.integers(1, 40))
    size = st.sampled_from((0, 1, 1, 1, 1, 2, 2, 3, 5, 6, 7))
    names = [f"issue {c}" for c in "abcdefghi"[: draw(st.integers(0, 9))]]
    who = st.permutations([f"B{i}" for i in range(asked)])
    named = {n: set(draw(who)[: draw(size)]) for n in names}
    parents = {
        n: p for n in names if (p := draw(st.sampled_from((None, None, "wide 1", "wide 2"))))
    }
    return named, parents, asked


@SETTINGS
@given(sets())
def test_specific_to_one_business_each_against_brute_force(case: tuple[Sets, dict[str, str], int]):
    named, parents, asked = case
    found = issue_set(naming(named, asked, parents), "q")
    heard = {issue: who for issue, who in named.items() if who}
    assert found.n == asked
    assert {c.code: c.said for c in found.issues} == heard
    assert {c.code: c.said for c in found.parents} == rolled_up(heard, parents)
    assert found.once == sum(len(who) == 1 for who in heard.values())
    assert max((c.k for c in found.issues), default=0) == max(map(len, heard.values()), default=0)
    assert found.specific is expected(named, parents, asked)


@SETTINGS
@given(sets())
def test_shared_are_issues_or_wider_codes_of_three_and_fifteen_per_cent(
    case: tuple[Sets, dict[str, str], int],
):
    named, parents, asked = case
    every = named | rolled_up(named, parents)
    wanted = {
        i for i, w in every.items() if len(w) >= 3 and Fraction(len(w), asked) >= Fraction(15, 100)
    }
    found = issue_set(naming(named, asked, parents), "q").shared()
    assert {c.code for c in found} == wanted
    assert [c.k for c in found] == sorted((c.k for c in found), reverse=True)


def alone(issues: int, first: int = 0) -> Sets:
    return {f"i{n}": {f"B{n}"} for n in range(first, first + issues)}


def among(size: int) -> set[str]:
    return {f"B{i}" for i in range(size)}


@pytest.mark.parametrize(
    ("named", "asked", "specific"),
    [
        (alone(3), 8, True),
        (alone(3), 7, False),
        (alone(2), 8, False),
        (alone(2) | {"x": among(2)}, 8, True),
        (alone(2) | {"x": among(2), "y": among(2)}, 8, False),
        (alone(2) | {"x": among(3)}, 19, False),
        (alone(2) | {"x": among(3)}, 20, True),
        (alone(8) | {"x": among(3)}, 12, False),
        (alone(2) | {"x": among(6)}, 40, True),
        (alone(2) | {"x": among(7)}, 40, False),
    ],
)
def test_the_rule_at_its_boundaries(named: Sets, asked: int, specific: bool):
    assert issue_set(naming(named, asked), "q").specific is specific


def test_the_wider_codes_are_held_to_the_same():
    named = alone(6)
    assert issue_set(naming(named, 12), "q").specific
    assert not issue_set(naming(named, 12, dict.fromkeys(named, "wide")), "q").specific


def test_no_issue_at_all_is_no_set():
    found = issue_set(naming({}, 12), "q")
    assert (found.issues, found.once, found.specific) == ((), 0, False)


def test_the_rule_speaks_only_where_every_business_was_asked():
    names = [f"B{i}" for i in range(14)]
    held = consultation(
        [response(b, "not_asked" if i >= 8 else "yes", "words") for i, b in enumerate(names)],
        codes=[code(c) for c in "abc"],
        codings=[coding(f"B{i}", c) for i, c in enumerate("abc")],
        questions=[question(form="issues")],
        consultees=[consultee(b) for b in names],
    )
    assert not issue_set(held, "q").specific


def test_an_issue_named_in_wide_words_is_an_issue_too():
    held = consultation(
        [response(f"B{i}", "yes", "words") for i in range(12)],
        codes=[code("wide"), code("narrow", "wide")],
        codings=[coding("B0", "wide")],
    )
    assert issue_set(held, "q").issues
