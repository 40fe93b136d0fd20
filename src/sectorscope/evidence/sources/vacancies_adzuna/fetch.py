"""Adzuna: adverts of the United Kingdom that a search finds.

    [[fetch]]
    id = "engineers-in-leeds"
    source = "vacancies_adzuna"
    words = "engineer"
    where = "Leeds"
    kilometres = 20
    days = 30
    mapping = "adzuna.toml"

What pay is for its answers do not say; a mapping with `salary_period` says it of all.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.said import asked_of
from sectorscope.evidence.sources.vacancies.adzuna import SHAPE
from sectorscope.evidence.sources.vacancies.listing import Listing
from sectorscope.study import Query
from sectorscope.study.strict import Strict

PAGE = 50
"""Adverts of one answer: the most it gives."""
SEARCH = "jobs/gb/search"


class Asked(Strict):
    """What a query says: words, words of the title, a category by its tag, a place.

    kilometres: how far around the place. days: put up in so many.
    """

    words: str = ""
    title: str = ""
    category: str = ""
    where: str = ""
    kilometres: int | None = Field(default=None, ge=0)
    days: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.words or self.title or self.category or self.where):
            raise ValueError("words, title, category or where is needed")
        if self.kilometres is not None and not self.where:
            raise ValueError("kilometres are around a place; where is needed")
        return self

    def params(self) -> tuple[tuple[str, str], ...]:
        """The same in the service's words."""
        told = (
            ("what", self.words or None),
            ("title_only", self.title or None),
            ("category", self.category or None),
            ("where", self.where or None),
            ("distance", self.kilometres),
            ("max_days_old", self.days),
        )
        return tuple((name, str(value)) for name, value in told if value is not None)


def fetch(query: Query) -> Listing:
    """How a query is retrieved.

    Raises:
        UsageError: an entry is missing, unknown or of the wrong kind.
    """
    asked = asked_of(Asked, query).params()

    def question(number: int, size: int) -> Ask:
        more = (("sort_by", "date"), ("results_per_page", str(size)))
        return Ask(f"{SEARCH}/{number}", (*asked, *more), accept="application/json")

    return Listing(f"{query.called}.json", SHAPE, "id", PAGE, question)
