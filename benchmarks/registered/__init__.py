"""The register of companies as it is published, made up: seven zips with real kinds of faults.

Nothing here is a company. What is real is the form: 55 columns under the published header, every
cell in quotation marks, and kinds of faults; `FAULTS` says how often.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROWS, PARTS = 5_600_000, 7
_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$")
HEADER = (
    "CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1,"
    " RegAddress.AddressLine2,RegAddress.PostTown,RegAddress.County,RegAddress.Country,"
    "RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,"
    "IncorporationDate,Accounts.AccountRefDay,Accounts.AccountRefMonth,Accounts.NextDueDate,"
    "Accounts.LastMadeUpDate,Accounts.AccountCategory,Returns.NextDueDate,"
    "Returns.LastMadeUpDate,Mortgages.NumMortCharges,Mortgages.NumMortOutstanding,"
    "Mortgages.NumMortPartSatisfied,Mortgages.NumMortSatisfied,"
    + "".join(f"SICCode.SicText_{n}," for n in range(1, 5))
    + "LimitedPartnerships.NumGenPartners,LimitedPartnerships.NumLimPartners,URI,"
    + "".join(f"PreviousName_{n}.CONDATE, PreviousName_{n}.CompanyName," for n in range(1, 11))
    + "ConfStmtNextDueDate, ConfStmtLastMadeUpDate"
)
FAULTS = {
    "a number that stands on an earlier row": 1_000,
    "a number that lost its leading noughts": 2_000,
    "a name with quotation marks": 500,
    "a name with a line break": 20_000,
    "a name in other letters than ASCII": 300,
    "a name that is an address or a telephone number": 100_000,
    "no postcode": 100,
    "what is no postcode": 3_000,
    "a postcode in small letters without a blank": 1_000,
    "dissolved": 5_000,
}
"""One row in how many; "None Supplied" and dormant ones are drawn with the codes."""


def _words(text: str) -> list[str]:
    return text.split()


_AREAS = _words(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E "
    "EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU "
    "M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP "
    "SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_FIRST = _words(
    "NORTHERN ALBION APEX BRIGHT CASTLE DELTA EVER FALCON GRANITE HARBOUR IVY JUNIPER KESTREL "
    "LIMES MERIDIAN NOVA OAK PENNINE QUARRY RIVER STERLING THISTLE UNITY VALE WILLOW YEW ZENITH"
)
_SECOND = _words(
    "CARE BUILDERS DIGITAL FOODS LOGISTICS MEDICAL PROPERTIES RETAIL SERVICES SOLUTIONS SURGICAL "
    "TRAINING TRANSPORT VENTURES HOLDINGS DENTAL ENERGY ENGINEERING CONSULTING CATERING"
)
_SICS = (
    *("68209 - Other letting and operating of own or leased real estate",) * 4,
    *("62020 - Information technology consultancy activities",) * 3,
    *("47910 - Retail sale via mail order houses or via Internet",) * 3,
    *("70229 - Management consultancy activities other than financial management",) * 3,
    *("41202 - Construction of domestic buildings", "98000 - Residents property management") * 2,
    *("99999 - Dormant Company", "None Supplied", "64209 - Activities of other holding companies"),
    "32500 - Manufacture of medical and dental instruments and supplies",
    "01110 - Growing of cereals (except rice), leguminous crops and oil seeds",
    *("86900 - Other human health activities", "86230 - Dental practice activities"),
    *("82990 - Other business support service activities n.e.c.", "56103 - Take-away food shops"),
)
_STATUS = (
    *("Active",) * 36,
    *("Active - Proposal to Strike off", "Active - Proposal to Strike off", "Liquidation"),
    "In Administration",
)
_CATEGORY = (
    *("Private Limited Company",) * 30,
    "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)",
    *("Limited Partnership", "Limited Liability Partnership", "Public Limited Company"),
)
_ACCOUNTS = (
    *("MICRO ENTITY", "TOTAL EXEMPTION FULL", "NO ACCOUNTS FILED") * 3,
    *("DORMANT", "UNAUDITED ABRIDGED", "FULL", "SMALL", "GROUP"),
)
_LETTERS = ("CAFÉ", "ŁÓDŹ", "L’ATELIER", "ÅNGSTRÖM", "ΑΘΗΝΑ", "MÜLLER’S")


def make(folder: Path, rows: int, part: int) -> Path:
    """Write one part of the register.

    Args:
        folder: where to.
        rows: of this part.
        part: from one.
    """
    path = folder / f"BasicCompanyData-2026-11-01-part{part}_{PARTS}.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(path.with_suffix(".csv").name, "w", force_zip64=True) as file,
    ):
        file.write(f"{HEADER}\n".encode())
        made = lines(rows, part)
        while block := "".join(line for _, line in zip(range(20_000), made, strict=False)):
            file.write(block.encode())
    return path


def whole(parts: list[Path], path: Path) -> Path:
    """The parts as the one file that holds everything."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(path.with_suffix(".csv").name, "w", force_zip64=True) as file,
    ):
        file.write(f"{HEADER}\n".encode())
        for part in parts:
            with zipfile.ZipFile(part) as one, one.open(one.namelist()[0]) as rows:
                rows.readline()
                while block := rows.read(1 << 20):
                    file.write(block)
    return path


DIRECTORY = _words(
    "pcd pcd2 pcds dointr doterm oscty ced oslaua osward parish usertype oseast1m osnrth1m "
    "osgrdind oshlthau nhser ctry rgn streg pcon eer teclec ttwa pct itl statsward oa01 casward "
    "npark lsoa01 msoa01 ur01ind oac01 oa11 lsoa11 msoa11 wz11 sicbl bua24 ru11ind oac11 lat long "
    "lep1 lep2 pfa imd calncv icb oa21 lsoa21 msoa21"
)
"""Columns of the ONS Postcode Directory of February 2024."""
_HERE = dict(zip(("BD", "HD", "HX", "LS", "WF"), (32, 34, 33, 35, 36), strict=True))


def directory(parts: list[Path], path: Path) -> Path:
    """A directory of every postcode of the register: each postcode area is one made-up district.

    Those of West Yorkshire's areas lie in its districts; real areas cross borders.
    """
    codes = sorted(_postcodes(parts))
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(path.with_suffix(".csv").name, "w", force_zip64=True) as file,
    ):
        file.write((",".join(f'"{name}"' for name in DIRECTORY) + "\r\n").encode())
        for start in range(0, len(codes), 50_000):
            rows = map(_addressed, codes[start : start + 50_000])
            file.write("".join(rows).encode())
    return path


def _postcodes(parts: list[Path]) -> set[str]:
    """Postcodes of the register that have the form of one."""
    import pyarrow.csv as pcsv

    options = pcsv.ParseOptions(newlines_in_values=True)
    kept = pcsv.ConvertOptions(include_columns=["RegAddress.PostCode"])
    found: set[str] = set()
    for part in parts:
        with zipfile.ZipFile(part) as one, one.open(one.namelist()[0]) as rows:
            column = pcsv.read_csv(rows, None, options, kept).column(0)
        found.update(code for code in column.unique().to_pylist() if code and _CODE.match(code))
    return found


def _addressed(code: str) -> str:
    area = code[: 1 if code[1].isdigit() else 2]
    district = f"E080000{_HERE[area]}" if area in _HERE else f"E0799{_AREAS.index(area):04}"
    said = {
        **{"pcd": code.replace(" ", ""), "pcd2": code, "pcds": code, "dointr": "198001"},
        **{"doterm": "", "oslaua": district, "oseast1m": "430000", "osnrth1m": "0433000"},
    }
    return ",".join(f'"{said.get(name, "E99999999")}"' for name in DIRECTORY) + "\r\n"


def lines(rows: int, part: int) -> Iterator[str]:
    """The rows of a part as CSV."""
    drawn = np.random.default_rng(part)
    rate = {what: 1 / often for what, often in FAULTS.items()}
    previous: list[str] = []
    for start in range(0, rows, 20_000):
        n = min(20_000, rows - start)
        odd = {what: (drawn.random(n) < p).tolist() for what, p in rate.items()}
        dice = drawn.integers(0, 1_000_000, (n, 12)).tolist()
        for i in range(n):
            wrong = {what for what, struck in odd.items() if struck[i]}
            number = _number(10_000_000 * (part - 1) + (start + i) * 11, dice[i][0])
            if "a number that stands on an earlier row" in wrong and previous:
                number = previous[dice[i][1] % len(previous)]
            previous = [*previous[-499:], number] if i % 40 == 0 else previous
            yield _line(number, wrong, dice[i])


def _number(n: int, die: int) -> str:
    """Ten in a hundred have letters before them."""
    kind = die % 100
    if not 84 <= kind < 94:
        return f"{n % 100_000_000:08}"
    prefix = "SC" if kind < 90 else "NI" if kind < 92 else "OC"
    return f"{prefix}{n // 11 % 1_000_000:06}"


def _name(number: str, wrong: set[str], d: list[int]) -> str:
    first, second = _FIRST[d[1] % len(_FIRST)], _SECOND[d[2] % len(_SECOND)]
    name = f"{first} {second} {d[3] % 9_000} LIMITED"
    if "a name with quotation marks" in wrong:
        name = f'THE ""{first}"" {second} LTD'
    if "a name with a line break" in wrong:
        name = f"{first}\n{second} {number} LTD"
    if "a name in other letters than ASCII" in wrong:
        name = f"{_LETTERS[d[4] % len(_LETTERS)]} {second} LIMITED"
    if "a name that is an address or a telephone number" in wrong:
        name = ("PLUMBER@HOME.CO.UK LIMITED", "07700 900123 LTD")[d[4] % 2]
    return name


def _postcode(wrong: set[str], d: list[int]) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    area = _AREAS[d[5] % len(_AREAS)]
    out = f"{area}{d[6] % 29 + 1} {d[7] % 10}{letters[d[8] % 20]}{letters[d[9] % 20]}"
    if "no postcode" in wrong:
        return ""
    if "what is no postcode" in wrong:
        return f"{area} {d[7] % 10}"
    small = "a postcode in small letters without a blank" in wrong
    return out.lower().replace(" ", "") if small else out


def _day(die: int, years: int) -> str:
    return f"{die % 28 + 1:02}/{die // 28 % 12 + 1:02}/{2025 - die // 336 % years}"


def _line(number: str, wrong: set[str], d: list[int]) -> str:
    shown = number.lstrip("0") if "a number that lost its leading noughts" in wrong else number
    codes = [_SICS[d[10] % len(_SICS)], *("" for _ in range(3))]
    if d[11] % 8 == 0 and codes[0] != "None Supplied":
        codes[1] = _SICS[d[4] % (len(_SICS) - 9)]
    old = [""] * 20
    if d[11] % 9 == 0:
        old[:2] = [_day(d[3], 20), f"{_FIRST[d[4] % len(_FIRST)]} {d[5] % 5_000} LIMITED"]
    cells = (
        *(_name(number, wrong, d), shown, "", "", f"{d[1] % 300} {_FIRST[d[2] % 27]} STREET"),
        *("" if d[3] % 2 else "SUITE 4", _FIRST[d[6] % 27], "", "ENGLAND" if d[7] % 2 else ""),
        *(_postcode(wrong, d), _CATEGORY[d[8] % len(_CATEGORY)]),
        "Dissolved" if "dissolved" in wrong else _STATUS[d[9] % len(_STATUS)],
        *("United Kingdom", "", _day(d[0], 40), str(d[1] % 28 + 1), str(d[2] % 12 + 1)),
        *(_day(d[3], 2), _day(d[4], 3), _ACCOUNTS[d[5] % len(_ACCOUNTS)], "", _day(d[6], 9)),
        *("0", "0", "0", "0", *codes, "0", "0", f"http://business.data.gov.uk/id/company/{number}"),
        *(*old, _day(d[7], 2), _day(d[8], 2)),
    )
    return '"' + '","'.join(cells) + '"\n'
