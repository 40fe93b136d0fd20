"""What the answers of data sets beside BRES and the business counts mean, a row of a table each.

Names, numbers, columns and measures are Nomis's own. What a data set's row does not name is left
out of the study and reported, so that a percentage never stands among counts unlabelled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Spread = Literal["", "half-width", "variation"]
"""What “Confidence” holds: half of a 95 % interval, or the coefficient of variation in per cent."""

_SURVEY = (
    "The publisher suspended the accreditation of the Annual Population Survey's "
    "figures in October 2024, since too few people answer: later ones are less sure."
)


@dataclass(frozen=True)
class Dataset:
    """One data set of Nomis.

    title: what the study calls it. called: words that its name at Nomis holds. basis: who is
    counted, where. facets: columns beside date, place and MEASURES. by: the column whose names say
    what is measured. measures: measure and unit by those names. across: facets that divide it.
    units: a facet, and a unit by the first word of its names, where the unit is its own.
    figure: the name in MEASURES that is the figure, where `by` is another column; a spread is of
    this figure. spread: what stands as “Confidence”. advice: the publisher's.
    """

    title: str
    called: str
    basis: str
    facets: tuple[str, ...]
    by: str
    measures: Mapping[str, tuple[str, str]]
    across: tuple[str, ...] = ()
    units: tuple[str, Mapping[str, str]] = ("", MappingProxyType({}))
    figure: str = "Value"
    spread: Spread = ""
    advice: str | None = None


_PAID = {
    "Annual": "£ a year",
    "Weekly": "£ a week",
    "Hourly": "£ an hour",
}
_PERCENTILES = (10, 20, 25, 30, 40, 60, 70, 75, 80, 90)
_OF_PAY = {
    "Median": ("median", ""),
    "Mean": ("mean", ""),
    **{f"{n} percentile": (f"percentile_{n}", "") for n in _PERCENTILES},
}
_CLAIMED = {
    "Claimant count": ("claimants", "people"),
    "Claimants as a proportion of residents aged 16-64": ("claimants_of_residents", "%"),
    "Claimants as a proportion of economically active residents aged 16+": (
        "claimants_of_active",
        "%",
    ),
    "Claimants as a proportion of the workforce": ("claimants_of_workforce", "%"),
}
_POPULATION = {"Value": ("population", "people")}


def _pay(where: str, called: str) -> Dataset:
    return Dataset(
        f"Annual Survey of Hours and Earnings, {called} analysis",
        called,
        f"employees; {where}",
        ("SEX", "PAY", "ITEM"),
        "ITEM",
        _OF_PAY,
        ("SEX", "PAY"),
        ("PAY", _PAID),
        spread="variation",
    )


def _people(facets: tuple[str, str]) -> Dataset:
    return Dataset(
        "Population estimates",
        "population estimates",
        "residents, mid-year",
        facets,
        "MEASURES",
        _POPULATION,
        facets,
    )


DATASETS: dict[str, Dataset] = {
    "17_5": Dataset(
        "Annual Population Survey, percentages",
        "annual population survey",
        "people who live there; a survey",
        ("VARIABLE",),
        "MEASURES",
        {
            "Variable": ("rate", "%"),
            "Numerator": ("numerator", "people"),
            "Denominator": ("denominator", "people"),
        },
        ("VARIABLE",),
        figure="Variable",
        spread="half-width",
        advice=_SURVEY,
    ),
    "17_1": Dataset(
        "Annual Population Survey, counts",
        "annual population survey",
        "people who live there; a survey",
        ("CELL",),
        "MEASURES",
        {"Value": ("people", "people")},
        ("CELL",),
        spread="half-width",
        advice=_SURVEY,
    ),
    "30_1": _pay("where they live", "resident"),
    "99_1": _pay("where they work", "workplace"),
    "57_1": Dataset(
        "Jobs density",
        "jobs density",
        "jobs where they are; residents aged 16 to 64",
        ("ITEM",),
        "ITEM",
        {
            "Total jobs": ("jobs", "jobs"),
            "Jobs density": ("jobs_density", "jobs for each resident aged 16 to 64"),
        },
    ),
    "162_1": Dataset(
        "Claimant count by sex and age",
        "claimant count",
        "claimants who live there",
        ("GENDER", "AGE", "MEASURE"),
        "MEASURE",
        _CLAIMED,
        ("GENDER", "AGE"),
    ),
    "31_1": _people(("SEX", "AGE")),
    "2002_1": _people(("GENDER", "C_AGE")),
}
"""By Nomis's number and version, as they stand in URN (`Nm-17d5…`) and in ids (`NM_17_5`)."""

FACETS = frozenset(facet for one in DATASETS.values() for facet in one.facets)
PARTS = ("", "_NAME", "_CODE", "_TYPE", "_TYPECODE", "_SORTORDER")
NAMED = frozenset(f"{facet}{part}" for facet in FACETS for part in ("_NAME", "_CODE"))
"""Columns that something is read from, beside those of every answer."""
