"""Whether the needs that businesses named support a list of opportunities for providers.

Reached by rule, never by choice of words:

- `opportunities`: some need was named by several businesses or more (at least three, and at least
  15 % of those asked), so a provider could answer it for more than one employer;
- `dialogue`: none was, and the needs tended to be specific to one business each, so what the
  evidence supports is a standing dialogue with employers;
- `undecided`: too few businesses or needs to tell, or needs that are neither shared by enough
  businesses nor specific to one each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


class Need(Protocol):
    """A need as it was counted."""

    @property
    def label(self) -> str:
        """What it is called."""
        ...

    @property
    def k(self) -> int:
        """Businesses that named it."""
        ...

    @property
    def n(self) -> int:
        """Businesses asked."""
        ...


@dataclass(frozen=True)
class Verdict:
    """What the rule reached, and the needs it reached it on."""

    ruling: Literal["opportunities", "dialogue", "undecided"]
    shared: Sequence[Need] = ()


def verdict(*, shared: Sequence[Need], specific: bool) -> Verdict:
    """Apply the rule.

    Args:
        shared: needs named by several businesses or more.
        specific: whether the set of needs tended to be specific to one business each.
    """
    if shared:
        return Verdict("opportunities", shared)
    return Verdict("dialogue" if specific else "undecided")
