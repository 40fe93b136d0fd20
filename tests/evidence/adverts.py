"""Small files of vacancies of our own making: every employer and advert here is invented."""

import json
from typing import Any

from tests.support.replay.vacancies import KINDS, answer

HEADER = "vacancy_id,job_title,description,employer,company_number,location,date_posted,soc_code"


def vacancies(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


ROW = (
    'v1,Test Engineer,"You will need to calibrate instruments.\nCall 0113 496 0000.",'
    "Made-up Devices Ltd,1234567,Leeds,03/11/2026,2124"
)
POSTING: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "identifier": {"@type": "PropertyValue", "name": "Made-up", "value": "J-1"},
    "title": "Prosthetist – “senior”",
    "description": "<p>You must be registered with the HCPC.</p>",
    "hiringOrganization": {"@type": "Organization", "name": "Made-up Limbs Ltd"},
    "jobLocation": {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Leeds",
            "postalCode": "LS2 9JT",
            "addressCountry": {"@type": "Country", "name": "GB"},
        },
    },
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "GBP",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": 38000,
            "maxValue": "44,000",
            "unitText": "YEAR",
        },
    },
    "datePosted": "2026-11-02",
    "validThrough": "2026-12-01T23:59",
    "occupationalCategory": {"codeValue": "2229", "inCodeSet": {"name": "SOC 2020"}},
    "applicationContact": {"@type": "ContactPoint", "name": "Jo Bloggs"},
    "url": "https://example.org/jobs/1",
}


def posting(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any entry of a posting
    return {**POSTING, **changes}


def said(what: Any) -> bytes:  # noqa: ANN401
    return json.dumps(what, ensure_ascii=False, indent=1).encode()


def page(*scripts: str) -> bytes:
    """A saved page of a site, with scripts of JSON-LD and others in it."""
    inner = "".join(
        f'<script data-x="1" type="application/ld+json">\n{text}\n</script>\n' for text in scripts
    )
    return (
        "<!DOCTYPE html>\n<html><head><title>Jobs</title>\n<script>var a = {};</script>\n"
        f"{inner}</head><body><p>Ask Jo Bloggs, jo@made-up.example</p></body></html>\n"
    ).encode()


_GRAPH = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, POSTING]}
_LIST = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": POSTING}]}

GOOD: dict[str, tuple[str, bytes, bytes | None]] = {
    "vacancies, named as usual": ("vacancies", vacancies(ROW), None),
    "vacancies, a posting": ("vacancies", said(POSTING), None),
    "vacancies, a list of postings": ("vacancies", said([POSTING, posting(identifier="2")]), None),
    "vacancies, a graph": ("vacancies", said(_GRAPH).decode().encode("utf-16"), None),
    "vacancies, a page": ("vacancies", page("{broken", json.dumps(_LIST)), None),
    **{
        f"{source}, {name}": (source, answer(name, kind.make(1), kind.make(2)), None)
        for name, kind in KINDS.items()
        for source in ("vacancies", kind.source)
    },
}
