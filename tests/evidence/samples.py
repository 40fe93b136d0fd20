"""Small files of our own making, one or more for each source, in the shapes publishers use."""

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.support.filed import NAME as FILED
from tests.support.filed import figure, page, zipped
from tests.support.labour import pay, survey
from tests.support.replay.ees import answered

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SECTORSCOPE_DATA") or ROOT.parent / "shared" / "data")
WHEN = "2026-11-22"

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="no folder of real data; set SECTORSCOPE_DATA to run this"
)


def table(names: Sequence[str], rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


FACTS = b"""# Published sizes
reconstruction = false

[[source]]
id = "profile"
title = "Sector skills profile \xe2\x80\x93 healthcare technologies"
publisher = "A partnership"
date = 2013-01-31

[[source]]
id = "paper"
title = "A newspaper"
publisher = "A publisher"
url = "https://example.org/a"

[[fact]]
id = "total"
source = "profile"
kind = "segment"
label = "healthcare technologies"
value = 4200
qualifier = "about"
unit = "jobs"
period = 2012
parts = ["orthopaedics", {name = "caf\xc3\xa9"}]

# A comment that speaks of the next fact.

[[fact]]
id = "wide"
source = "paper"
kind = "segment"
label = "health # science"
detail = \"\"\"
A text that holds
[[fact]]
as words, and ends in a line like a comment
# here\"\"\"
low = 100_000.5
place = "p. 3"

[[fact]]
id = "trust"
source = "profile"
kind = "cross_cutting"
label = "the hospitals trust"
"""

TRIMMED_COLUMNS = (
    "DATE",
    "GEOGRAPHY_CODE",
    "GEOGRAPHY_NAME",
    "INDUSTRY_CODE",
    "INDUSTRY_NAME",
    "OBS_VALUE",
)


def trimmed(values: Sequence[object] = (900, 75, 0)) -> bytes:
    names = ("A : Agriculture, forestry and fishing", "B : Mining and quarrying", "C : Making")
    return table(
        TRIMMED_COLUMNS,
        [
            (2021, "E08000034", "Kirklees", name[0], name, value)
            for name, value in zip(names, values, strict=True)
        ],
    )


MAPPING = b"""dataset = "BRES"
basis = "employment; workplace"
unit = "jobs"
geography = "districts as of 2021"
"""

_API = {
    "DATE": "2024",
    "DATE_NAME": "2024",
    "GEOGRAPHY_NAME": "Kirklees",
    "GEOGRAPHY_CODE": "E08000034",
    "GEOGRAPHY_TYPE": "local authorities (as of April 2023)",
    "INDUSTRY_NAME": "Q : Human health and social work activities",
    "INDUSTRY_CODE": "Q",
    "INDUSTRY_TYPE": "SIC 2007 section",
    "MEASURES": "20100",
    "MEASURES_NAME": "Value",
    "OBS_VALUE": "22000",
    "OBS_STATUS": "A",
    "OBS_STATUS_NAME": "Normal Value",
    "OBS_CONF": "F",
    "OBS_CONF_NAME": "Free (free for publication)",
    "URN": "Nm-188d1d2",
    "RECORD_COUNT": "1",
}
_BRES = {
    "EMPLOYMENT_STATUS_NAME": "Employees",
    "EMPLOYMENT_STATUS_TYPE": "Employment",
    "MEASURE_NAME": "Count",
}
_COUNTS = {
    "EMPLOYMENT_SIZEBAND_NAME": "Total",
    "LEGAL_STATUS": "0",
    "LEGAL_STATUS_NAME": "Total",
    "URN": "Nm-142d1d2",
}


def section(letter: str) -> dict[str, str]:
    return {"INDUSTRY_CODE": letter, "INDUSTRY_NAME": f"{letter} : Section {letter}"}


def _api(common: dict[str, str], changes: Sequence[dict[str, str]]) -> bytes:
    whole = {"RECORD_COUNT": str(len(changes))}
    made = [{**_API, **common, **whole, **change} for change in changes]
    return table(tuple(made[0]), [tuple(row.values()) for row in made])


def bres(*changes: dict[str, str]) -> bytes:
    return _api(_BRES, changes or ({}, section("C")))


def counts(*changes: dict[str, str]) -> bytes:
    return _api(_COUNTS, changes or ({"OBS_VALUE": "315"},))


ADVICE = (
    "For cases in between 1,000 and 10,000 individuals, it is difficult, and an element of",
    "judgement on behalf of the user is needed.",
    "PUBLISHED DATA: Ideally, a minimum of 10,000 individuals per cell",
    "UNPUBLISHED DATA: A minimum of 1,000 individuals per cell",
)
_YEARS = (2015, 2019, 2020, 2025, 2035)
_CATEGORIES = {
    "Ind T1": [f"Sector {n}" for n in range(6)],
    "Ind T2": [f"Group {n}" for n in range(22)],
    "Occ T2": [f"{n} Occupations {n}" for n in range(11, 37)],
    "Qual T1": ["No Qualification", *(f"RQF{n} Level {n}" for n in range(1, 9))],
}


def workbook(*, without: Sequence[str] = (), area: str = "Elsewhere", drop: int = 0) -> bytes:
    """The layout of the published workbooks, with invented figures; `drop` categories missing."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    _sheet(book, "Warning", {f"G{n}": text for n, text in enumerate(ADVICE, 22)})
    _sheet(book, "Info", {"A1": "LSIP", "B1": f"36. {area}", "A5": "LSIP name", "B5": "Elsewhere"})
    for name, labels in _CATEGORIES.items():
        _sheet(book, name, _levels(name, labels[: len(labels) - drop], area))
    for name in without:
        del book[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: openpyxl.Workbook, name: str, cells: dict[str, object]) -> None:
    sheet = book.create_sheet(name)
    for address, value in cells.items():
        sheet[address] = value  # type: ignore[index]


def _levels(name: str, labels: list[str], area: str) -> dict[str, object]:
    cells: dict[str, object] = {"A1": f"A table, 2015-2035, {area}", "A6": "Levels (000s)"}
    columns = dict(zip("BCDEF", _YEARS, strict=True))
    cells |= {f"{c}5": year for c, year in columns.items()}
    cells |= {f"{c}5": year for c, year in zip("MNOPQ", _YEARS, strict=True)}
    rows = [*labels, "All of them"]
    for at, label in enumerate(rows, 7):
        cells[f"A{at}"] = label
        cells |= {f"{c}{at}": at + n + 0.125 for n, c in enumerate(columns)}
        cells |= {f"{c}{at}": -99 for c in "MNOPQ"}
    if name in ("Ind T1", "Occ T2"):
        cells |= {"H3": "2020-2035", "H4": "Net", "H5": "Change"}
        cells |= {"I4": "Replacement", "I5": "Demand", "J4": "Total", "J5": "Requirement"}
        cells |= {f"{c}{at}": at - 8.5 for at in range(7, 7 + len(rows)) for c in "HIJ"}
    cells[f"A{len(rows) + 9}"] = "Shares (per cent)"
    return cells


TIDY = table(
    ("area", "dimension", "category", "year", "employment_thousands"),
    [
        ("Elsewhere", "industry", "Construction", 2020, 82.791),
        ("Elsewhere", "industry", "Trade, accomod. and transport", 2020, 301.943),
        ("Elsewhere", "occupation", "22 Health professionals", 2020, 53.823),
        ("Elsewhere", "occupation", "Professional occupations", 2020, 255.8),
        ("Elsewhere", "occupation", "% share", 2020, 100),
        ("Elsewhere", "qualification", "RQF8 Doctorate", 2020, 16.279),
    ],
)
CHANGES = table(
    (
        *("area", "dimension", "category", "2015", "2019", "2020", "2025", "2035"),
        *("net_change_2020_35", "replacement_demand_2020_35", "total_requirement_2020_35"),
    ),
    [("Elsewhere", "occupation_26", "22 Health professionals", 1, 2, 3, 4, 5, -0.722, 3, 2.278)],
)

EES = table(
    (
        *("time_period", "time_identifier", "geographic_level", "country_code", "country_name"),
        *("lad_code", "lad_name", "apps_level", "starts"),
    ),
    [
        (202425, "Academic year", "National", "E92000001", "England", "", "", "Total", 353500),
        (
            *(202425, "Academic year", "Local authority district", "E92000001", "England"),
            *("E08000034", "Kirklees", "Total", "low"),
        ),
    ],
)

GOOD: dict[str, tuple[str, bytes, bytes | None]] = {
    "accounts, a page": ("accounts", page(figure("12"), figure("9", "last")), None),
    "accounts, a zip": ("accounts", zipped({FILED: page(figure("12"))}), None),
    "ees, whole": ("ees", EES, None),
    "ees, answers": ("ees", answered(), None),
    "facts": ("facts", FACTS, None),
    "facts with CRLF and a mark": ("facts", b"\xef\xbb\xbf" + FACTS.replace(b"\n", b"\r\n"), None),
    "nomis, six columns": ("nomis", trimmed(), None),
    "nomis, six columns, declared": ("nomis", trimmed(), MAPPING),
    "nomis, six columns in UTF-16": (
        "nomis",
        trimmed().decode().replace("\n", "\r\n").encode("utf-16"),
        None,
    ),
    "nomis, BRES": ("nomis", bres(), None),
    "nomis, business counts": ("nomis", counts(), None),
    "nomis, a survey": ("nomis", survey({"E08000034": (74.9, 4.1)}), None),
    "nomis, pay": ("nomis", pay({"E08000034": (30000, 2.5)}), None),
    "skills_imperative, workbook": ("skills_imperative", workbook(), None),
    "skills_imperative, tidy": ("skills_imperative", TIDY, None),
    "skills_imperative, changes": ("skills_imperative", CHANGES, None),
}
"""Good files by what they are: source, bytes, mapping."""

BAD: dict[str, tuple[str, bytes]] = {
    "help_page.csv": (
        "html",
        b"<!DOCTYPE html>\n<html lang='en'>\n<head><title>API - A\nService</title></head>\n"
        + b"<p>help</p>\n" * 1883
        + b"</html>\n",
    ),
    "nothing.csv": ("empty", b""),
    "not_found.csv": ("json_error", b'{"_response_info":{"status":"not found"}}'),
    "blocked.csv": (
        "html",
        b"\n<!-- x -->\n<HTML xmlns='x'><body>The request is blocked.</body></html>",
    ),
    "header.csv": ("no_rows", b'\xef\xbb\xbf"time_period","starts"\n'),
}
"""The five real wrong answers, made again: what they are saved as, and the gate they meet."""
