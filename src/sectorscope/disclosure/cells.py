"""What tables of a consultation say, as counts of businesses: every cell a chapter could tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sectorscope.consultation.counts import SAID, UNASKED, segments
from sectorscope.disclosure.policy import EVERYONE, Attribute, Policy
from sectorscope.disclosure.view import View

Row = Mapping[str, Any]

COLUMNS = ("segments", "size_band", "place")
"""Columns of `consultee` that something may be told by."""
NOT_STATED = ""
OPEN = ("raised", "issues", "reasons")
"""Forms of question whose answers are what was coded."""


@dataclass(frozen=True)
class Cell:
    """One count: who of a group was asked, and who of them said so.

    answer: `state:…`, `option:…`, `code:…` (anything within it included), `only:…` (that code and
        nothing narrower), `named` (any code) or `said` (the question as a whole).
    group: what it is told by, as `column=value`; empty for everybody asked.
    """

    question: str
    answer: str
    group: str
    said: frozenset[str] = field(repr=False)
    asked: frozenset[str] = field(repr=False)

    @property
    def k(self) -> int:
        """Businesses that said so."""
        return len(self.said)

    @property
    def n(self) -> int:
        """Businesses asked."""
        return len(self.asked)

    @property
    def name(self) -> tuple[str, str, str]:
        """What makes two counts the same cell, whatever they come to."""
        return self.question, self.answer, self.group


class People:
    """The businesses consulted and the groups they are in."""

    def __init__(self, consultees: Iterable[Row]) -> None:
        self.rows = {c["business"]: c for c in consultees}

    def values(self, business: str, column: str) -> tuple[str, ...]:
        """The groups a business is in by one column; `NOT_STATED` where it states none."""
        row = self.rows.get(business)
        if row is None:
            return (NOT_STATED,)
        found = segments(row) if column == "segments" else [row[column] or ""]
        return tuple(found) or (NOT_STATED,)

    def members(self) -> dict[str, frozenset[Attribute]]:
        """Every business with all the groups it is in."""
        return {
            b: frozenset((c, v) for c in COLUMNS for v in self.values(b, c) if v) for b in self.rows
        }

    def patterns(self, column: str) -> dict[frozenset[Attribute], frozenset[str]]:
        """Businesses by all that one column says of them: in these groups and in no other."""
        found: dict[frozenset[Attribute], set[str]] = {}
        for business in self.rows:
            pattern = frozenset((column, v) for v in self.values(business, column))
            found.setdefault(pattern, set()).add(business)
        return {g: frozenset(who) for g, who in found.items()}

    def groups(self, column: str) -> dict[frozenset[Attribute], frozenset[str]]:
        """Businesses by what one column says of them: by each group, and by those in several.

        The empty value is a group too, of which no register knows anything.
        """
        found: dict[frozenset[Attribute], set[str]] = {}
        for business in self.rows:
            values = self.values(business, column)
            whole = frozenset((column, v) for v in values)
            for group in {whole, *(frozenset([(column, v)]) for v in values)}:
                found.setdefault(group, set()).add(business)
        return {g: frozenset(who) for g, who in found.items()}


class Answers:
    """One question's answers, ready to be counted."""

    def __init__(self, question: Row, codes: Iterable[Row], rows: Iterable[Row]) -> None:
        listed = list(rows)
        self.question = question
        self.whole = [r for r in listed if not r["code"] and r["state"] not in UNASKED]
        self.asked = frozenset(r["business"] for r in self.whole)
        said = (r for r in listed if r["code"] and r["state"] in SAID)
        self.coded = [(r["business"], r["code"]) for r in said if r["business"] in self.asked]
        self.parents = {c["code"]: c["parent"] for c in codes}

    @cached_property
    def sets(self) -> dict[str, frozenset[str]]:
        """Businesses by answer."""
        found: dict[str, set[str]] = {}
        for row in self.whole:
            found.setdefault(f"state:{row['state']}", set()).add(row["business"])
            if row["option"]:
                found.setdefault(f"option:{row['option']}", set()).add(row["business"])
            if row["state"] in SAID:
                found.setdefault("said", set()).add(row["business"])
        for business, code in self.coded:
            found.setdefault("named", set()).add(business)
            for above in self.line(code):
                found.setdefault(f"code:{above}", set()).add(business)
        found |= self._only(found)
        return {a: frozenset(who) for a, who in found.items()}

    def _only(self, found: Mapping[str, set[str]]) -> dict[str, set[str]]:
        """Businesses that named a wider code and nothing within it."""
        only: dict[str, set[str]] = {}
        for code in {p for p in self.parents.values() if p}:
            inside = [found.get(f"code:{c}", set()) for c, p in self.parents.items() if p == code]
            if left := found.get(f"code:{code}", set()).difference(*inside):
                only[f"only:{code}"] = left
        return only

    def line(self, code: str) -> Iterator[str]:
        """A code and all above it."""
        seen: set[str] = set()
        above: str | None = code
        while above and above not in seen:
            seen.add(above)
            yield above
            above = self.parents.get(above)


def answers(rows: Callable[[str], Iterable[Row]]) -> Iterator[Answers]:
    """Every question of some tables with its answers; a question told for a segment within it."""
    people = People(rows("consultee"))
    codes: dict[str, list[Row]] = {}
    said: dict[str, list[Row]] = {}
    for code in rows("code"):
        codes.setdefault(code["question"], []).append(code)
    for row in rows("assertion"):
        said.setdefault(row["question"], []).append(row)
    for question in rows("question"):
        name, segment = question["id"], question["segment"]
        told = said.get(name, [])
        if segment:
            told = [r for r in told if segment in people.values(r["business"], "segments")]
        yield Answers(question, codes.get(name, []), told)


def base(question: Row) -> frozenset[Attribute]:
    """What everybody asked a question has in common: a segment, or an answer that led to it."""
    segment = [("segments", question["segment"])] if question["segment"] else []
    led = question["gate"] or question.get("whom")
    return frozenset([*segment, *([("gate", led)] if led else [])])


def cells(view: View) -> tuple[Cell, ...]:
    """Every count a view could tell, with the study's own pseudonyms."""
    names = view.names

    def own(who: Iterable[str]) -> frozenset[str]:
        return frozenset(names.get(b, b) for b in who)

    found = _cells(view.rows, COLUMNS, view.told_by)
    return tuple(Cell(*cell.name, own(cell.said), own(cell.asked)) for _, cell, _ in found)


def small_cells(
    rows: Callable[[str], Iterable[Row]], policy: Policy, view: View | None = None
) -> tuple[Cell, ...]:
    """Every count of the tables as they are that may not be told exactly: what must not be found.

    Args:
        rows: the study's tables.
        policy: the register and who is listed.
        view: what is published; groups it tells nothing of can be told apart by no reader.
    """
    found = _cells(rows, COLUMNS, view.told_by) if view else _cells(rows, ())
    return tuple(
        cell
        for group, cell, is_open in found
        if not policy.stands(cell.k, cell.n, group) and not (is_open and _no_answer(cell))
    )


def _no_answer(cell: Cell) -> bool:
    """Whether all named something at all, or wrote something: that is no answer they share."""
    return cell.k == cell.n and not cell.answer.startswith(("code:", "only:", "option:"))


def _cells(
    rows: Callable[[str], Iterable[Row]],
    columns: Iterable[str],
    told_by: Callable[[str, str], bool] = lambda question, column: True,
) -> Iterator[tuple[frozenset[Attribute], Cell, bool]]:
    """Each cell with what its group has in common, and whether its question is open."""
    people, kept = People(rows("consultee")), list(columns)
    for told in answers(rows):
        everybody = {EVERYONE: told.asked}
        for column in filter(lambda c: told_by(told.question["id"], c), kept):
            everybody |= {g: who & told.asked for g, who in people.groups(column).items()}
        for group, who in everybody.items():
            name = ";".join(f"{c}={v}" for c, v in sorted(group))
            for answer, said in told.sets.items():
                if who:
                    cell = Cell(told.question["id"], answer, name, said & who, who)
                    yield group | base(told.question), cell, told.question["form"] in OPEN
