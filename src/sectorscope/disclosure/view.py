"""The tables an audience's chapters may be written from, and what was held back from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sectorscope.store import Tables

Row = Mapping[str, Any]
Rows = Callable[[str], Iterable[Row]]

CONSULTED = (
    "annotation",
    "assertion",
    "code",
    "consultation",
    "consultee",
    "consultee_group",
    "decision",
    "document",
    "question",
    "response",
    "suggestion",
    "tick",
    "turn",
)
"""Tables a view gives anew; every other passes through."""

What = Literal["question", "codes", "answers", "numbers", "averaged", "breakdown", "cause"]


@dataclass(frozen=True)
class Withheld:
    """One thing that was held back.

    what: `question` is not told at all; `codes`: `number` of them are merged into
        the code `under`, or, where that is empty, into what is not told apart at all;
        `answers`: small ones are told as one; `numbers`: none of those elicited is told;
        `averaged`: each is the mean of five or more businesses' own;
        `breakdown`: nothing (or not the question) is told by `under`, a column of `consultee`;
        `cause`: reasons are told
        for everybody asked and not for those who named what they explain.
    """

    what: What
    question: str = ""
    under: str = ""
    number: int = 0


@dataclass(frozen=True)
class View:
    """Tables with nothing protected in them, and facts about what was done.

    rows: a table's rows by its name, as `Tables.rows`.
    protected: False where nothing had to be protected: internal, or invented.
    names: the study's pseudonym for each business of the view. Not for any output.
    """

    rows: Rows
    audience: str
    protected: bool
    withheld: tuple[Withheld, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def questions(self) -> tuple[str, ...]:
        """Questions that are not told at all."""
        return tuple(w.question for w in self.withheld if w.what == "question")

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """Columns of `consultee` that nothing is told by."""
        return tuple(w.under for w in self.withheld if w.what == "breakdown" and not w.question)

    def told_by(self, question: str, column: str) -> bool:
        """Whether a question may be told by a column of `consultee`."""
        parts = {(w.question, w.under) for w in self.withheld if w.what == "breakdown"}
        return not parts & {("", column), (question, column)}

    def merged(self, question: str) -> tuple[Withheld, ...]:
        """Where codes of a question are merged: into what, and how many."""
        return tuple(w for w in self.withheld if (w.what, w.question) == ("codes", question))

    def told_as_one(self, question: str) -> bool:
        """Whether small answers of a question are told as one: its options have no order left."""
        return any((w.what, w.question) == ("answers", question) for w in self.withheld)

    def tables(self, given: Tables) -> Tables:
        """The view as tables.

        Args:
            given: the tables the view was made of; those that hold no consultation are taken over.

        Raises:
            SchemaError: a row of the view is not what its table declares.
        """
        from sectorscope.schema import TABLES, from_rows
        from sectorscope.store import Tables

        held = [n for n in TABLES if given.has(n)]
        return Tables.from_arrow(
            {
                n: from_rows(TABLES[n], self.rows(n)) if n in CONSULTED else given.arrow(n)
                for n in held
            }
        )
