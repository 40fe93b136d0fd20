"""The releasable view: protected answers are merged, protected questions and breakdowns removed.

By construction: the chapters are given tables in which nothing protected stands, so that no word,
bar, caption, data series or gap text can imply it. What is withheld is decided in this order, each
step on what the one before left: answers and codes of each question; reasons told by what they
explain; numbers elicited; breakdowns by what businesses are; and whatever an earlier release
forbids, until nothing more has to go. Source: the design, section 6.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence

from sectorscope.disclosure.cells import Cell, People, cells
from sectorscope.disclosure.draft import Draft
from sectorscope.disclosure.people import withhold_breakdowns
from sectorscope.disclosure.policy import Policy, small
from sectorscope.disclosure.questions import settle
from sectorscope.disclosure.view import Rows, View
from sectorscope.study import Config

Forbids = Callable[[Sequence[Cell]], Collection[str]]
"""Given the cells of a view, the questions that may not be told: because of earlier releases."""


def releasable(
    rows: Rows,
    config: Config,
    audience: str,
    listed: Collection[str] | None = None,
    history: Forbids | None = None,
) -> View:
    """The tables an audience's chapters may be written from.

    Partners may hold the public profile too, so both get the same view: what is told to both adds
    up to no more than either.

    Args:
        rows: gives a table's rows by its name; not changed.
        config: the study's configuration; the register is read from it.
        audience: public, partner or internal.
        listed: pseudonyms of participants that a public list names; None where there is no list.
        history: what earlier releases forbid, as `Ledger.forbids` gives it.
    """
    if audience == "internal" or not is_real(rows):
        return View(rows, audience, protected=False)
    forbidden: set[str] = set()
    while True:
        view = _view(rows, policy_of(rows, config, listed), audience, forbidden)
        more = set(history(cells(view))) - forbidden if history else set()
        if not more:
            return view
        forbidden |= more


def is_real(rows: Rows) -> bool:
    """Whether the consultation is of real businesses: one that is invented needs no protection."""
    return any(not row["reconstruction"] for row in rows("consultation"))


def policy_of(rows: Rows, config: Config, listed: Collection[str] | None) -> Policy:
    """The rules with the study's register, and with who is listed."""
    members = People(rows("consultee")).members()
    named = None if listed is None else frozenset(listed)
    return Policy(config.consultation.businesses, named, members)


def _view(rows: Rows, policy: Policy, audience: str, forbidden: Collection[str]) -> View:
    draft = Draft.of(rows)
    for question in sorted(forbidden):
        draft.withhold(question)
    settle(draft, policy)
    withhold_breakdowns(draft, policy)
    settle(draft, policy)  # a question whose segment went has nobody left that was asked it
    _hide_small_refusals(draft)
    names = draft.rename(_fresh_names(draft))
    return View(draft.rows(rows), audience, True, tuple(draft.withheld), names)


def _hide_small_refusals(draft: Draft) -> None:
    for row in draft.method:
        if small(row.get("not_consented") or 0):
            row["not_consented"] = None


def _fresh_names(draft: Draft) -> dict[str, str]:
    """Names for the businesses of a view, in an order that follows from no answer of theirs."""
    ordered = sorted(draft.consultees, key=lambda b: hashlib.sha256(f"view {b}".encode()).digest())
    return {b: f"R{i:04}" for i, b in enumerate(ordered, start=1)}
