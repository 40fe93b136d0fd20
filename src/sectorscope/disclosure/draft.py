"""A view while it is made: copies of the consultation's tables that may be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sectorscope.disclosure.view import CONSULTED, Row, Rows, What, Withheld

Free = dict[str, Any]
_OF_ANSWERS = ("coding", "reading", "release")
"""Kinds of decision whose rows tell of answers or outputs; the chapters need none of them."""

_WORDS = {"examples": None, "phrases": None}
"""What a codebook takes from answers."""


@dataclass
class Draft:
    """The tables by what they are looked up with.

    said: rows of `assertion` by question. settled: every question was looked at once.
    """

    questions: dict[str, Free]
    codes: dict[str, list[Free]]
    said: dict[str, list[Free]]
    consultees: dict[str, Free]
    method: list[Free]
    decisions: list[Row]
    withheld: list[Withheld] = field(default_factory=list)
    settled: bool = False

    @classmethod
    def of(cls, rows: Rows) -> Draft:
        """Copies of what a study's tables hold."""
        return cls(
            {q["id"]: dict(q) for q in rows("question")},
            _by_question(rows("code")),
            _by_question(rows("assertion")),
            {c["business"]: dict(c) for c in rows("consultee")},
            [dict(m) for m in rows("consultation")],
            [d for d in rows("decision") if d["kind"] not in _OF_ANSWERS],
        )

    def note(self, what: What, question: str = "", under: str = "", number: int = 0) -> None:
        """Keep what was held back, once."""
        made = Withheld(what, question, under, number)
        if made not in self.withheld:
            self.withheld.append(made)

    def withhold(self, question: str) -> None:
        """Take a question out of the tables altogether."""
        self.questions.pop(question, None)
        self.codes.pop(question, None)
        self.said.pop(question, None)
        self.withheld = [w for w in self.withheld if w.question != question]
        self.note("question", question)

    def blank(self, column: str) -> None:
        """Let nothing be told by a column of `consultee`."""
        for row in self.consultees.values():
            row[column] = "" if column == "segments" else None
        self.note("breakdown", under=column)

    def rename(self, fresh: Mapping[str, str]) -> dict[str, str]:
        """Give every business its name in the view; the study's own name by it is returned."""
        self.consultees = {
            fresh[b]: {**c, "business": fresh[b]} for b, c in self.consultees.items()
        }
        for question, rows in self.said.items():
            self.said[question] = [
                {**r, "business": fresh[r["business"]], "decision": None, "raw": None}
                for r in rows
                if r["business"] in fresh
            ]
        return {new: old for old, new in fresh.items()}

    def rows(self, given: Rows) -> Callable[[str], Iterable[Row]]:
        """The tables by name, in key order; what is no part of a consultation as it was given."""
        made: dict[str, list[Row]] = {name: [] for name in CONSULTED}
        made |= {
            "question": [self.questions[q] for q in sorted(self.questions)],
            "code": sorted(
                ({**c, **_WORDS} for c in _flat(self.codes)),
                key=lambda c: (c["question"], c["code"]),
            ),
            "assertion": sorted(
                _flat(self.said), key=lambda a: (a["business"], a["question"], a["code"])
            ),
            "consultee": [self.consultees[b] for b in sorted(self.consultees)],
            "consultation": list(self.method),
            "decision": list(self.decisions),
        }
        return lambda name: made[name] if name in made else given(name)


def _by_question(rows: Iterable[Row]) -> dict[str, list[Free]]:
    found: dict[str, list[Free]] = {}
    for row in rows:
        found.setdefault(row["question"], []).append(dict(row))
    return found


def _flat(tables: Mapping[str, list[Free]]) -> list[Free]:
    return [row for rows in tables.values() for row in rows]
