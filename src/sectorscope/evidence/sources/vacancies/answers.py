"""Answers of a service that lists adverts: which they are, whether all are there, where each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sectorscope.evidence.nested import Answer, Nested, answers
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.vacancies.advert import Given
from sectorscope.evidence.sources.vacancies.held import Held, Taken
from sectorscope.evidence.sources.vacancies.values import text

Said = dict[str, Any]
Read = Callable[[Said], tuple[dict[str, str], list[str]]]
"""From an advert as the service gives it: its fields, and what could not be used."""


@dataclass(frozen=True, eq=False)
class Listed:
    """How a service answers.

    called: its name. records: under which name adverts stand. total: under which their number
    does. sign: a name that adverts of no other service have. stands: what an advert is shown by,
    the first that is there: not all of it, since whom to ask stands there too. reads: what each
    field is read from. kept: further names that are read. terms, warning: what its adverts may be
    used for.
    """

    called: str
    records: str
    total: str
    sign: str
    stands: tuple[str, ...]
    reads: Mapping[str, str]
    read: Read
    kept: tuple[str, ...] = ()
    terms: str = ""
    warning: str = ""

    def fits(self, held: Held) -> bool:
        """Whether a file is one or more of its answers."""
        said = held.json
        first = said[0] if isinstance(said, list) and said else said
        if not isinstance(first, dict) or not isinstance(listed := first.get(self.records), list):
            return False
        advert = listed[0] if listed else None
        if isinstance(advert, dict):
            return self.sign in advert
        return self.total in first

    def adverts(self, held: Held) -> Taken:
        """The adverts of a file.

        Raises:
            GateRefused: gates `json_error`, `truncated`, `rows`; `fields`: an advert that is
                none; `dataset`: an answer does not say
                of how many adverts it is; `count`: some of them are not there.
        """
        found = answers(held.data, (self.records,))
        records = [r for answer in found for r in answer.records]
        if "count" not in held.overridden:
            self._check_count(held.name, found, len(records))
        given = [self._given(r) for r in records]
        names = dict.fromkeys(name for r in records for name in r.said)
        read = {path.split(".")[0] for path in (*self.reads.values(), *self.kept)}
        unused = [name for name in names if name not in read]
        warnings = (self.warning,) if self.warning else ()
        return Taken(given, self.reads, unused, self.terms, warnings)

    def _given(self, record: Nested) -> Given:
        fields, doubts = self.read(record.said)
        named = (*(n for n in self.stands if text(record.said.get(n))), self.sign)
        where = next((n for n in named if n in record.said), None)
        if where is None:
            raise GateRefused(
                "fields",
                "an advert of the answer has neither words nor a sign of the service",
                expected=f"one of {', '.join((*self.stands, self.sign))} in each",
                hint="save the service's answer as it comes, or fetch it.",
            )
        return Given(fields, record.place(where)[0], tuple(doubts))

    def _check_count(self, name: str, found: list[Answer], held: int) -> None:
        totals = {_whole(answer.about.get(self.total)) for answer in found}
        total = next(iter(totals)) if len(totals) == 1 else None
        if total is None:
            raise GateRefused(
                "dataset",
                f"{name} does not say of how many adverts it is",
                expected=f"{self.total}, the same on every page",
                hint="save the service's answer as it comes, or fetch it.",
            )
        if total != held:
            raise GateRefused(
                "count",
                f"{name} holds {held:,} of {total:,} adverts",
                expected="every page",
                hint="one page is not the whole; sectorscope fetch asks for all of them.",
            )


def _whole(value: Any) -> int | None:  # noqa: ANN401
    return value if isinstance(value, int) and not isinstance(value, bool) else None
