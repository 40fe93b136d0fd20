"""Reed: adverts that a search finds.

    [[fetch]]
    id = "engineers-in-leeds"
    source = "vacancies_reed"
    words = "engineer"
    where = "Leeds"
    miles = 10

What pay is for its answers do not say; a mapping with `salary_period` says it of all.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.said import asked_of
from sectorscope.evidence.sources.vacancies.listing import Listing
from sectorscope.evidence.sources.vacancies.reed import SHAPE
from sectorscope.study import Query
from sectorscope.study.strict import Strict

PAGE = 100
"""Adverts of one answer: the most it gives."""


class Asked(Strict):
    """What a query says: words, a place, and how many miles around it."""

    words: str = ""
    where: str = ""
    miles: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.words or self.where):
            raise ValueError("words or where is needed")
        if self.miles is not None and not self.where:
            raise ValueError("miles are around a place; where is needed")
        return self

    def params(self) -> tuple[tuple[str, str], ...]:
        """The same in the service's words."""
        told = (
            ("keywords", self.words or None),
            ("locationName", self.where or None),
            ("distanceFromLocation", self.miles),
        )
        return tuple((name, str(value)) for name, value in told if value is not None)


def fetch(query: Query) -> Listing:
    """How a query is retrieved.

    Raises:
        UsageError: an entry is missing, unknown or of the wrong kind.
    """
    asked = asked_of(Asked, query).params()

    def question(number: int, size: int) -> Ask:
        pages = (("resultsToTake", str(size)), ("resultsToSkip", str((number - 1) * size)))
        return Ask("search", (*asked, *pages), accept="application/json")

    return Listing(f"{query.called}.json", SHAPE, "jobId", PAGE, question)
