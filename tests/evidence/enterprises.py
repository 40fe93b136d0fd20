"""A workbook in the layout of the business demography's, with figures of our own making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.evidence.vacancy_survey import Cells, across, book

AREAS = {
    "E92000001 ": "ENGLAND",
    "E08000034": "Kirklees",
    "E08000035 ": "Leeds*",
    "E07000163": "Craven ",
}
UNITS = "Units: Counts (control rounded to base 5)"
SURVIVAL = tuple(
    text for n in range(1, 6) for text in (f"{n}-year survival", f"{n}-year      per cent")
)
Figures = Mapping[str, Sequence[object]]


def sheet(title: str, headings: Sequence[object], figures: Figures) -> Cells:
    """A sheet: a title, its units, headings in row four, and areas with their figures."""
    cells: Cells = {"A1": title, "A2": "This worksheet contains one table", "A3": UNITS}
    cells |= across(4, tuple(headings))
    for row, (code, values) in enumerate(figures.items(), 5):
        cells |= {f"A{row}": code, f"B{row}": AREAS[code], **across(row, tuple(values))}
    return cells


def figures(*columns: Sequence[object]) -> dict[str, Sequence[object]]:
    """Values by area from columns of values, one for each area."""
    return dict(zip(AREAS, zip(*columns, strict=True), strict=True))


def workbook(changes: Mapping[str, Cells] | None = None, title: str = "2024") -> bytes:
    """Births, deaths, active enterprises and survival of three districts and England."""
    early, late = (3000, 100, 200, 30), (2000, 110, 190, 35)
    sheets: dict[str, Cells] = {
        "Cover": {"A1": "COVERSHEET"},
        "Contents": {"A1": f"Business Demography {title}"},
        "Table 1.1a": sheet("Table 1.1a - Count Of Births Of New Enterprises", (2019, "2023"),
                            figures(early, late)),
        "Table 1.1d": sheet("Table 1.1d - Count Of Births", (2024,),
                            figures((2200, 120, 180, 40))),
        "Table 1.2": {"A1": "Table 1.2 - Births by industry", "C4": 2024, "A5": "05 : Coal"},
        "Table 2.1a": sheet("Table 2.1a - Count Of Deaths", (2022, 2023, 2024),
                            figures(early, late, (1800, 90, 0, 20))),
        "Table 3.1a": sheet("Table 3.1a - Count Of Active Enterprises", (2024,),
                            figures((20000, 1000, 2000, 400))),
        "Table 5.1a": sheet("Table 5.1a - Survival Of Newly Born", ("2019 Births", *SURVIVAL),
                            figures(early, *[(1500, 60, 90, 15), (50, 60, 45, 50)] * 5)),
        "Table 5.1b": sheet("Table 5.1b - Survival Of Newly Born", ("2020 Births", *SURVIVAL),
                            figures(late, *[(900, 50, 80, 10), (45, 45, 42, 29)] * 4,
                                    (":",) * 4, (":",) * 4)),
    }  # fmt: skip
    for name, cells in (changes or {}).items():
        sheets[name] = {**sheets.get(name, {}), **cells}
    return book(sheets)


GOOD = {"business demography": ("business_demography", workbook(), None)}
"""A good file of the source: name, source, bytes, mapping."""
