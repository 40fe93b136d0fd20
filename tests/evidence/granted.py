"""Small files of our own making for grants, in the shapes of their publishers."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from tests.evidence.samples import table
from tests.support.replay import gtr

INNOVATE = {
    "Competition Reference": "COMP-1",
    "Competition Title": "Smart grants",
    "Programme Title": "Health",
    "Sector": "Infrastructure systems",
    "Application Number": "90001",
    "Project Number": "100653",
    "Project Title": "Joints “that last”",
    "Public Description": "A better hip – for longer.",
    "Competition Year": "2017/18",
    "Innovate UK Product Type": "Collaborative R&D",
    "Participant Name": "ACME SURGICAL LIMITED",
    "Is Lead Participant": "Yes",
    "CRN": "1234567",
    "Project Start Date": 42_826,
    "Project End Date": 43_190,
    "Award Offered (£)": 120_000.5,
    "Total Costs (£)": 200_000,
    "Actual Spend to Date (£)": 119_000,
    "Participant Withdrawn From Project": "No",
    "Project Status": "Closed",
    "Enterprise Size": "Micro/Small",
    "Postcode": "ls1 1aa",
    "Address Region": "Yorkshire and The Humber",
    "Address LEP": "Leeds City Region",
    "Address Local Authority": "Leeds",
    "In Multiple LEPs": "No",
    "Industrial Strategy Challenge Fund (ISCF)": "No",
}
"""A participant as the issue of January 2026 lists it; dates are serial numbers."""


def participant(**changes: object) -> dict[str, object]:
    """A row; changes by short names of its columns."""
    named = {"name": "Participant Name", "award": "Award Offered (£)", "crn": "CRN"} | {
        "district": "Address Local Authority",
        "project": "Project Number",
        "lead": "Is Lead Participant",
        "withdrawn": "Participant Withdrawn From Project",
        "description": "Public Description",
        "region": "Address Region",
    }
    return INNOVATE | {named[k]: v for k, v in changes.items()}


def innovate(
    *rows: Mapping[str, object],
    notice: Sequence[str] = (),
    names: Sequence[str] | None = None,
    sheet: str = "Funded projects",
) -> bytes:
    """A workbook; a notice above its header, if there is any, and another sheet before it."""
    book = openpyxl.Workbook()
    book.active.title = "Read me"  # type: ignore[union-attr]
    book.active["A1"] = "How to read this"  # type: ignore[index]
    made = book.create_sheet(sheet)
    for line in notice:
        made.append([line])
    made.append(list(names or INNOVATE))
    for row in rows or (participant(), _second()):
        made.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _second() -> dict[str, object]:
    return participant(name="University of Leeds", crn="RC000658", award=80_000, lead="No")


def giving(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any entry of a grant
    """A grant by the standard's schema, contacts and all."""
    return {
        "id": "360G-charity-001",
        "title": "A workshop “for all”",
        "description": "Tools and time – and tea.",
        "currency": "GBP",
        "amountAwarded": 25_000.5,
        "awardDate": "2021-03-01T00:00:00+00:00",
        "plannedDates": [{"startDate": "2021-04-01", "endDate": "2022-03-31", "duration": 12}],
        "recipientOrganization": [
            {
                "id": "GB-CHC-1234567",
                "name": "Makers of Leeds",
                "charityNumber": "1234567",
                "contactName": "Jo Bloggs",
                "email": "jo@example.org",
                "postalCode": "LS1 1AA",
                "location": [{"name": "Leeds", "geoCode": "E08000035", "geoCodeType": "LAD"}],
            }
        ],
        "beneficiaryLocation": [{"name": "York", "geoCode": "E06000014"}],
        "fundingOrganization": [{"id": "GB-CHC-1", "name": "The Trust"}],
        "grantProgramme": [{"title": "Skills"}],
        "x_of_our_own": 7,
        **changes,
    }


def givings(*grants: dict[str, Any]) -> bytes:
    return json.dumps({"grants": list(grants or (giving(),))}, ensure_ascii=False).encode()


TITLED = {
    "Identifier": "360G-trust-1",
    "Title": "A workshop",
    "Description": "Tools; time, tea",
    "Currency": "GBP",
    "Amount Awarded": "£25,000",
    "Award Date": "01/03/2021",
    "Recipient Org:Identifier": "GB-COH-01234567",
    "Recipient Org: Name": "Makers “of” Leeds",
    "Recipient Org:Company Number": "1234567",
    "Recipient Org:Contact Name": "Jo Bloggs",
    "Recipient Org:Location:0:Geographic Code": "E08000035",
    "Recipient Org:Location:0:Name": "Leeds",
    "Funding Org:Identifier": "GB-CHC-1",
    "Funding Org:Name": "The Trust",
    "Our own column": "x",
}
"""A grant as a row under the standard's titles, as funders write them."""


def titled(*rows: Mapping[str, str], names: Sequence[str] | None = None) -> bytes:
    listed = rows or (TITLED,)
    return table(tuple(names or TITLED), [tuple(r.values()) for r in listed])


def titled_book() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "grants"  # type: ignore[union-attr]
    book.active.append(list(TITLED))  # type: ignore[union-attr]
    book.active.append([*(list(TITLED.values())[:4]), 25_000, *(list(TITLED.values())[5:])])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def indicator(
    measure: str = "contract_research_sme", area: str = "lep", rows: Sequence[Sequence[object]] = ()
) -> bytes:
    code = {"lep": "E37000016", "nuts": "UKE41"}[area]
    default = [(2016, code, 2014, 120_000), (2017, code, 2014, 119_000.5), (2018, code, 2017, 0)]
    return table(("year", f"{area}_id", f"{area}_year_spec", measure), rows or default)


GOOD = {
    "gtr, projects": ("gtr", gtr.answer("project", gtr.project(1), gtr.innovation(2)), None),
    "gtr, funds": ("gtr", gtr.answer("fund", gtr.fund(1), gtr.fund(2)), None),
    "gtr, organisations": ("gtr", gtr.answer("organisation", gtr.organisation(1)), None),
    "gtr, spin-outs": ("gtr", gtr.answer("spinOut", gtr.outcome("spinOut", 1)), None),
    "innovate_uk": ("innovate_uk", innovate(), None),
    "innovate_uk, under a notice": ("innovate_uk", innovate(notice=("Official", "x")), None),
    "threesixtygiving, JSON": ("threesixtygiving", givings(giving(), giving(id="2")), None),
    "threesixtygiving, CSV": ("threesixtygiving", titled(), None),
    "threesixtygiving, workbook": ("threesixtygiving", titled_book(), None),
    "hebci": ("hebci", indicator(), None),
    "hebci, by NUTS": ("hebci", indicator("gbp_innovate_uk_funding", "nuts"), None),
}
"""A good file for each of these sources: name, source, bytes, mapping."""
