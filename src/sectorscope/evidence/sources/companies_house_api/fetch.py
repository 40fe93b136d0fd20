"""The register's interface: companies that a search finds, or those of a list of numbers.

    [[fetch]]
    id = "instrument-makers-leeds"
    source = "companies_house_api"
    sic_codes = ["26511", "32500"]
    location = "Leeds"
    status = ["active", "administration", "liquidation"]

    [[fetch]]
    id = "members"
    source = "companies_house_api"
    numbers = ["01234567", "SC123456"]

Officers and persons with significant control are never asked for: no sentence of a profile may hold
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from sectorscope.errors import UsageError
from sectorscope.evidence.companies.cells import number
from sectorscope.evidence.fetching.said import asked_of
from sectorscope.evidence.refusal import nearest
from sectorscope.evidence.sources.companies_house_api.looking_up import MOST, LookUp
from sectorscope.evidence.sources.companies_house_api.searching import Search
from sectorscope.study import Query
from sectorscope.study.strict import Strict


def _code(text: str) -> str:
    if re.fullmatch(r"[0-9]{5}", text):
        return text
    raise ValueError(f"{text!r} is no code of five digits, as the register has them")


STANDINGS = (
    *("active", "dissolved", "open", "closed", "converted-closed", "receivership"),
    *("administration", "liquidation", "insolvency-proceedings", "voluntary-arrangement"),
)
"""What a search can be narrowed to: the words that the search service accepts."""


def _standing(text: str) -> str:
    if text in STANDINGS:
        return text
    meant = nearest(text, STANDINGS) or "one of " + ", ".join(STANDINGS)
    raise ValueError(f"{text!r} is no standing that is searched for; {meant}")


_Code = Annotated[str, AfterValidator(_code)]
_Standing = Annotated[str, AfterValidator(_standing)]
_Word = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class Asked(Strict):
    """What a query says: company numbers, or what is searched for, in the interface's own words.

    sic_codes: any of these, as the register has them. location: words of the registered office's
    address. status, types, subtypes: any of these. name_includes, name_excludes: words of the
    name. incorporated, dissolved: from and to a day, ISO 8601, both included.
    """

    numbers: tuple[str, ...] = ()
    sic_codes: tuple[_Code, ...] = ()
    location: str = ""
    status: tuple[_Standing, ...] = ()
    types: tuple[_Word, ...] = ()
    subtypes: tuple[_Word, ...] = ()
    name_includes: str = ""
    name_excludes: str = ""
    incorporated_from: date | None = None
    incorporated_to: date | None = None
    dissolved_from: date | None = None
    dissolved_to: date | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.numbers and any(self.params()):
            raise ValueError("numbers are looked up one by one, and no search goes with them")
        if not self.numbers and not any(self.params()):
            raise ValueError("numbers, or something to search for such as sic_codes, is needed")
        return self

    def params(self) -> tuple[tuple[str, str], ...]:
        """What is searched for, in the interface's names."""
        told = {
            "sic_codes": ",".join(self.sic_codes),
            "location": self.location,
            "company_status": ",".join(self.status),
            "company_type": ",".join(self.types),
            "company_subtype": ",".join(self.subtypes),
            "company_name_includes": self.name_includes,
            "company_name_excludes": self.name_excludes,
            "incorporated_from": _iso(self.incorporated_from),
            "incorporated_to": _iso(self.incorporated_to),
            "dissolved_from": _iso(self.dissolved_from),
            "dissolved_to": _iso(self.dissolved_to),
        }
        return tuple((name, text) for name, text in told.items() if text)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def fetch(query: Query) -> Search | LookUp:
    """How a query is retrieved.

    Raises:
        UsageError: an entry is unknown or of the wrong kind, or what stands as a company number
            is none.
    """
    asked = asked_of(Asked, query)
    name = f"{query.called}.json"
    if not asked.numbers:
        return Search(name, asked.params())
    if query.rows_at_least is not None or query.rows_at_most is not None:
        raise UsageError(
            f"the query {query.called!r} says how many rows there are",
            expected="numbers alone: a list of them says itself how many are asked for",
        )
    return LookUp(name, tuple(_numbers(query.called, asked.numbers)))


def _numbers(called: str, given: Iterable[str]) -> list[str]:
    """Company numbers of eight characters, each once.

    Raises:
        UsageError: one is none, or there are more than may be asked for one by one.
    """
    found: dict[str, None] = {}
    for text in given:
        read = number(text)
        if not read.text:
            raise UsageError(
                f"the query {called!r} asks for {text[:30]!r}, which is no company number",
                expected="numbers such as 01234567 or SC123456",
                hint="of a table of companies, name the column: "
                'numbers = { file = "firms.csv", column = "Company number" }',
            )
        found[read.text] = None
    if len(found) > MOST:
        raise UsageError(
            f"the query {called!r} asks for {len(found):,} companies one by one",
            expected=f"at most {MOST:,}",
            hint="the register's free file has them all: source companies_house",
        )
    return list(found)
