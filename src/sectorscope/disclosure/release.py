"""What must be looked at before a release is signed: a checklist, from facts and nothing else.

Nothing is read or written here. Each item says whether it is in order, only has to be known, or
blocks; what blocks cannot be signed away. Items give numbers and names of settings, never a
business or an answer, because a checklist is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sectorscope.disclosure.audit import Leak
from sectorscope.disclosure.ledger import Refusal
from sectorscope.disclosure.view import View
from sectorscope.profile import Gap, Profile

State = Literal["ok", "note", "blocks"]
OLD_AFTER_DAYS = 730
"""Evidence retrieved longer before the study's date than this is said to be stale."""


@dataclass(frozen=True)
class Item:
    """One line of the checklist."""

    state: State
    what: str
    detail: str = ""


@dataclass(frozen=True)
class Facts:
    """What the checklist needs to know beside the profile.

    overrides: gate, who and when of each piece of evidence a person let in against a gate.
    lint: what was found in the analysts' notes. unsettled: answers two coders read otherwise.
    unread: answers that nobody has coded. lost: releases the ledger should know of and does not.
    unconsented: quotes without consent to their words, or without a person's check.
    identifying: texts of the profile that hold something a business could be known by.
    """

    view: View | None = None
    overrides: Sequence[tuple[str, str, str]] = ()
    lint: Sequence[str] = ()
    unsettled: int = 0
    unread: int = 0
    refusals: Sequence[Refusal] = ()
    leaks: Sequence[Leak] = ()
    lost: int = 0
    unconsented: int = 0
    identifying: int = 0
    signed: str = ""
    old_after_days: int = OLD_AFTER_DAYS


def checklist(profile: Profile, facts: Facts) -> tuple[Item, ...]:
    """Every item, in the order they are to be read.

    Args:
        profile: what is to be released.
        facts: what was found around it.
    """
    return (
        *_of_profile(profile, facts.old_after_days),
        _withheld(facts.view),
        *_overrides(facts),
        *_of_people(facts),
        _number("blocks", "Earlier releases", len(facts.refusals), _REFUSED),
        _number("blocks", "Worked out from what is published", len(facts.leaks), _LEAKED),
        _number("blocks", "The ledger", facts.lost, _LOST),
        _signed(facts.signed),
    )


def blocked(items: Iterable[Item]) -> bool:
    """Whether anything forbids the release."""
    return any(item.state == "blocks" for item in items)


_REFUSED = "counts differ from an earlier release by what fewer than three businesses said"
_LEAKED = "counts that are withheld can be worked out from those that are told"
_LOST = "releases stand in the study's decisions and not in this ledger: it is another, or older"
_UNCONSENTED = "quotes without consent to their final words, or checked by nobody"
_IDENTIFYING = "texts hold a name, contact, product or customer of a business consulted"
_UNSETTLED = "answers that two coders read differently are not settled, and count for nothing"
_UNREAD = "answers that nobody has coded count for nothing"


def _of_profile(profile: Profile, old_after: int) -> Iterable[Item]:
    gaps = sum(isinstance(b, Gap) for b in profile.blocks())
    yield _number("note", "Gaps", gaps, "things the profile says it cannot say")
    day = date.fromisoformat(profile.as_of)
    ages = ((day - date.fromisoformat(s.retrieved[:10])).days for s in profile.evidence.snapshots)
    stale = sum(age > old_after for age in ages)
    yield _number("note", "Vintages", stale, f"files were retrieved over {old_after} days before")


def _withheld(view: View | None) -> Item:
    if view is None or not view.protected:
        return Item("ok", "Withheld", "nothing: for internal use, or no real business was asked")
    numbers = sum(max(1, w.number) for w in view.withheld if w.what != "averaged")
    return _number("note", "Withheld", numbers, "questions, codes, answers or breakdowns")


def _overrides(facts: Facts) -> Iterable[Item]:
    if not facts.overrides:
        yield Item("ok", "Overrides", "no gate was overridden")
    for gate, who, when in facts.overrides:
        yield Item("note", "Overrides", f"gate {gate}, by {who} on {when}")


def _of_people(facts: Facts) -> Iterable[Item]:
    yield from (Item("blocks", "Notes", found) for found in facts.lint)
    if not facts.lint:
        yield Item("ok", "Notes", "every note is supported by what it cites")
    yield _number("blocks", "Codings", facts.unsettled, _UNSETTLED)
    yield _number("note", "Answers", facts.unread, _UNREAD)
    yield _number("blocks", "Quotes", facts.unconsented, _UNCONSENTED)
    yield _number("blocks", "Names", facts.identifying, _IDENTIFYING)


def _signed(name: str) -> Item:
    if not name.strip():
        return Item("blocks", "Sign-off", "nobody has signed: --sign NAME")
    return Item("ok", "Sign-off", f"signed by {name.strip()}")


def _number(bad: State, what: str, number: int, detail: str) -> Item:
    return Item(bad if number else "ok", what, f"{number:,} {detail}" if number else "none")
