"""Which column of a file of vacancies is what: by a mapping, else by what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sectorscope.evidence.mappings import entries, mapping_of
from sectorscope.evidence.refusal import GateRefused, nearest


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(_Strict):
    """Columns by what they hold, under the names the file has them by.

    salary: pay in one column, a figure or two with a dash between; salary_low, salary_high: in
    columns of their own. occupation: a SOC unit group. terms: a licence given row by row.
    """

    id: str = ""
    title: str = ""
    text: str = ""
    employer: str = ""
    employer_number: str = ""
    area: str = ""
    area_code: str = ""
    posted: str = ""
    closes: str = ""
    salary: str = ""
    salary_low: str = ""
    salary_high: str = ""
    salary_period: str = ""
    occupation: str = ""
    level: str = ""
    url: str = ""
    terms: str = ""


class Mapping(_Strict):
    """The whole file. salary_period: of all its pay, where no column says it. terms: of all.

    reconstruction: whether the adverts are invented; every sentence on them then says so.
    """

    reconstruction: bool = False
    salary_period: Literal["", "year", "month", "week", "day", "hour"] = ""
    terms: Annotated[str, Field(pattern=r"^$|\S")] = ""
    columns: Columns = Columns()


_CALLED: dict[str, tuple[str, ...]] = {
    "id": ("id", "vacancyid", "advertid", "jobid", "reference", "vacancyreference", "jobref"),
    "title": ("title", "jobtitle", "vacancytitle", "role", "position"),
    "text": ("text", "description", "jobdescription", "fulldescription", "body", "advert"),
    "employer": ("employer", "employername", "organisation", "company", "companyname"),
    "employer_number": ("employernumber", "companynumber", "crn", "employercompanynumber"),
    "area": ("area", "location", "place", "town", "district", "localauthority"),
    "area_code": ("areacode", "ladcode", "localauthoritycode", "districtcode"),
    "posted": ("posted", "dateposted", "posteddate", "postingdate", "created", "published"),
    "closes": ("closes", "closingdate", "expires", "expirydate", "deadline", "validthrough"),
    "salary": ("salary", "pay", "wage"),
    "salary_low": ("salarylow", "salarymin", "minsalary", "minimumsalary", "salaryfrom"),
    "salary_high": ("salaryhigh", "salarymax", "maxsalary", "maximumsalary", "salaryto"),
    "salary_period": ("salaryperiod", "payperiod", "wageunit", "salaryunit"),
    "occupation": (
        "occupation",
        "soc",
        "soccode",
        "soc2020",
        "soc2020code",
        "unitgroup",
        "soc2010",
        "soc2010code",
    ),
    "level": ("level", "grade", "band", "seniority"),
    "url": ("url", "link", "advertlink", "joburl", "vacancyurl"),
    "terms": ("terms", "licence", "license"),
}
"""What columns are called in files of vacancies, in small letters and without signs, best first."""


_NAME = 40  # signs of a column's name in a message


def parse(mapping: bytes | None) -> Mapping:
    """The mapping some bytes of TOML hold; nothing set without any.

    Raises:
        GateRefused: gate `fields`: not TOML, an unknown entry, a value of the wrong kind.
    """
    known = [*Mapping.model_fields, *(f"columns.{f}" for f in Columns.model_fields)]
    return mapping_of(Mapping, entries(mapping), known)


def settled(given: Columns, names: Sequence[str], file: str) -> dict[str, str]:
    """The file's column of each field: as the mapping says, else as it is called.

    Raises:
        GateRefused: gate `columns`: one the mapping names is not there, or none holds the title.
    """
    stated = {f: c for f, c in given.model_dump().items() if c}
    for column in (c for c in stated.values() if c not in names):
        raise GateRefused(
            "columns",
            f"{file} has no column {column!r}, which the mapping names",
            expected="one of " + _listed(names),
            hint=nearest(column, names),
        )
    plain = {n: re.sub(r"[\W_]", "", n.casefold()) for n in names if n not in stated.values()}
    found = dict(stated)
    for field, called in _CALLED.items():
        fits = sorted(
            (n for n in plain if plain[n] in called), key=lambda n: called.index(plain[n])
        )
        if field not in stated and fits:
            found[field] = fits[0]
    if "title" not in found:
        raise GateRefused(
            "columns",
            f"{file} has no column that says what job is advertised",
            expected="one called `title` or `job_title`; it has " + _listed(names),
            hint='give a mapping with [columns] title = "…"',
        )
    return found


def _listed(names: Sequence[str]) -> str:
    """Names in a line, each as long as a name is: a file without a header has an advert there."""
    return ", ".join(" ".join(name.split())[:_NAME] for name in names)
