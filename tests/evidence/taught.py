"""Small files of our own making for qualifications and courses, in their publishers' shapes."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.evidence.samples import table
from tests.support.filed import zipped
from tests.support.replay import ofqual

Row = dict[str, object]


def rows_of(rows: Sequence[Mapping[str, object]]) -> bytes:
    """A CSV of rows that have the same columns."""
    return table(list(rows[0]), [list(row.values()) for row in rows])


REGISTERED = {
    "Qualification Number": "603/0001/2",
    "Qualification Title": "A Body Level 3 Diploma in “Prosthetics”",
    "Owner Organisation Recognition Number": "RN0001",
    "Owner Organisation Name": "A Body, of Awards",
    "Owner Organisation Acronym": "AB",
    "Qualification Level": "Level 3",
    "Qualification Sub Level": "None",
    "EQF Level": "Level 4",
    "Qualification Type": "Vocationally-Related Qualification",
    "Total Credits": 36,
    "Qualification SSA": "1.2 Nursing and subjects and vocations allied to medicine",
    "Qualification Status": "Available to learners",
    "Regulation Start Date": "20/08/2018",
    "Operational Start Date": "01/09/2018",
    "Operational End Date": "31/08/2030",
    "Certification End Date": "",
    "Minimum Guided Learning Hours": 240,
    "Maximum Guided Learning Hours": 300,
    "Total Qualification Time": "1,080",
    "Guided Learning Hours": 260,
    "Offered In England": "TRUE",
    "Offered In Northern Ireland": "FALSE",
    "Assessment Methods": "Coursework, Portfolio",
    "Specialism": "",
}
"""A qualification as the register's CSV has it."""


def registered(**changes: object) -> Row:
    named = {"number": "Qualification Number", "level": "Qualification Level"} | {
        "ssa": "Qualification SSA",
        "since": "Operational Start Date",
        "until": "Operational End Date",
        "england": "Offered In England",
        "hours": "Guided Learning Hours",
        "organisation": "Owner Organisation Name",
    }
    return {**REGISTERED, **{named[k]: v for k, v in changes.items()}}


AIM = {
    "LearnAimRef": "60300012",
    "EffectiveFrom": "01 Sep 2018",
    "EffectiveTo": "31 Dec 2600",
    "LearnAimRefTitle": "Diploma in Prosthetics, “part-time”",
    "LearnAimRefType": "0002",
    "NotionalNVQLevel": "3",
    "NotionalNVQLevelv2": "3",
    "AwardOrgCode": "AB",
    "CertificationEndDate": "31 Aug 2031",
    "SectorSubjectAreaTier1": "1.00",
    "SectorSubjectAreaTier2": "1.20",
    "OfQualOfferedEngland": "Y",
    "GuidedLearningHours": "260",
    "TotalQualificationTime": "",
    "Created_On": "01 Sep 2018",
    "Created_By": "BLOGGSJ",
    "Modified_On": "",
    "Modified_By": "BLOGGSJ",
}
"""A learning aim; who made the row is named and is not to be read."""


def aim(number: str = "60300012", **changes: object) -> Row:
    named = {"level": "NotionalNVQLevelv2", "subject": "SectorSubjectAreaTier2"} | {
        "area": "SectorSubjectAreaTier1",
        "organisation": "AwardOrgCode",
        "until": "EffectiveTo",
    }
    return {**AIM, "LearnAimRef": number, **{named[k]: v for k, v in changes.items()}}


def of_standard(standard: object, number: str = "60300012") -> Row:
    return {
        "StandardCode": standard,
        "LearnAimRef": number,
        "EffectiveFrom": "01 Aug 2018",
        "EffectiveTo": "31 Dec 2600",
        "StandardComponentType": "-2",
        "Modified_By": "BLOGGSJ",
    }


def listed(standard: object = 901, **changes: object) -> Row:
    """An apprenticeship standard as the register has it; changes by the names of its columns."""
    row = {
        **{"StandardCode": standard, "Version": "1", "StandardName": "Orthotic “technician”"},
        **{"StandardSectorCode": "12", "NotionalEndLevel": "3", "EffectiveFrom": "01 Aug 2018"},
        **{"EffectiveTo": "31 Dec 2600", "LastDateStarts": "", "UrlLink": "https://example.org"},
        **{"SectorSubjectAreaTier1": "4.00", "SectorSubjectAreaTier2": "4.10"},
        "Modified_By": "BLOGGSJ",
    }
    return {**row, **changes}


def lars(
    *aims: Row, standards: Iterable[Row] = (of_standard(901),), folder: str = "CSV/", **more: bytes
) -> bytes:
    """The register's zip; `more` are further files by name, without `.csv`."""
    organisations = [{"AwardOrgCode": "AB", "AwardOrgUKPRN": "10000009",
                      "AwardOrgName": "A Body, of Awards", "EffectiveTo": ""}]  # fmt: skip
    types = [{"LearnAimRefType": "0002", "LearnAimRefTypeDesc": "Diploma", "EffectiveTo": ""}]
    files = {
        "Version.csv": table(["Version"], [["12"]]),
        "LearningDelivery.csv": rows_of(aims or (aim(), aim("6030002X", subject="4.10"))),
        "AwardOrgCode.csv": rows_of(organisations),
        "LearnAimRefType.csv": rows_of(types),
        "StandardAims.csv": rows_of(list(standards)),
    }
    return zipped(
        {folder + n: d for n, d in files.items()} | {f"{n}.csv": d for n, d in more.items()}
    )


RUN = {
    "PROVIDER_UKPRN": "10000003",
    "COURSE_ID": "aaaa0001",
    "COURSE_RUN_ID": "bbbb0001",
    "LEARN_AIM_REF": "60300012",
    "COURSE_NAME": "Prosthetics, evenings – “part one”",
    "WHO_THIS_COURSE_IS_FOR": "Anyone.\nWrite to jo.bloggs@example.org",
    "DELIVER_MODE": "1",
    "STUDY_MODE": "2",
    "ATTENDANCE_PATTERN": "2",
    "FLEXIBLE_STARTDATE": "False",
    "STARTDATE": "02/09/2026",
    "DURATION_UNIT": "3",
    "DURATION_VALUE": "10",
    "COST": "1,250.00",
    "COST_DESCRIPTION": "",
    "NATIONAL": "",
    "REGIONS": "",
    "LOCATION_NAME": "City campus",
    "LOCATION_ADDRESS1": "1, Road",
    "LOCATION_ADDRESS2": "",
    "LOCATION_COUNTY": "",
    "LOCATION_EMAIL": "jo.bloggs@example.org",
    "LOCATION_LATITUDE": "53.8",
    "LOCATION_LONGITUDE": "-1.5",
    "LOCATION_POSTCODE": "ls1 1aa",
    "LOCATION_TELEPHONE": "07700 900123",
    "LOCATION_TOWN": "Leeds",
    "LOCATION_WEBSITE": "https://example.org",
    "COURSE_URL": "",
    "UPDATED_DATE": "01/07/2026",
    "ENTRY_REQUIREMENTS": "",
    "HOW_YOU_WILL_BE_ASSESSED": "",
    "COURSE_TYPE": "",
    "SECTOR": "",
    "EDUCATION_LEVEL": "",
    "AWARDING_BODY": "",
}
"""A run of a course, with contacts that are not to be read."""


def run(n: int = 1, **changes: object) -> Row:
    named = {"provider": "PROVIDER_UKPRN", "course": "COURSE_ID", "aim": "LEARN_AIM_REF"} | {
        "title": "COURSE_NAME", "place": "LOCATION_POSTCODE", "regions": "REGIONS",
        "delivery": "DELIVER_MODE", "mode": "STUDY_MODE", "cost": "COST", "start": "STARTDATE",
        "national": "NATIONAL", "level": "EDUCATION_LEVEL", "run": "COURSE_RUN_ID",
        "venue": "LOCATION_NAME",
    }  # fmt: skip
    ids = {"COURSE_ID": f"aaaa{n:04}", "COURSE_RUN_ID": f"bbbb{n:04}"}
    return {**RUN, **ids, **{named[k]: v for k, v in changes.items()}}


def runs(*given: Row) -> bytes:
    return rows_of(given or (run(), run(2, place="", regions="Leeds,Bradford", delivery="3")))


KISCOURSE = (
    *("PUBUKPRN", "UKPRN", "ASSURL", "CRSEURL", "DISTANCE", "FOUNDATION", "HONOURS"),
    *("HECOS", "HECOS", "HECOS", "KISCOURSEID", "KISMODE", "LDCS", "LDCS", "NUMSTAGE"),
    *("TITLE", "TITLEW", "KISAIMCODE", "KISLEVEL"),
)
"""Columns of the file of courses; some stand several times, as they do there."""


def studied(course: str = "C1", mode: str = "01", **changes: object) -> tuple[object, ...]:
    row = {
        "provider": "10007855", "own": "10007855", "distance": "0", "hecos": "100259",
        "title": "BSc, Prosthetics & “Orthotics”", "aim": "021", "level": "03", **changes,
    }  # fmt: skip
    return (
        *(row["provider"], row["own"], "", "https://example.org/a,b", row["distance"], "0", "1"),
        *(row["hecos"], "", "", course, mode, "", "", "3", row["title"], "", row["aim"]),
        row["level"],
    )


def discover(
    *courses: tuple[object, ...],
    subjects: Iterable[Sequence[object]] = (("10007855", "10007855", "C1", "01", "CAH02-06-01"),),
    leave: str = "",
) -> bytes:
    """The dataset's zip, without the file called `leave`."""
    institutions = [
        ["LEGAL UNIVERSITY", "University of Élan", "", "1, Road, Leeds, LS2 9JT", "01130 000000",
         "https://example.org", "10007855", "10007855", "XF"],
    ]  # fmt: skip
    files = {
        "INSTITUTION.csv": table(
            [
                "LEGAL_NAME",
                "FIRST_TRADING_NAME",
                "OTHER_NAMES",
                "PROVADDRESS",
                "PROVTEL",
                "PROVURL",
                "PUBUKPRN",
                "UKPRN",
                "COUNTRY",
            ],
            institutions,
        ),
        "KISAIM.csv": table(["KISAIMCODE", "KISAIMLABEL"], [["021", "BSc (Hons)"]]),
        "SBJ.csv": table(["PUBUKPRN", "UKPRN", "KISCOURSEID", "KISMODE", "SBJ"], subjects),
        "LOCATION.csv": table(
            ["UKPRN", "LOCID", "LOCNAME", "LATITUDE", "LONGITUDE"],
            [["10007855", "A", "City campus", "53.8", "-1.5"]],
        ),
        "COURSELOCATION.csv": table(
            ["PUBUKPRN", "UKPRN", "KISCOURSEID", "KISMODE", "LOCID"],
            [["10007855", "10007855", "C1", "01", "A"]],
        ),
        "KISCOURSE.csv": table(KISCOURSE, courses or (studied(), studied("C2", "02"))),
    }
    return zipped({n: d for n, d in files.items() if n != leave})


GOOD: dict[str, tuple[str, bytes, bytes | None]] = {
    "ofqual, CSV": ("ofqual", rows_of([registered(), registered(number="603/0002/X")]), None),
    "ofqual, an answer": ("ofqual", ofqual.answer(*map(ofqual.qualification, (1, 2))), None),
    "lars": ("lars", lars(), None),
    "lars, standards": (
        "lars",
        lars(Standard=rows_of([listed(), listed(7, LastDateStarts="31 Jul 2024")])),
        None,
    ),
    "lars, aims alone": ("lars", rows_of([aim(), aim("6030002X")]), None),
    "courses": ("courses", runs(), None),
    "courses, of a region": ("courses", runs(), b'postcodes = ["LS"]'),
    "discover uni": ("discover_uni", discover(), None),
}
"""A good file for each of these sources: name, source, bytes, mapping."""


def capitals(data: bytes) -> bytes:
    """An answer with its entries in the capitals that some issues have."""

    def large(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict):
            return {k[0].upper() + k[1:]: large(v) for k, v in value.items()}
        return [large(v) for v in value] if isinstance(value, list) else value

    return json.dumps(large(json.loads(data)), ensure_ascii=False).encode()
