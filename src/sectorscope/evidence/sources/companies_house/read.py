"""The register of companies as its free file gives it, with the headcounts of filed accounts.

The published header has blanks before some names. Files that people cut from it by region often
carry the employees of two years' accounts, and codes and districts of their own making; those are
known too. The register places a company at its registered office, and its headcount is the whole
company's, wherever it works: the frame says where that matters.

A file does not say of which day it is. It is taken to be of the last one on which a company in it
was incorporated: some are on almost every day, and none after the file was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import pyarrow as pa

from sectorscope.evidence.beginnings import starts
from sectorscope.evidence.companies.given import Given
from sectorscope.evidence.companies.reading import Companies, companies
from sectorscope.evidence.companies.said import remarks as said
from sectorscope.evidence.companies.tables import Sheet, Wanted, csv_sheets, opened
from sectorscope.evidence.large import large
from sectorscope.evidence.refusal import check_columns
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks, load
from sectorscope.evidence.sources.companies_house.cut import cut
from sectorscope.schema import Records

_FIELDS = {
    "number": ("CompanyNumber",),
    "name": ("CompanyName",),
    "category": ("CompanyCategory",),
    "status": ("CompanyStatus",),
    "incorporated": ("IncorporationDate",),
    "dissolved": ("DissolutionDate",),
    "postcode": ("RegAddress.PostCode", "Postcode"),
    "area_code": ("localauthority_code",),
    "area": ("localauthority_name",),
    "headcount": ("Employees_thisyear",),
    "before": ("Employees_lastyear",),
    "accounts": ("enddate", "Accounts.LastMadeUpDate"),
    "account_category": ("Accounts.AccountCategory",),
}
"""Fields of a company by the columns that may give them, the first that is there."""

_SICS = tuple(f"SICCode.SicText_{n}" for n in range(1, 5))
_PREVIOUS = tuple(f"PreviousName_{n}.CompanyName" for n in range(1, 11))
_UNUSED = (
    *(f"RegAddress.{p}" for p in ("CareOf", "POBox", "AddressLine1", "AddressLine2", "PostTown")),
    *("RegAddress.County", "RegAddress.Country", "CountryOfOrigin", "URI"),
    *(f"Accounts.{p}" for p in ("AccountRefDay", "AccountRefMonth", "NextDueDate")),
    *("Returns.NextDueDate", "Returns.LastMadeUpDate", "ConfStmtNextDueDate"),
    *("ConfStmtLastMadeUpDate", "LimitedPartnerships.NumGenPartners"),
    *("LimitedPartnerships.NumLimPartners",),
    *(f"Mortgages.NumMort{p}" for p in ("Charges", "Outstanding", "PartSatisfied", "Satisfied")),
    *(f"PreviousName_{n}.CONDATE" for n in range(1, 11)),
    *("SIC_5DIGIT_CODE", "SIC_2DIGIT_CODE", "SIC_SECTION_LETTER"),
)
"""Columns of the published file, and of files cut from it, that say nothing a company row holds."""

KNOWN = (*(c for columns in _FIELDS.values() for c in columns), *_SICS, *_PREVIOUS, *_UNUSED)
READ = tuple(c for c in KNOWN if c not in _UNUSED)
"""Columns that something is read from."""


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `company`; with a mapping those of a region's postcodes (`cut`).

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`, `fields`
            (the mapping).
    """
    found, _ = _read(data, snapshot.name, "columns" in snapshot.overridden, mapping)
    yield "company", found.of(snapshot.sha256, found.newest(snapshot.retrieved))


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What is doubtful, counted, and what is left out."""
    found, gone = _read(data, snapshot.name, "columns" in snapshot.overridden, mapping)
    told = said(found)
    return replace(told, dropped=(*gone, *told.dropped))


@lru_cache(maxsize=1)
def _read(
    data: bytes, name: str, overruled: bool, mapping: bytes | None
) -> tuple[Companies, tuple[Dropped, ...]]:
    kept = starts(mapping)

    def wanted(names: Sequence[str]) -> list[str]:
        plain = [n.strip() for n in names]
        needed = load("companies_house").meta.assertions.columns
        found = [n for n in plain if n in KNOWN] if overruled else plain
        check_columns(found, needed=needed, known=KNOWN, name=name)
        return [n for n, p in zip(names, plain, strict=True) if p in READ]

    parts = (
        _given({n.strip(): c for n, c in sheet.cells.items()}, sheet.locators)
        for sheet in _sheets(data, name, wanted)
    )
    given, gone = cut(parts, kept)
    return companies(given), gone


def _sheets(data: bytes, name: str, wanted: Wanted) -> Iterable[Sheet]:
    """The whole register in several parts; a file that people made of it may be a workbook."""
    return csv_sheets(data, name, wanted) if large(data) else [opened(data, name, wanted)]


def _given(columns: dict[str, pa.Array], locators: pa.Array) -> Given:
    picked = {
        f: next((columns[c] for c in names if c in columns), None) for f, names in _FIELDS.items()
    }
    return Given(
        rows=len(locators),
        columns={field: column for field, column in picked.items() if column is not None},
        sics=[columns[c] for c in _SICS if c in columns],
        previous=[columns[c] for c in _PREVIOUS if c in columns],
        basis="accounts",
        five=True,
        locators=locators,
    )
