"""Which column of a list of companies is what: by a mapping, else by what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sectorscope.evidence.mappings import entries, mapping_of
from sectorscope.evidence.refusal import GateRefused, nearest


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(_Strict):
    """Columns by what they hold, under the names the file has them by.

    id: the file's own identifier, used where there is no company number. text, sics: one column
    or several. headcount: a figure or a band; low, high: the ends of a band in columns of their
    own. before: a year earlier. accounts: the date they are made up to. tags: labels.
    """

    id: str = ""
    number: str = ""
    name: str = ""
    text: tuple[str, ...] = ()
    website: str = ""
    category: str = ""
    status: str = ""
    incorporated: str = ""
    dissolved: str = ""
    sics: tuple[str, ...] = ()
    postcode: str = ""
    area_code: str = ""
    area: str = ""
    headcount: str = ""
    low: str = ""
    high: str = ""
    before: str = ""
    accounts: str = ""
    account_category: str = ""
    tags: str = ""


class Mapping(_Strict):
    """The whole file. sheet: of a workbook. basis: what headcounts are from.

    sic_digits: 5 if a code of four digits has lost its leading nought, 4 if it is a class; told
    from the codes themselves if missing.
    """

    sheet: str = ""
    basis: Literal["given", "accounts"] = "given"
    sic_digits: Literal[4, 5] | None = None
    columns: Columns = Columns()


SEVERAL = ("text", "sics")

_CALLED: dict[str, tuple[str, ...]] = {
    "id": ("id", "identifier", "companyid", "uid"),
    "number": (
        *("companynumber", "number", "crn", "companyno", "registrationnumber", "regno"),
        *("companyregistrationnumber", "companieshousenumber", "registerednumber", "companyregno"),
    ),
    "name": ("companyname", "name", "company", "organisation", "employername", "business", "firm"),
    "text": (
        *("description", "text", "websitetext", "about", "summary", "overview", "activities"),
        *("businessdescription", "companydescription", "whattheydo"),
    ),
    "website": ("website", "url", "web", "homepage", "domain"),
    "category": ("companycategory", "category", "legalform", "companytype"),
    "status": ("companystatus", "status"),
    "incorporated": ("incorporationdate", "incorporated", "dateofincorporation"),
    "dissolved": ("dissolutiondate", "dissolved"),
    "sics": (
        *("sic", "sics", "siccode", "siccodes", "sic2007", "primarysic", "siccode2007"),
        *(f"{stem}{n}" for n in range(1, 5) for stem in ("sic", "siccode", "siccodesictext")),
    ),
    "postcode": ("postcode", "regaddresspostcode", "postalcode", "zip"),
    "area_code": ("areacode", "ladcode", "localauthoritycode", "districtcode", "lad23cd"),
    "area": ("area", "localauthority", "localauthorityname", "district", "ladname", "location"),
    "headcount": (
        *("headcount", "employees", "employeesthisyear", "staff", "numberofemployees", "size"),
        *("employeecount", "employersize", "noofemployees", "sizeband", "employeeband"),
    ),
    "low": ("employeeslow", "minemployees", "employeesmin", "headcountlow", "headcountmin"),
    "high": ("employeeshigh", "maxemployees", "employeesmax", "headcounthigh", "headcountmax"),
    "before": (
        "employeeslastyear",
        "employeespreviousyear",
        "headcountlastyear",
        "headcountbefore",
    ),
    "accounts": (
        "accountsdate",
        "enddate",
        "accountsmadeupto",
        "yearend",
        "accountslastmadeupdate",
    ),
    "account_category": ("accountcategory", "accountsaccountcategory", "accountscategory"),
    "tags": ("tags", "labels", "industries", "keywords", "sectors"),
}
"""What columns are called in lists of companies, in small letters and without signs, best first."""


def parse(mapping: bytes | None) -> Mapping:
    """The mapping some bytes of TOML hold; nothing set without any.

    Raises:
        GateRefused: gate `fields`: not TOML, an unknown entry, a value of the wrong kind.
    """
    known = [*Mapping.model_fields, *(f"columns.{f}" for f in Columns.model_fields)]
    return mapping_of(Mapping, _listed(entries(mapping)), known)


def _listed(raw: dict[str, object]) -> dict[str, object]:
    """One column where several may stand is a list of one."""
    columns = raw.get("columns")
    if not isinstance(columns, dict):
        return raw
    held = {k: [v] if k in SEVERAL and isinstance(v, str) else v for k, v in columns.items()}
    return {**raw, "columns": held}


def settled(given: Columns, names: Sequence[str], file: str) -> dict[str, tuple[str, ...]]:
    """The file's columns by field: as the mapping says, else as they are called.

    Raises:
        GateRefused: gate `columns`: one the mapping names is not there, or none says what a
            company is called; the columns that are there are listed.
    """
    stated = {f: _tuple(v) for f, v in given.model_dump().items() if v}
    for column in (c for columns in stated.values() for c in columns if c not in names):
        raise GateRefused(
            "columns",
            f"{file} has no column {column!r}, which the mapping names",
            expected="one of " + ", ".join(names),
            hint=nearest(column, names),
        )
    taken = {c for columns in stated.values() for c in columns}
    found = stated | {
        f: some for f in _CALLED if f not in stated and (some := _called(f, names, taken))
    }
    if "name" not in found:
        raise GateRefused(
            "columns",
            f"{file} has no column that says what a company is called",
            expected="one called `name` or `company`; it has " + ", ".join(names),
            hint='give a mapping with [columns] name = "…"',
        )
    return found


def _tuple(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _called(field: str, names: Sequence[str], taken: set[str]) -> tuple[str, ...]:
    """Columns called as such a field is; where one is wanted, the one called so best."""
    known = _CALLED[field]
    plain = {n: re.sub(r"[\W_]", "", n.casefold()) for n in names if n not in taken}
    fits = [n for n, p in plain.items() if p in known]
    if field in SEVERAL:
        return tuple(fits)
    return tuple(sorted(fits, key=lambda n: known.index(plain[n]))[:1])
