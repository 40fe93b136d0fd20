"""Made-up files of companies, with the faults that real ones have."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl

from tests.evidence.samples import table
from tests.support.replay.companies_house import ABSENT, hit, page, profile

REGISTER = (
    *("CompanyName", " CompanyNumber", "RegAddress.CareOf", "RegAddress.POBox"),
    *("RegAddress.AddressLine1", " RegAddress.AddressLine2", "RegAddress.PostTown"),
    *("RegAddress.County", "RegAddress.Country", "RegAddress.PostCode", "CompanyCategory"),
    *("CompanyStatus", "CountryOfOrigin", "DissolutionDate", "IncorporationDate"),
    *("Accounts.AccountRefDay", "Accounts.AccountRefMonth", "Accounts.NextDueDate"),
    *("Accounts.LastMadeUpDate", "Accounts.AccountCategory", "Returns.NextDueDate"),
    *("Returns.LastMadeUpDate", "Mortgages.NumMortCharges", "Mortgages.NumMortOutstanding"),
    *("Mortgages.NumMortPartSatisfied", "Mortgages.NumMortSatisfied"),
    *(f"SICCode.SicText_{n}" for n in range(1, 5)),
    *("LimitedPartnerships.NumGenPartners", "LimitedPartnerships.NumLimPartners", "URI"),
    *(f" PreviousName_{n}.{end}" for n in range(1, 11) for end in ("CONDATE", "CompanyName")),
    *("ConfStmtNextDueDate", " ConfStmtLastMadeUpDate"),
)
"""The header as it is published, blanks before names included."""

CUT = (
    *("CompanyNumber", "CompanyName", "Postcode", "CompanyCategory", "CompanyStatus"),
    *("IncorporationDate", *(f"SICCode.SicText_{n}" for n in range(1, 5))),
    *("localauthority_code", "localauthority_name", "enddate", "Employees_thisyear"),
    *("Employees_lastyear", "SIC_5DIGIT_CODE", "SIC_2DIGIT_CODE", "SIC_SECTION_LETTER"),
)
"""The header of a file that was cut from it by region, with headcounts of accounts."""

_FIRM = {
    "CompanyName": "ACME SURGICAL LIMITED",
    "CompanyNumber": "01234567",
    "CompanyStatus": "Active",
    "CompanyCategory": "Private Limited Company",
    "IncorporationDate": "13/10/2010",
    "SICCode.SicText_1": "32500 - Manufacture of medical and dental instruments; supplies",
    "RegAddress.PostCode": "S1 1AA",
    "Postcode": "S1 1AA",
    "localauthority_code": "E08000019",
    "localauthority_name": "Sheffield",
    "enddate": "31.3.23",
    "Employees_thisyear": "12.0",
    "Employees_lastyear": "11.0",
}

Firm = Mapping[str, str]


def register(*firms: Firm, header: Sequence[str] = REGISTER) -> bytes:
    """A file under the published header; each firm as it differs from one that is in order."""
    rows = [_FIRM | dict(f) for f in firms or ({},)]
    return table(header, [[row.get(name.strip(), "") for name in header] for row in rows])


def cut(*firms: Firm) -> bytes:
    """The same under the header of the cut file."""
    return register(*firms, header=CUT)


def zipped(data: bytes, *more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("BasicCompanyDataAsOneFile.csv", *more):
            archive.writestr(name, data)
    return out.getvalue()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def lines(*firms: Mapping[str, object]) -> bytes:
    return b"".join(json.dumps(f).encode() + b"\n" for f in firms)


def sheet(*rows: Sequence[object], name: str = "Firms") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LIST = table(
    ("Company", "Company number", "Description", "SIC code", "Postcode", "Employees"),
    [
        ("Acme", "1234567", "We make hip implants", "32.50", "s11aa", "50 to 249"),
        ("Bolt", "SC12345", "", "2594", "EH1 1AA", "7"),
    ],
)
OBJECTS = lines(
    {"name": "Acme", "description": "hips", "location": "Leeds", "industries": ["Health", "3D"]},
    {"name": "Bolt", "description": None, "location": "York", "industries": []},
)
BOOK = sheet(("Name", "Employees"), ("Acme", 12), ("Bolt", "10-49"))


def looked_up(*profiles: Mapping[str, object], absent: Sequence[str] = ()) -> bytes:
    """Profiles as `fetch` joins them, and after them numbers that the register does not have."""
    asked = [*(p["company_number"] for p in profiles), *absent]
    bodies = [json.dumps(p, ensure_ascii=False).encode() for p in profiles]
    listed = b",".join([*bodies, *[ABSENT] * len(absent)])
    return b'{"asked":' + json.dumps(asked).encode() + b',"profiles":[' + listed + b"]}\n"


GOOD: dict[str, tuple[str, bytes, bytes | None]] = {
    "companies_house, as published": ("companies_house", zipped(register()), None),
    "companies_house, cut to a region": (
        "companies_house",
        gzipped(cut({}, {"enddate": ""})),
        None,
    ),
    "companies_house_api, pages of a search": (
        "companies_house_api",
        b"[" + page(hit(1), many=2) + b"," + page(hit(2, sic_codes=[]), many=2) + b"]\n",
        b'postcodes = ["LS"]',
    ),
    "companies_house_api, numbers": (
        "companies_house_api",
        looked_up(profile(1), profile(2, company_status="dissolved"), absent=["01234567"]),
        None,
    ),
    "companies_house_api, a saved profile": (
        "companies_house_api",
        json.dumps(profile(3), indent=2, ensure_ascii=False).encode(),
        None,
    ),
    "companies, CSV": ("companies", LIST, b'[columns]\nname = "Company"\n'),
    "companies, CSV in UTF-16": ("companies", LIST.decode().encode("utf-16"), None),
    "companies, JSON Lines": ("companies", OBJECTS, None),
    "companies, a workbook": ("companies", BOOK, None),
}
"""Good files by what they are: source, bytes, mapping."""
