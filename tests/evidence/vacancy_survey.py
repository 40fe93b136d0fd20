"""Workbooks in the layout of the Vacancy Survey's, with figures of our own making."""

import io
from collections.abc import Mapping

import openpyxl
from openpyxl.utils import get_column_letter

NAMES = (
    *("All vacancies1 ", "Mining & quarrying", "Manu-    facturing", "Electricity & gas2"),
    *("Water supply", "Construc-tion", "Wholesale & retail trade", "Transport & storage"),
    *("Accommodation & food", "Information & communica-tion", "Financial & insurance"),
    *("Real estate activities2", "Professional scientific", "Administra-tive & support3"),
    *("Public admin", "Education", "Human health & social work", "Arts & recreation2"),
    *("Other service activities", "Total services ", "Motor trades"),
)
CODES = ("B-S", *"BCDEFGHIJKLMNOPQRS", "G-S", "45")
IDS = ("AP2Y", *(f"JP9{c}" for c in "HIJKLMNOPQRSTUVWXY"), "JP9Z")
PARTS = (1, 50, 3, 6, 30, 80, 35, 85, 36, 32, 10, 70, 50, 20, 45, 121, 12, 16)
FIGURES = (702, *PARTS, 612, 9)
PERIODS = ("Apr-Jun 2026", "May-Jul 2026", "Jun- Aug 2026")

Cells = dict[str, object]


def book(sheets: Mapping[str, Cells]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for name, cells in sheets.items():
        sheet = made.create_sheet(name)
        for address, value in cells.items():
            sheet[address] = value  # type: ignore[index]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def across(row: int, values: tuple[object, ...]) -> Cells:
    """Values in a row, from the third column on."""
    return {f"{get_column_letter(n)}{row}": value for n, value in enumerate(values, 3)}


def _down(figures: tuple[object, ...], start: int) -> Cells:
    cells: Cells = {}
    for row, period in enumerate(PERIODS, start):
        cells |= {f"A{row}": period, **across(row, figures)}
    last = start + len(PERIODS) - 1
    cells |= {f"B{last}": "(p)", f"B{last - 1}": "(r)"}
    return {**cells, f"A{last + 2}": "Change on quarter", f"C{last + 2}": -3}


def by_industry(changes: Cells | None = None, title: str = "seasonally adjusted") -> bytes:
    """VACS02: its levels after a sheet of rates, which holds the same columns."""
    cells: Cells = {
        "A1": "VACS02: Vacancies by industry",
        "A2": f"United Kingdom (thousands), {title}",
        "A4": "SIC 2007 sections",
        **across(4, NAMES),
        **across(5, CODES),
        **across(6, IDS),
        **_down(FIGURES, 9),
        "A20": "1. Excluding Agriculture, Forestry and Fishing.",
        "A21": "2. Not seasonally adjusted as the series shows no seasonality.",
        "A22": "3. Excludes employment agencies.",
    }
    rates: Cells = {
        "A4": "SIC 2007 sections",
        "C4": "All vacancies2",
        "C6": "AP2Z",
        "A9": PERIODS[0],
        "C9": 2.2,
    }
    return book({"job openings rate": rates, "levels": {**cells, **(changes or {})}})


def by_size(changes: Cells | None = None) -> bytes:
    """VACS03, which says nothing of seasons."""
    names = ("All vacancies1", "1 - 9 employed", "10 - 49", "50 - 249", "250 - 2,499", "2,500 +")
    cells: Cells = {
        "A1": "VACS03: Vacancies by size of business (thousands)",
        **across(4, names),
        **across(5, ("AP2Y", "ALY5", "ALY6", "ALY7", "ALY8", "ALY9")),
        **_down((702, 91, 99, 103, 169, 240), 8),
    }
    return book({"VACS03": {**cells, **(changes or {})}})


def beside_unemployment(changes: Cells | None = None) -> bytes:
    """VACS01."""
    names = (
        *("All Vacancies1 (thousands)", "Unemployment2 (thousands)"),
        "Number of unemployed people per vacancy",
    )
    cells: Cells = {
        "A1": "VACS01: Vacancies and unemployment, seasonally adjusted",
        **across(5, names),
        **_down((702, 1_800.4, 2.6), 7),
    }
    return book({"VACS01": {**cells, **(changes or {})}})


GOOD: dict[str, tuple[str, bytes, bytes | None]] = {
    "ons_vacancies, by industry": ("ons_vacancies", by_industry(), None),
    "ons_vacancies, by size": ("ons_vacancies", by_size(), None),
    "ons_vacancies, beside unemployment": ("ons_vacancies", beside_unemployment(), None),
}
