"""Adzuna: answers of its job search, as JSON.

Pay that Adzuna reckoned itself is left out, as it is no word of the employer; what pay is for an
answer does not say. An advert's text is its beginning alone. The address is kept without what
comes after its `?`, which holds the id of whoever asked.
"""

from __future__ import annotations

from typing import Any

from sectorscope.evidence.sources.vacancies.advert import NOT_POUNDS
from sectorscope.evidence.sources.vacancies.answers import Listed
from sectorscope.evidence.sources.vacancies.values import address, amount, at, each, joined, text

COUNTRY = frozenset({"UK", "United Kingdom"})
"""First of an advert's areas where pay is in pounds."""
TERMS = (
    "Adzuna's API terms: an organisation may try the data for 14 days, and needs Adzuna's written "
    "consent for counts or averages in ongoing work; texts stay within the study"
)
_PREDICTED = frozenset({"1", "true", "True"})


def read(said: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    """An advert's fields, and what could not be used."""
    pay, doubts = _pay(said)
    return {
        "id": text(said.get("id")),
        "title": text(said.get("title")),
        "text": text(said.get("description")),
        "employer": text(at(said, "company", "display_name")),
        "area": _area(said.get("location")),
        "posted": text(said.get("created")),
        "url": address(said.get("redirect_url")).partition("?")[0],
        **pay,
    }, doubts


def _area(location: Any) -> str:  # noqa: ANN401
    areas = [text(a) for a in each(at(location, "area"))]
    return joined(areas[::-1], ", ") or text(at(location, "display_name"))


def _pay(said: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    pay = {
        "salary_low": amount(said.get("salary_min")),
        "salary_high": amount(said.get("salary_max")),
    }
    if not any(pay.values()):
        return {}, []
    if str(said.get("salary_is_predicted")) in _PREDICTED:
        return {}, ["pay that Adzuna estimated, and is not used"]
    areas = each(at(said, "location", "area"))
    if not areas or text(areas[0]) not in COUNTRY:
        return {}, [NOT_POUNDS]
    return pay, []


SHAPE = Listed(
    called="Adzuna",
    records="results",
    total="count",
    sign="redirect_url",
    stands=("description", "title"),
    reads={
        "id": "id",
        "title": "title",
        "text": "description",
        "employer": "company.display_name",
        "area": "location.area",
        "posted": "created",
        "salary_low": "salary_min",
        "salary_high": "salary_max",
        "url": "redirect_url",
    },
    read=read,
    kept=("salary_is_predicted", "__CLASS__"),
    terms=TERMS,
    warning="under Adzuna's API terms an organisation needs its written consent before it uses "
    "counts of these adverts beyond a trial of 14 days",
)
