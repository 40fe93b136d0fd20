"""The rules of disclosure as predicates; whoever applies them adds no threshold of their own.

Numbers that firms supply follow the rules for magnitude tables: at least three firms, the p % rule
and dominance (Hundepool and others 2012, "Statistical Disclosure Control", chapter 4), and a base
of five. Counts of opinions follow the design, section 6: a count of one or two stands only where
it carries no attribute that leaves fewer than ten businesses it could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sectorscope.study import Register

Row = Mapping[str, Any]
Attribute = tuple[str, str]
"""What a group is told by: a column of `consultee`, or `gate`, and the value there."""

EVERYONE: frozenset[Attribute] = frozenset()

MATCHING = 10
"""Businesses a count of one or two must be able to hide among."""
SMALL = 2
"""The largest count that may point at a business."""
FIRMS = 3
BASE = 5
P_PER_CENT = 10
DOMINANT_PER_CENT = 90
_TOLD_BY = {"segments": "segments", "size_band": "size_bands", "place": "places"}


def small(count: int) -> bool:
    """Whether a count is one or two: few enough to point at somebody."""
    return 0 < count <= SMALL


def exact(k: int, n: int) -> bool:
    """Whether k of n may stand where it could be any of fewer than ten businesses.

    Neither those that said so nor those that did not may be one or two, and not all of them may
    have said so. That none of them named a thing may be told, since silence is not "no"; a closed
    question's "none" is for its caller to ask about, as the count of those that did not.
    """
    return not small(k) and not small(n - k) and not (k == n > 0)


def magnitude(values: Sequence[float]) -> bool:
    """Whether a total or mean of numbers that firms supplied may be told.

    At least five numbers, of three firms or more that are not zero; the two largest together no
    more than 90 % of the total; and the rest, without them, at least 10 % of the largest, so that
    the second largest cannot estimate the largest within 10 %. Sizes count, not signs.
    """
    ordered = sorted((abs(v) for v in values), reverse=True)
    if len(ordered) < BASE or sum(v > 0 for v in ordered) < FIRMS:
        return False
    total, (first, second) = sum(ordered), ordered[:2]
    rest = total - first - second
    dominated = 100 * (first + second) > DOMINANT_PER_CENT * total
    return not dominated and 100 * rest >= P_PER_CENT * first


@dataclass(frozen=True)
class Policy:
    """The register, and who of those consulted is named in public, as the rules need them.

    Args:
        register: how many businesses there are; None where nobody knows.
        listed: pseudonyms of the participants that are listed in public; None: no list is.
        members: the groups each business consulted is in.
    """

    register: Register | None
    listed: frozenset[str] | None = None
    members: Mapping[str, frozenset[Attribute]] = field(default_factory=dict)

    def matching(self, group: frozenset[Attribute]) -> int | None:
        """Businesses a member of the group could be; None where that is not known.

        The smaller of the register's number and the number of listed participants. A register
        counts one attribute at a time: of two together, or of any other attribute, nothing is
        known.
        """
        known = self._registered(group)
        if known is None or self.listed is None:
            return known
        named = sum(group <= self.members.get(b, EVERYONE) for b in self.listed)
        return min(known, named)

    def hides(self, group: frozenset[Attribute]) -> bool:
        """Whether one business of the group could be any of ten or more."""
        found = self.matching(group)
        return found is not None and found >= MATCHING

    def stands(self, k: int, n: int, group: frozenset[Attribute] = EVERYONE) -> bool:
        """Whether the count k of the n asked in a group may be told exactly."""
        return self.hides(group) or exact(k, n)

    def whole(self, counts: Iterable[int], group: frozenset[Attribute] = EVERYONE) -> bool:
        """Whether a split of the businesses asked into answers may be told: each and its rest."""
        listed = list(counts)
        total = sum(listed)
        return self.hides(group) or all(exact(c, total) for c in listed)

    def _registered(self, group: frozenset[Attribute]) -> int | None:
        if self.register is None or len(group) > 1:
            return None
        if not group:
            return self.register.total
        ((column, value),) = group
        held: dict[str, int] = getattr(self.register, _TOLD_BY.get(column, ""), {})
        return held.get(value)


def pooled(audience: str) -> tuple[str, ...]:
    """Audiences whose outputs a reader of this one may hold too: what is told to both adds up."""
    return () if audience == "internal" else ("public", "partner")
