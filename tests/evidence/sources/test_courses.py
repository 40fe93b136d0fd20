"""Lists of courses: who runs what, where and for how much; contacts never."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.add import add_file
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks, load
from sectorscope.testing import check_source
from tests.evidence.samples import WHEN
from tests.evidence.taught import KISCOURSE, discover, run, runs, studied, zipped

Rows = list[dict[str, Any]]


def read(source: str, data: bytes, mapping: bytes | None = None) -> Rows:
    ((_, rows),) = check_source(source, data, mapping)
    return list(rows)


def remarked(source: str, data: bytes, mapping: bytes | None = None) -> Remarks:
    entry = describe(data, name="a", source=source, retrieved=WHEN)
    return load(source).remarks(entry, data, mapping)


def gate_of(source: str, data: bytes, mapping: bytes | None = None) -> str:
    entry = describe(data, name="a", source=source, retrieved=WHEN)
    with pytest.raises(GateRefused) as why:
        list(load(source).read(entry, data, mapping))
    assert "\n" not in str(why.value)
    return why.value.gate


# --- the directory of courses --------------------------------------------------------------


def test_a_run_of_a_course():
    row = read("courses", runs())[0]
    told = {k: v for k, v in row.items() if k not in ("snapshot", "locator", "raw")}
    assert {k: v for k, v in told.items() if v is not None} == {
        "list": "courses", "id": "bbbb0001", "course": "aaaa0001", "provider": "10000003",
        "title": "Prosthetics, evenings – “part one”", "aim": "60300012", "mode": "part time",
        "delivery": "classroom", "start": "2026-09-02", "flexible": False, "cost": 1250,
        "venue": "City campus", "town": "Leeds", "place": "LS1 1AA", "place_of": "venue",
    }  # fmt: skip


def test_contacts_leave_no_reader_and_no_gate_is_shut(tmp_path: Path):
    data = runs()
    held = str(read("courses", data))
    assert "@" not in held
    assert "07700" not in held
    assert add_file(tmp_path, data, name="a.csv", source="courses", retrieved=WHEN).snapshot


def test_a_contact_in_a_title_is_refused(tmp_path: Path):
    data = runs(run(title="Ask jo.bloggs@example.org"))
    with pytest.raises(GateRefused) as why:
        add_file(tmp_path, data, name="a.csv", source="courses", retrieved=WHEN)
    assert why.value.gate == "personal"


def test_a_course_without_a_place_keeps_its_regions():
    row = read("courses", runs())[1]
    assert (row["place"], row["place_of"], row["regions"]) == (None, None, "Leeds,Bradford")


def test_a_mapping_keeps_a_region_and_what_has_no_place():
    data = runs(run(1), run(2, place="BD1 1AA"), run(3, place="L1 1AA"), run(4, place=""))
    kept = read("courses", data, b'postcodes = ["LS"]')
    assert [r["id"] for r in kept] == ["bbbb0001", "bbbb0004"]
    left = remarked("courses", data, b'postcodes = ["LS"]').dropped
    assert [(d.what, d.rows) for d in left] == [
        ("courses at other postcodes than the mapping's", 2)
    ]
    assert gate_of("courses", data, b'towns = ["Leeds"]') == "fields"


def test_earlier_issues_say_in_words_what_is_a_number_now():
    row = read("courses", runs(run(delivery="Classroom based", mode="Full time")))[0]
    assert (row["delivery"], row["mode"]) == ("classroom", "full time")


def test_what_a_course_says_of_itself_shuts_no_gate():
    said = {"WHO_THIS_COURSE_IS_FOR": "#REF!", "ENTRY_REQUIREMENTS": "10-Nov"}
    assert read("courses", runs(run() | said))


def test_what_cannot_be_read_is_counted():
    said = remarked("courses", runs(run(aim="NOT ONE", place="nowhere"))).warnings
    assert "1 entries of LEARN_AIM_REF cannot be read" in said
    assert "1 entries of LOCATION_POSTCODE cannot be read" in said


def test_a_run_that_stands_twice_alike_counts_once():
    assert len(read("courses", runs(run(1), run(1), run(2)))) == 2


BAD_COURSES: dict[str, tuple[bytes, str]] = {
    "a run twice that differs": (runs(run(1), run(1, cost="7")), "rows"),
    "a provider that is none": (runs(run(provider="1000003")), "values"),
    "an aim a spreadsheet spoilt": (runs(run(aim="6.03E+07")), "mangled"),
    "a cost that is none": (runs(run(cost="-5")), "values"),
    "a day that is none": (runs(run(start="31/02/2026")), "values"),
    "a way of teaching nobody knows": (runs(run(delivery="9")), "classification"),
    "neither yes nor no": (runs(run(national="maybe")), "values"),
    "no id": (runs(run(run="")), "values"),
    "a column gone": (runs().replace(b"LEARN_AIM_REF", b"AIM"), "columns"),
    "a column nobody knows": (runs().replace(b"COURSE_URL", b"TUTOR_NAME"), "columns"),
    "a header alone": (runs().split(b"\n")[0] + b"\n", "no_rows"),
}


@pytest.mark.parametrize("what", BAD_COURSES)
def test_what_is_no_directory_is_refused(what: str):
    data, gate = BAD_COURSES[what]
    assert gate_of("courses", data) == gate


# --- Discover Uni --------------------------------------------------------------------------


def test_a_course_of_a_university():
    data = discover()
    row = read("discover_uni", data)[0]
    told = {k: v for k, v in row.items() if k not in ("snapshot", "locator", "raw")}
    assert {k: v for k, v in told.items() if v is not None} == {
        "list": "discover_uni", "id": "10007855/C1/1", "course": "10007855/C1",
        "provider": "10007855", "provider_name": "University of Élan",
        "title": "BSc, Prosthetics & “Orthotics”", "level": "First degree",
        "award": "BSc (Hons)", "subjects": "CAH02-06-01", "mode": "full time",
        "venue": "City campus", "place": "LS2 9JT", "place_of": "provider",
    }  # fmt: skip
    found = resolve(data, row["locator"]).text
    assert found.startswith("10007855,10007855,")
    assert "BSc, Prosthetics" in found
    assert "0113" not in str(row)


def test_columns_of_one_name_do_not_shift_where_rows_stand():
    data = discover(studied("C1"), studied("C9", title="The last"))
    first, last = read("discover_uni", data)
    assert '"The last"' not in resolve(data, first["locator"]).text
    assert resolve(data, last["locator"]).text.endswith("The last,,021,03")


@pytest.mark.parametrize(
    ("code", "level"),
    [("03", "First degree"), ("4", "Other undergraduate"), ("F", "First degree"), ("Z", None)],
)
def test_levels_of_degrees(code: str, level: str | None):
    assert read("discover_uni", discover(studied(level=code)))[0]["level"] == level


def test_files_that_are_missing_leave_what_they_say_out():
    row = read("discover_uni", discover(leave="SBJ.csv"))[0]
    assert row["subjects"] is None
    row = read("discover_uni", discover(leave="INSTITUTION.csv"))[0]
    assert (row["provider_name"], row["place"], row["place_of"]) == (None, None, None)
    said = remarked("discover_uni", discover(leave="SBJ.csv")).warnings
    assert "2 of 2 courses have no subject" in said


BAD_DISCOVER: dict[str, tuple[bytes, str]] = {
    "a course twice": (discover(studied(), studied()), "rows"),
    "a mode nobody knows": (discover(studied(mode="07")), "values"),
    "a provider that is none": (discover(studied(provider="7855")), "values"),
    "no courses in it": (discover(leave="KISCOURSE.csv"), "archive"),
    "no zip": (b"PUBUKPRN,UKPRN\n1,2\n", "archive"),
    "a web page": (b"<!DOCTYPE html><html></html>", "html"),
    "a header alone": (zipped({"KISCOURSE.csv": ",".join(KISCOURSE).encode()}), "no_rows"),
    "a column gone": (zipped({"KISCOURSE.csv": b"PUBUKPRN,UKPRN\n1,2\n"}), "columns"),
}


@pytest.mark.parametrize("what", BAD_DISCOVER)
def test_what_is_no_dataset_is_refused(what: str):
    data, gate = BAD_DISCOVER[what]
    assert gate_of("discover_uni", data) == gate
