"""Find an Apprenticeship: live adverts of apprenticeships, oldest first.

    [[fetch]]
    id = "apprenticeships-near-leeds"
    source = "vacancies_faa"
    latitude = 53.797
    longitude = -1.544
    miles = 15
    standards = [337, 80]

Adverts with all their text come a hundred at a time. Oldest first, so that one that is put up
meanwhile stands at the end.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.said import asked_of
from sectorscope.evidence.sources.vacancies.faa import SHAPE
from sectorscope.evidence.sources.vacancies.listing import Listing
from sectorscope.study import Query
from sectorscope.study.strict import Strict

PAGE = 100
"""Adverts of one answer: the most it gives with their text."""
VERSION = (("X-Version", "2"),)
"""Without this header the service says that there is nothing."""


class Asked(Strict):
    """What a query says.

    latitude, longitude, miles: how far around a place; all three or none. standards: codes of
    LARS; routes: names, two at the most, which the service passes over where standards are given.
    employer: its name or nearly. days: put up in so many. national: whether adverts for all of
    England are meant too.
    """

    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    miles: int | None = Field(default=None, ge=0)
    standards: tuple[int, ...] = ()
    routes: Annotated[tuple[str, ...], Field(max_length=2)] = ()
    employer: str = ""
    days: int | None = Field(default=None, ge=0)
    national: bool = True

    @model_validator(mode="after")
    def _whole_place(self) -> Self:
        given = [part is not None for part in (self.latitude, self.longitude, self.miles)]
        if any(given) and not all(given):
            raise ValueError("latitude, longitude and miles go together")
        return self

    def params(self) -> tuple[tuple[str, str], ...]:
        """The same in the service's words."""
        told = (
            ("Lat", self.latitude),
            ("Lon", self.longitude),
            ("DistanceInMiles", self.miles),
            *(("StandardLarsCode", code) for code in self.standards),
            *(("Routes", route) for route in self.routes),
            ("EmployerName", self.employer or None),
            ("PostedInLastNumberOfDays", self.days),
            ("ExcludeRecruitingNationally", None if self.national else "true"),
        )
        return tuple((name, str(value)) for name, value in told if value is not None)


def fetch(query: Query) -> Listing:
    """How a query is retrieved.

    Raises:
        UsageError: an entry is unknown or of the wrong kind.
    """
    asked = asked_of(Asked, query).params()

    def question(number: int, size: int) -> Ask:
        pages = (("PageNumber", str(number)), ("PageSize", str(size)))
        order = (("Sort", "AgeAsc"), ("IncludeDetails", "true"))
        return Ask("vacancy", (*asked, *order, *pages), headers=VERSION)

    return Listing(f"{query.called}.json", SHAPE, "vacancyReference", PAGE, question)
