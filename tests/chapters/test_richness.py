"""Where the chapter on issues tells what was probably not heard, and where it must not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.issues import issues
from sectorscope.chapters.told import LOST
from sectorscope.consultation.assertions import assertions
from sectorscope.disclosure.view import View, What, Withheld
from sectorscope.profile import Paragraph, Profile, Statement
from sectorscope.study import parse
from tests.support.consulted import WHERE, code, coding, consultee, question, response
from tests.support.studies import find

Row = Mapping[str, Any]

CONFIG = parse(
    """
[study]
id = "vale"
title = "A sector"
as_of = 2026-01-01
period = "2026"

[sector]
name = "healthcare technologies"
definition = "version 1"

[region]
name = "West Vale"

[official]
industries = ["M", "N"]
area = "West Vale"
comparator = "England"
"""
)
SNAPSHOT = {
    "sha256": WHERE["snapshot"],
    "source": "survey",
    "reconstruction": True,
    "mapping": None,
}
METHOD = {"noun": "reconstructed businesses", "noun_one": "reconstructed business"} | WHERE
NAMED = (1, 1, 1, 2)


def desk_of(named_by: Sequence[int] = NAMED, asked: int = 12) -> Desk:
    """A desk at which one open question was put, and each issue named by so many."""
    codes = [code(f"i{i}") | {"order": i} for i in range(len(named_by))]
    codings = [coding(f"B{b}", f"i{i}") for i, k in enumerate(named_by) for b in range(k)]
    responses = [response(f"B{b}", "yes", "words") for b in range(asked)]
    tables: dict[str, Sequence[Row]] = {
        "question": [question(form="issues", says="Shortages", open=True)],
        "code": codes,
        "consultee": [consultee(f"B{b}") for b in range(asked)],
        "consultation": [METHOD],
        "assertion": assertions(responses, codings),
        "snapshot": [SNAPSHOT | {"sealed": False}],
    }
    return Desk(lambda name: tables.get(name, ()), CONFIG, "public")


def heard(desk: Desk) -> list[Statement]:
    told = (b for b in issues(desk) if isinstance(b, Paragraph))
    return [s for block in told for s in block.statements if s.subject == "heard"]


def lost_coding() -> Row:
    body = {"business": "B0", "question": "q", "code": "gone", "quote": "lost", "state": "yes"}
    return {"id": "lost", "kind": "coding", "body": json.dumps(body), "ruling": "raised_unprompted"}


def withholding(desk: Desk, what: What, of: str = "q") -> Desk:
    return replace(desk, view=View(desk.rows, "public", True, (Withheld(what, of, "", 2),)))


def test_what_was_not_heard_is_told_of_a_set_that_is_told_whole():
    (told,) = heard(desk_of())
    assert told.text.startswith(
        "Of the 5 mentions of shortages by the 12 reconstructed businesses asked, 3 were of one "
    )
    assert told.basis == "reconstruction"


@pytest.mark.parametrize(("named_by", "asked"), [((1, 1), 12), ((1, 1, 1), 7), ((2, 2, 3), 12)])
def test_nothing_is_told_where_too_little_was_heard(named_by: Sequence[int], asked: int):
    assert heard(desk_of(named_by, asked)) == []


def test_nothing_is_told_where_issues_were_merged():
    """Merged, issues of one business would pass for one of several: the reckoning would be off."""
    desk = desk_of()
    assert heard(withholding(desk, "codes")) == []
    assert heard(withholding(desk, "codes", "another")) != []


def test_it_is_said_where_codings_of_the_question_were_lost():
    (told,) = heard(desk_of())
    assert LOST not in told.caveat
    desk = desk_of()
    rows, lost = desk.rows, lost_coding()
    (less,) = heard(replace(desk, rows=lambda name: [lost] if name == "decision" else rows(name)))
    assert less.caveat == LOST


def test_it_follows_what_was_heard(shipped: Profile):
    (chapter,) = (c for c in shipped.chapters if c.id == "issues")
    order = [s.subject for s in chapter.statements() if s.question == "shortages"]
    assert order[-1] == "heard"
    assert find(shipped, "issues", "shortages", "heard").estimates[0].n == 7
