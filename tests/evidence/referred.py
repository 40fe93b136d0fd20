"""Small files that others are read with: classifications, postcodes, lists of health bodies.

Headers are the publishers'; what stands under them is invented, but for codes and titles.
"""

from __future__ import annotations

import gzip
import io

import openpyxl

from tests.concepts.made import esco_files
from tests.evidence.samples import table
from tests.support.replay.esco import Esco

INDEX = ("sic5", "activity", "kind")
ACTIVITIES = (
    ("32500", "Manufacture of medical and dental instruments and supplies", "heading"),
    ("32500", "Artificial limb (manufacture)", "index"),
    ("47230", "Fishmonger (retail)", "index"),
    ("01110", "Barley growing", "index"),
)


def index(*rows: tuple[str, str, str]) -> bytes:
    return table(INDEX, rows or ACTIVITIES)


LEVELS = ("level", "code", "section", "division", "group", "class", "subclass", "description")


def structure(*rows: tuple[str, str, str]) -> bytes:
    given = rows or (
        ("SECTION", "C", "MANUFACTURING"),
        ("Division", "32", "Other manufacturing"),
        ("Group", "325", "Medical supplies"),
        ("Class", "32500", "Manufacture of medical instruments"),
        ("Sub Class", "62012", "Business software"),
    )
    return table(LEVELS, [(level, code, "", "", "", "", "", said) for level, code, said in given])


VOLUME = (
    *("SOC\n2020 Major Group", "SOC\n2020 Sub-Major Group", "SOC\n2020 Minor Group"),
    *("SOC 2020 Unit Group", "SOC\n2020 \nGroup Title", "Groups Classified Within Sub-Groups "),
    *("Group  Description", "Typical Entry Routes And Associated Qualifications", "Tasks"),
    "Related Job Titles",
)
_NONE = "<blank>"


def volume(*codes: str) -> bytes:
    """Volume 1 of SOC 2020: a sheet of another kind first, as an ordinary workbook may have it."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["Notes"])
    sheet = book.create_sheet("SOC2020 descriptions")
    sheet.append(list(VOLUME))
    for code in codes or ("2", "22", "223", "2237"):
        at = [code if n == len(code) else _NONE for n in range(1, 5)]
        unit = len(code) == 4
        tasks = "~cares for patients;\n~keeps records" if unit else _NONE
        jobs = "~Nurse\n~Sister" if unit else _NONE
        sheet.append([*at, f"Group {code}", _NONE, "What they do.", _NONE, tasks, jobs])
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


OLDER_GROUPS = (
    ("2", "", "", "", "PROFESSIONAL OCCUPATIONS"),
    ("", "21", "", "", "SCIENCE PROFESSIONALS"),
    ("", "", "213", "", "Information Technology Professionals"),
    ("", "", "", "2136", "Programmers and software development professionals"),
    ("", "", "", "2139", "Information technology professionals n.e.c."),
)
NEWER_INDEX = (
    *("UNIQUE_ID", "SOC_2010", "SOC_2020", "INDEXOCC", "INDEXOCC_-_natural_word_order"),
    *("ADD", "IND", "ISCO-08 code based on SOC2020"),
)
CODED = (
    ("2136", "2134", "Analyst-programmer", "analyst-programmer", "", "", "2512"),
    ("2136", "2134", "Engineer, software", "software engineer", "", "", "2512"),
    ("2139", "2136", "Tester, software", "software tester", "", "", "2519"),
    ("2139", "2135", "Analyst, security", "security analyst", "cyber", "", "2529"),
    ("2231", "2237", "Nurse, staff", "staff nurse", "", "hospital service", "2221"),
    ("2231", "2237", "Nurse, staff", "staff nurse", "", "hospital service", "2221"),
    ("}}}}", "}}}}", "Programmer, see", "see programmer", "", "", ""),
)
"""Entries as the coding index of 2020 has them: a group of 2010 that is one of 2020, and one that
is several; one entry twice, one that only points to another."""


def coding_index(*rows: tuple[str, ...]) -> bytes:
    """The workbook of volume 2 of SOC 2020, notes and a sheet of groups beside the index."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "INFO"
    first.append(["Notes"])
    levels = ("Major Group", "Sub-Major Group", "Minor Group", "Unit Group", "Group Title")
    groups = book.create_sheet("SOC2020 Framework")
    groups.append(list(levels))
    groups.append(["2", None, None, None, "PROFESSIONAL OCCUPATIONS"])
    sheet = book.create_sheet("SOC2020 coding index")
    sheet.append(list(NEWER_INDEX))
    for number, row in enumerate(rows or CODED, 1):
        sheet.append([f"A{number}", *(cell or None for cell in row)])
    return _saved(book)


def older_index(*codes: str) -> bytes:
    """The index of SOC 2010, saved anew as .xlsx: the structure and the entries in one workbook."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "SOC2010 Structure"
    first.append(["Major Group", "Sub-Major Group", "Minor Group", "Unit   Group", "Group Title"])
    for row in OLDER_GROUPS:
        first.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    sheet = book.create_sheet("SOC2010 Full Index V7")
    sheet.append(["SOC 2010", "INDEXOCC", "IND", "ADD"])
    for code in codes or ("2136", "2139"):
        sheet.append([int(code), f"Programmer {code}, computer", None, None])
    return _saved(book)


def older_structure(*rows: tuple[str, ...]) -> bytes:
    """The structure of SOC 2010 as a CSV whose columns say the version."""
    names = ("Major Group", "Sub-Major Group", "Minor Group", "Unit Group")
    return table((*(f"SOC 2010 {n}" for n in names), "Group Title"), rows or OLDER_GROUPS)


def index_csv(*rows: tuple[str, ...]) -> bytes:
    """The sheet of the index of 2020 saved as CSV."""
    return table(NEWER_INDEX, [(f"A{n}", *row) for n, row in enumerate(rows or CODED, 1)])


LOOKUP_2024 = (
    *("pcd", "pcd2", "pcds", "dointr", "doterm", "usertype", "oseast1m", "osnrth1m", "osgrdind"),
    *("oa21", "cty", "ced", "laua", "ward", "nhser", "ctry", "rgn", "pcon", "ttwa", "itl"),
    *("npark", "lsoa21", "msoa21", "wz11", "sicbl", "bua22", "ru11ind", "oac11", "lat", "long"),
    *("lep1", "lep2", "pfa", "imd", "icb"),
)
LOOKUP_2026 = (
    *("pcd7", "pcd8", "pcds", "dointr", "doterm", "usrtypind", "east1m", "north1m", "gridind"),
    *("oa21cd", "cty26cd", "ced25cd", "lad26cd", "wd26cd", "nhser24cd", "ctry26cd", "rgn26cd"),
    *("pcon24cd", "ttwa15cd", "itl25cd", "npark16cd", "lsoa21cd", "msoa21cd", "wz11cd"),
    *("sicbl26cd", "bua24cd", "ruc21ind", "oac21ind", "lat", "long", "lep21cd1", "lep21cd2"),
    *("pfa23cd", "imd20ind"),
)
DIRECTORY_2012 = (
    *("pcd", "pcd2", "pcds", "dointr", "doterm", "oscty", "oslaua", "osward", "usertype"),
    *("oseast1m", "osnrth1m", "osgrdind", "oshlthau", "hro", "ctry", "gor", "streg", "pcon"),
    *("eer", "teclec", "ttwa", "pct", "nuts", "psed", "cened", "edind", "oshaprev", "lea"),
    *("oldha", "wardc91", "wardo91", "ward98", "statsward", "oa01", "casward", "park", "lsoa01"),
    *("msoa01", "ur01ind", "oac01", "oldpct", "oa11"),
)
DIRECTORY_2023 = (
    *("pcd", "pcd2", "pcds", "dointr", "doterm", "oscty", "ced", "oslaua", "osward", "parish"),
    *("usertype", "oseast1m", "osnrth1m", "osgrdind", "oshlthau", "nhser", "ctry", "rgn"),
    *("streg", "pcon", "eer", "teclec", "ttwa", "pct", "itl", "statsward", "oa01", "casward"),
    *("npark", "lsoa01", "msoa01", "ur01ind", "oac01", "oa11", "lsoa11", "msoa11", "wz11"),
    *("sicbl", "bua11", "buasd11", "ru11ind", "oac11", "lat", "long", "lep1", "lep2", "pfa"),
    *("imd", "calncv", "icb", "oa21", "lsoa21", "msoa21"),
)
_DISTRICTS = ("oslaua", "laua", "lad26cd")
LEEDS, BRADFORD, SHEFFIELD, MAN = "E08000035", "E08000032", "E08000019", "M99999999"
PLACED = (
    ("LS1 4AP", LEEDS, "198001", ""),
    ("LS1 4AA", LEEDS, "198001", "199606"),
    ("BD1 1AA", BRADFORD, "201502", ""),
    ("S1 1AA", SHEFFIELD, "198001", ""),
)


def directory(
    *rows: tuple[str, str, str, str], header: tuple[str, ...] = LOOKUP_2024, upper: bool = False
) -> bytes:
    """Postcode, district, month it came into use, month it went out."""
    made: list[list[str]] = []
    for code, district, since, until in rows or PLACED:
        out, _, inner = code.partition(" ")
        cells = dict.fromkeys(header, "")
        cells |= {"pcds": code, "dointr": since, "doterm": until}
        cells |= {n: f"{out:<4}{inner}" for n in ("pcd", "pcd7") if n in header}
        cells |= {n: f"{out:<5}{inner}" for n in ("pcd2", "pcd8") if n in header}
        cells |= {n: district for n in _DISTRICTS if n in header}
        cells |= {n: "429700" for n in ("oseast1m", "east1m") if n in header}
        cells |= {n: "0433500" for n in ("osnrth1m", "north1m") if n in header}
        made.append([cells[n] for n in header])
    return table([n.upper() for n in header] if upper else header, made)


def sectors(*rows: tuple[str, str]) -> bytes:
    """Output areas and the sector each lies in, in the publisher's five characters."""
    given = rows or (("E00000001", "LS1 4"), ("E00000002", "LS101"), ("E00000003", "BD1 1"))
    return table(("OA11CD", "PCDS11CD", "ObjectId"), [(*r, i) for i, r in enumerate(given, 1)])


def districts(*rows: tuple[str, str]) -> bytes:
    """Output areas and the district each lies in."""
    given = rows or (("E00000001", LEEDS), ("E00000002", LEEDS), ("E00000003", BRADFORD))
    names = ("OA11CD", "LAD15CD", "LAD15NM", "ObjectId")
    return table(names, [(a, d, "A district", i) for i, (a, d) in enumerate(given, 1)])


def health(*rows: tuple[str, str, str, str, str], columns: int = 27) -> bytes:
    """Code, name, postcode, opened, closed: a list of the Organisation Data Service."""
    given = rows or (
        ("RAA", "AIREDALE AND WHARFE NHS TRUST", "LS1 4AP", "19980401", ""),
        ("RAB", "CLOSED NHS TRUST", "BD1 1AA", "19980401", "20100331"),
    )
    made = [
        [code, name, "Y63", "QWO", "", "", "", "", "", place, opened, closed, "", "", "QWO", "", "",
         "01632 960000", "", "", "", "0", "", "", "", "", ""][:columns]
        for code, name, place, opened, closed in given
    ]  # fmt: skip
    return table(made[0], made[1:]) if made else b""


ETR = b'kind = "etr"\n'
CUT = b'postcodes = ["LS", "BD1"]\n'
GOOD = {
    "sic, index": ("sic", index(), None),
    "sic, structure": ("sic", structure(), None),
    "esco, every list": ("esco", b"[" + b",".join(Esco(esco_files()).whole()) + b"]", None),
    "esco, one answer": ("esco", Esco(esco_files()).whole()[0], None),
    "soc, volume 1": ("soc", volume(), None),
    "soc, index of 2020": ("soc", coding_index(), None),
    "soc, index of 2020 as CSV": ("soc", index_csv(), None),
    "soc, index of 2010": ("soc", older_index(), None),
    "soc, structure of 2010": ("soc", older_structure(), None),
    "postcodes, of 2024": ("postcodes", directory(), None),
    "postcodes, of 2026, cut": ("postcodes", directory(header=LOOKUP_2026), CUT),
    "postcodes, packed": ("postcodes", gzip.compress(directory(), mtime=0), None),
    "postcodes, sectors": ("postcodes", sectors(), CUT),
    "postcodes, districts": ("postcodes", districts(), None),
    "ods, trusts": ("ods", health(), ETR),
}
"""A good file for each of these sources: name, source, bytes, mapping."""
