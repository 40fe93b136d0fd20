"""Reed: answers of its search for those who seek a job, as JSON.

What pay is for an answer does not say, and its text is the beginning of the advert alone.
"""

from __future__ import annotations

from typing import Any

from sectorscope.evidence.sources.vacancies.advert import NOT_POUNDS
from sectorscope.evidence.sources.vacancies.answers import Listed
from sectorscope.evidence.sources.vacancies.values import address, amount, text

POUNDS = "GBP"
TERMS = "the terms agreed to with a key of Reed's API; texts stay within the study"


def read(said: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    """An advert's fields, and what could not be used."""
    pay, doubts = _pay(said)
    return {
        "id": text(said.get("jobId")),
        "title": text(said.get("jobTitle")),
        "text": text(said.get("jobDescription")),
        "employer": text(said.get("employerName")),
        "area": text(said.get("locationName")),
        "posted": text(said.get("date")),
        "closes": text(said.get("expirationDate")),
        "url": address(said.get("jobUrl")),
        **pay,
    }, doubts


def _pay(said: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    pay = {
        "salary_low": amount(said.get("minimumSalary")),
        "salary_high": amount(said.get("maximumSalary")),
    }
    if any(pay.values()) and said.get("currency") != POUNDS:
        return {}, [NOT_POUNDS]
    return pay, []


SHAPE = Listed(
    called="Reed",
    records="results",
    total="totalResults",
    sign="jobId",
    stands=("jobDescription", "jobTitle"),
    reads={
        "id": "jobId",
        "title": "jobTitle",
        "text": "jobDescription",
        "employer": "employerName",
        "area": "locationName",
        "posted": "date",
        "closes": "expirationDate",
        "salary_low": "minimumSalary",
        "salary_high": "maximumSalary",
        "url": "jobUrl",
    },
    read=read,
    kept=("currency",),
    terms=TERMS,
)
