"""The kinds of decision there are: what each is about and what can be ruled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from sectorscope.errors import DecisionError

WITHDRAWN = "withdrawn"
"""The ruling that takes an earlier one back, the same word in every kind."""


@dataclass(frozen=True)
class Kind:
    """One kind: the body keys that name its subject, others it carries, and its rulings.

    A later decision on the same subject replaces the earlier one.
    """

    name: str
    file: str
    subject: tuple[str, ...]
    ruling: str
    rulings: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a body, in the order they are written."""
        return (*self.subject, *self.also, self.ruling)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            name="coding",
            file="codings.jsonl",
            subject=("business", "question", "code"),
            also=("quote",),
            ruling="state",
            rulings=("raised_unprompted", "yes", "no", "dont_know", "refused", WITHDRAWN),
        ),
        # One coder's reading, before it is settled: two people may read the same answer.
        Kind(
            name="reading",
            file="readings.jsonl",
            subject=("business", "question", "code", "coder"),
            also=("quote",),
            ruling="reading",
            rulings=("said", "not_said", WITHDRAWN),
        ),
        Kind(
            name="note",
            file="notes.jsonl",
            subject=("id",),
            also=("chapter", "text", "cites"),
            ruling="ruling",
            rulings=("stands", WITHDRAWN),
        ),
        Kind(
            name="release",
            file="releases.jsonl",
            subject=("audience", "fingerprint"),
            also=("overrides",),
            ruling="ruling",
            rulings=("released", WITHDRAWN),
        ),
        Kind(
            name="release_cell",
            file="release_cells.jsonl",
            subject=("dataset", "area_code", "dimension", "code"),
            ruling="ruling",
            rulings=("release", WITHDRAWN),
        ),
        # One reader's look at a company; `reading` says which look: first, again, or settled.
        Kind(
            name="membership",
            file="memberships.jsonl",
            subject=("company", "reader", "reading"),
            also=("definition", "draw", "share", "headcount", "segments"),
            ruling="ruling",
            rulings=("in", "in_not_strict", "only_broad", "out", "unresolved", WITHDRAWN),
        ),
        # Who was drawn to be reviewed; the companies and their chances stand in draws/<csv>.csv.
        Kind(
            name="draw",
            file="draws.jsonl",
            subject=("target", "stage"),
            also=("csv", "seed", "size", "of", "seeds", "reviews", "definition", "frame", "model"),
            ruling="ruling",
            rulings=("drawn", WITHDRAWN),
        ),
        # What a definition said when companies were first drawn under it.
        Kind(
            name="definition",
            file="definitions.jsonl",
            subject=("definition",),
            also=("text",),
            ruling="ruling",
            rulings=("in_use", WITHDRAWN),
        ),
    )
}
"""All kinds by name."""


def kind_named(name: str) -> Kind:
    """The kind of this name.

    Raises:
        DecisionError: there is none; the error suggests the near one.
    """
    if name in KINDS:
        return KINDS[name]
    raise DecisionError(
        f"there is no kind of decision {name!r}",
        expected="one of " + ", ".join(KINDS),
        hint=nearest(name, KINDS),
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is nearest to one that is not, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return near[0] if near else ""
