"""Find an Apprenticeship: answers of version 2 of its interface for displaying adverts, as JSON.

The text is what an advert asks for and offers to do: its summary and full description, the skills,
the qualifications and what else to consider. What the employer is like, what is taught and what
comes after it are not asked for, and are left out, as are the names and numbers of people to ask.
"""

from __future__ import annotations

from typing import Any

from sectorscope.evidence.sources.vacancies.advert import SEVERAL
from sectorscope.evidence.sources.vacancies.answers import Listed
from sectorscope.evidence.sources.vacancies.values import address, amount, at, each, joined, text

TERMS = (
    "Open Government Licence v3.0, except where otherwise stated, by the service; texts stay "
    "within the study"
)
_UNITS = {"weekly": "week", "monthly": "month", "annually": "year"}
_LINES = ("addressLine1", "addressLine2", "addressLine3", "addressLine4", "postcode")
_REQUIREMENT = ("weighting", "qualificationType", "subject", "grade")


def read(said: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    """An advert's fields, and what could not be used."""
    pay, doubts = _pay(said.get("wage"))
    places = _places(said)
    if not places and said.get("isNationalVacancy") is True:
        doubts.append("no place of work, as they recruit all over England")
    if text(said.get("numberOfPositions")) not in ("", "1"):
        doubts.append(SEVERAL)
    return {
        "id": text(said.get("vacancyReference")),
        "title": text(said.get("title")),
        "text": _text(said),
        "employer": text(said.get("employerName")),
        "area": places,
        "posted": text(said.get("postedDate")),
        "closes": text(said.get("closingDate")),
        "level": _level(said.get("course")),
        "url": address(said.get("vacancyUrl")),
        **pay,
    }, doubts


def _text(said: dict[str, Any]) -> str:
    parts = [text(said.get(name)) for name in ("description", "fullDescription")]
    parts += [text(skill) for skill in each(said.get("skills"))]
    parts += [_required(one) for one in each(said.get("qualifications"))]
    return joined([*parts, text(said.get("thingsToConsider"))], "\n\n")


def _required(one: Any) -> str:  # noqa: ANN401
    return joined([text(at(one, name)) for name in _REQUIREMENT], ", ")


def _level(course: Any) -> str:  # noqa: ANN401
    level = text(at(course, "level"))
    return f"level {level}" if level not in ("", "0") else ""


def _places(said: dict[str, Any]) -> str:
    """Where the work is; older answers give one address, and others beside it."""
    given = each(said.get("addresses"))
    given = given or [*each(said.get("address")), *each(said.get("otherAddresses"))]
    return joined([joined([text(at(a, line)) for line in _LINES], ", ") for a in given], "; ")


def _pay(wage: Any) -> tuple[dict[str, str], list[str]]:  # noqa: ANN401
    """Pay as an amount or between bounds; a legal minimum without an amount is no figure."""
    exact = amount(at(wage, "wageAmount"))
    low = exact or amount(at(wage, "wageAmountLowerBound"))
    high = exact or amount(at(wage, "wageAmountUpperBound"))
    if not low and not high:
        kind = text(at(wage, "wageType"))
        return {}, [f"pay that is no figure ({kind[:40]})"] if kind else []
    unit = _UNITS.get(text(at(wage, "wageUnit")).casefold(), "")
    return {"salary_low": low, "salary_high": high, "salary_period": unit}, []


SHAPE = Listed(
    called="Find an Apprenticeship",
    records="vacancies",
    total="totalFiltered",
    sign="vacancyReference",
    stands=("fullDescription", "description", "title"),
    reads={
        "id": "vacancyReference",
        "title": "title",
        "text": "description, fullDescription, skills, qualifications, thingsToConsider",
        "employer": "employerName",
        "area": "addresses",
        "posted": "postedDate",
        "closes": "closingDate",
        "salary_low": "wage.wageAmount",
        "salary_period": "wage.wageUnit",
        "level": "course.level",
        "url": "vacancyUrl",
    },
    read=read,
    kept=(
        *("description", "fullDescription", "skills", "qualifications", "thingsToConsider"),
        *("address", "otherAddresses", "isNationalVacancy", "numberOfPositions"),
    ),
    terms=TERMS,
)
