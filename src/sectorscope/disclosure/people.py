"""Breakdowns by what businesses are: by segment, by size, by place; each all or nothing.

A breakdown adds up to the whole, so one group left out is known from the others. It is told only
if every count in every group may be, also among businesses that are in several groups or state
none: those are what is left when the others are taken from the whole. Questions that an earlier
answer led to are told for everybody asked and by nothing else, unless they may be: nobody knows
how many businesses of a group gave that answer.
"""

from __future__ import annotations

from sectorscope.disclosure.cells import COLUMNS, Answers, People, base
from sectorscope.disclosure.draft import Draft
from sectorscope.disclosure.policy import Attribute, Policy, small
from sectorscope.disclosure.view import Row

Group = frozenset[Attribute]


def withhold_breakdowns(draft: Draft, policy: Policy) -> None:
    """Take out what businesses are, where no answers may be told by it."""
    people = People(draft.consultees.values())
    told = [
        Answers(q, draft.codes.get(name, []), draft.said.get(name, []))
        for name, q in draft.questions.items()
    ]
    for column in COLUMNS:
        groups = people.groups(column)
        bad = [a.question for a in told if not _stands(a, groups, policy)]
        if not _reached(groups, policy) or not all(_led_to(q) for q in bad):
            draft.blank(column)
        for question in bad:
            draft.note("breakdown", question["id"], column)


def _led_to(question: Row) -> bool:
    """Whether an earlier answer led to a question, and no chapter tells it by segment."""
    spread = question["form"] in ("raised", "issues") or question["role"] == "skills"
    return bool(question["gate"] or question.get("whom")) and not spread


def _stands(answers: Answers, groups: dict[Group, frozenset[str]], policy: Policy) -> bool:
    apart = not any(len(g) > 1 for g in groups)
    return all(_told(answers, g, who, policy, apart=apart) for g, who in groups.items())


def _reached(groups: dict[Group, frozenset[str]], policy: Policy) -> bool:
    """Whether it may be told how many of each group were reached: the method box does."""
    return all(policy.hides(g) or not small(len(who)) for g, who in groups.items())


def _told(
    answers: Answers,
    group: frozenset[Attribute],
    who: frozenset[str],
    policy: Policy,
    *,
    apart: bool,
) -> bool:
    """Whether every answer of a question may be told for a group."""
    asked = who & answers.asked
    told = group | base(answers.question)
    if not asked or (apart and policy.hides(told)):
        return True
    # Where businesses are in several groups, those in one and no other are a group too: what a
    # register says of the group does not speak of them, so every count has to stand by itself.
    counts = (len(said & asked) for said in answers.sets.values())
    return all(policy.stands(k, len(asked), told) for k in counts)
