"""Breakdowns by what businesses are: by segment, by size, by place; each all or nothing.

A breakdown adds up to the whole, so one group left out is known from the others. It is told only
if every count in every group may be, also among businesses that are in several groups or state
none: those are what is left when the others are taken from the whole. Questions that an earlier
answer led to are told for everybody asked and by nothing else, unless they may be: nobody knows
how many businesses of a group gave that answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from sectorscope.disclosure.cells import COLUMNS, OPEN, Answers, People, base
from sectorscope.disclosure.draft import Draft
from sectorscope.disclosure.policy import Attribute, Policy, exact, small
from sectorscope.disclosure.view import Row

Groups = dict[frozenset[Attribute], frozenset[str]]


def withhold_breakdowns(draft: Draft, policy: Policy) -> None:
    """Take out what businesses are, where no answers may be told by it."""
    people = People(draft.consultees.values())
    told = [
        Answers(q, draft.codes.get(name, []), draft.said.get(name, []))
        for name, q in draft.questions.items()
    ]
    for column in COLUMNS:
        groups, patterns = people.groups(column), people.patterns(column)
        bad = [a.question for a in told if not _stands(a, groups, patterns, policy)]
        if not _reached(groups, patterns, policy) or not all(_led_to(q) for q in bad):
            draft.blank(column)
        for question in bad:
            draft.note("breakdown", question["id"], column)


def _led_to(question: Row) -> bool:
    """Whether an earlier answer led to a question, and no chapter tells its form by anything."""
    apart = question["form"] in ("gave_number", "range", "reasons") and question["role"] != "skills"
    return bool(question["gate"] or question.get("whom")) and apart


def _stands(answers: Answers, groups: Groups, patterns: Groups, policy: Policy) -> bool:
    """Whether every answer of a question may be told for every group.

    Where businesses are in several groups, those in one and no other are a group too. What a
    register says of the group does not speak of them, so their counts have to stand by themselves.
    """
    common = base(answers.question)
    for group, who in groups.items():
        counts = _counts(answers, who)
        if not all(policy.stands(k, n, group | common) for k, n in counts):
            return False
    return not _overlap(patterns) or all(_exact(answers, who) for who in patterns.values())


def _exact(answers: Answers, who: frozenset[str]) -> bool:
    return all(exact(k, n) for k, n in _counts(answers, who))


def _counts(answers: Answers, who: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Every count of a group; of a closed question also those that did not say so."""
    asked = who & answers.asked
    for answer, said in answers.sets.items():
        yield len(said & asked), len(asked)
        if answer == "said" and answers.question["form"] not in OPEN:
            yield len(asked - said), len(asked)


def _reached(groups: Groups, patterns: Groups, policy: Policy) -> bool:
    """Whether it may be told how many of each group were reached: the method box does."""
    told = all(policy.hides(g) or not small(len(who)) for g, who in groups.items())
    return told and not (_overlap(patterns) and any(small(len(w)) for w in patterns.values()))


def _overlap(patterns: Groups) -> bool:
    return any(len(pattern) > 1 for pattern in patterns)
