"""Small files of our own making for provision and lists, in the shapes of their publishers."""

import gzip
import io
import json
import zipfile
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.evidence.samples import table

LONG = (
    *("year", "apps_Level", "std_fwk_name", "ssa_t1_desc", "ssa_t2_desc", "std_fwk_flag"),
    *("provider_type", "provider_name", "measure", "values"),
)
_ROW = (
    *("2024/25", "Advanced Apprenticeship", "Orthotic Technician", "Health", "Medicine"),
    *("Standard", "Other", "A College (of Art) (10000001)"),
)


def by_standard() -> list[tuple[Any, ...]]:
    return [
        (*_ROW, "Starts", 12),
        (*_ROW, "Achievements", 0),
        ("2025/26 (Aug to Apr)", *_ROW[1:], "Starts", 7),
    ]


def parquet(rows: list[tuple[Any, ...]] | None = None, names: tuple[str, ...] = LONG) -> bytes:
    columns = zip(*(rows or by_standard()), strict=True)
    out = io.BytesIO()
    pq.write_table(pa.table(dict(zip(names, map(list, columns), strict=True))), out)
    return out.getvalue()


DISTRICTS = (
    *("year", "provider_name", "learner_home_lad", "delivery_lad"),
    *("starts", "enrolments", "achievements"),
)


def by_district() -> bytes:
    return table(DISTRICTS, [("2023/24", "B LTD (10000002)", "Leeds", "York", 3, 9, "low")])


def with_notice(encoding: str = "utf-16", email: str = "jo.bloggs@example.org") -> bytes:
    """A notice above the header, a column of addresses, and UTF-16."""
    body = table(
        (*DISTRICTS, "Contact e-mail"),
        [("2023/24", "B LTD (10000002)", "Leeds", "York", 3, 9, 1, email)],
    ).decode()
    return ("Provisional figures. Rounding is not applied.\n" + body).encode(encoding)


def standard(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any entry of a standard
    return {
        **{"title": "Orthotic technician", "level": 3, "route": "Health and science"},
        **{"typicalDuration": 24, "maxFunding": 9000, "overviewOfRole": "Makes orthoses – well."},
        **{"typicalJobTitles": ["Orthotic technician"], "referenceNumber": "ST9001"},
        **{"larsCode": 901, "status": "Approved for delivery"},
        **changes,
    }


def standards(*entries: dict[str, Any]) -> bytes:
    return json.dumps(list(entries or (standard(),)), ensure_ascii=False, indent=2).encode()


GPG = (
    *("EmployerName", "EmployerId", "Address", "PostCode", "CompanyNumber", "SicCodes"),
    *("EmployerSize", "CurrentName"),
)
_FIRM = ("ACME “SURGICAL” LIMITED", "77", "1, Road, Leeds", "LS1 1AA", "01234567")


def employers(
    sics: str = "32500,\r\n86101,\r\n1110,\r\n1", size: str = "5000 to 19,999", again: bool = False
) -> bytes:
    row = (*_FIRM, sics, size, "ACME SURGICAL LIMITED")
    return table(GPG, [row, row] if again else [row])


OUTCOMES = (
    *("UKPRN", "Provider name", "Subject area of degree", "Activity", "Interim study"),
    *("Level of qualification obtained", "Mode of former study", "Academic year", "Number"),
)
_COLLEGE = ("10000003.0", "A College, of Arts")
_MEDICAL = "02 Subjects allied to medicine"


def outcome(
    activity: str = "Unemployed", figure: object = "0.0", subject: str = _MEDICAL, **changes: str
) -> tuple[object, ...]:
    """A row of HESA's graduate table 28; changes by the first word of a column."""
    row = {
        **{"UKPRN": _COLLEGE[0], "Provider": _COLLEGE[1], "Subject": subject},
        **{"Activity": activity, "Interim": "Include significant interim study"},
        **{"Level": "Postgraduate", "Mode": "All", "Academic": "2019/20", "Number": figure},
    }
    return tuple((row | changes).values())


def outcomes(*rows: tuple[object, ...]) -> bytes:
    parts = ("Full-time employment", "Employment\xa0and further study", "Unemployed")
    made = [outcome(a, n) for a, n in zip(parts, ("25.0", "5.0", "0.0"), strict=True)]
    return table(OUTCOMES, rows or [*made, outcome("Total", "30.0", subject="Total")])


QUALIFIERS = (
    *("UKPRN", "HE provider", "Level of qualification obtained", "Country of HE provider"),
    *("Region of HE provider", "Academic Year", "CAH level marker", "CAH level subject", "Number"),
)


def zipped(**files: bytes) -> bytes:
    """A zip of CSVs, with a page of notes where there are several."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(f"tables/{name};1.csv"), data)
        if len(files) > 1:
            archive.writestr(zipfile.ZipInfo("notes.txt"), b"Notes")
    return out.getvalue()


def qualifiers(*figures: object, marker: str = "Principal subject") -> bytes:
    """HESA's student table 51: every figure four times, for its country and region and for all."""
    places = [(c, r) for c in ("England", "All") for r in ("Yorkshire and The Humber", "All")]
    subjects = ("Total CAH level 1", _MEDICAL, "02-02-03 Pharmacy")
    rows = [
        (*_COLLEGE, "First degree", *place, "2020/21", marker, subject, figure)
        for subject, figure in zip(subjects, figures or ("65.0", "60.0", "20.0"), strict=False)
        for place in places
    ]
    return table(QUALIFIERS, rows)


EARNED: dict[str, tuple[str, ...]] = {
    "1": ("Source of public funding", "Type of income", "Unit", "Value"),
    "2a": (
        "Type of service",
        "Type of organisation",
        "Number/Value Marker",
        "Unit",
        "Number/Value",
    ),
    "2b": ("Category Marker", "Unit", "Value"),
    "3": ("Programme", "Unit", "Value"),
    "4d": ("Category Marker", "Unit", "Value"),
}
"""Columns of HESA's tables of business and community interaction, after those on the university."""
_EARNER = ("UKPRN", "HE Provider", "Country of HE provider", "Region of HE provider")
NOTICES = (
    b"Title:,Business and community interaction: a table\nLicence:,CC BY 4.0\n\n"
    b"Filters:\nAcademic year,All\n"
)


def earned(
    which: str,
    *rows: tuple[object, ...],
    university: tuple[object, str] = (10000003, "A University, of Arts"),
    year: str = "2023/24",
) -> bytes:
    """A table of what universities earn; a row begins with a year of its own, or with none."""
    made = [
        (*university, "England", "North East", *(row if _is_year(row[0]) else (year, *row)))
        for row in rows
    ]
    return table((*_EARNER, "Academic Year", *EARNED[which]), made)


def _is_year(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) == 7 and cell[4] == "/"


def more(one: bytes, *others: bytes) -> bytes:
    """Tables of the same columns under one header."""
    return one + b"".join(other.partition(b"\n")[2] for other in others)


SERVICES = (
    ("Consultancy", "SME's", "Number", "£000s", 12),
    ("Consultancy", "SME's", "Value", "£000s", 681),
    ("Consultancy", "Total", "Value", "£000s", 7835),
)
RESEARCH = (
    ("All", "Public funding", "£000s", "4138.0"),
    ("All", "Total", "£000s", "5388.0"),
    ("All", "Previous year's total", "£000s", "5923.0"),
    ("EU government", "Total", "£000s", "0.0"),
)
COURSES = (
    ("SME", "£000s", 5),
    ("Total revenue", "£000s", 619),
    ("Total learner days of CPD/CE courses delivered", "Days", 5840),
)

CUT = (
    *("date", "geography_code", "geography_name", "ssa_t1_desc", "apprenticeship_level"),
    *("starts", "achievements"),
)
_HEALTH = "Health, Public Services and Care"


def cut(*rows: tuple[object, ...]) -> bytes:
    """Starts by district, subject area and level, as somebody cut them out of a data set."""
    made = [
        ("2022/23", "E08000034", "Kirklees", "Total", "Total", 1190, 280),
        ("2022/23", "E08000034", "Kirklees", _HEALTH, "Total", 350, "low"),
        ("2022/23", "E07000163", "Craven", _HEALTH, "Higher Apprenticeship", "low", "low"),
    ]
    return table(CUT, rows or made)


LEVELS = {"level-all": "Total", "level-high": "Higher Apprenticeship"}


def tool_labels(*, whole: bool = False) -> dict[str, Any]:
    """What the table tool of the department's statistics says its ids mean, in either shape."""
    options = [{"label": label, "value": i} for i, label in LEVELS.items()]
    starts = {"label": "Starts", "unit": "", "value": "starts-id", "name": "starts"}
    england = {"id": "place-id", "label": "England", "value": "E92000001"}
    period = {"code": "AY", "label": "2024/25", "year": 2024}
    filters = {"Level": {"id": "f", "legend": "Level", "name": "apps_level",
                         "options": {"Default": {"id": "g", "label": "Default",
                                                 "options": options}}}}  # fmt: skip
    if whole:
        return {
            **{"filters": filters, "indicators": [starts], "locations": {"country": [england]}},
            **{"timePeriodRange": [period], "publicationName": "Apprenticeships"},
            **{"subjectName": "Starts – by level"},
        }
    return {
        "filters": filters,
        "indicators": {"Default": {"id": "g", "label": "Default", "options": [starts]}},
        "locations": {"country": {"legend": "National", "options": [england]}},
        "timePeriod": {"hint": "", "legend": "", "options": [period]},
    }


def tool_list(*figures: str, **changes: object) -> list[dict[str, Any]]:
    """Figures of the table tool under ids, without labels."""
    return [
        {
            **{"filters": [level], "geographicLevel": "country", "locationId": "place-id"},
            **{"measures": {"starts-id": figure}, "timePeriod": "2024_AY"},
            **changes,
        }
        for level, figure in zip(LEVELS, figures or ("353500", "z"), strict=False)
    ]


def tool_page(results: list[dict[str, Any]] | None = None) -> bytes:
    """What a fast track of the table tool is served with."""
    full = {"subjectMeta": tool_labels(whole=True), "results": results or tool_list()}
    page = {"subjects": [{"results": []}], "fastTrack": {"id": "t", "fullTable": full}}
    return json.dumps(page, indent=1, ensure_ascii=False).encode()


GOOD = {
    "ees, cut out": ("ees", cut(), None),
    "ees, table tool": ("ees", tool_page(), None),
    "ees, list of the table tool": (
        *("ees", json.dumps(tool_list()).encode(), json.dumps(tool_labels()).encode()),
    ),
    "apprenticeships, Parquet": ("apprenticeships", parquet(), None),
    "apprenticeships, districts": ("apprenticeships", by_district(), None),
    "apprenticeships, with a notice, in UTF-16": ("apprenticeships", with_notice(), None),
    "standards": ("standards", standards(standard(), standard(referenceNumber="ST9002")), None),
    "gender pay gap": ("gender_pay_gap", employers(), None),
    "hesa, outcomes": ("hesa", outcomes(), None),
    "hesa, qualifiers": ("hesa", qualifiers(), None),
    "hesa, under gzip": ("hesa", gzip.compress(qualifiers(), mtime=0), None),
    "hesa, a zip of one": ("hesa", zipped(a=qualifiers()), None),
    "hesa, a zip of several": ("hesa", zipped(a=qualifiers(), b=outcomes()), None),
    "hesa, research": ("hesa", earned("1", *RESEARCH), None),
    "hesa, services under notices": ("hesa", NOTICES + earned("2a", *SERVICES), None),
    "hesa, courses": ("hesa", earned("2b", *COURSES), None),
    "hesa, regeneration": ("hesa", earned("3", ("Total programmes", "£000s", 575)), None),
    "hesa, ideas": ("hesa", earned("4d", ("Total IP revenues", "£000s", -3)), None),
}
"""A good file for each of these sources: name, source, bytes, mapping."""
