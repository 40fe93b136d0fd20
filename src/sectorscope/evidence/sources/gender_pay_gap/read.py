"""Gender pay gap reporting: who employs 250 and more, in bands for the whole country.

A list of names, never a size: a band is of the whole employer, wherever it works. Cells of SIC
codes hold line breaks; the code 1 is the publisher's own, for public bodies, and no industry. Pay
and the person responsible are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sectorscope.concepts.industries import titles
from sectorscope.evidence.companies.cells import number as company_number
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.rows import Row, rows_with_offsets
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks, load
from sectorscope.evidence.unpacking import unpacked

BANDS: dict[str, tuple[int | None, int | None]] = {
    "Less than 250": (0, 249),
    "250 to 499": (250, 499),
    "500 to 999": (500, 999),
    "1000 to 4999": (1_000, 4_999),
    "5000 to 19,999": (5_000, 19_999),
    "20,000 or more": (20_000, None),
    "Not Provided": (None, None),
}
_PUBLIC = "1"
_PERSONS = ("ResponsiblePerson",)
_UNUSED = (
    *("DiffMeanHourlyPercent", "DiffMedianHourlyPercent", "DiffMeanBonusPercent"),
    *("DiffMedianBonusPercent", "MaleBonusPercent", "FemaleBonusPercent"),
    *(
        f"{who}{part}Quartile"
        for part in ("Lower", "LowerMiddle", "UpperMiddle", "Top")
        for who in ("Male", "Female")
    ),
    *("CompanyLinkToGPGInfo", "SubmittedAfterTheDeadline", "DateSubmitted"),
)
_USED = (
    *("EmployerName", "EmployerId", "Address", "PostCode", "CompanyNumber", "SicCodes"),
    *("EmployerSize", "CurrentName", "DueDate"),
)
KNOWN = (*_USED, *_PERSONS, *_UNUSED)
_YEARS = re.compile(r"(20\d{2})\D{1,4}(?:20)?(\d{2})(?!\d)")
_DUE = re.compile(r"(20\d{2})[/-]")


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `employer`.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`, `values`,
            `classification`.
    """
    _, rows = _opened(data, snapshot.name, "columns" in snapshot.overridden)
    made = (_employer(row, snapshot) for row in _once(rows))
    yield "employer", list(made)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What is doubtful, counted, and what was left out."""
    names, rows = _opened(data, snapshot.name, "columns" in snapshot.overridden)
    said = ["bands are of employees in the whole country: a list, never to be summed"]
    listed = Counter(c for row in rows for c in dict.fromkeys(_listed(row)))
    padded = sum(n for c, n in listed.items() if len(c) == 4)  # noqa: PLR2004 - a nought lost
    if padded:
        said.append(f"{padded:,} SIC codes had lost a leading nought, and have it again")
    strange = sum(n for c, n in listed.items() if c != _PUBLIC and c.zfill(5) not in titles())
    if strange:
        said.append(f"{strange:,} SIC codes are none of SIC 2007, and are not used")
    said += _numbers(rows)
    if not _year(snapshot.name, rows[0].values):
        said.append("neither the file's name nor its dates say of which year it is")
    twice = len(rows) - len(_once(rows))
    if twice:
        said.append(f"{twice:,} rows stand twice, word for word, and are read once")
    left = [n for n in names if n in _PERSONS]
    return Remarks(tuple(said), tuple(Dropped(f"names of persons: {n}", len(rows)) for n in left))


def _numbers(rows: list[Row]) -> list[str]:
    """What became of company numbers that were not as the register writes them."""
    flags = [company_number(row.values["CompanyNumber"]).flag for row in rows]
    padded = flags.count("number_padded")
    unread = sum(bool(flag) for flag in flags) - padded
    put_back = f"{padded:,} company numbers had lost noughts, and have them again"
    left = f"{unread:,} company numbers cannot be read, and are not used"
    return [*([put_back] if padded else []), *([left] if unread else [])]


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overruled: bool) -> tuple[tuple[str, ...], list[Row]]:
    inner = unpacked(data)
    inspect(inner, name.removesuffix(".gz"))
    header, rows = rows_with_offsets(inner)
    found = [n for n in header.names if n in KNOWN] if overruled else header.names
    needed = load("gender_pay_gap").meta.assertions.columns
    check_columns(found, needed=needed, known=KNOWN, name=name)
    return header.names, list(rows)


def _once(rows: list[Row]) -> list[Row]:
    """Rows without those that repeat another word for word."""
    return list({tuple(row.values.values()): row for row in reversed(rows)}.values())[::-1]


def _employer(row: Row, snapshot: Snapshot) -> dict[str, Any]:
    values = row.values
    band = values["EmployerSize"].strip()
    if band not in BANDS:
        raise GateRefused(
            "values", f"EmployerSize {band[:40]!r} is unknown", expected=", ".join(BANDS)
        )
    name, written = values["EmployerName"].strip(), values["CompanyNumber"].strip()
    number = company_number(written).text
    good = list(dict.fromkeys(c for c in (_code(c) for c in _listed(row)) if c in titles()))
    low, high = BANDS[band]
    return {
        "id": values.get("EmployerId", "").strip() or number or written or f"name:{name}",
        "year": _year(snapshot.name, values),
        "number": number or None,
        "name": name,
        "current_name": values.get("CurrentName", "").strip() or None,
        "postcode": values.get("PostCode", "").strip() or None,
        "address": values.get("Address", "").strip() or None,
        "sics": ";".join(good) or None,
        "size_band": band,
        "low": low,
        "high": high,
        "snapshot": snapshot.sha256,
        "locator": f"bytes={row.start}-{row.end};field=EmployerName",
        "raw": values["EmployerName"],
    }


def _listed(row: Row) -> list[str]:
    """Codes of a cell: commas and line breaks between."""
    found = [c for c in re.split(r"[\s,;]+", row.values["SicCodes"]) if c]
    for code in found:
        if not code.isdecimal() or len(code) > 5:  # noqa: PLR2004 - digits of SIC
            raise GateRefused("classification", f"SIC code {code[:20]!r}", expected="five digits")
    return found


def _code(code: str) -> str:
    return code if code == _PUBLIC else code.zfill(5)


def _year(name: str, values: dict[str, str]) -> str:
    """The reporting year: by the date it was due, else as the file's name says; else empty."""
    if due := _DUE.match(values.get("DueDate", "")):
        last = int(due[1])
        return f"{last - 1}/{last % 100:02}"
    found = _YEARS.search(name)
    return f"{found[1]}/{found[2]}" if found else ""
