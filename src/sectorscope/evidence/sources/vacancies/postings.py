"""Job postings as schema.org has them: JSON-LD, one, a list or a graph, or within a saved page.

Pay is used where its currency is pounds; a code of an occupation where it says that it is of SOC,
as four digits alone may as well be of ISCO. Who hires is not read where it is a person, and whom
to ask never.
"""

from __future__ import annotations

import re
from typing import Any

from sectorscope.evidence.nested import Text
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode
from sectorscope.evidence.sources.vacancies.advert import NOT_POUNDS, SEVERAL, Given, soc_said
from sectorscope.evidence.sources.vacancies.found import Found, in_json, in_page
from sectorscope.evidence.sources.vacancies.held import MARKUP, Held, Taken
from sectorscope.evidence.sources.vacancies.values import address, amount, at, each, joined, text

CALLED = "job postings of schema.org"
TERMS = "those of the site it stood on, which it does not state; texts stay within the study"
READS = {
    "id": "identifier",
    "title": "title",
    "text": "description",
    "employer": "hiringOrganization.name",
    "area": "jobLocation.address",
    "posted": "datePosted",
    "closes": "validThrough",
    "salary": "baseSalary",
    "occupation": "occupationalCategory",
    "url": "url",
}
POUNDS = frozenset({"GBP", "£"})
_PARTS = ("description", "responsibilities", "skills", "qualifications", "experienceRequirements")
_TIMES = {
    **dict.fromkeys(("YEAR", "ANN", "ANNUAL", "YEARLY"), "year"),
    **dict.fromkeys(("MONTH", "MON", "MONTHLY"), "month"),
    **dict.fromkeys(("WEEK", "WEE", "WEEKLY"), "week"),
    **dict.fromkeys(("DAY", "DAILY"), "day"),
    **dict.fromkeys(("HOUR", "HUR", "HOURLY"), "hour"),
}
"""What schema.org and its units of UN/CEFACT call the time that pay is for."""
_SOC = re.compile(r"\bSOC\s?-?\s?20[12]0\b\D{0,40}([1-9]\d{3})\b", re.IGNORECASE)
_OF_SOC = re.compile(r"\bSOC[\s_-]?20[12]0\b", re.IGNORECASE)


def fits(held: Held) -> bool:
    """Whether a file holds a posting."""
    return bool(_found(held)[0])


def adverts(held: Held) -> Taken:
    """The postings of a file or page.

    Raises:
        GateRefused: gate `encoding`.
    """
    found, unread = _found(held)
    place = Text(*decode(held.data))
    given = [_given(one, place) for one in sorted(found, key=lambda f: f.start)]
    names = dict.fromkeys(name for one in found for name in one.said if not name.startswith("@"))
    read = {path.split(".")[0] for path in READS.values()} | {*_PARTS, "name", "salaryCurrency"}
    said = f"scripts of the page that are no JSON, and were not read: {unread:,}"
    unused = [name for name in names if name not in read]
    return Taken(given, READS, unused, TERMS, (said,) if unread else ())


def _found(held: Held) -> tuple[list[Found], int]:
    if held.sign == MARKUP:
        return in_page(held.text)
    if held.json is None:
        return [], 0
    try:
        return in_json(held.text), 0
    except (ValueError, RecursionError) as why:  # pragma: no cover - `held.json` was read before
        raise GateRefused("truncated", f"{held.name} is damaged") from why


def _given(one: Found, place: Text) -> Given:
    said = one.said
    pay, doubts = _pay(said)
    employer, who = _employer(said.get("hiringOrganization"))
    occupation, of, what = _occupation(said.get("occupationalCategory"))
    if text(said.get("totalJobOpenings")) not in ("", "1"):
        doubts.append(SEVERAL)
    fields = {
        "id": _identifier(said.get("identifier")),
        "title": text(said.get("title")) or text(said.get("name")),
        "text": joined([_words(said.get(part)) for part in _PARTS], "\n\n"),
        "employer": employer,
        "area": joined([_place(where) for where in each(said.get("jobLocation"))], "; "),
        "posted": text(said.get("datePosted")),
        "closes": text(said.get("validThrough")),
        "occupation": occupation,
        "soc": soc_said(of),
        "url": address(said.get("url")),
        **pay,
    }
    return Given(fields, place.span(one.start, one.end), (*doubts, *who, *what))


def _words(value: Any) -> str:  # noqa: ANN401
    """A text, a list of texts, or things with a name or description."""
    told = (text(v) or text(at(v, "description")) or text(at(v, "name")) for v in each(value))
    return joined(told, "\n")


def _identifier(value: Any) -> str:  # noqa: ANN401
    ids = (text(v) or text(at(v, "value")) for v in each(value))
    return next((i for i in ids if i), "")


def _employer(value: Any) -> tuple[str, list[str]]:  # noqa: ANN401
    first = next(iter(each(value)), None)
    if at(first, "@type") == "Person":
        return "", ["a person hires, whose name is not read"]
    return text(first) or text(at(first, "name")), []


def _place(where: Any) -> str:  # noqa: ANN401
    given = at(where, "address") or where
    if isinstance(given, str):
        return text(given)
    country = at(given, "addressCountry")
    parts = [text(at(given, p)) for p in ("addressLocality", "addressRegion", "postalCode")]
    return joined([*parts, text(country) or text(at(country, "name"))], ", ")


def _occupation(value: Any) -> tuple[str, str, list[str]]:  # noqa: ANN401
    """A unit group where it is said to be one of SOC 2010 or SOC 2020, and what says so."""
    for one in each(value):
        code, of = text(at(one, "codeValue")), text(at(one, "inCodeSet"))
        of = of or text(at(one, "inCodeSet", "name"))
        if _OF_SOC.search(of) and re.fullmatch(r"[1-9]\d{3}", code):
            return code, of, []
        if found := _SOC.search(text(one)):
            return found[1], found[0], []
    said = [
        one for one in each(value) if re.search(r"\d{4}", text(one) or text(at(one, "codeValue")))
    ]
    return "", "", ["a code of an occupation that is not said to be of SOC"] if said else []


def _pay(said: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    base = next(iter(each(said.get("baseSalary"))), None)
    value = at(base, "value") if isinstance(base, dict) else base
    bounds = value if isinstance(value, dict) else base
    exact = amount(at(value, "value")) or amount(value)
    low = amount(at(bounds, "minValue")) or exact
    high = amount(at(bounds, "maxValue")) or exact
    if not low and not high:
        return {}, ["pay that is no figure, and is not used"] if base else []
    if (text(at(base, "currency")) or text(said.get("salaryCurrency"))) not in POUNDS:
        return {}, [NOT_POUNDS]
    units = (text(at(v, name)) for v in (value, base) for name in ("unitText", "unitCode"))
    unit = next((_TIMES[u.upper()] for u in units if u.upper() in _TIMES), "")
    return {"salary_low": low, "salary_high": high, "salary_period": unit}, []
