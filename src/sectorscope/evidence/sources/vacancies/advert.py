"""One advert's fields as texts, whatever the shape they came in, made a row of table `advert`.

A shape (`plain` is one) finds the fields and where they stand; what they mean is read here, once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sectorscope.concepts.soc import is_of
from sectorscope.evidence.companies.cells import day, number

Row = dict[str, Any]


@dataclass(frozen=True)
class Given:
    """An advert as a shape found it: texts by field of the mapping's `columns`, and its place.

    doubts: what of it the shape could not use.
    """

    fields: Mapping[str, str]
    locator: str
    doubts: tuple[str, ...] = ()


@dataclass
class Doubts:
    """What could not be used, counted by what is said of it."""

    counted: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, what: str) -> None:
        """One more of these."""
        self.counted[what] = self.counted.get(what, 0) + 1

    def told(self, rows: int) -> list[str]:
        """A line for each."""
        return [f"{count:,} of {rows:,} adverts: {what}" for what, count in self.counted.items()]


NOT_POUNDS = "pay in a currency that is not known to be pounds, and is not used"
SEVERAL = "several positions, counted as one advert"
"""What several shapes say of an advert, counted together where they say the same."""

_KEPT = ("employer", "area", "area_code", "level", "url")
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|(?<![\d£.,])(?:\+44[\s-]?(?:\(0\))?|\(?0)\d(?:[\s()-]?\d){8,9}(?![\d])"  # a UK number
)
_SOC = re.compile(r"\D*([1-9]\d{3})(?:\.0)?(?:\D.*)?", re.DOTALL)
_VERSION = re.compile(r"SOC[\W_]*(20[12]0)", re.IGNORECASE)
_NO_GROUP: Row = {"occupation": None, "soc": None}
_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(k\b)?", re.IGNORECASE)
_UP_TO = re.compile(r"\s*(?:up to|to|max)\b", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:from|starting|min)\b", re.IGNORECASE)
_THOUSAND = 1000.0
_ENDS = 2
_PERIODS = {
    "year": ("year", "annual", "annum", "yearly", "pa", "p.a", "p.a."),
    "month": ("month", "monthly", "pcm"),
    "week": ("week", "weekly", "pw"),
    "day": ("day", "daily"),
    "hour": ("hour", "hourly", "ph"),
}


def without_contacts(text: str) -> str:
    """The text with every character of an e-mail address or telephone number a `*`."""
    return _CONTACT.sub(lambda found: "*" * len(found[0]), text)


def row(given: Given, at: int, period: str, terms: str, doubts: Doubts) -> Row:
    """A row of table `advert`, less its snapshot.

    Args:
        given: the advert as it was found; it has a title.
        at: the number of its row, from one.
        period: what pay is for, where the advert does not say; may be empty.
        terms: of all adverts of the file, where one has none of its own; may be empty.
        doubts: where what cannot be used is counted.
    """
    told = {k: v.strip() for k, v in given.fields.items() if v.strip()}
    for doubt in given.doubts:
        doubts.add(doubt)
    text = given.fields.get("text", "")
    return {
        "id": told.get("id") or f"row:{at}",
        "title": without_contacts(told["title"]),
        "text": without_contacts(text) if text.strip() else None,
        **{k: told.get(k) for k in _KEPT},
        "employer_number": _number(told.get("employer_number", ""), doubts),
        **{k: _day(told.get(k, ""), doubts) for k in ("posted", "closes")},
        **_pay(told, period, doubts),
        **_unit_group(told.get("occupation", ""), told.get("soc", ""), doubts),
        "terms": told.get("terms") or terms or None,
        "locator": given.locator,
        "raw": None,
    }


def _number(text: str, doubts: Doubts) -> str | None:
    found = number(text)
    if text and not found.text:
        doubts.add("what stands as the company number is none, and is not used")
    return found.text or None


def _day(text: str, doubts: Doubts) -> str | None:
    found = day(text)
    if text and not found.text:
        doubts.add("a date could not be read")
    return found.text or None


def _unit_group(text: str, version: str, doubts: Doubts) -> Row:
    """The code, and the version of SOC it is said to be of; a code that one has not is not used."""
    found = _SOC.fullmatch(text)
    if text and found is None:
        doubts.add("what stands as the occupation is no SOC unit group, and is not used")
    if found and version and not is_of(version, found[1]):
        doubts.add(f"the occupation is said to be of {version}, which has no such unit group")
        found = None
    return {"occupation": found[1], "soc": version or None} if found else _NO_GROUP


def soc_said(text: str) -> str:
    """The version of SOC that a text names, such as a column's name; "" where it names none."""
    found = _VERSION.search(text)
    return f"SOC {found[1]}" if found else ""


def _pay(told: Mapping[str, str], period: str, doubts: Doubts) -> Row:
    words = told.get("salary", "")
    low, high = (_figures(told.get(k, "")) for k in ("salary_low", "salary_high"))
    stated = [*low[:1], *high[:1]] or _figures(words)
    if not stated and any(told.get(k) for k in ("salary", "salary_low", "salary_high")):
        doubts.add("pay that is no figure, and is not used")
    if len(stated) > _ENDS or stated != sorted(stated):
        doubts.add("pay that is no figure or range of two, and is not used")
        stated = []
    no_low = (bool(high) and not low) or (not low and _UP_TO.match(words) is not None)
    no_high = (bool(low) and not high) or (not high and _FROM.match(words) is not None)
    said = told.get("salary_period", "") or words
    if stated and not (_period(said) or period):
        doubts.add("pay for a time that is not stated; a mapping's salary_period says it of all")
    return {
        "salary_low": stated[0] if stated and not no_low else None,
        "salary_high": stated[-1] if stated and not no_high else None,
        "salary_period": (_period(said) or period or None) if stated else None,
    }


def _figures(text: str) -> list[float]:
    """Amounts in the order they stand; where any has its sign, those before it are no amounts."""
    _, signed, after = text.partition("£")
    places = _FIGURE.finditer(after if signed else text)
    found = [(float(f[1].replace(",", "")), bool(f[2])) for f in places]
    shortened = any(k for _, k in found)  # "25-30k" says thousands once
    return [v * _THOUSAND if k or (shortened and v < _THOUSAND) else v for v, k in found]


def _period(text: str) -> str:
    words = set(re.findall(r"[a-z.]+", text.casefold()))
    return next((p for p, called in _PERIODS.items() if words & set(called)), "")
