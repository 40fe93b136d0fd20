"""Words of quantity as predicates over k of n: the first that holds wins.

Every word is printed beside its k of n, so it can be checked by reading. All comparisons are in
whole numbers: a share of exactly 75 % is "most", never a matter of floating point. Source: the
design's table, section 6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sectorscope.profile.filled import NUMBER_WORDS

Predicate = Callable[[int, int, int], bool]


@dataclass(frozen=True)
class Quantifier:
    """A word, the rule that lets it stand, and the rule in words for the reader who asks."""

    name: str
    holds: Predicate
    rule: str


QUANTIFIERS: tuple[Quantifier, ...] = (
    Quantifier("one", lambda k, n, no: k == 1, "one business, whatever n"),
    Quantifier("two", lambda k, n, no: k == 2, "two businesses, whatever n"),  # noqa: PLR2004
    Quantifier("all", lambda k, n, no: k == n and n >= 5, "k = n, n at least 5"),  # noqa: PLR2004
    Quantifier("each", lambda k, n, no: k == n and n > 0, "k = n, n below 5"),
    Quantifier(
        "none",
        lambda k, n, no: k == 0 and no == n and n >= 5,  # noqa: PLR2004
        "n explicit noes, n at least 5",
    ),
    Quantifier("almost all", lambda k, n, no: 10 * k >= 9 * n and n >= 10, "90 %, n at least 10"),  # noqa: PLR2004
    Quantifier("most", lambda k, n, no: 4 * k >= 3 * n and n >= 5, "75 %, n at least 5"),  # noqa: PLR2004
    Quantifier("the majority", lambda k, n, no: 2 * k > n >= 5, "over 50 %, n at least 5"),  # noqa: PLR2004
    Quantifier("half", lambda k, n, no: 2 * k == n and k > 0, "exactly half"),
    Quantifier(
        "several",
        lambda k, n, no: k >= 3 and 20 * k >= 3 * n and 2 * k < n,  # noqa: PLR2004
        "15-50 %, k at least 3",
    ),
    Quantifier("a few", lambda k, n, no: k >= 3 and 20 * k < 3 * n, "under 15 %, k at least 3"),  # noqa: PLR2004
    Quantifier("otherwise", lambda k, n, no: True, "k of the n asked"),
)


def quantifier(k: int, n: int, explicit_noes: int = 0) -> Quantifier:
    """The first quantifier that holds for k of n.

    Args:
        k: businesses that said so.
        n: businesses asked.
        explicit_noes: of them, those that said no in as many words.

    Raises:
        ValueError: not 0 <= k <= n, or more noes than businesses left.
    """
    if not 0 <= k <= n or not 0 <= explicit_noes <= n - k:
        raise ValueError(f"{k} of {n} with {explicit_noes} noes cannot be")
    return next(q for q in QUANTIFIERS if q.holds(k, n, explicit_noes))


def consistently(k: int, n: int, strata: int, prompted: bool) -> bool:
    """Whether something came up consistently.

    At least half of those asked the open question raised it, in two strata or more, without
    being prompted. It may stand beside the word that holds.
    """
    return not prompted and n > 0 and 2 * k >= n and strata >= 2  # noqa: PLR2004


def number_word(number: int) -> str:
    """A whole number in words up to twelve, in digits beyond, as the house style has it."""
    return NUMBER_WORDS[number] if 0 < number < len(NUMBER_WORDS) else f"{number:,}"
