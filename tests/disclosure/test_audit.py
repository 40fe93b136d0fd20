"""The independent audit finds what can be worked out, and nothing where nothing can."""

from __future__ import annotations

import pytest

from sectorscope.disclosure import Cell, audit, cells, releasable, small_cells
from sectorscope.disclosure.suppress import policy_of
from tests.disclosure.surveys import survey


def businesses(text: str) -> frozenset[str]:
    return frozenset(text)


ASKED = businesses("abcdefghij")


def cell(answer: str, said: str, asked: frozenset[str] = ASKED, group: str = "") -> Cell:
    return Cell("q", answer, group, businesses(said), asked)


def found(published: list[Cell], *protected: Cell) -> list[str]:
    return [leak.how for leak in audit(published, protected)]


def test_what_is_told_is_found():
    one = cell("state:no", "a")
    assert found([one], one) == ["published"]


def test_what_is_left_of_a_whole_is_found():
    told = [cell("state:yes", "abcde"), cell("state:blank", "fgh")]
    assert found(told, cell("state:no", "ij")) == ["sum"]


def test_a_part_of_what_is_told_together_is_not_found():
    assert not found([cell("state:yes", "abcde")], cell("state:no", "ij"), cell("state:blank", "f"))


def test_what_only_whole_numbers_leave_is_found():
    """Nobody of a group said the wider thing: so nobody of it said the narrower."""
    group = businesses("abc")
    told = [cell("code:x", "", group, "segments=s"), cell("code:x", "defg"), cell("code:y", "def")]
    assert found(told, cell("code:y", "", group, "segments=s")) == ["bounds"]
    assert not found(told[1:], cell("code:y", "", group, "segments=s"))


def test_a_group_is_found_from_the_others_and_the_whole():
    left, right = businesses("abcdefg"), businesses("hij")
    told = [cell("said", "abcdh"), cell("said", "abcd", left, "segments=l")]
    assert found(told, cell("said", "h", right, "segments=r")) == ["sum"]
    assert not found(told[:1], cell("said", "h", right, "segments=r"))


@pytest.mark.parametrize(("more", "leaks"), [("k", True), ("kl", True), ("klm", False)])
def test_two_releases_are_subtracted(more: str, leaks: bool):
    before = cell("said", "abcd")
    after = cell("said", "abcd" + more, ASKED | businesses(more))
    assert found([before, after]) == (["difference"] if leaks else [])
    assert not found([before, cell("said", "bcde")])  # the same value


def test_generated_surveys_with_the_rules_off_leak_and_with_them_on_hardly():
    """On, what the audit still reports needs a reader who knows which answers go together."""
    off = on = 0
    for seed in range(40):
        made = survey(seed)
        view = releasable(made.rows, made.config, "public", made.listed)
        raw = releasable(made.rows, made.config, "internal")
        small = small_cells(made.rows, policy_of(made.rows, made.config, made.listed), view)
        off += bool(audit(cells(raw), small))
        on += bool(audit(cells(view), small))
    assert off > 35
    assert on <= 2
