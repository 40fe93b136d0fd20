"""Each question of a draft: merged, told for everybody, or taken out, until it may be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sectorscope.consultation.counts import SAID
from sectorscope.disclosure.answers import (
    asked,
    closed,
    coarse,
    numbers_in_groups,
    open_states_stand,
)
from sectorscope.disclosure.cells import OPEN, Answers, People, base
from sectorscope.disclosure.codes import REST, ROOT, Tree, merge, tree
from sectorscope.disclosure.draft import Draft, Free
from sectorscope.disclosure.policy import Policy, exact, small
from sectorscope.disclosure.view import Withheld

NOT_TOLD_APART = "something not told apart here"
MERGED_NEEDS = "needs_merged"
"""Role of a question on needs some of which are merged: its table may stand, but nothing that
speaks of the set of needs, which is another set now."""


def settle(draft: Draft, policy: Policy) -> None:
    """Settle every question, then what crosses two of them."""
    people = People(draft.consultees.values())
    for name in sorted(draft.questions):
        _settle_one(draft, people, policy, name)
    while any(_follow_ups(draft, name) for name in sorted(draft.questions)):
        pass
    for name in sorted(draft.questions):
        _causes(draft, name)
    draft.settled = True


def _settle_one(draft: Draft, people: People, policy: Policy, name: str) -> None:
    question = draft.questions[name]
    rows = _of_its_segment(draft, people, question)
    whole = [dict(r) for r in asked(rows)]
    who = {r["business"] for r in whole}
    if not whole:
        if question["segment"] and ("segments" in {w.under for w in draft.withheld}):
            draft.withhold(name)
        return
    coded = [r for r in rows if r["code"] and r["business"] in who]
    hides = policy.hides(base(question))
    if not hides:
        if (settled := _protected(draft, question, whole, coded)) is None:
            draft.withhold(name)
            return
        whole, coded = settled
    if not draft.settled:
        whole, became = numbers_in_groups(whole, hides=hides)
        if became:
            draft.note("numbers" if became == "numbers" else "averaged", name)
    draft.said[name] = [*whole, *[{**r, **_NO_NUMBERS} for r in coded]]


_NO_NUMBERS = {"low": None, "likely": None, "high": None}


def _of_its_segment(draft: Draft, people: People, question: Free) -> list[Free]:
    """A question's rows; of businesses of its segment alone, where it is told for one."""
    rows = draft.said.get(question["id"], [])
    segment = question["segment"]
    if not segment:
        return rows
    return [r for r in rows if segment in people.values(r["business"], "segments")]


def _protected(
    draft: Draft, question: Free, whole: list[Free], coded: list[Free]
) -> tuple[list[Free], list[Free]] | None:
    """The rows as they may be told, or None where the question may not be told at all."""
    said = [(r["business"], r["code"]) for r in coded if r["state"] in SAID]
    is_open = question["form"] in OPEN
    if not is_open:
        told = closed(whole, options=question["form"] == "option")
        if told is None:
            return None
        if told is not whole:
            draft.note("answers", question["id"])
        whole = told
        if not said:  # nothing was coded or ticked: a code only says which need the answer is
            return whole, []
    codes = draft.codes.get(question["id"], [])
    asked_of = {r["business"] for r in whole}
    made = tree(asked_of, {c["code"]: c["parent"] for c in codes}, said)
    if not merge(made):
        return None
    if is_open and not open_states_stand(whole):
        whole = coarse(whole, made.rolled(ROOT))
    return whole, _recoded(draft, question, made, whole[0])


def _recoded(draft: Draft, question: Free, made: Tree, like: Free) -> list[Free]:
    """The codebook and the codings of a question as they were merged."""
    name = question["id"]
    known = {c["code"]: c for c in draft.codes.get(name, [])}
    draft.codes[name] = [_entry(known, code, made) for code in sorted(made.parents)]
    for under, number in sorted(made.merged.items()):
        draft.note("codes", name, under, number)
    if made.merged:
        question["form"] = "raised" if question["form"] == "issues" else question["form"]
        question["role"] = MERGED_NEEDS if question["role"] == "needs" else question["role"]
    return [
        {**like, "business": b, "code": c, "state": "raised_unprompted", "option": None}
        for c, who in sorted(made.direct.items())
        for b in sorted(who)
    ]


def _entry(known: Mapping[str, Free], code: str, made: Tree) -> Free:
    """A code's row; of the rest below a code: a row of its own that is nobody's need."""
    parent = made.parents[code] or None
    if code in known:
        return {**known[code], "parent": parent}
    above = known.get(code.removesuffix(REST))
    label = f"{above['label']} not told apart here" if above else NOT_TOLD_APART
    like = above or next(iter(known.values()))
    taken = dict.fromkeys(("definition", "examples", "phrases", "explains", *_CODED_TO))
    last = 1 + max(c["order"] for c in known.values())
    return {**like, **taken, "code": code, "label": label, "parent": parent} | {
        "need": False,
        "order": last,
    }


_CODED_TO = ("occupations", "industries", "level", "subject_area", "soc")


def _follow_ups(draft: Draft, name: str) -> bool:
    """Withhold a question whose base says what may not be told of the question that led to it.

    Whoever was asked it had given the answer that leads to it. True if it was withheld.
    """
    question = draft.questions.get(name)
    if question is None or not question["gate"]:
        return False
    gate = draft.questions.get(question["gate"])
    if gate is None:
        hidden = Withheld("question", question["gate"]) in draft.withheld
    else:
        hidden = _gives_gate_away(_answers(draft, question), _answers(draft, gate))
    if hidden:
        draft.withhold(name)
    return hidden


def _gives_gate_away(answers: Answers, gate: Answers) -> bool:
    """Whether the base, or the answers by those that led to them, imply a count of one or two."""
    n, said = len(answers.asked), answers.sets.get("said", frozenset())
    if n and small(abs(n - len(gate.sets.get("said", ())))):
        return True
    chosen = (who & answers.asked for a, who in gate.sets.items() if a.startswith("option:"))
    return any(not exact(len(said & who), len(who)) for who in chosen if who)


def _causes(draft: Draft, name: str) -> None:
    """Tell reasons for everybody asked where those who named what they explain are too few."""
    question = draft.questions[name]
    explained = {c["explains"] for c in draft.codes.get(name, []) if c["explains"]}
    answers = _answers(draft, question)
    for code in sorted(explained):
        namers = _namers(draft, code)
        if namers is None or not _stand(answers, namers):
            for row in draft.codes[name]:
                if row["explains"] == code:
                    row["explains"] = None
            draft.note("cause", name, "", 1)


def _stand(answers: Answers, namers: frozenset[str]) -> bool:
    """Whether reasons may be told for the namers: among them, and of what is left without them."""
    among = namers & answers.asked
    given = [s for a, s in answers.sets.items() if a.startswith("code:")]
    return all(exact(len(s & among), len(among)) and not small(len(s - among)) for s in given)


def _namers(draft: Draft, code: str) -> frozenset[str] | None:
    """Businesses that named a code of another question; None where it is told no more."""
    for name, codes in sorted(draft.codes.items()):
        if any(c["code"] == code and not c["explains"] for c in codes):
            sets = _answers(draft, draft.questions[name]).sets
            return sets.get(f"code:{code}", frozenset())
    return None


def _answers(draft: Draft, question: Free) -> Answers:
    codes: Iterable[Free] = draft.codes.get(question["id"], [])
    return Answers(question, codes, draft.said.get(question["id"], []))
