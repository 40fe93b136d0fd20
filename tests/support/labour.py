"""Answers of Nomis on the labour market, in its own columns, with figures of our own."""

import csv
import io
from collections.abc import Iterable, Mapping

_PARTS = ("", "_NAME", "_CODE", "_TYPE", "_TYPECODE", "_SORTORDER")
NAMES = {
    "E08000034": "Kirklees",
    "E08000035": "Leeds",
    "E12000003": "Yorkshire and The Humber",
    "E92000001": "England",
}
Row = tuple[str, str, Mapping[str, tuple[str, str]], str, object]
"""Year, code of a place, code and name by facet, name of MEASURES, figure."""


def answer(urn: str, rows: Iterable[Row], *, without: str = "", **changes: str) -> bytes:
    """A whole answer; `without` leaves a column out, `changes` replace cells of every row."""
    listed = list(rows)
    whole = {"RECORD_COUNT": str(len(listed)), **changes}
    made = [{**_row(urn, *row), **whole} for row in listed]
    for row in made:
        row.pop(without, None)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(made[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    return text.getvalue().encode()


def _row(
    urn: str,
    year: str,
    place: str,
    facets: Mapping[str, tuple[str, str]],
    measures: str,
    value: object,
) -> dict[str, str]:
    row = _facet("DATE", year, year, "date") | _facet("GEOGRAPHY", place, NAMES[place], "districts")
    for name, (code, said) in facets.items():
        row |= _facet(name, code, said, name.casefold())
    return row | {
        "MEASURES": "20100",
        "MEASURES_NAME": measures,
        "OBS_VALUE": str(value),
        "OBS_STATUS": "A",
        "OBS_STATUS_NAME": "Normal Value",
        "OBS_CONF": "F",
        "OBS_CONF_NAME": "Free (free for publication)",
        "URN": f"{urn}d1d2",
        "RECORD_OFFSET": "0",
        "RECORD_COUNT": "1",
    }


def _facet(name: str, code: str, said: str, kind: str) -> dict[str, str]:
    return dict(
        zip((f"{name}{p}" for p in _PARTS), (code, said, code, kind, "0", "0"), strict=True)
    )


EMPLOYED = {"VARIABLE": ("45", "Employment rate - aged 16-64")}
QUALIFIED = {"VARIABLE": ("1946", "% with RQF4+ - aged 16-64")}
ANNUAL = {
    "SEX": ("7", "Total"),
    "PAY": ("7", "Annual pay - gross"),
    "ITEM": ("2", "Median"),
}
DENSITY = {"ITEM": ("3", "Jobs density")}


def survey(
    figures: Mapping[str, tuple[float | str, float | str]],
    variable: Mapping[str, tuple[str, str]] = EMPLOYED,
    year: str = "2025-09",
) -> bytes:
    """The Annual Population Survey: a rate and its confidence by code of a place."""
    rows: list[Row] = []
    for place, (rate, half) in figures.items():
        rows += [(year, place, variable, "Variable", rate)]
        rows += [(year, place, variable, "Confidence", half)]
    return answer("Nm-17d5", rows)


def pay(figures: Mapping[str, tuple[float, float]], urn: str = "Nm-99d1") -> bytes:
    """Median pay and its coefficient of variation by code of a place."""
    rows: list[Row] = []
    for place, (median, variation) in figures.items():
        rows += [("2025", place, ANNUAL, "Value", median)]
        rows += [("2025", place, ANNUAL, "Confidence", variation)]
    return answer(urn, rows)


def density(figures: Mapping[str, float]) -> bytes:
    """Jobs for each resident of working age by code of a place."""
    return answer("Nm-57d1", [("2023", p, DENSITY, "Value", v) for p, v in figures.items()])
