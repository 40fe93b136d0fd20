"""The user's own issue of a classification: read, or refused as another version's or as spoilt."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from sectorscope.concepts.industries import titles
from sectorscope.concepts.soc import structure as groups
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.referred import (
    ACTIVITIES,
    CODED,
    INDEX,
    coding_index,
    index,
    index_csv,
    older_index,
    older_structure,
    structure,
    volume,
)
from tests.evidence.samples import DATA, WHEN, needs_data, table

Rows = list[dict[str, Any]]


def rows(source: str, data: bytes) -> Rows:
    ((_, found),) = check_source(source, data)
    return found


def said(source: str, data: bytes) -> Remarks:
    return load(source).remarks(describe(data, name="a", source=source, retrieved=WHEN), data, None)


def gate(source: str, data: bytes) -> tuple[str, str]:
    with pytest.raises(GateRefused) as why:
        check_source(source, data)
    return why.value.gate, str(why.value)


def test_the_index_says_what_is_done_under_a_code():
    found = rows("sic", index())
    assert [(r["code"], r["activity"], r["kind"]) for r in found] == list(ACTIVITIES)
    assert {r["version"] for r in found} == {"SIC 2007"}


def test_codes_with_dots_and_strokes_are_the_same_codes():
    found = rows("sic", index(("62.01/2", "Business software", "index")))
    assert (found[0]["code"], found[0]["raw"]) == ("62012", "62.01/2")


def test_an_entry_that_repeats_its_heading_stands_once_and_is_counted():
    data = index(ACTIVITIES[0], ("32500", ACTIVITIES[0][1], "index"))
    assert [r["kind"] for r in rows("sic", data)] == ["heading"]
    assert [(d.what, d.rows) for d in said("sic", data).dropped] == [
        ("entries that stand again", 1)
    ]


def test_how_many_codes_the_index_is_silent_on_is_said():
    (line,) = said("sic", index()).warnings
    assert line == f"{len(titles()) - 3:,} codes that companies may give have no entry"


def test_the_structure_has_every_level():
    found = rows("sic", structure())
    assert [(r["level"], r["code"]) for r in found] == [
        ("section", "C"), ("division", "32"), ("group", "325"), ("class", "32500"),
        ("subclass", "62012"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "shut", "says"),
    [
        (index(("15130", "Pies", "index"), ("29530", "Mills", "index")), "version", "2 of 2 codes"),
        (index(*ACTIVITIES, ("1110", "Barley", "index")), "classification", "1 of 4 codes"),
        (index(("32500", "", "index")), "values", "has no words"),
        (index(("32500", "Limbs", "other")), "values", "'other'"),
        (table((*INDEX, "notes"), [(*ACTIVITIES[0], "x")]), "columns", "'notes'"),
        (structure(("Class", "3250", "A class")), "values", "noughts"),
        (structure(("Division", "32", "A"), ("Division", "32", "B")), "values", "two titles"),
    ],
)
def test_what_is_no_index_or_structure_of_sic_2007_is_refused(data: bytes, shut: str, says: str):
    found, message = gate("sic", data)
    assert (found, says in message) == (shut, True)


def test_one_odd_code_among_many_is_spoilt_and_not_another_version():
    many = [(code, title, "heading") for code, title in list(titles().items())[:200]]
    assert gate("sic", index(*many, ("29530", "Mills", "index")))[0] == "classification"


@needs_data
def test_the_published_index_and_structure_are_read_whole():
    listed = rows("sic", (DATA / "classifications" / "sic2007_activity_index.csv").read_bytes())
    assert len({(r["code"], r["activity"]) for r in listed}) == len(listed) == 16_622
    built = rows("sic", (DATA / "classifications" / "sic2007_structure.csv").read_bytes())
    assert len(built) == 1_187
    shipped = {r["code"]: r["title"] for r in built if r["code"] in titles()}
    assert len(shipped) > 700
    assert shipped["32500"] == titles()["32500"]


def test_volume_one_says_what_people_in_a_unit_group_do():
    found = rows("soc", volume())
    assert [r["code"] for r in found] == ["2", "22", "223", "2237"]
    assert [r["tasks"] for r in found] == [None] * 3 + ["cares for patients;\nkeeps records"]
    assert found[3]["titles"] == "Nurse\nSister"
    assert found[3]["locator"] == "sheet=SOC2020 descriptions;cell=D5"


@pytest.mark.parametrize(
    ("data", "shut"),
    [
        (volume("2", "9998"), "version"),
        (volume(*groups(), "9998"), "classification"),
        (volume("2", "2"), "values"),
        (b"code,title\n2237,Nurses\n", "columns"),
    ],
)
def test_what_is_no_volume_one_of_soc_2020_is_refused(data: bytes, shut: str):
    assert gate("soc", data)[0] == shut


def test_groups_that_a_workbook_lacks_are_counted():
    (line,) = said("soc", volume()).warnings
    assert line == f"{len(groups()) - 4:,} groups of SOC 2020 are not in it"


@needs_data
def test_the_published_volume_one_holds_every_group():
    found = rows("soc", (DATA / "classifications" / "soc2020_vol1.xlsx").read_bytes())
    assert {r["code"] for r in found} == set(groups())
    assert all(r["tasks"] and r["titles"] for r in found if len(r["code"]) == 4)


def test_of_two_sheets_of_groups_the_one_with_descriptions_is_read():
    book = openpyxl.load_workbook(io.BytesIO(volume()))
    sheet = book.create_sheet("SOC2020 Framework", 0)
    sheet.append(["Major Group", "Sub-Major Group", "Minor Group", "Unit Group", "Group Title"])
    sheet.append(["2", None, None, None, "PROFESSIONAL OCCUPATIONS"])
    out = io.BytesIO()
    book.save(out)
    found = rows("soc", out.getvalue())
    assert found[3]["tasks"] == "cares for patients;\nkeeps records"


def test_the_coding_index_says_the_group_of_a_job_title_in_both_versions():
    found = rows("soc", coding_index())
    assert [(r["title"], r["code"], r["soc2010"]) for r in found] == [
        ("analyst-programmer", "2134", "2136"),
        ("software engineer", "2134", "2136"),
        ("software tester", "2136", "2139"),
        ("security analyst (cyber)", "2135", "2139"),
        ("staff nurse (hospital service)", "2237", "2231"),
    ]
    assert {r["version"] for r in found} == {"SOC 2020"}
    assert (found[1]["locator"], found[1]["raw"]) == (
        "sheet=SOC2020 coding index;cell=E3",
        "software engineer",
    )


def test_a_sheet_saved_as_csv_says_the_same_as_the_workbook():
    def told(found: Rows) -> list[tuple[str, ...]]:
        return [(r["title"], r["code"], r["soc2010"], r["version"]) for r in found]

    assert told(rows("soc", index_csv())) == told(rows("soc", coding_index()))


def test_the_workbook_of_2010_gives_its_groups_and_its_titles():
    read = dict(check_source("soc", older_index()))
    assert [(r["code"], r["version"]) for r in read["occupation_code"]] == [
        (code, "SOC 2010") for code in ("2", "21", "213", "2136", "2139")
    ]
    titles = [(r["title"], r["code"], r["soc2010"]) for r in read["occupation_title"]]
    assert titles == [
        ("computer Programmer 2136", "2136", "2136"),
        ("computer Programmer 2139", "2139", "2139"),
    ]


def test_groups_of_2010_in_a_csv_stand_at_their_bytes():
    found = rows("soc", older_structure())
    assert [r["code"] for r in found] == ["2", "21", "213", "2136", "2139"]
    assert found[3]["title"] == "Programmers and software development professionals"
    assert found[3]["tasks"] is None


def test_entries_without_a_code_and_entries_twice_are_counted():
    told = said("soc", coding_index())
    assert [(d.what, d.rows) for d in told.dropped] == [
        ("entries without a code of their own", 1),
        ("entries that stand again", 1),
    ]
    assert told.warnings == ("408 unit groups of SOC 2020 have no entry",)


@pytest.mark.parametrize(
    ("data", "shut", "says"),
    [
        (coding_index(("", "9998", "Oddity", "oddity", "", "", "")), "version", "SOC 2020"),
        (coding_index(("9998", "2134", "Oddity", "oddity", "", "", "")), "version", "SOC 2010"),
        (
            coding_index(*(CODED[0] for _ in range(3)), ("1.2E+3", "21", "A", "a", "", "", "")),
            "values",
            "'21'",
        ),
        (coding_index(CODED[-1]), "no_rows", "no job title"),
        (older_index("2237"), "version", "SOC 2010"),
        (older_structure(("", "", "", "", "A title")), "no_rows", "no group"),
        (older_structure(("", "", "", "2136", "")), "values", "no title"),
        (older_structure().replace(b"SOC 2010 ", b""), "version", "does not say"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "archive", "save it as .xlsx"),
        (b"<!doctype html><title>SOC</title>", "html", "web page"),
    ],
)
def test_what_is_no_index_or_structure_of_soc_is_refused(data: bytes, shut: str, says: str):
    found, message = gate("soc", data)
    assert (found, says in message) == (shut, True), message
