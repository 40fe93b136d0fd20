"""Services of vacancies as they answer, made up: every employer and advert here is invented."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.replay.server import Reply, Request

KEY = "made-up-key"
PARTS = "made-up-id:made-up-key"

Advert = dict[str, Any]


def apprenticeship(n: int, **changes: Any) -> Advert:  # noqa: ANN401 - any entry of an advert
    """An advert of Find an Apprenticeship, with all its text and whom to ask."""
    return {
        "title": f"Laboratory technician – apprentice {n}",
        "description": "Learn to test implants. Ask Jo on 0113 496 0000.",
        "numberOfPositions": 1,
        "postedDate": "2026-10-02T00:00:00Z",
        "closingDate": "2026-11-14T23:59:59Z",
        "startDate": "2027-01-16T00:00:00Z",
        "wage": {
            "wageType": "Custom",
            "wageAmount": 21000.5,
            "wageUnit": "Annually",
            "wageAdditionalInformation": "Plus a bonus",
            "workingWeekDescription": "Monday to Friday",
        },
        "hoursPerWeek": 37.5,
        "expectedDuration": "21 months",
        "addresses": [
            {"addressLine1": "1 Made-up Way", "addressLine3": "Leeds", "postcode": "LS1 4BN"},
            {"addressLine1": "2 Made-up Way", "addressLine3": "York", "postcode": "YO1 7HH"},
        ],
        "employerName": "Made-up Implants Ltd",
        "employerContactName": "Jo Bloggs",
        "employerContactEmail": "jo@made-up.example",
        "employerContactPhone": "07700 900123",
        "employerDescription": "We love our people.",
        "course": {"larsCode": 337, "title": "Technician (level 3)", "level": 3, "route": "Health"},
        "apprenticeshipLevel": "Advanced",
        "providerName": "Made-up College",
        "ukprn": 10000001,
        "vacancyUrl": f"https://www.example.org/apprenticeship/reference/{2000000000 + n}",
        "vacancyReference": str(2000000000 + n),
        "isNationalVacancy": False,
        "fullDescription": "You will calibrate instruments.",
        "trainingDescription": "A day a week at college.",
        "skills": ["Attention to detail", "Team working"],
        "qualifications": [
            {
                "weighting": "Essential",
                "qualificationType": "GCSE",
                "subject": "Maths",
                "grade": "4",
            }
        ],
        "thingsToConsider": "A DBS check is needed.",
        **changes,
    }


def adzuna(n: int, **changes: Any) -> Advert:  # noqa: ANN401
    """An advert of Adzuna."""
    return {
        "__CLASS__": "Adzuna::API::Response::Job",
        "id": str(5400000000 + n),
        "adref": "eyJ",
        "title": f"Test engineer {n}",
        "description": "You will calibrate instruments…",
        "created": "2026-11-06T18:07:39Z",
        "company": {"__CLASS__": "x", "display_name": "Made-up Devices Ltd"},
        "location": {
            "area": ["UK", "Yorkshire And The Humber", "West Yorkshire", "Leeds"],
            "display_name": "Leeds, West Yorkshire",
        },
        "category": {"tag": "engineering-jobs", "label": "Engineering Jobs"},
        "salary_min": 30000,
        "salary_max": 36000.5,
        "salary_is_predicted": "0",
        "redirect_url": f"https://www.adzuna.co.uk/jobs/land/ad/{n}?se=x&utm_source=made-up-id",
        **changes,
    }


def reed(n: int, **changes: Any) -> Advert:  # noqa: ANN401
    """An advert of Reed."""
    return {
        "jobId": 50000000 + n,
        "employerId": 563926,
        "employerName": "Made-up Care Ltd",
        "employerProfileId": None,
        "jobTitle": f"Orthopaedic nurse {n}",
        "locationName": "Leeds",
        "minimumSalary": 31049.0,
        "maximumSalary": 37796.0,
        "currency": "GBP",
        "expirationDate": "14/12/2026",
        "date": "03/11/2026",
        "jobDescription": "You need NMC registration …",
        "applications": 1,
        "jobUrl": f"https://www.reed.co.uk/jobs/orthopaedic-nurse/{50000000 + n}",
        **changes,
    }


@dataclass(frozen=True)
class Kind:
    """One of the services: how its adverts and answers look, and how it is asked."""

    source: str
    records: str
    total: str
    ident: str
    make: Callable[..., Advert]
    path: Callable[[int], str]
    paged: Callable[[Request], tuple[int, int]]
    entry: Callable[[Request], bool]
    key: str
    asked: dict[str, object]
    filters: dict[str, str]


def _basic(request: Request) -> bool:
    due = b64encode(f"{KEY}:".encode()).decode()
    return request.headers.get("authorization") == f"Basic {due}"


KINDS = {
    "faa": Kind(
        "vacancies_faa",
        "vacancies",
        "totalFiltered",
        "vacancyReference",
        apprenticeship,
        lambda _: "vacancy",
        lambda r: (int(r.query["PageNumber"]), int(r.query["PageSize"])),
        lambda r: r.headers.get("ocp-apim-subscription-key") == KEY,
        KEY,
        {"latitude": 53.8, "longitude": -1.5, "miles": 15, "standards": [337], "days": 30},
        {"Lat": "53.8", "DistanceInMiles": "15", "StandardLarsCode": "337", "Sort": "AgeAsc"},
    ),
    "adzuna": Kind(
        "vacancies_adzuna",
        "results",
        "count",
        "id",
        adzuna,
        lambda n: f"jobs/gb/search/{n}",
        lambda r: (int(r.path.rsplit("/", 1)[1]), int(r.query["results_per_page"])),
        lambda r: (r.query.get("app_id"), r.query.get("app_key")) == ("made-up-id", KEY),
        PARTS,
        {"words": "test engineer", "where": "Leeds", "kilometres": 20},
        {"what": "test engineer", "where": "Leeds", "distance": "20"},
    ),
    "reed": Kind(
        "vacancies_reed",
        "results",
        "totalResults",
        "jobId",
        reed,
        lambda _: "search",
        lambda r: (
            int(r.query["resultsToSkip"]) // int(r.query["resultsToTake"]) + 1,
            int(r.query["resultsToTake"]),
        ),
        _basic,
        KEY,
        {"words": "nurse", "where": "Leeds", "miles": 10},
        {"keywords": "nurse", "locationName": "Leeds", "distanceFromLocation": "10"},
    ),
}


def answer(kind: str, *adverts: Advert, total: int | None = None) -> bytes:
    """One answer of a service, in the bytes it would come in."""
    of = KINDS[kind]
    said = {of.records: list(adverts), of.total: len(adverts) if total is None else total}
    beside = {"total": 9_999, "totalPages": 1} if kind == "faa" else {"mean": 1.5}
    return json.dumps(said | beside, ensure_ascii=False).encode()


@dataclass
class Board:
    """A service with `many` adverts; it answers nobody without its key."""

    kind: str
    many: int = 35
    open: bool = True

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        of = KINDS[self.kind]
        if not (self.open or of.entry(request)):
            return Reply(b'{"statusCode": 401, "message": "Access denied"}', 401)
        if self.kind == "faa" and request.headers.get("x-version") != "2":
            return Reply(b"", 404)
        number, size = of.paged(request)
        return Reply(self._page(number, size))

    def _page(self, number: int, size: int) -> bytes:
        made = KINDS[self.kind].make
        numbers = range((number - 1) * size, min(number * size, self.many))
        return answer(self.kind, *(made(n) for n in numbers), total=self.many)

    def alter_duplicate(self, request: Request, reply: Reply) -> Reply:
        """The first page once more under another page's number."""
        size = KINDS[self.kind].paged(request)[1]
        return Reply(self._page(1, size))

    def alter_twice(self, request: Request, reply: Reply) -> Reply:
        """A page of which one advert stands where another should."""
        adverts = self._adverts(reply)
        return self._with([adverts[0], *adverts[:-1]])

    def alter_missing(self, request: Request, reply: Reply) -> Reply:
        """A page without adverts."""
        return self._with([])

    def alter_grown(self, request: Request, reply: Reply) -> Reply:
        """A page that speaks of more adverts than the others."""
        return self._with(self._adverts(reply), self.many + 100)

    def _adverts(self, reply: Reply) -> list[Advert]:
        return json.loads(reply.body)[KINDS[self.kind].records]

    def _with(self, adverts: Sequence[Advert], total: int | None = None) -> Reply:
        return Reply(answer(self.kind, *adverts, total=total or self.many))
