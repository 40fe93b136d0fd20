"""What the vault holds, as types.

None shows what it holds when it is printed: a traceback, a failed assertion or a log line that
prints one must name nobody.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

USES = ("count", "quote", "list")
"""What a business may agree to: to be counted, to be quoted in these words, to be listed."""

KINDS = ("name", "contact", "product", "customer")
"""What the gazetteer holds: what no public output may contain."""


@dataclass(frozen=True, repr=False)
class Entry:
    """A sealed file: its keyed id, and what is known of it."""

    id: str
    facts: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Entry({self.id[:8]}, {len(self.facts)} facts)"


@dataclass(frozen=True, repr=False)
class Identity:
    """Who a pseudonym stands for. In `erase`, one without names is a person: its contacts."""

    pseudonym: str
    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Identity({self.pseudonym})"

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The entries of one of `KINDS`."""
        entries: tuple[str, ...] = getattr(self, kind + "s")
        return entries


@dataclass(frozen=True, repr=False)
class Consent:
    """What a business agreed to, or withdrew, on a day.

    words: for a quote, the final wording, exactly; a refusal without words is of every quote.
    """

    pseudonym: str
    use: str
    given: bool
    date: datetime.date
    words: str = ""

    def __repr__(self) -> str:
        return f"Consent({self.pseudonym}, {self.use}, {self.given}, {self.date})"


@dataclass(frozen=True, repr=False)
class Quote:
    """Words of a business that may be rendered, once it agreed to them and a person checked them.

    words: the final wording; original: what was said. consented: since when there is consent to
    exactly these words; checked_by, checked: whose sign-off, and when. Both as of being read.
    """

    id: str
    pseudonym: str
    question: str
    words: str
    original: str
    consented: datetime.date | None = None
    checked_by: str = ""
    checked: datetime.date | None = None

    def __repr__(self) -> str:
        return f"Quote({self.id}, {self.pseudonym})"


@dataclass(frozen=True)
class Tombstone:
    """That somebody was erased: a day, a random salt, and a keyed hash of each name."""

    date: datetime.date
    salt: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Audited:
    """A line of the audit trail: what was done, by whom, to how many."""

    date: datetime.date
    action: str
    who: str
    count: int
