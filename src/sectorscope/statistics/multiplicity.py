"""Many claims at once: some come out by chance, and the more are examined the more do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sectorscope.statistics.intervals import check_level


@dataclass(frozen=True)
class Rejections:
    """What a step-up procedure left: adjusted p-values and who passes, in the order given.

    examined: all that was looked at, those without a p-value too. passed: how many passed.
    """

    adjusted: tuple[float, ...]
    passes: tuple[bool, ...]
    examined: int
    level: float

    @property
    def passed(self) -> int:
        """How many passed."""
        return sum(self.passes)


def benjamini_hochberg(p_values: Sequence[float], examined: int, level: float = 0.05) -> Rejections:
    """Control the expected share of false ones among those that pass, over all examined.

    Benjamini & Hochberg 1995 (JRSS B 57): of the p-values in order, the largest i with
    p(i) ≤ level·i/M, and all below it, pass. Adjusted: the least of p(j)·M/j over j ≥ i.

    Args:
        p_values: of the claims that have one.
        examined: M, fixed before the answers are seen; those without a p-value count as 1.
        level: of false discovery.

    Raises:
        ValueError: a p-value is none, or fewer were examined than have one.
    """
    check_level(level)
    if examined < len(p_values):
        raise ValueError(f"{len(p_values)} p-values of {examined} examined cannot be")
    if not all(0 <= p <= 1 for p in p_values):
        raise ValueError("a p-value lies from nought to one")
    adjusted = [1.0] * len(p_values)
    least = 1.0
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    for rank in range(len(order), 0, -1):
        p = p_values[order[rank - 1]]
        least = min(least, max(p, p * examined / rank))  # p·3/3 may fall below p to a computer
        adjusted[order[rank - 1]] = least
    return Rejections(tuple(adjusted), tuple(a <= level for a in adjusted), examined, level)
