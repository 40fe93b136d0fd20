"""Registers of qualifications: numbers, levels, areas and days as they are, or a refusal."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sectorscope.concepts.subject_areas import SUBJECT_AREAS, area_of
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Override, describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.samples import WHEN
from tests.evidence.taught import (
    aim,
    capitals,
    lars,
    listed,
    of_standard,
    registered,
    rows_of,
    zipped,
)
from tests.support.replay import ofqual

Rows = list[dict[str, Any]]


def tables(source: str, data: bytes) -> dict[str, Rows]:
    return {table: list(rows) for table, rows in check_source(source, data)}


def remarked(source: str, data: bytes) -> Remarks:
    return load(source).remarks(describe(data, name="a", source=source, retrieved=WHEN), data, None)


def gate_of(source: str, data: bytes, *opened: str) -> str:
    entry = describe(data, name="a", source=source, retrieved=WHEN)
    entry = replace(entry, overrides=tuple(Override(gate, "looked at") for gate in opened))
    with pytest.raises(GateRefused) as why:
        list(load(source).read(entry, data, None))
    assert "\n" not in str(why.value)
    return why.value.gate


# --- subject areas -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2.10", "2.1"), ("2.00", "2"), ("02.1 Science", "2.1"), ("2.1 - Science", "2.1"),
        ("Science", "2.1"), ("SCIENCE AND MATHEMATICS", "2"), ("15.30", "15.3"),
        ("Child Development and Well Being", "1.5"), ("Digital technology (users)", "6.2"),
        ("Urban, Rural, and Regional Planning", "5.3"), ("-2.00", None), ("-1.00", None),
        ("Unknown", None), ("", None), ("16.1", None), ("2.9", None), ("120", None),
    ],
)  # fmt: skip
def test_an_area_is_told_by_its_code_or_its_name(text: str, code: str | None):
    assert area_of(text) == code


def test_there_are_fifteen_areas_and_fifty_parts_each_told_by_its_own_name():
    assert sum("." in code for code in SUBJECT_AREAS) == 50
    assert {area_of(name) for name in SUBJECT_AREAS.values()} == set(SUBJECT_AREAS)


# --- Ofqual --------------------------------------------------------------------------------


def test_a_qualification_of_the_csv():
    ((row,),) = tables("ofqual", rows_of([registered()])).values()
    told = {k: v for k, v in row.items() if k not in ("snapshot", "locator", "raw")}
    assert told == {
        "register": "ofqual", "number": "60300012", "level": "3", "area": "1", "subject": "1.2",
        "title": "A Body Level 3 Diploma in “Prosthetics”", "organisation": "A Body, of Awards",
        "type": "Vocationally-Related Qualification", "hours": 260, "time": 1080,
        "since": "2018-09-01", "until": "2030-08-31", "certified": None, "england": True,
        "status": "Available to learners", "standard": None,
    }  # fmt: skip


def test_an_answer_gives_the_same_as_the_csv_whatever_its_capitals():
    data = ofqual.answer(ofqual.qualification(1))
    for one in (data, capitals(data)):
        ((row,),) = tables("ofqual", one).values()
        assert (row["number"], row["subject"], row["since"]) == ("60300012", "1.2", "2018-09-01")
        assert json.loads(resolve(one, row["locator"]).text) == row["title"]


def test_hours_within_bounds_are_not_guessed():
    one = ofqual.answer(ofqual.qualification(1, minimumGLH=200, maximumGLH=300))
    assert tables("ofqual", one)["qualification"][0]["hours"] is None
    same = ofqual.answer(ofqual.qualification(1))
    assert tables("ofqual", same)["qualification"][0]["hours"] == 240


@pytest.mark.parametrize(
    ("days", "since"),
    [
        (("01/09/2018", "31/08/2030"), "2018-09-01"),
        (("09/01/2018 00:00:00", "08/31/2030 00:00:00"), "2018-09-01"),
        (("2018-09-01", "2030-08-31T00:00:00"), "2018-09-01"),
    ],
)
def test_the_file_tells_which_way_round_its_days_are_written(days: tuple[str, str], since: str):
    rows = [registered(since=days[0], until=days[1]) | {"Regulation Start Date": ""}]
    assert tables("ofqual", rows_of(rows))["qualification"][0]["since"] == since


@pytest.mark.parametrize("days", [("01/09/2018", "02/08/2030"), ("13/09/2018", "08/31/2030")])
def test_days_that_could_be_read_both_ways_are_refused(days: tuple[str, str]):
    assert gate_of("ofqual", rows_of([registered(since=days[0], until=days[1])])) == "values"


def test_one_page_is_not_passed_for_the_whole():
    data = ofqual.answer(ofqual.qualification(1), count=7)
    assert gate_of("ofqual", data) == "count"
    entry = describe(data, name="a", source="ofqual", retrieved=WHEN)
    entry = replace(entry, overrides=(Override("count", "one page will do"),))
    ((_, rows),) = load("ofqual").read(entry, data, None)
    assert len(list(rows)) == 1


BAD_OFQUAL: dict[str, tuple[bytes, str]] = {
    "a number a spreadsheet spoilt": (rows_of([registered(number="6.03E+07")]), "mangled"),
    "a number that is too short": (rows_of([registered(number="603/0001")]), "values"),
    "twice": (rows_of([registered(), registered()]), "rows"),
    "a number that is none": (rows_of([registered(hours="many")]), "values"),
    "neither yes nor no": (rows_of([registered(england="perhaps")]), "values"),
    "a day that is none": (rows_of([registered(since="31/02/2018")]), "values"),
    "a column gone": (rows_of([registered()]).replace(b"Qualification SSA", b"SSA"), "columns"),
    "an entry gone": (ofqual.answer({"qualificationNumber": "1"}), "fields"),
    "an error": (b'{"message": "Not found"}', "json_error"),
    "no total": (b'{"results": [{"qualificationNumber": "603/0001/2"}]}', "json_error"),
    "nothing": (ofqual.answer(), "no_rows"),
    "cut short": (ofqual.answer(ofqual.qualification())[:-20], "truncated"),
    "a web page": (b"<!DOCTYPE html><html></html>", "html"),
}


@pytest.mark.parametrize("what", BAD_OFQUAL)
def test_what_is_no_register_is_refused(what: str):
    data, gate = BAD_OFQUAL[what]
    assert gate_of("ofqual", data) == gate


def test_areas_and_levels_that_nobody_knows_are_counted():
    said = remarked("ofqual", rows_of([registered(ssa="Wizardry", level="Level 9")])).warnings
    assert said == (
        "1 of 1 qualifications have no subject area that is known",
        "1 of 1 qualifications have no level that is known",
    )


# --- LARS ----------------------------------------------------------------------------------


def test_codes_of_aims_are_named_and_who_made_the_row_is_not_read():
    made = tables("lars", lars())
    row = made["qualification"][0]
    assert (row["organisation"], row["type"]) == ("A Body, of Awards", "Diploma")
    assert (row["since"], row["until"], row["certified"]) == ("2018-09-01", None, "2031-08-31")
    assert (row["area"], row["subject"], row["level"], row["england"]) == ("1", "1.2", "3", True)
    assert not any("BLOGGS" in str(value) for rows in made.values() for r in rows for value in
                   r.values())  # fmt: skip


def test_locators_name_the_file_within_the_zip():
    data = lars()
    row, other = tables("lars", data)["qualification"]
    assert row["locator"].startswith("part=CSV/LearningDelivery.csv;bytes=")
    assert resolve(data, row["locator"]).text == "Diploma in Prosthetics, “part-time”"
    assert row["locator"] != other["locator"]


@pytest.mark.parametrize(
    ("code", "level"), [("E", "Entry"), ("1.5", "1/2"), ("H", "Higher"), ("X", None), ("8", "8")]
)
def test_levels_of_aims(code: str, level: str | None):
    assert tables("lars", lars(aim(level=code)))["qualification"][0]["level"] == level


def test_an_area_that_does_not_apply_is_none():
    row = tables("lars", lars(aim(area="-2.00", subject="-2.00")))["qualification"][0]
    assert (row["area"], row["subject"]) == (None, None)


def test_aims_of_standards_stand_once():
    made = tables("lars", lars(standards=[of_standard(901), of_standard(901), of_standard(7)]))
    assert [(r["standard"], r["aim"]) for r in made["standard_aim"]] == [
        (901, "60300012"), (7, "60300012"),
    ]  # fmt: skip
    assert remarked("lars", lars(standards=[of_standard(1)] * 3)).dropped[0].rows == 2


def test_aims_alone_say_that_standards_are_missing():
    data = rows_of([aim()])
    assert list(tables("lars", data)) == ["qualification"]
    linked, own = remarked("lars", data).warnings[-2:]
    assert "there is no StandardAims.csv" in linked
    assert "there is no Standard.csv: which standards take new starts is not known" in own


def test_standards_stand_with_their_code_subject_area_and_last_day_for_new_starts():
    last = {"LastDateStarts": "31 Jul 2024", "EffectiveTo": ""}
    data = lars(Standard=rows_of([listed(), listed(7, SectorSubjectAreaTier2="-2", **last)]))
    first, second = tables("lars", data)["registered_standard"]
    assert (first["standard"], first["title"], first["level"]) == (
        901,
        "Orthotic “technician”",
        "3",
    )
    assert (first["area"], first["subject"]) == ("4", "4.1")
    assert (first["since"], first["until"], first["last_start"]) == ("2018-08-01", None, None)
    assert (second["subject"], second["last_start"]) == (None, "2024-07-31")
    assert resolve(data, first["locator"]).text == "Orthotic “technician”"
    assert not any("BLOGGS" in str(v) for r in (first, second) for v in r.values())
    assert not [w for w in remarked("lars", data).warnings if "Standard.csv" in w]


def test_standards_of_an_earlier_issue_have_no_last_day_and_no_areas():
    lacking = ("LastDateStarts", "SectorSubjectAreaTier1", "SectorSubjectAreaTier2")
    row = {k: v for k, v in listed().items() if k not in lacking}
    (made,) = tables("lars", lars(Standard=rows_of([row])))["registered_standard"]
    assert (made["area"], made["subject"], made["last_start"]) == (None, None, None)


BAD_LARS: dict[str, tuple[bytes, str]] = {
    "an aim twice": (lars(aim(), aim()), "rows"),
    "a number that is none": (lars(aim("603")), "values"),
    "a standard that is none": (lars(standards=[of_standard("ST0901")]), "values"),
    "a standard's code that is none": (lars(Standard=rows_of([listed("ST0901")])), "values"),
    "a code beyond all numbers": (
        lars(Standard=rows_of([listed("9" * 5000)])),
        "values",
    ),
    "a standard's code too large": (lars(standards=[of_standard("9" * 25)]), "values"),
    "a standard twice": (lars(Standard=rows_of([listed(), listed(Version="2")])), "rows"),
    "a last day that is none": (lars(Standard=rows_of([listed(LastDateStarts="soon")])), "values"),
    "standards without names": (lars(Standard=b"StandardCode\n1\n"), "columns"),
    "no aims in it": (zipped({"Version.csv": b"Version\n12\n"}), "archive"),
    "a path that leads out": (lars(folder="../../"), "archive"),
    "an absolute path": (lars(folder="/etc/"), "archive"),
    "another drive": (lars(folder="C:\\x\\"), "archive"),
    "more than it could hold": (zipped({"LearningDelivery.csv": b"0" * 60_000_000}), "archive"),
    "cut short": (lars()[:400], "archive"),
    "a web page": (b"<!DOCTYPE html><html></html>", "html"),
}


@pytest.mark.parametrize("what", BAD_LARS)
def test_what_is_no_register_of_aims_is_refused(what: str):
    data, gate = BAD_LARS[what]
    assert gate_of("lars", data) == gate
