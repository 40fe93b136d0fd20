"""A survey read once: which rows count, for which business, and what each answer means.

The tables, what is surfaced, the people for the vault and the erasure of one all start here, so
that they cannot disagree about whose row is whose.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.survey.businesses import Identities
from sectorscope.evidence.sources.survey.columns import Finder
from sectorscope.evidence.sources.survey.consent import Agreed
from sectorscope.evidence.sources.survey.entries import State
from sectorscope.evidence.sources.survey.formats import Line, Sheet, open_sheet, plain
from sectorscope.evidence.sources.survey.mapping import Mapping, parse
from sectorscope.evidence.sources.survey.meaning import (
    MISSING,
    UNEXPLAINED,
    Meaning,
    declared_missing,
    meaning,
)
from sectorscope.evidence.sources.survey.repeats import Order
from sectorscope.evidence.sources.survey.settled import OPEN_FORMS, Asked, settle
from sectorscope.evidence.sources.survey.testrows import tests

_FEW = 20  # one answer in so many may be the respondent's mistake; more are the mapping's
UNSAID = ("blank", "not_asked", "not_applicable")


class Answer(NamedTuple):
    """What one business answered to one question, and the row it stands in."""

    meaning: Meaning
    line: Line
    column: int
    against_gate: bool = False
    contradicted: bool = False

    @property
    def raw(self) -> str:
        """The text of its cell."""
        return self.line.cells[self.column]


@dataclass(frozen=True)
class Reading:
    """A file with its mapping.

    opened: a person overruled the gate `values`, so that strange answers are only surfaced; or a
    business was erased, which must not shut out the others.
    """

    sheet: Sheet
    rules: Mapping
    opened: bool = False

    @cached_property
    def finder(self) -> Finder:
        """The sheet's columns by name."""
        return Finder(self.sheet)

    @cached_property
    def asked(self) -> list[Asked]:
        """The questions, nothing left out."""
        return settle(self.rules, self.sheet, self.finder)

    @cached_property
    def identities(self) -> Identities:
        """Whose each row is."""
        return Identities(self.finder, self.rules.business.ids, self.rules.same)

    @cached_property
    def agreed(self) -> Agreed:
        """What each row agrees to."""
        return Agreed(self.finder, self.rules.consent)

    @cached_property
    def described(self) -> list[int]:
        """Columns that name a business, a person or an address."""
        about = self.rules.business
        return [self.finder.one(n) for n in (*about.ids, *about.name, *about.contact)]

    @cached_property
    def texts(self) -> list[int]:
        """Columns of open answers."""
        forms = [a for a in self.asked if a.question.form in OPEN_FORMS and a.kind == "one"]
        return [a.columns[0] for a in forms if not a.options]

    @cached_property
    def tests(self) -> dict[int, str]:
        """The rule by which a row is a test, by its number."""
        return tests(self.finder, self.rules, self.described, self.texts)

    @cached_property
    def rows_of(self) -> dict[str, list[Line]]:
        """The rows of every business, tests left out, the one that counts most first."""
        found: dict[str, list[Line]] = {}
        for line in self.sheet.rows:
            if line.number not in self.tests:
                found.setdefault(self.identities.rows[line.number], []).append(line)
        return found

    @cached_property
    def counted(self) -> dict[str, list[Line]]:
        """The rows that count, for each business that agreed to be counted.

        Whoever answered again may have agreed anew or not: the row that counts says it.
        """
        order = Order(self.finder)
        chosen = {b: order.chosen(lines, self.rules.repeats) for b, lines in self.rows_of.items()}
        return {b: lines for b, lines in chosen.items() if self.agreed.to("count", lines[0])}

    @cached_property
    def answers(self) -> dict[tuple[str, str], Answer]:
        """What every counted business answered to every question.

        Raises:
            GateRefused: gate `values`: answers that nothing explains.
        """
        found: dict[tuple[str, str], Answer] = {}
        for business in self.counted:
            own = {a.question.id: self._answer(a, business) for a in self.asked}
            for asked in self.asked:
                name = asked.question.id
                found[business, name] = self._gated(asked, own, name)
        for asked in self.asked:
            self._check(asked, [found[b, asked.question.id] for b in self.counted])
        return found

    @property
    def responded(self) -> int:
        """Counted businesses with at least one answer."""
        said = {b for (b, _), a in self.answers.items() if a.meaning.state not in UNSAID}
        return len(said)

    def _answer(self, asked: Asked, business: str) -> Answer:
        drawn = [self._drawn(asked, line) for line in self.counted[business]]
        said = next((a for a in drawn if a.meaning.state != "blank"), drawn[0])
        if not asked.closed or len(self.rows_of[business]) == 1:
            return said
        every = [self._drawn(asked, line).meaning for line in self.rows_of[business]]
        claims = {(m.state, m.option) for m in every if m.state not in UNSAID}
        return said._replace(contradicted=len(claims) > 1 and not asked.ticks)

    def _drawn(self, asked: Asked, line: Line) -> Answer:
        cells = [line.cells[i] for i in asked.columns]
        missing = declared_missing(self.sheet, asked.columns, cells) if self.sheet.missing else ()
        made = meaning(asked, cells, missing)
        return Answer(made, line, asked.columns[made.place])

    def _gated(self, asked: Asked, own: dict[str, Answer], name: str) -> Answer:
        """A blank where the gate did not let the business through is "not asked".

        The gate lets through whoever answered it with yes (or one of its answers). Who left it
        blank, or did not know, was not led to the question either. An answer given all the same
        stands, and is surfaced.
        """
        answer = own[name]
        if asked.question.gate is None or self._passes(asked, own):
            return answer
        if answer.meaning.state == "blank":
            return answer._replace(meaning=Meaning("not_asked", place=answer.meaning.place))
        silent = answer.meaning.state in ("not_asked", "not_applicable")
        return answer if silent else answer._replace(against_gate=True)

    def _passes(self, asked: Asked, own: dict[str, Answer]) -> bool:
        """Whether the gate, and the gates before it, let the business through."""
        gate = next(a for a in self.asked if a.question.id == asked.question.gate)
        if gate.question.gate is not None and not self._passes(gate, own):
            return False
        answer = own[gate.question.id]
        wanted = {plain(a) for a in asked.question.gate_answers}
        if not wanted:
            return answer.meaning.state == "yes"
        held = {o.code: o for o in gate.options.values() if o.code}
        ticked = [held[code] for code, _ in answer.meaning.ticks if code in held]
        said = {answer.raw, answer.meaning.option or ""}
        said |= {text for o in ticked for text in (o.answer, o.told, o.code)}
        return bool(wanted & {plain(s) for s in said})

    def _check(self, asked: Asked, answers: list[Answer]) -> None:
        """Refuse a question whose answers the mapping does not explain; never by their text."""
        strange = [a for a in answers if a.meaning.note in (UNEXPLAINED, MISSING)]
        rule = asked.question.unknown or self.rules.unknown
        said = sum(a.meaning.state not in UNSAID for a in answers)
        if (
            not strange
            or self.opened
            or rule == "surface"
            or (rule == "few" and _FEW * len(strange) <= said)
        ):
            return
        distinct = len({plain(a.raw) for a in strange})
        raise GateRefused(
            "values",
            f"{len(strange)} answers ({distinct} distinct) to {asked.question.id!r} that the "
            "mapping does not explain",
            expected="one of " + ", ".join(_allowed(asked)),
            hint="add them under [states] or as options; other = true takes the rest of a list "
            'as "other", unknown = "surface" only reports them',
        )


def _allowed(asked: Asked) -> list[str]:
    known: list[str | State] = [o.answer for o in asked.options.values()]
    return [*dict.fromkeys([*known, *asked.states]), "the usual words for no answer"]


def given(mapping: bytes | None) -> bytes:
    """The mapping, without which nothing is read.

    Raises:
        GateRefused: gate `fields`: there is none.
    """
    if mapping is None:
        raise GateRefused(
            "fields",
            "a survey without a mapping",
            expected="what its columns mean",
            hint="sectorscope add FILE --as survey --mapping MAPPING.toml",
        )
    return mapping


@lru_cache(maxsize=2)
def reading(data: bytes, mapping: bytes, opened: bool = False) -> Reading:
    """A file read by its mapping; the last two stay, as rows and remarks are asked for apart.

    Raises:
        GateRefused: the mapping or the file is not what it says it is.
    """
    rules = parse(mapping)
    return Reading(open_sheet(data, rules.format or "", rules.sheet), rules, opened)
