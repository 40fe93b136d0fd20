"""Small files that others are read with: classifications, postcodes, lists of health bodies.

Headers are the publishers'; what stands under them is invented, but for codes and titles.
"""

from __future__ import annotations

import gzip
import io

import openpyxl

from tests.evidence.samples import table

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
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
    "soc, volume 1": ("soc", volume(), None),
    "postcodes, of 2024": ("postcodes", directory(), None),
    "postcodes, of 2026, cut": ("postcodes", directory(header=LOOKUP_2026), CUT),
    "postcodes, packed": ("postcodes", gzip.compress(directory(), mtime=0), None),
    "postcodes, sectors": ("postcodes", sectors(), CUT),
    "postcodes, districts": ("postcodes", districts(), None),
    "ods, trusts": ("ods", health(), ETR),
}
"""A good file for each of these sources: name, source, bytes, mapping."""
