"""Every program's export reads to the same answers, and every cell is found again."""

import contextlib
import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from sectorscope import testing
from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.survey.formats import open_sheet, stands
from sectorscope.evidence.sources.survey.formats.sheet import letters

Cells = Sequence[Sequence[object]]


def as_csv(rows: Cells, sign: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Cells, sheet: str = "Form1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet  # type: ignore[union-attr]
    for row in rows:
        book.active.append([None if c == "" else c for c in row])  # type: ignore[union-attr]
    book.create_sheet("Notes")["A1"] = "made up"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MAPPING = """
business = { id = "Company", segments = "Sector" }
question = [
  { id = "hard", column = "Is it hard to recruit?" },
  { id = "skills", column = "Which skills?", many = true, options = ["CAD", "CNC", "Coding"] },
  { id = "why", column = "Why?" },
]
"""

MICROSOFT = (
    ("ID", "Start time", "Completion time", "Email", "Name", "Company", "Sector",
     "Is it hard to recruit?", "Which skills?", "Why?"),
    (1, 46000.5, 46000.6, "a@zyx.invalid", "A", "Zyx One", "Widgets", "Yes", "CAD;CNC;", "Pay"),
    (2, 46001.5, 46001.6, "b@zyx.invalid", "B", "Zyx Two", "", "No", "", ""),
    (3, 46002.5, 46002.6, "c@zyx.invalid", "C", "Zyx Three", "Widgets", "Don't know",
     "Coding;welding;", "N/A"),
)  # fmt: skip
GOOGLE = (
    ("Timestamp", "Company", "Sector", "Is it hard to recruit?", "Which skills?", "Why?"),
    ("01/03/2026 10:00:00", "Zyx One", "Widgets", "Yes", "CAD, CNC", "Pay"),
    ("01/03/2026 10:10:00", "Zyx Two", "", "No", "", ""),
    ("01/03/2026 10:20:00", "Zyx Three", "Widgets", "Don't know", "Coding, welding", "N/A"),
)
QUALTRICS = (
    ("StartDate", "Status", "Finished", "ResponseId", "Q1", "Q2", "Q3", "Q4", "Q5"),
    ("Start Date", "Response Type", "Finished", "Response ID", "Company", "Sector",
     "Is it hard to recruit?", "Which skills?", "Why?"),
    ('{"ImportId":"startDate","timeZone":"Europe/London"}', '{"ImportId":"status"}',
     '{"ImportId":"finished"}', '{"ImportId":"_recordId"}',
     *(f'{{"ImportId":"QID{n}"}}' for n in range(1, 6))),
    ("2026-03-01 10:00:00", "IP Address", "True", "R_1", "Zyx One", "Widgets", "Yes", "CAD,CNC",
     "Pay"),
    ("2026-03-01 10:05:00", "Survey Preview", "True", "R_0", "Zyx Nil", "", "Yes", "CAD", "xx"),
    ("2026-03-01 10:10:00", "IP Address", "True", "R_2", "Zyx Two", "", "No", "", ""),
    ("2026-03-01 10:20:00", "IP Address", "True", "R_3", "Zyx Three", "Widgets", "Don't know",
     "Coding,welding", "N/A"),
)  # fmt: skip
KOBO = (
    ("start", "about/Company", "about/Sector", "main/Is it hard to recruit?", "main/Which skills?",
     "main/Which skills?/CAD", "main/Which skills?/CNC", "main/Which skills?/Coding", "main/Why?",
     "_id", "_uuid", "_submission_time"),
    ("2026-03-01", "Zyx One", "Widgets", "yes", "CAD CNC", 1, 1, 0, "Pay", 1, "u1", "2026-03-01"),
    ("2026-03-01", "Zyx Two", "", "no", "", "", "", "", "", 2, "u2", "2026-03-02"),
    ("2026-03-01", "Zyx Three", "Widgets", "Don't know", "Coding other", 0, 0, 1, "N/A", 3, "u3",
     "2026-03-03"),
)  # fmt: skip
MONKEY = (
    ("Respondent ID", "Collector ID", "Company", "Sector", "Is it hard to recruit?",
     "Which skills?", "", "", "", "Why?"),
    ("", "", "Open-Ended Response", "Response", "Response", "CAD", "CNC", "Coding",
     "Other (please specify)", "Open-Ended Response"),
    (1, 9, "Zyx One", "Widgets", "Yes", "CAD", "CNC", "", "", "Pay"),
    (2, 9, "Zyx Two", "", "No", "", "", "", "", ""),
    (3, 9, "Zyx Three", "Widgets", "Don't know", "", "", "Coding", "welding", "N/A"),
)  # fmt: skip
PLAIN = (
    ("Survey of invented firms, spring", *[""] * 4),
    ("", "", "", "", ""),
    ("Company", "Sector", "Is it hard to\u00a0recruit? ", "Which skills?", "Why?"),
    ("Zyx One", "Widgets", "Yes", "CAD; CNC", "Pay"),
    ("", "", "", "", ""),
    ("Zyx Two", "", "No", "", ""),
    ("Zyx Three", "Widgets", "Don't know", "Coding; welding", "N/A"),
    ("Exported in spring by nobody", *[""] * 4),
)
EXPORTS = {
    "microsoft": MICROSOFT,
    "google": GOOGLE,
    "qualtrics": QUALTRICS,
    "kobo": KOBO,
    "surveymonkey": MONKEY,
    "plain": PLAIN,
}
FILES = {
    **{f"{name}, CSV": (name, as_csv(rows)) for name, rows in EXPORTS.items()},
    **{f"{name}, XLSX": (name, as_xlsx(rows)) for name, rows in EXPORTS.items()},
    "plain, TSV in UTF-16": ("plain", as_csv(PLAIN[2:-1], "\t", "utf-16")),
    "plain, semicolons in Windows-1252": ("plain", as_csv(PLAIN[2:], ";", "cp1252", "\n")),
}


def read(data: bytes, mapping: str = MAPPING) -> dict[str, list[dict[str, Any]]]:
    return dict(testing.check_source("survey", data, mapping.encode()))


@pytest.mark.parametrize("name", FILES)
def test_every_export_reads_to_the_same_answers(name: str):
    told, data = FILES[name]
    assert open_sheet(data).format == told
    tables = read(data)
    states = {(r["business"], r["question"]): r["state"] for r in tables["response"]}
    assert states == {
        ("Zyx One", "hard"): "yes",
        ("Zyx One", "skills"): "yes",
        ("Zyx One", "why"): "yes",
        ("Zyx Two", "hard"): "no",
        ("Zyx Two", "skills"): "blank",
        ("Zyx Two", "why"): "blank",
        ("Zyx Three", "hard"): "dont_know",
        ("Zyx Three", "skills"): "yes",
        ("Zyx Three", "why"): "not_applicable",
    }
    ticks = {(t["business"], t["code"]) for t in tables["tick"]}
    assert ticks == {("Zyx One", "cad"), ("Zyx One", "cnc"), ("Zyx Three", "coding")}
    (held,) = tables["consultation"]
    preview = told == "qualtrics"
    assert (held["rows"], held["test_rows"], held["responded"]) == (3 + preview, int(preview), 3)


@pytest.mark.parametrize("name", FILES)
def test_groups_keep_the_surveys_own_header_and_blanks(name: str):
    rows = read(FILES[name][1])["consultee_group"]
    assert {(r["business"], r["value"]) for r in rows} == {
        ("Zyx One", "Widgets"),
        ("Zyx Two", ""),
        ("Zyx Three", "Widgets"),
    }
    assert {r["column"].rpartition("/")[2] for r in rows} == {"Sector"}


def test_a_text_beside_the_options_is_kept_for_the_coder():
    tables = read(FILES["surveymonkey, CSV"][1])
    (row,) = [
        r for r in tables["response"] if (r["business"], r["question"]) == ("Zyx Three", "skills")
    ]
    assert row["raw"] == "welding"


@pytest.mark.parametrize(
    "column", ["Q3", " q3 ", "is it HARD to recruit?", "#7", "Is it hard to\u00a0recruit?"]
)
def test_a_column_is_named_by_header_short_name_or_number(column: str):
    mapping = f'question = [{{ id = "a", column = "{column}" }}]'
    found = read(as_csv(QUALTRICS), mapping)["response"]
    assert [r["state"] for r in found] == ["yes", "no", "dont_know"]


def test_a_name_that_two_columns_have_is_refused():
    data = as_csv((("a", "Why?", "Why?"), ("1", "x", "y")))
    with pytest.raises(GateRefused, match=r"2 columns are called 'Why\?'.*#7"):
        read(data, 'question = [{ id = "why", column = "Why?" }]')
    assert read(data, 'question = [{ id = "why", column = "#3" }]')["response"][0]["raw"] == "y"


def test_a_column_that_is_not_there_suggests_the_nearest():
    with pytest.raises(GateRefused, match=r"did you mean 'Which skills\?'"):
        read(as_csv(GOOGLE), 'question = [{ id = "a", column = "Which skill?" }]')


@pytest.mark.parametrize("extra", [("Zyx Four", "Widgets"), ("a", "b", "c", "d", "e", "f", "g")])
def test_a_row_that_was_cut_or_has_too_many_cells_is_refused(extra: tuple[str, ...]):
    rows = (*GOOGLE[:2], extra, GOOGLE[3])
    with pytest.raises(GateRefused, match="row 3 has"):
        open_sheet(as_csv(rows))


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"$FL2broken", b"\r\n\r\n", b'a,b\n"open'])
def test_damaged_files_are_refused_in_a_sentence(data: bytes):
    with pytest.raises(GateRefused):
        open_sheet(data)


def test_damage_anywhere_is_refused_or_read_and_never_a_traceback():
    for data in (as_csv(MONKEY), as_csv(QUALTRICS), as_xlsx(KOBO)):
        for at in range(0, len(data), max(1, len(data) // 40)):
            for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :]):
                with contextlib.suppress(EvidenceRefused):
                    open_sheet(damaged)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["utf-8", "utf-16"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_cell_located_by_its_number_is_that_cell(rows: list[list[str]], encoding: str, end: str):
    data = as_csv([("a", "a", "b"), *rows], encoding=encoding, end=end)
    sheet = open_sheet(data, "plain")
    for line in sheet.rows:
        for index, cell in enumerate(line.cells):
            assert stands(data, sheet.locator(line, index)) == cell


@given(st.integers(0, 18_277))
def test_letters_are_a_spreadsheets(index: int):
    assert letters(index) == get_column_letter(index + 1)


def test_characters_within_a_cell_are_found():
    data = as_xlsx(GOOGLE)
    assert resolve(data, "sheet=Form1;cell=F2;chars=1-3").text == "ay"
    monkey = as_csv(MONKEY)
    line = open_sheet(monkey).rows[0]
    assert resolve(monkey, f"{open_sheet(monkey).locator(line, 9)};chars=1-3").text == "ay"
    with pytest.raises(EvidenceRefused, match="no field 99"):
        stands(monkey, f"bytes={line.start}-{line.end};field=#99")


def test_the_mapping_may_state_format_and_sheet():
    data = as_xlsx(GOOGLE)
    with pytest.raises(GateRefused, match="did you mean 'Form1'"):
        read(data, f'sheet = "Form"\n{MAPPING}')
    assert read(data, f'sheet = "Form1"\nformat = "plain"\n{MAPPING}')
