"""A file that is no table is called what it is, with what to do and what else reads it."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.add import add_file
from sectorscope.evidence.gates import error_in
from tests.evidence.granted import giving, titled_book
from tests.evidence.samples import DATA, WHEN, needs_data


def book(*sheets: str) -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.worksheets[0])
    for sheet in sheets:
        made.create_sheet(sheet).append(["area", "value"])
    made.save(out)
    return out.getvalue()


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "a,b\n1,2\n")
    return out.getvalue()


def refusal(folder: Path, data: bytes, name: str, source: str) -> str:
    with pytest.raises(EvidenceRefused) as why:
        add_file(folder, data, name=name, source=source, retrieved=WHEN)
    return str(why.value)


@pytest.mark.parametrize("source", ["nomis", "ees", "hesa", "sic", "standards", "gtr"])
@pytest.mark.parametrize("name", ["areas.xlsx", "areas.csv"])
def test_a_workbook_is_named_with_its_sheets_and_how_to_save_one(
    tmp_path: Path, source: str, name: str
):
    said = refusal(tmp_path, book("Figures & notes", "Codes"), name, source)
    assert "an Excel workbook with the sheets “Figures & notes”, “Codes” (gate archive)" in said
    assert "save the sheet that is wanted as CSV, and add that" in said


@pytest.mark.parametrize("source", ["nomis", "ees", "apprenticeships", "areas"])
def test_a_zip_is_named_with_its_files_and_that_it_is_to_be_unpacked(tmp_path: Path, source: str):
    said = refusal(tmp_path, zipped("a.csv", "b.csv", "c.csv", "d.csv", "e.csv"), "x.zip", source)
    assert "a zip of 5 files: “a.csv”, “b.csv”, “c.csv”, 2 more (gate archive)" in said
    assert "unpack it, and add the file that is wanted" in said


@pytest.mark.parametrize(
    ("data", "is_"),
    [
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "compressed (gzip)"),
        (b"PAR1 PAR1", "a Parquet file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "an old Excel workbook"),
        (zipped("a.csv")[:60], "a damaged zip, or one cut short"),
    ],
)
@pytest.mark.parametrize("source", ["nomis", "ees"])
def test_what_else_is_no_text_is_named(tmp_path: Path, data: bytes, is_: str, source: str):
    assert f"is {is_} (gate archive)" in refusal(tmp_path, data, "a.csv", source)


def test_a_source_that_reads_it_is_suggested_and_no_other(tmp_path: Path):
    said = refusal(tmp_path, titled_book(), "grants.xlsx", "nomis")
    assert said.endswith("and add that; or --as threesixtygiving, which reads it.")
    assert "--as" not in refusal(tmp_path, book("Sheet"), "a.xlsx", "nomis")
    grants = json.dumps({"grants": [giving()]}).encode()
    assert "try: --as threesixtygiving, which reads it" in refusal(
        tmp_path, grants, "grants.json", "hesa"
    )


SCHEMA = {"$schema": "a draft", "title": "Grants", "type": "object", "properties": {}}


@pytest.mark.parametrize("source", ["threesixtygiving", "gtr", "standards", "nomis"])
def test_a_schema_is_no_error_message(tmp_path: Path, source: str):
    said = refusal(tmp_path, json.dumps(SCHEMA).encode(), "schema.json", source)
    assert "a JSON schema (“Grants”), which says what data looks like and holds none" in said
    assert "error message" not in said


@needs_data
def test_the_real_schema_of_grants_is_called_one(tmp_path: Path):
    file = DATA / "universities" / "360-giving-schema.json"
    said = refusal(tmp_path, file.read_bytes(), file.name, "threesixtygiving")
    assert "a JSON schema (“360Giving Data Standard Schema”)" in said


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"error": {"code": 1, "title": "No such dataset"}}, "No such dataset"),
        ({"type": "about:blank", "title": "Not Found", "status": 404}, "404"),
        ({"message": "slow down"}, "slow down"),
        ({"status": "error", "title": "Down"}, "error"),
        ({"title": "A grant", "status": "open"}, ""),
        ({"title": "A grant", "status": 200}, ""),
        (SCHEMA, ""),
        ([1], ""),
    ],
)
def test_an_error_is_told_from_data_that_has_a_title(body: object, says: str):
    assert error_in(body) == says
