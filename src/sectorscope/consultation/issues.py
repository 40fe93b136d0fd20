"""The set of issues businesses named, and whether it is specific to one business each.

"Tended to be specific to one business each" speaks of the set, not of one issue. It holds when
every business consulted was asked, eight at least; at least three issues were named, two thirds
of them once and none by more than max(2, 15 % of those asked) - at the level of the issues and,
the same, at the level of the wider codes they roll up to. Source: the design, section 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sectorscope.consultation.counts import Consultation, Count

MIN_ASKED = 8
MIN_ISSUES = 3


@dataclass(frozen=True)
class IssueSet:
    """Issues named at least once, with the same rolled up to their wider codes.

    n: businesses asked. everyone: every business consulted was asked.
    """

    n: int
    issues: tuple[Count, ...]
    parents: tuple[Count, ...]
    everyone: bool = True

    @property
    def once(self) -> int:
        """Issues named by one business only."""
        return _once(self.issues)

    @property
    def sayable(self) -> bool:
        """Whether the set is large enough to speak of as a set."""
        return self.everyone and self.n >= MIN_ASKED and len(self.issues) >= MIN_ISSUES

    @property
    def specific(self) -> bool:
        """Whether issues tended to be specific to one business each."""
        return self.sayable and _scattered(self.issues, self.n) and _scattered(self.parents, self.n)

    def shared(self, at_least: int = 3) -> tuple[Count, ...]:
        """Issues named by several businesses or more: k >= 3 and at least 15 % of those asked."""
        named = {c.code: c for c in (*self.issues, *self.parents) if _several(c, at_least)}
        return tuple(sorted(named.values(), key=lambda c: (-c.k, c.label)))


def issue_set(consultation: Consultation, question: str) -> IssueSet:
    """The issues of one open question that were named, in the codebook's order."""
    asked = consultation.count(question).n
    wider = (
        consultation.count(question, c["code"], label=c["label"])
        for c in consultation.codes_of(question)
    )
    return IssueSet(
        asked,
        tuple(count for _, count in consultation.named(question)),
        tuple(count for count in wider if count.k),
        everyone=asked == len(consultation.consultees),
    )


def _once(counts: Sequence[Count]) -> int:
    return sum(c.k == 1 for c in counts)


def _scattered(counts: Sequence[Count], n: int) -> bool:
    """Two thirds named once, none by more than max(2, 15 % of n); in whole numbers."""
    limit = max(2, 15 * n // 100)
    return 3 * _once(counts) >= 2 * len(counts) and all(c.k <= limit for c in counts)


def _several(count: Count, at_least: int) -> bool:
    return count.k >= at_least and 100 * count.k >= 15 * count.n
