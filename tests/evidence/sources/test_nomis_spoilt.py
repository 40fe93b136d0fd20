"""Answers of Nomis that a spreadsheet or a person has spoilt: each refusal says what to look at."""

import csv
import io

import pytest

from sectorscope.evidence.gates.sums import step
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.schema import TABLES, from_rows
from sectorscope.testing import check_source
from tests.evidence.samples import GOOD, TRIMMED_COLUMNS, WHEN, bres, table, trimmed


def refused(data: bytes) -> GateRefused:
    with pytest.raises(GateRefused) as why:
        check_source("nomis", data)
    return why.value


def exchanged(data: bytes) -> bytes:
    """Names under the column of codes, and codes under that of names."""
    return (
        data.replace(b"GEOGRAPHY_CODE", b"~")
        .replace(b"GEOGRAPHY_NAME", b"GEOGRAPHY_CODE")
        .replace(b"~", b"GEOGRAPHY_NAME")
    )


@pytest.mark.parametrize("data", [trimmed(), bres(), GOOD["nomis, a survey"][1]])
def test_names_under_the_column_of_codes_are_refused(data: bytes):
    found = refused(exchanged(data))
    assert found.gate == "areas"
    assert "GEOGRAPHY_CODE is" in str(found)


def test_every_missing_column_is_named_with_the_nearest_there_is():
    spoilt = trimmed().replace(b"GEOGRAPHY_CODE", b"lad").replace(b"OBS_VALUE", b"Value")
    found = refused(spoilt)
    assert found.gate == "columns"
    assert "no column 'GEOGRAPHY_CODE', nor 'OBS_VALUE'" in str(found)
    assert "did you mean 'Value' for 'OBS_VALUE'?" in str(found)


def test_an_answer_without_its_measures_says_so():
    rows = list(csv.DictReader(io.StringIO(bres().decode())))
    names = [n for n in rows[0] if not n.startswith("MEASURE")]
    found = refused(table(names, [[row[n] for n in names] for row in rows]))
    assert found.gate == "columns"
    assert "without the columns MEASURE_NAME and MEASURES_NAME" in str(found)


def test_an_unquoted_semicolon_is_told_as_one():
    header, *rows = trimmed().decode().replace(",", ";").splitlines()
    spoilt = "\n".join([header, *(row.replace('"', "") for row in rows)]).encode()
    found = refused(spoilt)
    assert found.gate == "rows"
    assert "parted by semicolons" in str(found)


def test_a_year_in_thousands_is_told_before_its_fractions():
    def row(year: int, letter: str, figure: object) -> tuple[object, ...]:
        return (year, "E08000035", "Leeds", letter, f"{letter} : Section {letter}", figure)

    years = ((2020, 1000.0), (2021, 1.0))
    rows = [row(y, c, n * k) for y, k in years for c, n in (("A", 2.5), ("B", 7.25), ("C", 4))]
    assert refused(table(TRIMMED_COLUMNS, rows)).gate == "units"
    fractions = [row(2020, "A", 2500), row(2021, "A", 2511.5)]
    assert refused(table(TRIMMED_COLUMNS, fractions)).gate == "mixture"


def test_figures_by_bands_of_sizes_are_never_employment():
    band = ("EMPLOYMENT_SIZEBAND_NAME", "Total")
    names = (*TRIMMED_COLUMNS, band[0])
    figures = {2014: 10_000, 2015: 12_000}
    rows = [(y, "E08000035", "Leeds", "C", "C : Making", n, band[1]) for y, n in figures.items()]
    data = table(names, rows)
    (made,) = check_source("nomis", data)
    assert {row["measure"] for row in made[1]} == {"not stated"}
    entry = describe(data, name="a.csv", source="nomis", retrieved=WHEN)
    (warning,) = (w for w in load("nomis").remarks(entry, data, None).warnings if "bands" in w)
    assert "enterprises or local units" in warning
    flag = step(from_rows(TABLES["statistic"], list(made[1])))
    assert "the total of Leeds moves by +20.0%" in str(flag)
