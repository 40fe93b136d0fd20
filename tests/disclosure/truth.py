"""What is protected in a survey, worked out from the answers alone: the attacks' marking scheme.

It is written from the design's sentences and shares no code with the rules it marks. A fact is a
set of businesses that gave, or did not give, an answer. It is protected if one or two businesses
are in it, or all that were asked, and fewer than ten could be meant: fewer in the register, or
among the listed participants, or nobody knows how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tests.disclosure.surveys import Survey

Fact = tuple[str, str, str]
"""Question, what was said, and the group: `segment` and its name, or empty for all asked."""

SAID = {"yes", "raised_unprompted"}
NOT_ASKED = {"not_asked", "not_applicable"}


def facts(survey: Survey) -> dict[Fact, frozenset[str]]:
    """Every fact about answers, with the businesses it is about."""
    found: dict[Fact, frozenset[str]] = {}
    for question in survey.rows("question"):
        asked = asked_of(survey, question)
        for what, who in _said(survey, question, asked):
            found[question["id"], what, ""] = who
            for group, members in _segments(survey).items():
                if members & asked:
                    found[question["id"], what, group] = who & members
    return found


def protected(survey: Survey) -> dict[Fact, frozenset[str]]:
    """The facts nobody may find out."""
    questions = {q["id"]: q for q in survey.rows("question")}
    found: dict[Fact, frozenset[str]] = {}
    for fact, who in facts(survey).items():
        question = questions[fact[0]]
        asked = asked_of(survey, question) & _segments(survey).get(
            fact[2], frozenset(survey.businesses)
        )
        whole = (who == asked and not fact[1].startswith(("nothing", "any"))) or (
            fact[1] == "nothing" and who == asked
        )
        if (1 <= len(who) <= 2 or (whole and asked)) and could_be(survey, question, fact[2]) < 10:
            found[fact] = who
    return found


def could_be(survey: Survey, question: dict[str, Any], group: str) -> int:
    """Businesses a member of a group could be, as far as anybody can say."""
    told_by = [g for g in (group, question["segment"]) if g]
    register = survey.config.consultation.businesses
    if register is None or question["gate"] or len(set(told_by)) > 1:
        return 0
    number = register.segments.get(told_by[0], 0) if told_by else register.total
    if survey.listed is None:
        return number
    members = _segments(survey)[told_by[0]] if told_by else frozenset(survey.businesses)
    return min(number, len(members & survey.listed))


def asked_of(survey: Survey, question: dict[str, Any]) -> frozenset[str]:
    rows = (r for r in survey.rows("assertion") if r["question"] == question["id"])
    asked = {r["business"] for r in rows if not r["code"] and r["state"] not in NOT_ASKED}
    own = question["segment"]
    return frozenset(asked & _segments(survey)[own]) if own else frozenset(asked)


def newcomers(survey: Survey, gone: Iterable[str]) -> set[tuple[str, str, str]]:
    """What each of some businesses said or did not say: (question, what, business)."""
    left = set(gone)
    return {
        (question, what, business)
        for (question, what, group), who in facts(survey).items()
        if not group
        for business in who & left
    }


def _segments(survey: Survey) -> dict[str, frozenset[str]]:
    named = {s.id: set[str]() for s in survey.config.sector.segment}
    for row in survey.rows("consultee"):
        for segment in filter(None, row["segments"].split(";")):
            named[segment].add(row["business"])
    return {s: frozenset(who) for s, who in named.items()}


def _said(
    survey: Survey, question: dict[str, Any], asked: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    rows = [r for r in survey.rows("assertion") if r["question"] == question["id"]]
    whole = [r for r in rows if not r["code"] and r["business"] in asked]
    if question["form"] in ("issues", "raised", "reasons"):
        yield from _named(survey, question, asked, rows)
        return
    said = frozenset(r["business"] for r in whole if r["state"] in SAID)
    yield "said", said
    yield "not said", asked - said
    for state in {r["state"] for r in whole}:
        yield f"state {state}", frozenset(r["business"] for r in whole if r["state"] == state)
    for option in {r["option"] for r in whole if r["option"]}:
        yield f"option {option}", frozenset(r["business"] for r in whole if r["option"] == option)


def _named(
    survey: Survey, question: dict[str, Any], asked: frozenset[str], rows: list[dict[str, Any]]
) -> Iterator[tuple[str, frozenset[str]]]:
    codes = {c["code"]: c["parent"] for c in survey.rows("code") if c["question"] == question["id"]}
    own = {c: {r["business"] for r in rows if r["code"] == c} & asked for c in codes}
    rolled = {c: own[c].union(*(own[d] for d, p in codes.items() if p == c)) for c in codes}
    yield "nothing", asked - frozenset[str]().union(*rolled.values())
    for code, who in rolled.items():
        if who:
            yield f"code {code}", frozenset(who)
            yield f"not code {code}", asked - who
        inside = [rolled[d] for d, p in codes.items() if p == code]
        if inside and who - set().union(*inside):
            yield f"only {code}", frozenset(who - set().union(*inside))
        for child in (d for d, p in codes.items() if p == code and rolled[d]):
            yield f"{code} not {child}", frozenset(who - rolled[child])
