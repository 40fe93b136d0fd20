"""Which breakdown a file is, by its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sectorscope.evidence.refusal import GateRefused, check_columns

MEASURES = ("starts", "enrolments", "achievements")
FIELDS: dict[str, tuple[str, ...]] = {
    "period": ("year",),
    "provider_name": ("provider_name",),
    "provider_type": ("provider_type",),
    "level": ("apps_Level", "apps_level"),
    "standard": ("std_fwk_name",),
    "kind": ("std_fwk_flag",),
    "area": ("ssa_t1_desc",),
    "subject": ("ssa_t2_desc",),
    "age": ("age_group",),
    "home": ("learner_home_lad", "learner_home_region"),
    "delivery": ("delivery_lad", "delivery_region"),
}
"""Columns of a row by those of the file that may give them."""

LONG = ("measure", "values")
KNOWN = (*(c for columns in FIELDS.values() for c in columns), *LONG, *MEASURES)
_BY_PLACE = frozenset({"geography_code", "geographic_level"})
_CONTACT = re.compile(r"e-?mail|telephone|phone|contact", re.IGNORECASE)


def contacts(names: Sequence[str]) -> list[str]:
    """Columns that hold addresses of persons."""
    return [n for n in names if _CONTACT.search(n)]


def check_header(names: Sequence[str], name: str, *, overruled: bool) -> None:
    """Pass a header of a known breakdown.

    Raises:
        GateRefused: gate `columns`.
    """
    found = [n for n in names if n not in contacts(names)]
    if "provider_name" not in names and not _BY_PLACE.isdisjoint(names):
        raise GateRefused(
            "columns",
            f"{name} is by place and not by provider",
            expected="a column provider_name",
            hint="a table of the department's by place is read as ees.",
        )
    if overruled:
        found = [n for n in found if n in KNOWN]
    figures = LONG if "values" in found or "measure" in found else MEASURES
    check_columns(found, needed=("year", "provider_name", *figures), known=KNOWN, name=name)


def breakdown(names: Sequence[str]) -> str:
    """What the file is, in words: `provider by standard`."""
    if "std_fwk_name" in names:
        return "provider by standard"
    if "learner_home_lad" in names or "delivery_lad" in names:
        return "provider by home and delivery district"
    if "learner_home_region" in names or "delivery_region" in names:
        return "provider by home and delivery region"
    return "provider"
