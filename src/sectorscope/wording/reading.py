"""What the parser makes of a sentence: a claim, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Claim", "Item", "ParseError"]


class ParseError(ValueError):
    """A sentence is none of those that may be said of the consulted, or its words do not hold."""


@dataclass(frozen=True)
class Item:
    """One thing of a list, with how many of those asked named it."""

    label: str
    k: int
    n: int


@dataclass(frozen=True)
class Claim:
    """What a sentence claims.

    form: which kind of sentence. word: the word of quantity, empty where k of n stands alone.
    k, n: as printed, or as the word says ("all 12"). whom: who was asked. says: the predicate.
    label: what came up. items: a list's. phrases, figures: whatever else stands in it, by name.
    """

    form: str
    word: str = ""
    k: int | None = None
    n: int | None = None
    whom: str = ""
    says: str = ""
    label: str = ""
    segment: str = ""
    items: tuple[Item, ...] = ()
    phrases: Mapping[str, str] = field(default_factory=dict[str, str])
    figures: Mapping[str, float] = field(default_factory=dict[str, float])
